"""Numbers of ordered lists, which a browser writes and the source does not hold."""

from __future__ import annotations

import re

from lxml import etree

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.I)
_NUMBERED = re.compile(
    r"\s*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）、.．]|第[一二三四五六七八九十]{1,3}[，、条]|[一二三四五六七八九十]是)"
)
_CHINESE = frozenset(("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"))
_DIGITS = "零一二三四五六七八九"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def markers(element: etree._Element) -> dict[etree._Element, str]:
    """Return for each item of an ordered list what a browser writes before it."""
    style = _style(element)
    items = [child for child in element if child.tag == "li"]
    backwards = element.get("reversed") is not None
    number = _integer(element.get("start"), len(items) if backwards else 1)
    found: dict[etree._Element, str] = {}
    for item in items:
        number = _integer(item.get("value"), number)
        found[item] = _marker(number, _STYLE_OF.get(item.get("type") or "", style))
        number += -1 if backwards else 1
    return found


def is_numbered(text: str) -> bool:
    """Tell whether a line carries a number of its own already."""
    return _NUMBERED.match(text) is not None


_STYLE_OF = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}


def _style(element: etree._Element) -> str:
    match = _STYLE.search(element.get("style") or "")
    return match[1].lower() if match else _STYLE_OF.get(element.get("type") or "1", "decimal")


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return max(-9999, min(9999, int(text))) if text else otherwise
    except ValueError:
        return otherwise


def _marker(number: int, style: str) -> str:
    if style in ("none", "disc", "circle", "square"):
        return ""
    if style in _CHINESE and 0 < number < 100:
        return f"{_chinese(number)}、"
    if style in ("cjk-decimal",):
        return f"{''.join(_DIGITS[int(digit)] for digit in str(abs(number)))}、"
    if style in ("lower-alpha", "lower-latin", "upper-alpha", "upper-latin") and 0 < number <= 26:
        return chr((65 if style.startswith("upper") else 97) + number - 1) + ". "
    if style in ("lower-roman", "upper-roman") and 0 < number < 40:
        roman = _roman(number)
        return (roman.upper() if style.startswith("upper") else roman) + ". "
    return f"{number}. "


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _DIGITS[tens]) + "十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text

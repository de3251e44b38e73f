"""Numbers as running text writes them: 1,234 · １２ · 3.5万 · 十二 · 两百零三."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from auditor.model.values import Amount

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}


def read_number(digits: str, scale: str = "") -> Amount | None:
    """Return the value of a number written in Arabic or Chinese digits, times its 万 or 亿; None if it is none."""
    factor = _MYRIADS.get(scale, 1)
    plain = unicodedata.normalize("NFKC", digits).replace(",", "")
    if plain.replace(".", "", 1).isascii() and plain.replace(".", "", 1).isdigit():
        value: Amount = Decimal(plain) if "." in plain else int(plain)
    else:
        chinese = _chinese(plain)
        if chinese is None:
            return None
        value = chinese
    value *= factor
    return int(value) if value == int(value) else value


def _chinese(text: str) -> int | None:
    """Return 十二 as 12 and 二〇二三 as 2023."""
    if not text or any(char not in _DIGITS and char not in _TENS for char in text):
        return None
    if not any(char in _TENS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit

"""Writes a list number as Word does: 一、（一）1.①, letters, roman numerals and the rest of its number formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST_ROMAN, _LARGEST_LETTER = 3999, 780


def numeral(number: int, form: str) -> str:
    """Return a number in one of Word's formats; in one that is not known here, as a decimal number."""
    write = _FORMS.get(form)
    return str(number) if write is None else write(number)


def _counting(digits: str, tens: str, ten: str) -> Callable[[int], str]:
    """Return a writer of spoken numbers: 十, 二十一, 一百零三. `ten` is how the tens of 10 to 19 begin."""

    def write(number: int) -> str:
        if not 0 < number < 10_000:
            return str(number) if number else digits[0]
        if number < 20:
            return ("" if number < 10 else ten + tens[0]) + (digits[number % 10] if number % 10 else "")
        out, gap = "", False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if digit:
                out += (digits[0] if gap and out else "") + digits[digit] + (tens[power - 1] if power else "")
                gap = False
            else:
                gap = True
        return out

    return write


def _digital(digits: str) -> Callable[[int], str]:
    table = {ord(str(digit)): char for digit, char in enumerate(digits)}
    return lambda number: str(number).translate(table)


def _listed(chars: str) -> Callable[[int], str]:
    return lambda number: chars[number - 1] if 0 < number <= len(chars) else str(number)


def _enclosed(first: str, last: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def _letters(first: str) -> Callable[[int], str]:
    def write(number: int) -> str:
        if not 0 < number <= _LARGEST_LETTER:
            return str(number)
        return chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1)

    return write


def _roman(number: int) -> str:
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    out = ""
    for size, sign in _ROMAN:
        out += sign * (number // size)
        number %= size
    return out


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_ZERO = "零" + _DIGITS[1:]
_SPOKEN = _counting(_ZERO, "十百千", "")
_LEGAL_SIMPLIFIED = _counting("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "壹")
_LEGAL_TRADITIONAL = _counting("零壹貳參肆伍陸柒捌玖", "拾佰仟", "壹")
_WIDE = _digital("０１２３４５６７８９")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"

_FORMS: Mapping[str, Callable[[int], str]] = {
    "none": lambda number: "",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _WIDE,
    "decimalFullWidth2": _WIDE,
    "decimalEnclosedCircle": _enclosed("①", 20),
    "decimalEnclosedCircleChinese": _enclosed("①", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _SPOKEN,
    "chineseCountingThousand": _SPOKEN,
    "japaneseCounting": _SPOKEN,
    "taiwaneseCounting": _SPOKEN,
    "taiwaneseCountingThousand": _SPOKEN,
    "koreanCounting": _SPOKEN,
    "ideographDigital": _digital(_DIGITS),
    "japaneseDigitalTenThousand": _digital(_DIGITS),
    "taiwaneseDigital": _digital("○" + _DIGITS[1:]),
    "koreanDigital2": _digital(_ZERO),
    "chineseLegalSimplified": _LEGAL_SIMPLIFIED,
    "ideographLegalTraditional": _LEGAL_TRADITIONAL,
    "japaneseLegal": _LEGAL_TRADITIONAL,
    "ideographTraditional": _listed(_STEMS),
    "ideographZodiac": _listed(_BRANCHES),
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "ordinal": _ordinal,
}
"""By Word's own names (ECMA-376, ST_NumberFormat)."""

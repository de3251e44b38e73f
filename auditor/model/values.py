"""What a table cell says: a number, nothing, a placeholder, or a text."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from auditor.model.text import SPACES


class Kind(Enum):
    """The four things a cell can hold."""

    NUMBER = "number"
    BLANK = "blank"
    PLACEHOLDER = "placeholder"
    TEXT = "text"


Amount = int | Decimal


class Value(NamedTuple):
    """A cell's content as read; `number` is set for numbers only.

    `unit` is the suffix as printed (元, 万元, 件…), not converted; `note` is a bracketed remark beside the number.
    """

    kind: Kind
    number: Amount | None = None
    unit: str = ""
    note: str = ""


BLANK = Value(Kind.BLANK)
PLACEHOLDER = Value(Kind.PLACEHOLDER)
TEXT = Value(Kind.TEXT)

_PLACEHOLDERS = frozenset(
    {"/", "//", "\\", "-", "--", "—", "——", "–", "––", "―", "－", "_", "无", "不适用", "N/A", "n/a", "NA"}
)
# Nobody counts beyond this; longer runs of digits are account or document numbers, and no arithmetic is done on them.
_MOST_DIGITS = 25
_NUMBER = re.compile(
    r"""(?P<bracket>\()?
        (?P<sign>[+\-−])?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)
        (?(bracket)\))
        (?P<unit>万元|亿元|元|件次|条次|件|条|项|个|次|份|宗|起|部)?
        (?P<note>\([^()]*\))?$""",
    re.VERBOSE,
)


@lru_cache(maxsize=65536)
def read_value(raw: str) -> Value:
    """Return what a cell's text means.

    Accepts full-width digits, thousands separators, signs, units and a bracketed note, whose numbers are never
    read as the cell's: 5（其中修订16件） is 5, and so is 5①. A bracketed figure is the figure: (0) is 0.
    """
    figure, mark = _without_footnote(raw)
    text = SPACES.sub("", unicodedata.normalize("NFKC", figure))
    if not text:
        return BLANK
    if text in _PLACEHOLDERS:
        return PLACEHOLDER
    match = _NUMBER.match(text)
    if match is None:
        return TEXT
    digits = match["digits"].replace(",", "")
    if len(digits) > _MOST_DIGITS:
        return TEXT
    number: Amount = Decimal(digits) if "." in digits else int(digits)
    if match["sign"] in ("-", "−"):
        number = -number
    return Value(Kind.NUMBER, number, match["unit"] or "", (match["note"] or "").strip("()") or mark)


def _without_footnote(raw: str) -> tuple[str, str]:
    """Cut a footnote mark (① ²) off the end: normalising would turn it into one more digit."""
    if raw.isascii():
        return raw, ""
    end = len(raw)
    while end and unicodedata.category(raw[end - 1]) == "No":
        end -= 1
    return (raw[:end], raw[end:]) if raw[:end].strip() else (raw, "")


def is_count(value: Value) -> bool:
    """Tell whether the value is a whole number of zero or more."""
    number = value.number
    return number is not None and number >= 0 and (isinstance(number, int) or number == int(number))


def show(number: Amount) -> str:
    """Return a number as a reader writes it, with no exponent and no trailing zeros after the point."""
    if isinstance(number, int) or number == int(number):
        return str(int(number))
    return format(number.normalize(), "f")

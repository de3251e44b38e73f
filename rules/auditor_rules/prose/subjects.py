"""The words by which running text says what its figures are about, and the cells that hold those figures.

Both are data, in subjects.toml: a word stands there once, and what it is compared with stands there once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from auditor.forms.identity import year_number
from auditor.model.finding import Message
from auditor.model.text import Memo


class _Kind(BaseModel):
    """A kind of word, as written in subjects.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    noun: bool = False
    telling: bool = False
    words: tuple[str, ...]


class _Metric(BaseModel):
    """What a figure can be compared with, as written in subjects.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    zh: str
    en: str
    cells: tuple[str, ...]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: tuple[_Kind, ...]
    lists: dict[str, tuple[str, ...]]
    metrics: tuple[_Metric, ...]


class Metric(NamedTuple):
    """What a figure can be compared with: its name for readers, and its cells as table, row and column.

    They add up; a report has one row for （六）其他处理 or three, so not every cell is found in every report.
    """

    name: Message
    cells: tuple[tuple[str, str, str], ...]


class Said(NamedTuple):
    """What kinds of words a piece of text holds: `mask` has a bit for each, `first` and `last` that of a noun.

    The first word that tells what is counted stands at `start`, or -1, and the last one ends at `end`.
    """

    mask: int
    first: int
    last: int
    years: tuple[int, ...]
    start: int
    end: int


def _load() -> _File:
    text = (files("auditor_rules.prose") / "subjects.toml").read_text("utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    return _File.model_validate(data)


def _compile(kinds: tuple[_Kind, ...]) -> tuple[re.Pattern[str], tuple[int, ...]]:
    """Return one pattern for all words, and the bit of the kind that each of its groups stands for.

    Words are gathered by their first character: the search then skips at once what begins no word, and an empty
    group at the end of each word tells which one was found.
    """
    rests: dict[str, list[tuple[str, int]]] = {}
    for number, kind in enumerate(kinds):
        for word in kind.words:
            match = _FIRST.match(word)
            if match is None:
                raise ValueError(f"subjects.toml: {kind.name}: {word!r} does not begin with a character")
            for char in match[1] or match[0]:
                rests.setdefault(char, []).append((word[match.end() :], 1 << number))
    pattern = "|".join(f"{char}(?:{'|'.join(f'(?:{rest})()' for rest, _ in words)})" for char, words in rests.items())
    return re.compile(pattern), (0, *(bit for words in rests.values() for _, bit in words))


_FIRST = re.compile(r"\[([^\]\\^-]+)\]|[^\\(\[.^$*+?{|]")
_FILE = _load()
_BITS: Mapping[str, int] = {kind.name: 1 << number for number, kind in enumerate(_FILE.kinds)}
_NOUNS = sum(_BITS[kind.name] for kind in _FILE.kinds if kind.noun)
_YEAR = _BITS["year"]
_TELLING = sum(_BITS[kind.name] for kind in _FILE.kinds if kind.noun or kind.telling)
_WORDS, _BIT_OF = _compile(_FILE.kinds)

METRICS: Mapping[str, Metric] = {
    metric.name: Metric(
        Message(metric.zh, metric.en), tuple((at[0], at[1], at[2]) for at in (cell.split(".") for cell in metric.cells))
    )
    for metric in _FILE.metrics
}


def bits(*kinds: str) -> int:
    """Return the mask of these kinds of words."""
    return sum(_BITS[kind] for kind in kinds)


def any_of(name: str) -> str:
    """Return a pattern for any word of a list in subjects.toml."""
    return f"(?:{'|'.join(_FILE.lists[name])})"


def _said(text: str) -> Said:
    mask = first = last = 0
    start, end = -1, 0
    years: list[int] = []
    for match in _WORDS.finditer(text):
        bit = _BIT_OF[match.lastindex or 0]
        mask |= bit
        if bit & _NOUNS:
            first, last = first or bit, bit
        elif bit == _YEAR:
            years.append(year_number(match[0].split("年")[0]))
        if bit & _TELLING:
            end = match.end()
            start = match.start() if start < 0 else start
    return Said(mask, first, last, tuple(years), start, end)


SAID: Memo[Said] = Memo(_said)
"""What kinds of words a text holds; the same clauses come again in report after report."""


@cache
def holds_words(name: str) -> bool:
    """Tell whether an organ's name itself holds words of some kind (市场监督管理局, 信访局)."""
    return bool(_said(name).mask)

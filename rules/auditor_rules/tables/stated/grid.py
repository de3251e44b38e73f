"""Any table as rows and columns of figures with the labels printed for them; here those of the report's form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from auditor.grammar.stated import number_of, plain
from auditor.model.finding import Cell
from auditor.model.report import BoundTable
from auditor_rules.tables.stated.words import words

_LEVELS = (
    re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})[、.,]"),
    re.compile(r"\((?P<number>[一二三四五六七八九十]{1,3})\)"),
    re.compile(r"(?P<number>\d{1,2})[、.](?!\d)"),
    re.compile(r"\((?P<number>\d{1,2})\)"),
)
"""How items are numbered, from the highest level to the lowest."""
_PART = re.compile(r"(?:\(\d{1,2}\)|\d{1,2}[、.])?其中(?:[:,、]|$)")
_NOTE = re.compile(r"\([^()]*\)$")
_MEASURE = re.compile(rf"({'|'.join(sorted(words('measures'), key=len, reverse=True))})(?:总?数量?|额)?$")
_NO_SUM = re.compile("|".join(map(re.escape, sorted(words("no_sums")))))


class Label(NamedTuple):
    """One printed label: its level and number where it is numbered, and its name without them."""

    text: str
    name: str
    level: int | None
    number: int | None
    part: bool
    """Printed as 其中：: some of what stands before it."""


class Line(NamedTuple):
    """One row or column of figures: its key, its printed labels from the widest to its own, its number and its unit."""

    key: str
    labels: tuple[Label | None, ...]
    number: str = ""
    unit: str = ""

    @property
    def own(self) -> Label | None:
        """The label that is the line's alone, which may span the cells behind it."""
        return next((label for label in reversed(self.labels) if label is not None), None)

    @property
    def name(self) -> str:
        """What a reader calls the line."""
        return self.own.name if self.own else self.key

    @property
    def adds_up(self) -> bool:
        """Whether its figures can be summed: rates, ranks and averages cannot."""
        return not any(_NO_SUM.search(text) for text in (self.unit, *(label.text for label in self.labels if label)))


class Layout:
    """The rows and columns of a table. Layouts are the same only if they are one: what is made of one is remembered."""

    __slots__ = ("adding", "columns", "rows")

    def __init__(self, rows: tuple[Line, ...], columns: tuple[Line, ...]) -> None:
        self.rows = rows
        self.columns = columns
        self.adding = frozenset(line.key for line in (*rows, *columns) if line.adds_up)
        """The keys of the rows and columns whose figures can be summed."""


class Grid(NamedTuple):
    """A table's layout and its cells, by row in the order of the columns. `foreign`: it is no table of the form."""

    layout: Layout
    cells: Mapping[str, tuple[Cell, ...]]
    foreign: bool = False


@lru_cache(maxsize=8192)
def label_of(text: str) -> Label | None:
    """Return a printed label taken apart, or None for an empty cell."""
    whole = plain(text)
    if not whole:
        return None
    part = _PART.match(whole)
    rest = whole[part.end() :] if part else whole
    level = number = None
    for depth, pattern in enumerate(_LEVELS, 1):
        match = pattern.match(rest)
        if match is not None:
            level, number, rest = depth, number_of(match["number"]), rest[match.end() :]
            break
    return Label(whole, rest.lstrip(":,、"), level, number, part is not None)


def labels_of(texts: Iterable[str]) -> tuple[Label | None, ...]:
    """Return the labels of a row or column, None for an empty cell."""
    return tuple([label_of(text) for text in texts])


def without_note(name: str) -> str:
    """Return a label's name without a bracketed note behind it."""
    return _NOTE.sub("", name)


def comparable(one: Line, other: Line) -> bool:
    """Tell whether the figures of two rows or columns count the same kind of thing, as far as their units say."""
    if one.unit or other.unit:
        return one.unit == other.unit
    measures = {match[1] for line in (one, other) if (match := _MEASURE.search(without_note(line.name)))}
    return len(measures) < 2 and one.adds_up and other.adds_up


def bound_grids(table: BoundTable) -> Iterator[Grid]:
    """Yield a table of the form as grids, one for the rows of each set of columns."""
    printed = {} if table.spec.one_row else {drawn.key: drawn for drawn in table.drawn}
    labels = {row.key: row.label for block in table.spec.blocks for row in block.rows}
    heads = tuple([(column.key, column.label) for block in table.spec.blocks for column in block.columns])
    # The form's notes count by the form's numbers, whatever a misprinted label says: 五、结转下年度继续办理.
    meant = {match.span.text: match.label for match in table.labels}
    for block in table.blocks():
        rows = []
        above: tuple[str, ...] = ()
        for key in block.rows:
            drawn = printed.get(key)
            texts = drawn.row.texts[: drawn.figures_from] if drawn else ()
            own = _uncovered(texts, above)
            above = texts
            if meant:
                own = tuple([meant.get(text, text) for text in own])
            if not own or _place(own[-1]) != _place(labels[key]):
                own = (*own[:-1], labels[key])
            rows.append((key, own))
        yield Grid(_layout(tuple(rows), block.columns, heads), dict(zip(block.rows, block.cells, strict=True)))


def _place(label: str) -> tuple[int | None, int | None]:
    """Return the level and number that a label bears."""
    found = label_of(label)
    return (found.level, found.number) if found else (None, None)


def _uncovered(texts: tuple[str, ...], above: tuple[str, ...]) -> tuple[str, ...]:
    """Return a row's labels with each once, where a merged cell's label stands in every cell that it covers."""
    own = len(texts) - 1
    return tuple([
        "" if n < own and n < len(above) and text == above[n] else text
        for n, text in enumerate(texts)
        if n == own or text != texts[n + 1] or not text.strip()
    ])  # fmt: skip


@lru_cache(maxsize=256)
def _layout(
    rows: tuple[tuple[str, tuple[str, ...]], ...], columns: tuple[str, ...], heads: tuple[tuple[str, str], ...]
) -> Layout:
    """Return the layout of a table of the form; most reports print the same."""
    named = dict(heads)
    return Layout(
        tuple([Line(key, labels_of(texts)) for key, texts in rows]),
        tuple([Line(key, labels_of([named[key]])) for key in columns]),
    )

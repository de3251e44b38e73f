"""A <table> as rows of cells: spans counted out, covered cells found, rows that are none left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from typing import NamedTuple

from lxml import etree

from auditor.model.finding import Message
from auditor.reading.html.text import LEFT_OUT
from auditor.reading.reader import UnreadableError

_NUMBER = re.compile(r"\s*\+?(\d{1,6})")
_NO_SIZE = re.compile(r"\s*0+(?:\.0+)?\s*(?:px|pt|%)?\s*")
_WIDEST = 1000
"""As in browsers: no cell spans more columns."""


class GridCell(NamedTuple):
    """A cell as it stands in a row: its lines (none: empty or covered), and what it covers where it begins."""

    lines: tuple[str, ...]
    element: etree._Element
    span: tuple[int, int] = (1, 1)


class Drawn(NamedTuple):
    """A cell as the source has it, before spans are counted out."""

    element: etree._Element
    lines: tuple[str, ...]
    columns: int
    rows: int
    """0: to the end of the row group."""


class DrawnRow(NamedTuple):
    """A row as the source has it."""

    element: etree._Element
    cells: list[Drawn]
    left: int
    """Rows of its group from here on: no cell reaches over the end of its group."""


def drawn_rows(
    table: etree._Element, hidden: Set[etree._Element], lines_of: Callable[[etree._Element], tuple[str, ...]]
) -> Iterator[DrawnRow]:
    """Yield each row of a table in the order shown, without the hidden ones."""
    for group in _groups(table, hidden):
        for number, row in enumerate(group):
            # A cell that is not shown takes no column either.
            cells = [_drawn(cell, lines_of) for cell in _cells(row) if cell not in hidden]
            yield DrawnRow(row, cells, len(group) - number)


def grid(rows: Sequence[DrawnRow], spend: Callable[[int], None]) -> list[list[GridCell]]:
    """Return the rows with covered cells as empty cells. `spend` is told how many cells each row takes."""
    found: list[list[GridCell]] = []
    covering: list[tuple[int, int, int, etree._Element]] = []  # first column, end, rows left, cell
    for element, cells, left in rows:
        placed: list[GridCell] = []
        begun: list[tuple[int, int, int, etree._Element]] = []
        column = at = 0
        for cell in cells:
            while at < len(covering) and covering[at][0] <= column:
                column = max(column, covering[at][1])
                placed.append(GridCell((), covering[at][3]))
                at += 1
            columns = cell.columns
            if at < len(covering):
                # What reaches over a cell from above is cut short.
                columns = min(columns, covering[at][0] - column)
            height = min(cell.rows or left, left)
            # Word squares its rows with cells of no width.
            if cell.lines or not _has_no_size(cell.element.get("width")):
                placed.append(GridCell(cell.lines, cell.element, (columns, height)))
                if height > 1:
                    begun.append((column, column + columns, height - 1, cell.element))
            column += columns
        placed += [GridCell((), cover[3]) for cover in covering[at:]]
        spend(max(column, covering[-1][1] if covering else 0))
        covering = [(start, end, rows - 1, cell) for start, end, rows, cell in covering if rows > 1]
        if begun:
            covering = sorted([*covering, *begun], key=lambda cover: cover[0])
        # A row without cells of its own is none, nor is one of no height that is empty.
        if cells and (any(cell.lines for cell in placed) or not _has_no_size(element.get("height"))):
            found.append(placed)
    return found


def stray_texts(table: etree._Element, hidden: Set[etree._Element]) -> list[str]:
    """Return the texts of a table that stand in none of its cells."""
    found: list[str] = []
    _collect_strays(table, hidden, found)
    return found


def _collect_strays(parent: etree._Element, hidden: Set[etree._Element], found: list[str]) -> None:
    text = parent.text
    if text and not text.isspace():
        found.append(text)
    for child in parent:
        tag = child.tag
        if not (tag == "td" or tag == "th" or tag in ("caption", "table") or tag in LEFT_OUT or child in hidden):
            _collect_strays(child, hidden, found)
        tail = child.tail
        if tail and not tail.isspace():
            found.append(tail)


def too_many_cells(limit: int) -> UnreadableError:
    """Return the error for tables larger than any report's."""
    return UnreadableError(Message(
        f"表格单元格超过{limit}个（limits.cells）", f"more than {limit} table cells (limits.cells)"
    ))  # fmt: skip


def _drawn(cell: etree._Element, lines_of: Callable[[etree._Element], tuple[str, ...]]) -> Drawn:
    columns = min(max(_integer(cell.get("colspan")), 1), _WIDEST)
    return Drawn(cell, lines_of(cell), columns, _integer(cell.get("rowspan")))


def _integer(text: str | None) -> int:
    if text is None:
        return 1
    match = _NUMBER.match(text)
    return int(match[1]) if match else 1


def _groups(table: etree._Element, hidden: Set[etree._Element]) -> list[list[etree._Element]]:
    """Return the rows of each row group; heads come first and feet last, wherever they stand."""
    heads: list[list[etree._Element]] = []
    bodies: list[list[etree._Element]] = []
    feet: list[list[etree._Element]] = []
    _collect(table, hidden, heads, bodies, feet)
    return [*heads, *bodies, *feet]


def _collect(
    parent: etree._Element,
    hidden: Set[etree._Element],
    heads: list[list[etree._Element]],
    bodies: list[list[etree._Element]],
    feet: list[list[etree._Element]],
) -> None:
    loose: list[etree._Element] | None = None
    for child in parent:
        tag = child.tag
        if child in hidden:
            continue
        if tag == "tr":
            if loose is None:
                loose = []
                bodies.append(loose)
            loose.append(child)
        elif tag in ("tbody", "thead", "tfoot"):
            (heads if tag == "thead" else feet if tag == "tfoot" else bodies).append(list(_rows(child, hidden)))
            loose = None
        elif tag not in LEFT_OUT and tag not in ("caption", "table", "td", "th"):
            # A form, or an element that editors leave round rows.
            _collect(child, hidden, heads, bodies, feet)


def _rows(group: etree._Element, hidden: Set[etree._Element]) -> Iterator[etree._Element]:
    for child in group:
        if child in hidden:
            continue
        if child.tag == "tr":
            yield child
        elif child.tag not in LEFT_OUT and child.tag not in ("table", "td", "th"):
            yield from _rows(child, hidden)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        tag = child.tag
        if tag == "td" or tag == "th":
            yield child
        elif tag not in LEFT_OUT and tag not in ("table", "tr"):
            yield from _cells(child)


def _has_no_size(text: str | None) -> bool:
    return text is not None and _NO_SIZE.fullmatch(text) is not None

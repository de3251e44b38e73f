"""Tables as read from a page: rows of cells, each with its lines, its place and what it covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.reading.pdf.grid import Grid
from auditor.reading.pdf.lines import Line, joined, lines
from auditor.reading.pdf.page import Box, Glyph

PADDING = 5.4
"""What word processors leave empty on each side of a cell, in points."""
_FIGURE_PART = re.compile(r"[\d.,，．]+")


FIGURE = re.compile(r"\s*(?:[+\-－]?[\d０-９][\d０-９.,，．]*\s*(?:万?元|件|条|项)?|[/—–\-－]+|无)\s*")
"""What may stand in a cell for figures."""


class Placed(NamedTuple):
    """A line of a page."""

    page: int
    line: Line


class Piece(NamedTuple):
    """A line of a cell or paragraph, whole or joined from several, and where its first part stands."""

    text: str
    page: int
    box: Box


@dataclass(slots=True)
class Cell:
    """A cell as it stands in one row. One that is covered from above is empty. `left` and `right` count from the table's edge."""

    left: float
    right: float
    page: int
    box: Box
    pieces: list[Piece] = field(default_factory=list)
    covered: bool = False
    columns: int = 1
    rows: int = 1
    room: float = 0.0
    """How much of its width its last line leaves empty."""
    lines: list[Line] = field(default_factory=list)
    """What its pieces were made of."""

    @property
    def text(self) -> str:
        return "\n".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Table:
    """A table, maybe of several pages. `left` and `width` are those of its rules; `top` and `bottom` are heights on its first and last page."""

    rows: list[list[Cell]]
    left: float
    width: float
    page: int
    top: float
    bottom: float
    open_top: bool = False
    open_bottom: bool = False
    ruled: bool = True

    @property
    def last_page(self) -> int:
        return self.rows[-1][-1].page

    @property
    def one_column(self) -> bool:
        """Whether it is a box around text, or several one above the other."""
        return all(len(row) == 1 for row in self.rows)

    def placed(self) -> Iterator[Placed]:
        """Yield the lines of all its cells."""
        for row in self.rows:
            for cell in row:
                for line in cell.lines:
                    yield Placed(cell.page, line)


def fill_grid(grid: Grid, glyphs: Sequence[Glyph], page: int) -> tuple[Table, list[Glyph]]:
    """Return the table that a grid and the characters in it make, and the characters outside."""
    inside: list[list[Glyph]] = [[] for _ in grid.areas]
    outside: list[Glyph] = []
    x0, y0, x1, y1 = grid.box
    run: list[Glyph] = []
    for glyph in glyphs:
        left, base, right, size, _ = glyph
        if not (x0 <= (left + right) / 2 <= x1 and y0 <= base + 0.3 * size <= y1):
            outside.append(glyph)
            continue
        # A figure wider than its column stays one figure.
        if run and _goes_on(run[-1], glyph):
            run.append(glyph)
            continue
        _place(run, grid, inside)
        run = [glyph]
    _place(run, grid, inside)
    cells = [_cell(grid, number, inside[number], page) for number in range(len(grid.areas))]
    rows = []
    for row, owners in enumerate(grid.owner):
        placed: list[Cell] = []
        for column, number in enumerate(owners):
            if column and owners[column - 1] == number:
                continue
            area, cell = grid.areas[number], cells[number]
            if area.top != row:
                cell = Cell(cell.left, cell.right, page, cell.box, covered=True)
            placed.append(cell)
        rows.append(placed)
    table = Table(rows, x0, x1 - x0, page, y1, y0, grid.open_top, grid.open_bottom)
    return table, outside


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    if not (before.text.isascii() and glyph.text.isascii() and before.text != " " != glyph.text):
        return False
    return abs(before.y - glyph.y) < 0.1 * glyph.size and abs(glyph.x0 - before.x1) < 0.12 * glyph.size


def _place(run: list[Glyph], grid: Grid, inside: list[list[Glyph]]) -> None:
    if run:
        number = grid.at((run[0].x0 + run[-1].x1) / 2, run[0].y + 0.3 * run[0].size)
        if number is not None:
            inside[number] += run


def _cell(grid: Grid, number: int, glyphs: list[Glyph], page: int) -> Cell:
    area = grid.areas[number]
    box = grid.area_box(area)
    edge = grid.xs[0]
    cell = Cell(
        box[0] - edge, box[2] - edge, page, box, columns=area.right - area.left, rows=area.bottom - area.top,
    )  # fmt: skip
    found = lines(glyphs)
    if found:
        write(cell, found)
    return cell


def write(cell: Cell, found: list[Line]) -> None:
    """Put lines into a cell in place of its own; those that its width broke are joined."""
    width = cell.right - cell.left
    room = max(width - 2 * PADDING, *(line.x1 - line.x0 for line in found))
    cell.lines = found
    cell.pieces = []
    text, place = "", found[0].box
    for position, line in enumerate(found):
        text = joined(text, line.text) if text else line.text
        place = _around(place, line.box)
        following = found[position + 1] if position + 1 < len(found) else None
        if following is not None and _breaks(line, following, room):
            continue
        cell.pieces.append(Piece(text, cell.page, place))
        if following is not None:
            text, place = "", following.box
    cell.room = room - (found[-1].x1 - found[-1].x0)


def _breaks(line: Line, following: Line, room: float) -> bool:
    """Tell whether the width of the cell broke the line, not its writer."""
    left = room - (line.x1 - line.x0)
    return breaks(left, following) or is_cut(line.text, left, following)


def breaks(left: float, following: Line) -> bool:
    """Tell whether so much room on a line is too little for what begins the next."""
    return left < following.word + 0.15 * following.size


def is_cut(figure: str, left: float, following: Line) -> bool:
    """Tell whether a figure found no room on its line and goes on in the next: then hardly a digit more would."""
    if not (_FIGURE_PART.fullmatch(figure) and _FIGURE_PART.fullmatch(following.text)):
        return False
    return len(figure) > 1 and left < 1.1 * following.size


def _around(first: Box, second: Box) -> Box:
    return min(first[0], second[0]), min(first[1], second[1]), max(first[2], second[2]), max(first[3], second[3])

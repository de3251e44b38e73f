"""A report text cut into lines and tables, with the merged cells that its empty and missing cells stand for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

_FIGURE = re.compile(r"\s*(?:[+\-]?[\d,./]*\d[\d,.]*|[/—–\-]+|无|不适用)\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    text: str


@dataclass(slots=True)
class Cell:
    """A cell where it begins: its text (lines apart by LF), and how many columns and rows it covers."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the cells that begin in each row, from the left. Cells covered from above are left out."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max(sum(cell.columns for _, cell in row) for row in self.placed())

    def placed(self) -> Iterator[list[tuple[bool, Cell]]]:
        """Yield for each row every cell that stands in it, from the left, and whether it begins there."""
        above: list[tuple[int, int, Cell]] = []  # column, rows left, cell
        for row in self.rows:
            placed: list[tuple[int, bool, Cell]] = []
            left = iter(sorted(above, key=lambda covering: covering[0]))
            covering, column = next(left, None), 0
            for cell in (*row, None):
                while covering is not None and (cell is None or covering[0] <= column):
                    placed.append((covering[0], False, covering[2]))
                    column = covering[0] + covering[2].columns
                    covering = next(left, None)
                if cell is not None:
                    placed.append((column, True, cell))
                    column += cell.columns
            above = [(column, rows - 1, cell) for column, rows, cell in above if rows > 1]
            above += [(column, cell.rows - 1, cell) for column, begins, cell in placed if begins and cell.rows > 1]
            yield [(begins, cell) for _, begins, cell in placed]


def blocks(text: str) -> list[Line | Grid]:
    """Return the paragraphs and tables of a report text, in order. Blank paragraphs are left out."""
    found: list[Line | Grid] = []
    rows: list[list[str]] = []
    open_row = False
    for line in (*text.split("\n"), "", ""):
        if line[:1] == "\t":
            if not open_row:
                rows.append([])
            rows[-1].append(line[1:])
            open_row = True
        elif line.strip() and open_row:
            rows[-1][-1] += "\n" + line
        else:
            # The blank line that ends a row, a second one, or a paragraph.
            if rows and (line.strip() or not open_row):
                found.append(merged(rows))
                rows = []
            open_row = False
            if line.strip():
                found.append(Line(line))
    return found


def merged(rows: Sequence[Sequence[str]]) -> Grid:
    """Return rows as written (covered cells empty, spanning cells once) as a grid with its merged cells.

    Where no merged cells explain the rows as written, each cell stands for itself.
    """
    grid = _grid(rows, _widths(rows))
    written = [[cell.text if begins else "" for begins, cell in row] for row in grid.placed()]
    if written == [list(row) for row in rows]:
        return grid
    return Grid(tuple(tuple(map(Cell, row)) for row in rows))


def _grid(rows: Sequence[Sequence[str]], widths: Sequence[Sequence[tuple[int, bool]]]) -> Grid:
    """Make the grid. A width comes with whether its cell, if empty, continues the one above."""
    above: dict[tuple[int, int], Cell] = {}
    grid: list[tuple[Cell, ...]] = []
    for texts, spans in zip(rows, widths, strict=True):
        standing: dict[tuple[int, int], Cell] = {}
        begun: list[Cell] = []
        column = 0
        for text, (width, continues) in zip(texts, spans, strict=True):
            place = (column, width)
            owner = above.get(place) if continues and not text else None
            if owner is None:
                begun.append(Cell(text, width))
                standing[place] = begun[-1]
            else:
                owner.rows += 1
                standing[place] = owner
            column += width
        above = standing
        grid.append(tuple(begun))
    return Grid(tuple(grid))


def _widths(rows: Sequence[Sequence[str]]) -> list[list[tuple[int, bool]]]:
    width = max(map(len, rows))
    if any(len(row) == 1 for row in rows):
        # A table of blocks, each below its title: the last cell of a row takes what is left.
        return [[*((1, False) for _ in row[1:]), (width - len(row) + 1, False)] for row in rows]
    heads = next((at for at, row in enumerate(rows) if _is_data(row)), len(rows))
    labels = [_labels(row) for row in rows[heads:]]
    behind = Counter(len(row) - count for row, count in zip(rows[heads:], labels, strict=True))
    figures = max(behind, key=lambda count: behind[count], default=0)
    data = []
    for row in rows[heads:]:
        label = len(row) - figures - 1
        # The last label takes what is left; empty cells before it continue those above.
        data.append([(width - len(row) + 1 if at == label else 1, at < label) for at in range(len(row))])
    return [*_head_widths(rows[:heads], width), *data]


def _is_data(row: Sequence[str]) -> bool:
    return any(_FIGURE.fullmatch(text) for text in row) or not any(row)


def _labels(row: Sequence[str]) -> int:
    """Count the cells up to the last one that is neither blank nor a figure."""
    return max((at + 1 for at, text in enumerate(row) if text.strip() and not _FIGURE.fullmatch(text)), default=0)


def _head_widths(rows: Sequence[Sequence[str]], width: int) -> list[list[tuple[int, bool]]]:
    """Return the widths of the head rows: each head is as wide as those below it."""
    if not rows:
        return []
    last = rows[-1]
    found = [[width - len(last) + 1, *(1 for _ in last[1:])]]
    for row, below in zip(rows[-2::-1], rows[:0:-1], strict=True):
        found.insert(0, _over(row, below, found[0]) or [1] * len(row))
    return [[(span, True) for span in spans] for spans in found]


def _over(row: Sequence[str], below: Sequence[str], widths: Sequence[int]) -> list[int] | None:
    """Return the widths of a row of heads over another: one for each empty cell, the rest shared between the others."""
    empty = sum(not text for text in below)
    runs = [(bare, list(run)) for bare, run in groupby(zip(below, widths, strict=True), key=lambda pair: not pair[0])]
    filled = sum(not bare for bare, _ in runs)
    if not filled:
        return list(widths) if len(row) == len(widths) else None
    share = len(row) - empty
    if share != filled and filled > 1:
        return None
    found: list[int] = []
    for bare, run in runs:
        spans = [span for _, span in run]
        shared = spans if bare else _shared(spans, share // filled)
        if shared is None:
            return None
        found += shared
    return found


def _shared(widths: Sequence[int], heads: int) -> list[int] | None:
    if heads == 1:
        return [sum(widths)]
    # Heads with parts of one width belong together: five outcomes under 行政复议, two kinds of suit under 行政诉讼.
    groups = [sum(group) for _, group in groupby(widths)]
    if len(groups) == heads:
        return groups
    if heads > 0 and len(widths) % heads == 0:
        size = len(widths) // heads
        return [sum(widths[at : at + size]) for at in range(0, len(widths), size)]
    return None

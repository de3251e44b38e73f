"""Writes report text line by line for readers of text formats, and remembers which line of the file each came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from auditor.model.finding import Message
from auditor.model.source import Origin
from auditor.reading.reader import UnreadableError


class Line(NamedTuple):
    """A line of text and its number in the file, from 1."""

    text: str
    number: int


Cell = Sequence[Line]
"""The lines of a cell, at least one; an empty cell is one empty line."""

Row = Sequence[Cell]


class ReportLines:
    """Report text in the making."""

    def __init__(self, most_cells: int) -> None:
        self._lines: list[Line] = []
        self._most_cells = most_cells
        self._cells = 0

    def expect(self, cells: int) -> None:
        """Count cells that are about to be read.

        Raises:
            UnreadableError: with them there are more than the limit.
        """
        self._cells += cells
        if self._cells > self._most_cells:
            most = self._most_cells
            raise UnreadableError(
                Message(f"表格单元格超过上限（{most}个）", f"more table cells than the limit ({most})")
            )

    def line(self, line: Line) -> None:
        """Add a paragraph, or a blank line; a TAB at its start would make it a cell."""
        self._lines.append(line._replace(text=line.text.lstrip("\t")))

    def as_it_is(self, line: Line) -> None:
        """Add a line that is report text already."""
        self._lines.append(line)

    def table(self, rows: Iterable[Row]) -> None:
        """Add a table, and the blank line that closes it."""
        last = 1
        for row in rows:
            for cell in row:
                written = [line._replace(text=line.text.replace("\t", " ")) for line in cell]
                first, *further = [line for line in written if line.text.strip()] or written[:1]
                self._lines += [first._replace(text="\t" + first.text), *further]
                last = further[-1].number if further else first.number
            self._lines.append(Line("", last))
        self._lines.append(Line("", last))

    def text(self) -> str:
        """Return the report text."""
        return "".join(f"{line.text}\n" for line in self._lines)

    def origins(self) -> tuple[Origin, ...]:
        """Return for each line which line of the file it came from."""
        known: dict[int, Origin] = {}
        return tuple([known.setdefault(n, Origin(part=(n,))) for _, n in self._lines])

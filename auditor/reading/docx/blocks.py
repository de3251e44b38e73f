"""What a walked document is made of: paragraphs and tables, and which tables are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# A one-column table whose cell says more than a label does is there for its border.
_LONGEST_LABEL, _MOST_LABEL_LINES = 100, 2


@dataclass(slots=True)
class Paragraph:
    """A paragraph's text, lines apart by LF, and which w:p of the main part it is."""

    number: int
    text: str
    goes_on: bool = False
    """Its paragraph mark is deleted or hidden: the next paragraph continues it."""


@dataclass(slots=True)
class Cell:
    """A cell that is printed, or one that a merged cell above covers. `column` is that of w:tc in its row."""

    blocks: list[Paragraph | Table]
    column: int
    columns: int = 1
    rows: int = 1

    def lines(self) -> list[str]:
        """Return the text line by line, never a blank one unless it is the only one."""
        texts = [line.replace("\t", " ") for line in flat(self.blocks)]
        return [line for line in texts if line.strip()] or texts[:1] or [""]


@dataclass(slots=True)
class Row:
    """Which w:tr of its table a row is, and its cells."""

    number: int
    cells: list[Cell]


@dataclass(slots=True)
class Table:
    """Which w:tbl of the main part a table is, and its rows that are printed."""

    number: int
    rows: list[Row]


Block = Paragraph | Table


def flat(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the text of blocks line by line, a table's cells in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.text.split("\n")
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from cell.lines()


def without_frames(blocks: list[Block], cues: Sequence[str]) -> list[Block]:
    """Return blocks with what is in them in place of tables that only frame a page or a passage.

    Such is a table in which tables with more cells than its own are nested; and one of a single column, unless
    it stands right beside another table and holds no more than a label that is no cue, being a row of that one.
    """
    if not any(isinstance(block, Table) for block in blocks):
        return blocks
    found: list[Block] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Table) and _is_frame(
            block, (*blocks[max(at - 1, 0) : at], *blocks[at + 1 : at + 2]), cues
        ):
            found += (inner for row in block.rows for cell in row.cells for inner in cell.blocks)
        else:
            found.append(block)
    return found


def _is_frame(table: Table, neighbours: Sequence[Block], cues: Sequence[str]) -> bool:
    cells = [cell for row in table.rows for cell in row.cells]
    nested = sum(
        len(row.cells) for cell in cells for block in cell.blocks if isinstance(block, Table) for row in block.rows
    )
    if nested:
        return nested > len(cells)
    if len(cells) > len(table.rows):
        return False
    if not any(isinstance(block, Table) for block in neighbours):
        return True
    return any(_is_more_than_label(cell.lines(), cues) for cell in cells)


def _is_more_than_label(lines: Sequence[str], cues: Sequence[str]) -> bool:
    text = "".join(lines)
    return len(lines) > _MOST_LABEL_LINES or len(text) > _LONGEST_LABEL or any(cue in text for cue in cues)

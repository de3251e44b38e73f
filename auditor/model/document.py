"""A parsed report text: nested headings, paragraphs and tables, each with its line and column. Knows no form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One row of a table as written: cell by cell its text, its line and the column of its first character."""

    texts: tuple[str, ...]
    lines: Sequence[int]
    cols: Sequence[int]


class Paragraph(NamedTuple):
    """One line of prose without its indent; column counts code points from 1."""

    text: str
    line: int
    col: int


class Table(NamedTuple):
    """A run of rows; a cell covered by a vertical merge is an empty cell. `rebuilt`: the source had lost its cells."""

    rows: tuple[Row, ...]
    line: int
    rebuilt: bool = False


class Heading(NamedTuple):
    """A marked line and what stands under it. Level 1 is 一、, level 2 （一）, level 3 1."""

    level: int
    text: str
    line: int
    col: int
    children: tuple[Node, ...]


Node = Heading | Paragraph | Table
Line = Heading | Paragraph


class Document(NamedTuple):
    """The whole text, nested under its markers as they are written."""

    nodes: tuple[Node, ...]

    def flat(self) -> Iterator[Node]:
        """Yield every node in reading order, a heading before what stands under it."""
        waiting = [iter(self.nodes)]
        while waiting:
            for node in waiting[-1]:
                yield node
                if isinstance(node, Heading) and node.children:
                    waiting.append(iter(node.children))
                    break
            else:
                waiting.pop()

"""Splits tables at section headings that ran into a cell, because the blank line behind a row was lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.forms.headings import SectionIndex
from auditor.model.document import Heading, Line, Node, Paragraph, Row, Table
from auditor.model.finding import Span


def without_swallowed_headings(nodes: Iterable[Node], index: SectionIndex, lost: list[Span]) -> Iterator[Node]:
    """Split tables at cells whose further lines hold a section heading: there the row's end was lost."""
    for node in nodes:
        if not isinstance(node, Table):
            # Children follow one by one in the flat order.
            yield Heading(node.level, node.text, node.line, node.col, ()) if isinstance(node, Heading) else node
        elif all(isinstance(row.lines, range) for row in node.rows):
            yield node
        else:
            yield from _split(node, index, lost)


def _split(table: Table, index: SectionIndex, lost: list[Span]) -> Iterator[Node]:
    rows: list[Row] = []
    known = len(lost)
    for row in table.rows:
        start = 0
        # Where every cell is one line, nothing ran into the table.
        for position, text in () if isinstance(row.lines, range) else enumerate(row.texts):
            if "\n" not in text:
                continue
            first, *further = text.split("\n")
            at = next((n for n, line in enumerate(further) if index.is_title(line.strip())), None)
            if at is None:
                continue
            line = row.lines[position]
            kept = "\n".join([first, *further[:at]])
            lost.append(Span(kept, line, row.cols[position]))
            rows.append(Row(
                (*row.texts[start:position], kept), row.lines[start : position + 1], row.cols[start : position + 1]
            ))  # fmt: skip
            yield Table(tuple(rows), rows[0].lines[0])
            for offset, prose in enumerate(further[at:], start=line + at + 1):
                yield _line(prose, offset)
            rows, start = [], position + 1
        if start < len(row.texts):
            rows.append(Row(row.texts[start:], row.lines[start:], row.cols[start:]) if start else row)
    if len(lost) == known:
        yield table
    elif rows:
        yield Table(tuple(rows), rows[0].lines[0])


def _line(text: str, line: int) -> Line:
    stripped = text.strip()
    return Paragraph(stripped, line, 1 + len(text) - len(text.lstrip()))

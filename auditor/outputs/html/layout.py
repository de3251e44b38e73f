"""Works out which cells of a table are merged, from nothing but the rows as the report text has them.

There a cell covered by a vertical merge is an empty cell, and a cell that spans columns is written once.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import accumulate, groupby
from typing import Any, NamedTuple

from auditor.model.values import Kind, read_value

DocumentRow = Sequence[Any]
"""A row of the recorded document: cell texts, their lines, where the figures begin, the form's row or None."""

PADDING = -1
"""The cell of a slot that stands for no cell: the row is shorter than the table is wide."""


Span = tuple[int, int]
"""Columns and rows that a cell covers."""


class Part(Enum):
    """What a line of the table is."""

    HEAD = "head"
    TITLE = "title"
    DATA = "data"
    PLAIN = "plain"
    LEAD = "lead"
    """Labels before a row's own, of a table that was rebuilt and has lost its merges."""


class Slot(NamedTuple):
    """One cell as drawn: its place in the row, its first grid column, what it spans, and whether it is a label."""

    cell: int
    column: int
    colspan: int
    rowspan: int
    label: bool


class Line(NamedTuple):
    """One drawn row and the document row it comes from. Its line number hangs on the slot `numbered`, one row high."""

    row: int
    part: Part
    slots: tuple[Slot, ...]
    numbered: int


def _line(row: int, part: Part, slots: Sequence[Slot]) -> Line:
    return Line(row, part, tuple(slots), next((n for n, slot in enumerate(slots) if slot.rowspan == 1), 0))


class Grid(NamedTuple):
    """A whole table as drawn. The first `heads` lines are its only head; 0 where heads recur or there is none."""

    width: int
    labels: int
    heads: int
    lines: tuple[Line, ...]
    told: bool = False
    """The merges are those of the original, not worked out."""


class _Width(NamedTuple):
    labels: int
    figures: int
    total: int


def lay_out(
    rows: Sequence[DocumentRow], *, known: bool, rebuilt: bool, spans: Sequence[Sequence[Span]] | None = None
) -> Grid:
    """Return the table's grid. `known`: it is one of the form's, so labels and figures are told apart.

    `spans` are the columns and rows that the original gives each cell, where its format tells; where they do not
    come out as one filled grid, the merges are worked out as if they were not known.
    """
    if spans is not None and not rebuilt:
        told = _told(rows, spans, known=known)
        if told is not None:
            return told
    if not known:
        return _plain(rows)
    parts = [_part(row) for row in rows]
    begins = [_figures_from(row) if part is Part.DATA else 0 for row, part in zip(rows, parts, strict=True)]
    data = [
        (begin, len(row[0]) - begin) for row, begin, part in zip(rows, begins, parts, strict=True) if part is Part.DATA
    ]
    figures = max((count for _, count in data), default=0)
    if rebuilt:
        return _rebuilt(rows, parts, begins, figures)
    longest = max((len(row[0]) for row in rows), default=1)
    labels = max((count for count, _ in data), default=0)
    width = _Width(labels, figures, max(labels + figures, longest))
    lines: list[Line] = []
    for part, group in groupby(range(len(rows)), key=lambda n: parts[n]):
        numbers = list(group)
        if part is Part.HEAD:
            lines += _heads(rows, numbers, width)
        elif part is Part.TITLE:
            lines += [_line(n, part, (Slot(0, 0, width.total, 1, True),)) for n in numbers]
        else:
            before = len(rows[numbers[0] - 1][0]) if numbers[0] else 0
            lines += _body(rows, numbers, begins, width, before)
    return Grid(width.total, labels, _only_head(lines), tuple(lines))


def _part(row: DocumentRow) -> Part:
    texts, _, _, key = row
    if key is not None or any(read_value(text).kind is Kind.NUMBER for text in texts[1:]):
        return Part.DATA
    return Part.TITLE if len(texts) == 1 else Part.HEAD


def _figures_from(row: DocumentRow) -> int:
    texts, _, begin, key = row
    if begin and key is not None:
        return int(begin)
    return next((n for n, text in enumerate(texts) if read_value(text).kind is not Kind.TEXT), len(texts))


def _only_head(lines: Sequence[Line]) -> int:
    """Count the leading head lines, if no other follow: only such a head may be repeated on each printed page."""
    heads = [n for n, line in enumerate(lines) if line.part is Part.HEAD]
    return len(heads) if heads == list(range(len(heads))) and len(heads) < len(lines) else 0


def _told(rows: Sequence[DocumentRow], spans: Sequence[Sequence[Span]], *, known: bool) -> Grid | None:
    """Lay the cells out as the original spans them, or return None where they overlap or leave holes.

    A cell that lies under a vertical merge is an empty cell of its row: it is passed over.
    """
    parts = [_part(row) if known else Part.PLAIN for row in rows]
    open_: dict[int, tuple[int, int]] = {}  # first column -> columns covered, rows still to come
    lines: list[Line] = []
    width = figures = 0
    for n, (row, own) in enumerate(zip(rows, spans, strict=True)):
        texts, column, slots = row[0], 0, []
        begin = _figures_from(row) if parts[n] is Part.DATA else len(texts) if known else 0
        for cell, (columns, high) in enumerate(own):
            if column in open_:
                covered, left = open_.pop(column)
                if texts[cell].strip():
                    return None
                if left > 1:
                    open_[column] = (covered, left - 1)
                column += covered
                continue
            high = min(high, len(rows) - n)
            slots.append(Slot(cell, column, columns, high, cell < begin))
            if high > 1:
                open_[column] = (columns, high - 1)
            column += columns
        if not slots or (width and column != width):
            return None
        width = column
        if parts[n] is Part.DATA:
            figures = max(figures, sum(slot.colspan for slot in slots if not slot.label))
        lines.append(_line(n, parts[n], slots))
    labels = width - figures if known and figures else 0
    return Grid(width, labels, _only_head(lines), tuple(lines), told=True)


def _plain(rows: Sequence[DocumentRow]) -> Grid:
    """Draw a table of no form cell by cell; a short row's last cell spans the rest."""
    width = max((len(row[0]) for row in rows), default=1)
    lines = []
    for n, row in enumerate(rows):
        last = len(row[0]) - 1
        slots = [Slot(cell, cell, 1 if cell < last else width - last, 1, False) for cell in range(last + 1)]
        lines.append(_line(n, Part.PLAIN, slots))
    return Grid(width, 0, 0, tuple(lines))


def _rebuilt(rows: Sequence[DocumentRow], parts: Sequence[Part], begins: Sequence[int], figures: int) -> Grid:
    """Draw each row's own label and figures; the labels printed before them lead as a line of their own."""
    width = figures + 1
    lines = []
    for n, row in enumerate(rows):
        count = len(row[0])
        begin = begins[n] if parts[n] is Part.DATA else count
        own = begin - 1 if parts[n] is Part.DATA else count
        if own > 0:
            lines.append(_line(n, Part.LEAD, [Slot(cell, 0, width, 1, True) for cell in range(own)]))
        if parts[n] is Part.DATA:
            label = [Slot(begin - 1 if begin else PADDING, 0, 1, 1, True)]
            cells = [Slot(cell, 1 + cell - begin, 1, 1, False) for cell in range(begin, count)]
            lines.append(_line(n, Part.DATA, label + cells + _padding(1 + count - begin, width)))
    return Grid(width, 1, 0, tuple(lines))


def _padding(column: int, width: int) -> list[Slot]:
    return [Slot(PADDING, column, width - column, 1, False)] if column < width else []


def _body(
    rows: Sequence[DocumentRow], numbers: Sequence[int], begins: Sequence[int], width: _Width, head_cells: int
) -> list[Line]:
    """Lay out rows of labels and figures; an empty label under a label of the same width is covered by it."""
    lines: list[list[Slot]] = []
    open_labels: dict[int, tuple[int, int]] = {}
    label_columns = width.total - width.figures
    for at, n in enumerate(numbers):
        texts = rows[n][0]
        begin, slots = begins[n], []
        if not begin and label_columns:
            slots.append(Slot(PADDING, 0, label_columns, 1, True))
        for cell in range(begin):
            span = 1 if cell < begin - 1 else label_columns - cell
            above = open_labels.get(cell)
            if above is not None and not texts[cell].strip():
                line, place = above
                slot = lines[line][place]
                if slot.colspan == span:
                    lines[line][place] = slot._replace(rowspan=at - line + 1)
                    continue
            for column in [column for column in open_labels if column >= cell]:
                del open_labels[column]
            open_labels[cell] = (at, len(slots))
            slots.append(Slot(cell, cell, span, 1, True))
        slots += [Slot(cell, label_columns + cell - begin, 1, 1, False) for cell in range(begin, len(texts))]
        end = label_columns + len(texts) - begin
        if end < width.total and len(texts) == head_cells and begin < len(texts):
            # As many cells as the head over them has: the last of both spans the rest.
            slots[-1] = slots[-1]._replace(colspan=width.total - end + 1)
        else:
            slots += _padding(end, width.total)
        lines.append(slots)
    return [_line(n, Part.DATA, slots) for n, slots in zip(numbers, lines, strict=True)]


def _heads(rows: Sequence[DocumentRow], numbers: Sequence[int], width: _Width) -> list[Line]:
    """Lay out the rows of a head so that they fill the grid; where that fails, one by one."""
    texts = [rows[n][0] for n in numbers]
    spans = _head_spans(texts, width)
    fits = spans is not None
    if spans is None:
        spans = [_spans_to_the_end(row, width.total) for row in texts]
    starts = [list(accumulate(row[:-1], initial=0)) for row in spans]
    covered: set[tuple[int, int]] = set()
    lines = []
    for at, n in enumerate(numbers):
        slots = []
        for cell, (column, span) in enumerate(zip(starts[at], spans[at], strict=True)):
            if (at, cell) in covered:
                continue
            rowspan = 1
            while fits and (below := _covered_below(at + rowspan, column, span, texts, starts, spans)) is not None:
                covered.add((at + rowspan, below))
                rowspan += 1
            slots.append(Slot(cell, column, span, rowspan, True))
        lines.append(_line(n, Part.HEAD, slots))
    return lines


def _covered_below(
    at: int, column: int, span: int, texts: Sequence[Sequence[str]], starts: list[list[int]], spans: list[list[int]]
) -> int | None:
    """Return the empty cell of the line `at` that a cell above it covers."""
    if at >= len(texts) or column not in starts[at]:
        return None
    cell = starts[at].index(column)
    return cell if spans[at][cell] == span and not texts[at][cell].strip() else None


def _spans_to_the_end(row: Sequence[str], width: int) -> list[int]:
    return [1] * (len(row) - 1) + [width - len(row) + 1]


def _head_spans(texts: Sequence[Sequence[str]], width: _Width) -> list[list[int]] | None:
    """Return the columns each head cell spans, or None where the lines cannot be brought together.

    From the lowest line up: a cell over an empty one is as wide as it, the others share out what stands below them.
    """
    low = texts[-1]
    label_columns = width.total - width.figures
    if label_columns > 1 and len(low) == width.figures + 1:
        spans = [[label_columns] + [1] * width.figures]
    else:
        spans = [_spans_to_the_end(low, width.total)]
    single = [True] * len(low)
    for upper, lower in zip(reversed(texts[:-1]), reversed(texts[1:]), strict=True):
        groups = _groups(upper, lower, single)
        if groups is None:
            return None
        spans.append([sum(spans[-1][cell] for cell in group) for group in groups])
        single = [len(group) == 1 and not lower[group[0]].strip() for group in groups]
    return spans[::-1]


def _groups(upper: Sequence[str], lower: Sequence[str], single: Sequence[bool]) -> list[list[int]] | None:
    """Return for each upper cell the lower cells under it."""
    groups: list[list[int]] = []
    for empty, run in groupby(range(len(lower)), key=lambda cell: not lower[cell].strip()):
        cells = list(run)
        groups += [[cell] for cell in cells] if empty else [cells]
    parts = len(upper) - len(groups) + 1
    if parts == 1:
        return groups
    for n, group in enumerate(groups):
        divided = _divided(group, parts, lower, single)
        if divided is not None:
            return [*groups[:n], *divided, *groups[n + 1 :]]
    return None


def _divided(group: list[int], parts: int, lower: Sequence[str], single: Sequence[bool]) -> list[list[int]] | None:
    """Cut a run of heads in parts: where its labels begin again, or where heads of their own turn into group heads."""
    if parts < 2 or len(group) < parts:
        return None
    length = len(group) // parts
    labels = [lower[cell] for cell in group]
    if length * parts == len(group) and labels == labels[:length] * parts:
        return [group[n : n + length] for n in range(0, len(group), length)]
    changes = [list(run) for _, run in groupby(group, key=lambda cell: single[cell])]
    return changes if len(changes) == parts else None

"""Tables without columns ruled: rows are found by their figures, columns by what stands above each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from auditor.model.text import label_key, without_numbering
from auditor.reading.pdf.lines import Line, joined, line_of
from auditor.reading.pdf.page import Box, Glyph, Rule
from auditor.reading.pdf.table import FIGURE, Cell, Piece, Placed, Table

_GAP = 0.9
"""Texts farther apart than this, in sizes of a character, stand in different columns."""
_HEADING = re.compile(r"\s*[一二三四五六七八九十]{1,3}\s*、")
_SENTENCE = frozenset("。；：")
_LONGEST = 45
_UNEVEN = 1.05
"""Figures of one row may stand this far apart in height, in sizes of a character."""
_FEWEST_FIGURES = 5
"""A single row of figures is a table from so many on."""


@dataclass(slots=True)
class _Row:
    """A line that ends in figures, and the parts of its label above and below it."""

    y: float
    labels: list[Line]
    figures: list[Line]
    parts: list[Line] = field(default_factory=list)
    last: int = 0
    """Number of the last line that was joined to it."""


def loose_tables(
    lines: Sequence[Line], rules: Sequence[Rule], page: int, known: Collection[str]
) -> tuple[list[Table], list[Line]]:
    """Return the tables that lines of a page form without ruled columns, and the other lines.

    `rules` are horizontal rules that stand between the rows, if any; `known` are keys of the forms' labels and titles.
    """
    parts = [_parts(line) for line in lines]
    rows = [_row(segments) for segments in parts]
    _join_uneven(parts, rows)
    tables: list[Table] = []
    taken: set[int] = set()
    start = 0
    while start < len(lines):
        if rows[start] is None:
            start += 1
            continue
        first, last = _extent(start, lines, parts, rows, known)
        figures = [row for row in rows[first : last + 1] if row is not None]
        if len(figures) > 1 or len(figures[0].figures) >= _FEWEST_FIGURES:
            found = _table(parts[first : last + 1], rows[first : last + 1], rules, page)
            tables.append(found)
            taken.update(range(first, last + 1))
        start = last + 1
    return tables, [line for number, line in enumerate(lines) if number not in taken]


def _parts(line: Line) -> list[Line]:
    """Cut a line at its wide gaps."""
    found: list[list[Glyph]] = []
    for glyph in line.glyphs:
        if found and glyph.x0 - found[-1][-1].x1 <= _GAP * glyph.size:
            found[-1].append(glyph)
        else:
            found.append([glyph])
    if len(found) == 1:
        return [line]
    return [part for glyphs in found if (part := line_of(glyphs)) is not None]


def _row(segments: list[Line]) -> _Row | None:
    """Return a line as a row of figures, or None where it is none."""
    count = len(segments)
    while count and FIGURE.fullmatch(segments[count - 1].text):
        count -= 1
    if count == len(segments) or count > 4 or any(FIGURE.fullmatch(part.text) for part in segments[:count]):
        return None
    return _Row(segments[0].y, segments[:count], segments[count:])


def _join_uneven(parts: list[list[Line]], rows: list[_Row | None]) -> None:
    """Join rows of figures that fill each other's gaps half a line apart: one row, in which some cells are higher."""
    for number, row in enumerate(rows):
        if row is None:
            continue
        for other in range(number + 1, len(rows)):
            if not parts[other]:
                continue  # joined to a row before
            below = rows[other]
            if row.y - parts[other][0].y > _UNEVEN * row.figures[0].size:
                break
            if below is None or any(_overlap(part, figure) for part in below.figures for figure in row.figures):
                continue
            if len(below.figures) > len(row.figures):
                row.y = below.y
            row.figures = sorted([*row.figures, *below.figures], key=lambda part: part.x0)
            parts[other], rows[other] = below.labels, None
            row.last = other


def _extent(
    start: int, lines: Sequence[Line], parts: list[list[Line]], rows: list[_Row | None], known: Collection[str]
) -> tuple[int, int]:
    """Return the first and the last line of the table that the row of figures at `start` belongs to."""

    def belongs(number: int, beside: int) -> bool:
        line = lines[number]
        if abs(lines[beside].y - line.y) > 4 * line.size or _is_heading(line.text, known):
            return False
        if not parts[number]:
            return True
        if len(parts[number]) > 1 and line.text[-1] not in _SENTENCE:
            return True
        return len(line.text) <= _LONGEST and line.text[-1] not in _SENTENCE

    first = start
    while first and rows[first - 1] is None and belongs(first - 1, first):
        first -= 1
    begun = rows[start]
    last = ahead = max(start, begun.last if begun else 0)
    while ahead + 1 < len(lines) and (rows[ahead + 1] is not None or belongs(ahead + 1, ahead)):
        ahead += 1
        row = rows[ahead]
        if row is not None:
            last = max(ahead, row.last)
    # What is left of the last label.
    below = last + 1
    left = min(part.x0 for row in rows[start : last + 1] if row is not None for part in row.figures)
    while below <= ahead and lines[below].x1 < left and lines[below - 1].y - lines[below].y < 1.7 * lines[below].size:
        last, below = below, below + 1
    return first, last


def _is_heading(text: str, known: Collection[str]) -> bool:
    return bool(_HEADING.match(text)) and (not known or label_key(without_numbering(text)) in known or len(text) > 4)


def _table(parts: list[list[Line]], rows: list[_Row | None], rules: Sequence[Rule], page: int) -> Table:
    figures = [row for row in rows if row is not None]
    groups: list[list[_Row] | list[Line]] = []
    heads: list[Line] = []
    group: list[_Row] = []
    labels_end = max((part.x1 for row in figures for part in row.labels), default=0.0)
    edges = _edges(max(figures, key=lambda row: len(row.figures)).figures)
    outer: list[Line] = []
    for figured in figures:
        outer += figured.labels[:-1]
        figured.labels = figured.labels[-1:]
    for segments, row in zip(parts, rows, strict=True):
        if not segments:
            continue
        if row is not None:
            if heads:
                groups.append(heads)
                heads = []
            group.append(row)
            continue
        if _is_label(segments, figures, rules, labels_end):
            for part in segments:
                nearest = _nearest(part, figures, rules)
                if nearest.labels and part.x1 < nearest.labels[0].x0:
                    outer.append(part)
                else:
                    nearest.parts.append(part)
            continue
        if group:
            groups.append(group)
            group = []
        heads = [*heads, *(piece for part in segments for piece in _cut(part, edges))]
    groups += [each for each in (group, heads) if each]
    for stack in _followed(outer):
        # The label of several rows stands with the first of them.
        whole = stack[0]._replace(
            text=_text(stack), x0=min(part.x0 for part in stack), x1=max(part.x1 for part in stack)
        )
        min(figures, key=lambda row: abs(row.y - stack[0].y)).labels.append(whole)
    every = [part for segments in parts for part in segments] + [part for row in figures for part in row.figures]
    left, right = min(part.x0 for part in every), max(part.x1 for part in every)
    made: list[list[Cell]] = []
    for each in groups:
        if isinstance(each[0], _Row):
            made += _figure_rows([row for row in each if isinstance(row, _Row)], left, page)
        else:
            made += _head_rows([line for line in each if isinstance(line, Line)], left, page)
    top, bottom = max(every, key=_height), min(every, key=_height)
    return Table(made, left, right - left, page, top.y + top.size, bottom.y - 0.3 * bottom.size, ruled=False)


def titled(table: Table, before: Placed, known: Collection[str]) -> bool:
    """Put the line that ends the page before into a table as its first row, where it is the title of what begins there.

    Return whether it was.
    """
    line = before.line
    middle = (line.x0 + line.x1) / 2 - table.left - table.width / 2
    centred = abs(middle) < 0.1 * table.width and line.x0 > table.left + 0.2 * table.width
    if table.ruled or not centred or line.text[-1] in _SENTENCE or _is_heading(line.text, known):
        return False
    table.rows.insert(0, [_cell([line], table.left, before.page)])
    table.page = before.page
    return True


def _height(line: Line) -> float:
    return line.y


def _edges(figures: list[Line]) -> list[float]:
    """Return the middles between columns of figures."""
    return [(before.x1 + after.x0) / 2 for before, after in pairwise(figures)]


def _cut(part: Line, edges: list[float]) -> list[Line]:
    """Cut heads that stand close beside each other where the columns of figures below them end."""
    glyphs = part.glyphs
    cuts = []
    for at, (before, after) in enumerate(pairwise(glyphs), start=1):
        slack = 0.1 * after.size
        if after.x0 - before.x1 > slack and any(before.x1 - slack <= edge <= after.x0 + slack for edge in edges):
            cuts.append(at)
    if not cuts:
        return [part]
    return [
        line for start, end in pairwise([0, *cuts, len(glyphs)]) if (line := line_of(glyphs[start:end])) is not None
    ]


def _is_label(segments: list[Line], figures: list[_Row], rules: Sequence[Rule], labels_end: float) -> bool:
    """Tell whether a line without figures is part of a row's label: it keeps to the left of that row's figures."""
    row = _nearest(segments[-1], figures, rules)
    if abs(row.y - segments[0].y) > 3.2 * segments[0].size:
        return False
    return all(part.x1 < row.figures[0].x0 and part.x0 < labels_end for part in segments)


def _nearest(part: Line, figures: list[_Row], rules: Sequence[Rule]) -> _Row:
    middle = (part.x0 + part.x1) / 2
    crossing = [rule.at for rule in rules if rule.start <= middle <= rule.end]

    def far(row: _Row) -> tuple[int, float]:
        low, high = sorted((row.y + 0.3 * part.size, part.y + 0.3 * part.size))
        return sum(low < at < high for at in crossing), abs(row.y - part.y)

    return min(figures, key=far)


def _figure_rows(rows: list[_Row], left: float, page: int) -> Iterable[list[Cell]]:
    """Yield rows of one block, each with as many figures as the longest: where one is missing stands an empty cell."""
    longest = max(rows, key=lambda row: len(row.figures)).figures
    for row in rows:
        cells = [_cell(stack, left, page) for stack in _stacks([*row.labels, *row.parts])]
        if len(row.figures) == len(longest) or len(longest) < 2:
            yield cells + [_cell([part], left, page) for part in row.figures]
            continue
        waiting = list(row.figures)
        for place in longest:
            if waiting and _overlap(waiting[0], place, slack=place.size):
                cells.append(_cell([waiting.pop(0)], left, page))
            else:
                box = place.box
                cells.append(Cell(place.x0 - left, place.x1 - left, page, (box[0], row.y, box[2], row.y + place.size)))
        yield cells + [_cell([part], left, page) for part in waiting]


def _stacks(parts: list[Line]) -> list[list[Line]]:
    """Put together what stands above each other, from the left; each stack from the top."""
    stacks: list[list[Line]] = []
    for part in sorted(parts, key=lambda line: (line.x0, -line.y)):
        stack = next((stack for stack in stacks if any(_overlap(part, other) for other in stack)), None)
        if stack is None:
            stacks.append([part])
        else:
            stack.append(part)
    return [sorted(stack, key=lambda line: -line.y) for stack in stacks]


def _overlap(part: Line, other: Line, slack: float = 0.0) -> bool:
    return part.x0 < other.x1 + slack and other.x0 < part.x1 + slack


def _head_rows(parts: list[Line], left: float, page: int) -> Iterable[list[Cell]]:
    """Yield the heads, those of several lines put together, in rows from the top."""
    stacks = _followed(parts)
    row: list[list[Line]] = []
    for stack in sorted(stacks, key=lambda stack: -_middle(stack)):
        if row and _middle(row[0]) - _middle(stack) > 0.7 * stack[0].size:
            yield [_cell(each, left, page) for each in sorted(row, key=lambda stack: stack[0].x0)]
            row = []
        row.append(stack)
    if row:
        yield [_cell(each, left, page) for each in sorted(row, key=lambda stack: stack[0].x0)]


def _followed(parts: list[Line]) -> list[list[Line]]:
    """Put together lines of one text: about as far left as each other, and following close."""
    stacks: list[list[Line]] = []
    for part in sorted(parts, key=lambda line: (-line.y, line.x0)):
        for stack in stacks:
            last = stack[-1]
            near = 0.5 * part.size < last.y - part.y < 1.7 * part.size
            middle = abs((last.x0 + last.x1) / 2 - (part.x0 + part.x1) / 2)
            if near and middle < 1.2 * part.size:
                stack.append(part)
                break
        else:
            stacks.append([part])
    return stacks


def _middle(stack: list[Line]) -> float:
    return (stack[0].y + stack[-1].y) / 2


def _cell(stack: list[Line], left: float, page: int) -> Cell:
    boxes = [line.box for line in stack]
    box: Box = (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip
    return Cell(box[0] - left, box[2] - left, page, box, [Piece(_text(stack), page, box)], lines=stack)


def _text(stack: list[Line]) -> str:
    text = stack[0].text
    for line in stack[1:]:
        text = joined(text, line.text)
    return text

"""Lines to paragraphs: which lines the page's width broke, over page breaks too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from auditor.reading.pdf.lines import Line, joined
from auditor.reading.pdf.page import Box
from auditor.reading.pdf.table import Piece, Placed

_MARKED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}\s*、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}\s*[.．、](?!\d)|第[一二三四五六七八九十]{1,3}[章部])"
)
_ENDS = frozenset("。；：！？.;:!?")
_MARKS = re.compile("[，。、；：！？）”》]")
_SLACK = 0.6
"""How much more than its next word a line may leave empty, in characters, and count as full."""
_LOOSE = 2.5
"""The same where only the indent of the next line can begin a paragraph and no full stop ends this one."""
_FLUSH = 0.8
_NARROWEST = 0.5
"""Share of a page's width that running text takes at least."""


class Margins(NamedTuple):
    """Where the lines of running text begin and end, how far apart they stand, and whether paragraphs are indented."""

    left: float
    right: float
    leading: float
    indented: bool


def margins(lines: Sequence[Line], page_width: float) -> Margins:
    """Return the margins that lines of running text keep to on pages of one width."""
    if not lines:
        return Margins(0, 0, 0, indented=False)
    starts = Counter(round(line.x0 / 2) for line in lines)
    usual = max(2, round(0.06 * len(lines)))
    wide = [start for start in sorted(starts) if starts[start] + starts[start + 1] >= usual]
    left = 2 * (wide[0] if wide else min(starts)) - 1
    width = max(line.x1 for line in lines) - left
    long = sorted(line.x1 for line in lines if line.x1 - line.x0 > 0.6 * width)
    # Where there are short lines only, the longest of them is not full.
    right = max(long[int(0.8 * (len(long) - 1))] if long else 0.0, left + _NARROWEST * page_width)
    steps = sorted(
        above.y - below.y
        for above, below in pairwise(lines)
        if 0 < above.y - below.y < 4 * below.size and _alike(above, below)
    )
    leading = steps[int(0.4 * (len(steps) - 1))] if steps else 0.0
    marked = [line.x0 > left + _FLUSH * line.size for line in lines if _MARKED.match(line.text)]
    if marked:
        indented = sum(marked) * 2 > len(marked)
    else:
        indented = any(left + 1.2 * line.size < line.x0 < left + 3 * line.size for line in lines)
    return Margins(left, right, leading, indented)


def paragraphs(lines: Iterable[Placed], found: Mapping[int, Margins]) -> list[Piece]:
    """Return the paragraphs that lines make, in order. `found` are the margins of each page."""
    made: list[Piece] = []
    before: Placed | None = None
    for placed in lines:
        line = placed.line
        if before is not None and _goes_on(before, placed, found[before.page], found[placed.page]):
            piece = made[-1]
            box = _around(piece.box, line.box) if piece.page == placed.page else piece.box
            made[-1] = piece._replace(text=joined(piece.text, line.text), box=box)
        else:
            made.append(Piece(line.text, placed.page, line.box))
        before = placed
    return made


def _goes_on(before: Placed, placed: Placed, above_in: Margins, line_in: Margins) -> bool:
    """Tell whether a line is the rest of the paragraph that the line before it belongs to."""
    above, line = before.line, placed.line
    size = line.size
    from_left = line.x0 - line_in.left
    if not _alike(above, line) or not -3 * size < from_left <= _FLUSH * size:
        return False
    step = above.y - line.y if before.page == placed.page else 0.0
    if line_in.leading and step > (2.2 if line_in.indented else 1.35) * line_in.leading:
        return False
    marked = bool(_MARKED.match(line.text))
    if marked and not line_in.indented:
        return False
    if above.text[-1] in "。；" and not _MARKS.search(line.text) and above_in.right - line.x1 > 3 * size:
        return False  # no sentence goes on here: a signature, a date
    left = above_in.right - above.x1
    if left < line.word + _SLACK * size:
        return True
    return line_in.indented and left < _LOOSE * size and above.text[-1] not in _ENDS and not marked


def _alike(above: Line, line: Line) -> bool:
    return abs(above.size - line.size) < 0.15 * max(above.size, line.size)


def _around(first: Box, second: Box) -> Box:
    return min(first[0], second[0]), min(first[1], second[1]), max(first[2], second[2]), max(first[3], second[3])

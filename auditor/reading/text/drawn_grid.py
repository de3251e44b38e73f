"""Tables drawn with + - and |, as pandoc writes those with merged cells: found by following the lines of each cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from auditor.reading.text.report_lines import Cell, Line, Row

_EDGE = re.compile(r"\s*\+(?:[-=:]{2,}\+)+\s*")
# Fills the second column of a wide character.
_WIDE = "\ue00f"


class _Box(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int


def grid_end(lines: Sequence[Line], start: int) -> int:
    """Return the position behind the grid that begins at a line, or `start` where none does."""
    if _EDGE.fullmatch(lines[start].text) is None:
        return start
    end = start + 1
    last = start
    while end < len(lines) and _is_inside(lines[end].text.strip()):
        if _EDGE.fullmatch(lines[end].text):
            last = end
        end += 1
    return last + 1 if last > start else start


def _is_inside(text: str) -> bool:
    return text[:1] in ("|", "+") and text[-1:] in ("|", "+") and len(text) > 1


def grid_rows(lines: Sequence[Line], expect: Callable[[int], None]) -> list[Row]:
    """Return a grid's rows, a cell covered from above as an empty one.

    Each cell is announced to `expect`. Where the lines do not meet, as in a font with other widths, the bars tell.
    """
    drawn = [columns(line.text.strip()) for line in lines]
    width = max(map(len, drawn))
    drawn = [row.ljust(width) for row in drawn]
    found: list[_Box] = []
    for top, row in enumerate(drawn[:-1]):
        for left, char in enumerate(row):
            if char == "+":
                box = _box(drawn, top, left)
                if box is not None:
                    found.append(box)
                    expect(1)
    area = sum((box.bottom - box.top) * (box.right - box.left) for box in found)
    if area != (len(drawn) - 1) * (len(drawn[0].rstrip()) - 1):
        return list(_uneven(lines))
    tops = sorted({box.top for box in found})
    rows: list[Row] = []
    for top in tops:
        standing = sorted((box for box in found if box.top <= top < box.bottom), key=lambda box: box.left)
        rows.append([
            _cell(drawn, lines, box) if box.top == top else [Line("", lines[top + 1].number)] for box in standing
        ])  # fmt: skip
    return rows


def _uneven(lines: Sequence[Line]) -> Iterator[Row]:
    """Yield the rows between the lines that go all across, each cell of them being what its bars hold."""
    group: list[list[str]] = []
    for line in lines:
        if _EDGE.fullmatch(line.text):
            if len(set(map(len, group))) == 1:
                last = line.number - len(group)
                yield [
                    [Line(text.strip(" "), last + n) for n, text in enumerate(cell)]
                    for cell in zip(*group, strict=True)
                ]
            else:
                yield from ([[Line(text.strip(" "), line.number)] for text in texts] for texts in group)
            group = []
        else:
            group.append(line.text.strip().strip("|").split("|"))


def columns(text: str) -> str:
    """Return a line with one character for each column of the screen; `narrow` takes them back."""
    return "".join(char + _WIDE if unicodedata.east_asian_width(char) in "WF" else char for char in text)


def narrow(text: str) -> str:
    """Return the text that a piece of a line in columns stands for."""
    return text.replace(_WIDE, "")


def _box(drawn: Sequence[str], top: int, left: int) -> _Box | None:
    """Return the smallest cell whose upper left corner stands here, or None."""
    row = drawn[top]
    for right in range(left + 1, len(row)):
        if row[right] not in "+-=:":
            return None
        if row[right] != "+" or right == left + 1:
            continue
        for bottom in range(top + 1, len(drawn)):
            if drawn[bottom][left] not in "+|" or drawn[bottom][right] not in "+|":
                break
            edge = drawn[bottom][left : right + 1]
            if edge[0] == edge[-1] == "+" and all(char in "+-=:" for char in edge):
                return _Box(top, left, bottom, right)
    return None


def _cell(drawn: Sequence[str], lines: Sequence[Line], box: _Box) -> Cell:
    inside = [
        Line(narrow(drawn[at][box.left + 1 : box.right]).strip(" "), lines[at].number)
        for at in range(box.top + 1, box.bottom)
    ]
    return [line for line in inside if line.text] or [Line("", lines[box.top + 1].number)]

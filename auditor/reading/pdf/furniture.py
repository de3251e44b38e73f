"""What a page prints for the printer's sake: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from auditor.reading.pdf.lines import Line

_MARGIN, _NARROW = 0.13, 0.095
"""Share of a page's height, at its top and at its foot, where page numbers stand, and running heads."""
_DEEP = 3
"""Lines from either end of a page that may be furniture."""
_NUMBERED = re.compile(
    r"[\s\-—–－─―~·•_.|/（(\[]*(?:第|[Pp]age|[Pp]\.)?\s*(?P<number>\d{1,4}|[ivxlcIVXLC]{1,6})\s*页?\s*"
    r"(?:(?:[/／|]|[,，、]?\s*(?:共|of|总))\s*\d{1,4}\s*页?)?[\s\-—–－─―~·•_.|)）\]]*"
)
_BROWSER_HEAD = re.compile(r"\d{1,4}[/.\-年]\d{1,2}[/.\-月]\d{1,4}日?[,，]?\s*(?:[上下]午)?\d{1,2}:\d{2}.*")
_ADDRESS_FOOT = re.compile(r"(?:https?|file)://\S+\s*\d{1,4}/\d{1,4}")
_DIGITS = re.compile(r"\d+")
_BLANKS = re.compile(r"\s+")


def without_furniture(pages: Sequence[tuple[float, list[Line]]]) -> list[list[Line]]:
    """Return the lines of each page, given with its height, but for furniture.

    A line in the margin is furniture when it is a bare page number, or when it comes back, but for its digits, at the
    same height on most pages.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for height, lines in pages:
        seen.update({_key(line, height) for line in _outermost(lines, height)})
    enough = max(2, round(0.5 * len(pages)))
    offset = _offset(pages)
    found = []
    for number, (height, lines) in enumerate(pages, start=1):
        dropped = set()
        for line in _outermost(lines, height):
            repeated = _is_outside(line, height) and any(seen[_key(line, height, off)] >= enough for off in (-1, 0, 1))
            bare = line.text.isdigit()
            if _is_browsers(line, height):
                dropped.add(id(line))
            elif bare:
                # A lone figure may as well be the last cell of a table.
                if offset is not None and int(line.text) == number + offset:
                    dropped.add(id(line))
            elif repeated or _NUMBERED.fullmatch(line.text):
                dropped.add(id(line))
        found.append([line for line in lines if id(line) not in dropped])
    return found


def _offset(pages: Sequence[tuple[float, list[Line]]]) -> int | None:
    """Return by how much bare page numbers differ from the pages' own, or None where there are none."""
    offsets = Counter(
        int(line.text) - number
        for number, (height, lines) in enumerate(pages, start=1)
        for line in _outermost(lines, height)
        if line.text.isdigit() and len(line.text) < 5
    )
    if not offsets:
        return None
    offset, times = offsets.most_common(1)[0]
    return offset if times > 1 or offset == 0 else None


def _outermost(lines: list[Line], height: float) -> list[Line]:
    top = [line for line in lines[:_DEEP] if line.y > (1 - _MARGIN) * height]
    foot = [line for line in lines[-_DEEP:] if line.y < _MARGIN * height and line not in top]
    return top + foot


def _is_outside(line: Line, height: float) -> bool:
    return not _NARROW * height < line.y < (1 - _NARROW) * height and line.text[-1] not in "。；"


def _key(line: Line, height: float, off: int = 0) -> tuple[str, int]:
    text = _BLANKS.sub("", _DIGITS.sub("0", line.text))
    # Counted from the end of the page that the line is nearer to.
    from_foot = line.y if line.y < height / 2 else line.y - height
    return text, round(from_foot / 3) + off


def _is_browsers(line: Line, height: float) -> bool:
    if line.y > height / 2:
        return line.size < 11 and bool(_BROWSER_HEAD.fullmatch(line.text))
    return line.size < 11 and bool(_ADDRESS_FOOT.fullmatch(line.text))

"""Characters to lines: which stand on one base line, and where blanks between them mean anything."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from auditor.reading.pdf.page import Box, Glyph

_APART = 0.45
"""Characters belong to one line as long as their base lines differ by less than this, in sizes of a character."""
_TWICE = 0.25
"""The same character again so near is bold type painted twice."""
_GAP = 0.18
"""Figures and Latin letters farther apart than this are two words."""
_WIDE_GAP = 1.2
"""Chinese characters farther apart than this are set apart on purpose, not by justifying the line."""

_WIDE_MARKS = frozenset("“”‘’…—·×")
_CLOSING = frozenset("。，、；：？！）》〉」』】〕”’…—·%％,.;:!?)]}")
_OPENING = frozenset("（《〈「『【〔“‘([{")
_WORD = re.compile(r"[^\s\u2e80-\U0010ffff“”‘’…—·]+")


class Line(NamedTuple):
    """A line of text with its place: ends, base line and size of its characters, and how wide its first word is."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    word: float
    glyphs: tuple[Glyph, ...]

    @property
    def box(self) -> Box:
        return self.x0, self.y - 0.2 * self.size, self.x1, self.y + 0.9 * self.size


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines that characters form, from the top."""
    found: list[Line] = []
    row: list[Glyph] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=_from_the_top):
        if row and base - glyph.y > _APART * (glyph.size if glyph.size < size else size):
            _close(row, found)
            row = []
        if not row:
            base, size = glyph.y, glyph.size
        row.append(glyph)
    if row:
        _close(row, found)
    return found


def _from_the_top(glyph: Glyph) -> float:
    return -glyph.y


_from_the_left = itemgetter(0)


def _close(row: list[Glyph], found: list[Line]) -> None:
    line = line_of(sorted(row, key=_from_the_left))
    if line is not None:
        found.append(line)


def line_of(glyphs: Sequence[Glyph]) -> Line | None:
    """Return the line that characters on one base line form, given from the left; None where they are all blank."""
    parts: list[str] = []
    kept: list[Glyph] = []
    blank = ""
    end, last, at = 0.0, "", 0.0
    for glyph in glyphs:
        x0, _, x1, size, char = glyph
        if char == " " or char == "\u3000":
            if kept:
                blank = "\u3000" if char == "\u3000" or blank == "\u3000" else " "
            continue
        if kept:
            if char == last and x0 - at < _TWICE * size:
                continue
            gap = x0 - end
            if blank or gap > _GAP * size:
                parts.append(_between(last, char, gap / size, blank))
                blank = ""
        parts.append(char)
        kept.append(glyph)
        last, at = char, x0
        end = x1
    if not kept:
        return None
    sizes = sorted(glyph.size for glyph in kept)
    size = sizes[len(sizes) // 2]
    ys = sorted(glyph.y for glyph in kept)
    return Line(
        "".join(parts), kept[0].x0, end, ys[len(ys) // 2], size, _first_word(kept), tuple(kept),
    )  # fmt: skip


def is_wide(char: str) -> bool:
    """Tell whether a character is set as wide as a Chinese one."""
    return char >= "\u2e80" or char in _WIDE_MARKS


def _between(before: str, after: str, gap: float, blank: str) -> str:
    """Return the blank that a gap between two characters stands for."""
    if gap > _WIDE_GAP:
        return blank or " "
    first, second = is_wide(before), is_wide(after)
    if first and second:
        # Justified lines are stretched by gaps, not by blanks that somebody typed.
        return blank if gap > 0.1 else ""
    if first or second:
        return " " if gap > 0.7 else ""
    return " " if gap > _GAP or (blank and gap > 0.05) else ""


def _first_word(glyphs: Sequence[Glyph]) -> float:
    """Return the width of what a line break may not tear off the first character."""
    end = glyphs[0].x1
    wide = is_wide(glyphs[0].text)
    opening = glyphs[0].text in _OPENING
    for before, glyph in pairwise(glyphs):
        together = opening or glyph.text in _CLOSING or (not wide and not is_wide(glyph.text))
        if not together or glyph.x0 - before.x1 > glyph.size:
            break
        opening = glyph.text in _OPENING
        wide = is_wide(glyph.text)
        end = glyph.x1
    return end - glyphs[0].x0


def joined(first: str, second: str) -> str:
    """Return two parts of one text that a line break tore apart as one."""
    if first and second and _is_letter(first[-1]) and _is_letter(second[0]):
        words = _WORD.findall(first)[-1:] + _WORD.findall(second)[:1]
        # An address goes on; two words stay two.
        if not any(mark in word for word in words for mark in "./@:_"):
            return f"{first} {second}"
    return first + second


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()

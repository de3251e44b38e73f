"""Quotes, titles and brackets that stand without their partner."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

_MARKS = re.compile(r'[“”《》（）()「」『』【】〔〕"\n]')
_PAIRS = ("“”", "《》", "（）", "()", "（)", "(）", "「」", "『』", "【】", "〔〕", '""')
CLOSES = {"”": "“", "》": "《", "）": "（", ")": "（", "」": "「", "』": "『", "】": "【", "〕": "〔"}
"""The opening mark that each closing one asks for; half-width brackets count as wide ones."""
OPENS = {"“": "“", "《": "《", "（": "（", "(": "（", "「": "「", "『": "『", "【": "【", "〔": "〔"}
PARTNER = {'"': '"', "“": "”", "《": "》", "（": "）", "「": "」", "『": "』", "【": "】", "〔": "〕"}
# 1）… 2）… and 一）… are numbers with half a bracket, and no unpaired ones.
_NUMBERED = re.compile(r"(?:^|[，。；：、\s\u3000])[\d一二三四五六七八九十①-⑩a-zA-Z]{1,3}$")
_REACH = 5
"""How much of the line before a bracket is looked at for such a number."""
_DEPTH = 4
"""How deep marks stand within one another in a text that is in order."""


class Lonely(NamedTuple):
    """A mark without its partner: its kind, named by the opening mark, and where it stands."""

    kind: str
    at: int


def balanced(text: str) -> bool:
    """Tell whether every mark has its partner in its line, as in nearly every text: then nothing needs a closer look."""
    marks = "".join(_MARKS.findall(text))
    for _ in range(_DEPTH):
        for pair in _PAIRS:
            marks = marks.replace(pair, "")
    return not marks.strip("\n")


class _Open:
    """Marks that wait for their partner, innermost last, and how many of each kind, so that no search is in vain."""

    def __init__(self) -> None:
        self.marks: list[Lonely] = []
        self._kinds: Counter[str] = Counter()

    def put(self, mark: Lonely) -> None:
        self.marks.append(mark)
        self._kinds[mark.kind] += 1

    def close(self, kind: str) -> list[Lonely] | None:
        """Take away the innermost mark of a kind and return those opened behind it; None where none waits."""
        if not self._kinds[kind]:
            return None
        left: list[Lonely] = []
        while (mark := self.marks.pop()).kind != kind:
            self._kinds[mark.kind] -= 1
            left.append(mark)
        self._kinds[kind] -= 1
        return left


def lonely(text: str) -> list[Lonely]:
    """Return the marks without partner in their line; one in the next line counts, for lines that were broken."""
    here, above = _Open(), _Open()
    straight: list[int] = []
    alone: list[Lonely] = []
    line = 0
    for match in _MARKS.finditer(text + "\n"):
        mark, at = match[0], match.start()
        if mark == "\n":
            if len(straight) % 2:
                alone.append(Lonely('"', straight[-1]))
            alone += above.marks
            here, above, straight, line = _Open(), here, [], at + 1
        elif mark == '"':
            straight.append(at)
        elif mark in OPENS:
            here.put(Lonely(OPENS[mark], at))
        else:
            kind = CLOSES[mark]
            left = here.close(kind)
            if left is None:
                left = above.close(kind)
            if left is not None:
                alone += left
            elif kind != "（" or not _NUMBERED.search(text[max(line, at - _REACH) : at]):
                alone.append(Lonely(kind, at))
    return sorted([*alone, *above.marks], key=lambda mark: mark.at)

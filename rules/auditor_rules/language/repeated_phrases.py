"""Phrases and clauses that a line says twice in a row, and members that a list in it names twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHORTEST, _LONGEST = 7, 40
"""Characters of a phrase said twice in a row; shorter ones are compared word by word."""
_BLOCK = 4
"""A phrase of seven characters holds four that stand at a multiple of four, which are looked for first."""
_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_STOPS = re.compile(r"[，。；：！？\n]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHORTEST_CLAUSE = 6
_JOINED = re.compile(r"(?<=[\u4e00-\u9fff]{2})[和与及或](?=[\u4e00-\u9fff]{2})")
_MEMBER = re.compile(r"[\u4e00-\u9fff“”《》（）]{2,20}")
# What may stand behind the last member of a list.
_BEHIND = re.compile(r"[等和及与以]|[^\u4e00-\u9fff]|$|的")


def said_again(line: str) -> Iterator[tuple[int, int, str]]:
    """Yield what is said twice in a row: where both begin and end, and what is said."""
    yield from _phrases(line)
    yield from _clauses(line)
    yield from _both_sides(line)


def _phrases(line: str) -> Iterator[tuple[int, int, str]]:
    taken = 0
    for at in range(0, len(line) - _SHORTEST - _BLOCK + 1, _BLOCK):
        if at < taken:
            continue
        other = line.find(line[at : at + _BLOCK], at + _SHORTEST, at + _LONGEST + _BLOCK)
        if other < 0:
            continue
        lag = other - at
        start = at
        while start > taken and at - start < lag and line[start - 1] == line[start - 1 + lag]:
            start -= 1
        end = at + _BLOCK
        while end + lag < len(line) and end - start < lag and line[end] == line[end + lag]:
            end += 1
        phrase = line[start : start + lag]
        if end - start >= lag and not _STOPS.search(phrase) and len(_HAN.findall(phrase)) >= _SHORTEST:
            taken = start + 2 * lag
            yield start, taken, phrase


def _clauses(line: str) -> Iterator[tuple[int, int, str]]:
    last = None
    for clause in _CLAUSE.finditer(line):
        text = clause[0].strip()
        if last is not None and text == last[0].strip() and len(_HAN.findall(text)) >= _SHORTEST_CLAUSE:
            yield last.start(), clause.end(), text
        last = clause


def _both_sides(line: str) -> Iterator[tuple[int, int, str]]:
    """Yield what stands on both sides of 和: 以公民和公民名义."""
    for joint in _JOINED.finditer(line):
        at = joint.start()
        for length in range(8, 1, -1):
            again = line[at + 1 : at + 1 + length]
            if at < length or line[at - length : at] != again or not _whole(line, at - length, at + 1 + length):
                continue
            yield at - length, at + 1 + length, again
            break


def _whole(line: str, start: int, end: int) -> bool:
    """Tell whether words begin and end there as far as can be told without a dictionary."""
    begins = start == 0 or not _HAN.match(line[start - 1]) or line[start - 1] in "以由对向为的在从与把将"
    ends = line[end : end + 2] == "名义" or line[end : end + 1] in "的等" or not _HAN.match(line[end : end + 1])
    return begins and ends


def listed_again(line: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield the members that a 、 list names twice: where the first begins and the second ends, the member, and whether
    the first one surely begins there.
    """
    if line.count("、") < 1:
        return
    for clause in _CLAUSE.finditer(line):
        if "、" in clause[0]:
            yield from _members(clause[0], clause.start())


def _members(clause: str, first: int) -> Iterator[tuple[int, int, str, bool]]:
    members = clause.split("、")
    seen: dict[str, int] = {}
    at = len(members[0]) + 1
    ahead = members[0]
    for member in members[1:-1]:
        if _MEMBER.fullmatch(member):
            if member in seen:
                yield first + seen[member], first + at + len(member), member, True
            elif len(_HAN.findall(member)) >= _BLOCK and ahead.endswith(member):
                yield first + len(ahead) - len(member), first + at + len(member), member, False
            seen[member] = at
        at += len(member) + 1
    last = members[-1]
    for length in range(2, min(20, len(last)) + 1):
        member = last[:length]
        behind = last[length : length + 1]
        if not _BEHIND.match(behind) or (behind == "的" and length < _BLOCK):
            continue
        if member in seen:
            yield first + seen[member], first + at + length, member, True
            return
        if len(_HAN.findall(member)) >= _BLOCK and ahead.endswith(member):
            yield first + len(ahead) - length, first + at + length, member, False
            return

"""OGI-N707: phrases that are quoted to the letter are whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from auditor import Message, Report, Severity, Violation, rule
from auditor.model.text import Memo
from auditor_rules.language.running_text import RunningText, running_text
from auditor_rules.language.word_lists import Needle, Word, WordList, words
from auditor_rules.reading.garbled_source import refuse_damaged

_FURTHEST = 2
_SHORTEST = 7
# Quotes, spaces, line breaks and separators make no difference; a full stop, a bracket or a title does.
_DROPPED = re.compile("[ \n\t\xa0\u3000“”‘’\"'「」『』、，,·]+")
_PARTING = frozenset("，、,")
_BOUNDARY = re.compile(r"[。；：！？（）()《》〈〉【】\[\]…—]")


class _Piece(NamedTuple):
    """A third of a phrase: of three, at least one survives two slips."""

    phrase: str
    needle: Needle
    offset: int


class _Window(NamedTuple):
    """A stretch of the text that is a phrase, or nearly; its place is in the text without separators."""

    start: int
    end: int
    phrase: str
    distance: int


class _Phrases:
    """The listed phrases, cut for the search."""

    def __init__(self, listed: WordList) -> None:
        self.words = {word.text: word for word in listed if len(word.text) >= _SHORTEST}
        self._cut = tuple(
            (frozenset(phrase[0] + phrase[-1]), frozenset(phrase), tuple(_cut(phrase))) for phrase in self.words
        )

        self.longest = max((len(phrase) for phrase in self.words), default=0) + 2 * _FURTHEST
        self.near: Memo[tuple[_Window, ...]] = Memo(lambda text: tuple(_windows(text, self)))
        """The windows of a text without separators, remembered for each."""

    def pieces(self, chars: frozenset[str]) -> Iterator[_Piece]:
        """Yield the pieces of the phrases that a text of these characters may hold, whole or nearly."""
        for ends, letters, pieces in self._cut:
            if ends <= chars and len(letters - chars) <= _FURTHEST:
                yield from pieces


def _cut(phrase: str) -> Iterator[_Piece]:
    third = len(phrase) // 3
    for start, end in ((0, third), (third, 2 * third), (2 * third, len(phrase))):
        yield _Piece(phrase, Needle(phrase[start:end]), start)


@lru_cache(maxsize=4)
def _phrases(listed: WordList) -> _Phrases:
    return _Phrases(listed)


@rule(
    id="OGI-N707",
    title=("固定政治表述残缺", "Set phrase corrupted"),
    severity=Severity.ERROR,
    basis=("国办秘函〔2019〕19号：严重表述错误单项否决", "letter [2019] No. 19: grave misstatements fail the inspection outright"),
    remedy=("逐字核对，按规范表述改正。", "Compare it letter by letter and restore the phrase."),
)  # fmt: skip
def phrases_whole(report: Report) -> Iterator[Violation]:
    """A set phrase with a character missing or wrong is the gravest slip a government's page can make: it fails the
    inspection of the site whatever else is right.

    Phrases of seven characters or more from a list (`words.set_phrases` in the configuration adds to it) are looked for with
    one or two characters wrong, missing, added or changed about; the stretch begins and ends as the phrase does. Quotes,
    separators, spaces and line breaks make no difference. Other accepted wordings are listed with each phrase, and short
    names are not judged.
    """
    refuse_damaged(report)
    running = report.derived(running_text)
    phrases = _phrases(words(report, "set_phrases"))
    windows = list(_in_lines(running, phrases))
    whole = [window for window in windows if window.distance == 0]
    places = _Places(running.text)
    for phrase in dict.fromkeys(window.phrase for window in whole):
        report.asked.add(running.span(*places.of(phrase, whole)))
    for window in _apart([window for window in windows if window.distance], whole):
        start, end = places.printed(window)
        # 抗洪中，人民解放军: a mark right behind the first character, or before the last, parts two clauses.
        if running.text[start + 1] in _PARTING or running.text[end - 2] in _PARTING:
            continue
        report.asked.add(running.span(start, end))
        yield _violation(running, window, start, end)


def _apart(spoilt: list[_Window], whole: list[_Window]) -> list[_Window]:
    """Return the windows that tell of different slips, in reading order: of those that overlap, the longest."""
    kept: list[_Window] = []
    for window in sorted(spoilt, key=lambda window: (window.start - window.end, window.distance, window.phrase)):
        inside = any(other.start <= window.start and window.end <= other.end for other in whole)
        if not inside and all(other.end <= window.start or window.end <= other.start for other in kept):
            kept.append(window)
    return sorted(kept)


_KEPT: Memo[str] = Memo(lambda line: _DROPPED.sub("", line))


def _in_lines(running: RunningText, phrases: _Phrases) -> Iterator[_Window]:
    """Yield the windows of the running text without separators: within a line, or over the end of one."""
    before, first = "", 0
    for line in running.lines:
        kept = _KEPT[line.text]
        if before:
            for start, end, phrase, distance in phrases.near[before + kept[: phrases.longest]]:
                if start < len(before) < end:
                    yield _Window(first - len(before) + start, first - len(before) + end, phrase, distance)
        for start, end, phrase, distance in phrases.near[kept]:
            yield _Window(first + start, first + end, phrase, distance)
        first += len(kept)
        before = (before + kept)[-phrases.longest :]


def _windows(text: str, phrases: _Phrases) -> Iterator[_Window]:
    """Yield for each place the nearest window of each phrase, once."""
    seen: set[tuple[str, int]] = set()
    for piece in phrases.pieces(frozenset(text)):
        phrase = piece.phrase
        for at in piece.needle.places(text):
            start = at - piece.offset
            if start >= 0 and text.startswith(phrase, start):
                window: _Window | None = _Window(start, start + len(phrase), phrase, 0)
            else:
                window = _nearest(text, start, phrase, phrases.words[phrase])
            if window is not None and (phrase, window.start) not in seen:
                seen.add((phrase, window.start))
                yield window


def _nearest(text: str, start: int, phrase: str, word: Word) -> _Window | None:
    """Return the window around a place that is nearest to the phrase, if one is near and not let pass."""
    first, last = phrase[0], phrase[-1]
    if text.find(first, max(0, start - _FURTHEST), start + _FURTHEST + 1) < 0:
        return None
    low, high = max(0, start - _FURTHEST), min(len(text), start + len(phrase) + 2 * _FURTHEST)
    best: _Window | None = None
    for begin in range(low, min(start + _FURTHEST + 1, high)):
        if text[begin] != first:
            continue
        shortest = begin + len(phrase) - _FURTHEST
        for end in range(shortest, min(begin + len(phrase) + _FURTHEST, high) + 1):
            if text[end - 1 : end] != last:
                continue
            distance = Levenshtein.distance(text[begin:end], phrase, score_cutoff=_FURTHEST)
            if distance <= _FURTHEST and (best is None or distance < best.distance):
                best = _Window(begin, end, phrase, distance)
    if best is None or best.distance == 0:
        return best
    if _BOUNDARY.search(text, best.start, best.end) or word.let_pass(text, best.start, best.end):
        return None
    return best


class _Places:
    """Where a place of the text without separators stands in the running text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs: list[tuple[int, int]] = []

    def printed(self, window: _Window) -> tuple[int, int]:
        """Return a window's place in the running text."""
        return self._place(window.start), self._place(window.end - 1) + 1

    def of(self, phrase: str, whole: list[_Window]) -> tuple[int, int]:
        """Return the first place of a phrase that stands whole."""
        at = self._text.find(phrase)
        if at >= 0:
            return at, at + len(phrase)
        return self.printed(next(window for window in whole if window.phrase == phrase))

    def _place(self, at: int) -> int:
        if not self._runs:
            self._runs = list(self._kept())
        kept, printed = self._runs[bisect_right(self._runs, (at, len(self._text))) - 1]
        return printed + at - kept

    def _kept(self) -> Iterator[tuple[int, int]]:
        """Yield where each run of kept characters begins, without and with what is dropped."""
        kept = last = 0
        for match in _DROPPED.finditer(self._text):
            if match.start() > last:
                yield kept, last
            kept += match.start() - last
            last = match.end()
        yield kept, last


def _violation(running: RunningText, window: _Window, start: int, end: int) -> Violation:
    span = running.span(start, end)
    printed = "".join(span.text.split())
    return Violation(
        Message(f"固定表述“{window.phrase}”写作“{printed}”", f"the set phrase {window.phrase} is printed as {printed}"),
        span,
        quotes=(span,),
        expected=window.phrase,
        actual=printed,
        subject=f"phrase {window.phrase}",
    )

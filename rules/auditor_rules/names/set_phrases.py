"""OGI-N707: phrases that are quoted to the letter are whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein

from auditor import Message, Report, Severity, Violation, rule
from auditor.model.text import Memo
from auditor_rules.language.running_text import RunningText, running_text
from auditor_rules.language.word_lists import Needle, Word, WordList, words
from auditor_rules.names.words import WORDS
from auditor_rules.reading.garbled_source import refuse_damaged

_FURTHEST = 2
_SHORTEST = 7
# Quotes, spaces, line breaks and separators make no difference; a full stop, a bracket or a title does.
_DROPPED = re.compile("[ \n\t\xa0\u3000“”‘’\"'「」『』、，,·]+")
_PARTING = frozenset("，、,")
# 公开是常态 and 公开为常态 are one wording: the copula is read as one character.
_COPULA = str.maketrans("是", "为")
# Characters that make no word of a phrase: with more, fewer or others of them it has all its words.
_PARTICLES = frozenset("的地得了和与及以是为也就在之于并而")
_LISTED = 2
_TURNED = _FURTHEST + 1
"""The distance that is given to a window which has the phrase's characters in another order."""
_BOUNDARY = re.compile(r"[。；：！？（）()《》〈〉【】\[\]…—]")


# A thought is followed and studied, not built: 建设…思想美丽青禾 is two phrases run into one. Halls for its study are built.
_BUILT = re.compile(rf"(?:{'|'.join(WORDS['build'].split())})(?=习近平)")
_THOUGHT = re.compile(r"习近平[\u4e00-\u9fff]{2,16}?思想")
_HALL = re.compile(rf"[^，。；、]{{0,12}}(?:{'|'.join(WORDS['halls'].split())})")
_MAY_BUILD: Memo[bool] = Memo(lambda line: _BUILT.search(line) is not None)


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
            (frozenset(folded[0] + folded[-1]), frozenset(folded), tuple(_cut(phrase)))
            for phrase in self.words
            for folded in (phrase.translate(_COPULA),)
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
        yield _Piece(phrase, Needle(phrase[start:end].translate(_COPULA)), start)


@lru_cache(maxsize=4)
def _phrases(listed: WordList) -> _Phrases:
    return _Phrases(listed)


@rule(
    id="OGI-N707",
    title=("固定政治表述残缺", "Set phrase corrupted"),
    severity=(Severity.ERROR, Severity.WARNING, Severity.REVIEW),
    basis=("国办秘函〔2019〕19号：严重表述错误单项否决", "letter [2019] No. 19: grave misstatements fail the inspection outright"),
    remedy=("逐字核对，按规范表述改正。", "Compare it letter by letter and restore the phrase."),
)  # fmt: skip
def phrases_whole(report: Report) -> Iterator[Violation]:
    """A set phrase with a character missing or wrong is the gravest slip a government's page can make: it fails the
    inspection of the site whatever else is right.

    Phrases of seven characters or more from a list (`words.set_phrases` in the configuration adds to it) are looked for with
    one or two characters wrong, missing, added or changed about; the stretch begins and ends as the phrase does. Quotes,
    separators, spaces and line breaks make no difference, nor does 是 for 为. Other accepted wordings are listed with each
    phrase, and short names are not judged. A wording that has all words of the phrase and differs in particles or added words
    is for review, one with its words in another order a warning. 建设……思想 is two phrases run into one.
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
        # The items of a list stand in any order.
        if window.distance == _TURNED and running.text.count("、", start, end) >= _LISTED:
            continue
        report.asked.add(running.span(start, end))
        yield _violation(running, window, start, end)
    yield from _run_into_one(running)


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
    printed, text = text, text.translate(_COPULA)
    for piece in phrases.pieces(frozenset(text)):
        phrase = piece.phrase
        folded, word = phrase.translate(_COPULA), phrases.words[phrase]
        for at in piece.needle.places(text):
            start = at - piece.offset
            if start >= 0 and text.startswith(folded, start):
                window: _Window | None = _Window(start, start + len(phrase), phrase, 0)
            else:
                turned = start >= 0 and _turned(text[start : start + len(phrase)], folded)
                window = _Window(start, start + len(phrase), phrase, _TURNED) if turned else None
                if window is None:
                    window = _nearest(text, start, folded, word)
                    if window is not None and _turned(text[window.start : window.end], folded):
                        window = window._replace(distance=_TURNED)
                if window is not None and window.distance and _let_pass(printed, window, word):
                    window = None
            if window is not None and (phrase, window.start) not in seen:
                seen.add((phrase, window.start))
                yield window


def _turned(text: str, phrase: str) -> bool:
    """Tell whether a stretch has the words of the phrase in another order (公开为例外不公开为常态), not only two letters."""
    return len(text) == len(phrase) and sorted(text) == sorted(phrase) and OSA.distance(text, phrase) > 1


def _let_pass(text: str, window: _Window, word: Word) -> bool:
    return _BOUNDARY.search(text, window.start, window.end) is not None or word.let_pass(text, window.start, window.end)


def _nearest(text: str, start: int, phrase: str, word: Word) -> _Window | None:
    """Return the window around a place that is nearest to the phrase, if one is near."""
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
                best = _Window(begin, end, word.text, distance)
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
    severity = _severity(window, _DROPPED.sub("", printed))
    zh, en = f"固定表述“{window.phrase}”写作“{printed}”", f"the set phrase {window.phrase} is printed as {printed}"
    if severity is Severity.REVIEW:
        zh, en = (
            f"“{printed}”与固定表述“{window.phrase}”用字不尽相同，请核对",
            f"{printed} differs from the set phrase {window.phrase} in particles only",
        )
    elif window.distance == _TURNED:
        zh, en = f"{zh}，词序颠倒", f"{en}, its words in another order"
    return Violation(
        Message(zh, en),
        span,
        quotes=(span,),
        expected=window.phrase,
        actual=printed,
        severity=severity,
        subject=f"phrase {window.phrase}",
    )


def _severity(window: _Window, printed: str) -> Severity:
    """Return how grave a slip is: a variant that has all its words is for review, another order a warning."""
    if window.distance == _TURNED:
        return Severity.WARNING
    phrase, printed = window.phrase.translate(_COPULA), printed.translate(_COPULA)
    for step in Levenshtein.opcodes(phrase, printed):
        lost, added = phrase[step.src_start : step.src_end], printed[step.dest_start : step.dest_end]
        if step.tag == "equal" or _PARTICLES.issuperset(lost + added):
            continue
        beside = printed[: step.dest_start].endswith(added) or printed.startswith(added, step.dest_end)
        if lost or beside:
            return Severity.ERROR
    return Severity.REVIEW


def _run_into_one(running: RunningText) -> Iterator[Violation]:
    """Yield the places where a thought is what is built."""
    for line_start, line_end in running.where(_MAY_BUILD):
        for match in _BUILT.finditer(running.text, line_start, line_end):
            thought = _THOUGHT.match(running.text, match.end(), line_end)
            if thought is None or _HALL.match(running.text, thought.end(), line_end):
                continue
            span = running.span(match.start(), thought.end())
            yield Violation(
                Message(f"“{span.text}”搭配不当，疑似两种表述相混", f"{span.text}: two set phrases seem to have run into one"),
                span, quotes=(span,), actual=span.text, severity=Severity.REVIEW, subject="two phrases",
            )  # fmt: skip

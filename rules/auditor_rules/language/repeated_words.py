"""OGI-L804: no character, word or list member stands twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from auditor import Message, Report, Severity, Violation, rule
from auditor.model.text import Memo
from auditor_rules.language.compounds import compounds
from auditor_rules.language.repeated_phrases import listed_again, said_again
from auditor_rules.language.running_text import RunningText, running_text
from auditor_rules.language.word_lists import Word, WordList, words
from auditor_rules.reading.garbled_source import refuse_damaged

_LONGEST = 6
_SURE = 4
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
# 一件一件, 一年一年, 很多很多: steps and degrees are counted out twice.
_STEPS = re.compile(
    r"一[个项件条步点次年户级层批遍村家桩笔环天月周代段滴张页字句套排行口本道节人][\u4e00-\u9fff]{0,2}|[很越极].*|每[\u4e00-\u9fff]"
)
# Characters of more than sixteen bits are none that this rule compares.
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
# 小小村: places are named so.
_PLACES = frozenset("村镇乡庄寨屯湾沟")


class _Let:
    """What may stand twice, found by what is repeated in it."""

    def __init__(self, listed: WordList) -> None:
        self._words: dict[str, list[tuple[Word, int]]] = {}
        for word in listed:
            for start, end in doubled(word.text):
                self._words.setdefault(word.text[start:end], []).append((word, start))

    def passes(self, text: str, start: int, end: int) -> bool:
        """Tell whether the repetition belongs to a word of the list."""
        for word, offset in self._words.get(text[start:end], ()):
            at = start - offset
            if at >= 0 and text.startswith(word.text, at) and (not word.unless or word.let_pass(text, start, end)):
                return True
        return False


@lru_cache(maxsize=4)
def _reduplications(listed: WordList) -> _Let:
    return _Let(listed)


def doubled(text: str) -> list[tuple[int, int]]:
    """Return where a string of one to six characters stands twice in a row, in reading order, longer runs cut short.

    The text is compared with itself shifted by one to six characters, each time as a whole number of 16-bit digits:
    equal characters cancel out to zero. That takes the same few steps whatever the text holds.
    """
    raw = _BEYOND.sub("\0", text).encode("utf-16-le", "surrogatepass")
    whole = int.from_bytes(raw, "little")
    size = len(raw)
    found: dict[int, int] = {}
    for lag in range(1, min(_LONGEST, len(text) // 2) + 1):
        equal = (whole ^ (whole >> (16 * lag))).to_bytes(size, "little")
        zeros = bytes(2 * lag)
        at = equal.find(zeros)
        while at >= 0:
            start = (at + 1) // 2
            if equal.startswith(zeros, 2 * start) and start + 2 * lag <= len(text):
                found.setdefault(start, start + 2 * lag)
                at = equal.find(zeros, 2 * (start + lag))
            else:
                at = equal.find(zeros, at + 1)
    return sorted(found.items())


@rule(
    id="OGI-L804",
    title=("重复字词", "Duplicated characters"),
    severity=(Severity.WARNING, Severity.REVIEW),
    basis=("国办秘函〔2019〕19号：发布内容应当准确，无错别字", "letter [2019] No. 19: what is published must be free of misprints"),
    remedy=("删除重复的字词。", "Remove what stands twice."),
)  # fmt: skip
def nothing_twice(report: Report) -> Iterator[Violation]:
    """A word that stands twice was left over from editing or pasted once too often, and shows that nobody read the text
    again before it was published.

    Compared are strings of two to six characters that follow one another at once, phrases of seven or more that do, clauses
    said again behind their comma, members of a 、 list with all other members of it, and both sides of a 和. Nothing else is
    compared across ，。；. Reduplications (认认真真, 层层, 一项一项) pass, and so do two words that meet (人民政府政府信息, 工作作风,
    公开开展). One doubled character is left to a person, and only where no two words can meet, which a list of two-character
    words decides (舆情|情况, 出厂水|水质, but 统一的的); numerals and the organ's own name are not judged.
    """
    refuse_damaged(report)
    running = report.derived(running_text)
    text = running.text
    report.asked.add_all(running.lines)
    let = _reduplications(words(report, "reduplications"))
    organ = report.organ or ""
    last = 0
    places = ((first + start, first + end) for line, first in running.placed() for start, end in _TWICE[line])
    for start, end in places:
        twice = text[start:end]
        if start < last or twice in organ or let.passes(text, start, end):
            continue
        half = twice[: len(twice) // 2]
        if _STEPS.fullmatch(half) or _NUMERALS.issuperset(half):
            continue
        if len(set(half)) == 1 and not _stutters(text, start):
            continue
        last = end
        yield _violation(report, start, end, half)
    yield from _phrases(report, running)


def _stutters(text: str, start: int) -> bool:
    """Tell whether a doubled character can be neither two words that meet nor a reduplication."""
    before, twice, behind = text[start - 1 : start], text[start], text[start + 2 : start + 3]
    if twice == "某" or behind == "长" or (before == "一" and twice not in "的了和在是"):
        return False  # 某某 is no slip of the hand; 海关关长; 一项项
    if behind in _PLACES and twice not in _PLACES:
        return False
    return not compounds().meet(text, start)


_TWICE: Memo[tuple[tuple[int, int], ...]] = Memo(
    lambda line: tuple([place for place in doubled(line) if _HAN.fullmatch(line[slice(*place)])])
)


def _phrases(report: Report, running: RunningText) -> Iterator[Violation]:
    """Yield the phrases and clauses said twice in a row, and the members that a list names twice."""
    for line, first in running.placed():
        for start, end, again in _AGAIN[line]:
            yield _violation(report, first + start, first + end, again)
        for start, end, again, inner in _LISTED[line]:
            if inner or _opens(report, line, start):
                yield _violation(report, first + start, first + end, again)


def _opens(report: Report, line: str, at: int) -> bool:
    """Tell whether the first member of a list begins at a place: behind a mark, or behind a word that opens lists."""
    before = line[max(0, at - 2) : at]
    if not _HAN.match(before[-1:]):
        return True
    openers = words(report, "list_openers").texts
    return before in openers or before[-1] in openers


_AGAIN: Memo[tuple[tuple[int, int, str], ...]] = Memo(lambda line: tuple(said_again(line)))
_LISTED: Memo[tuple[tuple[int, int, str, bool], ...]] = Memo(lambda line: tuple(listed_again(line)))


def _violation(report: Report, start: int, end: int, half: str) -> Violation:
    running = report.derived(running_text)
    twice = running.text[start:end]
    return Violation(
        Message(f"“{half}”重复：“{running.around(start, end, 6).text}”", f"{half} stands twice in a row"),
        running.span(start, end),
        quotes=(running.around(start, end),),
        expected=half,
        actual=twice,
        severity=_severity(half, twice),
        subject="repeated",
        cause=f"repeated {twice}",
    )


def _severity(half: str, twice: str) -> Severity:
    """Words that follow one another are a slip; a short member that a list names twice may be meant."""
    if len(half) == 1 or (len(half) < _SURE and twice != half * 2):
        return Severity.REVIEW
    return Severity.WARNING

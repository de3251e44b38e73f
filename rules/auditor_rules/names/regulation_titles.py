"""OGI-N705: regulations are cited by their own titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.model.text import SPACES, Memo, normalise
from auditor_rules.language.running_text import running_text
from auditor_rules.language.word_lists import WordList, words
from auditor_rules.reading.garbled_source import refuse_damaged

_STATE = "中华人民共和国"
_BRACKETS = re.compile(r"[《》〈〉\"'<>]")
_NOTE = re.compile(r"\([^()]{0,20}\)")
# 上海市政府信息公开规定 is another title, and so is one of a year.
_PLACE = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:省|市|县|区|州|盟|旗|镇|乡|街道)|(?:19|20)\d\d|第[一二三四五六七八九十]")
_CALLED = re.compile(
    r"简称(?:为)?[“\"]?《(?P<name>[^《》\n]{2,30})》|(?:以下|下文)[^，。；（）\n]{0,6}《(?P<other>[^《》\n]{2,30})》"
)
# 关于印发《……格式的通知》 and 《关于印发……格式》的通知: the bracket closes too late, or too early.
_ISSUE = "关于(?:印发|转发|发布|公布|下发)"
_LATE = re.compile(rf"{_ISSUE}[《〈](?P<inner>[^《》〈〉。\n]{{2,60}})的(?P<kind>通知|公告|通报|函)[》〉]")
_EARLY = re.compile(
    rf"《[^《》〈〉。\n]{{0,60}}?{_ISSUE}(?P<inner>[^《》〈〉。\n]{{2,60}})》的(?P<kind>通知|公告|通报|函)"
)
_MAY_ISSUE: Memo[bool] = Memo(lambda line: "关于" in line and ("》" in line or "〉" in line))
_LONGEST = 80
_FURTHEST = 3


class Title(NamedTuple):
    """A title in 《》 as printed, and its letters without brackets, notes and spaces."""

    key: str
    span: Span


class _Near(NamedTuple):
    right: str
    distance: int


class _Known:
    """The known titles, and what each title met so far turned out to be."""

    def __init__(self, regulations: WordList, kinds: WordList) -> None:
        self._right = {word.text: word.right or word.text for word in regulations}
        self._limit = {text: _limit(text) for text in self._right}
        self._titles = tuple(self._right)
        self._kinds = tuple(sorted(kinds.texts, key=lambda kind: -len(kind)))
        self.near: Memo[_Near | None] = Memo(self._nearest, most=5_000)

    def holds(self, key: str) -> bool:
        """Tell whether this is a known title to the letter."""
        return key in self._right

    def _nearest(self, key: str) -> _Near | None:
        """Return the one known title that this one is nearly, or None where it is one of them, none, or like several."""
        if key in self._right or len(key) < 5:
            return None
        near = process.extract(
            key, self._titles, scorer=Levenshtein.distance, score_cutoff=_FURTHEST, limit=None, processor=None
        )
        found = {
            self._right[text]: (text, int(distance)) for text, distance, _ in near if distance <= self._limit[text]
        }
        if len(found) != 1:
            return None
        ((text, distance),) = found.values()
        if self._other_kind(key, text) or _other_document(key, text):
            return None
        return _Near(text, distance)

    def _other_kind(self, key: str, text: str) -> bool:
        """Tell whether the title ends in a word for another kind of document."""
        return key[-2:] != text[-2:] and any(key.endswith(kind) and not text.endswith(kind) for kind in self._kinds)


def _limit(title: str) -> int:
    """Return how far from a known title its misspelling may be: laws differ from one another in two characters."""
    proper = title.removeprefix(_STATE)
    if proper != title:
        return _FURTHEST if len(proper) >= 8 else 1
    return _FURTHEST if len(title) >= 12 else 2 if len(title) >= 8 else 1


def _other_document(key: str, text: str) -> bool:
    """Tell whether the title is a known one with something put before or behind it: 条例释义, 上海市政府信息公开条例."""
    if key.startswith(text):
        return True
    return _PLACE.match(key) is not None and not key.startswith(_STATE)


@lru_cache(maxsize=4)
def _known(regulations: WordList, kinds: WordList) -> _Known:
    return _Known(regulations, kinds)


def titles(report: Report) -> tuple[Title, ...]:
    """Return every title in 《》 in the running text, the outermost where one holds another; unpaired marks are no title."""
    running = report.derived(running_text)
    return tuple([
        Title(key, running.span(first + start, first + end))
        for line, first in running.placed()
        for start, end, key in _IN_LINE[line]
    ])  # fmt: skip


def _in_line(line: str) -> Iterator[tuple[int, int, str]]:
    """Yield the titles of a line: where each begins and ends, and its letters."""
    at = line.find("《")
    while at >= 0:
        end = _closing(line, at)
        if end:
            yield at, end, _keys[line[at + 1 : end - 1]]
        at = line.find("《", end or at + 1)


_IN_LINE: Memo[tuple[tuple[int, int, str], ...]] = Memo(lambda line: tuple(_in_line(line)))


def _closing(text: str, at: int) -> int:
    depth = 0
    for place in range(at, min(len(text), at + _LONGEST)):
        char = text[place]
        depth += (char == "《") - (char == "》")
        if depth == 0:
            return place + 1
        if char == "\n":
            break
    return 0


def _key(printed: str) -> str:
    return _NOTE.sub("", SPACES.sub("", _BRACKETS.sub("", normalise(printed))))


_keys: Memo[str] = Memo(_key, most=5_000)


@rule(
    id="OGI-N705",
    title=("规章文件名称错误", "Regulation misnamed"),
    severity=Severity.WARNING,
    basis=("引用法规文件应当使用全称或规范简称", "regulations are cited by their full title or an accepted short one"),
    remedy=("按公布的标题改正名称。", "Use the title under which it was published."),
)
def regulations_named(report: Report) -> Iterator[Violation]:
    """A report that cannot name the regulations it reports under was not read by anyone who works with them.

    Titles in 《》 are compared with a list of known ones (`words.regulations` in the configuration adds to it): one that
    differs from exactly one of them in one to three characters is reported, laws and short titles being allowed less.
    Brackets with 修订 or 试行 make no difference. Another title is one with a place before it (上海市政府信息公开规定), with
    something behind it (条例释义), with a year, or of another kind (《政府信息公开指南》); so is one that the report itself
    introduces as 以下简称. A bracket that takes in 的通知 with the document it issues (关于印发《……格式的通知》), or leaves it
    out of the notice's own title, is reported as well.
    """
    refuse_damaged(report)
    listed = _known(words(report, "regulations"), words(report, "document_kinds"))
    cited = report.derived(titles)
    report.asked.add_all([title.span for title in cited])
    yield from _misplaced(report, words(report, "document_kinds"))
    suspects = [(title, near) for title in cited if (near := listed.near[title.key]) is not None]
    if not suspects:
        return
    called = {_keys[match["name"] or match["other"]] for match in _CALLED.finditer(report.derived(running_text).text)}
    seen: dict[str, list[Title]] = {}
    for title, _ in suspects:
        if title.key not in called:
            seen.setdefault(title.key, []).append(title)
    for key, same in seen.items():
        near = listed.near[key]
        if near is not None:
            yield _violation(same, near)


def _misplaced(report: Report, kinds: WordList) -> Iterator[Violation]:
    """Yield the titles of notices whose bracket stands in the wrong place."""
    running = report.derived(running_text)
    endings = tuple(kinds.texts)
    for start, end in running.where(_MAY_ISSUE):
        for pattern in (_LATE, _EARLY):
            for match in pattern.finditer(running.text, start, end):
                inner = match["inner"]
                if not re.sub(r"[（(][^（()）]*[)）]$", "", inner).endswith(endings):
                    continue
                span = running.span(*match.span())
                issue = match[0][: match.start("inner") - match.start()].rstrip("《〈")
                right = f"{issue.removeprefix('《')}《{inner}》的{match['kind']}"
                yield Violation(
                    Message(f"“{span.text}”书名号位置有误，应为“{right}”", f"the bracket of {span.text} stands in the wrong place: {right}"),
                    span, quotes=(span,), expected=right, actual=span.text, subject=f"bracket {inner}",
                )  # fmt: skip


def _violation(same: list[Title], near: _Near) -> Violation:
    printed = same[0].span.text
    times = f"（{len(same)}处）" if len(same) > 1 else ""
    return Violation(
        Message(f"{printed}名称有误，应为《{near.right}》{times}", f"{printed} should be 《{near.right}》"),
        same[0].span,
        quotes=tuple(title.span for title in same[:7]),
        expected=f"《{near.right}》",
        actual=printed,
        subject=f"regulation {near.right}",
    )

"""Tells which line may be the heading of which section: by its marker, its title, and its ordinal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from rapidfuzz import fuzz, process

from auditor.model.form import Form, SectionSpec
from auditor.model.text import Memo, label_key

LONGEST_TITLE = 40
"""A heading is a line of its own of at most so many characters, without a full stop inside (OGI-S101)."""
_SHORTEST, _SIMILAR = 3, 70
# A title met by its words alone is no sentence, and nothing that is nearly a label of a table's row.
_LONGEST_BY_WORDS, _LIKE_A_ROW = 30, 75
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_ORDINAL = re.compile(
    rf"\s*(?:(?P<part>第{_NUMERAL}部分)\s*[、：:]?|(?P<chinese>{_NUMERAL})\s*[、.．,，]|(?P<dash>[—\-–－―])\s*、"
    rf"|(?P<arabic>\d{{1,2}})\s*[、.．,，]|(?P<bracket>[（(]?\s*{_NUMERAL}\s*[)）])、?|(?P<small>[（(]?\s*\d{{1,2}}\s*[)）])、?)\s*"
)
_MARKS_BEHIND = re.compile(r"[\s。.．：:；;，,、！!]+$")
_INNER_MARK = re.compile(r"[，；：,;:]")
# 总体情况……3 in a table of contents.
_LEADER = re.compile(r"(?:[.．·…]{2,}|\s{2,}|\t)\s*\d{1,3}$")
_OF_THE_YEAR = re.compile(
    r"^(?:(?:(?:19|20)\d{2}|[二一][〇○零一二三四五六七八九]{3})\s*年度?|本年度?|今年|全年|年度)的?"
)
_VALUES = {char: number for number, char in enumerate("一二三四五六七八九十", start=1)}
_MARKED_WITHIN = 8
_SENTENCE_END = "。！？!?"
# Behind a title that text runs into: a mark, a figure, a bracket, or a word that begins a sentence.
_TEXT_BEGINS = (
    r"(?=[\s。．.：:\d（(]|[我本]|按照|根据|依据|围绕|认真|严格|截至|今年|全年|去年|一年来|一是|为[了深进切贯全加])"
)


class Marker(IntEnum):
    """How a heading is marked, from the weakest sign that it opens a section to the strongest."""

    SMALL = 0
    """(1)"""
    BRACKET = 1
    """（一）"""
    ARABIC = 2
    """1、 or 1."""
    BARE = 3
    """Nothing before the title."""
    DASH = 4
    """—、 for 一、"""
    CHINESE = 5
    """一、 or 第一部分"""


class Likeness(IntEnum):
    """How well a title fits a section."""

    WORDS = 0
    """It has the words by which the section is plainly called."""
    NEAR = 1
    """It is nearly one of the titles."""
    VARIANT = 2
    """It is a wording met in reports."""
    OFFICIAL = 3
    """It is the form's own title."""


class Candidate(NamedTuple):
    """A line that may be the heading of a section."""

    spec: SectionSpec
    marker: Marker
    ordinal: str
    """As printed, or "" for a bare title."""
    number: int | None
    """What the ordinal says."""
    title: str
    likeness: Likeness

    @property
    def exact(self) -> bool:
        """Whether the title is the form's own or an official wording of it."""
        return self.likeness is Likeness.OFFICIAL

    @property
    def fits(self) -> bool:
        """Whether the ordinal is the section's own."""
        return self.number is not None and self.number == _VALUES.get(self.spec.ordinal)


class Standing(NamedTuple):
    """A title with its ordinal found inside a line: from where to where, and what stands before and behind it."""

    spec: SectionSpec
    start: int
    end: int


class SectionIndex:
    """The section titles of a form, looked up by what is printed."""

    def __init__(self, form: Form) -> None:
        self.specs = form.sections
        self.with_table = {table.section: table for table in form.tables}
        self._titles: dict[str, tuple[SectionSpec, Likeness]] = {}
        for spec in form.sections:
            for title in spec.variants:
                self._titles[label_key(title)] = (spec, Likeness.VARIANT)
            for title in (spec.title, *spec.official):
                self._titles[label_key(title)] = (spec, Likeness.OFFICIAL)
        # Row labels that begin like a heading (四、结转下年度继续办理) are no headings.
        self._row_labels = tuple({
            label_key(label)
            for table in form.tables
            for label in (*table.notes, *(row.label for block in table.blocks for row in block.rows))
        })  # fmt: skip
        self._matches: Memo[Candidate | None] = Memo(self._match)
        self._at_start, self._at_end, self._anywhere = self._patterns(form)
        self.run_in: Memo[Standing | None] = Memo(self._run_in)
        """The title in a line that is more than a heading, where it can be told to be one."""

    def match(self, text: str) -> Candidate | None:
        """Return the section whose heading this line may be."""
        return None if len(text) > LONGEST_TITLE + 4 else self._matches[text]

    def _match(self, text: str) -> Candidate | None:
        text = _MARKS_BEHIND.sub("", text)
        if "。" in text or not text or _LEADER.search(text):
            return None
        marked = _ORDINAL.match(text)
        marker, ordinal, number = _read(marked)
        title = text[marked.end() :] if marked else text
        found = self._named(title) or (self._resembling(text, title, marker, number) if marked else None)
        if found is None:
            return None
        candidate = Candidate(found[0], marker, ordinal, number, title, found[1])
        # 其他 is a title only behind the section's own 六、.
        return candidate if len(title) >= _SHORTEST or (marker is Marker.CHINESE and candidate.fits) else None

    def in_place_of(self, spec: SectionSpec, text: str) -> Candidate | None:
        """Return the heading that a line is if only its ordinal says which section it opens."""
        if len(text) > LONGEST_TITLE or "。" in _MARKS_BEHIND.sub("", text) or label_key(text) in self._row_labels:
            return None
        marked = _ORDINAL.match(text)
        marker, ordinal, number = _read(marked)
        found = Candidate(spec, marker, ordinal, number, text[marked.end() :] if marked else text, Likeness.WORDS)
        return found if marker is Marker.CHINESE and found.fits and found.title else None

    def _named(self, title: str) -> tuple[SectionSpec, Likeness] | None:
        """Return the section of this very title, with or without the year before it."""
        found = self._titles.get(label_key(title))
        if found is None and (year := _OF_THE_YEAR.match(title)):
            spec, likeness = self._titles.get(label_key(title[year.end() :]), (None, Likeness.VARIANT))
            found = None if spec is None else (spec, min(likeness, Likeness.VARIANT))
        return found

    def _resembling(
        self, text: str, title: str, marker: Marker, number: int | None
    ) -> tuple[SectionSpec, Likeness] | None:
        """Return the section whose title is nearly this, or that this plainly calls by its words."""
        key = label_key(title)
        if len(key) <= _SHORTEST or _INNER_MARK.search(title) or label_key(text) in self._row_labels:
            return None
        near = process.extractOne(key, self._titles.keys(), scorer=fuzz.ratio, score_cutoff=_SIMILAR)
        if near is not None:
            return (self._titles[near[0]][0], Likeness.NEAR)
        if len(key) > _LONGEST_BY_WORDS:
            return None
        called = [spec for spec in self.specs if spec.words and all(_any(group, key) for group in spec.words)]
        numbered = [spec for spec in called if _VALUES.get(spec.ordinal) == number]
        # （二）主动公开 is a part of a section; only with a section's marker, or its very number, do words tell one.
        if marker is not Marker.CHINESE or len(called) > 1:
            called = numbered
        if len(called) != 1 or process.extractOne(
            label_key(text), self._row_labels, scorer=fuzz.ratio, score_cutoff=_LIKE_A_ROW
        ):
            return None
        return (called[0], Likeness.WORDS)

    def is_title(self, text: str) -> bool:
        """Tell whether a line inside a table cell is a section heading, to the letter and with its ordinal."""
        found = self.match(text)
        return found is not None and found.likeness >= Likeness.VARIANT and bool(found.ordinal)

    def _patterns(self, form: Form) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """Return how a title with its own ordinal reads at a line's beginning, at its end, and anywhere in it."""
        called = []
        for spec in form.sections:
            titles = sorted({spec.title, *spec.official, *spec.variants}, key=len, reverse=True)
            titles = [title for title in titles if len(title) > _SHORTEST]
            either = "|".join(re.escape(title).replace("、", "、?") for title in titles)
            called.append(rf"(?P<{spec.key}>(?:第{spec.ordinal}部分\s*[、：:]?|{spec.ordinal}\s*、)\s*(?:{either}))")
        either = "|".join(called) or r"(?!)"
        return (
            re.compile(rf"\s*(?:{either}){_TEXT_BEGINS}"),
            re.compile(rf"(?<=[{_SENTENCE_END}”」])\s*(?:{either})[\s。．.：:；;，,、]*$"),
            re.compile(either),
        )

    def _run_in(self, text: str) -> Standing | None:
        """Return the title with its ordinal that a longer line begins with, or that stands behind its last full stop."""
        if "、" not in text[:_MARKED_WITHIN] and "、" not in text[-LONGEST_TITLE:] and "部分" not in text:
            return None
        whole = self.match(text)
        if whole is not None and whole.likeness >= Likeness.VARIANT:
            return None
        match = self._at_start.match(text) or self._at_end.search(text, max(0, len(text) - LONGEST_TITLE - 8))
        return None if match is None else self._standing(match)

    def inside(self, text: str) -> Iterator[Standing]:
        """Yield every title with its own ordinal that stands in a line."""
        for match in self._anywhere.finditer(text):
            yield self._standing(match)

    def _standing(self, match: re.Match[str]) -> Standing:
        key = match.lastgroup or ""
        spec = next(spec for spec in self.specs if spec.key == key)
        return Standing(spec, match.start(key), match.end(key))


def _any(words: tuple[str, ...], key: str) -> bool:
    return any(word in key for word in words)


def _read(marked: re.Match[str] | None) -> tuple[Marker, str, int | None]:
    """Return what a line's marker is, how it is printed, and the number it says."""
    if marked is None:
        return (Marker.BARE, "", None)
    kind = marked.lastgroup or ""
    printed = marked[0].strip()
    number = marked[kind].strip("第部分（()） \t")
    if kind == "dash":
        return (Marker.DASH, printed, 1)
    if number.isdecimal():
        return (Marker.SMALL if kind == "small" else Marker.ARABIC, printed, int(number))
    return (Marker.BRACKET if kind == "bracket" else Marker.CHINESE, printed, _VALUES.get(number))

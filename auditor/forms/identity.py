"""Whose report it is and for which year: read from the title, failing that from what else the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from auditor.forms.titles import HEAD_LINES, YEAR_DIGITS, Title, TitleIndex, any_label
from auditor.model.document import Line
from auditor.model.form import Evidence
from auditor.model.text import SPACES, normalise

OrganFrom = Literal["title", "label", "text", "foot", ""]

_DIGITS = str.maketrans("〇○Ｏ零一二三四五六七八九", "0000123456789")
YEAR = re.compile(rf"(?<!\d)({YEAR_DIGITS})\s*年")
_NAMED_YEAR = re.compile(rf"({YEAR_DIGITS})年(?:度|报)?")
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
PERIOD = re.compile(
    r"(?:统计|数据|期限|时限|周期|时间|情况|报告)[^。；\n]{0,24}?"
    rf"(?:自|从|为|是|：|:)?\s*({YEAR_DIGITS})\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日?\s*(?:起|至|到|—|-|－|~|～)"
)
_HAN = r"[\u4e00-\u9fff]"
_VALUE = re.compile(rf"\s*({_HAN}[\u4e00-\u9fff()（）]{{2,40}})")
_BEFORE_YEAR = re.compile(rf"({_HAN}{{4,40}})\s*{YEAR_DIGITS}\s*年度?")
_ABOUT = re.compile(r"关于(?:公布|发布|公开|印发)?$")
_ALONE = re.compile(rf"{_HAN}{{4,30}}")
_DATE_LINE = re.compile(rf"{YEAR_DIGITS}(?:年|[.\-/]).{{1,12}}")
# 我局, 本镇 and 市局 name no organ, whoever says it.
_NO_NAME = re.compile(r"[我本该]|^[省市县区旗州][局委办厅]?$")
_FOOT_LINES = 6


class Identity(NamedTuple):
    """The title as found, and what it says, or what else says it."""

    title: Title | None
    organ: str | None
    year: int | None
    organ_from: OrganFrom


class IdentityIndex:
    """By what a kind of report tells whose it is, made ready once."""

    def __init__(self, evidence: Evidence) -> None:
        self.titles = TitleIndex(evidence)
        self._label = re.compile(rf"(?:{any_label(evidence.organ_labels)})\s*[】\])）]?\s*[:：]")
        self._cut = re.compile("|".join(sorted(map(re.escape, evidence.before_organ), key=len, reverse=True)))
        self._reports = re.compile(rf"\s*(?:{evidence.subject})")

    def identify(self, head: Sequence[Line], body: Sequence[Line], path: str, text: str) -> Identity:
        """Return the report's title, organ and year, each None where nothing tells.

        `head` is what stands above the first section, `body` what stands in the sections.
        """
        title = self.titles.find(head) or (self.titles.find(body[:10]) if len(head) < 3 else None)
        organ, source = self._organ(title, head, body)
        return Identity(title, organ, self._year(title, head, path, text), source)

    def _organ(self, title: Title | None, head: Sequence[Line], body: Sequence[Line]) -> tuple[str | None, OrganFrom]:
        named = title.organ if title is not None else ""
        if named and (self.titles.is_organ(named) or named.endswith(")")):
            return named, "title"
        found = next(self._in_sentences(head[-40:]), None) or next(self._in_sentences(body[:4]), None)
        if found is not None:
            return found, "text"
        found = self._labelled(head) or self._labelled(body[-_FOOT_LINES:])
        if found is not None:
            return found, "label"
        found = self._beneath(body or head)
        if found is not None:
            return found, "foot"
        return (named or None), "title" if named else ""

    def _labelled(self, lines: Sequence[Line]) -> str | None:
        """Return the organ behind a label of the page (发布机构：)."""
        for line in lines[:HEAD_LINES]:
            for match in self._label.finditer(line.text[:400]):
                value = _VALUE.match(line.text, match.end())
                if value is not None and self._is_name(value[1]):
                    return value[1]
        return None

    def _in_sentences(self, lines: Sequence[Line]) -> Iterator[str]:
        """Yield the organs that sentences name as the author of a year's report: 现公布X2024年政府信息公开工作年度报告."""
        for line in lines:
            for match in _BEFORE_YEAR.finditer(line.text[:2000]):
                if self._reports.match(line.text, match.end()):
                    printed = name = _ABOUT.sub("", match[1])
                    for cut in self._cut.finditer(printed):
                        if self._is_name(printed[cut.end() :]):
                            name = printed[cut.end() :]
                    if self._is_name(name):
                        yield name

    def _beneath(self, lines: Sequence[Line]) -> str | None:
        """Return the organ that stands on a line of its own over the date at the end."""
        last = lines[-_FOOT_LINES:]
        for line, below in pairwise(last):
            name = _plain(line.text)
            if _ALONE.fullmatch(name) and _DATE_LINE.fullmatch(_plain(below.text)) and self._is_name(name):
                return name
        return None

    def _is_name(self, name: str) -> bool:
        return len(name) >= 4 and self.titles.is_organ(name) and _NO_NAME.search(name) is None

    def _year(self, title: Title | None, head: Sequence[Line], path: str, text: str) -> int | None:
        if title is not None and title.year:
            return year_number(title.year)
        year = file_year(path)
        if year is None:
            period = PERIOD.search(text)
            year = year_number(period[1]) if period else None
        if year is None:
            named = (match for line in head for match in YEAR.finditer(line.text[:2000]))
            year = next((year_number(match[1]) for match in named if self._is_reports(match)), None)
        return year

    def _is_reports(self, match: re.Match[str]) -> bool:
        end = match.end() + (match.string[match.end() : match.end() + 1] == "度")
        return self._reports.match(match.string, end) is not None


def year_number(text: str) -> int:
    """Return a year written in Arabic or Chinese digits as a number."""
    return int(text.translate(_DIGITS))


def file_year(path: str) -> int | None:
    """Return the year a file's name states: 2023年, 2023年度, 2023年报, or its only four-digit token."""
    stem = PurePosixPath(path).stem
    named = {year_number(year) for year in _NAMED_YEAR.findall(stem)}
    if named:
        return named.pop() if len(named) == 1 else None
    tokens = [int(token) for token in _FOUR_DIGITS.findall(stem)]
    return tokens[0] if len(tokens) == 1 and 1990 <= tokens[0] <= 2099 else None


def _plain(text: str) -> str:
    return SPACES.sub("", normalise(text))

"""Whose report it is and for which year: read from the title, failing that from file name and running text."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import NamedTuple

from auditor.model.document import Node, Table
from auditor.model.finding import Span
from auditor.model.text import SPACES, normalise

_DIGITS = str.maketrans("〇○Ｏ零一二三四五六七八九", "0000123456789")
_YEAR = r"(?:(?:19|20)\d{2}|二[〇○Ｏ零][〇○Ｏ零一二三四五六七八九]{2})"
YEAR = re.compile(rf"(?<!\d)({_YEAR})\s*年")
# A report's title ends in 报告 or 年报; a notice about reports (…报告编制工作的通知) does not.
_TITLE = re.compile(r"(?:(?:信息公开|政务公开).*(?:报告|年报)|年度报告)(?:\(.{1,20}\))?》?$")
_FULL_TITLE = re.compile(
    rf"^(?P<organ>.*?)(?:关于)?(?:公布)?(?P<year>{_YEAR})\s*年(?:度)?(?P<after>.*?)(?:政府|政务)?(?:信息|政务)公开"
)
_NAMED_YEAR = re.compile(rf"({_YEAR})年(?:度|报)?")
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
PERIOD = re.compile(
    r"(?:统计|数据|期限|时限|周期|时间|情况|报告)[^。；\n]{0,24}?"
    rf"(?:自|从|为|是|：|:)?\s*({_YEAR})\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日?\s*(?:起|至|到|—|-|－|~|～)"
)
# A title is looked for in the first lines only, and is never a sentence.
_LINES, _LONGEST, _TITLE_LINES = 10, 60, 4
_ORGAN = re.compile(r"[府局厅委办处会院心室乡镇区县市省站所队署社馆校司部]$")


class Identity(NamedTuple):
    """The title as found, and what it says; `year_from` is title, file or text."""

    title: Span | None
    organ: str | None
    year: int | None


def year_number(text: str) -> int:
    """Return a year written in Arabic or Chinese digits as a number."""
    return int(text.translate(_DIGITS))


def identify(preamble: tuple[Node, ...], path: str, text: str) -> Identity:
    """Return the report's title, organ and year, each None where nothing tells."""
    title = _title(preamble)
    organ = year = None
    if title is not None:
        joined = SPACES.sub("", normalise(title.text))
        match = _FULL_TITLE.match(joined)
        if match is not None:
            year = year_number(match["year"])
            organ = match["organ"] or match["after"]
        else:
            organ = re.split(r"(?:关于)?(?:政府|政务)?(?:信息公开|政务公开)", joined)[0]
        organ = re.sub(r"^关于|(?:关于|的)$", "", organ).strip("·-—《》\"'") or None
    if year is None:
        year = file_year(path)
    if year is None:
        period = PERIOD.search(text)
        year = year_number(period[1]) if period else None
    return Identity(title, organ, year)


def file_year(path: str) -> int | None:
    """Return the year a file's name states: 2023年, 2023年度, 2023年报, or its only four-digit token."""
    stem = PurePosixPath(path).stem
    named = {year_number(year) for year in _NAMED_YEAR.findall(stem)}
    if named:
        return named.pop() if len(named) == 1 else None
    tokens = [int(token) for token in _FOUR_DIGITS.findall(stem)]
    return tokens[0] if len(tokens) == 1 and 1990 <= tokens[0] <= 2099 else None


def _title(preamble: tuple[Node, ...]) -> Span | None:
    """Return the short lines at the top that together name the report, joined by line breaks."""
    lines: list[Span] = []
    for node in [node for node in preamble if not isinstance(node, Table)][:_LINES]:
        if len(node.text) > _LONGEST or "。" in node.text:
            return None
        lines.append(Span(node.text, node.line, node.col))
        if _TITLE.search(_joined(lines)):
            return _narrowed(lines)
    return None


def _narrowed(lines: list[Span]) -> Span:
    """Take the last lines that name the report, and those above only as far as they name its organ and year."""
    named = next(n for n in range(len(lines) - 1, -1, -1) if _TITLE.search(_joined(lines[n:])))
    start = named
    for first in range(named, max(-1, named - _TITLE_LINES), -1):
        match = _FULL_TITLE.match(_joined(lines[first:]))
        if match is not None and _ORGAN.search(match["organ"] or match["after"]):
            start = first
            break
    return Span("\n".join(line.text for line in lines[start:]), lines[start].line, lines[start].col)


def _joined(lines: list[Span]) -> str:
    return SPACES.sub("", normalise("".join(line.text for line in lines)))

"""Years and dates of the running text, each with its place; scanned once for each report."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from typing import NamedTuple

from auditor.forms.identity import year_number
from auditor.model.document import Line
from auditor.model.finding import Span
from auditor.model.report import Report
from auditor.model.text import Memo
from auditor_rules.prose.numerals import read_number

_HAN = "[一二三四五六七八九十]{1,3}"
# What stands before 年 and 月, and behind 年. Those two characters are found first: there are few of them.
_YEAR = re.compile(r"(?:(?<!\d)[12１２]\d{3}|二[〇○Ｏ零0][〇○Ｏ零0一二三四五六七八九]{2})\s*$")
_MONTH_DAY = re.compile(rf"\s*(\d{{1,2}}|{_HAN})\s*月(?:\s*(\d{{1,2}}|{_HAN})\s*[日号])?")
_MONTH = re.compile(r"(?<![\d.])\d{1,2}\s*$")
_DAY = re.compile(r"\s*(\d{1,2})\s*[日号]")
_LONGEST_YEAR, _LONGEST_MONTH = 7, 5
_REACH = 300


class Date(NamedTuple):
    """A year or a date as printed. What it does not say is None; `start` and `end` count within its line's text."""

    year: int | None
    month: int | None
    day: int | None
    line: Line
    section: str | None
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The date as printed, with its place in the report text."""
        return Span(self.line.text[self.start : self.end], self.line.line, self.line.col + self.start, self.section)

    @property
    def possible(self) -> bool:
        """Whether the calendar has such a day; without a year 29 February is one."""
        if self.month is None:
            return True
        if not 1 <= self.month <= 12:
            return False
        return self.day is None or 1 <= self.day <= monthrange(self.year or 2000, self.month)[1]

    @property
    def before(self) -> str:
        """What stands before it in its line, as far as a sentence reaches."""
        return self.line.text[max(0, self.start - _REACH) : self.start]

    @property
    def after(self) -> str:
        """What stands behind it in its line, as far as a sentence reaches."""
        return self.line.text[self.end : self.end + _REACH]


def dates(report: Report) -> tuple[Date, ...]:
    """Return every year and date of the prose, in reading order."""
    return tuple([
        Date(year, month, day, line, section, start, end)
        for line, section in report.prose()
        for year, month, day, start, end in _DATES[line.text]
    ])  # fmt: skip


class _Found(NamedTuple):
    """A year or date in a line's text, without the line."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int


def _in_line(text: str) -> Iterator[_Found]:
    year_at, month_at, behind = text.find("年"), text.find("月"), 0
    while year_at >= 0 or month_at >= 0:
        if month_at < 0 or 0 <= year_at < month_at:
            date = _with_year(text, year_at)
            if date is not None:
                yield date
                behind = date.end
            year_at = text.find("年", max(year_at + 1, behind))
            # A month behind its year has been read with it.
            if month_at >= 0 and month_at < behind:
                month_at = text.find("月", behind)
            continue
        date = _without_year(text, month_at, behind)
        if date is not None:
            yield date
            behind = date.end
        month_at = text.find("月", month_at + 1)


def _with_year(text: str, at: int) -> _Found | None:
    first = max(0, at - _LONGEST_YEAR)
    printed = _YEAR.search(text[first:at])
    if printed is None:
        return None
    year = year_number(unicodedata.normalize("NFKC", printed[0]).strip())
    if not 1900 <= year <= 2099:
        return None
    more = _MONTH_DAY.match(text, at + 1)
    month, day = (more[1], more[2]) if more else (None, None)
    return _Found(year, _number(month), _number(day), first + printed.start(), more.end() if more else at + 1)


def _without_year(text: str, at: int, behind: int) -> _Found | None:
    first = max(behind, at - _LONGEST_MONTH)
    printed = _MONTH.search(text[first:at])
    day = _DAY.match(text, at + 1) if printed else None
    if printed is None or day is None:
        return None
    return _Found(None, _number(printed[0].strip()), _number(day[1]), first + printed.start(), day.end())


def _number(printed: str | None) -> int | None:
    number = read_number(printed) if printed else None
    return int(number) if number is not None else None


_DATES: Memo[tuple[_Found, ...]] = Memo(lambda text: tuple(_in_line(text)))

"""OGI-D603: the stated statistical period is the report's year."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from auditor import Message, Report, Severity, Span, Unknown, Violation, rule
from auditor.forms.identity import year_number
from auditor_rules.dates.report_year import likely_year
from auditor_rules.prose.numerals import read_number
from auditor_rules.prose.sentences import PLAIN_DIGITS, sentences

Day = tuple[int, int, int]

# The words before a range of days that make it the statistical period, and not some campaign.
_STATED = re.compile(
    r"(?:(?:统计|数据|起止|报告)[^，。；]{0,8}(?:期限|时限|周期|时间|期间|时段|范围|区间)|报告期|统计期|期限|时限|周期|(?:数据|统计)[^，。；]{0,12}[自从为是：:])"
    r"[^，。；\d]{0,8}$"
)
_STATED_BEHIND = re.compile(r"\s*止?(?:期间)?的?(?:全部|有关|相关|全年)*(?:统计|数据)")
_GAP = r"\s{0,4}"
_YEAR = rf"((?:19|20)\d\d|二[〇○Ｏ零][〇○Ｏ零一二三四五六七八九][〇○Ｏ零一二三四五六七八九]){_GAP}年"
_NUMBER = rf"{_GAP}(\d\d?|[一二三四五六七八九十]{{1,3}}){_GAP}"
_DAY = rf"(?:{_YEAR})?{_NUMBER}月(?:{_NUMBER}(?:[日号]|(?![\d\ufffd]))|(?!{_GAP}[\d一二三四五六七八九十]))"
_CLOCK = rf"(?:{_GAP}\d\d?(?:[时点]|[:：]\d\d))?"
_TO = rf"{_CLOCK}{_GAP}(?:起|开始)?{_GAP}[，,]?{_GAP}(?:截至|截止到?|至|到|止|—+|-+|－+|–+|~|～){_GAP}"
_RANGE = re.compile(rf"{_DAY}{_TO}{_DAY}")
_DOTTED = re.compile(
    rf"(\d{{4}})[.\-/](\d\d?)[.\-/](\d\d?){_GAP}(?:至|到|—+|-|－|~|～){_GAP}(?:(\d{{4}})[.\-/])?(\d\d?)[.\-/](\d\d?)(?![\d\ufffd])"
)
# Copies lose 年, 月 or 日 (202011日至20201231日): what is left is a row of digits.
_BROKEN = re.compile(
    r"((?:19|20)\d{2})年?([\d月日]{2,6})(?:起|开始)?(?:截至|至|到)((?:19|20)\d{2})年?([\d月日]{3,6})(?![\d月日\ufffd])"
)
_BOUNDS = ((1, 1), (12, 31))
_DATED = re.compile(r"[月日.\-/]")


class Period(NamedTuple):
    """A stated period: its first and last day, and the years that it names outright."""

    start: Day
    end: Day
    years: tuple[int, ...]
    span: Span


def periods(report: Report) -> tuple[Period, ...]:
    """Return the statistical periods that the report states, at most one in a sentence."""
    year = report.year
    found = ((sentence, _in_sentence(sentence.text, year)) for sentence in report.derived(sentences))
    return tuple([
        Period(start, end, years, sentence.span(*place))
        for sentence, period in found if period is not None
        for start, end, years, place in [period]
    ])  # fmt: skip


@lru_cache(maxsize=16384)
def _in_sentence(sentence: str, year: int | None) -> tuple[Day, Day, tuple[int, ...], tuple[int, int]] | None:
    """Return the first and last day, the years named, and where they stand, or None where no period is stated."""
    if not _DATED.search(sentence):
        return None
    text = sentence.translate(PLAIN_DIGITS)
    for pattern, days in ((_RANGE, _spelt), (_DOTTED, _spelt), (_BROKEN, _run_together)):
        match = pattern.search(text)
        if match is None or not (_STATED.search(text[: match.start()]) or _STATED_BEHIND.match(text, match.end())):
            continue
        start, end = days(match, year)
        if start is None or end is None:
            continue
        if pattern is _BROKEN and (start[1:], end[1:]) != _BOUNDS:
            # What lost its glyphs is not guessed at (OGI-P003).
            continue
        named = tuple(
            dict.fromkeys(
                year_number(found) for found in (match[1], match[4 if match.re is not _BROKEN else 3]) if found
            )
        )
        return start, end, named, match.span()
    return None


def _spelt(match: re.Match[str], year: int | None) -> tuple[Day | None, Day | None]:
    """Return the days as written; a month without a day is the whole month, a day without a year is of the other's."""
    first = year_number(match[1]) if match[1] else year_number(match[4]) if match[4] else year
    if first is None:
        return None, None
    last = year_number(match[4]) if match[4] else first
    start_month, end_month = _number(match[2]), _number(match[5])
    if not 1 <= end_month <= 12:
        return None, None
    end_day = _number(match[6]) if match[6] else monthrange(last, end_month)[1]
    return (first, start_month, _number(match[3] or "1")), (last, end_month, end_day)


def _run_together(match: re.Match[str], year: int | None) -> tuple[Day | None, Day | None]:
    """Return the days that two rows of digits can be read as, the bounds of the year where they allow it."""
    return _reading(match[1], match[2], (1, 1)), _reading(match[3], match[4], (12, 31))


def _reading(year: str, digits: str, wanted: tuple[int, int]) -> Day | None:
    digits = re.sub(r"\D", "", digits)
    readings = [(int(digits[:n]), int(digits[n:])) for n in (1, 2) if digits[n:]]
    possible = [(month, day) for month, day in readings if 1 <= month <= 12 and 1 <= day <= 31]
    if not possible:
        return None
    return (int(year), *(wanted if wanted in possible else possible[0]))


def _number(text: str) -> int:
    return int(read_number(text) or 0)


@rule(
    id="OGI-D603",
    title=("统计期限错误", "Statistical period wrong"),
    severity=Severity.ERROR,
    basis=("统计期限为报告年度1月1日至12月31日（参见DB51/T 2660—2019第2.1条）", "the period is 1 January to 31 December of the report year (cf. DB51/T 2660-2019, 2.1)"),
    remedy=("更正统计期限，并确认数据确为全年数据。", "Correct the period, and make sure that the figures are those of the whole year."),
)  # fmt: skip
def whole_year(report: Report) -> Iterator[Violation]:
    """Figures of another period than the calendar year cannot be compared or added up. A last day without its year is
    fine; digits that ran together in the source pass where they can be read as the whole year, and are not guessed at elsewhere.
    """
    found = report.derived(periods)
    if found and report.year is None:
        raise Unknown(
            Message("报告年度未知，无法核对统计期限", "the report's year is unknown, so its period cannot be checked")
        )
    for period in found:
        report.asked.add(period.span)
        year = report.derived(likely_year) or period.start[0]
        if period.start != (year, 1, 1) or period.end != (year, 12, 31):
            shown = _shown(period)
            yield Violation(
                Message(
                    f"统计期限为{_in_words(period)}，不是{year}年全年", f"the period {shown} is not the whole of {year}"
                ),
                period.span,
                quotes=(period.span,),
                expected=f"{year}-01-01/{year}-12-31",
                actual=shown,
                subject="period",
                cause="report year" if any(stated != year for stated in period.years) else "",
            )


def _in_words(period: Period) -> str:
    (first, month, day), (last, end_month, end_day) = period.start, period.end
    end_year = f"{last}年" if last != first else ""
    return f"{first}年{month}月{day}日至{end_year}{end_month}月{end_day}日"


def _shown(period: Period) -> str:
    return "/".join(f"{year:04}-{month:02}-{day:02}" for year, month, day in (period.start, period.end))

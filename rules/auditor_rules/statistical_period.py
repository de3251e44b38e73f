"""OGI-D603: the stated statistical period is the report's year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Message, Report, Severity, Span, Unknown, Violation, rule
from auditor_rules.prose.sentences import Sentence, sentences

Day = tuple[int, int, int]

_STATED = re.compile(r"统计|数据|期限|时限|周期|报告期|起止")
_DATE = r"\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?"
_LATER = r"\s*(?:(\d{4})\s*年)?\s*(?:(\d{1,2})\s*月)\s*(\d{1,2})\s*日?"
_RANGE = re.compile(rf"{_DATE}\s*(?:起|开始)?\s*[,，]?\s*(?:至|到|止|—+|-+|－+|–+|~|～)\s*{_LATER}")
_DOTTED = re.compile(
    r"(\d{4})[.\-/](\d{1,2})[.\-/](\d{1,2})\s*(?:至|到|—+|-|－|~|～)\s*(?:(\d{4})[.\-/])?(\d{1,2})[.\-/](\d{1,2})"
)
# Copies lose 年, 月 or 日 (202011日至20201231日): what is left is a row of digits.
_BROKEN = re.compile(
    r"(?:自|从|为|是)?\s*((?:19|20)\d{2}[\d年月日]{2,6})\s*(?:起|开始)?\s*(?:至|到)\s*((?:19|20)\d{2}[\d年月日]{3,7})"
)


class Period(NamedTuple):
    """A stated period: first and last day. `ambiguous`: its digits ran together, and it may be the whole year."""

    start: Day
    end: Day | None
    span: Span
    ambiguous: bool = False


def periods(report: Report) -> tuple[Period, ...]:
    """Return the statistical periods that the report states."""
    return tuple(
        period
        for sentence in sentences(report)
        if "月" in sentence.text or "日" in sentence.text or _DOTTED.search(sentence.text)
        for period in _in_sentence(sentence, report.year)
    )


def _in_sentence(sentence: Sentence, year: int | None) -> Iterator[Period]:
    text = sentence.text
    match = _RANGE.search(text) or _DOTTED.search(text)
    if match is not None:
        if (
            _STATED.search(text[: match.start()]) is None
            and _STATED.search(text[match.end() : match.end() + 12]) is None
        ):
            return
        start = (int(match[1]), int(match[2]), int(match[3]))
        end = (int(match[4] or match[1]), int(match[5]), int(match[6]))
        yield Period(start, end, sentence.span(match.start(), match.end()))
        return
    broken = _BROKEN.search(text)
    if broken is None or _STATED.search(text[: broken.start()]) is None:
        return
    span = sentence.span(broken.start(), broken.end())
    first, last = (re.sub(r"\D", "", part) for part in broken.groups())
    stated = int(first[:4])
    whole = first[4:] in ("11", "0101") and last in (f"{stated}1231",)
    yield Period((stated, 1, 1), (stated, 12, 31) if whole else None, span, ambiguous=True)


@rule(
    id="OGI-D603",
    title=("统计期限错误", "Statistical period wrong"),
    severity=Severity.ERROR,
    basis=("统计期限为报告年度1月1日至12月31日（参见DB51/T 2660—2019第2.1条）", "the period is 1 January to 31 December of the report year (cf. DB51/T 2660-2019, 2.1)"),
    remedy=("更正统计期限，并确认数据确为全年数据。", "Correct the period, and make sure that the figures are those of the whole year."),
)  # fmt: skip
def whole_year(report: Report) -> Iterator[Violation]:
    """Figures of another period than the calendar year cannot be compared or added up. A last day without its year is
    fine; where digits ran together in the source and can be read as the whole year, nothing is held against it.
    """
    found = report.derived(periods)
    if found and report.year is None:
        raise Unknown(
            Message("报告年度未知，无法核对统计期限", "the report's year is unknown, so its period cannot be checked")
        )
    for period in found:
        report.asked.add(period.span)
        year = report.year or period.start[0]
        if period.ambiguous and (period.end is None or period.start[0] == year):
            continue
        if period.start != (year, 1, 1) or period.end != (year, 12, 31):
            shown = _shown(period)
            yield Violation(
                Message(f"统计期限“{shown}”不是{year}年全年", f"the period {shown} is not the whole of {year}"),
                period.span,
                quotes=(period.span,),
                expected=f"{year}-01-01/{year}-12-31",
                actual=shown,
                subject="period",
                cause="report year" if period.start[0] != year else "",
            )


def _shown(period: Period) -> str:
    days = [day for day in (period.start, period.end) if day is not None]
    return "/".join(f"{year:04}-{month:02}-{day:02}" for year, month, day in days)

"""OGI-D610: dates exist, periods run forwards, and the report was not signed before its year was over."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.model.text import Memo
from auditor_rules.dates.foot import Foot, foot
from auditor_rules.prose.dates import Date, dates

_TO = re.compile(r"(?:起|开始)?[\s,，]*(?:至|到|—+|-+|－+|–+|~|～)\s*")
_DECEMBER = 12
# A year of three, five or more digits before a month: 202020年12月31日, 202年1月1日. Two digits are a short form (23年5月).
_NO_YEAR = re.compile(r"(?<![\d.])(?:\d{3}|\d{5,8})\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?")
_NO_YEARS: Memo[tuple[tuple[int, int], ...]] = Memo(
    lambda text: tuple(match.span() for match in _NO_YEAR.finditer(text)) if "年" in text and "月" in text else ()
)


@rule(
    id="OGI-D610",
    title=("日期不存在或先后颠倒", "Impossible date"),
    severity=(Severity.ERROR, Severity.WARNING),
    basis=("日历；报告年度结束后方可编制年度报告", "the calendar; a report is written when its year is over"),
    remedy=("更正日期。", "Correct the date."),
)
def dates_exist(report: Report) -> Iterator[Violation]:
    """There is no 30 February, no year 202020, and no period that ends before it begins: slips that everybody can prove.

    A date beneath the report that lies before the report's year was over is a warning: most often the year was not
    changed. Reports signed in the last December days do occur and are let pass.
    """
    found = report.derived(dates)
    for number, date in enumerate(found):
        if date.month is not None:
            report.asked.add(date.span)
            if not date.possible:
                yield _violation(date, f"“{date.span.text}”不是真实存在的日期", f"{date.span.text} is no date", "date")
            elif number and _backwards(found[number - 1], date):
                yield _period(found[number - 1], date)
    for line, section in report.prose():
        for start, end in _NO_YEARS[line.text]:
            span = Span(line.text[start:end], line.line, line.col + start, section)
            report.asked.add(span)
            yield Violation(
                Message(f"“{span.text}”的年份不是四位数", f"the year of {span.text} has not four digits"),
                span, quotes=(span,), actual=span.text, subject="date",
            )  # fmt: skip
    yield from _signed(report.derived(foot), report)


def _backwards(start: Date, end: Date) -> bool:
    """Tell whether two dates are a period that ends before it begins; an end without a year may be of any year."""
    if (
        start.line is not end.line
        or start.year is None
        or end.year is None
        or start.month is None
        or not start.possible
    ):
        return False
    if _TO.fullmatch(start.line.text[start.end : end.start]) is None:
        return False
    last = end.day or monthrange(end.year, end.month or 1)[1]
    return (end.year, end.month or 1, last) < (start.year, start.month, start.day or 1)


def _period(start: Date, end: Date) -> Violation:
    return Violation(
        Message(f"期间止于“{end.span.text}”，早于起始日期“{start.span.text}”", f"the period ends on {end.span.text}, before it begins ({start.span.text})"),
        end.span,
        quotes=(start.span, end.span),
        expected=f"≥ {start.span.text}",
        actual=end.span.text,
        subject="period",
    )  # fmt: skip


def _signed(beneath: Foot, report: Report) -> Iterator[Violation]:
    at = beneath.date
    if at is None:
        return
    report.asked.add(at)
    shown = f"{beneath.year}年{beneath.month}月" + (f"{beneath.day}日" if beneath.day is not None else "")
    days = monthrange(beneath.year, beneath.month)[1] if 1 <= beneath.month <= 12 else 0
    if not 1 <= (1 if beneath.day is None else beneath.day) <= days:
        # Written with points (2024.2.30) it is no date of the running text.
        if not re.search(r"年.*月", at.text):
            yield Violation(
                Message(f"落款日期“{at.text}”不是真实存在的日期", f"the date beneath the report, {at.text}, is none"), at, quotes=(at,), subject="date",
            )  # fmt: skip
        return
    year = report.year
    if year is not None and (beneath.year, beneath.month) < (year, _DECEMBER):
        yield Violation(
            Message(f"落款日期{shown}早于{year}年度结束", f"the date beneath the report, {shown}, lies before the end of {year}"),
            at,
            quotes=(at,),
            expected=f"≥ {year}年12月31日",
            actual=shown,
            severity=Severity.WARNING,
            subject="signed",
        )  # fmt: skip


def _violation(date: Date, zh: str, en: str, subject: str) -> Violation:
    return Violation(Message(zh, en), date.span, quotes=(date.span,), actual=date.span.text, subject=subject)

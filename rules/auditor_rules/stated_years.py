"""OGI-D601: the years that a report states of itself agree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.forms.identity import file_year, year_number
from auditor.model.document import Table
from auditor_rules.statistical_period import Period, periods

_YEAR = r"(?<!\d)((?:19|20)\d{2}|二[〇○Ｏ零][〇○Ｏ零一二三四五六七八九]{2})年"
_PUBLISHED = re.compile(rf"(?:公布|编制|发布|形成|撰写)[^。；]{{0,30}}?{_YEAR}(?:度)?[^。；，]{{0,20}}年度报告")
_OPENING = re.compile(rf"^(?:在)?{_YEAR}(?:度|以来|来)?[，,、]")
_CITED = re.compile(r"《[^》]*》")

Stated = tuple[int, Span]


def period_years(report: Report) -> tuple[Stated, ...]:
    """Return the years that the stated statistical period begins and ends in."""
    return tuple(
        (year, period.span) for period in report.derived(periods) for year in _years_of(period) if year is not None
    )


def _years_of(period: Period) -> tuple[int | None, ...]:
    if period.ambiguous:
        return ()
    return (
        (period.start[0],)
        if period.end is None or period.end[0] == period.start[0]
        else (period.start[0], period.end[0])
    )


def _elsewhere(report: Report) -> Iterator[tuple[str, str, Stated]]:
    """Yield the years named by the file, the preamble and the first sentence of section one."""
    named = file_year(report.path)
    if named is not None:
        yield "文件名", "the file's name", (named, report.whole()._replace(text=report.path.rsplit("/", 1)[-1]))
    overview = report.section("overview")
    first = list(overview.lines)[:3] if overview else []
    opening = [node for node in report.preamble if not isinstance(node, Table)]
    for line, section in [*((line, None) for line in opening), *((line, "overview") for line in first)]:
        blanked = _CITED.sub(lambda cited: "　" * len(cited[0]), line.text)
        for match in _PUBLISHED.finditer(blanked):
            span = Span(line.text[match.start() : match.end()], line.line, line.col + match.start(), section)
            yield "引言", "the preamble", (year_number(match[1]), span)
    prose = next((line for line in first if len(line.text) > 20), None)
    begun = _OPENING.match(prose.text) if prose else None
    if prose is not None and begun is not None:
        span = Span(begun[0].rstrip("，,、"), prose.line, prose.col, "overview")
        yield "总体情况首句", "the first sentence of section one", (year_number(begun[1]), span)


@rule(
    id="OGI-D601",
    title=("报告年度不一致", "Report year inconsistent"),
    severity=(Severity.ERROR, Severity.WARNING),
    basis=("国办公开办函〔2019〕60号、〔2021〕30号：按年度编制", "letters [2019] No. 60 and [2021] No. 30: one report a year"),
    remedy=("核对报告年度，统一标题、统计期限和正文中的年份。", "Settle the report's year in title, period and text."),
)  # fmt: skip
def one_year(report: Report) -> Iterator[Violation]:
    """A title of one year over the period of another is the commonest trace of last year's report copied on. The reader
    cannot tell which year the figures belong to.

    A file's name counts only where it states a year as such; titles of cited documents do not count.
    """
    year = report.year
    if year is None or report.title is None:
        return
    title = report.title
    report.asked.add(title)
    for stated, span in report.derived(period_years):
        report.asked.add(span)
        if stated != year:
            yield _violation(title, year, "统计期限", "the statistical period", (stated, span), Severity.ERROR)
            break
    for zh, en, (stated, span) in _elsewhere(report):
        report.asked.add(span)
        if stated != year:
            yield _violation(title, year, zh, en, (stated, span), Severity.WARNING)


def _violation(title: Span, year: int, zh: str, en: str, other: Stated, severity: Severity) -> Violation:
    stated, span = other
    return Violation(
        Message(f"标题为{year}年，{zh}为{stated}年", f"the title says {year}, {en} says {stated}"),
        span,
        quotes=(title, span),
        expected=str(year),
        actual=str(stated),
        severity=severity,
        subject=en,
        cause="report year",
    )

"""OGI-D602: the report says what period its figures are of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Table
from auditor_rules.dates.statistical_period import periods
from auditor_rules.structure.passages import first_place

# A range of days is the period only where the words before it, or right behind it, make it that of the report's figures.
_RANGE = r"\d{4}\s*[年.\-/]\s*0?1\s*[月.\-/]\s*0?1\s*[日号]?[^。；\n]{0,12}?(?:至|到|止|—|-|－|~|～)[^。；\n]{0,8}?12\s*[月.\-/]\s*31\s*日?"
_STATED = re.compile(
    r"统计(?:数据)?(?:的)?(?:起止|截[止至])?(?:期限|时限|周期|时间|期间|时段|区间|范围|年度|口径|日期)|统计期|(?:数据|报告)(?:的)?(?:起止)?(?:期限|时限|周期|期间|时段|区间)"
    rf"|(?:统计|数据|本报告|期限|时限)[^。；\n]{{0,20}}?{_RANGE}|[（(]\s*{_RANGE}\s*[)）]|{_RANGE}止?(?:期间)?的?(?:统计|数据)"
    r"|(?:数据|统计)[^。；\n]{0,24}(?:自|从|由)[^。；\n]{2,20}(?:至|到)[^。；\n]{0,16}(?:31\s*日|年底|年末)|数据[^，,。；\n]{0,8}截[至止]"
    r"|(?:数据|统计)[^，,。；\n]{0,12}[到至][^，,。；\n]{0,10}(?:12\s*月\s*31\s*日|年底|年末)|\d{4}\s*年(?:度|全年)[^，,。；\n]{0,4}数据"
)
_WHOLE_YEAR = re.compile(_RANGE)
_DAYS = re.compile(r"\d{1,4}\s*[年月日号.\-/]")
_OPENING_LINES = 3


@rule(
    id="OGI-D602",
    title=("未说明统计期限", "Period not stated"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("参见DB51/T 2660—2019第2.1条：统计期限为当年1月1日至12月31日", "cf. DB51/T 2660-2019, 2.1: 1 January to 31 December"),
    remedy=("在引言或第一部分写明统计期限。", "State the period in the introduction or in section 1."),
    first_year=2019,
)  # fmt: skip
def period_stated(report: Report) -> Iterator[Violation]:
    """Without a period nobody can tell whether the figures are of the whole year. No form asks for the statement, but
    nearly every report makes it.

    Any wording is accepted that names a statistical period or says from when to when the data run, and any sentence of the
    introduction that names the days from 1 January to 31 December; whether the period is right is another rule's matter.
    “2023年1月1日至12月31日，收到申请2件” speaks of that one figure.
    """
    stated = first_place(_STATED, report.prose())
    if stated is None:
        for period in report.derived(periods)[:1]:
            stated = period.span
    if stated is None:
        stated = _covered(report)
    if stated is not None:
        report.asked.add(stated)
        return
    report.asked.add_all([section.heading for section in report.sections])
    report.read_whole()
    introduction = _introduction(report)
    yield Violation(
        Message("全文未说明数据的统计期限", "the report does not state the period of its figures"),
        introduction[0] if introduction else report.whole(),
        quotes=introduction,
        expected=f"{report.year}-01-01/{report.year}-12-31" if report.year else None,
        subject="period",
    )


def _covered(report: Report) -> Span | None:
    """Return where the introduction, or the opening of section one, says that it is on a whole year and on no one figure of it."""
    overview = report.section("overview")
    opening = [line for line in overview.lines if line.text.strip()][:_OPENING_LINES] if overview else []
    places = [*_introduction(report), *(Span(line.text, line.line, line.col, "overview") for line in opening)]
    for place in places:
        text = place.text
        for match in _WHOLE_YEAR.finditer(text):
            start = max((text.rfind(mark, 0, match.start()) for mark in "。；"), default=-1) + 1
            end = min((at for mark in "。；" if (at := text.find(mark, match.end())) >= 0), default=len(text))
            if not any(char.isdigit() for char in _DAYS.sub("", text[start:end])):
                return Span(match[0], place.line, (place.col or 1) + match.start(), place.section)
    return None


def _introduction(report: Report) -> tuple[Span, ...]:
    """Return the paragraphs between title and section one, where the period is usually stated."""
    title = report.title
    below = (title.line or 0) + title.text.count("\n") if title else 0
    return tuple(
        Span(node.text, node.line, node.col)
        for node in report.preamble
        if not isinstance(node, Table) and node.line > below and node.text.strip()
    )

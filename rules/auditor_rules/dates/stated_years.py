"""OGI-D601: the years that a report states of itself agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.forms.identity import YEAR, file_year, year_number
from auditor.model.document import Table
from auditor.model.text import holds, normalise
from auditor_rules.dates.statistical_period import periods
from auditor_rules.prose.sentences import blanked

_YEAR = r"(?<!\d)((?:19|20)\d{2}|二[〇○Ｏ零][〇○Ｏ零一二三四五六七八九]{2})年"
_PUBLISHED = re.compile(rf"(?:公布|编制|发布|形成|撰写)[^。；]{{0,30}}?{_YEAR}(?:度)?[^。；，]{{0,20}}年度报告")
_OPENING = re.compile(rf"^(?:在)?{_YEAR}(?:度)?[，,、]")
_CITED = re.compile(r"《[^》]*》")


_PUBLISHES = holds(_PUBLISHED)


class Stated(NamedTuple):
    """A year that a report states as its own, where, and what that place is called."""

    year: int
    place: Message
    span: Span


def period_years(report: Report) -> tuple[int, ...]:
    """Return the years that the stated statistical periods name."""
    return tuple(year for period in report.derived(periods) for year in period.years)


def _stated(report: Report) -> Iterator[Stated]:
    """Yield the years stated by title, file name, period, preamble and first sentence, the first being the measure."""
    title = report.title
    named = YEAR.search(normalise(title.text)) if title else None
    if title is not None and named is not None:
        yield Stated(year_number(named[1]), Message("标题", "the title"), title)
    year = file_year(report.path)
    if year is not None:
        name = report.path.rsplit("/", 1)[-1]
        yield Stated(year, Message("文件名", "the file's name"), report.whole()._replace(text=name))
    for period in report.derived(periods)[:1]:
        for year in [*(year for year in period.years if year != report.year), *period.years][:1]:
            yield Stated(year, Message("统计期限", "the statistical period"), period.span)
    yield from _in_words(report)


def _in_words(report: Report) -> Iterator[Stated]:
    """Yield the years of the preamble, which may stand in section one, and of that section's first sentence."""
    overview = report.section("overview")
    first = list(overview.lines)[:3] if overview else []
    opening = [node for node in report.preamble if not isinstance(node, Table)]
    for line, section in [*((line, None) for line in opening), *((line, "overview") for line in first)]:
        for match in _PUBLISHED.finditer(blanked(_CITED, line.text)) if _PUBLISHES[line.text] else ():
            span = Span(line.text[match.start() : match.end()], line.line, line.col + match.start(), section)
            yield Stated(year_number(match[1]), Message("引言", "the preamble"), span)
    prose = next((line for line in first if len(line.text) > 20), None)
    begun = _OPENING.match(prose.text) if prose else None
    if prose is not None and begun is not None:
        span = Span(begun[0].rstrip("，,、"), prose.line, prose.col, "overview")
        yield Stated(year_number(begun[1]), Message("总体情况首句", "the first sentence of section one"), span)


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
    stated = tuple(_stated(report))
    if len(stated) < 2:
        return
    measure = stated[0]
    report.asked.add_all([each.span for each in stated])
    for other in stated[1:]:
        if other.year != measure.year:
            yield _violation(measure, other)


def _violation(measure: Stated, other: Stated) -> Violation:
    of_title = (measure.place.zh, other.place.zh) == ("标题", "统计期限")
    return Violation(
        Message(
            f"{measure.place.zh}为{measure.year}年，{other.place.zh}为{other.year}年",
            f"{measure.place.en} says {measure.year}, {other.place.en} says {other.year}",
        ),
        other.span,
        quotes=(measure.span, other.span),
        expected=str(measure.year),
        actual=str(other.year),
        severity=Severity.ERROR if of_title else Severity.WARNING,
        subject=other.place.en,
        cause="report year",
    )

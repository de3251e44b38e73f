"""OGI-D605: the report was published in time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from auditor import Confidence, Message, Report, Severity, Span, Unknown, Violation, rule
from auditor.forms.identity import year_number
from auditor.model.document import Table
from auditor.model.text import SPACES
from auditor_rules.dates.foot import DATE, foot
from auditor_rules.dates.report_year import likely_year
from auditor_rules.organs import Kind, Level, Organ, organ_of
from auditor_rules.prose.numerals import read_number

_LABEL = r"(?:发布|公开|公布|发文|成文|生成|上传)\s*(?:日期|时间)"
_LABELLED = re.compile(_LABEL)
_SHOWN = re.compile(rf"{_LABEL}[】\]|:]*{DATE}")
_LABELS = ("发布", "公开", "公布")
_REVISED = 2019
"""The first report year under the revised Regulations; before, the day was 31 March for all (Regulations of 2007, art. 31)."""
_ON_PAGE = Message("显示的发布", "shown on the page")


class Publication(NamedTuple):
    """A date of publication: as the manifest gives it, as the page shows it, or as it stands under the report."""

    day: date
    source: Message
    span: Span


def publication(report: Report) -> Publication | None:
    """Return when the report was published, from the best of what tells it; None where nothing does."""
    given = report.options.get("published")
    if given:
        try:
            return Publication(date.fromisoformat(str(given)), Message("清单所列", "in the manifest"), report.whole())
        except ValueError:
            pass  # a manifest's cell that is no date says nothing
    shown = report.source.published
    if shown is not None:
        return Publication(shown, _ON_PAGE, report.whole())
    return report.derived(_on_page) or _under_report(report)


def _on_page(report: Report) -> Publication | None:
    """Return the date that the page shows; where it shows several, the first day on which it says it was public."""
    found: list[tuple[bool, Publication]] = []
    other = report.section("other")
    before = [(node, None) for node in report.preamble if not isinstance(node, Table)]
    for line, section in [*before, *((line, "other") for line in (other.lines if other else ()))]:
        if not _LABELLED.search(line.text):
            continue
        plain = SPACES.sub("", unicodedata.normalize("NFKC", line.text))
        for match in _SHOWN.finditer(plain):
            day = _day(match["year"], match["month"], match["day"])
            if day is not None:
                span = Span(line.text, line.line, line.col, section)
                # A page that shows when the report was written or put up does not show when it was published.
                label = match[0][:2]
                public = label in _LABELS
                source = _ON_PAGE if public else Message(f"显示的{label}", f"shown on the page ({label})")
                found.append((not public, Publication(day, source, span)))
    return min(found, key=lambda shown: (shown[0], shown[1].day))[1] if found else None


def _under_report(report: Report) -> Publication | None:
    beneath = report.derived(foot)
    if beneath.date is None:
        return None
    try:
        day = date(beneath.year, beneath.month, beneath.day or 1)
    except ValueError:
        return None  # OGI-D610 reports it
    return Publication(day, Message("落款", "beneath the report"), beneath.date)


def _day(year: str, month: str, day: str | None) -> date | None:
    try:
        return date(year_number(year), int(read_number(month) or 0), int(read_number(day or "1") or 0))
    except ValueError:
        return None


@rule(
    id="OGI-D605",
    title=("超期公布", "Published late"),
    severity=(Severity.WARNING, Severity.REVIEW),
    confidence=Confidence.MEDIUM,
    basis=("《政府信息公开条例》第四十九条：部门每年1月31日前、政府每年3月31日前", "OGI Regulations art. 49: departments by 31 January, governments by 31 March"),
    remedy=("核实首次公布日期；确属超期的，说明原因并按期改进。", "Check when it was first published; if late, explain, and publish in time."),
)  # fmt: skip
def in_time(report: Report) -> Iterator[Violation]:
    """Article 49 sets 31 January for departments and 31 March for governments above the county. Towns, street offices and
    institutions are not named there; for them, and for a government's office before 31 March, lateness is for review. Nor are
    zones: one that reports for its whole area has until 31 March, and lateness is for review. Until the report year 2018 the
    day was 31 March for all.

    The date is the manifest's, else that shown on the page (发布日期), else the one beneath the report. A page put up
    again shows a later date than the first, so the finding says what is shown. Dates of the file are never read.
    """
    year = report.derived(likely_year)
    if year is None:
        raise Unknown(Message("报告年度未知", "the report's year is unknown"))
    published = publication(report)
    if published is None:
        raise Unknown(Message("没有公布日期：文中无落款日期或发布日期，清单也未列", "no date of publication: neither the report nor the manifest gives one"))  # fmt: skip
    report.asked.add(published.span)
    day, source, span = published
    deadline, severity = _due(report.derived(organ_of), year, day)
    if day > deadline:
        yield Violation(
            Message(
                f"{source.zh}日期为{day.year}年{day.month}月{day.day}日，晚于{deadline.year}年{deadline.month}月{deadline.day}日",
                f"the date {source.en} is {day}, later than {deadline}",
            ),
            span,
            quotes=(span,),
            expected=f"≤ {deadline}",
            actual=str(day),
            severity=severity,
            subject="publication",
        )


def _due(organ: Organ, year: int, day: date) -> tuple[date, Severity]:
    """Return the day by which an organ must publish, and how sure it is that a later day is late."""
    january, march = date(year + 1, 1, 31), date(year + 1, 3, 31)
    if year < _REVISED:
        return march, Severity.WARNING
    if organ.kind is Kind.COMMITTEE:
        # It reports for its whole area, as a government does.
        return march, Severity.REVIEW
    if any(place.zone for place in organ.places):
        return january, Severity.REVIEW
    if organ.kind in (Kind.GOVERNMENT, Kind.AGENCY) and organ.level is not Level.TOWN:
        return march, Severity.WARNING
    if organ.kind is Kind.OFFICE:
        # An office may publish its government's report under its own name.
        return january, Severity.WARNING if day > march else Severity.REVIEW
    if organ.kind is Kind.UNKNOWN:
        return march, Severity.REVIEW
    named = organ.kind in (Kind.DEPARTMENT, Kind.MINISTRY)
    return january, Severity.WARNING if named else Severity.REVIEW

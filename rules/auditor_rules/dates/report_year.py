"""The year that a report is most likely for, when its title says another one than everything else."""

from __future__ import annotations

from collections import Counter

from auditor.forms.identity import PERIOD, YEAR, file_year, year_number
from auditor.model.report import Report
from auditor.model.text import normalise
from auditor_rules.dates.foot import foot
from auditor_rules.prose.dates import dates

_WITNESSES = 2
"""So many must agree against the title: file name, statistical period, running text, and the date beneath the report."""
_MENTIONS = 2
"""The running text speaks of a year when it names it so often, and no other year as often."""
_SPRING = 6
"""A report is dated in the first months of the year that follows its own."""


def likely_year(report: Report) -> int | None:
    """Return the report's year, or, where the title alone says it and all else agrees on another one, that other year.

    Rules that measure the report by its year ask this one, so that a slip in the title is one finding (OGI-D601) and not
    one of each rule. Share the answer with `report.derived(likely_year)`.
    """
    title = YEAR.search(normalise(report.title.text)) if report.title is not None else None
    if title is None or report.year is None:
        return report.year
    witnesses = Counter(
        year for year in (_of_file(report), _of_period(report), _of_prose(report), _of_foot(report)) if year
    )
    if not witnesses or witnesses[report.year]:
        return report.year
    (year, count), *others = witnesses.most_common()
    return year if count >= _WITNESSES and not others else report.year


def year_in_doubt(report: Report) -> bool:
    """Tell whether the title's year is contradicted by all else that states a year."""
    return report.derived(likely_year) != report.year


def _of_file(report: Report) -> int | None:
    return file_year(report.path)


def _of_period(report: Report) -> int | None:
    stated = PERIOD.search(report.source.text)
    return year_number(stated[1]) if stated else None


def _of_prose(report: Report) -> int | None:
    """Return the year that the running text names most often by itself, without a month."""
    named = Counter(
        date.year for date in report.derived(dates) if date.year is not None and date.month is None and date.section
    )
    most = named.most_common(2)
    if not most or most[0][1] < _MENTIONS or (len(most) > 1 and most[1][1] == most[0][1]):
        return None
    return most[0][0]


def _of_foot(report: Report) -> int | None:
    beneath = report.derived(foot)
    return beneath.year - 1 if beneath.date is not None and 0 < beneath.month <= _SPRING else None

"""Rules on years and dates: the period, the year that the text speaks of, what it cites, and when it was published."""

from __future__ import annotations

from auditor import Rule
from auditor_rules.dates.anachronisms import of_its_time
from auditor_rules.dates.body_year import body_year_right
from auditor_rules.dates.cited_notices import format_in_force, instruction_of_the_year, number_of_its_title
from auditor_rules.dates.impossible_dates import dates_exist
from auditor_rules.dates.open_ended import period_closed
from auditor_rules.dates.period_stated import period_stated
from auditor_rules.dates.publication import in_time

RULES: tuple[Rule, ...] = (
    period_stated,
    period_closed,
    in_time,
    body_year_right,
    instruction_of_the_year,
    format_in_force,
    number_of_its_title,
    dates_exist,
    of_its_time,
)

"""Rules on what a report is made of: titles, topics, and the content that its sections must have."""

from __future__ import annotations

from auditor import Rule
from auditor_rules.structure.assessment import assessment_reported
from auditor_rules.structure.fee_statement import fees_reported
from auditor_rules.structure.overview import about_this_organ, overview_short, topics_covered
from auditor_rules.structure.problems_section import problems_named
from auditor_rules.structure.section_titles import titles_canonical
from auditor_rules.structure.stated_parts import parts_counted, structure_in_force

RULES: tuple[Rule, ...] = (
    titles_canonical,
    topics_covered,
    assessment_reported,
    fees_reported,
    structure_in_force,
    parts_counted,
    problems_named,
    overview_short,
    about_this_organ,
)

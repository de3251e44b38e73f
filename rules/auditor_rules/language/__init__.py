"""Rules on wording and layout (OGI-L8xx), and the word lists they read."""

from __future__ import annotations

from auditor import Rule
from auditor_rules.language.document_numbers import numbers_in_form
from auditor_rules.language.exposed_persons import nobody_exposed
from auditor_rules.language.foreign_content import nothing_injected
from auditor_rules.language.missing_units import counts_with_units
from auditor_rules.language.misused_words import words_well_chosen
from auditor_rules.language.placeholders import nothing_unfilled
from auditor_rules.language.punctuation import marks_in_order
from auditor_rules.language.repeated_paragraphs import no_paragraph_twice
from auditor_rules.language.repeated_words import nothing_twice
from auditor_rules.language.rounded_numbers import exact_or_rounded
from auditor_rules.language.single_items import more_than_one
from auditor_rules.language.subheading_numbers import numbered_one_by_one

RULES: tuple[Rule, ...] = (
    more_than_one,
    numbered_one_by_one,
    nothing_twice,
    marks_in_order,
    words_well_chosen,
    numbers_in_form,
    exact_or_rounded,
    counts_with_units,
    nothing_injected,
    nobody_exposed,
    nothing_unfilled,
    no_paragraph_twice,
)

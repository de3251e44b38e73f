"""The built-in rules and forms of annual reports on open government information; a plugin like any other."""

from __future__ import annotations

from collections.abc import Sequence

from auditor import Rule, hookimpl
from auditor.model.form import Form
from auditor.model.terms import Terms
from auditor_rules import across, dates, language, names, narrative, structure, tables
from auditor_rules.dates.stated_years import one_year
from auditor_rules.dates.statistical_period import whole_year
from auditor_rules.forms import shipped_forms
from auditor_rules.language.enumerations import enumerations_whole
from auditor_rules.language.word_lists import WORD_LISTS
from auditor_rules.names import spelling
from auditor_rules.names.account_names import one_spelling
from auditor_rules.organs.organ import KIND_WORDS
from auditor_rules.pages import with_pages
from auditor_rules.reading.garbled_source import undamaged
from auditor_rules.reading.recognised import is_report
from auditor_rules.reading.table_reading import read_completely
from auditor_rules.relations import relation_rules
from auditor_rules.structure.report_title import title_complete
from auditor_rules.structure.required_sections import sections_filled, sections_present
from auditor_rules.structure.section_order import in_order
from auditor_rules.structure.statutory_tables import form_of_the_year, tables_present
from auditor_rules.structure.table_labels import labels_to_the_letter, rows_and_columns
from auditor_rules.tables.blank_cells import appeals_filled, requests_filled
from auditor_rules.tables.table_values import appeals_are_counts, requests_are_counts

# Written out, so that what is shipped can be seen in one place; the relations of the form are data, in relations/.
WRITTEN: tuple[Rule, ...] = (
    is_report,
    read_completely,
    undamaged,
    sections_present,
    title_complete,
    in_order,
    tables_present,
    form_of_the_year,
    rows_and_columns,
    labels_to_the_letter,
    sections_filled,
    requests_are_counts,
    requests_filled,
    appeals_are_counts,
    appeals_filled,
    one_year,
    whole_year,
    one_spelling,
    enumerations_whole,
    *structure.RULES,
    *tables.RULES,
    *narrative.RULES,
    *dates.RULES,
    *names.RULES,
    *spelling.RULES,
    *language.RULES,
    *across.RULES,
)


@hookimpl
def provide_rules() -> Sequence[Rule]:
    """Return every built-in rule, with its page."""
    return with_pages((*WRITTEN, *relation_rules()))


@hookimpl
def provide_forms() -> Sequence[Form]:
    """Return the forms of annual reports."""
    return shipped_forms()


@hookimpl
def provide_terms() -> Sequence[Terms]:
    """Return the word lists that the auditor may add to, and the kinds of organ."""
    return [Terms(WORD_LISTS, KIND_WORDS)]

"""Rules over the figures of the statutory tables, and over what any table states of its own.

Those that are plain relations between cells are data, in auditor_rules/relations.
"""

from __future__ import annotations

from auditor import Rule
from auditor_rules.tables.after_review import reviewed_before
from auditor_rules.tables.all_zero import something_was_done
from auditor_rules.tables.column_shift import columns_in_place
from auditor_rules.tables.counted_twice import granted_in_part_once
from auditor_rules.tables.disclosure_values import disclosure_filled, disclosure_is_counted
from auditor_rules.tables.fee_unit import fees_in_myriads
from auditor_rules.tables.items import decisions_are_decisions, items_left
from auditor_rules.tables.procurement import purchases_cost
from auditor_rules.tables.regulations import only_who_may
from auditor_rules.tables.row_count import rows_of_the_form
from auditor_rules.tables.stated_relations import stated_relations_hold
from auditor_rules.tables.unpaid_fees import notice_before_closing

RULES: tuple[Rule, ...] = (
    disclosure_is_counted,
    items_left,
    only_who_may,
    disclosure_filled,
    decisions_are_decisions,
    something_was_done,
    fees_in_myriads,
    purchases_cost,
    columns_in_place,
    notice_before_closing,
    granted_in_part_once,
    rows_of_the_form,
    stated_relations_hold,
    reviewed_before,
)

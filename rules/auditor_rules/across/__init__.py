"""Rules over the whole run: what shows only when several reports are laid side by side."""

from __future__ import annotations

from auditor import Rule
from auditor_rules.across.carried_over import carried_over
from auditor_rules.across.copied_text import not_copied
from auditor_rules.across.document_stock import stock_follows
from auditor_rules.across.missing_reports import all_reported
from auditor_rules.across.pending_cases import pending_turn_up
from auditor_rules.across.region_totals import region_sums
from auditor_rules.across.same_tables import own_tables
from auditor_rules.across.sudden_changes import no_jumps
from auditor_rules.across.two_versions import one_version
from auditor_rules.across.unchanged_text import not_last_years

RULES: tuple[Rule, ...] = (
    pending_turn_up,
    carried_over,
    stock_follows,
    no_jumps,
    region_sums,
    not_copied,
    not_last_years,
    all_reported,
    one_version,
    own_tables,
)

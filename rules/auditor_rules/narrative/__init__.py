"""Rules that set the running text against the tables, and its own figures against each other (OGI-C501 to OGI-C514)."""

from __future__ import annotations

from auditor import Rule
from auditor_rules.narrative.appeals import appeals_agree
from auditor_rules.narrative.carried_over import carried_agree
from auditor_rules.narrative.changes import changes_right
from auditor_rules.narrative.decisions import decisions_agree
from auditor_rules.narrative.documents_made import documents_agree
from auditor_rules.narrative.fees import fees_agree
from auditor_rules.narrative.outcomes import outcomes_agree
from auditor_rules.narrative.parts import parts_fill, parts_fit
from auditor_rules.narrative.repeated_figures import one_value
from auditor_rules.narrative.requests_processed import processed_agree
from auditor_rules.narrative.requests_received import received_agree
from auditor_rules.narrative.shares import shares_right
from auditor_rules.narrative.zero_statements import zero_is_zero

RULES: tuple[Rule, ...] = (
    received_agree, carried_agree, processed_agree, documents_agree, decisions_agree, fees_agree, appeals_agree,
    outcomes_agree, parts_fit, parts_fill, shares_right, changes_right, one_value, zero_is_zero,
)  # fmt: skip

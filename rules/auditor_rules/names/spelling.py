"""The rules on how regulations, columns, set phrases and addresses are spelt, for the package to hand over."""

from __future__ import annotations

from auditor import Rule
from auditor_rules.names.column_names import columns_named_alike
from auditor_rules.names.regulation_titles import regulations_named
from auditor_rules.names.set_phrases import phrases_whole
from auditor_rules.names.web_addresses import one_address

RULES: tuple[Rule, ...] = (regulations_named, columns_named_alike, phrases_whole, one_address)

"""Rules on names: whether the organ, those above it, its accounts and what it cites are called what they are."""

from __future__ import annotations

from auditor import Rule
from auditor_rules.names.foreign_organ import own_work
from auditor_rules.names.own_name import one_own_name
from auditor_rules.names.superior_organ import superior_right

# Names of organs; the further rules on names stand behind them.
OWN: tuple[Rule, ...] = (one_own_name, own_work, superior_right)

RULES: tuple[Rule, ...] = (*OWN,)

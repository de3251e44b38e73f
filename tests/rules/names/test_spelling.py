"""The rules on spelling are handed over together, each once."""

from __future__ import annotations

from auditor_rules import provide_rules
from auditor_rules.names.spelling import RULES


def test_the_four_rules_on_spelling_are_shipped() -> None:
    assert [rule.id for rule in RULES] == ["OGI-N705", "OGI-N706", "OGI-N707", "OGI-N708"]
    assert set(RULES) <= set(provide_rules())

"""OGI-T211: purchases have an amount, and an amount has purchases."""

from __future__ import annotations

import pytest

from auditor.testing import full_findings, report_text, state
from auditor_rules.tables.procurement import purchases_cost


def text(figures: str) -> str:
    return report_text(2020, cells={"disclosure.procurement": figures})


@pytest.mark.parametrize(
    ("figures", "message", "column"),
    [
        ("3 0", "政府集中采购项目数量为3，总金额为0", "amount"),
        ("3 0元", "政府集中采购项目数量为3，总金额为0元", "amount"),
        ("0 25.3万元", "政府集中采购项目数量为0，总金额为25.3万元", "count"),
    ],
)
def test_one_without_the_other_is_a_warning(figures: str, message: str, column: str) -> None:
    (found,) = full_findings(purchases_cost, text(figures))

    assert (found.severity, found.message.zh, found.place.column) == ("warning", message, column)
    assert [quote.text for quote in found.quotes] == figures.split(" ")


@pytest.mark.parametrize("figures", ["0 0", "3 251000元", "3 ", " 5", "/ /", "若干 0"])
def test_both_or_neither_pass_and_blanks_are_left_to_their_own_rule(figures: str) -> None:
    assert state(purchases_cost, text(figures)) == "pass"


def test_the_2021_form_has_no_purchases() -> None:
    assert state(purchases_cost, report_text(2023)) == "not_applicable"

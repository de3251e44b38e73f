"""OGI-T205, OGI-T208: last year's items, this year's change and the decisions beside them, in the 2019 form."""

from __future__ import annotations

import pytest

from auditor.model.rule import Rule
from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.tables.items import decisions_are_decisions, items_left


def items(**rows: str) -> str:
    return report_text(2020, cells={f"disclosure.{row}": figures for row, figures in rows.items()})


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ("5 -7 0", "error 行政许可：上一年项目数量 5，本年增/减 -7，本年项目数为 -2"),
        ("5 减少7 0", "error 行政许可：上一年项目数量 5，本年增/减 减少7，本年项目数为 -2"),
        ("0 减1 0", "error 行政许可：上一年项目数量 0，本年增/减 减1，本年项目数为 -1"),
        ("2 1/4 0", "error 行政许可：上一年项目数量 2，本年增/减 1/4，本年项目数为 -1"),
    ],
)
def test_more_items_cancelled_than_there_were_is_an_error(figures: str, message: str) -> None:
    assert [line.split(": ", 1)[1] for line in findings(items_left, items(licence=figures))] == [message]


def test_the_finding_shows_both_figures_and_what_is_left() -> None:
    (found,) = full_findings(items_left, items(coercion="3 -4 0"))

    assert (found.place.row, found.place.column, found.expected, found.actual) == ("coercion", "change", "≥ 0", "-1")
    assert ([quote.text for quote in found.quotes], found.formula) == (["3", "-4"], "previous + change >= 0")


@pytest.mark.parametrize("figures", ["5 -5 0", "0 0 0", "5 减少2 0", "5 +3 9", "5  0", " -3 0", "5 0/0 0", "5 若干 0"])
def test_items_that_may_be_left_pass(figures: str) -> None:
    assert state(items_left, items(licence=figures)) == "pass"


def test_the_row_of_fees_has_items_too() -> None:
    assert len(findings(items_left, items(fee="1 -2"))) == 1


def test_decisions_that_equal_the_items_in_two_rows_are_doubtful() -> None:
    (found,) = full_findings(
        decisions_are_decisions, items(licence="22 +1 23", penalty="1168 +173 1341", coercion="2 -2 0")
    )

    assert found.message.zh == (
        "2行的“处理决定数量”都等于上一年项目数量加本年增/减，疑似填成了事项数：行政许可 22、+1、23；行政处罚 1168、+173、1341"
    )
    assert (found.severity, found.place.row) == ("warning", "licence")
    assert [quote.text for quote in found.quotes] == ["22", "+1", "23", "1168", "+173", "1341"]


@pytest.mark.parametrize(
    "rows",
    [
        {"licence": "22 +1 23", "penalty": "1168 +173 1340"},
        {"licence": "0 0 0", "penalty": "0 0 0", "coercion": "3 -3 0"},
        {"licence": "22 +1 23", "penalty": "5 0 "},
        {"licence": "22 0 0", "penalty": "7 0 120"},
    ],
)
def test_one_row_that_happens_to_be_equal_or_rows_without_items_pass(rows: dict[str, str]) -> None:
    assert state(decisions_are_decisions, items(**rows)) == "pass"


@pytest.mark.parametrize("rule", [items_left, decisions_are_decisions], ids=["OGI-T205", "OGI-T208"])
def test_the_form_of_2021_has_no_items(rule: Rule) -> None:
    assert state(rule, report_text(2023)) == "not_applicable"

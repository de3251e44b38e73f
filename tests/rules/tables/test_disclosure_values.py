"""OGI-T201, OGI-T207: every cell of table 2 holds a number, and one that can be a count."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.tables.disclosure_values import disclosure_filled, disclosure_is_counted


def told(text: str) -> list[str]:
    return [line.split(": ", 1)[1] for line in findings(disclosure_is_counted, text)]


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        ("-1", "error “-1”为负数"),
        ("若干", "error “若干”不是数字"),
        ("3.5", "warning “3.5”不是整数"),
        ("约5件", "error “约5件”不是数字"),
    ],
)
def test_what_cannot_be_a_count_is_reported_in_its_cell(figure: str, message: str) -> None:
    text = report_text(cells={"disclosure.licence": figure})
    (found,) = full_findings(disclosure_is_counted, text)

    assert told(text) == [message]
    assert (found.place.row, found.place.column, found.quotes[0].text) == ("licence", "decisions", figure)


@pytest.mark.parametrize("figure", ["0", "１２", "1,234", "\u30003", "5（其中修订2件）", "3.0", "", "/", "无"])
def test_a_count_passes_however_it_is_printed_and_blanks_are_left_to_their_own_rule(figure: str) -> None:
    assert state(disclosure_is_counted, report_text(cells={"disclosure.licence": figure})) == "pass"


@pytest.mark.parametrize("figure", ["18.8710", "0.5", "172", "26.55万元"])
def test_an_amount_may_have_decimals(figure: str) -> None:
    assert told(report_text(cells={"disclosure.fee": figure})) == []


def test_a_negative_amount_is_an_error() -> None:
    assert told(report_text(cells={"disclosure.fee": "-3.5"})) == ["error “-3.5”为负数"]


@pytest.mark.parametrize("change", ["-2", "+1", "-11", "0"])
def test_a_change_may_be_signed(change: str) -> None:
    assert told(report_text(2020, cells={"disclosure.licence": f"5 {change} 7"})) == []


@pytest.mark.parametrize("amount", ["251000元", "113.96万元", "3405820"])
def test_the_amount_of_purchases_may_say_its_unit_since_the_form_has_none(amount: str) -> None:
    assert told(report_text(2020, cells={"disclosure.procurement": f"3 {amount}"})) == []


@pytest.mark.parametrize("change", ["增加5", "减少3", "0/0", "2/1", "增3减1", "无变化", "↑2"])
def test_a_change_in_words_is_for_review(change: str) -> None:
    assert told(report_text(2020, cells={"disclosure.penalty": f"5 {change} 7"})) == [
        f"review “{change}”共1处未按数字填写"
    ]


def test_what_is_loosely_written_is_one_finding_with_its_cells() -> None:
    text = report_text(2020, cells={"disclosure.licence": "5件 增加2 7件", "disclosure.coercion": "1 -1 0"})
    (found,) = full_findings(disclosure_is_counted, text)

    assert (found.severity, [quote.text for quote in found.quotes]) == ("review", ["5件", "增加2", "7件"])


def test_yuan_in_a_column_of_ten_thousand_yuan_is_for_review() -> None:
    assert told(report_text(cells={"disclosure.fee": "5000元"})) == ["review “5000元”共1处未按数字填写"]


def test_a_change_that_says_nothing_is_an_error() -> None:
    assert told(report_text(2020, cells={"disclosure.penalty": "5 有增有减 7"})) == ["error “有增有减”不是数字"]


def test_blank_cells_and_placeholders_are_one_finding_that_lists_them() -> None:
    text = report_text(cells={"disclosure.licence": "", "disclosure.penalty": "/", "disclosure.coercion": "无"})
    (found,) = full_findings(disclosure_filled, text)

    assert (found.severity, found.message.zh) == (
        "warning",
        "10个数据中有3个空白或占位符：“行政许可”行、“行政处罚”行、“行政强制”行",
    )
    assert [quote.text for quote in found.quotes] == ["", "/", "无"]
    assert found.message.en == (
        "3 of 10 cells are blank or hold a placeholder: row 行政许可, row 行政处罚, row 行政强制"
    )


def test_a_filled_table_passes() -> None:
    assert state(disclosure_filled, report_text(2020)) == "pass"


def test_a_table_of_blanks_in_a_saved_page_may_have_lost_its_figures() -> None:
    text = report_text().replace("\t0\n", "\t\n")

    assert [line.split(": ")[1][:6] for line in findings(disclosure_filled, text, "青禾县2023.htm")] == ["review"]
    assert [line.split(": ")[1][:7] for line in findings(disclosure_filled, text, "青禾县2023.txt")] == ["warning"]


def test_a_table_that_is_not_there_is_not_assessable() -> None:
    assert state(disclosure_filled, report_text(without=("table:disclosure",))) == "not_assessable"

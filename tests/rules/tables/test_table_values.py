"""OGI-T304, OGI-T403: the figures of tables 3 and 4 are whole numbers of zero or more."""

from __future__ import annotations

import pytest

from auditor.testing import full_findings, report_text, state
from auditor_rules.tables.table_values import appeals_are_counts, requests_are_counts

INVALID = [
    ("-1", "“-1”为负数"),
    ("－2", "“－2”为负数"),
    ("1.5", "“1.5”不是整数"),
    ("若干", "“若干”不是数字"),
    ("约3", "“约3”不是数字"),
    ("1O", "“1O”不是数字"),
]


@pytest.mark.parametrize(("cell", "message"), INVALID)
def test_a_figure_of_table_three_that_is_no_count_is_an_error(cell: str, message: str) -> None:
    (found,) = full_findings(requests_are_counts, report_text(cells={"requests.partial.other": cell}))
    assert (found.severity, found.message.zh) == ("error", message)
    assert (found.place.row, found.place.column, found.quotes[0].text) == ("partial", "other", cell)


@pytest.mark.parametrize(("cell", "message"), INVALID)
def test_a_figure_of_table_four_that_is_no_count_is_an_error(cell: str, message: str) -> None:
    (found,) = full_findings(appeals_are_counts, report_text(cells={"appeals.suit_direct.pending": cell}))
    assert (found.severity, found.message.zh) == ("error", message)
    assert (found.place.row, found.place.column) == ("suit_direct", "pending")


def test_each_invalid_cell_is_a_finding_of_its_own() -> None:
    text = report_text(cells={"requests.new.natural": "-1", "requests.new.total": "-1"})
    assert [found.place.column for found in full_findings(requests_are_counts, text)] == ["natural", "total"]


@pytest.mark.parametrize(
    "cell", ["0", " 0 ", "\u30000", "\u00a05", "５", "1,234", "1，234", "+3", "(0)", "5件", "5.0", "5（其中补正2件）"]
)
def test_ways_of_writing_a_count_pass(cell: str) -> None:
    text = report_text(cells={"requests.new.natural": cell, "appeals.review.upheld": cell})
    assert (state(requests_are_counts, text), state(appeals_are_counts, text)) == ("pass", "pass")


@pytest.mark.parametrize("cell", ["", "/", "-", "—", "无", "不适用"])
def test_blanks_and_placeholders_are_left_to_the_rule_on_blank_cells(cell: str) -> None:
    text = report_text(cells={"requests.new.natural": cell, "appeals.review.upheld": cell})
    assert (state(requests_are_counts, text), state(appeals_are_counts, text)) == ("pass", "pass")


def test_a_signed_change_in_table_two_is_no_count_of_requests() -> None:
    text = report_text(2020, cells={"disclosure.licence.change": "-8", "disclosure.procurement.amount": "113.96万元"})
    assert state(requests_are_counts, text) == "pass"

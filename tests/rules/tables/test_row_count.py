"""OGI-T309: table 3 has as many rows of figures as its form."""

from __future__ import annotations

import pytest

from auditor.testing import full_findings, outcome, report_text
from auditor_rules.tables.row_count import rows_of_the_form


@pytest.mark.parametrize(("year", "count"), [(2020, 23), (2023, 25)])
def test_the_rows_of_the_form_pass(year: int, count: int) -> None:
    result = outcome(rows_of_the_form, report_text(year))

    assert (result.state.value, result.asked.count) == ("pass", count)


def test_a_row_left_out_is_for_review() -> None:
    (found,) = full_findings(rows_of_the_form, report_text(without=("requests.denied_8",)))

    assert (found.severity, found.message.zh) == ("review", "表三有24行数据，2021年格式为25行")
    assert (found.expected, found.actual) == ("25", "24")


def test_a_report_without_the_sub_rows_of_other_outcomes_is_unusual() -> None:
    short = report_text(without=("requests.other_1", "requests.other_2"))

    assert [found.actual for found in full_findings(rows_of_the_form, short)] == ["23"]


def test_a_row_that_the_form_does_not_have_is_counted() -> None:
    text = report_text().replace("\t（七）总计\n", "\t（六之一）转办\n" + "\t0\n" * 7 + "\n\t（七）总计\n", 1)

    assert [found.actual for found in full_findings(rows_of_the_form, text)] == ["26"]

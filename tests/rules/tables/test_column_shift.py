"""OGI-T306: rows of table 3 whose figures stand one column beside their own."""

from __future__ import annotations

import pytest

from auditor.testing import full_findings, report_text, state
from auditor_rules.tables.column_shift import columns_in_place


def text(**rows: str) -> str:
    return report_text(cells={f"requests.{row}": figures for row, figures in rows.items()})


def test_three_rows_that_fit_when_moved_to_the_left_are_for_review() -> None:
    (found,) = full_findings(
        columns_in_place, text(new="8 5 3 0 0 0 0", granted="6 4 2 0 0 0 0", total="8 5 3 0 0 0 0")
    )

    assert (found.severity, found.confidence, found.place.row) == ("review", "medium", "new")
    assert found.message.zh == "“本年新收”、“予以公开”、“总计”3行的合计都不成立，各数左移一列后全部成立，疑似列错位"
    assert [quote.text for quote in found.quotes[:3]] == ["8", "5", "3"]


def test_rows_that_fit_when_moved_to_the_right_are_told_so() -> None:
    (found,) = full_findings(
        columns_in_place, text(new="5 3 0 0 0 8 0", granted="4 2 0 0 0 6 0", total="5 3 0 0 0 8 0")
    )

    assert "各数右移一列" in found.message.zh
    assert "one column to the right" in found.message.en


@pytest.mark.parametrize(
    "rows",
    [
        {"new": "8 5 3 0 0 0 0", "granted": "6 4 2 0 0 0 0"},
        {"new": "8 5 3 0 0 0 0", "granted": "6 4 2 0 0 0 0", "total": "5 3 0 0 0 0 9"},
        {"new": "5 0 0 0 0 0 0", "granted": "3 0 0 0 0 0 0", "total": "5 0 0 0 0 0 0"},
        {"new": "5 3 0 0 0 0 8", "granted": "4 2 0 0 0 0 6", "total": "5 3 0 0 0 0 8"},
        {"new": "5      ", "granted": "3      ", "total": "5      "},
    ],
)
def test_too_few_rows_other_errors_and_blank_totals_pass(rows: dict[str, str]) -> None:
    assert state(columns_in_place, text(**rows)) == "pass"


def test_rows_moved_different_ways_are_no_shift() -> None:
    rows = {"new": "8 5 3 0 0 0 0", "granted": "6 4 2 0 0 0 0", "total": "5 3 0 0 0 8 0"}

    assert state(columns_in_place, text(**rows)) == "pass"


def test_a_table_not_read_completely_is_never_moved() -> None:
    broken = text(new="8 5 3 0 0 0 0").replace("\t8\n\t5\n", "\t8\n", 1)

    assert state(columns_in_place, broken) == "not_assessable"

"""OGI-T404: a suit after a review presupposes a review."""

from __future__ import annotations

import pytest

from auditor.testing import full_findings, report_text, state
from auditor_rules.tables.after_review import reviewed_before


def text(**blocks: str) -> str:
    return report_text(cells={f"appeals.{block}": figures for block, figures in blocks.items()})


def test_suits_after_review_beside_no_review_are_for_review() -> None:
    (found,) = full_findings(reviewed_before, text(suit_after_review="2 0 0 0 2"))

    assert (found.severity, found.confidence) == ("review", "medium")
    assert found.message.zh == "表四复议后起诉总计为2，行政复议总计为0，请核对案件是否在上年度复议"
    assert [(quote.place.row, quote.text) for quote in found.quotes] == [("suit_after_review", "2"), ("review", "0")]


@pytest.mark.parametrize(
    "blocks",
    [
        {"suit_after_review": "2 0 0 0 2", "review": "1 0 0 0 1"},
        {"suit_direct": "2 0 0 0 2"},
        {"suit_after_review": "0 0 0 0 0"},
        {"suit_after_review": "2 0 0 0 2", "review": "    "},
        {"suit_after_review": "-1 0 0 0 -1"},
    ],
)
def test_suits_that_may_have_had_their_review_pass(blocks: dict[str, str]) -> None:
    assert state(reviewed_before, text(**blocks)) == "pass"


def test_a_report_without_table_four_is_not_assessable() -> None:
    assert state(reviewed_before, report_text(without=("table:appeals",))) == "not_assessable"

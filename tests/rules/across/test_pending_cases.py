"""OGI-T405: cases that were pending last year turn up again this year."""

from __future__ import annotations

from auditor_rules.across.pending_cases import pending_turn_up
from tests.rules.across.reports import laid, report, said, states

PENDING = report(year=2022, cells={"appeals.review": "1 0 0 2 3", "appeals.suit_direct": "0 0 0 1 1"})


def test_pending_cases_of_which_nothing_is_left_are_for_review() -> None:
    answers = laid(pending_turn_up, PENDING, report(year=2023))

    assert [text.partition(": ")[2] for text in said(answers)] == [
        "review 2022年度行政复议尚未审结2件、未经复议直接起诉尚未审结1件，本年同组总计为0"
    ]
    found = answers[1].finding
    assert found is not None
    assert (found.place.table, found.place.row, found.place.column) == ("appeals", "review", "total")
    assert [(place.row, place.column) for place in found.related] == [("review", "pending"), ("suit_direct", "pending")]


def test_a_case_in_the_same_block_passes() -> None:
    now = report(year=2023, cells={"appeals.review": "1 0 0 0 1", "appeals.suit_direct": "0 0 0 1 1"})

    assert states(laid(pending_turn_up, PENDING, now)) == ["not_assessable", "pass"]


def test_a_case_in_another_block_does_not_answer_for_it() -> None:
    now = report(year=2023, cells={"appeals.suit_direct": "3 0 0 0 3"})

    assert "行政复议尚未审结2件，" in said(laid(pending_turn_up, PENDING, now))[0]


def test_nothing_pending_leaves_nothing_to_turn_up() -> None:
    last = report(year=2022, cells={"appeals.review": "3 0 0 0 3"})

    assert states(laid(pending_turn_up, last, report(year=2023)))[1] == "pass"


def test_a_blank_total_is_not_zero() -> None:
    now = report(year=2023, cells={"appeals.review": "0 0 0 0 /", "appeals.suit_direct": "0 0 0 1 1"})

    assert states(laid(pending_turn_up, PENDING, now))[1] == "pass"


def test_it_is_a_hint_of_low_confidence() -> None:
    assert (pending_turn_up.id, pending_turn_up.confidence.value) == ("OGI-T405", "low")

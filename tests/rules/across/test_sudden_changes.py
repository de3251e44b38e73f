"""OGI-C517: a headline figure five times last year's, or a fifth of it."""

from __future__ import annotations

import pytest

from auditor_rules.across.sudden_changes import no_jumps
from tests.rules.across.reports import laid, report, said, states


def licences(year: int, number: int | str) -> str:
    return report(year=year, cells={"disclosure.licence.decisions": number})


@pytest.mark.parametrize(("last", "now"), [(30, 151), (151, 30), (0, 50), (60, 0), (1, 60000)])
def test_a_jump_is_for_review(last: int, now: int) -> None:
    (found,) = said(laid(no_jumps, licences(2022, last), licences(2023, now)))

    assert f"review 与上年相比变化过大：表二行政许可（本年处理决定数量）由{last}变为{now}" in found


@pytest.mark.parametrize(("last", "now"), [(30, 150), (10, 50), (0, 49), (49, 1), (0, 0)])
def test_a_change_within_bounds_or_of_small_figures_passes(last: int, now: int) -> None:
    assert states(laid(no_jumps, licences(2022, last), licences(2023, now)))[1] == "pass"


def test_the_largest_jumps_are_said_and_all_are_counted() -> None:
    rows = {f"disclosure.{row}.decisions": 100 for row in ("licence", "penalty", "coercion")}
    rows |= {"disclosure.normative": "70 70 500", "disclosure.regulations": "60 0 0"}
    (found,) = said(laid(no_jumps, report(year=2022), report(year=2023, cells=rows)))

    assert found.count("由0变为") == 5
    assert found.endswith("等共7项")


def test_amounts_in_other_units_are_not_compared() -> None:
    last = report(year=2022, cells={"disclosure.fee.amount": "118000元"})
    now = report(year=2023, cells={"disclosure.fee.amount": "11.8"})

    assert states(laid(no_jumps, last, now))[1] == "pass"


def test_a_single_outcome_is_no_headline() -> None:
    cells = {
        "requests.granted": "60 0 0 0 0 0 60",
        "requests.total": "60 0 0 0 0 0 60",
        "requests.new": "60 0 0 0 0 0 60",
    }
    last = {
        "requests.denied_3": "60 0 0 0 0 0 60",
        "requests.total": "60 0 0 0 0 0 60",
        "requests.new": "60 0 0 0 0 0 60",
    }

    assert states(laid(no_jumps, report(year=2022, cells=last), report(cells=cells)))[1] == "pass"


def test_a_change_of_items_is_no_level() -> None:
    last = report(year=2019, cells={"disclosure.licence": "120 -100 5"})

    assert states(laid(no_jumps, last, report(year=2020, cells={"disclosure.licence": "120 0 5"})))[1] == "pass"


def test_without_last_year_it_is_unknown() -> None:
    (answer,) = laid(no_jumps, licences(2023, 5))

    assert answer.reason is not None
    assert answer.reason.code == "unknown"


def test_without_any_table_it_is_unread() -> None:
    bare = report(without=["table:disclosure", "table:requests", "table:appeals"])
    answers = laid(no_jumps, licences(2022, 5), bare)

    assert answers[1].reason is not None
    assert answers[1].reason.code == "unread"


def test_its_id_is_that_of_the_catalogue() -> None:
    assert (no_jumps.id, no_jumps.confidence.value) == ("OGI-C517", "low")

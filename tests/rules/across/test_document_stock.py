"""OGI-C516: this year's stock is last year's, plus what came, less what went."""

from __future__ import annotations

from auditor_rules.across.document_stock import stock_follows
from tests.rules.across.reports import laid, report, said, states


def normative(year: int, figures: str) -> str:
    return report(year=year, cells={"disclosure.normative": figures})


def test_a_stock_that_does_not_follow_is_for_review() -> None:
    answers = laid(stock_follows, normative(2022, "0 0 10"), normative(2023, "3 1 13"))

    assert [text.partition(": ")[2] for text in said(answers)] == [
        "review 表二行政规范性文件（现行有效件数）为13，按上年现行有效件数10、本年制发件数3、本年废止件数1推算应为12"
    ]
    found = answers[1].finding
    assert found is not None
    assert (found.expected, found.actual) == ("12", "13")
    assert [place.column for place in found.related] == ["valid"]


def test_more_than_a_fifth_and_more_than_five_off_is_a_warning() -> None:
    assert states(laid(stock_follows, normative(2022, "0 0 20"), normative(2023, "0 0 27")))[1] == "fail"


def test_six_of_a_hundred_off_are_for_review() -> None:
    assert states(laid(stock_follows, normative(2022, "0 0 100"), normative(2023, "0 0 106")))[1] == "review"


def test_a_stock_that_follows_passes() -> None:
    answers = laid(stock_follows, normative(2022, "0 0 10"), normative(2023, "3 1 12"))

    assert states(answers) == ["not_assessable", "pass"]
    assert answers[1].asked.samples[0].formula == "valid == valid (last year) + made - repealed"


def test_in_2020_what_is_disclosed_follows_from_2019() -> None:
    answers = laid(stock_follows, normative(2019, "0 0 10"), normative(2020, "3 3 14"))

    assert states(answers) == ["not_applicable", "review"]
    assert "按上年对外公开总数量10、本年新公开数量3推算应为13" in said(answers)[0]


def test_in_2020_the_items_of_the_year_before_are_those_of_2019_with_their_change() -> None:
    last = report(year=2019, cells={"disclosure.licence": "120 -20 5"})

    assert states(laid(stock_follows, last, report(year=2020, cells={"disclosure.licence": "100 0 5"})))[1] == "pass"
    (found,) = said(laid(stock_follows, last, report(year=2020, cells={"disclosure.licence": "120 0 5"})))
    assert "表二行政许可（上一年项目数量）为120，按上年上一年项目数量120、上年增/减-20推算应为100" in found


def test_a_change_in_words_is_worked_out_by_nobody() -> None:
    last = report(year=2019, cells={"disclosure.licence": "120 减少20 5"})

    assert states(laid(stock_follows, last, report(year=2020, cells={"disclosure.licence": "90 0 5"})))[1] == "pass"


def test_2020_and_2021_are_not_compared() -> None:
    assert states(laid(stock_follows, normative(2020, "3 3 14"), normative(2021, "0 0 40")))[1] == "not_applicable"


def test_a_report_in_the_wrong_form_is_not_compared() -> None:
    last = report(year=2022, form="ogi-2019", cells={"disclosure.normative": "0 0 9"})

    assert states(laid(stock_follows, last, normative(2023, "0 0 4")))[1] == "not_applicable"

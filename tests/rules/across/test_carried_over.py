"""OGI-C515: what is carried in is what last year's report carried out."""

from __future__ import annotations

import pytest

from auditor_rules.across.carried_over import carried_over
from tests.rules.across.reports import OTHER_TOWN, laid, report, said, states

OUT = {"requests.carried_out": "2 1 0 0 0 0 3"}
LAST = report(year=2022, cells=OUT)


def this_year(carried_in: str, organ: str | None = None) -> str:
    given = {"organ": organ} if organ else {}
    return report(year=2023, cells={"requests.carried_in": carried_in}, **given)


def test_another_total_is_a_warning_at_the_cell() -> None:
    answers = laid(carried_over, LAST, this_year("2 0 0 0 0 0 2"))
    text = this_year("2 0 0 0 0 0 2")
    line = text.split("\n").index("\t2", text.split("\n").index("\t二、上年结转政府信息公开申请数量") + 2) + 1

    assert said(answers) == [
        f"002.txt {line}: warning 表三上年结转总计与2022年度报告结转下年度不符：2（上年结转下年度3）"
    ]
    found = answers[1].finding
    assert found is not None
    assert (found.expected, found.actual, found.place.column) == ("3", "2", "total")
    assert [(place.path, place.row, place.column) for place in found.related] == [("001.txt", "carried_out", "total")]


def test_other_applicants_with_the_same_total_are_for_review() -> None:
    answers = laid(carried_over, LAST, this_year("1 1 0 1 0 0 3"))

    assert states(answers)[1] == "review"
    assert "自然人1（上年结转下年度2）、社会公益组织1（上年结转下年度0）" in said(answers)[0]


def test_the_same_figures_pass_and_say_what_was_compared() -> None:
    answers = laid(carried_over, LAST, this_year("2 1 0 0 0 0 3"))

    assert states(answers) == ["not_assessable", "pass"]
    assert answers[1].asked.count == 7


def test_last_years_report_may_be_one_of_earlier_years() -> None:
    assert states(laid(carried_over, this_year("2 0 0 0 0 0 2"), earlier=[LAST])) == ["fail"]


@pytest.mark.parametrize("earlier", [[], [report(OTHER_TOWN, 2022, cells=OUT)], [report(year=2021, cells=OUT)]])
def test_without_its_own_report_of_last_year_it_is_unknown(earlier: list[str]) -> None:
    (answer,) = laid(carried_over, this_year("2 0 0 0 0 0 2"), earlier=earlier)

    assert answer.reason is not None
    assert (answer.state.value, answer.reason.code) == ("not_assessable", "unknown")


def test_two_reports_of_last_year_that_differ_decide_nothing() -> None:
    other = report(year=2022, cells={"requests.carried_out": "2 0 0 0 0 0 2"})
    answers = laid(carried_over, LAST, other, this_year("2 0 0 0 0 0 2"))

    assert answers[2].reason is not None
    assert "多份且数据不同" in answers[2].reason.zh


def test_two_reports_of_last_year_with_the_same_figures_are_one() -> None:
    assert states(laid(carried_over, LAST, LAST, this_year("2 0 0 0 0 0 2")))[2] == "fail"


def test_the_runs_own_report_of_last_year_stands_before_that_of_an_earlier_run() -> None:
    older = report(year=2022, cells={"requests.carried_out": "2 0 0 0 0 0 2"})

    assert states(laid(carried_over, LAST, this_year("2 1 0 0 0 0 3"), earlier=[older]))[1] == "pass"


def test_a_blank_is_compared_with_nothing() -> None:
    assert states(laid(carried_over, LAST, this_year("2 1 0 0 0 0 /")))[1] == "pass"


def test_a_table_that_was_not_read_is_unread() -> None:
    answers = laid(carried_over, LAST, report(without=["table:requests"]))

    assert answers[1].reason is not None
    assert (answers[1].state.value, answers[1].reason.code) == ("not_assessable", "unread")


def test_last_years_table_that_was_not_read_is_unknown() -> None:
    answers = laid(carried_over, report(year=2022, without=["table:requests"]), this_year("0 0 0 0 0 0 0"))

    assert answers[1].reason is not None
    assert answers[1].reason.code == "unknown"


def test_the_first_form_has_no_year_before() -> None:
    assert states(laid(carried_over, report(year=2019))) == ["not_applicable"]


def test_a_report_that_names_no_organ_is_unknown() -> None:
    (answer,) = laid(carried_over, report(""))

    assert answer.reason is not None
    assert answer.reason.code == "unknown"


def test_an_organ_with_and_without_its_city_is_one() -> None:
    answers = laid(
        carried_over,
        report(
            "临江市洪河区人民政府",
            2022,
            cells={"requests.carried_out": "2 0 0 0 0 0 2", "requests.new": "2 0 0 0 0 0 2"},
        ),
        report("洪河区人民政府", 2023),
    )

    assert states(answers) == ["not_assessable", "fail"]


def test_a_name_that_fits_two_organs_is_told_of_as_such() -> None:
    reports = [
        report("临江市洪河区人民政府", 2022),
        report("云泽市洪河区人民政府", 2022),
        report("洪河区人民政府", 2023),
    ]
    last = laid(carried_over, *reports)[2]

    assert last.state.value == "not_assessable"
    assert last.reason is not None
    assert (
        last.reason.zh
        == "有多个机关的名称与该机关上下年度相符（临江市洪河区人民政府、云泽市洪河区人民政府），无法确定上一年度报告是哪一份"
    )


def test_a_report_that_another_organ_fits_too_is_nobody_s() -> None:
    reports = [
        report("洪河区人民政府", 2022),
        report("临江市洪河区人民政府", 2023),
        report("云泽市洪河区人民政府", 2023),
    ]

    assert states(laid(carried_over, *reports)) == ["not_assessable"] * 3

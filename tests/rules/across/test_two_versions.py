"""OGI-X904: an organ has one report for a year, or at least one set of figures."""

from __future__ import annotations

from pathlib import Path

from auditor_rules.across.two_versions import one_version
from tests.rules.across.reports import OTHER_TOWN, laid, report, said, states
from tests.running import audit, put

FEW = {"requests.new": "3 0 0 0 0 0 3", "requests.granted": "3 0 0 0 0 0 3", "requests.total": "3 0 0 0 0 0 3"}
MANY = {"requests.new": "4 0 0 0 0 0 4", "requests.granted": "4 0 0 0 0 0 4", "requests.total": "4 0 0 0 0 0 4"}


def test_two_versions_with_different_figures_are_a_warning_on_both() -> None:
    answers = laid(one_version, report(cells=FEW), report(cells=MANY))

    assert states(answers) == ["fail", "fail"]
    assert (
        "与同一机关同年度另一份报告（002.txt）数据不同：表三本年新收政府信息公开申请数量（总计）为3，另一份为4"
        in said(answers)[0]
    )
    assert said(answers)[0].endswith("共6处")
    first, second = (answer.finding for answer in answers)
    assert first is not None
    assert second is not None
    assert first.incident == second.incident
    assert first.fingerprint != second.fingerprint
    assert [place.path for place in first.related] == ["002.txt"]


def test_a_figure_of_a_single_kind_of_applicant_counts_too() -> None:
    one = {**FEW, "requests.granted": "3 0 0 0 0 0 3"}
    other = {**FEW, "requests.granted": "2 1 0 0 0 0 3"}

    assert "予以公开（自然人）为3，另一份为2" in said(laid(one_version, report(cells=one), report(cells=other)))[0]


def test_the_same_figures_twice_pass() -> None:
    again = report(cells=FEW, sections={"problems": "又一种写法。"})

    assert states(laid(one_version, report(cells=FEW), again)) == ["pass", "pass"]


def test_a_blank_differs_from_no_figure() -> None:
    blank = report(cells={**FEW, "disclosure.penalty.decisions": ""})

    assert states(laid(one_version, report(cells=FEW), blank)) == ["pass", "pass"]


def test_other_organs_and_other_years_are_no_versions() -> None:
    answers = laid(one_version, report(cells=FEW), report(OTHER_TOWN, cells=MANY), report(year=2022, cells=MANY))

    assert states(answers) == ["not_applicable"] * 3


def test_a_report_of_an_earlier_run_is_no_version() -> None:
    assert states(laid(one_version, report(cells=FEW), earlier=[report(cells=MANY)])) == ["not_applicable"]


def test_tables_that_only_one_of_them_has_are_not_compared() -> None:
    answers = laid(one_version, report(cells=FEW), report(cells=MANY, without=["table:requests"]))

    assert states(answers) == ["pass", "pass"]


def test_without_a_table_in_common_it_is_unread() -> None:
    bare = report(without=["table:disclosure", "table:requests", "table:appeals"])
    answers = laid(one_version, report(cells=FEW), bare)

    assert [answer.reason.code for answer in answers if answer.reason] == ["unread", "unread"]


def test_its_id_is_that_of_the_catalogue() -> None:
    assert one_version.id == "OGI-X904"


def test_bureaus_of_two_counties_under_one_short_name_are_no_versions(tmp_path: Path) -> None:
    few, many = report("教育局", cells=FEW), report("教育局", cells=MANY)
    put(tmp_path, {"青禾县/教育局.txt": few, "白水县/教育局.txt": many})

    ran = audit(tmp_path, "--select", "OGI-X904", "-o", tmp_path / "out")

    assert {each["states"]["OGI-X904"] for each in ran.json["reports"]} == {"not_applicable"}


def test_one_short_name_in_one_folder_is_one_organ(tmp_path: Path) -> None:
    put(tmp_path, {"青禾县/1.txt": report("教育局", cells=FEW), "青禾县/2.txt": report("教育局", cells=MANY)})

    ran = audit(tmp_path, "--select", "OGI-X904", "-o", tmp_path / "out")

    assert {each["states"]["OGI-X904"] for each in ran.json["reports"]} == {"fail"}

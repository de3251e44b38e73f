"""OGI-X903: everyone who must report has reported."""

from __future__ import annotations

from auditor.model.across import Listed
from auditor_rules.across.missing_reports import all_reported
from tests.rules.across.reports import OTHER_TOWN, TOWN, laid, report, said, states


def test_a_report_that_is_listed_and_not_there_is_missing() -> None:
    answers = laid(all_reported, report(), manifest=[Listed(TOWN, 2023), Listed(OTHER_TOWN, 2023)])

    assert states(answers) == ["pass", "fail"]
    assert said(answers) == [f"None None: warning 清单所列{OTHER_TOWN}2023年度报告未提交"]


def test_a_report_that_is_not_listed_is_nobodys_business() -> None:
    answers = laid(all_reported, report(), report(OTHER_TOWN), manifest=[Listed(TOWN, 2023)])

    assert states(answers) == ["pass", "not_applicable"]


def test_a_name_with_or_without_its_county_is_the_same_organs() -> None:
    manifest = [Listed("石桥镇人民政府", 2023), Listed("青河市白水县柳湾镇人民政府", 2023)]

    assert states(laid(all_reported, report(TOWN), report(OTHER_TOWN), manifest=manifest)) == ["pass", "pass"]


def test_a_longer_name_is_another_place() -> None:
    manifest = [Listed("大石桥镇人民政府", 2023)]

    assert states(laid(all_reported, report("石桥镇人民政府"), manifest=manifest)) == ["not_applicable", "fail"]


def test_reports_that_name_no_organ_are_mentioned() -> None:
    answers = laid(all_reported, report(""), manifest=[Listed(OTHER_TOWN, 2023)])

    assert "另有1份报告未识别机关名称" in said(answers)[0]


def test_a_year_between_two_reports_is_missing() -> None:
    answers = laid(all_reported, report(year=2021), report(year=2023))

    assert states(answers) == ["not_assessable", "fail"]
    assert said(answers)[0].endswith(f"warning 有{TOWN}2021年度和2023年度报告，缺少2022年度报告")


def test_the_earlier_year_may_be_one_of_earlier_reports() -> None:
    assert states(laid(all_reported, report(year=2023), earlier=[report(year=2021)])) == ["fail"]


def test_the_year_between_may_be_one_of_earlier_reports() -> None:
    earlier = [report(year=2021), report(year=2022)]

    assert states(laid(all_reported, report(year=2023), earlier=earlier)) == ["pass"]


def test_a_year_between_that_the_manifest_lists_is_missing_once() -> None:
    manifest = [Listed(TOWN, year) for year in (2021, 2022, 2023)]
    answers = laid(all_reported, report(year=2021), report(year=2023), manifest=manifest)

    assert states(answers) == ["pass", "pass", "fail"]


def test_two_missing_years_may_be_no_gap_at_all() -> None:
    assert states(laid(all_reported, report(year=2020), report(year=2023))) == ["not_assessable", "not_assessable"]


def test_without_a_manifest_it_is_unknown() -> None:
    (answer,) = laid(all_reported, report())

    assert answer.reason is not None
    assert (answer.reason.code, answer.rule.id) == ("unknown", "OGI-X903")

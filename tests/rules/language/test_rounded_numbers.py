"""OGI-L809: exact or rounded, not both."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.language.rounded_numbers import exact_or_rounded


def said(prose: str) -> list[str]:
    return findings(exact_or_rounded, report_text(sections={"overview": prose}))


def test_more_behind_an_exact_number_is_left_to_a_person() -> None:
    assert said("全年公开信息68余条。") == ["3: review “68余条”在确数后用了“余”"]


@pytest.mark.parametrize(
    ("prose", "actual"),
    [
        ("发布信息732余条次。", "732余条次"),
        ("发布信息1,235余条。", "1,235余条"),
        ("培训人员125多人次。", "125多人次"),
        ("培训人员12多人。", "12多人"),
        ("收取费用约47.10万元。", "约47.10万"),
        ("收取费用约为12.35元。", "约为12.35元"),
        ("公开信息700余条，其中政策文件300条、工作动态415条。", "700余条"),
        ("公开信息50余条，其中：网站20条，公众号33条。", "50余条"),
    ],
)
def test_other_contradictions_are_found(prose: str, actual: str) -> None:
    (found,) = full_findings(exact_or_rounded, report_text(sections={"overview": prose}))
    assert (found.severity, found.actual) == ("review", actual)


def test_the_sum_of_exact_parts_is_given() -> None:
    prose = "公开信息700余条，其中政策文件300条、工作动态415条。"
    (found,) = full_findings(exact_or_rounded, report_text(sections={"overview": prose}))
    assert found.expected == "715"


@pytest.mark.parametrize(
    "prose",
    [
        "公开信息60余条，培训120多人次，发放资料1300余份。",
        "公开信息25余万条、3.2万余条，约3万条。",
        "约占总数的33.33%，约5.5万元，约3.14亿元。",
        "公开信息700余条，其中政策文件35条、工作动态12条等。",
        "公开信息700余条，其中政策文件300余条、工作动态400余条。",
        "公开信息1200余条，其中解读35篇、回应12次。",
        "收回资金，剩余额度3；通过5多媒体终端。",
        "节约用水，预约办理，全年收到申请15件，余下3件结转。",
        "公开信息15条，其余5条在新媒体公开。",
    ],
)
def test_round_numbers_pass(prose: str) -> None:
    assert said(prose) == []


def test_a_report_without_round_numbers_is_no_subject() -> None:
    assert state(exact_or_rounded, report_text()) == "not_applicable"

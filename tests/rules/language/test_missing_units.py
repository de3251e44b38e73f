"""OGI-L810: counts beside what they count, with their measure word."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.language.missing_units import counts_with_units


def said(prose: str) -> list[str]:
    return findings(counts_with_units, report_text(sections={"overview": prose}))


def test_a_stray_comma_before_the_count_is_left_to_a_person() -> None:
    assert said("全年主动公开政府信息，1条。") == ["3: review “公开政府信息，1条”中数字前的“，”多余"]


def test_what_was_meant_is_given() -> None:
    (found,) = full_findings(
        counts_with_units, report_text(sections={"overview": "受理信息公开申请，12件，均已办结。"})
    )
    assert (found.actual, found.expected) == ("受理信息公开申请，12件", "信息公开申请12件")


@pytest.mark.parametrize(
    ("prose", "actual"),
    [
        ("全年收到申请12，办结11件。", "收到申请12"),
        ("公开政府信息235。", "公开政府信息235"),
        ("发布政策解读共15；", "发布政策解读共15"),
        ("办理建议提案3", "办理建议提案3"),
        ("回应群众留言达26，满意率100%。", "回应群众留言达26"),
    ],
)
def test_a_count_without_measure_word_is_found(prose: str, actual: str) -> None:
    (found,) = full_findings(counts_with_units, report_text(sections={"overview": prose}))
    assert (found.severity, found.actual) == ("review", actual)


@pytest.mark.parametrize(
    "prose",
    [
        "全年公开政府信息12条，收到申请3件，办结3件。",
        "全年公开政府信息1，234条。",
        "收到来信12、15、18封。",
        "公开信息数量为12，申请数为3。",
        "公开信息始于2023年，网站发布，3条为政策文件。",
        "公开信息，共12条；办结申请，其中3件延期。",
        "发布通知公告12条、3条为转载。",
    ],
)
def test_these_are_in_order(prose: str) -> None:
    assert said(prose) == []


@pytest.mark.parametrize(
    ("prose", "actual"),
    [
        ("政务微博与12.7粉丝互动。", "12.7粉丝"),
        ("组织培训300群众参加。", "300群众"),
        ("全年收到信息公开申请6分别为予以公开4件、不予公开2件。", "收到信息公开申请6"),
        ("公开信息120（其中网站90条）。", "公开信息120"),
        ("统计期限自2023年1月1日起，至12月31止。", "12月31"),
        ("统计期限为2023年1月1至12月31日。", "1月1"),
        ("2022依托网站公开信息3条。", "2022"),
        ("截至2023底，公开信息3条。", "2023"),
        ("微博公开信息数170，微信公开信息49条。", "信息数170"),
        ("全年共公开320，更新及时。", "共公开320"),
        ("召开会议3，部署工作。", "召开会议3"),
    ],
)
def test_numbers_days_and_years_want_their_word(prose: str, actual: str) -> None:
    (found,) = full_findings(counts_with_units, report_text(sections={"overview": prose}))
    assert (found.severity, found.actual) == ("review", actual)


@pytest.mark.parametrize(
    "prose",
    [
        "12345热线、12316信息平台和5G网络。",
        "10月1至7日值班，5月1、2日休息，1月1-31日公示，12月20条，5月3次。",
        "发布“2023群众最满意栏目”，公开2.0版指南。",
        "2023个名额，2022条信息，2021—2023年度。",
        "1.群众满意度提升。2.信息更新及时。",
        "政务微博粉丝数为12.7万。",
        "2023年度公开信息3条，2023年底更新。",
    ],
)
def test_names_ranges_and_counts_with_their_word_pass(prose: str) -> None:
    assert said(prose) == []


def test_a_source_that_lost_its_words_is_not_judged() -> None:
    prose = "1月1至3月5，收到申请3，办结申请2，公开信息9，发布信息8，更新信息7，"
    assert state(counts_with_units, report_text(sections={"overview": prose})) == "not_assessable"


def test_every_line_of_the_running_text_was_looked_at() -> None:
    assert state(counts_with_units, report_text()) == "pass"

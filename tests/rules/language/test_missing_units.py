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


def test_every_line_of_the_running_text_was_looked_at() -> None:
    assert state(counts_with_units, report_text()) == "pass"

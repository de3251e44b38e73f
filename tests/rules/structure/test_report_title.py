"""OGI-S103: the title names the year and the kind of report."""

from __future__ import annotations

import pytest

from auditor.testing import findings, report_text, state
from auditor_rules.structure.report_title import title_complete


@pytest.mark.parametrize(
    ("title", "message"),
    [
        (
            "青禾县水利局政府信息公开工作年度报告",
            "1: warning 标题“青禾县水利局政府信息公开工作年度报告”未写明年度",
        ),
        (
            "青禾县水利局2023年政府信息公开工作报告",
            "1: warning 标题“青禾县水利局2023年政府信息公开工作报告”未写明“政府信息公开工作年度报告”",
        ),
        (
            "青禾县水利局2023年政务公开年报",
            "1: review 标题“青禾县水利局2023年政务公开年报”未写明“政府信息公开工作年度报告”",
        ),
        (
            "青禾县水利局2023年政府信息公开年报",
            "1: review 标题“青禾县水利局2023年政府信息公开年报”未写明“政府信息公开工作年度报告”",
        ),
    ],
)
def test_a_title_without_its_year_or_its_full_name_is_reported(title: str, message: str) -> None:
    assert findings(title_complete, report_text(title=title), path="水利局2023年.txt") == [message]


@pytest.mark.parametrize(
    ("title", "lacks"),
    [
        ("2023年政府信息公开工作年度报告", "机关名称"),
        ("关于2023年度政府信息公开工作的年度报告", "机关名称"),
        ("政府信息公开工作年度报告（2023年度）", "机关名称"),
        ("镇2023年政府信息公开工作年度报告", "机关名称"),
        ("政府信息公开工作年度报告", "机关名称、年度"),
    ],
)
def test_a_title_without_its_organ_is_reported(title: str, lacks: str) -> None:
    (found,) = findings(title_complete, report_text(title=title), path="水利局2023年.txt")
    assert found.startswith(f"1: warning 标题“{title.replace('（', '(').replace('）', ')')}”未写明{lacks}")


def test_a_year_s_report_without_the_word_is_left_to_a_person() -> None:
    title = "青禾县水利局2023年度政府信息公开工作报告"
    assert findings(title_complete, report_text(title=title))[0].startswith("1: review")


def test_a_report_without_any_title_is_reported() -> None:
    (found,) = findings(title_complete, report_text(title="首页"))
    assert found.startswith("1: warning 未见年报标题")


@pytest.mark.parametrize(
    "title",
    [
        "青禾县水利局2023年政府信息公开工作年度报告",
        "青禾县水利局2023年度政府信息公开工作年度报告",
        "2023年青禾县水利局政府信息公开工作年度报告",
        "青禾县水利局关于2023年政府信息公开工作的年度报告",
        "青禾县水利局\n关于2020年政府信息公开工作年度报告",
        "青禾县水利局\n2023年政府信息\n公开工作年度报告",
        "青禾县\n水利局\n2023年政府信息公开工作年度报告",
        "青禾县水利局 2023 年政府信息公开工作年度报告",
        "青禾县水利局２０２３年政府信息公开工作年度报告",
        "青禾县水利局二〇二三年政府信息公开工作年度报告",
        "二○二三年青禾县水利局政府信息公开工作年度报告",
        "青禾县水利局2023年政府信息公开工作年度报告（第一版）",
        "青禾县水利局\n政府信息公开工作2023年度报告",
        "青禾县水利局\n政府信息公开工作年度报告\n（2023年）",
        "标题：青禾县水利局2023年政府信息公开工作年度报告",
        "当前位置：首页>政府信息公开>政府信息公开年报\n青禾县水利局2023年政府信息公开工作年度报告",
        "云泽区2023年政府信息公开工作年度报告",
    ],
)
def test_complete_titles_pass(title: str) -> None:
    assert state(title_complete, report_text(title=title)) == "pass"


def test_the_title_may_stand_below_the_lines_of_a_web_page() -> None:
    title = "首页\n政务公开\n青禾县水利局2023年政府信息公开工作年度报告"
    assert state(title_complete, report_text(title=title)) == "pass"

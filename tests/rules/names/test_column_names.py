"""OGI-N706: one column, one name."""

from __future__ import annotations

import pytest

from auditor.engine.assess import assess
from auditor.testing import bound, findings, full_findings, report_text, state
from auditor_rules.names.column_names import columns_named_alike


def overview(prose: str) -> str:
    return report_text(sections={"overview": prose})


def said(prose: str) -> list[str]:
    return findings(columns_named_alike, overview(prose))


def test_one_category_under_two_names_is_left_to_a_person() -> None:
    assert said("公开机构职能类信息12条、政策文件类3条。\n更新机构智能类4条。") == [
        "3: review 同一栏目或类别名称写法不一：“机构职能”（1处）、“机构智能”（1处）"
    ]


def test_every_mention_is_quoted_with_its_place() -> None:
    prose = "开设“重点领域信息”专栏。\n更新“重点领域信悉”专栏。\n维护“重点领域信息”专栏。"
    (found,) = full_findings(columns_named_alike, overview(prose))
    assert [(quote.place.line, quote.text) for quote in found.quotes] == [
        (3, "重点领域信息"),
        (4, "重点领域信悉"),
        (5, "重点领域信息"),
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "设置“法定主动公开内容”“法定主动公开内溶”等栏目。",
        "优化“政府信息公开”栏目，“政府信息公开”专栏与“政府信息功开”专栏并列。",
        "“渝城办事通”小程序上线，“渝城办事同”小程序更新。",
        "栏目“公共企事业单位”已建，栏目“公共企事单位”待建。",
        "公开财政资金类23条，财政资今类12条。",
        "其中工作动态类信息35条、政策解读类信息3条、工作动太类信息2条。",
        "“惠民惠农补贴”专题3期；“惠民惠农补帖”专题1期。",
    ],
)
def test_other_slips_are_found(prose: str) -> None:
    (found,) = said(prose)
    assert ": review " in found


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("“财政预算”“财政决算”等栏目。", id="预算 and 决算"),
        pytest.param("“政府公报”专栏、“政府公告”专栏。", id="公报 and 公告"),
        pytest.param("“政策解读”栏目、“政策解答”栏目。", id="解读 and 解答"),
        pytest.param("“十三五规划”专栏、“十四五规划”专栏。", id="a number"),
        pytest.param("“2022年决算”栏目、“2023年决算”栏目。", id="a year"),
        pytest.param("“县级政策文件”栏目、“市级政策文件”栏目。", id="the rank of a place"),
        pytest.param("“通知公告”栏目、“通知公告栏”栏目。", id="something behind it"),
        pytest.param("“信息公开”栏目、“政府信息公开”栏目。", id="something before it"),
        pytest.param("“先审查后公开”原则、“先审核后公开”原则。", id="no columns"),
        pytest.param("“公开”栏目、“公布”栏目。", id="short names"),
        pytest.param("“机构职能”栏目；公开机构智能类3条。", id="a column and a category"),
        pytest.param("行政许可类12条、行政处罚类3条、行政强制类1条。", id="names that differ in two"),
        pytest.param("公开机构职能类12条，主动公开机构职能类3条。", id="a verb before the name"),
    ],
)
def test_columns_that_stand_side_by_side_pass(prose: str) -> None:
    assert said(prose) == []


def test_the_auditor_can_name_columns_that_stand_side_by_side() -> None:
    report = bound(overview("“依法行政”专栏、“依法行医”专栏。"))
    assert assess(columns_named_alike, report).state.value == "review"
    report.options = {"words": {"generic_names": ["依法行政", "依法行医"]}}
    assert assess(columns_named_alike, report).state.value == "pass"


def test_the_auditor_can_name_characters_that_tell() -> None:
    report = bound(overview("“依法行政”专栏、“依法行医”专栏。"))
    report.options = {"words": {"telling_pairs": ["政医"]}}
    assert assess(columns_named_alike, report).state.value == "pass"


def test_a_report_that_names_no_column_is_no_subject() -> None:
    assert state(columns_named_alike, report_text()) == "not_applicable"

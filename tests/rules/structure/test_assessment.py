"""OGI-S110: a government reports how its work was assessed."""

from __future__ import annotations

import pytest

from auditor.engine.assess import assess
from auditor.testing import bound, findings, full_findings, report_text, state
from auditor_rules.structure.assessment import assessment_reported

LONG = "我镇主动公开信息20条，收到申请2件，严格审查，网站更新及时，接受监督。" * 20


def report(organ: str, prose: str) -> str:
    return report_text(title=f"{organ}2023年政府信息公开工作年度报告", sections={"overview": LONG + prose})


def severities(organ: str, prose: str) -> list[str]:
    return [found.split(" ")[1] for found in findings(assessment_reported, report(organ, prose))]


def test_none_of_the_three_is_a_warning() -> None:
    assert findings(assessment_reported, report("青禾县石桥镇人民政府", "")) == [
        "2: warning 政府年报未报告工作考核、社会评议、责任追究结果情况"
    ]


def test_the_heading_where_it_belongs_is_pointed_at() -> None:
    text = report_text(sections={"overview": f"（一）主动公开\n{LONG}\n（二）监督保障\n开展培训2期。"})
    (found,) = full_findings(assessment_reported, text)
    assert (found.place.line, found.quotes[0].text) == (5, "（二）监督保障")


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("纳入年度考核，社会评议满意，未发生责任追究情形。", []),
        ("考核、评议结果良好，没有人员被问责。", []),
        ("开展考核和评议，结果良好。", ["review"]),
        ("纳入年度考核。", ["review"]),
        ("纳入年终考核，接受社会评议，不及时的追究相关人员责任。", []),
        ("组织社会评议，未发生追责情况。", ["review"]),
        ("考核评议结果良好，无被追究相关责任的情况。", []),
        ("社会评议、考核正常，全年无人因公开工作被追究责任。", []),
    ],
)
def test_what_is_missing_decides_how_sure_it_is(prose: str, expected: list[str]) -> None:
    assert severities("青禾县石桥镇人民政府", prose) == expected


@pytest.mark.parametrize(
    "organ", ["江海省人民政府", "云泽市人民政府", "青禾县", "青禾县石桥乡人民政府", "重庆市青禾区石桥镇"]
)
def test_governments_of_every_level_must_report(organ: str) -> None:
    assert severities(organ, "") == ["warning"]


@pytest.mark.parametrize(
    "organ",
    ["青禾县教育局", "云泽市青禾区石桥街道办事处", "青禾县人民政府办公室", "青禾经济开发区管理委员会", "石桥街道"],
)
def test_departments_offices_and_street_offices_need_not(organ: str) -> None:
    assert state(assessment_reported, report(organ, "")) == "not_applicable"


def test_words_in_any_section_count() -> None:
    text = report_text(
        sections={
            "overview": LONG,
            "problems": "考核评议机制有待完善，下一步将加强考核、社会评议和责任追究，确保落实到位。",
        }
    )
    assert state(assessment_reported, text) == "pass"


def test_an_organ_of_unknown_kind_cannot_be_assessed() -> None:
    assert state(assessment_reported, report("青禾", "")) == "not_assessable"


def test_the_manifest_overrules_the_title() -> None:
    government = bound(report("青禾县石桥镇人民政府", ""))
    government.options = {"kind": "部门"}
    assert assess(assessment_reported, government).state.value == "not_applicable"


def test_a_text_that_may_be_only_a_shell_is_for_review() -> None:
    text = "青禾县石桥镇人民政府2023年政府信息公开工作年度报告\n一、总体情况\n详见附件。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    assert [found.split(" ")[1] for found in findings(assessment_reported, text)] == ["review"]

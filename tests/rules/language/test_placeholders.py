"""OGI-L813: what a template leaves behind."""

from __future__ import annotations

import pytest

from auditor.engine.assess import assess
from auditor.testing import bound, findings, full_findings, report_text, state
from auditor_rules.language.placeholders import nothing_unfilled


def said(prose: str) -> list[str]:
    return findings(nothing_unfilled, report_text(sections={"overview": prose}))


def test_a_name_that_was_to_be_filled_in_is_an_error() -> None:
    assert said("全年，××镇公开信息3条。") == ["3: error 残留占位符“××”：“全年，××镇公开信息3条。”"]


@pytest.mark.parametrize(
    ("prose", "mark"),
    [
        ("XX镇做好公开。", "XX"),
        ("全年公开信息xx条。", "xx"),
        ("ＸＸ局做好公开。", "ＸＸ"),
        ("×××街道做好公开。", "×××"),
        ("全年公开信息X条。", "X"),
        ("截至X月X日，公开3条。", "X"),
        ("全年公开信息×条。", "×"),
        ("公开信息***条。", "***"),
        ("公开信息____条。", "____"),
        ("公开信息＿＿＿条。", "＿＿＿"),
        ("某某镇做好公开。", "某某"),
        ("某某市某局做好公开。", "某某"),
        ("收费情况（待补充）。", "（待补充）"),
        ("收费情况【待核实】。", "【待核实】"),
        ("收费情况（请填写实际数据）。", "（请填写实际数据）"),
        ("TODO：补充数据。", "TODO"),
        ("公开信息【】条。", "【】"),
        ("公开信息【 】条。", "【 】"),
        ("通过“”公众号公开。", "“”"),
        ("通过“　”公众号公开。", "“　”"),
        ("依据《》公开。", "《》"),
        ("{机关名称}做好公开。", "{机关名称}"),
        ("{{organ}}做好公开。", "{{organ}}"),
        ("${year}年做好公开。", "${year}"),
    ],
)
def test_placeholders_of_every_kind_are_errors(prose: str, mark: str) -> None:
    found = full_findings(nothing_unfilled, report_text(sections={"overview": prose}))
    assert {(one.severity, one.actual) for one in found} == {("error", mark)}


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("网址为http://www.qinghe.example/zfxxgk/xxgk/XX/index.html。", id="an address"),
        pytest.param("邮箱xxgk@qinghe.example、XX@qinghe.example。", id="an e-mail address"),
        pytest.param("附件xx.docx、年报XX_v2.pdf。", id="a file name"),
        pytest.param("申请人身份证110***********1234，电话139****0000。", id="numbers masked on purpose"),
        pytest.param("申请人张××、当事人李某某、居民王***的申请已答复。", id="names masked on purpose"),
        pytest.param("7×24小时服务，3×5米公示栏。", id="a multiplication sign"),
        pytest.param("“1+X”清单、1+X份文件、X光检查、MAXX系列、XXL码。", id="letters with a meaning"),
        pytest.param("“某某单位的信息”不予公开，某局反映的问题。", id="an anonymous body in quotes"),
        pytest.param("【政策解读】栏目、“放管服”改革、《条例》。", id="brackets that hold something"),
        pytest.param("待遇保障（待定岗人员除外）公开。", id="words that begin alike"),
        pytest.param("某些部门、某类信息。", id="某 alone"),
    ],
)
def test_these_are_no_placeholders(prose: str) -> None:
    assert said(prose) == []


def test_a_line_of_stars_is_no_placeholder() -> None:
    assert said("公开信息3条。\n*****\n更新栏目。") == []


def test_each_place_is_a_finding_of_its_own() -> None:
    assert len(said("××镇公开信息××条。")) == 2


def test_the_auditors_own_marks_are_looked_for_too() -> None:
    report = bound(report_text(sections={"overview": "我＃＃镇公开信息3条。"}))
    report.options = {"words": {"placeholders": [{"pattern": "＃{2,}", "marks": "＃"}]}}
    assert assess(nothing_unfilled, report).state.value == "fail"


def test_every_line_of_the_running_text_was_looked_at() -> None:
    assert state(nothing_unfilled, report_text()) == "pass"

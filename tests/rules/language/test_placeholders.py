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


@pytest.mark.parametrize(
    ("prose", "note"),
    [
        ("全年公开信息3条（请根据实际情况填写）。", "（请根据实际情况填写）"),
        ("收费情况（如有）。", "（如有）"),
        ("（单位名称）做好公开。", "（单位名称）"),
        ("培训情况（请各单位结合实际补充完善）。", "（请各单位结合实际补充完善）"),
        ("其他情况（可另附页）。", "（可另附页）"),
        ("填表说明：按月填写。", "填表说明："),
        ("例：我镇公开信息3条。", "例："),
        ("工作总结（字数控制在500字以内）。", "（字数控制在500字以内）"),
        ("请各单位于2024年1月15日前报送年度报告。", "请各单位于2024年1月15日前报送"),
        ("工作情况（方正小标宋简体，二号，居中）", "（方正小标宋简体，二号，居中）"),
        ("行政诉讼（没有的填“无”）。", "（没有的填“无”）"),
        ("（已/未）收到申请。", "（已/未）"),
        ("举措（从五个方面撰写，可根据实际情况增减）。", "（从五个方面撰写，可根据实际情况增减）"),
        ("单击此处输入文字。", "单击此处输入"),
        ("【简要说明本年度工作】", "【简要说明本年度工作】"),
        ("青禾县政府（机关）信息公开年度报告公布如下。", "（机关）"),
        ("（一）主动公开情况（主要做法、取得成效）\n公开信息3条。", "（主要做法、取得成效）"),
        ("（一）主动公开情况（安排部署、主要做法、成效）\n公开信息3条。", "（安排部署、主要做法、成效）"),
        ("全年收到申请  件，均已答复。", "  件"),
        ("2023年　月　日", "　月　日"),
    ],
)
def test_what_a_template_says_to_the_writer_is_a_warning(prose: str, note: str) -> None:
    found = full_findings(nothing_unfilled, report_text(sections={"overview": prose}))
    assert [(one.severity, one.actual) for one in found] == [("warning", note)]


def test_headings_of_sections_and_the_title_are_read_too() -> None:
    text = report_text().replace("一、总体情况\n", "一、总体情况（宋体加粗小四号字）\n")
    assert findings(nothing_unfilled, text) == ["2: warning 模板说明或空项未处理：“（宋体加粗小四号字）”"]
    text = report_text(title="青禾县水利局2023年政府信息公开工作年度报告（参考模板）")
    assert findings(nothing_unfilled, text) == ["1: warning 模板说明或空项未处理：“（参考模板）”"]


@pytest.mark.parametrize(
    "prose",
    [
        "如需申请，请下载并填写《政府信息公开申请表》（见附件）。",
        "来信请在信封上注明“公开申请”字样（请注明“公开申请”字样）。",
        "（详见附件）（含转办3件）（以下简称《条例》）（补充申请2件）（新增5条，删除3条）",
        "如有疑问，请与镇政府联系（地址：青石街）。（如有疑问，请致电）",
        "（一）政策解读（网站、新媒体）\n图解5篇。",
        "申请人应当如实填写申请内容，办好“一号答”。",
        "书法作品用宋体、楷体书写，黑体字标题醒目。",
        "各部门（单位）落实，县（区）、乡镇（街道）联动。",
        "《青禾县管理办法（征求意见稿）》公开征集意见。",
        "全年公开信息3 条，收到申请 2 件。",
    ],
)
def test_what_is_said_to_the_reader_is_no_note(prose: str) -> None:
    assert said(prose) == []

"""OGI-S107, OGI-S108: the tables have the form's rows and columns, and spell their labels as the form does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from auditor import Message, Report, Rule
from auditor.engine.assess import assess
from auditor.forms.bind import Binder
from auditor.model.source import Origin, Source
from auditor.plugins.load import load_catalogue
from auditor.testing import bound, findings, full_findings, report_text, state
from auditor_rules.structure.table_labels import labels_to_the_letter, rows_and_columns

PARTIAL = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
OTHERS = ("requests.other_1", "requests.other_2", "requests.other_3")


def relabelled(old: str, new: str, year: int = 2020) -> str:
    text = report_text(year)
    assert f"\t{old}\n" in text
    return text.replace(f"\t{old}\n", f"\t{new}\n")


def messages(found: list[str]) -> list[str]:
    return [line.split(": ", 1)[1] for line in found]


def test_a_missing_row_is_a_warning_beside_its_neighbour() -> None:
    text = report_text(without=("requests.denied_4",))
    (found,) = full_findings(rows_and_columns, text)
    assert found.message.zh == "表三（收到和处理政府信息公开申请情况）缺少“4.保护第三方合法权益”"
    assert (found.severity, found.quotes[0].text) == ("warning", "3.危及“三安全一稳定”")


def test_rows_missing_side_by_side_are_one_finding() -> None:
    text = report_text(without=("requests.denied_4", "requests.denied_5"))
    assert messages(findings(rows_and_columns, text)) == [
        "warning 表三（收到和处理政府信息公开申请情况）缺少“4.保护第三方合法权益”、“5.属于三类内部事务信息”"
    ]


def test_a_later_report_with_one_row_for_other_outcomes_lacks_three() -> None:
    text = report_text(without=OTHERS).replace(
        "\t（七）总计\n", "\t（六）其他处理\n" + "\t0\n" * 7 + "\n\t（七）总计\n"
    )
    (found,) = full_findings(rows_and_columns, text)
    assert found.severity == "warning"
    assert found.quotes[0].text == "（六）其他处理"
    assert found.expected is not None
    assert found.expected.count("、") == 4


def test_one_row_for_other_outcomes_is_right_before_2021() -> None:
    assert state(rows_and_columns, report_text(2020)) == "pass"


def test_a_missing_column_is_a_warning() -> None:
    text = report_text().replace("\t现行有效件数\n", "\t\n")
    assert messages(findings(rows_and_columns, text)) == ["warning 表二（主动公开政府信息情况）缺少“现行有效件数”"]


def test_heads_that_lost_words_in_reading_are_missing() -> None:
    text = report_text(2020).replace("本年新制作数量", "本年新").replace("本年新公开数量", "本年新")
    assert messages(findings(rows_and_columns, text)) == [
        "warning 表二（主动公开政府信息情况）缺少“本年新制作数量”、“本年新公开数量”"
    ]


def test_a_row_that_the_form_lacks_is_for_review() -> None:
    text = report_text(2020).replace(
        "\t第二十条第（五）项\n", "\t其他主动公开文件\n\t3\n\t3\n\t3\n\n\t第二十条第（五）项\n"
    )
    assert messages(findings(rows_and_columns, text)) == [
        "review 表二（主动公开政府信息情况）多出“其他主动公开文件”一行"
    ]


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2023])
def test_the_forms_own_tables_pass(year: int) -> None:
    text = report_text(year)
    assert (state(rows_and_columns, text), state(labels_to_the_letter, text)) == ("pass", "pass")


def test_the_note_in_the_corner_is_no_row() -> None:
    note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    text = report_text().replace("\t申请人情况\n", f"\t{note}\n\t申请人情况\n")
    assert (state(rows_and_columns, text), state(labels_to_the_letter, text)) == ("pass", "pass")


@pytest.mark.parametrize("row", ["1.属于国家秘密", "（一）予以公开"])
def test_the_merged_label_of_all_outcomes_may_be_printed_or_not(row: str) -> None:
    text = report_text().replace(f"\t{row}\n", f"\t三、本年度办理结果\n\t{row}\n")
    assert state(rows_and_columns, text) == "pass"


@pytest.mark.parametrize(
    ("year", "label", "printed"),
    [
        (2020, "5.属于三类内部事务信息", "5.属于三类内容事务信息"),
        (2020, "2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
        (2020, PARTIAL, PARTIAL.replace("情形，", "情况，")),
        (2020, PARTIAL, "（二）部分公开"),
        (2023, "本年收费金额（单位：万元）", "本年收费金额"),
        (2023, "本年收费金额（单位：万元）", "本年收费金额（单位：元）"),
        (2020, "社会公益组织", "社会公益机构"),
        (2023, "行政规范性文件", "规范性文件"),
    ],
)
def test_a_fixed_label_in_other_words_is_a_warning(year: int, label: str, printed: str) -> None:
    assert messages(findings(labels_to_the_letter, relabelled(label, printed, year))) == [
        f"warning 固定标签“{label}”写作“{printed}”"
    ]


def test_the_printed_label_is_quoted_at_its_place() -> None:
    (found,) = full_findings(labels_to_the_letter, relabelled("5.属于三类内部事务信息", "5.属于三类内容事务信息"))
    assert [(quote.text, quote.place.col) for quote in found.quotes] == [("5.属于三类内容事务信息", 2)]
    assert (found.expected, found.place.table) == ("5.属于三类内部事务信息", "requests")


SAME = [
    pytest.param("规章", "规章（设区的市、自治州人民政府应提供相关数据）", id="a local note"),
    pytest.param("上一年项目数量", "上一年项目数量（指2019年事项数）", id="a note on a head"),
    pytest.param("处理决定数量", "处理决定数量（指2020年办件量）", id="another note on a head"),
    pytest.param("本年增/减", "本年增/减（减用负值表示，如-8）", id="how to write a decrease"),
    pytest.param("本年增/减", "本年增减", id="without the slash"),
    pytest.param("第二十条第（一）项", "第二十条 第(一)项", id="blanks and plain brackets"),
    pytest.param("第二十条第（一）项", "第二十条第一项", id="without brackets"),
    pytest.param("规范性文件", "行政规范性文件", id="the later name of the row"),
    pytest.param("1.属于国家秘密", "1、属于国家秘密", id="1、"),
    pytest.param("1.属于国家秘密", "1 属于国家秘密", id="1 and a blank"),
    pytest.param("3.危及“三安全一稳定”", '3.危及"三安全一稳定"', id="plain quotes"),
    pytest.param("2.其他法律行政法规禁止公开", "2.其它法律、行政法规禁止公开", id="其它 and a 、"),
    pytest.param(PARTIAL, PARTIAL.replace("部分公开", "部分公开情况"), id="部分公开情况"),
    pytest.param("（七）总计", "(七)总计", id="plain brackets"),
    pytest.param("（七）总计", "总计", id="without its ordinal"),
    pytest.param("商业企业", "商业\n企业", id="broken over two lines"),
    pytest.param("科研机构", "科研 机构", id="a blank inside"),
    pytest.param("（三）不予公开", "（三）\n不予\n公开", id="broken over three lines"),
    pytest.param("（四）无法提供", "（四）\n无法\n提供", id="broken over three lines, 四"),
    pytest.param("（五）不予处理", "（五）\n不予\n处理", id="broken over three lines, 五"),
    pytest.param("本年新制作数量", "本年新\n制作数量", id="a head broken over two lines"),
    pytest.param(
        "一、本年新收政府信息公开申请数量", "一、 本年新收政府信息公开申请数量", id="a blank behind the ordinal"
    ),
]


@pytest.mark.parametrize(("label", "printed"), SAME)
def test_other_ways_of_printing_a_label_are_no_difference(label: str, printed: str) -> None:
    text = relabelled(label, printed)
    assert (findings(labels_to_the_letter, text), findings(rows_and_columns, text)) == ([], [])


@pytest.mark.parametrize(
    ("year", "label", "printed"),
    [
        (2020, "规章", "规障"),
        (2020, "行政许可", "行政许司"),
        (2023, "行政强制", "行政强治"),
        (2023, "（七）总计", "（七）总汁"),
        (2023, "3.其他", "3.其池"),
        (2020, "自然人", "自燃人"),
        (2020, "商业企业", "商业企叶"),
        (2020, "申请人情况", "申请情况"),
        (2020, "行政复议", "行政复义"),
        (2020, "行政诉讼", "行政诉松"),
        (2020, "信息内容", "信息类容"),
        (2020, "（三）不予公开", "（三）不于公开"),
        (2023, "第二十条第（一）项", "第二十条第（三）项"),
        (2023, "四、结转下年度继续办理", "五、结转下年度继续办理"),
        (2023, "（七）总计", "（某）总计"),
        (2023, "（七）总计", "（六）总计"),
    ],
)
def test_a_misprint_is_found_however_short_the_label_is(year: int, label: str, printed: str) -> None:
    text = report_text(year).replace(f"\t{label}\n", f"\t{printed}\n", 1)

    assert messages(findings(labels_to_the_letter, text)) == [f"warning 固定标签“{label}”写作“{printed}”"]
    assert state(rows_and_columns, text) == "pass"


def test_a_misprint_in_a_cell_that_is_repeated_is_one_finding() -> None:
    row = "\t（三）不予公开\n\t1.属于国家秘密\n"
    text = (
        report_text()
        .replace(row, row.replace("不予", "不于"))
        .replace("\t\n\t2.其他法律", "\t（三）不于公开\n\t2.其他法律")
    )

    assert len(findings(labels_to_the_letter, text)) == 1


def test_a_row_of_other_words_is_no_misprint() -> None:
    text = report_text().replace("\t行政许可\n", "\t备案登记\n")

    assert findings(labels_to_the_letter, text) == []
    assert messages(findings(rows_and_columns, text)) == ["warning 表二（主动公开政府信息情况）缺少“行政许可”"]


@pytest.mark.parametrize("number", ["", "(七)", "（七）", "七、"])
def test_a_number_written_otherwise_or_left_out_is_no_difference(number: str) -> None:
    text = report_text().replace("\t（七）总计\n", f"\t{number}总计\n")

    assert (findings(labels_to_the_letter, text), findings(rows_and_columns, text)) == ([], [])


def placed(text: str, origin: Callable[[int, str], Origin]) -> Report:
    """The report with an origin for each of its lines."""
    origins = tuple(origin(number, line) for number, line in enumerate(text.split("\n"), start=1))
    return Binder(load_catalogue().forms).read(Source("a.pdf", "0" * 64, text, origins=origins))


def said(rule: Rule, report: Report) -> list[str]:
    return [found.message.zh for found in assess(rule, report).violations]


@pytest.mark.parametrize(("confidence", "times"), [(0.5, 0), (0.95, 1)])
def test_a_label_recognised_with_doubt_is_no_misprint(confidence: float, times: int) -> None:
    text = report_text().replace("6.属于四类过程性信息", "6.属于四类过理性信息")
    report = placed(text, lambda number, line: Origin(page=1, confidence=confidence))

    assert len(said(labels_to_the_letter, report)) == times


@pytest.mark.parametrize(("at", "times"), [("商业企业", 0), ("一、本年新收", 0), ("（七）总计", 1)])
def test_of_a_head_that_a_page_break_cut_nothing_is_said(at: str, times: int) -> None:
    cut = report_text().replace("\t社会公益组织\n", "")
    start = next(number for number, line in enumerate(cut.split("\n"), start=1) if line.startswith(f"\t{at}"))
    report = placed(cut, lambda number, line: Origin(page=1 if number < start else 2))

    assert len(said(rows_and_columns, report)) == times


def test_what_a_page_break_left_of_a_label_is_no_misprint() -> None:
    text = report_text().replace("\t4.保护第三方合法权益\n", "\t4.保护第三方合法\n")
    start = next(number for number, line in enumerate(text.split("\n"), start=1) if "第三方合法" in line)

    for page_ends, times in ((start, 0), (start + 60, 1)):
        report = placed(text, lambda number, line, ends=page_ends: Origin(page=1 if number < ends else 2))  # type: ignore[misc]
        assert len(said(labels_to_the_letter, report)) == times


def test_no_row_is_missing_of_a_file_that_breaks_off() -> None:
    text = report_text(without=("requests.total", "requests.carried_out"))
    report = bound(text)
    report.source = replace(report.source, unread=(Message("文件不完整", "the file breaks off"),))

    assert assess(rows_and_columns, report).state.value == "not_assessable"

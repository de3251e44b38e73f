"""OGI-T310: what a table states of its own figures holds, whatever table it is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from auditor.testing import findings, full_findings, outcome, report_text, state
from auditor_rules.tables.stated_relations import stated_relations_hold as rule

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

STOCK = [
    ["项目", "甲类", "乙类"],
    ["一、上年结存", "3", "1"],
    ["二、本年新增", "5", "2"],
    ["三、本年减少", "4", "0"],
    ["四、年末结存", "4", "3"],
    ["合计", "16", "6"],
]
STATIONS = [["站名", "合计", "本级", "下级"], ["东站", "5", "3", "2"], ["西站", "4", "4", "0"]]
COUNTED = [["事项", "总计", "窗口", "网上"], ["甲", "1", "2", "3"], ["受理", "9", "5", "4"], ["办结", "7", "3", "4"]]
OLD = [
    ["指标名称", "单位", "统计数"],
    ["（一）收到申请数", "件", "6"],
    ["1.当面申请数", "件", "2"],
    ["2.网络申请数", "件", "3"],
    ["3.信函申请数", "件", "1"],
    ["（二）办结数", "件", "5"],
    ["其中：按时办结数", "件", "5"],
]


def with_table(rows: Sequence[Sequence[str]], under: str = "", above: str = "") -> str:
    """A report whose last section holds one more table, with a line above and one under it."""
    table = "\n".join("".join(f"\t{cell}\n" for cell in row) for row in rows)
    before = f"本年度未收取信息处理费。\n{above}\n" if above else "本年度未收取信息处理费。\n"
    return report_text(sections={"other": f"{before}{table}\n\n{under}"})


def changed(rows: Sequence[Sequence[str]], row: int, column: int, figure: str) -> list[list[str]]:
    copy = [list(cells) for cells in rows]
    copy[row][column] = figure
    return copy


def messages(text: str) -> list[str]:
    return [line.split(": ", 1)[1] for line in findings(rule, text)]


def table_three(note: str = NOTE, **rows: str) -> str:
    cells = {f"requests.{row}": figures for row, figures in rows.items()}
    return report_text(cells=cells).replace("\t申请人情况\n", f"\t{note}\n\t申请人情况\n", 1)


def test_the_note_in_the_corner_of_table_three_is_checked_in_every_column() -> None:
    result = outcome(rule, table_three(new="2 0 0 0 0 0 2", total="2 0 0 0 0 0 2"))

    assert (result.state.value, result.asked.count) == ("pass", 7)
    assert result.asked.samples[0].formula == "第一项加第二项之和，等于第三项加第四项之和"


def test_a_column_that_breaks_the_note_is_quoted_with_it() -> None:
    (found,) = full_findings(rule, table_three(new="2 0 0 0 0 0 2"))

    assert found.message.zh == (
        "表内载明“第一项加第二项之和，等于第三项加第四项之和”，但自然人：第一项 2 + 第二项 0 = 2，第三项 0 + 第四项 0 = 0，两者不符；"
        "总计：第一项 2 + 第二项 0 = 2，第三项 0 + 第四项 0 = 0，两者不符"
    )
    assert (found.severity, found.place.table, found.place.row) == ("error", "requests", "total")
    assert [quote.text for quote in found.quotes[:5]] == [NOTE, "2", "0", "0", "0"]


def test_the_third_item_is_the_total_of_its_group_also_where_the_groups_label_is_printed() -> None:
    text = table_three(new="2 0 0 0 0 0 2", granted="2 0 0 0 0 0 2", total="2 0 0 0 0 0 2")
    grouped = text.replace("\t（一）予以公开\n", "\t三、本年度办理结果\n\t（一）予以公开\n").replace(
        "\t（七）总计\n", "\t\n\t（七）总计\n"
    )

    assert state(rule, grouped) == "pass"


@pytest.mark.parametrize(
    "note",
    [
        "（本列数据的钩稽关系为:第一项加第二项之和,等于第三项加第四项之和）",
        "（本列数据的勾稽关系为：\n第一项加第二项之和，等于\n第三项加第四项之和）",
        "本列数据勾稽关系：第一项+第二项=第三项+第四项",
        "勾稽关系：一+二=三+四",
    ],
)
def test_the_note_of_table_three_may_be_printed_otherwise(note: str) -> None:
    assert state(rule, table_three(note)) == "pass"
    assert state(rule, table_three(note, new="2 0 0 0 0 0 2")) == "fail"


def test_a_report_whose_tables_state_nothing_is_not_applicable() -> None:
    assert state(rule, report_text()) == "not_applicable"
    assert state(rule, with_table(STATIONS, "注：本表数据由各站上报。")) == "not_applicable"


@pytest.mark.parametrize(
    "note",
    [
        "注：年末结存＝上年结存＋本年新增－本年减少",
        "说明：第一项加第二项减第三项等于第四项。",
        "备注：第4项=第1项+第2项-第3项",
        "勾稽关系：一+二-三=四",
        "（注：上年结存与本年新增之和等于本年减少与年末结存之和）",
        "表内勾稽关系：上年结存+本年新增=本年减少+年末结存；合计为各项之和。",
        "注：第一、二项之和，等于第三、四项之和。",
        "注：合计等于以上各项之和。",
        "注：合计为一至四项之和",
        "注：合计为上年结存、本年新增、本年减少、年末结存四项之和。",
        "注：合计由上年结存、本年新增、本年减少和年末结存组成。",
        "1.数据截至年底。",
    ],
)
def test_rows_are_tied_by_their_numbers_or_names(note: str) -> None:
    if note.startswith("1."):
        note = "注：\n" + note + "\n2.合计＝各项之和"
    assert state(rule, with_table(STOCK, note)) == "pass"
    assert state(rule, with_table(changed(STOCK, 1, 1, "9"), note)) == "fail"


@pytest.mark.parametrize(
    "note",
    [
        "注：合计=本级+下级",
        "注：合计数应等于本级与下级之和。",
        "注：各站合计与本级、下级两栏之和一致。",
        "注：第1列=第2列+第3列",
        "说明：合计栏等于本级栏与下级栏之和",
        "注：本表数据截至年底，合计=本级+下级。",
        "注：1.合计＝本级＋下级；2.下级≤合计。",
    ],
)
def test_columns_are_tied_by_their_heads_or_places(note: str) -> None:
    (failure,) = full_findings(rule, with_table(changed(STATIONS, 1, 1, "6"), note))

    assert state(rule, with_table(STATIONS, note)) == "pass"
    assert (failure.expected, failure.actual, failure.place.table) == ("5", "6", None)
    assert "东站：" in failure.message.zh


@pytest.mark.parametrize(
    "note", ["注：1=2+3", "注：1栏=2栏+3栏", "注：（1）=（2）+（3）", "注：①=②+③", "注：总计等于窗口、网上之和"]
)
def test_columns_are_tied_by_the_row_that_numbers_them(note: str) -> None:
    assert state(rule, with_table(COUNTED, note)) == "pass"
    assert state(rule, with_table(changed(COUNTED, 2, 1, "8"), note)) == "fail"


@pytest.mark.parametrize(
    "head",
    [
        ["事项", "总计（3=1+2）", "（1）窗口", "（2）网上"],
        ["事项", "总计（1+2）", "（1）窗口", "（2）网上"],
        ["事项", "A=B+C", "B", "C"],
    ],
)
def test_a_head_may_say_what_its_column_is_the_sum_of(head: list[str]) -> None:
    assert state(rule, with_table([head, ["受理", "9", "5", "4"]])) == "pass"
    assert len(messages(with_table([head, ["受理", "8", "5", "4"], ["办结", "7", "3", "4"]]))) == 1


def test_a_label_may_say_what_its_row_is_the_sum_of() -> None:
    rows = changed(OLD, 1, 0, "（一）收到申请数（申请数=1+2+3）")

    assert state(rule, with_table(rows)) == "pass"
    assert messages(with_table(changed(rows, 1, 2, "7"))) == [
        "error 表内载明“收到申请数=1+2+3”，但统计数：收到申请数 7，当面申请数 2 + 网络申请数 3 + 信函申请数 1 = 6，两者不符"
    ]


def test_a_part_may_not_be_more_than_its_whole() -> None:
    assert state(rule, with_table(OLD)) == "pass"
    assert messages(with_table(changed(OLD, 6, 2, "8"))) == ["error 统计数：其中：按时办结数 8，大于办结数 5"]


def test_a_part_printed_over_several_columns_or_rows_is_one() -> None:
    columns = [["村名", "总人数", "其中"], ["", "", "男", "女"], ["东村", "5", "6", "1"]]
    rows = [["指标", "", "人数"], ["参训人员", "", "10"], ["其中", "党员", "6"], ["", "女性", "14"]]

    assert messages(with_table(columns)) == ["error 东村：其中：男 6，大于总人数 5"]
    assert messages(with_table(rows)) == ["error 人数：其中：女性 14，大于参训人员 10"]


@pytest.mark.parametrize(
    "rows",
    [
        [["站名", "合计", "本级", "下级", "其中：上门"], ["西站", "4", "4", "0", "4"]],
        [["指标", "单位", "数"], ["培训期数", "期", "3"], ["其中：参训人数", "人", "200"]],
        [["指标", "数"], ["培训期数", "3"], ["其中：参训人数", "200"]],
        [["指标", "数"], ["项目（个）", "3"], ["其中：投资额（万元）", "200"]],
        [["指标", "数"], ["（一）收到数", "6"], ["1.当面数", "2"], ["其中：手机数", "5"]],
        [["指标", "数"], ["受理数", "3"], ["其中：即办率（%）", "80"]],
        [["指标", "数"], ["其中：即办数", "80"]],
    ],
)
def test_a_part_of_something_else_is_let_pass(rows: list[list[str]]) -> None:
    assert state(rule, with_table(rows)) in ("pass", "not_applicable")


@pytest.mark.parametrize(
    "note", ["注：受理≥办结", "注：办结数不得大于受理数。", "逻辑关系：受理应不小于办结", "审核关系：办结小于等于受理"]
)
def test_a_bound_is_checked_like_a_sum(note: str) -> None:
    rows = [["窗口", "受理", "办结"], ["东厅", "6", "5"], ["西厅", "6", "7"]]
    (line,) = messages(with_table(rows, note))

    assert "西厅：" in line
    assert "东厅：" not in line


def test_a_note_above_the_table_counts_where_it_says_that_it_is_one() -> None:
    assert state(rule, with_table(changed(STATIONS, 1, 1, "6"), above="表内勾稽关系：合计=本级+下级")) == "fail"


def test_a_total_whose_label_spans_two_columns_is_read_with_its_column() -> None:
    rows = [["序号", "村名", "户数", "人数"], ["1", "东村", "5", "13"], ["2", "西村", "4", "14"], ["合计", "9", "28"]]

    assert messages(with_table(rows, "注：合计等于各项之和。")) == [
        "error 表内载明“合计等于各项之和”，但人数：合计 28，东村 13 + 西村 14 = 27，两者不符"
    ]


def test_subtotals_may_be_what_a_total_sums_up() -> None:
    rows = [["类别", "数"], ["甲一", "5"], ["甲二", "1"], ["小计", "6"], ["乙一", "2"], ["小计", "2"], ["总计", "8"]]

    assert state(rule, with_table(rows, "注：总计=各项之和")) == "pass"
    assert state(rule, with_table(changed(rows, 6, 1, "9"), "注：总计=各项之和")) == "fail"


def test_a_row_of_numbers_ties_rows() -> None:
    rows = [["行次", "项目", "金额"], ["1", "收入", "10"], ["2", "支出", "4"], ["3", "结余", "5"]]

    assert messages(with_table(rows, "说明：第3行＝第1行－第2行")) == [
        "error 表内载明“第3行=第1行-第2行”，但金额：第三行 5，第一行 10 − 第二行 4 = 6，两者不符"
    ]


def test_rates_do_not_add_up() -> None:
    rows = [
        ["项目", "合计", "男", "女占比（%）"],
        ["甲", "5", "3", "40"],
        ["乙", "2", "1", "50"],
        ["总计", "7", "4", "42.9"],
    ]

    assert state(rule, with_table(rows, "注：总计等于各项之和。")) == "pass"


def test_rounded_amounts_may_be_off_by_their_rounding_and_no_more() -> None:
    rows = [["项目", "合计", "一季度", "二季度"], ["甲", "3.76", "1.50", "2.25"]]

    assert state(rule, with_table(rows, "注：合计=一季度+二季度")) == "pass"
    assert state(rule, with_table(changed(rows, 1, 1, "3.79"), "注：合计=一季度+二季度")) == "fail"


def test_figures_in_different_units_are_not_added() -> None:
    rows = [["项目", "合计", "本级", "下级"], ["甲", "3万元", "20000元", "1万元"], ["乙", "3", "2", "1"]]

    assert state(rule, with_table(rows, "注：合计=本级+下级")) == "pass"


def test_a_blank_may_be_any_number_and_is_for_review_where_it_is_none() -> None:
    rows = [["站名", "合计", "本级", "下级"], ["东站", "5", "", "2"], ["西站", "4", "4", "0"]]

    assert [line.split(" ")[0] for line in messages(with_table(rows, "注：合计=本级+下级"))] == ["review"]


@pytest.mark.parametrize(
    "note",
    [
        "注：部分数据因四舍五入，合计数与各分项之和略有差异。",
        "注：合计数可能大于实际件数，因同一件可在多处办理。",
        "注：“本级”指县级。",
        "注：本表与附表二数据口径一致。",
        "注：合计一栏由系统自动生成。",
        "本表反映全年情况，合计数较上年增长。",
    ],
)
def test_a_remark_states_no_relation(note: str) -> None:
    assert state(rule, with_table(changed(STATIONS, 1, 1, "6"), note)) == "not_applicable"


def test_a_label_that_compares_states_no_relation() -> None:
    assert state(rule, with_table([["项目", "金额大于10万元的项目数"], ["甲", "5"]])) == "not_applicable"


def test_a_note_that_is_not_understood_is_quoted_and_makes_the_rule_not_assessable() -> None:
    result = outcome(rule, with_table(STATIONS, "注：合计等于本级乘以系数后与下级之和。"))

    assert (result.state.value, result.reason and result.reason.code) == ("not_assessable", "unread")
    assert result.reason is not None
    assert "注：合计等于本级乘以系数后与下级之和" in result.reason.zh
    assert result.reason.en.startswith("a stated relation was not understood")


def test_a_note_on_what_the_table_lacks_is_not_assessable_for_want_of_it() -> None:
    result = outcome(rule, with_table(STATIONS, "注：A=B+C"))

    assert (result.state.value, result.reason and result.reason.code) == ("not_assessable", "unknown")


def test_a_note_that_is_understood_is_checked_beside_one_that_is_not() -> None:
    text = with_table(changed(STATIONS, 1, 1, "6"), "注：合计=本级+下级；合计等于本级乘以系数之和。")

    assert state(rule, text) in ("fail", "not_assessable")
    assert state(rule, with_table(changed(STATIONS, 1, 1, "6"), "注：合计=本级+下级\n说明：合计=本级×2")) == "fail"


def test_the_table_of_the_form_not_read_completely_is_not_assessable() -> None:
    assert state(rule, table_three().replace("\t0\n\t0\n", "\t0\n", 1)) in ("not_assessable", "pass")
    broken = table_three(new="2 0 0 0 0 0 2").replace("\t2\n\t0\n", "\t2\n", 1)

    assert state(rule, broken) == "not_assessable"


def test_tables_of_reports_before_2019_are_checked_as_well() -> None:
    table = "\n".join("".join(f"\t{cell}\n" for cell in row) for row in changed(OLD, 6, 2, "8"))
    text = f"青禾县水利局2017年政府信息公开工作年度报告\n一、概述\n本局稳步推进。\n附表：\n{table}\n\n说明：收到申请数＝1+2+3\n"

    assert [line.split(": ", 1)[1] for line in findings(rule, text)] == [
        "error 统计数：其中：按时办结数 8，大于办结数 5"
    ]
    assert outcome(rule, text).asked.count == 2


def test_where_a_name_is_a_row_and_a_column_either_may_be_meant() -> None:
    rows = [["项目", "男", "女", "合计"], ["甲", "3", "2", "5"], ["乙", "1", "1", "2"], ["合计", "4", "3", "8"]]

    assert state(rule, with_table(rows, "注：合计=男+女")) == "fail"
    assert state(rule, with_table(rows, "注：合计等于各项之和")) == "fail"
    assert state(rule, with_table(changed(rows, 3, 3, "7"), "注：合计等于各项之和")) == "pass"


BALANCED = {
    "new": "2 0 0 0 0 0 2",
    "granted": "1 0 0 0 0 0 1",
    "total": "1 0 0 0 0 0 1",
    "carried_out": "1 0 0 0 0 0 1",
}


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("四、结转下年度继续办理", "五、结转下年度继续办理"),
        ("二、上年结转政府信息公开申请数量", "三、上年结转政府信息公开申请数量"),
        ("（七）总计", "（某）总计"),
        ("（七）总计", "（六）总计"),
        ("（七）总计", "（七）总汁"),
        ("三、本年度办理结果", "五、本年度办理结果"),
    ],
)
def test_items_of_the_forms_own_table_are_counted_as_the_form_numbers_them(label: str, printed: str) -> None:
    text = table_three(**BALANCED).replace("\t（一）予以公开\n", "\t三、本年度办理结果\n\t（一）予以公开\n")
    assert label in text
    wrong = text.replace(f"\t{label}\n", f"\t{printed}\n")

    assert (state(rule, wrong), outcome(rule, wrong).asked.count) == ("pass", 7)
    assert state(rule, table_three(new="3 0 0 0 0 0 3").replace(label, printed)) == "fail"


def test_a_merged_label_repeated_in_every_cell_it_covers_is_one_label() -> None:
    note = f"\t{NOTE}\n" * 3
    text = table_three(**BALANCED).replace(f"\t{NOTE}\n", note)
    for label in ("（一）予以公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（七）总计"):
        text = text.replace(f"\t{label}\n", f"\t三、本年度办理结果\n\t{label}\n\t{label}\n")

    assert (state(rule, text), outcome(rule, text).asked.count) == ("pass", 7)


@pytest.mark.parametrize(
    "other",
    [
        "事项\n合计\n图文\n视频\n财政\n46\n21\n22\n注：合计等于图文与视频之和。\n",
        "注：合计=图文+视频\n事项 合计 图文 视频\n财政 46 21 22\n",
    ],
)
def test_a_note_whose_table_the_source_lost_is_not_assessable(other: str) -> None:
    assert state(rule, report_text(sections={"other": other})) == "not_assessable"


def test_a_note_that_never_had_a_table_is_nothing_to_check() -> None:
    assert state(rule, report_text(sections={"other": "说明：公开率等于公开数除以总数。\n"})) == "not_applicable"

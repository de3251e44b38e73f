"""Markdown is read as what it looks like when shown: headings, emphasis and escapes undone, tables as rows of cells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model.document import Table
from auditor.reading.limits import Limits
from auditor.reading.reader import ReadOptions, UnreadableError
from auditor.reading.text import plain as plain_text
from auditor.reading.text.markdown import read
from auditor.testing import bound
from samples.make import DEFECTS, clean_report, planted
from samples.make.as_text import VARIANTS, extension
from tests.reading.told import shown, told

OPTIONS = ReadOptions(cues=("总体情况", "收到和处理政府信息公开申请情况"))


def rows(text: str) -> str:
    return shown(read(text.encode(), OPTIONS).text)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("# 青禾县2023年年度报告", "青禾县2023年年度报告"),
        ("## 一、总体情况 ##", "一、总体情况"),
        ("##一、总体情况", "一、总体情况"),
        ("## 一、总体情况 {#sec .unnumbered}", "一、总体情况"),
        ("**一、总体情况**", "一、总体情况"),
        ("***一、总体情况***", "一、总体情况"),
        ("## **一、总体情况**", "一、总体情况"),
        ("1\\.会议 2\\) 甲", "1.会议 2) 甲"),
        ("- 公开信息3条", "公开信息3条"),
        ("* 公开信息3条", "公开信息3条"),
        ("> 公开信息3条", "公开信息3条"),
        ("1. 公开信息3条", "1. 公开信息3条"),
        ("见[门户网站](http://www.qinghe.gov.cn/a_(1).html)。", "见门户网站。"),
        ("见<http://www.qinghe.gov.cn/>。", "见http://www.qinghe.gov.cn/。"),
        ("[重要]{.underline}信息", "重要信息"),
        ("共<u>3</u>条<sup>①</sup>", "共3条①"),
        ("公开&nbsp;3&lt;4", "公开\u00a03<4"),
        ("身份证110\\*\\*\\*，填\\_\\_\\_\\_", "身份证110***，填____"),
        ("负责人____，单位**某**", "负责人____，单位某"),
        ("a_b_c和5*3*2", "a_b_c和532"),
        ("![图](a.png)公开3条", "公开3条"),
        ("`代码`和~~删~~", "代码和删"),
        ("公开信息3条\\", "公开信息3条"),
        ("<!-- image -->公开3条", "公开3条"),
        ("｛模板｝{…}", "｛模板｝{…}"),
    ],
)
def test_a_line_is_read_without_its_markup(line: str, text: str) -> None:
    assert rows(f"{line}\n") == text


@pytest.mark.parametrize("line", ["---", "***", "* * *", "<!-- image -->", "```", "::: {.center}", ":::"])
def test_lines_that_print_nothing_are_left_out(line: str) -> None:
    assert rows(f"甲\n\n{line}\n\n乙\n") == "甲\n乙"


def test_an_underlined_heading_is_a_line() -> None:
    assert rows("总体情况\n========\n\n正文\n") == "总体情况\n正文"


def test_metadata_at_the_top_is_left_out_but_for_the_title() -> None:
    assert rows('---\ntitle: "青禾县2023年年度报告"\ndate: 2024-01-31\n---\n\n正文\n') == "青禾县2023年年度报告\n正文"


def test_a_line_broken_for_its_width_goes_on() -> None:
    first = "本报告由青禾县教育局编制，所列数据的统计期限自 2023 年 1 月 1 日起至"
    second = "2023 年 12 月 31 日止。"

    assert rows(f"{first}\n{second}\n") == first + second


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (
            "青禾县教育局2023年政府信息公开工作年度报告",
            "本报告由青禾县教育局按照《中华人民共和国政府信息公开条例》编制。",
        ),
        ("一、总体情况", "本局按照《中华人民共和国政府信息公开条例》，公开各类信息三百二十一条，回应群众关切。"),
        ("本局公开信息三百二十一条，回应群众关切，没有发生泄密事件，考核评议结果良好。", "全年收到申请三件。"),
        (
            "本局公开信息三百二十一条，回应群众关切，没有发生泄密事件，考核评议结果良好",
            "（二）依申请公开。本局全年收到申请三件。",
        ),
    ],
)
def test_paragraphs_that_people_end_with_one_line_break_stay_apart(before: str, behind: str) -> None:
    assert rows(f"{before}\n{behind}\n") == f"{before}\n{behind}"


@pytest.mark.parametrize(
    "table",
    [
        "| 规章 | 0 | 1 |\n| --- | :---: | ---: |\n| 许可 | 2 | 3 |",
        "规章 | 0 | 1\n---|---|---\n许可 | 2 | 3",
        "|  |  |  |\n| --- | --- | --- |\n| 规章 | 0 | 1 |\n| 许可 | 2 | 3 |",
        "| **规章** | 0 | 1 |\n|-|-|-|\n| 许可 | `2` | 3 |",
        "| 规章 | 0 | 1 |\n| 许可 | 2 | 3 |",
        "+------+---+---+\n| 规章 | 0 | 1 |\n+:=====+==:+===+\n| 许可 | 2 | 3 |\n+------+---+---+",
        "  规章    0   1\n  ------ --- ---\n  许可    2   3\n",
        "<table>\n<tr><th>规章</th><td>0</td><td><p>1</p></td></tr>\n<tr><td>许可</td><td>2</td><td>3</td></tr>\n</table>",
        "<TABLE><TR><TD>规章</TD><TD>0<TD>1<TR><TD>许可<TD>2<TD>3</TABLE>",
    ],
)
def test_tables_of_every_make_become_rows_of_cells(table: str) -> None:
    assert rows(f"前\n\n{table}\n\n后\n") == "前\n[规章][0][1]\n[许可][2][3]\n后"


@pytest.mark.parametrize(
    "table",
    [
        "| 人员 | 商业<br>企业 | 科研 |\n|---|---|---|\n| 新收 | 1 | 2 |",
        "| 人员 | 商业\n企业 | 科研 |\n|---|---|---|\n| 新收 | 1 | 2 |",
        "+------+--------+------+\n| 人员 | 商业\\  | 科研 |\n|      | 企业   |      |\n+------+--------+------+\n"
        "| 新收 | 1      | 2    |\n+------+--------+------+",
        "+---+---+---+\n| 人员 | 商业\\ | 科研 |\n| | 企业 | |\n+---+---+---+\n| 新收 | 1 | 2 |\n+---+---+---+",
        "<table><tr><td>人员</td><td>商业<br/>\n企业</td><td>科研</td></tr><tr><td>新收</td><td>1</td><td>2</td></tr></table>",
        "<table><tr><td>人员</td><td><p>商业</p><p>企业</p></td><td>科研</td></tr><tr><td>新收</td><td>1</td><td>2</td></tr></table>",
    ],
)
def test_a_cell_of_several_lines_stays_one(table: str) -> None:
    assert rows(f"{table}\n") == "[人员][商业\n企业][科研]\n[新收][1][2]"


def test_an_escaped_bar_is_no_bar() -> None:
    assert rows("| 甲\\|乙 | 1 |\n|---|---|\n| 丙 | 2 |\n") == "[甲|乙][1]\n[丙][2]"


def test_merged_cells_of_a_web_table_are_empty_below_and_written_once_across() -> None:
    table = (
        "<table><tr><td rowspan='3' colspan=2>结果</td><td>公开</td><td>1</td></tr><tr><td>不公开</td><td>2</td></tr>"
        "<tr><td colspan='2'>无</td></tr><tr><td colspan='3'>总计</td><td>3</td></tr></table>"
    )

    assert rows(table) == "[结果][公开][1]\n[][不公开][2]\n[][无]\n[总计][3]"


def test_spans_that_no_table_has_are_bounded() -> None:
    assert rows("<table><tr><td rowspan='99999999' colspan='-3'>甲</td><td>1</td></tr></table>") == "[甲][1]"


def test_quotes_that_pandoc_wrote_plain_are_typographic_again() -> None:
    grid = "+---+---+\n| a | 1 |\n+---+---+\n"

    assert rows(f'坚持"公开为常态"......\n\n{grid}').startswith("坚持“公开为常态”……\n")
    assert rows(f'坚持\\"公开为常态\\"\n\n{grid}').startswith('坚持"公开为常态"\n')
    assert rows('坚持"公开为常态"\n') == '坚持"公开为常态"'


@pytest.mark.parametrize("variant", [name for name in VARIANTS if extension(name) == ".md"])
def test_every_line_knows_the_line_of_the_file_it_came_from(variant: str) -> None:
    data = VARIANTS[variant](clean_report(5).text)
    source = data.decode().replace("\\", "").split("\n")
    found = read(data, OPTIONS)
    lines = found.text.split("\n")[:-1]

    assert len(found.origins) == len(lines)
    for line, origin in zip(lines, found.origins, strict=True):
        (number,) = origin.part
        assert line.strip().replace("“", '"').replace("”", '"') in source[number - 1].replace("“", '"').replace(
            "”", '"'
        )


def test_more_cells_than_the_limit_are_refused_by_name() -> None:
    for table in ("|0|0|\n" * 50, "<table>" + "<tr><td>0<td>0</tr>" * 50 + "</table>"):
        with pytest.raises(UnreadableError) as error:
            read(table.encode(), ReadOptions(limits=Limits(cells=90)))
        assert error.value.message == ("表格单元格超过上限（90个）", "more table cells than the limit (90)")


PIECES = [
    "|",
    "\n",
    "\n\n",
    "---",
    "#",
    "*",
    "**",
    "_",
    "\\",
    "`",
    "<table>",
    "<td>",
    "</table>",
    "+--+",
    "0",
    "甲",
    " ",
    "[",
    "](",
    ")",
]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_can_be_read_and_every_line_has_its_origin(text: str) -> None:
    found = read(text.encode(), OPTIONS)

    assert len(found.origins) == found.text.count("\n")
    assert bound(found.text).source.text == found.text
    for node in bound(found.text).document.flat():
        assert isinstance(node, Table) or "\t" not in node.text


MARKDOWN = [name for name in VARIANTS if extension(name) == ".md"]


@pytest.mark.parametrize("variant", MARKDOWN)
@pytest.mark.parametrize("seed", [2, 11, 23])
def test_a_report_is_told_the_same_as_its_plain_text(variant: str, seed: int) -> None:
    text = clean_report(seed).text

    assert told(read(VARIANTS[variant](text), OPTIONS)) == told(plain_text.read(text.encode(), OPTIONS))


@pytest.mark.parametrize("variant", MARKDOWN)
@pytest.mark.parametrize("defect", ["t301-carried", "t207-blank", "s107-column", "s108-three-kinds", "t401-total"])
def test_a_planted_defect_is_found_in_markdown_too(variant: str, defect: str) -> None:
    text = planted(9, DEFECTS[defect]).text
    expected = told(plain_text.read(text.encode(), OPTIONS))
    assert expected

    assert told(read(VARIANTS[variant](text), OPTIONS)) == expected

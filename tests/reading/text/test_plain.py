"""Text files are decoded as people save them; tables in plain lines become rows of cells, and nothing else is changed."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.reading.limits import Limits
from auditor.reading.reader import ReadOptions, UnreadableError
from auditor.reading.text.plain import read
from samples.make import DEFECTS, clean_report, planted
from samples.make.as_text import VARIANTS, extension
from tests.reading.told import shown, told

TEXT = "青禾县2023年年度报告\n\t0\n\t１\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
    ],
)
def test_reads_the_encodings_that_reports_are_saved_in(data: bytes, encoding: str) -> None:
    found = read(data, ReadOptions())

    assert (found.text, found.encoding) == (TEXT, encoding)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_becomes_one(end: str) -> None:
    assert read(TEXT.replace("\n", end).encode(), ReadOptions()).text == TEXT


def test_other_characters_stay_as_they_are() -> None:
    text = "\x00甲\x0b乙\x0c丙\x85丁\u2028戊\ufffd\t\xa0"

    assert read(text.encode(), ReadOptions()).text == text


def test_an_empty_file_is_an_empty_text() -> None:
    assert read(b"", ReadOptions()).text == ""


@pytest.mark.parametrize(
    "data",
    [b"\xff\xff\xff\xff", codecs.BOM_UTF8 + b"\xff", codecs.BOM_UTF16_LE + b"\x00", codecs.BOM_UTF16_LE + b"\x00\xd8"],
)
def test_what_no_encoding_fits_is_unreadable_and_says_so_in_both_languages(data: bytes) -> None:
    with pytest.raises(UnreadableError) as error:
        read(data, ReadOptions())

    assert (error.value.message.zh[:1], "decoded" in error.value.message.en) == ("按", True)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=60))
def test_any_bytes_are_text_that_utf8_can_write_or_unreadable(data: bytes) -> None:
    try:
        text = read(data, ReadOptions()).text
    except UnreadableError:
        return
    assert text.encode("utf-8").decode("utf-8") == text


OPTIONS = ReadOptions(cues=("总体情况", "收到和处理政府信息公开申请情况"))
TRADITIONAL = "本機關依法公開政府資訊，統計期間為全年，共收到申請三件，均已答覆。\n" * 3


def rows(text: str) -> str:
    """What a text is read as, a paragraph or row a line: cells between brackets."""
    return shown(read(text.encode(), OPTIONS).text)


def unchanged(text: str) -> bool:
    found = read(text.encode(), OPTIONS)
    return (found.text, found.origins) == (text, ())


def test_traditional_characters_in_big5_are_told_from_gbk() -> None:
    found = read(TRADITIONAL.encode("big5"), ReadOptions())

    assert (found.text, found.encoding) == (TRADITIONAL, "big5")


def test_a_gbk_file_cut_off_within_a_character_is_read_with_a_mark_of_the_damage() -> None:
    text = clean_report(3).text.rstrip("\n")

    assert read(text.encode("gb18030")[:-1], ReadOptions()).text.rstrip("\n") == text[:-1] + "\ufffd"


@pytest.mark.parametrize("lost", [1, 2])
def test_a_file_cut_off_within_a_character_is_unread_from_that_paragraph_on(lost: int) -> None:
    text = clean_report(3).text.rstrip("\n")
    whole, _, last = text.rpartition("\n")

    found = read(text.encode()[:-lost], ReadOptions())

    assert found.text.rstrip("\n") == whole.rstrip("\n")
    assert last
    assert ["中断" in message.zh for message in found.unread] == [True]
    assert read(text.encode(), ReadOptions()).unread == ()


ROWS = "题\n" + "\t一\n\t1\n\t2\n\n" * 3


@pytest.mark.parametrize("half", ["\t二\n\t3", "\t二", "\t二\n\t"])
def test_a_file_cut_off_within_a_row_is_unread_from_that_row_on(half: str) -> None:
    found = read((ROWS + half).encode(), ReadOptions())

    assert found.text.rstrip("\n") == ROWS.rstrip("\n")
    assert len(found.unread) == 1


@pytest.mark.parametrize("end", ["", "\n", "\t二\n\t3\n\t4", "\t二\n\t3\n", "尾", "\t注\n\n尾"])
def test_a_file_that_ends_with_a_row_is_whole(end: str) -> None:
    assert read((ROWS + end).encode(), ReadOptions()).unread == ()


@pytest.mark.parametrize(
    "table",
    [
        "规章\t0\t1\n许可\t2\t3",
        "规章 | 0 | 1 |\n许可 | 2 | 3 |",
        "| 规章 | 0 | 1 |\n| 许可 | 2 | 3 |",
        "|规章|0|1|\n|---|---|---|\n|许可|2|3|",
        "规章｜0｜1\n许可｜2｜3",
        "规章|0|1\n\n许可|2|3",
        "│ 规章 │ 0 │ 1 │\n├──────┼───┼───┤\n│ 许可 │ 2 │ 3 │",
        "+------+---+---+\n| 规章 | 0 | 1 |\n+------+---+---+\n| 许可 | 2 | 3 |\n+------+---+---+",
    ],
)
def test_cells_in_a_line_become_cells(table: str) -> None:
    assert rows(f"前\n\n{table}\n\n后\n") == "前\n[规章][0][1]\n[许可][2][3]\n后"


@pytest.mark.parametrize(
    ("table", "read_as"),
    [
        ("甲|||\n乙|0||\n丙|1|2|3", "[甲][][][]\n[乙][0][][]\n[丙][1][2][3]"),
        ("|三、|（一）|0|\n||（二）|1|", "[三、][（一）][0]\n[][（二）][1]"),
        ("三、\t（一）\t0\n\t（二）\t1", "[三、][（一）][0]\n[][（二）][1]"),
        ("甲\t\t\n乙\t0\t\n", "[甲][][]\n[乙][0][]"),
    ],
)
def test_an_empty_cell_between_bars_or_tabs_is_an_empty_cell(table: str, read_as: str) -> None:
    assert rows(table) == read_as


@pytest.mark.parametrize(
    "table",
    [
        '人员\t"商业\n企业"\t科研\n新收\t1\t2\n',
        "人员 | 商业\n企业 | 科研 |\n新收 | 1 | 2 |\n",
        "| 人员 | 商业\n企业 | 科研 |\n| 新收 | 1 | 2 |\n",
        "+------+------+------+\n| 人员 | 商业 | 科研 |\n|      | 企业 |      |\n+------+------+------+\n"
        "| 新收 | 1    | 2    |\n+------+------+------+\n",
    ],
)
def test_a_cell_broken_over_lines_is_one_cell(table: str) -> None:
    assert rows(table) == "[人员][商业\n企业][科研]\n[新收][1][2]"


def test_a_drawn_grid_keeps_its_merged_cells() -> None:
    grid = """\
+------+-------+---+
| 结果 | 公开  | 1 |
|      +---+---+---+
|      | 甲 乙 | 2 |
+------+-------+---+
| 总计         | 3 |
+--------------+---+
"""
    assert rows(grid.replace("+---+---+---+", "+-------+---+", 1)) == "[结果][公开][1]\n[][甲 乙][2]\n[总计][3]"


def test_cells_that_each_end_in_a_bar_are_paragraphs_since_nothing_ends_a_row() -> None:
    assert read("规章 |\n0 |\n |\n1 |\n".encode(), OPTIONS).text == "规章\n0\n\n1\n"


def test_a_heading_between_two_tables_is_in_neither() -> None:
    text = "甲 | 0 |\n乙 | 1 |\n三、收到和处理政府信息公开申请情况\n丙 | 2 |\n丁 | 3 |\n"

    assert rows(text) == text.replace("甲 | 0 |", "[甲][0]").replace("乙 | 1 |", "[乙][1]").replace(
        "丙 | 2 |", "[丙][2]"
    ).replace("丁 | 3 |\n", "[丁][3]")


@pytest.mark.parametrize("heading", ["三、收到和办理信息公开申情况", "四、复议诉讼"])
def test_a_heading_that_nobody_foresaw_is_in_no_cell_either(heading: str) -> None:
    assert (
        rows(f"甲 | 0 |\n乙 | 1 |\n{heading}\n丙 | 丁 |\n2 | 3 |\n") == f"[甲][0]\n[乙][1]\n{heading}\n[丙][丁]\n[2][3]"
    )


def test_a_numbered_label_broken_over_lines_is_no_heading() -> None:
    assert (
        rows("甲 | 乙 |\n一、本年新收\n申请数量 | 2 |\n丙 | 3 |\n") == "[甲][乙]\n[一、本年新收\n申请数量][2]\n[丙][3]"
    )


@pytest.mark.parametrize(
    "text",
    [
        "一、\t总体情况\n二、\t主动公开\n",
        "1.\t甲\n2.\t乙\n3.\t丙\n",
        "首页 | 政务公开 | 年报\n",
        "主办：某局 | 承办：某中心\n电话：某 | 传真：某\n",
        "\t规章\t\n\t0\n\t1\n\n",
        "\t甲\t乙\n\t0\n\t1\n\n\t丙\n\t2\n\t3\n\n",
        "\t甲|乙\n\t0\n\n",
        "联系人：某\t电话：某\n",
        "a | b\n",
        "+--\n正文\n",
    ],
)
def test_what_is_no_table_in_plain_lines_stays_as_it_is(text: str) -> None:
    assert unchanged(text)


@pytest.mark.parametrize("variant", ["tabbed", "pipes", "pipes_broken", "grid", "pipes_one_per_line"])
def test_every_line_knows_the_line_of_the_file_it_came_from(variant: str) -> None:
    data = VARIANTS[variant](clean_report(5).text)
    source = data.decode().split("\n")
    found = read(data, OPTIONS)
    lines = found.text.split("\n")[:-1]

    assert len(found.origins) == len(lines)
    for line, origin in zip(lines, found.origins, strict=True):
        (number,) = origin.part
        assert line.strip() in source[number - 1].replace('"', "")


def test_more_cells_than_the_limit_are_refused_by_name() -> None:
    with pytest.raises(UnreadableError) as error:
        read(b"0|0|0\n" * 50, ReadOptions(limits=Limits(cells=90)))

    assert error.value.message == ("表格单元格超过上限（90个）", "more table cells than the limit (90)")


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.sampled_from(["|", "\t", "\n", "\n\n", "+--+", '"', "0", "甲", " ", "｜", "---"]), max_size=60).map(
        "".join
    )
)
def test_any_mixture_of_bars_and_tabs_keeps_its_characters(text: str) -> None:
    found = read(text.encode(), OPTIONS)
    inked = [char for char in text if char in "0甲"]

    assert [char for char in found.text if char in "0甲"] == inked
    assert len(found.origins) in (0, found.text.count("\n"))


TEXT_VARIANTS = [name for name in VARIANTS if extension(name) == ".txt"]


@pytest.mark.parametrize("variant", TEXT_VARIANTS)
@pytest.mark.parametrize("seed", [2, 11, 23])
def test_a_report_is_told_the_same_however_its_text_was_saved(variant: str, seed: int) -> None:
    text = clean_report(seed).text

    assert told(read(VARIANTS[variant](text), OPTIONS)) == told(read(text.encode(), OPTIONS))


@pytest.mark.parametrize("variant", TEXT_VARIANTS)
@pytest.mark.parametrize("defect", ["t301-carried", "s107-row", "s108-three-kinds", "t401-total"])
def test_a_planted_defect_is_found_however_the_text_was_saved(variant: str, defect: str) -> None:
    text = planted(9, DEFECTS[defect]).text
    expected = told(read(text.encode(), OPTIONS))
    assert expected

    assert told(read(VARIANTS[variant](text), OPTIONS)) == expected

"""The grammar refuses no text, loses no character, and knows each one's line and column."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.grammar.parse import parse
from auditor.model.document import Document, Heading, Node, Paragraph, Table

PIECES = st.sampled_from([
    "\t", "\n", "\n\n", "\n\n\n", " ", "\u3000", "\xa0", "\r", "\x00", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\ufeff",
    "一、", "二、总体情况", "（一）", "(二)", "1.", "２、", "十二、", "0", "1,234", "|", "正文。", "第二十条第（一）项", "四、结转下年度继续办理",
])  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=80))


def nodes(text: str) -> tuple[Node, ...]:
    return parse(text).nodes


def pieces(document: Document) -> Iterator[tuple[str, int, int]]:
    """Every stretch of text that the document holds, with the line and column of its first character."""
    for node in document.flat():
        if isinstance(node, Table):
            for row in node.rows:
                for text, line, col in zip(row.texts, row.lines, row.cols, strict=True):
                    first, *further = text.split("\n")
                    yield first, line, col
                    yield from ((part, line + offset, 1) for offset, part in enumerate(further, start=1))
        else:
            yield node.text, node.line, node.col


def inked(text: str) -> dict[tuple[int, int], str]:
    """Every character that leaves a mark on paper, by line and column."""
    return {
        (line, col): char
        for line, written in enumerate(text.split("\n"), start=1)
        for col, char in enumerate(written, start=1)
        if not char.isspace()
    }


def table(text: str) -> Table:
    (found,) = [node for node in parse(text).flat() if isinstance(node, Table)]
    return found


def rows(text: str) -> list[tuple[str, ...]]:
    return [row.texts for row in table(text).rows]


@settings(deadline=None, max_examples=400)
@given(TEXTS)
def test_every_character_stands_in_some_block_at_its_own_line_and_column(text: str) -> None:
    found: dict[tuple[int, int], str] = {}
    for piece, line, col in pieces(parse(text)):
        for offset, char in enumerate(piece):
            if not char.isspace():
                assert (line, col + offset) not in found
                found[line, col + offset] = char

    assert found == inked(text)


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_blocks_come_in_reading_order(text: str) -> None:
    lines = [node.line for node in parse(text).flat()]

    assert lines == sorted(lines)


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_a_final_newline_changes_nothing(text: str) -> None:
    assert parse(text) == parse(text + "\n")


def test_an_empty_text_is_an_empty_document() -> None:
    assert nodes("") == ()


def test_blank_lines_alone_are_an_empty_document() -> None:
    assert nodes("\n \n\u3000\n\n") == ()


def test_a_line_is_a_paragraph_without_its_indent() -> None:
    assert nodes("　　本镇。 \n") == (Paragraph("本镇。", 1, 3),)


def test_markers_nest_what_stands_under_them() -> None:
    text = "一、总体情况\n（一）机制\n甲\n1.会议\n乙\n二、主动公开\n丙\n"

    assert nodes(text) == (
        Heading(1, "一、总体情况", 1, 1, (
            Heading(2, "（一）机制", 2, 1, (Paragraph("甲", 3, 1), Heading(3, "1.会议", 4, 1, (Paragraph("乙", 5, 1),)))),
        )),
        Heading(1, "二、主动公开", 6, 1, (Paragraph("丙", 7, 1),)),
    )  # fmt: skip


@pytest.mark.parametrize("line", ["一 、总体情况", " 十一、附则", "　三、申请"])
def test_level_one_is_an_ordinal_and_a_comma(line: str) -> None:
    (heading,) = nodes(line)

    assert isinstance(heading, Heading)
    assert heading.level == 1


@pytest.mark.parametrize("line", ["（一）机制", "(二) 公开", "三）平台"])
def test_level_two_is_an_ordinal_in_brackets(line: str) -> None:
    (heading,) = nodes(line)

    assert isinstance(heading, Heading)
    assert heading.level == 2


@pytest.mark.parametrize("line", ["1.5万条信息", "2023年", "一是公开", "第一，公开", "一总体情况"])
def test_a_number_that_opens_a_sentence_is_no_marker(line: str) -> None:
    assert isinstance(nodes(line)[0], Paragraph)


def test_each_cell_starts_with_a_tab_and_a_blank_line_ends_the_row() -> None:
    assert rows("\t规章\n\t0\n\t1\n\n\t许可\n\t2\n\n") == [("规章", "0", "1"), ("许可", "2")]


def test_a_cell_knows_its_line_and_the_column_behind_its_tab() -> None:
    row = table("题\n\t甲\n\t 0\n").rows[0]

    assert (list(row.lines), list(row.cols)) == ([2, 3], [2, 2])


def test_further_lines_of_a_cell_stay_in_the_cell() -> None:
    row = table("\t商业\n企业\n\t0\n\n").rows[0]

    assert (row.texts, list(row.lines)) == (("商业\n企业", "0"), [1, 3])


def test_a_cell_covered_by_a_vertical_merge_is_an_empty_cell() -> None:
    assert rows("\t\n\t2.重复申请\n\t0\n") == [("", "2.重复申请", "0")]


def test_a_second_blank_line_ends_the_table() -> None:
    found = [node for node in nodes("\t甲\n\n\n\t乙\n\n") if isinstance(node, Table)]

    assert [node.rows[0].texts for node in found] == [("甲",), ("乙",)]


def test_a_line_without_tab_after_a_row_ends_the_table() -> None:
    assert [type(node) for node in nodes("\t甲\n\t0\n\n正文\n\t乙\n\t1\n\n")] == [Table, Paragraph, Table]


def test_a_table_may_end_with_the_file() -> None:
    assert rows("\t甲\n\t0") == [("甲", "0")]


def test_a_blank_line_of_wide_spaces_ends_the_row_too() -> None:
    assert rows("\t甲\n\t0\n　\n\t乙\n\t1\n") == [("甲", "0"), ("乙", "1")]


def test_a_line_of_one_tab_is_an_empty_cell_and_ends_no_row() -> None:
    assert rows("\t甲\n\t\n\t0\n") == [("甲", "", "0")]


def test_a_stray_tab_before_a_paragraph_makes_a_table_of_one_cell() -> None:
    assert rows("一、总体情况\n\t本镇按照要求。\n\n正文\n") == [("本镇按照要求。",)]


def test_a_tab_inside_a_line_is_part_of_its_text() -> None:
    assert nodes("甲\t乙\n") == (Paragraph("甲\t乙", 1, 1),)


def test_null_bytes_are_characters_like_others() -> None:
    assert nodes("甲\x00乙\n") == (Paragraph("甲\x00乙", 1, 1),)


@pytest.mark.parametrize(
    "text",
    ["一" * 10_000_000, "\t" + "0" * 10_000_000, "\t" * 10_000_000, " " * 10_000_000, "一、" + " " * 10_000_000],
    ids=["one line", "one cell", "tabs", "spaces", "a heading"],
)
def test_ten_megabytes_in_one_line_are_quick(text: str) -> None:
    start = time.perf_counter()
    parse(text)

    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "text",
    ["\t0\n" * 100_000, "\t0\n\n" * 100_000, "\t0\n0\n" * 100_000, "\t0\n　\n\n" * 100_000, "一、\n\t\n" * 100_000],
    ids=["no row end", "a row each", "further lines", "a table each", "headings between"],
)
def test_a_hundred_thousand_unterminated_cells_are_quick(text: str) -> None:
    start = time.perf_counter()
    parse(text.rstrip("\n"))

    assert time.perf_counter() - start < 10


def test_a_hundred_thousand_headings_do_not_exhaust_the_stack() -> None:
    document = parse("一、甲\n（一）乙\n1.丙\n" * 33_000)

    assert sum(1 for _ in document.flat()) == 99_000

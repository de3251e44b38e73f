"""Tables of a DOCX keep their merged cells, and tables that only frame a page are none."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.reading.docx.read import read
from auditor.reading.reader import ReadOptions
from samples.make.as_docx import docx_bytes
from samples.make.grid import Grid, blocks
from tests.reading.docx.made import p, read_docx, tbl, tc, text_of, tr

DOWN, COVERED = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(columns: int, more: str = "") -> str:
    return f'<w:gridSpan w:val="{columns}"/>{more}'


def test_a_cell_over_columns_is_written_once_and_one_covered_from_above_is_empty() -> None:
    found = read_docx(tbl(
        tr(tc("角", properties=span(2, DOWN)), tc("申请人", properties=span(2))),
        tr(tc("不印", properties=span(2, COVERED)), "甲", "乙"),
        tr("一", "二", "3", "4"),
    ))  # fmt: skip

    assert found.text == "\t角\n\t申请人\n\n\t\n\t甲\n\t乙\n\n\t一\n\t二\n\t3\n\t4\n\n"
    assert [origin.span for origin in found.origins[:2]] == [(2, 2), (2, 1)]
    assert found.origins[3].part == (1, 2, 1)


def test_columns_skipped_at_the_start_of_a_row_count() -> None:
    table = tbl(
        tr("甲", tc("乙", properties=DOWN), "丙"),
        tr(tc("", properties=COVERED), "丁", properties='<w:gridBefore w:val="1"/>'),
    )

    found = read_docx(table)
    assert found.text == "\t甲\n\t乙\n\t丙\n\n\t\n\t丁\n\n"
    assert found.origins[1].span == (1, 2)


def test_a_continued_cell_with_nothing_above_is_a_cell() -> None:
    assert text_of(tbl(tr(tc("甲", properties=COVERED), "乙"), tr(tc("丙", properties=COVERED), "丁"))) == (
        "\t甲\n\t乙\n\n\t\n\t丁\n\n"
    )


def test_cells_merged_in_the_old_way_are_one() -> None:
    row = tr(tc("甲", properties='<w:hMerge w:val="restart"/>'), tc("", properties="<w:hMerge/>"), "乙")

    found = read_docx(tbl(row, tr("1", "2", "3")))
    assert found.text == "\t甲\n\t乙\n\n\t1\n\t2\n\t3\n\n"
    assert [(origin.part, origin.span) for origin in found.origins[:2]] == [((1, 1, 1), (2, 1)), ((1, 1, 3), (1, 1))]


def test_paragraphs_of_a_cell_are_its_lines_without_blank_ones() -> None:
    found = read_docx(tbl(tr(tc(p(), p("商业"), p("　"), p("企业")), tc(p("　"), p()), tc())))

    assert found.text == "\t商业\n企业\n\t　\n\t\n\n"
    assert {origin.part for origin in found.origins[:2]} == {(1, 1, 1)}


def test_neighbouring_tables_stay_two() -> None:
    table = tbl(tr("甲", "乙"))

    assert text_of(table, p(), table, p("后")) == "\t甲\n\t乙\n\n\n\t甲\n\t乙\n\n后\n"


def test_a_frame_round_the_report_is_no_table() -> None:
    inner = tbl(tr("甲", "乙"), tr("1", "2"))

    found = read_docx(tbl(tr(tc(p("标题"), p("一、总体情况"), inner, p("后")))))
    assert found.text == "标题\n一、总体情况\n\t甲\n\t乙\n\n\t1\n\t2\n\n后\n"
    assert [origin.part for origin in found.origins[:3]] == [(1,), (2,), (2, 1, 1)]
    assert text_of(tbl(tr("侧栏", tc(p("标题"), inner)))) == "侧栏\n标题\n\t甲\n\t乙\n\n\t1\n\t2\n\n"


def test_a_small_table_within_a_cell_is_lines_of_the_cell() -> None:
    inner = tbl(tr("0", "1"))

    found = read_docx(tbl(tr("甲", "乙", "丙"), tr("丁", tc(p("共"), inner, p()), "3")))
    assert found.text == "\t甲\n\t乙\n\t丙\n\n\t丁\n\t共\n0\n1\n\t3\n\n"
    assert found.origins[7].part == (1, 2, 2)


def test_a_one_column_table_is_its_border_unless_it_is_a_row_of_its_neighbour() -> None:
    table = tbl(tr("甲", "乙"))

    assert text_of(tbl(tr("青禾县年报")), p("段落")) == "青禾县年报\n段落\n"
    assert text_of(tbl(tr("第二十条第（一）项")), table) == "\t第二十条第（一）项\n\n\n\t甲\n\t乙\n\n"
    assert text_of(tbl(tr(tc("甲", "乙", "丙"))), table) == "甲\n乙\n丙\n\t甲\n\t乙\n\n"
    assert read_docx(tbl(tr("三、办理情况")), table, cues=("办理情况",)).text == "三、办理情况\n\t甲\n\t乙\n\n"


texts = st.text("甲乙0１ 　", max_size=3).map(str.strip)
tables = st.lists(st.lists(texts, min_size=2, max_size=5), min_size=2, max_size=6)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_a_table_written_with_merged_cells_reads_as_before(rows: list[list[str]]) -> None:
    text = "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows)

    found = read(docx_bytes(text), ReadOptions())

    assert found.text == text
    (grid,) = blocks(text)
    assert isinstance(grid, Grid)
    spans = [(cell.columns, cell.rows) if begins else None for row in grid.placed() for begins, cell in row]
    read_spans = [origin.span for origin in found.origins if origin.part]
    assert [one for one, other in zip(read_spans, spans, strict=True) if other] == [one for one in spans if one]

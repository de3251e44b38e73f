"""Merged cells are worked out from the rows alone, and come out as the official forms have them."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.outputs.html.layout import Grid, Part, lay_out
from tests.outputs.html import made_up

NOTE = made_up.NOTE
OFFICIAL_HEADS = {
    "requests": [
        [(NOTE, 3, 3), ("申请人情况", 7, 1)],
        [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)],
        [("商业企业", 1, 1), ("科研机构", 1, 1), ("社会公益组织", 1, 1), ("法律服务机构", 1, 1), ("其他", 1, 1)],
    ],
    "appeals": [
        [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
        [*[(head, 1, 2) for head in made_up.OUTCOMES], ("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)],
        [(head, 1, 1) for head in made_up.OUTCOMES * 2],
    ],
}


def document_rows(rows: list[made_up.Row]) -> list[list[Any]]:
    """Rows as the record has them: texts, lines, where figures begin, and a key for rows that hold any."""
    made = []
    for n, row in enumerate(rows):
        count = sum(1 for text in row if text.lstrip("+-").replace(".", "").isdigit() or text.endswith("元"))
        begin = len(row) - count if count else len(row)
        made.append([list(row), list(range(n * 20, n * 20 + len(row))), begin, f"r{n}" if count else None])
    return made


def drawn(rows: list[list[Any]], grid: Grid, part: Part) -> list[list[tuple[str, int, int]]]:
    """What is drawn, as (text, columns, rows), line by line."""
    return [
        [(rows[line.row][0][s.cell].replace("\n", ""), s.colspan, s.rowspan) for s in line.slots if s.cell >= 0]
        for line in grid.lines
        if line.part is part
    ]


def assert_filled(grid: Grid) -> None:
    """Every place of the grid is covered by exactly one cell."""
    taken: dict[tuple[int, int], int] = {}
    for at, line in enumerate(grid.lines):
        if line.part is Part.LEAD:
            taken.update({(at, column): 1 for column in range(grid.width)})
            continue
        for slot in line.slots:
            for down in range(slot.rowspan):
                for column in range(slot.column, slot.column + slot.colspan):
                    taken[at + down, column] = taken.get((at + down, column), 0) + 1
    assert taken == {(at, column): 1 for at in range(len(grid.lines)) for column in range(grid.width)}


@pytest.mark.parametrize("form", [2019, 2021])
def test_table_3_has_the_official_head_and_label_spans(form: int) -> None:
    rows = document_rows(made_up.requests(form, made_up.FIGURES))
    grid = lay_out(rows, known=True, rebuilt=False)
    assert_filled(grid)
    assert drawn(rows, grid, Part.HEAD) == OFFICIAL_HEADS["requests"]
    assert (grid.width, grid.labels, grid.heads) == (10, 3, 3)
    labels = {text: (wide, high) for line in drawn(rows, grid, Part.DATA) for text, wide, high in line}
    assert labels["一、本年新收政府信息公开申请数量"] == (3, 1)
    assert labels["三、本年度办理结果"] == (1, 20 if form == 2019 else 22)
    assert labels["（一）予以公开"] == (2, 1)
    assert labels["（三）不予公开"] == (1, 8)
    assert labels["（四）无法提供"] == (1, 3)
    assert labels["（五）不予处理"] == (1, 5)
    assert labels["（六）其他处理"] == ((2, 1) if form == 2019 else (1, 3))
    assert labels["四、结转下年度继续办理"] == (3, 1)


def test_table_4_has_the_official_head() -> None:
    rows = document_rows([*made_up.APPEAL_HEADS, made_up.APPEALS])
    grid = lay_out(rows, known=True, rebuilt=False)
    assert_filled(grid)
    assert drawn(rows, grid, Part.HEAD) == OFFICIAL_HEADS["appeals"]
    assert (grid.width, grid.heads) == (15, 3)


def test_blank_figures_of_table_4_are_figures_not_covered_cells() -> None:
    rows = document_rows([*made_up.APPEAL_HEADS])
    rows.append([[""] * 15, list(range(100, 115)), 0, "review"])
    grid = lay_out(rows, known=True, rebuilt=False)
    assert_filled(grid)
    assert [(slot.colspan, slot.rowspan) for slot in grid.lines[-1].slots] == [(1, 1)] * 15


def test_table_2_of_2021_spans_its_titles_and_single_figures() -> None:
    rows = document_rows(made_up.disclosure(2021))
    grid = lay_out(rows, known=True, rebuilt=False)
    assert_filled(grid)
    assert drawn(rows, grid, Part.TITLE)[0] == [("第二十条第（一）项", 4, 1)]
    assert drawn(rows, grid, Part.HEAD)[1] == [("信息内容", 1, 1), ("本年处理决定数量", 3, 1)]
    assert drawn(rows, grid, Part.DATA)[2] == [("行政许可", 1, 1), ("418", 3, 1)]


def test_table_2_of_2019_spans_the_last_of_three_cells() -> None:
    rows = document_rows(made_up.disclosure(2019))
    grid = lay_out(rows, known=True, rebuilt=False)
    assert_filled(grid)
    assert drawn(rows, grid, Part.DATA)[6] == [("行政事业性收费", 1, 1), ("1", 1, 1), ("0", 2, 1)]
    assert drawn(rows, grid, Part.DATA)[7] == [("政府集中采购", 1, 1), ("3", 1, 1), ("251000元", 2, 1)]


def test_recurring_heads_are_not_repeated_on_each_printed_page() -> None:
    grid = lay_out(document_rows(made_up.disclosure(2021)), known=True, rebuilt=False)
    assert grid.heads == 0


def test_a_row_that_lost_a_figure_is_padded_and_shifts_nothing() -> None:
    table = made_up.requests(2021, made_up.FIGURES)
    table[3] = table[3][:-1]
    rows = document_rows(table)
    grid = lay_out(rows, known=True, rebuilt=False)
    assert_filled(grid)
    assert grid.lines[3].slots[-1].cell == -1


def test_a_row_of_the_reports_own_is_drawn_like_its_neighbours() -> None:
    table = made_up.disclosure(2021)
    table.insert(4, ("其他主动公开文件", "1", "0", "4"))
    rows = document_rows(table)
    rows[4][2:] = [4, None]
    grid = lay_out(rows, known=True, rebuilt=False)
    assert_filled(grid)
    assert grid.lines[4].part is Part.DATA
    assert [slot.label for slot in grid.lines[4].slots] == [True, False, False, False]


def test_a_head_that_cannot_be_brought_together_is_drawn_row_by_row() -> None:
    table = [("甲", "乙", "丙"), ("一", "二", "三", "四", "五"), ("", "", "1", "2", "3", "4", "5")]
    rows = document_rows(list(made_up.requests(2021, made_up.FIGURES)[3:]))
    odd = [[list(texts), list(range(len(texts))), len(texts), None] for texts in (table[0], table[1], ("甲",) * 9)]
    grid = lay_out(odd + rows, known=True, rebuilt=False)
    assert_filled(grid)


def test_a_rebuilt_table_leads_with_the_labels_it_cannot_place() -> None:
    rows = [
        [["申请人情况", "自然人", "总计", "一、本年新收", "3", "3"], [1, 2, 3, 4, 5, 6], 4, "new"],
        [["（三）不予公开", "1.属于国家秘密", "0", "0"], [7, 8, 9, 10], 2, "denied_1"],
        [["2.其他", "0", "0"], [11, 12, 13], 1, "denied_2"],
    ]
    grid = lay_out(rows, known=True, rebuilt=True)
    assert_filled(grid)
    assert [line.part for line in grid.lines] == [Part.LEAD, Part.DATA, Part.LEAD, Part.DATA, Part.DATA]
    assert [slot.cell for slot in grid.lines[1].slots] == [3, 4, 5]


def test_a_table_of_no_form_is_drawn_cell_by_cell() -> None:
    rows = [[["a", "b", "c"], [1, 2, 3], 3, None], [["", "x"], [4, 5], 2, None]]
    grid = lay_out(rows, known=False, rebuilt=False)
    assert_filled(grid)
    assert [(slot.colspan, slot.rowspan) for slot in grid.lines[1].slots] == [(1, 1), (2, 1)]


def spans_of(rows: list[tuple[str, ...]], merged: dict[tuple[int, int], tuple[int, int]]) -> list[tuple[Any, ...]]:
    return [tuple(merged.get((n, cell), (1, 1)) for cell in range(len(row))) for n, row in enumerate(rows)]


MERGED_ROWS: list[tuple[str, ...]] = [("项目", "数量"), ("", "上半年", "下半年"), ("甲", "1", "2"), ("合计", "3")]
MERGED = {(0, 0): (1, 2), (0, 1): (2, 1), (3, 1): (2, 1)}


def test_merges_that_the_original_tells_are_drawn_as_they_are() -> None:
    rows = document_rows(MERGED_ROWS)
    grid = lay_out(rows, known=True, rebuilt=False, spans=spans_of(MERGED_ROWS, MERGED))
    assert grid.told
    assert_filled(grid)
    assert drawn(rows, grid, Part.HEAD) == [[("项目", 1, 2), ("数量", 2, 1)], [("上半年", 1, 1), ("下半年", 1, 1)]]
    assert drawn(rows, grid, Part.DATA)[1] == [("合计", 1, 1), ("3", 2, 1)]
    assert (grid.width, grid.labels, grid.heads) == (3, 1, 2)


@pytest.mark.parametrize("wrong", [{(0, 0): (1, 2)}, {(0, 0): (1, 3), (0, 1): (2, 1), (3, 1): (2, 1)}])
def test_merges_that_overlap_or_leave_holes_are_worked_out_instead(wrong: dict[Any, Any]) -> None:
    rows = document_rows(MERGED_ROWS)
    grid = lay_out(rows, known=True, rebuilt=False, spans=spans_of(MERGED_ROWS, wrong))
    assert not grid.told
    assert grid == lay_out(rows, known=True, rebuilt=False)

"""Printed rows become cells with a row, a column and a place; what does not fit is kept and said."""

from __future__ import annotations

import pytest

from auditor.model.ledger import Unread
from auditor.model.report import BoundTable, Report
from auditor.model.values import Kind
from auditor.testing import bound, report_text


def found(text: str, key: str) -> BoundTable:
    return next(table for table in bound(text).found_tables() if table.spec.key == key)


def number(report: Report, table: str, row: str, column: str) -> object:
    cell = report.cell(table, row, column)
    assert cell is not None
    return cell.value.number


def row(label: str, figures: str) -> str:
    """A printed row as the text has it."""
    return "".join(f"\t{cell}\n" for cell in [label, *figures.split(" ")]) + "\n"


ZEROS = "0 0 0 0 0 0 0"
NEW = "一、本年新收政府信息公开申请数量"


@pytest.mark.parametrize(("year", "cells"), [(2020, [22, 161, 15]), (2023, [10, 175, 15])])
def test_a_whole_form_is_read_cell_for_cell(year: int, cells: list[int]) -> None:
    report = bound(report_text(year))

    assert [len(list(table.cells())) for table in report.found_tables()] == cells


def test_a_cell_is_found_by_row_and_column_key() -> None:
    report = bound(report_text(cells={"requests.new": "1 2 3 4 5 6 21"}))

    assert [number(report, "requests", "new", column) for column in ("natural", "legal_service", "total")] == [1, 5, 21]


def test_a_cell_knows_the_line_it_stands_in() -> None:
    text = report_text(cells={"requests.new.natural": "77"})
    cell = bound(text).cell("requests", "new", "natural")
    assert cell is not None

    assert (cell.line, cell.col, cell.section) == (text.split("\n").index("\t77") + 1, 2, "requests")


def test_table_four_is_read_by_blocks_of_five() -> None:
    report = bound(
        report_text(
            cells={"appeals.review.upheld": 1, "appeals.suit_direct.upheld": 6, "appeals.suit_after_review.total": 15}
        )
    )

    assert [
        number(report, "appeals", *at)
        for at in (("review", "upheld"), ("suit_direct", "upheld"), ("suit_after_review", "total"))
    ] == [1, 6, 15]


def test_a_row_that_is_not_there_is_none() -> None:
    assert bound(report_text(without=("requests.denied_8",))).cell("requests", "denied_8", "total") is None


def test_a_report_without_the_table_is_unread_when_asked() -> None:
    with pytest.raises(Unread, match=r"table 3 .* was not found"):
        bound(report_text(without=("table:requests",))).table("requests")


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("1.属于国家\n秘密", "broken over two lines"),
        (" 1．属于国家秘密 ", "full-width stop and spaces"),
        ("1、属于国家秘密", "another separator"),
        ("1 属于国家秘密", "no separator"),
        ("1.属于国家秘秘", "one letter wrong"),
    ],
)
def test_a_row_is_found_by_its_label_however_it_is_printed(printed: str, label: str) -> None:
    text = report_text(cells={"requests.denied_1.total": "9"}).replace("1.属于国家秘密", printed)

    assert number(bound(text), "requests", "denied_1", "total") == 9, label


def test_a_misspelt_label_is_noted() -> None:
    table = found(report_text().replace("1.属于国家秘密", "1.属于国家秘秘"), "requests")

    assert [match.span.text for match in table.labels] == ["1.属于国家秘秘"]


def test_quotes_and_spaces_do_not_make_a_label_misspelt() -> None:
    assert found(report_text().replace("“三安全一稳定”", '"三安全 一稳定"'), "requests").labels == []


def test_columns_follow_the_printed_heads() -> None:
    text = report_text(cells={"disclosure.normative": "1 2 3"})
    swapped = text.replace("\t本年制发件数\n\t本年废止件数\n", "\t本年废止件数\n\t本年制发件数\n")

    assert number(bound(swapped), "disclosure", "normative", "repealed") == 1


def test_lost_words_in_the_heads_do_not_lose_the_figures() -> None:
    text = report_text(cells={"disclosure.normative": "1 2 3"}).replace("\t本年废止件数\n", "")

    assert number(bound(text), "disclosure", "normative", "valid") == 3


def test_other_names_a_row_and_a_column() -> None:
    report = bound(report_text(cells={"requests.other_3": "1 1 1 1 1 1 6", "requests.new.other": "8"}))

    assert (number(report, "requests", "other_3", "total"), number(report, "requests", "new", "other")) == (6, 8)


def test_a_row_with_a_figure_too_few_makes_the_table_unread() -> None:
    report = bound(report_text(cells={"requests.new": ZEROS}).replace(row(NEW, ZEROS), row(NEW, "0 0 0 0 0 0")))

    with pytest.raises(Unread, match="was not read completely"):
        report.cells("requests")


def test_the_short_row_is_named_with_what_was_read() -> None:
    table = found(report_text().replace(row(NEW, ZEROS), row(NEW, "0 0 0 0 0 0")), "requests")

    assert [problem.message.en for problem in table.problems] == [f"row “{NEW}” should hold 7 figures; 6 were read"]


def test_a_row_cut_by_a_stray_blank_line_is_put_together_again() -> None:
    text = report_text().replace(row(NEW, ZEROS), row(NEW, "1 0 0") + "\t0\n\t0\n\t0\n\t1\n\n")

    assert number(bound(text), "requests", "new", "total") == 1


def test_blank_cells_behind_the_last_figure_are_no_figures() -> None:
    text = report_text().replace(row(NEW, ZEROS), row(NEW, "0 0 0 0 0 0 5  "))

    assert number(bound(text), "requests", "new", "total") == 5


def test_a_row_that_occurs_twice_makes_the_table_unread() -> None:
    table = found(report_text().replace(row(NEW, ZEROS), row(NEW, ZEROS) * 2), "requests")

    assert [problem.message.en for problem in table.problems] == ["row occurs twice"]


def test_a_foreign_row_between_known_rows_is_extra_and_harms_nothing() -> None:
    text = report_text().replace("\t行政规范性文件\n", "\t其他主动公开文件\n\t1\n\t2\n\t3\n\n\t行政规范性文件\n")
    table = found(text, "disclosure")

    assert ([span.text for span in table.extra], table.problems) == (["其他主动公开文件"], [])


def test_figures_without_a_label_where_a_row_is_missing_make_the_table_unread() -> None:
    table = found(report_text().replace(f"\t{NEW}\n", "\t????\n"), "requests")

    assert [problem.message.en for problem in table.problems] == ["a row of figures fits no row of the form"]


def test_a_row_that_the_report_leaves_out_is_missing_not_unread() -> None:
    table = found(report_text(without=("requests.denied_8",)), "requests")

    assert ([label for label, _ in table.missing], table.problems) == (["8.属于行政查询事项"], [])


def test_the_single_sixth_row_of_the_old_form_is_read_in_the_new_one() -> None:
    text = report_text(without=("requests.other_1", "requests.other_2", "requests.other_3"))
    text = text.replace("\t（七）总计\n", row("（六）其他处理", "4 0 0 0 0 0 4") + "\t（七）总计\n")

    assert number(bound(text), "requests", "other", "total") == 4


def test_a_table_in_two_pieces_is_one_table() -> None:
    text = report_text().replace("\t（七）总计\n", "\n\t（七）总计\n")

    assert len(found(text, "requests").rows) == 25


def test_a_table_under_the_wrong_heading_is_found_by_its_labels() -> None:
    text = report_text(without=("table:appeals",))
    appeals = report_text().split("四、政府信息公开行政复议、行政诉讼情况\n")[1].split("五、")[0]

    assert len(list(found(text + appeals, "appeals").cells())) == 15


def test_blanks_placeholders_and_texts_keep_their_kind() -> None:
    report = bound(report_text(cells={"requests.new": " / 无 增加5 0 0 0"}))
    cells = report.table("requests").rows["new"]

    assert [cell.value.kind for cell in cells[:5]] == [
        Kind.BLANK,
        Kind.PLACEHOLDER,
        Kind.PLACEHOLDER,
        Kind.TEXT,
        Kind.NUMBER,
    ]


def test_a_table_cut_off_in_the_middle_says_what_is_missing() -> None:
    text = report_text(cells={"requests.denied_2.natural": "88"}).partition("\t88\n")[0]
    table = found(text, "requests")

    assert [problem.message.en for problem in table.problems] == [
        "row “2.其他法律行政法规禁止公开” should hold 7 figures; 0 were read"
    ]
    assert "（七）总计" in [label for label, _ in table.missing]


def test_appeals_with_a_figure_missing_are_unread() -> None:
    text = report_text(cells={"appeals.review.upheld": "77"}).replace("\t77\n", "")

    assert [problem.message.en for problem in found(text, "appeals").problems] == [
        "15 figures are expected; 14 were read"
    ]


def test_blanks_that_a_merged_label_leaves_before_the_figures_are_no_figures() -> None:
    text = report_text(cells={"requests.new": "1 2 3 4 5 6 "}).replace(f"\t{NEW}\n", f"\t{NEW}\n\t\n\t\n")
    row = found(text, "requests").rows["new"]

    assert [cell.text for cell in row] == ["1", "2", "3", "4", "5", "6", ""]


def test_where_blanks_stand_on_both_sides_rows_of_the_same_length_tell() -> None:
    second = "二、上年结转政府信息公开申请数量"
    text = report_text(cells={"requests.new": "1 2 3 4 5 6 21", "requests.carried_in": "1 0 0 0 0 0 "})
    wide = text.replace(f"\t{NEW}\n", f"\t{NEW}\n\t\n").replace(f"\t{second}\n", f"\t{second}\n\t\n")
    row = found(wide, "requests").rows["carried_in"]

    assert [cell.text for cell in row] == ["1", "0", "0", "0", "0", "0", ""]


def test_where_blanks_stand_on_both_sides_and_nothing_tells_the_table_is_unread() -> None:
    text = report_text(cells={"requests.new": "1 0 0 0 0 0 "}).replace(f"\t{NEW}\n", f"\t{NEW}\n\t\n")

    assert len(found(text, "requests").problems) == 1


def test_a_merged_figure_that_stands_in_every_cell_is_one() -> None:
    text = report_text(cells={"disclosure.licence": "5"})
    wide = text.replace("\t本年处理决定数量\n", "\t本年处理决定数量\n" * 3).replace("\t5\n", "\t5\n" * 3)

    assert number(bound(wide), "disclosure", "licence", "decisions") == 5


def test_different_figures_under_one_merged_head_are_not_read() -> None:
    text = report_text(cells={"disclosure.licence": "5"})
    wide = text.replace("\t本年处理决定数量\n", "\t本年处理决定数量\n" * 3).replace("\t5\n", "\t5\n\t6\n\t5\n")

    assert [problem.message.en for problem in found(wide, "disclosure").problems] == [
        "row “行政许可” should hold 1 figures; 3 were read"
    ]


def test_a_misprinted_head_is_no_column_less() -> None:
    text = report_text().replace("\t自然人\n", "\t自燃入\n").replace(row(NEW, ZEROS), row(NEW, "1 0 0 0 0 1"))
    table = found(text, "requests")

    assert [problem.message.en for problem in table.problems] == [f"row “{NEW}” should hold 7 figures; 6 were read"]

"""OGI-P002: whether the numbers of the statutory tables were read completely."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor import Message
from auditor.engine.assess import assess
from auditor.testing import bound, findings, full_findings, report_text, state
from auditor_rules.reading.table_reading import read_completely
from auditor_rules.tables.table_values import appeals_are_counts, requests_are_counts

TEXT = report_text(2020)
REPEATED = "\t2.重复申请\n"
LAST_OF_APPEALS = "\t0\n\n\n五、存在"


def messages(text: str) -> list[str]:
    return [line.split(": ", 1)[1] for line in findings(read_completely, text)]


def test_a_row_with_a_figure_too_few_is_for_review() -> None:
    text = TEXT.replace(REPEATED + "\t0\n", REPEATED)
    assert messages(text) == ["review 表三（收到和处理政府信息公开申请情况）：“2.重复申请”一行应有7个数据，读到6个"]


def test_a_row_with_a_figure_too_many_is_for_review() -> None:
    text = TEXT.replace(REPEATED, REPEATED + "\t0\n")
    assert messages(text) == ["review 表三（收到和处理政府信息公开申请情况）：“2.重复申请”一行应有7个数据，读到8个"]


def test_the_label_of_the_row_is_quoted_at_its_place() -> None:
    (found,) = full_findings(read_completely, TEXT.replace(REPEATED + "\t0\n", REPEATED))
    assert [quote.text for quote in found.quotes] == ["2.重复申请"]
    assert found.place.line == TEXT.split("\n").index("\t2.重复申请") + 1
    assert (found.place.table, found.place.row) == ("requests", "not_processed_2")


def test_rules_over_that_table_are_not_assessable_and_others_go_on() -> None:
    text = TEXT.replace(REPEATED + "\t0\n", REPEATED)
    assert (state(requests_are_counts, text), state(appeals_are_counts, text)) == ("not_assessable", "pass")


def test_figures_without_a_label_are_for_review() -> None:
    assert messages(TEXT.replace(REPEATED, "")) == [
        "review 表三（收到和处理政府信息公开申请情况）：有数据的一行无法对应到表格的行"
    ]


def test_table_four_must_hold_fifteen_figures() -> None:
    text = TEXT.replace(LAST_OF_APPEALS, "\n\n五、存在")
    assert messages(text) == ["review 表四（行政复议、行政诉讼情况）：应有15个数据，读到14个"]


def test_a_heading_that_ran_into_the_last_cell_is_for_review() -> None:
    text = TEXT.replace(LAST_OF_APPEALS, "\t0\n五、存在")
    assert messages(text) == ["review 单元格后缺少空行，下一部分的标题并入了表格"]


def test_a_row_that_occurs_twice_is_for_review() -> None:
    row = REPEATED + "\t0\n" * 7 + "\n"
    assert messages(TEXT.replace(row, row + row)) == ["review 表三（收到和处理政府信息公开申请情况）：行重复出现"]


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2023])
def test_whole_tables_pass(year: int) -> None:
    assert state(read_completely, report_text(year)) == "pass"


def test_a_row_that_the_report_leaves_out_was_not_lost_in_reading() -> None:
    assert state(read_completely, report_text(without=("requests.denied_4",))) == "pass"


def test_a_row_added_by_the_report_was_not_misread() -> None:
    text = TEXT.replace("\t第二十条第（五）项\n", "\t其他主动公开文件\n\t3\n\t3\n\t3\n\n\t第二十条第（五）项\n")
    assert state(read_completely, text) == "pass"


def test_a_later_report_with_one_row_for_other_outcomes_is_fully_read() -> None:
    text = report_text(without=("requests.other_1", "requests.other_2", "requests.other_3"))
    text = text.replace("\t（七）总计\n", "\t（六）其他处理\n" + "\t0\n" * 7 + "\n\t（七）总计\n")
    assert state(read_completely, text) == "pass"


def test_a_stray_blank_line_inside_a_row_loses_nothing() -> None:
    assert state(read_completely, TEXT.replace(REPEATED + "\t0\n", REPEATED + "\t0\n\n")) == "pass"


def test_blank_cells_of_merged_heads_are_no_figures() -> None:
    text = TEXT.replace("\t结果维持\n", "\t\n\t结果维持\n", 1)
    assert state(read_completely, text) == "pass"


def test_a_note_under_a_table_is_no_row() -> None:
    text = TEXT.replace("五、存在", "注：本表数据截至12月31日，共5项。\n五、存在")
    assert state(read_completely, text) == "pass"


def test_a_report_without_tables_has_nothing_to_read() -> None:
    text = report_text(without=("table:disclosure", "table:requests", "table:appeals"))
    assert state(read_completely, text) == "not_applicable"


def test_tables_three_and_four_are_told_apart_where_the_heading_between_them_is_lost() -> None:
    text = TEXT.replace("四、政府信息公开行政复议、行政诉讼情况\n", "")
    assert (state(requests_are_counts, text), state(appeals_are_counts, text)) == ("pass", "pass")


def test_a_part_of_the_file_that_was_not_read_leaves_it_open() -> None:
    report = bound(report_text())
    picture = Message("第2页是图片，未读出文字", "page 2: a picture that was not read")
    report.source = replace(report.source, unread=(picture,))
    result = assess(read_completely, report)

    assert (result.state.value, result.reason and result.reason.zh) == ("not_assessable", picture.zh)


def test_titles_that_run_on_with_other_text_are_one_finding_that_quotes_them() -> None:
    text = (
        report_text().replace("\n五、存在", "五、存在").replace("\n六、其他需要报告的事项\n", "六、其他需要报告的事项")
    )
    (found,) = full_findings(read_completely, text)

    assert found.message.zh == "标题“六、其他需要报告的事项”与其他文字连在一起，无法分出所属部分"
    assert [quote.text for quote in found.quotes] == ["六、其他需要报告的事项"]

"""Sections are found by their titles; markers alone make no section, and a missing marker loses none."""

from __future__ import annotations

import pytest

from auditor.model.document import Table
from auditor.model.report import Report, Section
from auditor.testing import bound, report_text

TITLES = {
    "overview": "总体情况",
    "disclosure": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "appeals": "政府信息公开行政复议、行政诉讼情况",
    "problems": "存在的主要问题及改进情况",
    "other": "其他需要报告的事项",
}


def section(report: Report, key: str) -> Section:
    found = report.section(key)
    assert found is not None
    return found


def keys(text: str) -> list[str]:
    return [found.spec.key for found in bound(text).sections]


def prose(text: str, key: str) -> list[str]:
    return [line.text for line in section(bound(text), key).lines]


def test_a_report_of_the_form_has_six_sections_in_order() -> None:
    assert keys(report_text()) == list(TITLES)


@pytest.mark.parametrize("ordinal", ["一、", "一 、", "—、", "1、", "1.", "（一）", "第一部分 ", ""])
def test_a_title_is_known_whatever_its_ordinal(ordinal: str) -> None:
    assert "overview" in keys(report_text().replace("一、总体情况", f"{ordinal}总体情况"))


@pytest.mark.parametrize(
    "title", ["工作概述", "工作基本情况", "概况", "政府信息公开工作总体情况"]
)  # fmt: skip
def test_accepted_variants_of_a_title_are_the_section_but_not_to_the_letter(title: str) -> None:
    found = section(bound(report_text().replace("一、总体情况", f"一、{title}")), "overview")

    assert not found.exact


def test_an_official_wording_is_as_good_as_the_title() -> None:
    text = report_text().replace("二、主动公开政府信息情况", "二、行政机关主动公开政府信息情况")

    assert section(bound(text), "disclosure").exact


def test_a_misspelt_title_is_found_by_likeness() -> None:
    assert "problems" in keys(report_text().replace("五、存在的主要问题及改进情况", "五、存在主要的问题与改进情况"))


def test_a_title_in_a_sentence_is_no_heading() -> None:
    text = report_text(preamble="本报告由总体情况、主动公开政府信息情况等六个部分组成。")

    assert keys(text) == list(TITLES)


def test_a_table_of_contents_is_no_second_set_of_sections() -> None:
    contents = "\n".join(f"{ordinal}、{title}" for ordinal, title in zip("一二三四五六", TITLES.values(), strict=True))

    assert keys(report_text(preamble=contents)) == list(TITLES)


def test_the_row_label_four_is_no_heading() -> None:
    text = report_text()
    loose = text.replace("\t四、结转下年度继续办理\n", "四、结转下年度继续办理\n")

    assert keys(text) == keys(loose) == list(TITLES)


def test_a_section_heading_that_ran_into_a_cell_ends_the_table() -> None:
    text = report_text(without=("table:appeals",)).replace("\n\n\n四、政府", "\n四、政府")
    report = bound(text)

    assert (
        section(report, "appeals").heading.line == text.split("\n").index("四、政府信息公开行政复议、行政诉讼情况") + 1
    )
    assert not any(isinstance(node, Table) for node in section(report, "appeals").nodes)


def test_a_lost_row_end_is_noted_at_the_cell() -> None:
    text = report_text(without=("table:appeals",)).replace("\n\n\n四、政府", "\n四、政府")
    (lost,) = bound(text).lost_row_ends

    assert (lost.text, lost.line) == ("0", text.split("\n").index("四、政府信息公开行政复议、行政诉讼情况"))


def test_prose_behind_a_swallowed_heading_belongs_to_its_section() -> None:
    text = report_text().replace("\n\n\n五、存在", "\n五、存在")

    assert prose(text, "problems")[0].startswith("一年来")


def test_a_row_label_in_a_further_line_of_a_cell_ends_nothing() -> None:
    report = bound(report_text().replace("\t四、结转下年度继续办理", "\t四、结转\n下年度继续办理"))

    assert report.lost_row_ends == ()


def test_thousands_of_swallowed_headings_are_cut_without_running_out_of_stack() -> None:
    report = bound("\t甲\n一、总体情况\n" * 3000)

    assert len(report.lost_row_ends) == 3000


def test_a_text_of_no_known_form_has_no_sections() -> None:
    assert keys("通知\n各单位：请报送年报。\n") == []


def test_what_stands_before_the_first_heading_is_the_preamble() -> None:
    report = bound(report_text(preamble="现将有关情况公布如下。"))

    assert [line.text for line, _ in report.prose()][:2] == [
        "青禾县石桥镇人民政府2023年政府信息公开工作年度报告", "现将有关情况公布如下。",
    ]  # fmt: skip

"""Binding chooses the form, places every table, and may overrule the markers; it loses no character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model.document import Node, Paragraph, Table
from auditor.model.report import Report
from auditor.testing import bound, report_text
from tests.mangling import each_cell_a_paragraph, mangled


def outline(report: Report) -> list[Node]:
    nodes = list(report.preamble)
    for section in report.sections:
        heading = section.heading
        nodes += [Paragraph(heading.text, heading.line or 0, heading.col or 0), *section.nodes]
    return nodes


def inked(text: str) -> dict[tuple[int, int], str]:
    return {
        (line, col): char
        for line, written in enumerate(text.split("\n"), start=1)
        for col, char in enumerate(written, start=1)
        if not char.isspace()
    }


def kept(report: Report) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    for node in outline(report):
        pieces = (
            [piece for row in node.rows for piece in zip(row.texts, row.lines, row.cols, strict=True)]
            if isinstance(node, Table)
            else [(node.text, node.line, node.col)]
        )
        for text, line, col in pieces:
            for down, part in enumerate(text.split("\n")):
                for along, char in enumerate(part):
                    if not char.isspace():
                        found[line + down, (1 if down else col) + along] = char
    return found


@settings(deadline=None, max_examples=200)
@given(st.sampled_from([2020, 2023]), st.integers(0, 10**6))
def test_every_character_of_a_mangled_report_is_in_its_outline_where_it_stands(year: int, seed: int) -> None:
    text = mangled(year, seed)
    flat = each_cell_a_paragraph(text)

    assert kept(bound(text)) == inked(text)
    assert kept(bound(flat)) == inked(flat)


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="\t\n 0一二三、（）.规章总计行政许可商业企业|。", max_size=120))
def test_any_text_can_be_bound(text: str) -> None:
    assert bound(text).source.text == text


@pytest.mark.parametrize(
    ("year", "form"), [(2019, "ogi-2019"), (2020, "ogi-2019"), (2021, "ogi-2021"), (2024, "ogi-2021")]
)
def test_the_form_is_told_by_its_labels(year: int, form: str) -> None:
    assert bound(report_text(year)).form.id == form


def test_the_printed_form_outweighs_the_year() -> None:
    assert bound(report_text(2023, form="ogi-2019")).form.id == "ogi-2019"


def test_without_tables_the_year_chooses_the_form() -> None:
    text = report_text(2020, without=("table:disclosure", "table:requests", "table:appeals"))

    assert bound(text).form.id == "ogi-2019"


def test_a_line_with_a_stray_tab_is_a_paragraph_again() -> None:
    text = report_text(sections={"problems": "\t公开的时效有待提高。\n"})
    section = bound(text).section("problems")
    assert section is not None

    assert [(line.text, line.col) for line in section.lines] == [("公开的时效有待提高。", 2)]


def test_a_stray_tab_in_the_preamble_is_a_paragraph_again_too() -> None:
    text = report_text(preamble="\t现将有关情况公布如下。\n")

    assert "现将有关情况公布如下。" in [line.text for line, _ in bound(text).prose()]


def test_a_table_of_no_form_is_kept_as_a_table() -> None:
    text = report_text(sections={"other": "\t网站\n\t12\n\n\t微信\n\t3\n\n"})
    section = bound(text).section("other")
    assert section is not None

    assert [row.texts for node in section.nodes if isinstance(node, Table) for row in node.rows] == [
        ("网站", "12"),
        ("微信", "3"),
    ]


@pytest.mark.parametrize("keep", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_report_cut_off_anywhere_still_binds(keep: float) -> None:
    text = report_text()
    cut = text[: int(len(text) * keep)]

    assert kept(bound(cut)) == inked(cut)


def test_a_text_that_is_no_report_is_not_recognised() -> None:
    assert not bound("通知\n各单位：请报送年报。\n").recognised


def test_three_sections_without_a_title_are_a_report() -> None:
    text = report_text(title="", without=("requests", "appeals", "problems", "table:disclosure"))

    assert bound(text).recognised


def test_an_empty_text_is_not_recognised() -> None:
    assert not bound("").recognised


def test_a_blocks_title_above_its_rows_as_a_paragraph_belongs_to_the_table() -> None:
    text = report_text()
    for ordinal in "一五六八":
        text = text.replace(f"\t第二十条第（{ordinal}）项\n\n", f"第二十条第（{ordinal}）项\n")
    (table,) = (table for table in bound(text).found_tables() if table.spec.key == "disclosure")
    section = bound(text).section("disclosure")
    assert section is not None

    assert (len(list(table.cells())), table.missing) == (10, [])
    assert list(section.lines) == []
    assert kept(bound(text)) == inked(text)

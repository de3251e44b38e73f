"""Tables whose cells the source lost are rebuilt from the form's labels, or are said to be unread; never guessed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from contextlib import suppress

import pytest

from auditor.model.ledger import Unread
from auditor.model.report import BoundTable, Report
from auditor.model.values import Amount
from auditor.testing import bound, report_text
from tests.mangling import barred, bordered, copied_in_a_browser, each_cell_a_paragraph, each_cell_led, lone_tabs

CELLS = {
    "requests.new": "1 2 3 4 5 6 21", "requests.denied_3": "1 0 0 0 0 0 1", "requests.other_2.total": "7",
    "requests.carried_out": "9 0 0 0 0 0 9", "appeals.suit_direct": "1 2 3 4 10", "disclosure.normative": "5 6 7",
}  # fmt: skip
KEYS = ("disclosure", "requests", "appeals")


def text() -> str:
    return report_text(cells=CELLS)


def each_row_a_line(text: str, between: str) -> str:
    rows = re.sub(
        r"((?:^\t[^\n]*\n)+)\n",
        lambda row: between.join(row[1].strip("\n").split("\n\t"))[1:] + "\n",
        text,
        flags=re.MULTILINE,
    )
    return re.sub(r"\n{2,}", "\n", rows)


def table(report: Report, key: str) -> BoundTable:
    return next(found for found in report.found_tables() if found.spec.key == key)


def figures(text: str, key: str) -> dict[tuple[str, str], Amount | None]:
    return {(cell.row, cell.column): cell.value.number for cell in bound(text).table(key).cells()}


@pytest.mark.parametrize("key", KEYS)
def test_a_cell_in_each_paragraph_is_rebuilt_with_every_figure_in_its_place(key: str) -> None:
    assert figures(each_cell_a_paragraph(text()), key) == figures(text(), key)


@pytest.mark.parametrize("between", ["|", " | ", "｜"])
@pytest.mark.parametrize("key", KEYS)
def test_pipes_between_cells_are_rebuilt(key: str, between: str) -> None:
    assert figures(each_row_a_line(text(), between), key) == figures(text(), key)


@pytest.mark.parametrize("key", KEYS)
def test_rows_run_together_are_rebuilt(key: str) -> None:
    assert figures(each_row_a_line(text(), " "), key) == figures(text(), key)


@pytest.mark.parametrize("key", KEYS)
def test_a_rebuilt_table_is_marked_as_rebuilt(key: str) -> None:
    assert table(bound(each_cell_a_paragraph(text())), key).rebuilt
    assert not table(bound(text()), key).rebuilt


def test_a_rebuilt_cell_knows_its_own_line() -> None:
    flat = each_cell_a_paragraph(report_text(cells={"requests.new.natural": "77"}))
    cell = bound(flat).cell("requests", "new", "natural")
    assert cell is not None

    assert (cell.line, cell.col) == (flat.split("\n").index("77") + 1, 1)


def test_a_rebuilt_cell_in_a_line_knows_its_column() -> None:
    flat = each_row_a_line(report_text(cells={"requests.new.natural": "77"}), " | ")
    cell = bound(flat).cell("requests", "new", "natural")
    assert cell is not None

    assert flat.split("\n")[cell.line - 1][cell.col - 1 :].startswith("77 |")


def test_labels_broken_over_paragraphs_are_joined() -> None:
    flat = each_cell_a_paragraph(text()).replace("\n科研机构\n", "\n科研\n机构\n")

    assert figures(flat, "requests") == figures(text(), "requests")


def test_a_figure_that_was_lost_makes_the_rebuilt_table_unread() -> None:
    flat = each_cell_a_paragraph(report_text(cells={"requests.new.natural": "77"})).replace("\n77\n", "\n")

    with pytest.raises(Unread, match="was not read completely"):
        bound(flat).table("requests")


def test_prose_before_and_behind_a_flat_table_stays_prose() -> None:
    flat = each_cell_a_paragraph(text())
    title = "三、收到和处理政府信息公开申请情况\n"
    flat = flat.replace(title, f"{title}本年度申请情况如下。\n").replace("四、政府", "以上为全部申请。\n四、政府")
    section = bound(flat).section("requests")
    assert section is not None

    assert [line.text for line in section.lines] == ["本年度申请情况如下。", "以上为全部申请。"]


def test_a_long_paragraph_between_flat_cells_is_not_lost() -> None:
    long = "说明" * 300
    flat = each_cell_a_paragraph(text()).replace("\n（七）总计\n", f"\n{long}\n（七）总计\n")
    report = bound(flat)
    section = report.section("requests")
    assert section is not None

    assert long in str(section.nodes)


def test_a_section_of_prose_is_no_table() -> None:
    report = bound(
        report_text(without=("table:appeals",), sections={"appeals": "本年度未发生行政复议0件、行政诉讼0件。"})
    )

    assert [found.spec.key for found in report.found_tables()] == ["disclosure", "requests"]


def test_an_empty_cell_that_left_a_blank_line_is_a_blank_figure() -> None:
    flat = re.sub(r"^\t", "", report_text(cells={"requests.new": "1 2  4 5 6 18"}), flags=re.MULTILINE)
    row = bound(flat).table("requests").rows["new"]

    assert [cell.text for cell in row] == ["1", "2", "", "4", "5", "6", "18"]
    assert flat.split("\n")[row[2].line - 1] == ""


def test_a_last_cell_left_empty_cannot_be_told_from_the_next_row() -> None:
    flat = re.sub(r"^\t", "", report_text(cells={"requests.new": "1 2 3 4 5 6 "}), flags=re.MULTILINE)

    with pytest.raises(Unread, match="was not read completely"):
        bound(flat).table("requests")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_word_in_place_of_a_figure_stays_in_its_row(between: str) -> None:
    flat = each_cell_a_paragraph(report_text(cells={"requests.new": "1 若干 3 4 5 6 21"})).replace("\n", between)
    row = bound(flat).table("requests").rows["new"]

    assert [cell.text for cell in row] == ["1", "若干", "3", "4", "5", "6", "21"]


def test_a_word_in_place_of_a_figure_in_a_row_run_together_is_read() -> None:
    flat = each_row_a_line(report_text(cells={"disclosure.licence": "若干"}), " ")
    cell = bound(flat).cell("disclosure", "licence", "decisions")
    assert cell is not None

    assert cell.text == "若干"


def test_a_row_that_lost_its_only_figure_is_unread_and_not_missing() -> None:
    flat = each_cell_a_paragraph(report_text(cells={"disclosure.licence": "77"})).replace("\n77\n", "\n")
    found = table(bound(flat), "disclosure")

    assert ([problem.message.en for problem in found.problems], found.missing) == (
        ["row “行政许可” should hold 1 figures; 0 were read"], [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("社会公益组织", "社会公益\n组织"),
        ("（三）不予公开", "（三）\n不予\n公开"),
        ("（六）其他处理", "（六）\n其他\n处理"),
        (
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
            "（二）部分公开\n（区分处理的，\n只计这一情形，\n不计其他情形）",
        ),
    ],
)
@pytest.mark.parametrize("year", [2020, 2023])
def test_a_label_broken_over_paragraphs_is_no_misprint(year: int, label: str, parts: str) -> None:
    whole = report_text(year)
    assert label in whole
    found = table(bound(each_cell_a_paragraph(whole.replace(label, parts))), "requests")

    assert (found.labels, found.missing, found.problems) == ([], [], [])


def test_heads_in_another_order_are_followed_in_a_flat_table_too() -> None:
    text = report_text(cells={"disclosure.normative": "1 2 3", "disclosure.regulations": "4 5 6"})
    swapped = text.replace("\t本年制发件数\n\t本年废止件数\n", "\t本年废止件数\n\t本年制发件数\n")
    row = bound(each_cell_a_paragraph(swapped)).table("disclosure").rows["regulations"]

    assert [(cell.column, cell.value.number) for cell in row] == [("repealed", 4), ("made", 5), ("valid", 6)]


def test_prose_with_many_blanks_is_no_table_and_is_quick() -> None:
    words = "规章 制度 公开 申请 办理 " * 15
    report = bound(report_text(without=("table:disclosure",), sections={"disclosure": f"{words}\n" * 2000}))

    assert [found.spec.key for found in report.found_tables()] == ["requests", "appeals"]


def test_a_column_that_the_report_leaves_out_is_missing_in_a_flat_table_too() -> None:
    flat = each_cell_a_paragraph(report_text(cells={"requests.new": "1 2 4 5 6 18"}))
    lines = flat.replace("\n科研机构\n", "\n").split("\n")
    start = lines.index("一、本年新收政府信息公开申请数量")
    end = lines.index("四、结转下年度继续办理") + 8
    body = "\n".join(lines[start:end]).replace("\n0" * 7, "\n0" * 6)
    found = table(bound("\n".join([*lines[:start], body, *lines[end:]])), "requests")

    assert [label for label, _ in found.missing] == ["科研机构"]
    assert found.problems == []
    assert [cell.value.number for cell in found.rows["new"]] == [1, 2, 4, 5, 6, 18]


MARKED = [copied_in_a_browser, lone_tabs, barred, bordered, each_cell_led]


@pytest.mark.parametrize("year", [2020, 2023])
@pytest.mark.parametrize("copied", MARKED)
@pytest.mark.parametrize("key", KEYS)
def test_marks_between_paragraphs_tell_the_cells(copied: Callable[[str], str], key: str, year: int) -> None:
    whole = report_text(year, cells={name: row for name, row in CELLS.items() if "other_2" not in name})
    assert figures(copied(whole), key) == figures(whole, key)


BLANKS = {
    "first": {"requests.new": " 2 3 4 5 6 21"},
    "in the middle": {"requests.new": "1 2  4  6 21"},
    "last": {"requests.new": "1 2 3 4 5 6 "},
    "last of all": {"requests.carried_out": "9 0 0 0 0 0 "},
    "in a row below a group": {"requests.denied_3": "1    0 0 1"},
    "in table two": {"disclosure.normative": "5  7"},
    "in table four": {"appeals.suit_direct": "1  3 4 10"},
    "first of table four": {"appeals.review": " 0 0 0 0"},
    "last of table four": {"appeals.suit_after_review": "0 0 0 0 "},
}


@pytest.mark.parametrize("copied", [copied_in_a_browser, barred, bordered])
@pytest.mark.parametrize("cells", BLANKS.values(), ids=BLANKS)
def test_an_empty_cell_between_marks_is_a_blank_figure_in_its_place(
    copied: Callable[[str], str], cells: dict[str, str]
) -> None:
    whole = report_text(cells={**CELLS, **cells})
    assert [figures(copied(whole), key) for key in KEYS] == [figures(whole, key) for key in KEYS]


@pytest.mark.parametrize("copied", MARKED)
@pytest.mark.parametrize("seed", range(12))
def test_blanks_at_random_are_read_right_or_not_at_all(copied: Callable[[str], str], seed: int) -> None:
    chance = random.Random(seed)
    cells: dict[str, str | int] = {}
    for row in ("requests.new", "requests.partial", "requests.denied_8", "requests.unable_1", "requests.total"):
        cells[row] = " ".join(chance.choice(["", "0", "3", "12"]) for _ in range(7))
    for row in ("review", "suit_direct", "suit_after_review"):
        cells[f"appeals.{row}"] = " ".join(chance.choice(["", "0", "1"]) for _ in range(5))
    whole = report_text(cells=cells)
    for key in ("requests", "appeals"):
        with suppress(Unread):
            assert figures(copied(whole), key) == figures(whole, key)


def test_a_row_left_blank_between_marks_is_seven_blanks() -> None:
    row = (
        bound(copied_in_a_browser(report_text(cells={"requests.denied_3": "      "})))
        .table("requests")
        .rows["denied_3"]
    )

    assert [cell.text for cell in row] == [""] * 7


@pytest.mark.parametrize("parts", ["社会公益\n\n组织", "社会\n\n公益\n\n组织"])
def test_a_label_of_several_paragraphs_between_marks_is_joined(parts: str) -> None:
    whole = report_text(cells=CELLS)
    copied = copied_in_a_browser(whole).replace("社会公益组织", parts)
    found = table(bound(copied), "requests")

    assert (figures(copied, "requests"), found.labels, found.missing) == (figures(whole, "requests"), [], [])


def test_one_lone_tab_keeps_no_flat_table_from_being_rebuilt() -> None:
    flat = each_cell_a_paragraph(text()).replace("\n科研机构\n", "\n科研机构\n\n\t\n\n")

    assert figures(flat, "requests") == figures(text(), "requests")


def test_a_figure_that_was_lost_between_marks_makes_the_table_unread() -> None:
    lost = lone_tabs(report_text(cells={"requests.new.natural": "77"})).replace("\n\t\n77\n", "\n")

    with pytest.raises(Unread, match="was not read completely"):
        bound(lost).table("requests")


def test_an_empty_row_in_a_table_changes_nothing() -> None:
    whole = report_text(cells={"disclosure.penalty": "4"})
    cut = whole.replace("\t行政处罚\n", "\t\n\t\n\n\t行政处罚\n")

    assert figures(cut, "disclosure") == figures(whole, "disclosure")
    assert table(bound(cut), "disclosure").problems == []

"""What findings cite is marked to the letter, and linked both ways."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.outputs.html.mark import Anchors, Home, Marks, marked

TEXT = "标题\n\n　　甲乙丙丁，甲乙丙丁。\n\t行政许可\n\t12\n\n\t行政\n处罚\n\t\n\n\n尾段\n"
NODES: list[Any] = [
    {"level": 0, "text": "标题", "line": 1, "section": None},
    {"level": 0, "text": "甲乙丙丁，甲乙丙丁。", "line": 3, "section": "overview"},
    {
        "table": "disclosure", "line": 4, "section": "disclosure", "rebuilt": False,
        "rows": [[["行政许可", "12"], [4, 5], 1, "licence"], [["行政\n处罚", ""], [7, 9], 1, "penalty"]],
    },
    {"level": 0, "text": "尾段", "line": 12, "section": "other"},
]  # fmt: skip


@pytest.fixture
def marks() -> Marks:
    return Marks(NODES, TEXT, Anchors(NODES, ""))


def place(line: int | None, col: int | None = None) -> dict[str, Any]:
    return {"line": line, "col": col}


def html(marks: Marks, home: Home) -> str:
    return marked(marks.content(home), marks.spots[home], "")


def test_column_counts_the_indent_that_the_drawn_paragraph_lacks(marks: Marks) -> None:
    anchor = marks.cite(1, "error", place(3, 9), "乙丙", main=True)
    assert anchor == "m1"
    assert html(marks, Home(1)) == (
        '甲乙丙丁，甲<mark class="error main" id="m1">乙丙</mark><sup class="n"><a href="#f1">1</a></sup>丁。'
    )


def test_a_suspected_cell_has_what_it_should_say_behind_it_and_no_number_of_its_own(marks: Marks) -> None:
    assert marks.suspect("error", {"line": 5, "col": 2, "to": "<1>"}, "i3") == "m1"
    assert html(marks, Home(2, 0, 1)) == (
        '<mark class="error" id="m1">12</mark><a class="fix" href="#i3">→ &lt;1&gt;</a>'
    )
    marks.cite(4, "error", place(5, 2), "12", main=True)
    assert '<a href="#f4">4</a></sup><a class="fix" href="#i3">' in html(marks, Home(2, 0, 1))
    assert marks.suspect("error", {"line": 3, "col": 3, "to": "1"}, "i3") is None


def test_a_column_that_does_not_fit_falls_back_to_the_first_occurrence(marks: Marks) -> None:
    marks.cite(1, "review", place(3, 99), "丙丁", main=True)
    assert (marks.spots[Home(1)][0].start, marks.spots[Home(1)][0].end) == (2, 4)


def test_overlapping_phrases_keep_both_anchors_and_the_graver_look(marks: Marks) -> None:
    marks.cite(1, "review", place(3, 3), "甲乙丙", main=False)
    marks.cite(2, "error", place(3, 4), "乙丙丁", main=False)
    assert html(marks, Home(1)).startswith(
        '<mark class="review" id="m1">甲</mark><mark class="error" id="m2">乙丙</mark>'
        '<sup class="n"><a href="#f1">1</a></sup><mark class="error">丁</mark><sup class="n"><a href="#f2">2</a></sup>，'
    )


def test_phrases_that_begin_together_both_have_an_anchor(marks: Marks) -> None:
    marks.cite(1, "review", place(3, 3), "甲乙", main=False)
    marks.cite(2, "review", place(3, 3), "甲乙丙", main=False)
    shown = html(marks, Home(1))
    assert 'id="m1"' in shown
    assert 'id="m2"' in shown


def test_several_findings_share_one_cell(marks: Marks) -> None:
    assert marks.cite(1, "warning", place(5, 2), "12", main=False) == marks.cite(
        2, "error", place(5, 2), "12", main=True
    )
    assert html(marks, Home(2, 0, 1)) == (
        '<mark class="error main" id="m1">12</mark><sup class="n"><a href="#f1">1</a> <a href="#f2">2</a></sup>'
    )


def test_a_cited_empty_cell_is_visible(marks: Marks) -> None:
    marks.cite(1, "warning", place(9, 2), "", main=True)
    assert '<mark class="warning main empty" id="m1"></mark>' in html(marks, Home(2, 1, 1))


def test_a_cells_second_line_is_the_cell(marks: Marks) -> None:
    marks.cite(1, "warning", place(8, 1), "处罚", main=True)
    assert html(marks, Home(2, 1, 0)).startswith('行政\n<mark class="warning main" id="m1">处罚</mark>')


def test_what_cannot_be_found_links_to_its_line_or_the_nearest_above(marks: Marks) -> None:
    assert marks.cite(1, "error", place(3, 3), "没有这句", main=True) == "L3"
    assert marks.cite(1, "error", place(11, None), None, main=True) == "L7"
    assert marks.cite(1, "error", place(None), None, main=True) is None
    assert not marks.spots


def test_anchors_in_a_file_of_many_reports_carry_the_reports_name() -> None:
    marks = Marks(NODES, TEXT, Anchors(NODES, "rabc-"))
    assert marks.cite(1, "error", place(5, 2), "12", main=True) == "rabc-m1"
    assert marks.cite(1, "error", place(2, 1), None, main=True) == "rabc-L1"


def test_cells_run_together_in_one_line_are_told_apart_by_column() -> None:
    nodes = [
        {
            "table": "disclosure", "line": 1, "section": "disclosure", "rebuilt": True,
            "rows": [[["行政许可", "0", "10"], [1, 1, 1], 1, "licence"], [["行政处罚", "0", "1"], [1, 1, 1], 1, "penalty"]],
        }
    ]  # fmt: skip
    text = "行政许可 0 10 行政处罚 0 1"
    marks = Marks(nodes, text, Anchors(nodes, ""))
    assert marks.home(1, text.index("10") + 1) == Home(0, 0, 2)
    assert marks.home(1, text.rindex("0") + 1) == Home(0, 1, 1)
    assert marks.home(1, len(text)) == Home(0, 1, 2)

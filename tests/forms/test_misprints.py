"""A misprinted label is known by its place, and never moves a figure to another row."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model.report import BoundTable, Report
from auditor.model.values import Kind, read_value
from auditor.plugins.load import load_catalogue
from auditor.testing import bound, outcome, report_text
from samples.make import clean_report
from samples.make.as_text import VARIANTS

ARITHMETIC = [
    rule for rule in load_catalogue().rules if rule.id in {"OGI-T301", "OGI-T302", "OGI-T303", "OGI-T401", "OGI-T310"}
]
CHARACTERS = "一三五七十某不许可罚制总计其他自然人企业机构0123（）、.的公信事处理数量"
WAYS = ("as it is", "cell_per_paragraph", "untabbed")

Figures = dict[str, dict[tuple[str, str], int]]


def found(text: str, key: str) -> BoundTable:
    return next(table for table in bound(text).found_tables() if table.spec.key == key)


def lines_of(report: Report) -> Figures:
    """The line of each figure in the tables that were soundly read."""
    return {
        table.spec.key: {(cell.row, cell.column): cell.line for cell in table.cells()}
        for table in report.found_tables()
        if not table.problems
    }


def perturbed(line: str, at: int, way: str, char: str) -> str:
    """A label with one character put in another's place, left out, or put in; its TAB stays."""
    start = line.startswith("\t")
    at = start + at % (len(line) - start)
    return line[:at] + (char if way != "drop" else "") + line[at + (way != "insert") :]


@settings(deadline=None, max_examples=150)
@given(
    st.integers(0, 2000),
    st.sampled_from(WAYS),
    st.integers(0, 10**6),
    st.integers(0, 30),
    st.sampled_from(["replace", "drop", "insert"]),
    st.sampled_from(CHARACTERS),
)
def test_one_wrong_character_in_a_label_shifts_no_figure_and_breaks_no_sum(
    seed: int, way: str, which: int, at: int, change: str, char: str
) -> None:
    text = clean_report(seed).text
    text = text if way == "as it is" else VARIANTS[way](text).decode()
    truth = lines_of(bound(text))
    lines = text.split("\n")
    figures = [line for table in truth.values() for line in table.values()]
    labels = [
        number
        for number in range(min(figures) - 5, max(figures))
        if lines[number].strip() and len(lines[number]) < 60 and read_value(lines[number]).kind is Kind.TEXT
    ]
    number = labels[which % len(labels)]
    lines[number] = perturbed(lines[number], at, change, char)
    report = bound("\n".join(lines))

    for key, table in lines_of(report).items():
        assert table.keys() == truth[key].keys()
        # The changed line itself may have become a figure: 总计 with 0 in place of 总.
        assert [place for place, line in table.items() if line not in (truth[key][place], number + 1)] == []
    assert [rule.id for rule in ARITHMETIC for _ in outcome(rule, "\n".join(lines)).violations] == []


@pytest.mark.parametrize(
    ("year", "table", "row", "label", "printed"),
    [
        (2020, "disclosure", "regulations", "规章", "规障"),
        (2020, "disclosure", "licence", "行政许可", "行政许司"),
        (2023, "disclosure", "licence", "行政许可", "行政可"),
        (2023, "disclosure", "coercion", "行政强制", "行政强治措"),
        (2023, "requests", "total", "（七）总计", "（七）总汁"),
        (2023, "requests", "other_3", "3.其他", "3.其池"),
    ],
)
def test_a_misprinted_row_between_its_neighbours_is_read(
    year: int, table: str, row: str, label: str, printed: str
) -> None:
    text = report_text(year)
    wrong = found(text.replace(f"\t{label}\n", f"\t{printed}\n"), table)
    right = found(text, table)

    assert (wrong.problems, wrong.missing, wrong.extra) == ([], [], [])
    assert list(wrong.rows) == list(right.rows)
    assert [match.label for match in wrong.labels] == [label]
    assert [cell.line for cell in wrong.rows[row]] == [cell.line for cell in right.rows[row]]


def test_two_misprinted_rows_side_by_side_are_read_in_their_order() -> None:
    text = report_text(cells={"disclosure.penalty": "3", "disclosure.coercion": "4"})
    table = found(text.replace("\t行政处罚\n", "\t行政处司\n").replace("\t行政强制\n", "\t行政强司\n"), "disclosure")

    assert [table.rows[key][0].value.number for key in ("penalty", "coercion")] == [3, 4]


def test_a_misprinted_row_beside_a_missing_one_is_not_guessed() -> None:
    text = report_text(without=("disclosure.penalty",)).replace("\t行政强制\n", "\t行政处制\n")
    table = found(text, "disclosure")

    assert [problem.message.en for problem in table.problems] == ["a row of figures fits no row of the form"]


def test_a_misprinted_row_with_a_figure_too_few_is_not_read() -> None:
    text = report_text().replace("\t规章\n\t0\n", "\t规障\n")

    assert [problem.message.en for problem in found(text, "disclosure").problems] == [
        "a row of figures fits no row of the form"
    ]


def test_figures_behind_a_groups_label_alone_are_not_lost_in_silence() -> None:
    text = report_text().replace("\t1.属于国家秘密\n", "\t甲乙丙丁戊己庚辛\n")

    assert [problem.message.en for problem in found(text, "requests").problems] == [
        "a row of figures fits no row of the form"
    ]


def test_heads_that_are_all_misprinted_are_no_figures() -> None:
    text = report_text(cells={"appeals.review.upheld": "7"})
    wrong = text.replace("\t行政复议\n\t行政诉讼\n", "\t行政复义\n\t行政诉松\n")
    cell = bound(wrong).cell("appeals", "review", "upheld")
    assert cell is not None

    assert cell.value.number == 7


def test_columns_keep_their_printed_order_below_a_misprinted_first_row() -> None:
    text = report_text(2020, cells={"disclosure.licence": "1 2 3", "disclosure.penalty": "4 5 6"})
    heads = "\t上一年项目数量\n\t本年增/减\n"
    swapped = text.replace(heads, "\t本年增/减\n\t上一年项目数量\n", 1).replace("\t行政许可\n", "\t行政许司\n")
    table = found(swapped, "disclosure")

    assert [(cell.column, cell.value.number) for cell in table.rows["licence"]] == [
        ("change", 1), ("previous", 2), ("decisions", 3),
    ]  # fmt: skip
    assert [cell.column for cell in table.rows["penalty"]] == ["previous", "change", "decisions"]

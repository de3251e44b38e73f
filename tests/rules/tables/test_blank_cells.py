"""OGI-T305, OGI-T402: no figure of tables 3 and 4 is left blank."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.tables.blank_cells import appeals_filled, requests_filled

ROWS = ("new", "carried_in", "granted", "partial", *(f"denied_{n}" for n in range(1, 9)),
        *(f"unable_{n}" for n in range(1, 4)), *(f"not_processed_{n}" for n in range(1, 6)),
        *(f"other_{n}" for n in range(1, 4)), "total", "carried_out")  # fmt: skip
ONLY_TOTALS = report_text(cells={f"requests.{row}": "      0" for row in ROWS})


def line_of(text: str, label: str, offset: int) -> int:
    """Return the line a number of lines below the first line that holds a label."""
    return next(n for n, line in enumerate(text.split("\n"), start=1) if label in line) + offset


def test_blank_cells_of_table_three_are_one_finding() -> None:
    text = report_text(cells={"requests.new.research": "", "requests.granted.other": ""})
    line = line_of(text, "本年新收", 3)
    assert findings(requests_filled, text) == [
        f"{line}: warning 175个数据中有2个空白或占位符："
        "“科研机构”列的“本年新收政府信息公开申请数量”行、“其他”列的“予以公开”行"
    ]


def test_the_blank_cells_are_listed_by_row_and_column() -> None:
    text = report_text(cells={"requests.new.research": "", "requests.granted.other": "/"})
    (found,) = full_findings(requests_filled, text)
    assert [(quote.place.row, quote.place.column) for quote in found.quotes] == [
        ("new", "research"),
        ("granted", "other"),
    ]


def test_a_table_with_only_its_total_column_filled_is_named_so() -> None:
    assert [line.split(" ", 1)[1] for line in findings(requests_filled, ONLY_TOTALS)] == [
        "warning 175个数据中有150个空白或占位符：仅填写了“总计”列"
    ]


@pytest.mark.parametrize(
    ("rows", "column", "said"),
    [
        (ROWS, "total", ("“总计”列全部空白", "all of column 总计")),
        (ROWS[2:-1], "total", ("“总计”列22行空白", "22 rows of column 总计")),
        (ROWS[5:6], "", ("“其他法律行政法规禁止公开”行全部空白", "all of row 其他法律行政法规禁止公开")),
    ],
)
def test_a_column_or_row_left_blank_is_named_as_one(rows: tuple[str, ...], column: str, said: tuple[str, str]) -> None:
    cells = {f"requests.{row}{'.' if column else ''}{column}": "" if column else "      " for row in rows}
    (found,) = full_findings(requests_filled, report_text(cells=cells))

    assert tuple(text.partition("：" if "：" in text else ": ")[2] for text in found.message) == said


def test_scattered_blanks_are_named_by_the_rows_that_have_most_of_them() -> None:
    cells = {f"requests.{row}.{column}": "" for row in ROWS[::2] for column in ("natural", "other")}
    (found,) = full_findings(requests_filled, report_text(cells=cells))

    assert found.message.zh == "175个数据中有26个空白或占位符：“自然人”列13行空白、“其他”列13行空白"


@pytest.mark.parametrize("placeholder", ["/", "-", "—", "——", "无", "不适用", "N/A", "／", "\u3000", " "])
def test_placeholders_count_as_blank(placeholder: str) -> None:
    assert state(requests_filled, report_text(cells={"requests.denied_3.natural": placeholder})) == "fail"


@pytest.mark.parametrize("figure", ["0", " 0", "\u30000", "\u00a0\u00a00", "０", "(0)", "0件"])
def test_padded_and_full_width_zeros_are_filled(figure: str) -> None:
    assert state(requests_filled, report_text(cells={"requests.denied_3.natural": figure})) == "pass"


def test_blank_lines_between_rows_and_merged_cells_are_no_blank_cells() -> None:
    text = report_text(2020).replace("\n\n\t2.", "\n\n\t\n\t2.")  # the merged （三）不予公开 as an empty cell
    assert state(requests_filled, text) == "pass"


def test_words_in_a_cell_are_not_blank() -> None:
    assert state(requests_filled, report_text(cells={"requests.new.total": "若干"})) == "pass"


def test_blank_cells_of_table_four_are_one_finding() -> None:
    text = report_text(cells={"appeals.review": "0 0  0 0", "appeals.suit_direct": "0 0 0 / 0"})
    (found,) = full_findings(appeals_filled, text)
    assert (found.severity, found.message.zh) == (
        "warning",
        "15个数据中有2个空白或占位符：“其他结果”列的“行政复议”行、“尚未审结”列的“未经复议直接起诉”行",
    )
    assert [(quote.place.row, quote.place.column) for quote in found.quotes] == [
        ("review", "other"),
        ("suit_direct", "pending"),
    ]


def test_the_blank_heads_of_table_four_are_no_blank_cells() -> None:
    assert state(appeals_filled, report_text()) == "pass"


def test_a_missing_table_is_not_called_filled() -> None:
    assert state(appeals_filled, report_text(without=("table:appeals",))) == "not_assessable"

"""XLSX, as openpyxl reads it: five sheets that say what the run said, and no formula or link in any of them."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from auditor.outputs import xlsx
from auditor.outputs.finding_table import COLUMNS
from auditor.outputs.xlsx import width
from auditor.testing import report_text
from tests.outputs.busy import SHOWN, output
from tests.running import audit, put, run

KEYS = [column.key for column in COLUMNS]


@pytest.fixture(scope="module")
def book(record: Path) -> Workbook:
    return openpyxl.load_workbook(output(record, "xlsx"), rich_text=False)


def rows(sheet: Worksheet, first: int) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first)]


def test_the_sheets_are_named_in_the_language_asked_for(record: Path, book: Workbook) -> None:
    assert book.sheetnames == ["总表", "问题清单", "台账", "数据", "未核查"]
    english = openpyxl.load_workbook(output(record, "xlsx", "en"))
    assert english.sheetnames == ["Summary", "Findings", "Ledger", "Facts", "Not assessed"]


def test_the_summary_has_verdict_ledger_and_severities(book: Workbook, published: Any) -> None:
    told = {row[0]: row[1:] for row in rows(book["总表"], 1)}

    assert published["verdict"]["zh"] in told
    assert (told["通过"][0], told["无法判断"][0]) == (
        published["ledger"]["pass"],
        published["ledger"]["not_assessable"],
    )
    errors = [f for f in published["findings"] if f["severity"] == "error"]
    assert told["错误"][:3] == [len(errors), 1, len({f["place"]["path"] for f in errors})]
    assert told["规则 × 报告: 11 × 8"][0] == 88


def test_each_finding_is_a_row(book: Workbook, published: Any) -> None:
    found = [dict(zip(KEYS, row, strict=True)) for row in rows(book["问题清单"], 2)]

    assert {row["fingerprint"] for row in found} == {finding["fingerprint"] for finding in published["findings"]}
    (row,) = [row for row in found if row["path"] == "d.txt" and row["rule"] == "OGI-T303"]
    assert (row["organ"], row["year"], row["actual"]) == ("青禾县民政局", 2023, "6")


def test_the_ledger_has_the_state_of_every_rule_on_every_report(book: Workbook, published: Any) -> None:
    titles, heads, *found = rows(book["台账"], 1)
    words = {"pass": "通过", "fail": "不通过", "review": "待核", "not_applicable": "不适用", "not_assessable": "无法判断",
             "error": "运行出错", "waived": "已豁免"}  # fmt: skip

    assert heads[3:] == sorted(published["tool"]["rules"])
    assert all(titles[3:])
    for report, row in zip(published["reports"], found, strict=True):
        assert row[:3] == [report["organ"], report["year"], report["path"]]
        assert row[3:] == [words[report["states"][rule]] for rule in heads[3:]]


def test_the_facts_are_numbers_under_the_forms_labels(book: Workbook, published: Any) -> None:
    labels, heads, *found = rows(book["数据"], 1)
    column = heads.index("requests.new.total")

    assert labels[column] == "表三 一、本年新收政府信息公开申请数量·总计"
    assert [row[column] for row in found] == [
        report["facts"].get("requests.new.total") for report in published["reports"]
    ]
    assert heads[3:] == list(dict.fromkeys(name for report in published["reports"] for name in report["facts"]))


def test_what_was_not_assessed_stands_there_with_its_reason(book: Workbook, published: Any) -> None:
    found = rows(book["未核查"], 2)
    expected = [
        (report["path"], rule, report["reasons"][rule]["zh"])
        for report in published["reports"]
        for rule, state in report["states"].items()
        if state in ("not_assessable", "error")
    ]

    assert sorted((row[2] or "", row[4], row[7]) for row in found) == sorted(
        (path or "", rule, "".join(c for c in why if c != "\x01")) for path, rule, why in expected
    )


def test_heads_stay_in_sight_and_can_be_filtered(book: Workbook) -> None:
    assert {sheet.title: (sheet.freeze_panes, sheet.auto_filter.ref is not None) for sheet in book} == {
        "总表": (None, False), "问题清单": ("D2", True), "台账": ("D3", True), "数据": ("D3", True), "未核查": ("D2", True),
    }  # fmt: skip


def test_hostile_text_is_text_in_every_sheet(book: Workbook) -> None:
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink is not None]
    assert SHOWN in {cell.value for cell in cells}
    assert "＝1+1" in {cell.value for cell in cells}


def test_long_text_is_wrapped_and_columns_are_as_wide_as_their_text(book: Workbook) -> None:
    sheet = book["问题清单"]
    message = sheet.cell(2, KEYS.index("message_zh") + 1)

    assert message.alignment.wrap_text
    assert sheet.column_dimensions["A"].width == pytest.approx(width("青禾县松溪镇人民政府") + 2, abs=1)
    assert sheet.column_dimensions[message.column_letter].width == pytest.approx(xlsx.WIDEST, abs=1)


def test_figures_have_a_format_and_years_no_separator(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", {"a.txt": report_text(cells={"requests.new": "14069 0 0 0 0 0 14069"})})
    audit(folder, "-f", f"xlsx={tmp_path / 'o.xlsx'}")
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx")["Facts"]
    heads = [cell.value for cell in sheet[2]]
    figure, year = sheet.cell(3, heads.index("requests.new.total") + 1), sheet.cell(3, 2)

    assert (figure.value, figure.number_format) == (14069, "#,##0")
    assert (year.value, year.number_format) == (2023, "0")


def test_the_same_run_gives_the_same_bytes_whenever_it_is_made(record: Path, tmp_path: Path) -> None:
    first = output(record, "xlsx").read_bytes()
    run("report", record, "-f", f"xlsx={tmp_path / 'again.xlsx'}", "--lang", "zh")

    assert (tmp_path / "again.xlsx").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "again.xlsx") as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert b"2024-02-01T00:00:00Z" in parts.read("docProps/core.xml")


def test_what_a_sheet_cannot_hold_is_counted_in_its_last_row(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 6)
    sheet = openpyxl.load_workbook(output(record, "xlsx", "en"))["Findings"]

    assert sheet.max_row == 6
    assert sheet.cell(6, 1).value == "the sheet is full; 7 more rows were left out"


def test_a_text_too_long_for_a_cell_is_cut_where_a_reader_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "LETTERS", 10)

    assert xlsx._cut("一二三四五六七八九十一") == "一二三四五六七八九…"
    assert xlsx._cut("𠮷" * 6) == "𠮷" * 4 + "…"
    assert xlsx._cut("𠮷" * 5) == "𠮷" * 5


@pytest.mark.parametrize(("text", "wide"), [("abc", 3), ("总计", 4), ("（1）", 5), ("a\n总计", 4), ("", 0)])
def test_a_chinese_character_is_two_wide(text: str, wide: int) -> None:
    assert width(text) == wide

"""CSV: opens in a spreadsheet as it should, one row for each finding, and computes nothing."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from auditor.outputs.csv_table import guarded
from auditor.outputs.finding_table import COLUMNS
from tests.outputs.busy import SHOWN, output
from tests.running import run

KEYS = [column.key for column in COLUMNS]


def rows(record: Path, lang: str = "zh") -> list[dict[str, str]]:
    text = output(record, "csv", lang).read_bytes().decode("utf-8-sig")
    heads, *lines = csv.reader(io.StringIO(text, newline=""))
    assert len(heads) == len(KEYS)
    return [dict(zip(KEYS, line, strict=True)) for line in lines]


def test_it_has_a_bom_and_windows_line_ends(record: Path) -> None:
    data = output(record, "csv").read_bytes()

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n")


def test_the_heads_are_in_the_language_asked_for_in_the_same_order(record: Path) -> None:
    heads = {
        lang: output(record, "csv", lang).read_text(encoding="utf-8-sig").split("\n")[0].strip()
        for lang in ("zh", "en")
    }

    assert heads["zh"].startswith("机关,年度,文件,程度,规则,")
    assert heads["en"].startswith("Organ,Year,File,Severity,Rule,")


def test_each_finding_is_a_row(record: Path, published: Any) -> None:
    found = {row["fingerprint"]: row for row in rows(record)}

    assert set(found) == {finding["fingerprint"] for finding in published["findings"]}
    for finding in published["findings"]:
        row = found[finding["fingerprint"]]
        assert (row["path"], row["evidence"], row["incident"]) == (
            finding["place"]["path"] or "", finding["evidence"], finding["incident"],
        )  # fmt: skip


def test_a_row_tells_all_of_a_finding(record: Path) -> None:
    (row,) = [row for row in rows(record) if row["path"] == "d.txt" and row["rule"] == "OGI-T303"]

    assert (row["organ"], row["year"], row["severity"]) == ("青禾县民政局", "2023", "错误")
    assert row["place"] == "表三 一、本年新收政府信息公开申请数量·总计"
    assert (row["expected"], row["actual"]) == ("0", "6")
    assert row["quotes"].endswith(f"[{row['line']}] 6")
    assert (row["decision"], row["decision_state"], row["reason"]) == ("接受现状", "已过期，重新打开", "暂缓")
    assert row["basis"]
    assert row["remedy"]


def test_no_cell_is_a_formula(record: Path) -> None:
    found = rows(record)
    (hostile,) = [row for row in found if row["rule"] == "TEST-A002"]
    (changed,) = [row for row in found if row["path"] == "b.txt" and row["rule"] == "OGI-T303"]

    assert hostile["message_en"] == f"'{SHOWN}"
    assert hostile["message_zh"] == f"'{SHOWN}"  # its control character is gone
    assert (hostile["expected"], hostile["actual"], hostile["formula"]) == ("'-5", "'＝1+1", "'@SUM(1)")
    assert changed["reason"] == "'=1+1"


@pytest.mark.parametrize(
    "text",
    ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "\tx", "＝1", "＋1", "－1", "＠x", "﹣1", " =1", "\u3000－1"],
)
def test_every_beginning_of_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("value", ["", "1", "第1行", "a=b", "'x", " x", None, 5, -5])
def test_everything_else_stands_as_it_is(value: str | int | None) -> None:
    assert guarded(value) == value


def test_standard_output_has_the_same_bytes_as_the_file(record: Path) -> None:
    ran = run("report", record, "-f", "csv", "--lang", "zh")

    assert ran.out.encode() == output(record, "csv").read_bytes()

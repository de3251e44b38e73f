"""Personal data that a report exposes is in nothing that the audit writes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from auditor.cli.main import main
from auditor.testing import report_text
from tests.rules.across.prose import PROBLEMS
from tests.running import put

# Made up, with a right check digit.
ID = "11010519491231002X"


def test_an_id_number_is_masked_in_json_record_and_pages(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    text = report_text(2023, sections={"other": f"申请人张某身份证号{ID}，未收取信息处理费。"})
    (folder / "a.txt").write_text(text, encoding="utf-8")
    json = tmp_path / "run.json"

    main([str(folder), "-o", str(out), "-f", f"json={json}", "-f", "html", "-q"])

    written = everything(out, json)
    assert ID not in written
    assert "OGI-L812" in written
    assert "110" + "*" * 13 + "2X" in written


def everything(out: Path, json: Path) -> str:
    """Return all that a run wrote."""
    record = sqlite3.connect(out / "audit.db")
    written = json.read_text(encoding="utf-8") + "".join(
        str(value)
        for table in ("report", "finding")
        for row in record.execute(f"SELECT * FROM {table}")  # noqa: S608
        for value in row
    )
    return written + "".join(page.read_text(encoding="utf-8") for page in out.rglob("*.html"))


@pytest.mark.parametrize("before", [0, 45, 54], ids=["quoted whole", "cut off late", "cut off early"])
def test_an_id_number_is_masked_in_what_is_said_of_several_reports(tmp_path: Path, before: int) -> None:
    copied = "甲" * before + f"申请人张某身份证号{ID}，" + PROBLEMS
    for organ in ("石桥镇", "柳湾镇"):
        text = report_text(
            2023, title=f"青禾县{organ}人民政府2023年政府信息公开工作年度报告", sections={"problems": copied}
        )
        put(tmp_path / "in", {f"{organ}.txt": text})
    out, json = tmp_path / "out", tmp_path / "run.json"

    main([str(tmp_path / "in"), "-o", str(out), "-f", f"json={json}", "-f", "html", "-q", "--select", "OGI-X901"])

    written = everything(out, json)
    assert "OGI-X901" in written
    assert ID[:6] not in written
    assert "110**" in written or before == 54


def test_a_run_over_a_report_that_passes_quotes_no_id_number(tmp_path: Path) -> None:
    for organ, problems in (("石桥镇", f"申请人张某身份证号{ID}，" + PROBLEMS), ("柳湾镇", PROBLEMS[::-1])):
        text = report_text(
            2023, title=f"青禾县{organ}人民政府2023年政府信息公开工作年度报告", sections={"problems": problems}
        )
        put(tmp_path / "in", {f"{organ}.txt": text})
    out, json = tmp_path / "out", tmp_path / "run.json"

    main([str(tmp_path / "in"), "-o", str(out), "-f", f"json={json}", "-q", "--select", "OGI-X901"])

    written = everything(out, json)
    assert ID[:6] not in written
    assert "110**" in written

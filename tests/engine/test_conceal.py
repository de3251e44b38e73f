"""Personal data that a report exposes is in nothing that the audit writes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from auditor.cli.main import main
from auditor.testing import report_text

# Made up, with a right check digit.
ID = "11010519491231002X"


def test_an_id_number_is_masked_in_json_record_and_pages(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    text = report_text(2023, sections={"other": f"申请人张某身份证号{ID}，未收取信息处理费。"})
    (folder / "a.txt").write_text(text, encoding="utf-8")
    json = tmp_path / "run.json"

    main([str(folder), "-o", str(out), "-f", f"json={json}", "-f", "html", "-q"])

    record = sqlite3.connect(out / "audit.db")
    written = json.read_text(encoding="utf-8") + "".join(
        str(value)
        for table in ("report", "finding")
        for row in record.execute(f"SELECT * FROM {table}")  # noqa: S608
        for value in row
    )
    written += "".join(page.read_text(encoding="utf-8") for page in out.rglob("*.html"))
    assert ID not in written
    assert "OGI-L812" in written
    assert "110" + "*" * 13 + "2X" in written

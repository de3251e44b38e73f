"""Findings that a reviewer saw by eye enter the run like any other."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
from pathlib import Path

import jsonschema
import pytest

from auditor.testing import report_text
from tests.running import Ran, audit, put, run

ROOT = Path(__file__).parents[2]

TEXT = report_text()
ROW = {
    "fingerprint": "5" * 32, "evidence": "", "rule": "MANUAL-1", "organ": "青禾县石桥镇人民政府", "year": "2023",
    "verdict": "confirmed", "reason": "印章缺失", "reviewer": "王", "date": "2024-02-01", "expires": "",
}  # fmt: skip


def ran(folder: Path, *more: str, text: str | bytes = TEXT, **changed: str) -> Ran:
    """The audit of one report with one row of a reviewer's."""
    data = text if isinstance(text, bytes) else text.encode()
    row = {**ROW, "evidence": hashlib.sha256(data).hexdigest(), **changed}
    table = io.StringIO()
    writer = csv.DictWriter(table, list(row))
    writer.writeheader()
    writer.writerow(row)
    put(folder, {"in/a.txt": data, "decisions.csv": table.getvalue().encode("utf-8-sig")})
    return audit(folder / "in", "--decisions", folder / "decisions.csv", *more)


def manual(result: Ran) -> list[dict[str, object]]:
    return [found for found in result.json["findings"] if found["rule"].startswith("MANUAL")]


def test_it_has_the_reviewers_words_and_is_a_warning(tmp_path: Path) -> None:
    (found,) = manual(ran(tmp_path))

    assert (found["severity"], found["message"]["zh"], found["decision"]["state"]) == ("warning", "印章缺失", "holds")


def test_it_fails_the_run_at_its_severity(tmp_path: Path) -> None:
    assert ran(tmp_path, "--fail-on", "warning").code == 1


def test_the_ledger_counts_rules_only(tmp_path: Path) -> None:
    ledger = ran(tmp_path).json["ledger"]
    states = ("pass", "fail", "review", "not_applicable", "not_assessable", "error", "waived")

    assert sum(ledger[state] for state in states) == ledger["rules"] * ledger["reports"]


def test_it_finds_a_changed_report_by_organ_and_year_and_says_that_it_changed(tmp_path: Path) -> None:
    (found,) = manual(ran(tmp_path, evidence="0" * 64))

    assert found["decision"]["state"] == "changed"


def test_it_finds_a_report_without_organ_by_the_file(tmp_path: Path) -> None:
    assert len(manual(ran(tmp_path, organ="", year=""))) == 1


def test_another_organ_is_not_meant(tmp_path: Path) -> None:
    result = ran(tmp_path, organ="青禾县柳河镇人民政府", evidence="0" * 64)

    assert manual(result) == []


def test_a_file_that_cannot_be_read_can_have_one(tmp_path: Path) -> None:
    (found,) = manual(ran(tmp_path, text=b"\xff\xfe\x00", organ="", year=""))

    assert found["place"]["path"] == "a.txt"


def test_dismissed_it_is_waived(tmp_path: Path) -> None:
    assert ran(tmp_path, "--fail-on", "warning", verdict="dismissed").code == 0


def test_expired_it_still_stands(tmp_path: Path) -> None:
    (found,) = manual(ran(tmp_path, "--now", "2024-06-01", expires="2024-05-01"))

    assert found["decision"]["state"] == "expired"


def test_several_of_one_report_are_incidents_of_their_own(tmp_path: Path) -> None:
    rows = [{**ROW, "fingerprint": f"f{n}", "rule": f"MANUAL-{n}", "reason": f"第{n}处"} for n in (1, 2)]
    table = io.StringIO()
    writer = csv.DictWriter(table, list(ROW))
    writer.writeheader()
    writer.writerows(rows)
    put(tmp_path, {"in/a.txt": TEXT, "decisions.csv": table.getvalue()})
    result = audit(tmp_path / "in", "--decisions", tmp_path / "decisions.csv")

    assert [found["rule"] for found in manual(result)] == ["MANUAL-1", "MANUAL-2"]
    assert len({found["incident"] for found in manual(result)}) == 2


def test_one_that_fits_no_report_is_reported(tmp_path: Path) -> None:
    ran(tmp_path, "-o", tmp_path / "out", organ="青禾县柳河镇人民政府", evidence="0" * 64)
    with sqlite3.connect(tmp_path / "out" / "audit.db") as record:
        (notes,) = record.execute("SELECT value FROM run WHERE key = 'decisions'").fetchone()

    assert [(note["rule"], note["code"]) for note in json.loads(notes)] == [("MANUAL-1", "unmatched")]


def test_one_that_has_expired_is_reported_even_on_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    ran(tmp_path, "-o", tmp_path / "out", text=b"\xff\xfe\x00", organ="", year="", expires="2023-05-01")
    with sqlite3.connect(tmp_path / "out" / "audit.db") as record:
        (notes,) = record.execute("SELECT value FROM run WHERE key = 'decisions'").fetchone()

    assert [note["code"] for note in json.loads(notes)] == ["expired"]


def test_personal_data_that_the_reviewer_repeats_is_masked(tmp_path: Path) -> None:
    result = ran(tmp_path, reason="附件中公开了申请人身份证号11010519491231002X")

    assert "11010519491231002X" not in result.out
    assert manual(result)[0]["message"]["zh"].startswith("附件中公开了申请人身份证号110")  # type: ignore[index]


def test_the_verdict_counts_it(tmp_path: Path) -> None:
    assert "1 warning" in ran(tmp_path, "--select", "OGI-T303").verdict


def test_the_published_schema_allows_it(tmp_path: Path) -> None:
    schema = json.loads((ROOT / "docs" / "json-v1.schema.json").read_text(encoding="utf-8"))

    jsonschema.validate(ran(tmp_path).json, schema)


@pytest.mark.parametrize("name", ["html", "sarif", "junit", "csv", "xlsx", "markdown"])
def test_every_output_can_show_it(tmp_path: Path, name: str) -> None:
    ran(tmp_path, "-o", tmp_path / "out")
    made = run("report", tmp_path / "out", "-f", f"{name}={tmp_path / 'file'}")

    assert made.code == 0, made.err


def test_of_contradicting_rows_it_stays_open(tmp_path: Path) -> None:
    rows = [
        {**ROW, "evidence": hashlib.sha256(TEXT.encode()).hexdigest(), "verdict": verdict}
        for verdict in ("dismissed", "confirmed")
    ]
    table = io.StringIO()
    writer = csv.DictWriter(table, list(ROW))
    writer.writeheader()
    writer.writerows(rows)
    put(tmp_path, {"in/a.txt": TEXT, "decisions.csv": table.getvalue()})
    (found,) = manual(audit(tmp_path / "in", "--decisions", tmp_path / "decisions.csv"))

    assert found["decision"]["verdict"] == "confirmed"  # type: ignore[index]

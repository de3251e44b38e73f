"""Findings that a reviewer saw by eye enter the run like any other."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

from auditor.testing import report_text
from tests.running import Ran, audit, put

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

"""The run record: everything outputs need is in it, and a run that dies leaves the old one as it was."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from auditor.record.store import FILE_NAME, RecordError, RunFacts, Store
from auditor.record.view import Run
from auditor.testing import report_text
from tests.running import audit, put, run

FACTS = RunFacts("0.1.0", "2024-02-01", {})


@pytest.fixture
def record(tmp_path: Path) -> Path:
    put(tmp_path / "in", {"a.txt": report_text(cells={"requests.new.total": "5"}), "b.txt": report_text(2020)})
    audit(tmp_path / "in", "-o", tmp_path / "out")
    return tmp_path / "out"


def test_outputs_can_be_made_again_from_the_record(record: Path, tmp_path: Path) -> None:
    first = audit(tmp_path / "in").out

    assert run("report", record, "-f", "json").out == first


def test_the_record_is_named_by_its_file_too(record: Path) -> None:
    assert run("report", record / FILE_NAME, "-f", "json").code == 0


def test_the_record_holds_the_report_text_and_its_hash(record: Path) -> None:
    view = Run(record)
    rows = list(view.reports())
    view.close()

    assert [row.path for row in rows] == ["a.txt", "b.txt"]
    assert rows[1].text == report_text(2020)
    assert len(rows[0].sha256) == 64


def test_the_record_holds_every_rule_with_its_reason(record: Path) -> None:
    view = Run(record)
    rules = view.rules
    view.close()

    assert [rule.id for rule in rules] == sorted(rule.id for rule in rules)
    assert all(rule.rationale and rule.basis.zh and rule.remedy.en and rule.source for rule in rules)


def test_a_folder_with_odd_characters_can_hold_a_record(tmp_path: Path) -> None:
    put(tmp_path / "in", {"a.txt": report_text()})
    folder = tmp_path / "out?mode=rw#1 100%25 甲"

    assert audit(tmp_path / "in", "-o", folder).code == 0
    assert run("report", folder, "-f", "json").code == 0


def test_a_run_that_dies_leaves_the_older_record_and_no_draft(record: Path) -> None:
    before = (record / FILE_NAME).read_bytes()
    with contextlib.suppress(ZeroDivisionError), Store(record) as store:
        store.begin(FACTS, (), {})
        raise ZeroDivisionError

    assert (record / FILE_NAME).read_bytes() == before
    assert [file.name for file in record.iterdir()] == [FILE_NAME]


def test_a_new_run_replaces_the_older_record(record: Path, tmp_path: Path) -> None:
    (tmp_path / "in/b.txt").unlink()
    audit(tmp_path / "in", "-o", record)

    assert len(run("report", record, "-f", "json").json["reports"]) == 1


def test_a_folder_that_is_a_file_cannot_hold_a_record(tmp_path: Path) -> None:
    put(tmp_path, {"out": ""})

    with pytest.raises(RecordError, match="cannot be written"):
        Store(tmp_path / "out")


def test_a_disk_that_fills_up_is_an_error_of_the_record(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be written: No space left"), Store(tmp_path):
        raise OSError("No space left")


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "no run record"), (b"not a database at all", "not a run record"), (b"", "not a run record")],
)
def test_what_is_no_record_is_refused(tmp_path: Path, content: bytes | None, told: str) -> None:
    if content is not None:
        put(tmp_path, {FILE_NAME: content})
    ran = run("report", tmp_path, "-f", "json")

    assert (ran.code, told in ran.verdict) == (2, True)


def test_a_record_of_a_later_schema_version_is_refused(record: Path) -> None:
    _set_version(record, 99)

    with pytest.raises(RecordError, match="schema version 99, this program reads 1, 2"):
        Run(record)


def test_a_record_of_version_1_is_read_as_one_that_does_not_tell_how_files_were_read(record: Path) -> None:
    _set_version(record, 1)
    with sqlite3.connect(record / FILE_NAME) as db:
        db.execute("ALTER TABLE report DROP COLUMN source")

    assert [report.source for report in Run(record).reports()] == [{}, {}]


def _set_version(record: Path, version: int) -> None:
    with sqlite3.connect(record / FILE_NAME) as db:
        db.execute("UPDATE run SET value = ? WHERE key = 'schema_version'", (str(version),))

"""A damaged record is named as such by whatever reads it, and nothing in one is trusted."""

# ruff: noqa: S608 - all that is put into these statements is written here

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from auditor.outputs.html.pages import write_file, write_folder
from auditor.record.view import Run
from auditor.testing import report_text
from tests.running import Ran, audit, put, run

Damage = Callable[[Path], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a run with findings, a file that is no report, and one that cannot be read."""
    folder = tmp_path_factory.mktemp("record")
    texts = {f"{n}.txt": report_text(cells={"requests.new.total": str(n)}) for n in range(4)}
    put(folder / "in", {**texts, "n.txt": "通知", "u.txt": b"\xff\xfe\x00"})
    audit(folder / "in", "-o", folder / "old")
    audit(folder / "in", "-o", folder / "out", "--baseline", folder / "old", "--score", "default")
    return folder


def sql(*statements: str) -> Damage:
    def damage(file: Path) -> None:
        with sqlite3.connect(file) as db:
            for statement in statements:
                db.execute(statement)
        db.close()

    return damage


def cut(part: float) -> Damage:
    return lambda file: file.write_bytes(file.read_bytes()[: int(file.stat().st_size * part)])


def overwritten(part: float, size: int = 4096) -> Damage:
    def damage(file: Path) -> None:
        data = bytearray(file.read_bytes())
        at = int(len(data) * part) // 4096 * 4096
        data[at : at + size] = b"\xa5" * size
        file.write_bytes(bytes(data))

    return damage


def value(key: str, told: object) -> Damage:
    return sql(f"UPDATE run SET value = '{json.dumps(told)}' WHERE key = '{key}'")


def column(table: str, name: str, told: str, where: str = "1") -> Damage:
    return sql("PRAGMA ignore_check_constraints = 1", f"UPDATE {table} SET {name} = {told} WHERE {where}")


def within(table: str, name: str, path: str, told: str) -> Damage:
    return column(table, name, f"json_set({name}, '{path}', {told})", f"rowid = (SELECT min(rowid) FROM {table})")


def without(table: str, name: str) -> Damage:
    """The table made again without one of its columns."""

    def damage(file: Path) -> None:
        with sqlite3.connect(file) as db:
            db.execute("DROP INDEX IF EXISTS finding_in_order")
            kept = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] != name]
            db.execute(f"CREATE TABLE other AS SELECT {', '.join(kept)} FROM {table}")
            db.execute(f"DROP TABLE {table}")
            db.execute(f"ALTER TABLE other RENAME TO {table}")
        db.close()

    return damage


WAYS: dict[str, Damage] = {
    "no bytes": lambda file: file.write_bytes(b""),
    "text": lambda file: file.write_text("通知", encoding="utf-8"),
    "half of it": cut(0.5),
    "nine tenths": cut(0.9),
    "a page in the middle": overwritten(0.5),
    "a late page": overwritten(0.8),
    "the second page": overwritten(0.0, 8192),
    "no table run": sql("DROP TABLE run"),
    "no table rule": sql("DROP TABLE rule"),
    "no table report": sql("DROP TABLE report"),
    "no table finding": sql("DROP TABLE finding"),
    "no column sha256": without("report", "sha256"),
    "no column document": without("report", "document"),
    "no column title": without("rule", "title_en"),
    "no column evidence": without("finding", "evidence"),
    "no version of the tables": sql("DELETE FROM run WHERE key = 'schema_version'"),
    "a version of the future": value("schema_version", 99),
    "a version that is text": value("schema_version", "3"),
    "a version that is true": value("schema_version", True),
    "no verdict": sql("DELETE FROM run WHERE key = 'verdict'"),
    "no options": sql("DELETE FROM run WHERE key = 'options'"),
    "a verdict that is text": value("verdict", "clean"),
    "a date that is none": value("as_of", "yesterday"),
    "an exit code that is text": value("exit_code", "0"),
    "limits of other names": value("options", {"fail_on": "error", "limits": {"bytes": 1}}),
    "a threshold that is none": value("options", {"fail_on": "fatal"}),
    "skipped files that are a number": value("skipped", 5),
    "a baseline that is a list": value("baseline", []),
    "scores of no shape": value("scores", {"scheme": None}),
    "a value that is no JSON": sql("UPDATE run SET value = '{' WHERE key = 'verdict'"),
    "a value that is a number": sql("UPDATE run SET value = x'ff' WHERE key = 'version'"),
    "a rule of no severity": column("rule", "severity", "'fatal'"),
    "a rule without a title": column("rule", "title_zh", "x'ff00'"),
    "a hash that is markup": column("report", "sha256", "'\"><script>alert(1)</script>'"),
    "a path that is a number": column("report", "path", "x'00'"),
    "a year that is text": column("report", "year", "'MMXXIII'"),
    "counts that are text": column("report", "fail", "'many'"),
    "counts that do not add up": column("report", "pass", "pass + 1"),
    "a result that is no JSON": column("report", "result", "'{'"),
    "a result that is null": column("report", "result", "'null'"),
    "a result without states": column("report", "result", "json_remove(result, '$.states')"),
    "a state that is none": within("report", "result", "$.states.OGI-T303", "'perhaps'"),
    "states of other rules": within("report", "result", "$.states.OGI-Q999", "'pass'"),
    "a reason that is text": within("report", "result", "$.reasons.OGI-T303", "'lost'"),
    "facts that are text": within("report", "result", "$.facts", "'none'"),
    "another path in the result": within("report", "result", "$.path", "'../../x'"),
    "a document that is a list": column("report", "document", "'[]'"),
    "a line of level 9": within("report", "document", "$.nodes[0].level", "9"),
    "a row of text": within("report", "document", "$.nodes[0].rows", "json('[1]')"),
    "incidents that are a number": column("report", "incidents", "'7'"),
    "a source that is text": column("report", "source", "'\"utf-8\"'"),
    "origins of no shape": column("report", "source", "'{\"origins\": [{\"page\": \"<b>\"}]}'"),
    "a finding that is no JSON": column("finding", "finding", "'{'"),
    "a finding without a place": column("finding", "finding", "json_remove(finding, '$.place')"),
    "a finding of no severity": within("finding", "finding", "$.severity", "'<img src=x>'"),
    "a finding of another file": within("finding", "finding", "$.place.path", "'/etc/passwd'"),
    "a finding of no report": column("finding", "report", "999"),
    "a fingerprint of another": column("finding", "fingerprint", "'0'"),
    "quotes that are text": within("finding", "finding", "$.quotes", "'quoted'"),
    "a severity in the column only": column("finding", "severity", "'fatal'"),
    "text that is no UTF-8": column("report", "organ", "CAST(x'ff' AS TEXT)"),
}  # fmt: skip


def damaged(whole: Path, folder: Path, way: Damage) -> Path:
    shutil.copytree(whole / "out", folder / "out")
    way(folder / "out" / "audit.db")
    return folder / "out"


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_damaged_record_is_named(whole: Path, tmp_path: Path, way: Damage) -> None:
    record = damaged(whole, tmp_path, way)
    told: list[Ran] = [
        run("report", record, "-f", "json", "-f", "html", "-o", tmp_path / "pages"),
        run("diff", whole / "old", record),
        run("diff", record, whole / "old"),
        run("rules", "quality", record),
        run("verify", record, whole / "in", "--jobs", "1"),
        audit(whole / "in", "--baseline", record, "-o", tmp_path / "new"),
        audit(whole / "in", "--previous", record, "-o", tmp_path / "new"),
    ]  # fmt: skip

    assert [ran.code for ran in told] == [2] * 7
    assert [ran for ran in told if "Traceback" in ran.err or "internal error" in ran.err] == []
    assert [ran.verdict for ran in told if str(record) not in ran.verdict] == []
    assert not (tmp_path / "pages" / "index.html").exists()


JSON: dict[str, Callable[[Any], Any]] = {
    "no states": lambda told: told["reports"][0].pop("states"),
    "a state that is none": lambda told: told["reports"][0]["states"].update({"OGI-T303": 5}),
    "findings that are text": lambda told: told.update(findings="none"),
    "a path that is a number": lambda told: told["reports"][0].update(path=5),
    "a verdict that is text": lambda told: told.update(verdict="clean"),
    "an evidence that is a list": lambda told: told["findings"][0].update(evidence=[]),
}


@pytest.mark.parametrize("change", JSON.values(), ids=JSON)
def test_damaged_json_of_a_run_is_named(whole: Path, tmp_path: Path, change: Callable[[Any], Any]) -> None:
    told = json.loads(run("report", whole / "out", "-f", "json").out)
    change(told)
    put(tmp_path, {"run.json": json.dumps(told)})
    for ran in (
        run("diff", tmp_path / "run.json", whole / "out"),
        audit(whole / "in", "--baseline", tmp_path / "run.json"),
    ):
        assert (ran.code, "Traceback" in ran.err, "run.json" in ran.verdict) == (2, False, True)


def test_a_sound_record_is_read_by_all(whole: Path, tmp_path: Path) -> None:
    assert run("report", whole / "out", "-f", "json").code == 0
    assert run("diff", whole / "out", whole / "out").code == 0
    assert run("rules", "quality", whole / "out").code == 0


HARM = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'`"


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("report", name) for name in ("sha256", "path", "organ", "year", "form")
    ] + [("finding", name) for name in ("rule", "severity", "fingerprint", "evidence")]
    + [("rule", name) for name in ("id", "source", "title_zh", "title_en", "basis_zh", "remedy_zh")],
)  # fmt: skip
def test_what_a_record_holds_becomes_no_markup(whole: Path, tmp_path: Path, table: str, name: str) -> None:
    """Pages are made of it without the look that commands take first: each guards for itself."""
    harm = HARM.replace("'", "''")
    statements = [
        f"UPDATE {table} SET {name} = '{harm}' WHERE rowid = 1"
        if table != "rule"
        else f"UPDATE rule SET {name} = '{harm}' WHERE id = 'OGI-T303'"
    ]
    if table == "finding":
        statements.append(f"UPDATE finding SET finding = json_set(finding, '$.{name}', '{harm}')")
    record = damaged(whole, tmp_path, sql(*statements))
    made = Run(record)
    try:
        write_folder(made, tmp_path / "pages", "zh")
        write_file(made, tmp_path / "one.html", "zh")
    finally:
        made.close()
    for page in (tmp_path / "one.html", *(tmp_path / "pages").rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        assert "<script>alert" not in text, page
        assert "<img src=x" not in text, page

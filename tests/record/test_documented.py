"""The page on the run record says of every table, column and key what there is, and other software opens the file."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from auditor.record.store import SCHEMA_VERSION
from auditor.testing import report_text
from tests.running import audit, put

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("run-record.md", "run-record.zh-CN.md")
_ROW = re.compile(r"^\| `(\w+)` \|(?: (TEXT|INTEGER) \|)? (.+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of a run in which everything that can be noted is noted."""
    folder = tmp_path_factory.mktemp("record")
    put(folder, {"in/a.txt": report_text(cells={"requests.new.total": "5"})})
    audit(folder / "in", "-o", folder / "old")
    audit(folder / "in", "-o", folder / "out", "--baseline", folder / "old", "--score", "default")
    return folder / "out" / "audit.db"


def columns(record: Path) -> Mapping[str, list[tuple[str, str]]]:
    """The columns of every table with their types, as SQLite has them."""
    with sqlite3.connect(record) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: [(row[1], row[2]) for row in db.execute(f"PRAGMA table_info({table})")] for table in tables}


def sections(page: str) -> Mapping[str, list[tuple[str, str, str]]]:
    """The rows of the page's tables, by heading: name, type and meaning."""
    text = (DOCS / page).read_text(encoding="utf-8").split("\n### ")[1:]
    return {part.partition("\n")[0]: _ROW.findall(part.partition("\n## ")[0]) for part in text}


@pytest.mark.parametrize("page", PAGES)
def test_every_table_and_column_is_documented(record: Path, page: str) -> None:
    documented = {name: [(row[0], row[1]) for row in rows if row[1]] for name, rows in sections(page).items()}

    assert documented == columns(record)


@pytest.mark.parametrize("page", PAGES)
def test_every_key_of_the_run_is_documented(record: Path, page: str) -> None:
    with sqlite3.connect(record) as db:
        keys = {key for (key,) in db.execute("SELECT key FROM run")}

    assert {name for name, type_, _ in sections(page)["run"] if not type_} == keys


@pytest.mark.parametrize("page", PAGES)
def test_the_page_names_the_present_schema_version(page: str) -> None:
    (meaning,) = [meaning for name, _, meaning in sections(page)["run"] if name == "schema_version"]

    assert str(SCHEMA_VERSION) in meaning


def test_the_keys_of_a_comparison_are_those_documented(record: Path) -> None:
    with sqlite3.connect(record) as db:
        told = {key: json.loads(value) for key, value in db.execute("SELECT key, value FROM run")}
    for page in PAGES:
        meanings = {name: meaning for name, type_, meaning in sections(page)["run"] if not type_}
        for key in ("baseline", "scores", "made_with", "options"):
            assert not [name for name in told[key] if f"`{name}`" not in meanings[key]], (page, key)


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the sqlite3 shell is not installed")
@pytest.mark.parametrize("page", PAGES)
def test_the_queries_of_the_page_run_in_the_sqlite_shell(record: Path, page: str) -> None:
    block = (DOCS / page).read_text(encoding="utf-8").split("```")[1]
    queries = re.findall(r'^sqlite3 \S+ "(.*)"$', block, re.MULTILINE)
    assert len(queries) == 3
    for query in queries:
        shell = subprocess.run(
            ["sqlite3", str(record), query.replace('\\"', '"')], capture_output=True, encoding="utf-8", check=False
        )
        assert (shell.returncode, shell.stderr) == (0, "")
        assert shell.stdout

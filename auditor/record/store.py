"""Writes the run record, audit.db: one row per report, one per finding, and what the run was made with."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import orjson

from auditor.model.finding import Finding
from auditor.model.problem import Problem
from auditor.model.rule import Rule
from auditor.record.entry import Entry

SCHEMA_VERSION = 3
FILE_NAME = "audit.db"

_SCHEMA = """
CREATE TABLE run (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE rule (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, severity TEXT NOT NULL, confidence TEXT NOT NULL,
    title_zh TEXT NOT NULL, title_en TEXT NOT NULL, rationale TEXT NOT NULL,
    basis_zh TEXT NOT NULL, basis_en TEXT NOT NULL, remedy_zh TEXT NOT NULL, remedy_en TEXT NOT NULL,
    fingerprint_version INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE report (
    number INTEGER PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, organ TEXT, year INTEGER, form TEXT,
    is_report INTEGER, unread INTEGER NOT NULL,
    pass INTEGER NOT NULL, fail INTEGER NOT NULL, review INTEGER NOT NULL, not_applicable INTEGER NOT NULL,
    not_assessable INTEGER NOT NULL, error INTEGER NOT NULL, waived INTEGER NOT NULL,
    text TEXT NOT NULL, result TEXT NOT NULL, document TEXT NOT NULL, incidents TEXT NOT NULL, source TEXT NOT NULL
);
CREATE TABLE finding (
    report INTEGER NOT NULL REFERENCES report (number), rule TEXT NOT NULL, severity TEXT NOT NULL,
    line INTEGER NOT NULL, col INTEGER NOT NULL, fingerprint TEXT NOT NULL, evidence TEXT NOT NULL, waived INTEGER NOT NULL, finding TEXT NOT NULL
);
CREATE INDEX finding_in_order ON finding (report, line, col, rule, fingerprint);
"""

REST = "not_assessable"
"""How every rule ended that the row of what is no report does not name."""

STATES = ("pass", "fail", "review", "not_applicable", "not_assessable", "error", "waived")


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What is known of a run before its first file: tool, date, options, and hashes of all that it is made with."""

    version: str
    as_of: str
    options: Mapping[str, Any]
    made_with: Mapping[str, Any] = field(default_factory=dict)


def _columns() -> Mapping[str, Sequence[str]]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(_SCHEMA)
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [row[1] for row in db.execute(f"PRAGMA table_info({name})")] for name in names}


COLUMNS = _columns()
"""The columns of every table, as the schema above has them."""


class RecordError(Problem):
    """A run record that cannot be written, or a file that is none, or one of another schema version."""


class Store:
    """The run record while it is written. It replaces an older one only when the run has ended."""

    def __init__(self, folder: Path) -> None:
        """Begin a record in a folder, which is made where it is missing.

        Raises:
            RecordError: the folder cannot be written to.
        """
        self.file = folder / FILE_NAME
        self._draft = folder / f".{FILE_NAME}.{os.getpid()}"
        self._number = 0
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._draft.unlink(missing_ok=True)
            # The draft is thrown away if the run dies, so nothing is gained by waiting for the disk.
            self._db = sqlite3.connect(self._draft, isolation_level=None)
            self._db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + _SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise RecordError(f"{folder} cannot be written: {error}") from error

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        self._draft.unlink(missing_ok=True)
        # A full disk shows only while the record is being written.
        if isinstance(error, (OSError, sqlite3.Error)):
            raise RecordError(f"{self.file.parent} cannot be written: {error}") from error

    def begin(self, facts: RunFacts, rules: tuple[Rule, ...], sources: Mapping[str, str]) -> None:
        """Write down what the run is made with."""
        self._set("schema_version", SCHEMA_VERSION)
        self._set("version", facts.version)
        self._set("as_of", facts.as_of)
        self._set("options", facts.options)
        self._set("made_with", facts.made_with)
        self._db.executemany(
            "INSERT INTO rule VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    rule.id, sources[rule.id], rule.severities[0].word, rule.confidence.value, *rule.title,
                    rule.rationale, *rule.basis, *rule.remedy, rule.fingerprint_version,
                )
                for rule in rules
            ],
        )  # fmt: skip

    def add(self, entry: Entry) -> None:
        """Write one report's row and its findings, both or nothing."""
        self._number += 1
        try:
            self._add(entry)
        except BaseException:
            # Without a journal nothing can be rolled back.
            self._db.execute("DELETE FROM finding WHERE report = ?", (self._number,))
            self._db.execute("DELETE FROM report WHERE number = ?", (self._number,))
            self._number -= 1
            raise

    def _add(self, entry: Entry) -> None:
        self._db.execute(
            "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._number, entry.path, entry.sha256, entry.organ, entry.year, entry.form, entry.is_report, entry.unread,
                *(entry.states.get(state, 0) for state in STATES),
                entry.text, _compact(entry), entry.document.decode(), orjson.dumps(entry.incidents, default=recordable).decode(), entry.source.decode(),
            ),
        )  # fmt: skip
        self._add_findings(self._number, entry.findings)

    def _add_findings(self, number: int, findings: Sequence[Finding]) -> None:
        self._db.executemany(
            "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    number, finding.rule, finding.severity, finding.place.line or 0, finding.place.col or 0,
                    finding.fingerprint, finding.evidence, finding.waived, orjson.dumps(finding, default=recordable).decode(),
                )
                for finding in findings
            ],
        )  # fmt: skip

    def amend(
        self,
        number: int,
        states: Mapping[str, str],
        reasons: Mapping[str, Any],
        checks: Mapping[str, Any],
        findings: Sequence[Finding],
        rest: int = 0,
    ) -> None:
        """Add to a report's row what rules over the whole run said of it; `rest` more of them said what its `rest` says."""
        if rest:
            self._db.execute("UPDATE report SET not_assessable = not_assessable + ? WHERE number = ?", (rest, number))
        if not states:
            return
        (text,) = self._db.execute("SELECT result FROM report WHERE number = ?", (number,)).fetchone()
        for key, added in (("states", states), ("reasons", reasons), ("checks", checks)):
            text = _with_added(text, key, added)
        self._db.execute("UPDATE report SET result = ? WHERE number = ?", (text, number))
        for state, count in Counter(states.values()).items():
            # The names are ours (STATES), never those of an audited file.
            self._db.execute(f"UPDATE report SET {state} = {state} + ? WHERE number = ?", (count, number))  # noqa: S608
        self._add_findings(number, findings)

    def finish(self, conclusion: Mapping[str, Any]) -> Path:
        """Write how the run ended and put the record in its place."""
        for key, value in conclusion.items():
            self._set(key, value)
        self._db.execute("COMMIT")
        self._db.close()
        self._draft.replace(self.file)
        return self.file

    def _set(self, key: str, value: object) -> None:
        self._db.execute("INSERT INTO run VALUES (?, ?)", (key, orjson.dumps(value, default=recordable).decode()))


def add_notes(file: Path, notes: Mapping[str, Any]) -> None:
    """Add to a finished record what was concluded from it: run keys with their values.

    Raises:
        RecordError: the record cannot be written.
    """
    try:
        with closing(sqlite3.connect(file)) as db, db:
            rows = [(key, orjson.dumps(value, default=recordable).decode()) for key, value in notes.items()]
            db.executemany("INSERT OR REPLACE INTO run VALUES (?, ?)", rows)
    except sqlite3.Error as error:
        raise RecordError(f"{file} cannot be written: {error}") from error


def _compact(entry: Entry) -> str:
    """Return a report's JSON as the record keeps it.

    What is no report has the same reason for every rule, and a run may hold tens of thousands of such files: it is kept once,
    as the `rest`, which the view of the record gives to each rule that is not named (auditor.record.view).
    """
    if entry.member.why is None:
        return entry.result.decode()
    told = orjson.loads(entry.result)
    reason = orjson.loads(orjson.dumps(entry.member.why))
    states, reasons = told["states"], told["reasons"]
    own = {rule for rule, state in states.items() if state != REST or reasons.get(rule) != reason}
    told["states"] = {rule: state for rule, state in states.items() if rule in own}
    told["reasons"] = {rule: why for rule, why in reasons.items() if rule in own}
    return orjson.dumps({"rest": {"state": REST, "reason": reason}, **told}).decode()


def _with_added(text: str, key: str, added: Mapping[str, Any]) -> str:
    """Return a report's JSON with further members of one of its objects.

    They are put in where that object begins: to read and write all of it again takes as long as a rule on every report.
    In a JSON string a quote has a backslash before it, so nothing else looks like the beginning.
    """
    if not added:
        return text
    begins = f'"{key}":{{'
    at = text.index(begins) + len(begins)
    comma = "" if text[at] == "}" else ","
    return f"{text[:at]}{orjson.dumps(added).decode()[1:-1]}{comma}{text[at:]}"


def recordable(value: object) -> object:
    """Write a Message as {zh, en}; everything else that JSON lacks is a mistake."""
    as_dict = getattr(value, "_asdict", None)
    if as_dict is None:
        raise TypeError(f"{type(value).__name__} cannot be recorded")
    return as_dict()

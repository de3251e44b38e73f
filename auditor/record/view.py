"""Reads a run record. Every output is made from this view and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson

from auditor.model.finding import Message
from auditor.model.source import SURE
from auditor.record.given import Given
from auditor.record.store import COLUMNS, FILE_NAME, SCHEMA_VERSION, STATES, RecordError
from auditor.record.unmade import exit_code_with, verdict_with

# Findings over the whole run are written after those of single reports; readers get them in reading order.
_ORDER = "ORDER BY report, line, col, rule, fingerprint"


# A record of version 1 does not say how its files were read; one of version 2 gives each rule its reason, where 3 has a rest.
_READ = (1, 2, SCHEMA_VERSION)
_REST = b'{"rest":'


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule as the record describes it."""

    id: str
    source: str
    severity: str
    confidence: str
    title: Message
    rationale: str
    basis: Message
    remedy: Message
    fingerprint_version: int = 1


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report of the record. JSON columns are read when asked for."""

    number: int
    path: str
    sha256: str
    organ: str | None
    year: int | None
    form: str | None
    is_report: bool | None
    unread: bool
    states: Mapping[str, int]
    text: str
    result_json: bytes
    document_json: bytes
    incidents_json: str
    source_json: str

    @property
    def result(self) -> Any:
        """The report's part of JSON version 1."""
        return orjson.loads(self.result_json)

    @property
    def document(self) -> Any:
        """The lines and tables in reading order."""
        return orjson.loads(self.document_json)

    @property
    def incidents(self) -> Any:
        """The incidents its findings form."""
        return orjson.loads(self.incidents_json)

    def page(self, line: int | None) -> int | None:
        """Return the page of the original that a line came from, or None where the format has no pages."""
        origins = self.source.get("origins", ())
        page: int | None = origins[line - 1].get("page") if line is not None and 0 < line <= len(origins) else None
        return page

    def doubtful(self, line: int | None) -> bool:
        """Tell whether a line was recognised from a picture and may have been read wrongly."""
        origins = self.source.get("origins", ())
        return line is not None and 0 < line <= len(origins) and origins[line - 1].get("confidence", 1) < SURE

    @property
    def source(self) -> Any:
        """How the file was read: encoding, notes, the date displayed, and origins (see auditor.record.origins)."""
        return orjson.loads(self.source_json)


class Run:
    """A finished run, read from its record."""

    def __init__(self, file: Path, given: Given | None = None) -> None:
        """Open a record, named itself or by its folder; `given` is what the auditor names besides, for outputs that ask.

        Raises:
            RecordError: there is no record there, or it is of another schema version.
        """
        self.file = file / FILE_NAME if file.is_dir() else file
        self.given = given or Given()
        if not self.file.is_file():
            raise RecordError(f"{file}: no run record ({FILE_NAME}) there")
        try:
            self._db = sqlite3.connect(f"{self.file.resolve().as_uri()}?mode=ro", uri=True)
            self._run = {key: orjson.loads(value) for key, value in self._db.execute("SELECT key, value FROM run")}
        except sqlite3.Error as error:
            raise RecordError(f"{file}: not a run record ({error})") from error
        except (orjson.JSONDecodeError, TypeError) as error:
            raise RecordError(f"{file}: a damaged run record (run: {error}) / 审核记录已损坏") from error
        version = self._run.get("schema_version")
        if type(version) is not int or version not in _READ:
            raise RecordError(f"{file}: schema version {version}, this program reads {', '.join(map(str, _READ))}")
        self._source = "source" if version > 1 else "'{}'"
        self._without = "" if version > 1 else "report.source"

    def check_file(self) -> None:
        """Look at the file's own structure: its pages, tables and columns.

        Raises:
            RecordError: something is damaged or missing.
        """
        (said,) = self._db.execute("PRAGMA quick_check(1)").fetchone()
        if said != "ok":
            raise RecordError(f"{self.file}: {said}")
        for table, columns in COLUMNS.items():
            there = {row[1] for row in self._db.execute(f"PRAGMA table_info({table})")}
            if missing := [name for name in columns if name not in there and f"{table}.{name}" != self._without]:
                raise RecordError(f"{self.file}: no {table}.{missing[0]}")

    def close(self) -> None:
        """Close the record's file."""
        self._db.close()

    def get(self, key: str) -> Any:
        """Return what the run noted under a key: version, as_of, options, verdict, exit_code, skipped, decisions.

        The verdict and the exit code are those of the run with its outputs, as far as these have been made.
        """
        if key == "verdict":
            return verdict_with(self._run[key], self.given.unmade)
        if key == "exit_code":
            return exit_code_with(self._run[key], self.given.unmade)
        return self._run[key]

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the path and hash of every report, in path order."""
        yield from self._db.execute("SELECT path, sha256 FROM report ORDER BY number")

    @cached_property
    def rules(self) -> tuple[RuleCard, ...]:
        """The rules of the run, by id."""
        rows = self._db.execute("SELECT * FROM rule ORDER BY id")
        return tuple(
            RuleCard(
                r[0], r[1], r[2], r[3], Message(r[4], r[5]), r[6], Message(r[7], r[8]), Message(r[9], r[10]), *r[11:]
            )
            for r in rows
        )

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(rule.id for rule in self.rules)

    @cached_property
    def ledger(self) -> dict[str, int]:
        """The ledger of the run: rules, reports, and how many rule x report pairs ended in each state."""
        sums = ", ".join(f"COALESCE(SUM({state}), 0)" for state in STATES)
        row = self._db.execute(f"SELECT COUNT(*), {sums} FROM report").fetchone()  # noqa: S608 - names are ours
        return {"rules": len(self.rules), "reports": row[0], **dict(zip(STATES, row[1:], strict=True))}

    def reports(self) -> Iterator[ReportRow]:
        """Yield the reports in path order."""
        names = ", ".join(STATES)
        query = (
            f"SELECT number, path, sha256, organ, year, form, is_report, unread, {names}, "  # noqa: S608 - names are ours
            # As bytes, which is what the JSON parser takes: to make text of them first costs more than a finding.
            f"text, CAST(result AS BLOB), CAST(document AS BLOB), incidents, {self._source} FROM report ORDER BY number"
        )
        for row in self._db.execute(query):
            number, path, sha256, organ, year, form, is_report, unread, *counts = row[:15]
            text, result, document, incidents, source = row[15:]
            yield ReportRow(
                number=number,
                path=path,
                sha256=sha256,
                organ=organ,
                year=year,
                form=form,
                is_report=None if is_report is None else bool(is_report),
                unread=bool(unread),
                states=dict(zip(STATES, counts, strict=True)),
                text=text,
                result_json=_whole(result, self._ids) if result.startswith(_REST) else result,
                document_json=document,
                incidents_json=incidents,
                source_json=source,
            )

    def findings_json(self, report: int | None = None) -> Iterator[str]:
        """Yield findings as published, in order: of one report, or of the whole run."""
        if report is None:
            rows = self._db.execute(f"SELECT finding FROM finding {_ORDER}")  # noqa: S608 - ours
        else:
            rows = self._db.execute(f"SELECT finding FROM finding WHERE report = ? {_ORDER}", (report,))  # noqa: S608 - ours
        return (row[0] for row in rows)

    def findings(self, report: int) -> list[Any]:
        """Return one report's findings."""
        return [orjson.loads(text) for text in self.findings_json(report)]

    def findings_listed(self) -> Iterator[tuple[int, str, str, str, str]]:
        """Yield of every finding its report's number, rule, fingerprint, evidence, and itself as published."""
        yield from self._db.execute(
            f"SELECT report, rule, fingerprint, evidence, finding FROM finding {_ORDER}"  # noqa: S608 - ours
        )

    def find(self, key: str) -> Any:
        """Return what the run noted under a key that not every run has, or None: baseline, scores, made_with."""
        return self._run.get(key)

    def severities(self) -> dict[str, int]:
        """Count the findings that no decision sets aside, by severity."""
        counts = {"error": 0, "warning": 0, "review": 0}
        counts.update(
            self._db.execute("SELECT severity, COUNT(*) FROM finding WHERE NOT waived GROUP BY severity").fetchall()
        )
        return counts


def _whole(result: bytes, rules: Sequence[str]) -> bytes:
    """Return a report's part of JSON version 1 with what the record says once of all the rules that it does not name."""
    told = orjson.loads(result)
    rest, states, reasons = told.pop("rest"), told["states"], told["reasons"]
    told["reasons"] = {
        rule: reasons.get(rule, rest["reason"]) for rule in rules if rule in reasons or rule not in states
    }
    told["states"] = {rule: states.get(rule, rest["state"]) for rule in rules}
    return orjson.dumps(told)

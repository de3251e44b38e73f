"""A finished run as it is compared with another: from its record or from its JSON version 1, which say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import Any

import orjson

from auditor.record.store import FILE_NAME, RecordError
from auditor.record.view import Run

_JSON = ".json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Reported:
    """One report of a run; `states` stand in the order of the run's rules, None where a rule has none."""

    path: str | None
    sha256: str
    organ: str | None
    year: int | None
    states: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of a run as published (JSON text), and the position of its report; None where that is not told."""

    report: int | None
    rule: str
    evidence: str
    text: str

    @property
    def json(self) -> Any:
        """The finding as a JSON value."""
        return orjson.loads(self.text)


@dataclass(frozen=True, slots=True)
class Results:
    """What a run came to. `findings` are by fingerprint; `fingerprint_versions` is empty where the source lacks them."""

    version: str
    as_of: str
    verdict: Mapping[str, str]
    rules: Mapping[str, str]
    fingerprint_versions: Mapping[str, int]
    reports: tuple[Reported, ...]
    findings: Mapping[str, Found]
    positions: Mapping[str, int]
    """Where in a report's states a rule stands."""

    def state(self, report: int, rule: str) -> str | None:
        """Return how a rule ended on a report, or None where it did not run."""
        position = self.positions.get(rule)
        return None if position is None else self.reports[report].states[position]


def read_results(path: Path) -> Results:
    """Return the results of a run record (audit.db or its folder) or of a JSON version 1 file.

    Raises:
        RecordError: there is neither, or one that this program does not read.
    """
    if path.suffix.lower() == _JSON:
        return _published(path)
    run = Run(path)
    try:
        return of_run(run)
    finally:
        run.close()


def of_run(run: Run) -> Results:
    """Return the results of an open run record."""
    rules = {rule.id: rule.source for rule in run.rules}
    numbers: dict[int, int] = {}
    reports: list[Reported] = []
    for row in run.reports():
        numbers[row.number] = len(reports)
        reports.append(_reported(row.result, rules))
    findings: dict[str, Found] = {}
    for number, rule, fingerprint, evidence, text in run.findings_listed():
        findings.setdefault(fingerprint, Found(numbers[number], intern(rule), evidence, text))
    return _results(
        run.get("version"), run.get("as_of"), run.get("verdict"), rules, reports, findings,
        {rule.id: rule.fingerprint_version for rule in run.rules},
    )  # fmt: skip


def _published(file: Path) -> Results:
    try:
        told = orjson.loads(file.read_bytes())
        if told["version"] != _VERSION:
            raise RecordError(f"{file}: JSON version {told['version']}, this program reads {_VERSION}")
        rules = dict(told["tool"]["rules"])
        reports = [_reported(report, rules) for report in told["reports"]]
        positions = {report.path: n for n, report in enumerate(reports) if report.path is not None}
        findings: dict[str, Found] = {}
        for each in told["findings"]:
            found = Found(
                positions.get(each["place"]["path"]), each["rule"], each["evidence"], orjson.dumps(each).decode()
            )
            findings.setdefault(each["fingerprint"], found)
        tool = told["tool"]
        return _results(tool["version"], told["as_of"], told["verdict"], rules, reports, findings, {})
    except OSError as error:
        raise RecordError(f"{file}: {error.strerror}") from error
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise RecordError(f"{file}: neither a run record ({FILE_NAME}) nor JSON version 1 of a run") from error


def _reported(result: Mapping[str, Any], rules: Iterable[str]) -> Reported:
    states = result["states"]
    return Reported(
        result["path"], result["sha256"], result["organ"], result["year"],
        tuple(intern(states[rule]) if rule in states else None for rule in rules),
    )  # fmt: skip


def _results(
    version: str,
    as_of: str,
    verdict: Mapping[str, str],
    rules: Mapping[str, str],
    reports: Sequence[Reported],
    findings: Mapping[str, Found],
    versions: Mapping[str, int],
) -> Results:
    positions = {rule: n for n, rule in enumerate(rules)}
    return Results(version, as_of, verdict, rules, versions, tuple(reports), findings, positions)

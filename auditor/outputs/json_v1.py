"""JSON version 1: the published shape, kept apart from the inner types so that these may change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from auditor.record.view import Run

VERSION = 1


def pieces(run: Run) -> Iterator[str]:
    """Yield the JSON text piece by piece: a run of ten thousand reports is never whole in memory."""
    tool = {
        "name": "auditor",
        "version": run.get("version"),
        "rules": {rule.id: rule.source for rule in run.rules},
    }
    head = {
        "version": VERSION,
        "as_of": run.get("as_of"),
        "tool": tool,
        "verdict": run.get("verdict"),
        "exit_code": run.get("exit_code"),
        "ledger": run.ledger,
    }
    yield orjson.dumps(head).decode()[:-1] + ',\n"reports": ['
    yield from _joined(report.result_json.decode() for report in run.reports())
    yield '],\n"findings": ['
    yield from _joined(run.findings_json())
    yield '],\n"incidents": ['
    yield from _joined(orjson.dumps(incident).decode() for incident in _incidents(run))
    yield '],\n"skipped": ' + orjson.dumps(run.get("skipped")).decode() + "}\n"


def _incidents(run: Run) -> Iterator[Any]:
    """Yield the incidents of each report, then those that rules over the run found among several."""
    for report in run.reports():
        yield from (_incident(incident) for incident in report.incidents)
    yield from (_incident(incident) for incident in run.get("incidents"))


def _incident(incident: Any) -> dict[str, Any]:
    """Return an incident without what the record knows besides."""
    return {name: incident[name] for name in ("id", "findings", "explanation")}


def _joined(values: Iterator[str]) -> Iterator[str]:
    for number, value in enumerate(values):
        yield ("\n" if number == 0 else ",\n") + value


def write(run: Run, target: Path, lang: str) -> None:
    """Write the JSON to a file; both languages are always in it."""
    with target.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces(run))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of version 1, as docs/json-v1.schema.json holds it."""
    from auditor.outputs.json_v1_shape import AuditV1

    made = AuditV1.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}

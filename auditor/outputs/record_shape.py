"""Whether a run record is what this program writes: a record is a file that anybody may have changed or that a disk has damaged.

Outputs lean on its shape and must not trust it. So a record that a person names is looked at once, whole, before anything is
made from it; what a run has just written is not.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from auditor.outputs.json_v1_shape import AuditV1, CodedV1, Count, FindingV1, ReportV1, Severity, SkippedV1, TextV1
from auditor.outputs.terminal import inert
from auditor.reading.limits import Limits
from auditor.record.store import STATES, RecordError
from auditor.record.view import ReportRow, Run

_LINES = 2**31
_LONGEST = 200

Line = Annotated[int, Field(ge=0, lt=_LINES)]
Points = Annotated[str, Field(pattern=r"^-?\d{1,30}(\.\d{1,30})?$")]


class _Known(BaseModel):
    """What outputs read of a part of the record; a later program may have added to it."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class _Options(_Known):
    fail_on: Severity
    exit_zero: bool = False
    settings: dict[str, Any] = {}
    limits: Limits = Limits()


class _Note(_Known):
    fingerprint: str
    rule: str
    organ: str
    verdict: Literal["confirmed", "dismissed", "accepted", "checked_ok", "checked_fail"]
    code: str
    note: TextV1


class _Repaired(_Known):
    table: str
    row: str
    column: str
    line: Line
    col: Line
    from_: Annotated[str, Field(alias="from")]
    to: str


class _Incident(_Known):
    id: str
    findings: tuple[str, ...]
    explanation: TextV1
    repairs: tuple[_Repaired, ...] = ()


class _File(_Known):
    name: str = ""
    version: str = ""
    sha256: str


class _MadeWith(_Known):
    program: _File
    plugins: tuple[_File, ...]
    config: _File | None
    decisions: _File | None
    manifest: _File | None
    previous: _File | None


class _Gone(_Known):
    finding: FindingV1
    reason: CodedV1


class _Quote(_Known):
    text: str


class _Before(_Known):
    message: TextV1
    expected: str | None
    actual: str | None
    quotes: tuple[_Quote, ...]


class _Of(_Known):
    version: str
    as_of: str


class _Baseline(_Known):
    of: _Of
    states: dict[str, Literal["new", "unchanged", "updated"]]
    absent: tuple[FindingV1, ...]
    before: dict[str, _Before] = {}
    moved: dict[str, str] = {}
    not_compared: tuple[_Gone, ...]
    counts: dict[Literal["new", "unchanged", "updated", "absent", "not_compared"], Count]
    rules_not_in_baseline: tuple[str, ...]
    rules_only_in_baseline: tuple[str, ...]


class _Scheme(_Known):
    name: str
    title: TextV1 | None
    maximum: Points
    minimum: Points


class _Lost(_Known):
    family: str
    points: Points
    uncapped: Points


class _Scored(_Known):
    report: int
    path: str | None
    organ: str | None
    year: int | None
    score: Points | None
    rank: int | None
    why: CodedV1 | None
    lost: tuple[_Lost, ...]
    not_assessable: Count


class _Scores(_Known):
    scheme: _Scheme
    reports: tuple[_Scored, ...]


class _Run(_Known):
    version: str
    as_of: datetime.date
    options: _Options
    verdict: CodedV1
    exit_code: int
    skipped: tuple[SkippedV1, ...]
    decisions: tuple[_Note, ...]
    incidents: tuple[_Incident, ...]
    given_decisions: tuple[dict[str, str], ...] | None = None
    made_with: _MadeWith | None = None
    baseline: _Baseline | None = None
    scores: _Scores | None = None


class _Rule(_Known):
    id: str
    source: str
    severity: Severity
    confidence: Literal["high", "medium", "low"]
    title: tuple[str, str]
    rationale: str
    basis: tuple[str, str]
    remedy: tuple[str, str]
    fingerprint_version: int


class _Row(_Known):
    number: int
    path: str
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
    organ: str | None
    year: int | None
    form: str | None
    states: dict[str, Count]
    text: str


class _Line(_Known):
    # Drawers tell a table from a line by its having rows.
    model_config = ConfigDict(extra="forbid", frozen=True)

    level: Annotated[int, Field(ge=0, le=3)]
    text: str
    line: Line
    section: str | None


class _Table(_Known):
    table: str | None
    rows: tuple[tuple[tuple[str, ...], tuple[Line, ...], Line, str | None], ...]
    line: Line
    section: str | None
    rebuilt: bool


class _Document(_Known):
    title: str | None
    nodes: tuple[_Table | _Line, ...]


class _Origin(_Known):
    page: int | None = None
    part: tuple[int, ...] = ()
    element: str = ""
    box: tuple[float, float, float, float] | None = None
    span: tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]] = (1, 1)
    confidence: float | None = None
    picture: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/=]*$")] = ""


class _Source(_Known):
    encoding: str = ""
    notes: tuple[TextV1, ...] = ()
    published: datetime.date | None = None
    origins: tuple[_Origin, ...] = ()


_INCIDENTS = TypeAdapter(tuple[_Incident, ...])


def check(run: Run) -> None:
    """Look at all of a record.

    Raises:
        RecordError: it is damaged; the text names the file and the place.
    """
    where = ""
    try:
        for where in _looked(run):  # noqa: B007 - the place is told where the next look fails
            pass
    except Exception as error:
        at = f"{where}: " if where else ""
        raise RecordError(inert(
            f"{run.file}: a damaged run record ({at}{_said(error)}) / 审核记录已损坏"
        )) from error  # fmt: skip


def check_published(file: Path) -> None:
    """Look at all of a file of JSON version 1.

    Raises:
        RecordError: it is damaged; the text names the file and the place.
    """
    try:
        with file.open("rb") as opened:
            AuditV1.model_validate_json(opened.read(), strict=True)
    except (OSError, ValidationError) as error:
        raise RecordError(inert(f"{file}: damaged JSON of a run ({_said(error)}) / 审核结果JSON已损坏")) from error


def _looked(run: Run) -> Iterator[str]:
    """Look at one part after the other, each time saying before which."""
    yield "file"
    run.check_file()
    yield "run"
    known = {key: run.find(key) for key in _Run.model_fields}
    _Run.model_validate_json(
        orjson.dumps({key: value for key, value in known.items() if value is not None}), strict=True
    )
    for rule in run.rules:
        yield f"rule {rule.id}"
        _Rule.model_validate({name: getattr(rule, name) for name in _Rule.model_fields}, strict=True)
    ids = {rule.id for rule in run.rules}
    paths: dict[int, str] = {}
    yield "report"
    for row in run.reports():
        yield f"report {row.path}"
        _look_at_report(row, ids)
        paths[row.number] = row.path
        yield "report"
    yield "finding"
    for number, of, fingerprint, evidence, text in run.findings_listed():
        yield f"finding {fingerprint}"
        finding = FindingV1.model_validate_json(text, strict=True)
        _same((of, fingerprint, evidence), (finding.rule, finding.fingerprint, finding.evidence))
        _same(finding.place.path, paths[number] or None)
        yield "finding"
    _need(set(run.severities()) == {"error", "warning", "review"}, "severity")


def _look_at_report(row: ReportRow, rules: Set[str]) -> None:
    _Row.model_validate({name: getattr(row, name) for name in _Row.model_fields}, strict=True)
    result = ReportV1.model_validate_json(row.result_json, strict=True)
    _same(
        (result.path, result.sha256, result.organ, result.year, result.form),
        (row.path or None, row.sha256, row.organ, row.year, row.form),
    )
    _need(result.states.keys() == rules, "rules")
    _need(result.reasons.keys() <= rules and result.checks.keys() <= rules, "rules")
    counts = Counter[str](result.states.values())
    _need(all(counts[state] == row.states[state] for state in STATES), "states")
    document = _Document.model_validate_json(row.document_json, strict=True)
    for node in document.nodes:
        for texts, lines, begin, _ in node.rows if isinstance(node, _Table) else ():
            _need(len(texts) == len(lines) > 0 and begin <= len(texts), "rows")
    _INCIDENTS.validate_json(row.incidents_json, strict=True)
    _Source.model_validate_json(row.source_json, strict=True)


def _same(one: object, other: object) -> None:
    _need(one == other, f"{one!r:.80} is not {other!r:.80}")


def _need(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(f"{what}: it contradicts itself")


def _said(error: Exception) -> str:
    """Return in short what is wrong; pydantic's own text would repeat what a record holds."""
    if isinstance(error, ValidationError):
        first = error.errors(include_input=False, include_url=False)[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"[:_LONGEST]
    return f"{type(error).__name__}: {error}"[:_LONGEST]

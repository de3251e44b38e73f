"""The shape of JSON version 1 as pydantic models, for the published schema and for scripts that want types."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Count = Annotated[int, Field(ge=0)]
Severity = Literal["error", "warning", "review"]
State = Literal["pass", "fail", "review", "not_applicable", "not_assessable", "error", "waived"]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TextV1(_Shape):
    """One text in both languages."""

    zh: str
    en: str


class CodedV1(TextV1):
    """A text with a code for scripts."""

    code: str


class PlaceV1(_Shape):
    """A place in an audited file; line and column count from 1 in the report text, null where it does not apply."""

    path: str | None
    line: int | None
    col: int | None
    section: Literal["overview", "disclosure", "requests", "appeals", "problems", "other"] | None
    table: str | None
    row: str | None
    column: str | None
    page: int | None


class QuoteV1(_Shape):
    """A piece of the source, as the source has it."""

    place: PlaceV1
    text: str


class DecisionV1(_Shape):
    """A reviewer's decision on a finding; state tells whether it holds, has expired, or the evidence has changed."""

    verdict: Literal["confirmed", "dismissed", "accepted", "checked_ok", "checked_fail"]
    reason: str
    reviewer: str
    date: str
    expires: str
    state: Literal["holds", "changed", "expired"]


class FindingV1(_Shape):
    """One breach of one rule at one place."""

    rule: str
    severity: Severity
    confidence: Literal["high", "medium", "low"]
    message: TextV1
    place: PlaceV1
    quotes: tuple[QuoteV1, ...]
    expected: str | None
    actual: str | None
    formula: str | None
    basis: TextV1
    remedy: TextV1
    related: tuple[PlaceV1, ...]
    incident: str
    fingerprint: str
    evidence: str
    decision: DecisionV1 | None


class SampleV1(_Shape):
    """One thing a rule examined."""

    place: PlaceV1
    formula: str | None
    operands: tuple[str, ...]


class ChecksV1(_Shape):
    """How many things a rule examined in a report, and the first few of them."""

    count: Count
    samples: Annotated[tuple[SampleV1, ...], Field(max_length=7)]


class ReportV1(_Shape):
    """One audited report."""

    path: str | None
    sha256: str
    organ: str | None
    year: int | None
    form: str | None
    states: dict[str, State]
    reasons: dict[str, CodedV1]
    checks: dict[str, ChecksV1]
    facts: dict[str, int | float | None]


class IncidentV1(_Shape):
    """Findings with one cause, by fingerprint."""

    id: str
    findings: tuple[str, ...]
    explanation: TextV1


class LedgerV1(BaseModel):
    """How many rule x report pairs ended in each state; the seven counts add up to rules x reports."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    rules: Count
    reports: Count
    passed: Annotated[Count, Field(alias="pass")]
    fail: Count
    review: Count
    not_applicable: Count
    not_assessable: Count
    error: Count
    waived: Count


class ToolV1(_Shape):
    """The program, and which plugin each rule of the run came from."""

    name: Literal["auditor"]
    version: str
    rules: dict[str, str]


class SkippedV1(_Shape):
    """A file that was no candidate."""

    path: str
    reason: CodedV1


class AuditV1(_Shape):
    """A whole run: JSON version 1."""

    version: Literal[1]
    as_of: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    tool: ToolV1
    verdict: CodedV1
    exit_code: int
    ledger: LedgerV1
    reports: tuple[ReportV1, ...]
    findings: tuple[FindingV1, ...]
    incidents: tuple[IncidentV1, ...]
    skipped: tuple[SkippedV1, ...]

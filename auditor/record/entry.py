"""One audited report as the record keeps it: everything outputs need, ready to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from auditor.model.across import Member
from auditor.model.finding import Finding, Message

Repaired = TypedDict(
    "Repaired",
    {"table": str, "row": str, "column": str, "line": int, "col": int, "from": str, "to": str},
)
"""A suspected cell: what it says, and what it should say for all findings of the incident to be gone."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Findings of one report that have one cause. `repairs` are the suspected cells where one repair stands out."""

    id: str
    findings: tuple[str, ...]
    explanation: Message
    repairs: tuple[Repaired, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One report's row of the record.

    `states` counts the ledger's states. `result` and `document` are JSON: the report's part of the published
    output, and its sections and tables to redraw it. `used` are the decisions that found their finding.
    """

    path: str
    sha256: str
    organ: str | None
    year: int | None
    form: str | None
    is_report: bool | None
    """None: the file could not be read, so nobody knows."""
    states: Mapping[str, int]
    unread: bool
    text: str
    result: bytes
    document: bytes
    findings: tuple[Finding, ...]
    incidents: tuple[Incident, ...]
    used: tuple[str, ...]
    reopened: tuple[str, ...]
    member: Member
    """The report as rules over the run know it."""
    copies: tuple[Member, ...] = ()
    """The same report in other formats, which is compared with and not audited."""
    source: bytes = b"{}"
    """JSON: how the file was read (see auditor.record.origins)."""

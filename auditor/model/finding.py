"""What is found, and where: messages, places, severities, violations (a rule's word) and findings (the engine's)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import NamedTuple, Protocol

from auditor.model.tie import Tie
from auditor.model.values import Value


class Message(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str


class Severity(IntEnum):
    """How much a finding matters; ordered, so a threshold is a plain `>=`."""

    REVIEW = 1
    """Needs judgement or data from outside."""
    WARNING = 2
    """Very likely a defect: someone should correct or explain it."""
    ERROR = 3
    """Contradicts the form, the law or arithmetic, provable from the file alone."""

    @property
    def word(self) -> str:
        """The severity as outputs and the command line spell it."""
        return self.name.lower()


class Confidence(Enum):
    """Expected precision of a rule: at least 0.95, 0.8 to 0.95, below 0.8."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Span(NamedTuple):
    """A piece of the report text and where it stands; line and column from 1, in code points."""

    text: str
    line: int | None = None
    col: int | None = None
    section: str | None = None
    table: str | None = None
    row: str | None = None
    column: str | None = None


class Cell(NamedTuple):
    """A cell that binding has placed: its text and position as a Span has them, and what it says."""

    text: str
    line: int
    col: int
    section: str | None
    table: str
    row: str
    column: str
    value: Value


class Quotable(Protocol):
    """Anything that a finding can point at: a Span, a Cell, or what a rule makes of them."""

    @property
    def text(self) -> str: ...
    @property
    def line(self) -> int | None: ...
    @property
    def col(self) -> int | None: ...
    @property
    def section(self) -> str | None: ...
    @property
    def table(self) -> str | None: ...
    @property
    def row(self) -> str | None: ...
    @property
    def column(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Violation:
    """What a rule's check yields: where, what is wrong there, and what proves it.

    `severity` picks one of those the rule declares (the first unless told). `cause` names what lies behind it:
    violations of one report with the same cause become one incident. `subject` tells two violations at the
    same table cell or section apart, in words that outlive a corrected figure. `ties` are the broken relations it
    reports: those of one report are diagnosed together, and what one repair explains is one incident.
    """

    message: Message
    at: Quotable
    quotes: tuple[Quotable, ...] = ()
    expected: str | None = None
    actual: str | None = None
    formula: str | None = None
    severity: Severity | None = None
    confidence: Confidence | None = None
    remedy: Message | None = None
    subject: str = ""
    cause: str = ""
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding or quote stands, as published in JSON version 1. A report that nobody delivered has no path."""

    path: str | None
    line: int | None
    col: int | None
    section: str | None
    table: str | None
    row: str | None
    column: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of the source that a finding rests on, as the source has it."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class DecisionNote:
    """A reviewer's decision as joined to a finding. State: holds, changed (evidence differs) or expired."""

    verdict: str
    reason: str
    reviewer: str
    date: str
    expires: str
    state: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule at one place, as published in JSON version 1. Built by the engine, never by a rule."""

    rule: str
    severity: str
    confidence: str
    message: Message
    place: Place
    quotes: tuple[Quote, ...]
    expected: str | None
    actual: str | None
    formula: str | None
    basis: Message
    remedy: Message
    related: tuple[Place, ...]
    incident: str
    fingerprint: str
    evidence: str
    decision: DecisionNote | None = None

    @property
    def waived(self) -> bool:
        """Whether a reviewer's decision that still holds sets the finding aside."""
        decision = self.decision
        return decision is not None and decision.state == "holds" and decision.verdict in ("dismissed", "accepted")

"""What a run adds up while it goes on, for its verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.engine.across import Answer
from auditor.engine.verdict import Tally
from auditor.model.across import Member
from auditor.model.finding import Finding
from auditor.record.entry import Entry
from auditor.record.store import STATES


class LedgerError(Exception):
    """The states of a run do not add up to rules x reports: a bug in the engine, never a property of a report."""


@dataclass(slots=True)
class Counts:
    """States, findings and decisions so far, and which reports are not read completely."""

    states: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    used: set[str] = field(default_factory=set)
    reopened: list[str] = field(default_factory=list)
    reports: int = 0
    recognised: int = 0
    missing: int = 0
    unknown_files: set[int] = field(default_factory=set)
    """The numbers of the files that could not be read at all."""
    foreign: set[int] = field(default_factory=set)
    """The numbers of those that were read and are no reports, where a rule had something to say of them."""
    unread: set[int] = field(default_factory=set)
    """The numbers of the reports of which something could not be read."""

    def add(self, entry: Entry, rules: int) -> None:
        """Take in one report, whose states must be as many as the rules over single reports."""
        if sum(entry.states.values()) != rules or not set(entry.states) <= set(STATES):
            raise LedgerError(f"{entry.path}: {dict(entry.states)} for {rules} rules")
        self.reports += 1
        self.recognised += entry.is_report is True
        self.missing += entry.member.path is None
        if entry.is_report is None:
            self.unknown_files.add(self.reports)
        elif entry.unread:
            self._note_unread(self.reports, entry.member)
        self.states.update(entry.states)
        self._take(entry.findings)
        self.used.update(entry.used)
        self.reopened += entry.reopened

    def answer(self, member: Member, answers: Sequence[Answer]) -> None:
        """Take in what rules over the run said of one report."""
        self.states.update(answer.state.value for answer in answers)
        findings = [answer.finding for answer in answers if answer.finding]
        self._take(findings)
        self.used.update(finding.fingerprint for finding in findings if finding.decision)
        self.used.update(answer.decision.fingerprint for answer in answers if answer.decision)
        self.reopened += [f.fingerprint for f in findings if f.decision and f.decision.state != "holds"]
        self.reopened += [a.decision.fingerprint for a in answers if a.decision and a.reopened]
        if member.number not in self.unknown_files and any(answer.unread for answer in answers):
            self._note_unread(member.number, member)

    def _note_unread(self, number: int, member: Member) -> None:
        # Of a report that nobody delivered nothing is unread.
        if member.path is not None:
            (self.unread if member.is_report else self.foreign).add(number)

    def _take(self, findings: Sequence[Finding]) -> None:
        self.severities.update(finding.severity for finding in findings if not finding.waived)

    def check(self, rules: int) -> None:
        """Raise LedgerError unless every rule x report pair has exactly one state."""
        if sum(self.states[state] for state in STATES) != rules * self.reports:
            raise LedgerError(f"{dict(self.states)} for {rules} rules and {self.reports} reports")

    def tally(self, *, interrupted: bool = False, failed: bool = False) -> Tally:
        """Return what the verdict is made from."""
        return Tally(
            self.severities, self.reports, self.recognised, len(self.unknown_files), len(self.unread), self.states["error"],
            interrupted, failed, len(self.foreign), self.missing,
        )  # fmt: skip

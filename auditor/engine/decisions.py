"""Reviewers' decisions: read from decisions.csv, joined to findings while the evidence is the same. Never deleted."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from auditor.model.finding import DecisionNote
from auditor.model.problem import Problem
from auditor.reading.plain_text import decode
from auditor.reading.reader import UnreadableError

COLUMNS = ("fingerprint", "evidence", "rule", "organ", "year", "verdict", "reason", "reviewer", "date", "expires")
VERDICTS = ("confirmed", "dismissed", "accepted", "checked_ok", "checked_fail")
_NAMED = ("checked_ok", "checked_fail")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


class DecisionError(Problem):
    """A decisions file that cannot be used; the text names the file and the row."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of decisions.csv."""

    fingerprint: str
    evidence: str
    rule: str
    organ: str
    year: str
    verdict: str
    reason: str
    reviewer: str
    date: str
    expires: str

    def state(self, evidence: str, as_of: datetime.date) -> str:
        """Return whether the decision holds, has expired, or was made on other evidence (changed)."""
        until = _date(self.expires)
        if until is not None and until < as_of:
            return "expired"
        return "holds" if self.evidence == evidence else "changed"

    def note(self, evidence: str, as_of: datetime.date) -> DecisionNote:
        """Return the decision as a finding carries it."""
        state = self.state(evidence, as_of)
        return DecisionNote(self.verdict, self.reason, self.reviewer, self.date, self.expires, state)


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of a run, by fingerprint."""

    rows: Mapping[str, Decision] = field(default_factory=dict)

    def find(self, fingerprint: str) -> Decision | None:
        """Return the decision on a fingerprint."""
        return self.rows.get(fingerprint)


def read_decisions(file: Path) -> Decisions:
    """Return the decisions in a CSV file, in any column order.

    Raises:
        DecisionError: the file or a row of it cannot be used; nothing is guessed.
    """
    try:
        text, _ = decode(file.read_bytes())
    except (OSError, UnreadableError) as error:
        raise DecisionError(f"{file.name}: {error}") from error
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    header = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = header
    missing = [name for name in ("fingerprint", "evidence", "verdict") if name not in header]
    if missing:
        raise DecisionError(f"{file.name}: column {missing[0]!r} is missing")
    rows: dict[str, Decision] = {}
    for row in _rows(reader, file.name):
        decision = Decision(**{name: (row.get(name) or "").strip() for name in COLUMNS})
        if not any(row.values()):
            continue
        _check(decision, f"{file.name}:{reader.line_num}")
        known = rows.get(decision.fingerprint)
        if known is not None and known.verdict != decision.verdict:
            raise DecisionError(
                f"{file.name}:{reader.line_num}: fingerprint {decision.fingerprint} is decided twice: "
                f"{known.verdict} and {decision.verdict}"
            )
        rows[decision.fingerprint] = decision
    return Decisions(rows)


def _rows(reader: csv.DictReader[str], name: str) -> Iterator[dict[str, str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise DecisionError(f"{name}:{reader.line_num}: {error}") from error


def _check(decision: Decision, where: str) -> None:
    if not decision.fingerprint:
        raise DecisionError(f"{where}: fingerprint is empty")
    if decision.verdict not in VERDICTS:
        raise DecisionError(f"{where}: verdict {decision.verdict!r} is none of {', '.join(VERDICTS)}")
    if decision.verdict in _NAMED and not (decision.reason and decision.reviewer):
        raise DecisionError(f"{where}: {decision.verdict} needs a reason and a reviewer")
    if decision.expires and _date(decision.expires) is None:
        raise DecisionError(f"{where}: expires {decision.expires!r} is no date")


def _date(text: str) -> datetime.date | None:
    """Return a date as spreadsheets rewrite it: 2024-01-31, 2024/1/31, 2024年1月31日."""
    match = _DATE.match(text)
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def unmatched(decisions: Decisions, used: Iterable[str]) -> tuple[Decision, ...]:
    """Return the decisions that fit nothing in the run, in file order."""
    seen = set(used)
    return tuple(decision for key, decision in decisions.rows.items() if key not in seen)

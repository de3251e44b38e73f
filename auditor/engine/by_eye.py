"""Findings that a reviewer saw by eye: rows MANUAL-n of decisions.csv, which no rule yields."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from auditor.engine.decisions import Decision
from auditor.engine.identity import Owner, digest
from auditor.engine.stamp import place
from auditor.model.finding import Confidence, Finding, Message, Quotable, Severity
from auditor.model.mask import masked
from auditor.model.text import SPACES, normalise
from auditor.record.entry import Incident

_MANUAL = re.compile(r"MANUAL-\d+")
_BASIS = Message("审核人员人工核查", "seen by a reviewer's eye")
_REMEDY = Message("按审核人员意见核实整改。", "Check and correct it as the reviewer says.")
_NO_WORDS = Message("（审核人员未填写说明）", "(the reviewer wrote no reason)")


def is_manual(rule: str) -> bool:
    """Tell whether a rule's id is one of those that reviewers give to what they saw by eye."""
    return _MANUAL.fullmatch(rule) is not None


def manual_rows(rows: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the rows of a decisions file that add a finding, in file order."""
    return tuple(row for row in rows if is_manual(row.rule))


def seen_by_eye(
    rows: Iterable[Decision], report: Owner, whole: Quotable, as_of: datetime.date
) -> tuple[tuple[Finding, ...], tuple[Incident, ...]]:
    """Return the findings that a reviewer added to a report, each an incident of its own.

    A row belongs to the report whose file's hash is its evidence, and failing that to the one of its organ and year;
    where the file has changed since, the decision says so. What a person saw by eye is a warning: the program has not proved it.
    """
    found = tuple(_finding(row, report, whole, as_of) for row in _of(rows, report))
    return found, tuple(Incident(finding.incident, (finding.fingerprint,), finding.message) for finding in found)


def _of(rows: Iterable[Decision], report: Owner) -> Iterator[Decision]:
    for row in rows:
        named = report.organ is not None and _plain(row.organ) == _plain(report.organ)
        if row.evidence == report.sha256 or (named and row.year == str(report.year)):
            yield row


def _plain(name: str) -> str:
    return SPACES.sub("", normalise(name))


def _finding(row: Decision, report: Owner, whole: Quotable, as_of: datetime.date) -> Finding:
    said = masked(row.reason)
    return Finding(
        rule=row.rule,
        severity=Severity.WARNING.word,
        confidence=Confidence.HIGH.value,
        message=Message(said, said) if said else _NO_WORDS,
        place=place(report, whole),
        quotes=(),
        expected=None,
        actual=None,
        formula=None,
        basis=_BASIS,
        remedy=_REMEDY,
        related=(),
        incident=digest("incident", row.fingerprint)[:12],
        fingerprint=row.fingerprint,
        evidence=row.evidence,
        decision=row.note(report.sha256, as_of),
    )

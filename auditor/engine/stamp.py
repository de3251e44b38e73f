"""Turns what rules said into findings: place, identity, incident and a reviewer's decision are stamped here."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence

from auditor.engine.assess import Outcome, severity_of
from auditor.engine.decisions import Decisions
from auditor.engine.diagnose import Diagnosis, diagnose
from auditor.engine.identity import Owner, digest, evidence, fingerprint, owner, subject
from auditor.model.finding import Finding, Message, Place, Quotable, Quote, Severity, Violation
from auditor.model.report import Report
from auditor.model.rule import Rule
from auditor.record.entry import Incident, Repaired

_NO_OWNER = Message(
    "（未识别机关或年度）",
    " (organ or year unknown: identified by the file's hash)",
)

_DOUBTFUL = Message(
    "（所依据的内容由图片识别，把握不足，请对照图片核实）",
    " (it rests on what was recognised from a picture with doubt: compare the picture)",
)


def stamp(
    report: Report,
    outcomes: Sequence[Outcome],
    decisions: Decisions,
    as_of: datetime.date,
    diagnosis: Diagnosis | None = None,
) -> tuple[tuple[Finding, ...], tuple[Incident, ...]]:
    """Return the findings of one report in reading order, and the incidents they form."""
    found: list[Finding] = []
    explanations: dict[str, Message] = {}
    repairs: dict[str, tuple[Repaired, ...]] = {}
    diagnosis = diagnosis or diagnose(report, outcomes)
    seen: Counter[tuple[str, ...]] = Counter()
    for outcome in outcomes:
        rule = outcome.rule
        for violation in outcome.violations:
            about = subject(violation)
            seen[(rule.id, *about)] += 1
            identity = fingerprint(rule, report, about, seen[(rule.id, *about)])
            cause = diagnosis.cause(violation)
            incident = digest("incident", *owner(report), cause or identity)[:12]
            if cause in diagnosis.explanations:
                explanations[incident] = diagnosis.explanations[cause]
                repairs[incident] = diagnosis.repairs[cause]
            found.append(finding_of(report, rule, violation, identity, incident, decisions, as_of))
    found.sort(key=order)
    return tuple(found), _incidents(found, explanations, repairs)


def finding_of(
    report: Owner,
    rule: Rule,
    violation: Violation,
    identity: str,
    incident: str,
    decisions: Decisions,
    as_of: datetime.date,
    related: Sequence[Place] = (),
) -> Finding:
    """Return a violation as it is published, with the reviewer's decision on it."""
    suffix = _NO_OWNER if owner(report)[0] == "file" else Message("", "")
    severity = severity_of(violation, rule)
    if any(report.doubtful(at.line) for at in (violation.at, *violation.quotes)):
        severity, suffix = Severity.REVIEW, Message(suffix.zh + _DOUBTFUL.zh, suffix.en + _DOUBTFUL.en)
    basis = evidence(violation)
    decision = decisions.find(identity)
    return Finding(
        rule=rule.id,
        severity=severity.word,
        confidence=(violation.confidence or rule.confidence).value,
        message=Message(violation.message.zh + suffix.zh, violation.message.en + suffix.en),
        place=place(report, violation.at),
        quotes=tuple(Quote(place(report, quote), quote.text) for quote in violation.quotes),
        expected=violation.expected,
        actual=violation.actual,
        formula=violation.formula,
        basis=rule.basis,
        remedy=violation.remedy or rule.remedy,
        related=tuple(related),
        incident=incident,
        fingerprint=identity,
        evidence=basis,
        decision=decision.note(basis, as_of) if decision else None,
    )


def order(finding: Finding) -> tuple[str, int, int, str, str]:
    """Return the sort key of findings: path, line, column, rule, fingerprint."""
    place = finding.place
    return (place.path or "", place.line or 0, place.col or 0, finding.rule, finding.fingerprint)


def place(report: Owner, at: Quotable) -> Place:
    """Return where something stands, as published."""
    return Place(report.path, at.line, at.col, at.section, at.table, at.row, at.column, report.page(at.line))


def _incidents(
    found: Sequence[Finding], explanations: Mapping[str, Message], repairs: Mapping[str, tuple[Repaired, ...]]
) -> tuple[Incident, ...]:
    groups: dict[str, list[Finding]] = {}
    for finding in found:
        groups.setdefault(finding.incident, []).append(finding)
    return tuple(
        Incident(
            identity,
            tuple(finding.fingerprint for finding in findings),
            explanations.get(identity) or (findings[0].message if len(findings) == 1 else _together(findings)),
            repairs.get(identity, ()),
        )
        for identity, findings in groups.items()
    )


def _together(findings: Sequence[Finding]) -> Message:
    first, rest = findings[0].message, len(findings) - 1
    return Message(f"{first.zh}（同因问题另有{rest}项）", f"{first.en} (and {rest} more with the same cause)")

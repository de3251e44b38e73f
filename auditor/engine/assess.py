"""One rule on one report, inside a guard: the state it ends in, what it found, and what it looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from auditor.model.finding import Message, Severity, Violation
from auditor.model.ledger import NotAssessable, Reason, State
from auditor.model.report import Asked, Report
from auditor.model.rule import Rule


class Outcome(NamedTuple):
    """How a rule ended on a report. The state is before any reviewer's decision."""

    rule: Rule
    state: State
    violations: tuple[Violation, ...]
    reason: Reason | None
    asked: Asked


_NO_REPORT = Reason("unread", "不是政府信息公开工作年度报告，见 OGI-P001", "not an annual report; see OGI-P001")


def assess(rule: Rule, report: Report) -> Outcome:
    """Run a rule's check and say how it ended. Nothing a rule does stops the run."""
    asked = report.asked = Asked()
    if not report.recognised and not rule.any_file:
        return Outcome(rule, State.NOT_ASSESSABLE, (), _NO_REPORT, asked)
    if not rule.applies_to(report):
        return Outcome(rule, State.NOT_APPLICABLE, (), None, asked)
    violations: list[Violation] = []
    reason: Reason | None = None
    try:
        for violation in rule.check(report):
            violations.append(_checked(violation, rule))
    except NotAssessable as outcome:
        reason = Reason(outcome.code, outcome.message.zh, outcome.message.en)
    # The only broad guard of a run: a plugin's bug must not hide what the other rules find. The state
    # tells which rule broke where, and the run counts as incomplete.
    except Exception as error:
        return Outcome(rule, State.ERROR, tuple(violations), _crash(rule, report, asked, error), asked)
    return Outcome(rule, _state(rule, violations, reason, asked), tuple(violations), reason, asked)


def _state(rule: Rule, violations: list[Violation], reason: Reason | None, asked: Asked) -> State:
    if violations:
        return worst_state(severity_of(violation, rule) for violation in violations)
    if reason is not None:
        return State.NOT_ASSESSABLE
    # A pass that rests on nothing is not allowed: what was asked for does not occur in this report.
    return State.PASS if asked.count else State.NOT_APPLICABLE


def worst_state(severities: Iterable[Severity]) -> State:
    """Return fail for any error or warning, and review where there are only reviews."""
    return State.FAIL if max(severities) >= Severity.WARNING else State.REVIEW


def severity_of(violation: Violation, rule: Rule) -> Severity:
    """Return the severity a violation gets: the one it picked, or the rule's first."""
    return violation.severity or rule.severities[0]


def _checked(violation: object, rule: Rule) -> Violation:
    if not isinstance(violation, Violation):
        raise TypeError(f"{rule.id} yielded {type(violation).__name__}, not a Violation")
    if violation.severity is not None and violation.severity not in rule.severities:
        raise ValueError(f"{rule.id} yielded severity {violation.severity.word}, which it does not declare")
    return violation


def _crash(rule: Rule, report: Report, asked: Asked, error: Exception) -> Reason:
    last = asked.last
    place = Message("", "")
    if last is not None and last.line:
        cell = ".".join(part for part in (last.table, last.row, last.column) if part)
        place = Message(f"第{last.line}行{cell}，", f" line {last.line}{' ' + cell if cell else ''},")
    what = f"{type(error).__name__}: {error}"
    return Reason(
        "error",
        f"规则 {rule.id} 运行出错（{report.path}，{place.zh}{what}）",
        f"rule {rule.id} crashed on {report.path},{place.en} {what}",
    )

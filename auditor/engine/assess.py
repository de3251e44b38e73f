"""One rule on one report, inside a guard: the state it ends in, what it found, and what it looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from auditor.model.finding import Cell, Message, Severity, Span, Violation
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
    damaged = report.source.damaged
    if damaged is not None and not rule.any_file:
        return Outcome(rule, State.NOT_ASSESSABLE, (), Reason("unread", damaged.zh, damaged.en), asked)
    if not report.recognised and not rule.any_file:
        return Outcome(rule, State.NOT_ASSESSABLE, (), _NO_REPORT, asked)
    if not rule.applies_to(report):
        return Outcome(rule, State.NOT_APPLICABLE, (), None, asked)
    violations: list[Violation] = []
    reason: Reason | None = None
    try:
        for violation in rule.check(report):
            violations.append(checked(violation, rule))
        _check_samples(asked)
    except NotAssessable as outcome:
        reason = Reason(outcome.code, outcome.message.zh, outcome.message.en)
    # The only broad guard of a run: a plugin's bug must not hide what the other rules find. The state
    # tells which rule broke where, and the run counts as incomplete. A rule that calls sys.exit() is no exception.
    except (Exception, SystemExit) as error:
        reason = crash(rule, report, asked, error)
        asked.samples = [sample for sample in asked.samples if _quotable(sample.at)]
        return Outcome(rule, State.ERROR, tuple(violations), reason, asked)
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


def checked(violation: object, rule: Rule) -> Violation:
    """Return the violation, or raise inside the guard what would otherwise break the run after it."""
    if not isinstance(violation, Violation):
        raise TypeError(f"{rule.id} yielded {type(violation).__name__}, not a Violation")
    if violation.severity is not None and violation.severity not in rule.severities:
        raise ValueError(f"{rule.id} yielded severity {violation.severity.word}, which it does not declare")
    for message in (violation.message, violation.remedy or violation.message):
        if not (isinstance(message, Message) and _is_text(message.zh) and _is_text(message.en)):
            raise TypeError(f"{rule.id} yielded {message!r} for a message; Message(zh, en) is needed")
    for at in (violation.at, *violation.quotes):
        if not _quotable(at):
            raise TypeError(f"{rule.id} yielded {at!r} for a place; a Span or a Cell is needed")
    for text in (violation.expected, violation.actual, violation.formula):
        if text is not None and not _is_text(text):
            raise TypeError(f"{rule.id} yielded {text!r} for expected, actual or formula; a str is needed")
    return violation


def _check_samples(asked: Asked) -> None:
    for at, _, _ in asked.samples:
        if type(at) is not Cell and not _quotable(at):
            raise TypeError(f"{at!r} was noted as examined; a Span or a Cell is needed")


def _quotable(at: object) -> bool:
    if type(at) is Cell:
        return True  # binding makes cells, rules only hand them on
    if type(at) is Span:
        return type(at.text) is str and (at.line is None or type(at.line) is int)
    if not all(hasattr(at, name) for name in Span._fields):
        return False
    line, text = getattr(at, "line", None), getattr(at, "text", None)
    return (line is None or isinstance(line, int)) and isinstance(text, str)


def _is_text(text: object) -> bool:
    """Tell whether this is a str that UTF-8 can write."""
    return isinstance(text, str) and text.encode("utf-8", "replace").decode() == text


def crash(rule: Rule, report: Report | None, asked: Asked | None, error: BaseException) -> Reason:
    """Return what a rule's crash says: which rule, on which file, and what it asked for last."""
    last = asked.last if asked else None
    place = Message("", "")
    if last is not None and _quotable(last) and last.line:
        cell = ".".join(part for part in (last.table, last.row, last.column) if part)
        place = Message(f"第{last.line}行{cell}，", f" line {last.line}{' ' + cell if cell else ''},")
    what = _said(error)
    return Reason(
        "error",
        f"规则 {rule.id} 运行出错（{report.path if report else '全部报告'}，{place.zh}{what}）",
        f"rule {rule.id} crashed on {report.path if report else 'the run'},{place.en} {what}",
    )


def _said(error: BaseException) -> str:
    try:
        text = f"{type(error).__name__}: {error}"
    except Exception:  # an exception of a plugin may fail to describe itself
        text = type(error).__name__
    return text.encode("utf-8", "backslashreplace").decode()

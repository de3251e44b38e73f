"""One rule on one report, inside a guard: the state it ends in, what it found, and what it looked at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from auditor.engine.clock import STEP
from auditor.engine.sound import OutOfShapeError, is_place, sound_samples, sound_violation
from auditor.model.finding import Cell, Message, Severity, Span, Violation
from auditor.model.ledger import NotAssessable, Reason, State
from auditor.model.report import Asked, Report
from auditor.model.rule import Rule
from auditor.model.stopping import StoppedError
from auditor.reading.sound import is_text

MOST = 10_000
"""Findings of one rule on one file; the longest list of real ones has some hundred."""


class Outcome(NamedTuple):
    """How a rule ended on a report. The state is before any reviewer's decision."""

    rule: Rule
    state: State
    violations: tuple[Violation, ...]
    reason: Reason | None
    asked: Asked

    def crashed(self, report: Report, error: BaseException) -> Outcome:
        """Return the outcome of a rule of which something broke after its check: what it found stands."""
        sound = Asked()  # what it looked at may be the very thing that broke
        return self._replace(state=State.ERROR, reason=crash(self.rule, report, self.asked, error), asked=sound)


NO_REPORT = Reason("unread", "不是政府信息公开工作年度报告，见 OGI-P001", "not an annual report; see OGI-P001")


def no_report(report: Report) -> Reason:
    """Return why no rule can be answered of what is no report: of a file that was not read to its end, that it was not."""
    unread = report.source.unread
    return Reason("unread", *unread[0]) if unread else NO_REPORT


def assess(rule: Rule, report: Report) -> Outcome:
    """Run a rule's check and say how it ended. Nothing a rule does stops the run."""
    asked = report.asked = Asked()
    damaged = report.source.damaged
    if damaged is not None and not rule.any_file:
        return Outcome(rule, State.NOT_ASSESSABLE, (), Reason("unread", damaged.zh, damaged.en), asked)
    if not report.recognised and not rule.any_file:
        return Outcome(rule, State.NOT_ASSESSABLE, (), no_report(report), asked)
    violations: list[Violation] = []
    reason: Reason | None = None
    try:
        if not rule.applies_to(report):
            return Outcome(rule, State.NOT_APPLICABLE, (), None, asked)
        STEP.now = asked
        for violation in rule.check(report):
            violations.append(sound_violation(violation, rule))
            if len(violations) > MOST:
                raise OutOfShapeError(f"{rule.id} yielded more than {MOST} findings")
        sound_samples(asked)
        STEP.now = None
    except NotAssessable as outcome:
        STEP.now = None
        reason = _why(rule, outcome)
        if reason is None:
            error = OutOfShapeError(f"{rule.id} raised {type(outcome).__name__} without a Message")
            reason = crash(rule, report, asked, error)
            return Outcome(rule, State.ERROR, tuple(violations), reason, _sound_part(asked))
    # The only broad guard around a rule: a plugin's bug must not hide what the other rules find. The state tells which
    # rule broke where, and the run counts as incomplete. Whatever it raises is its own, but for a person's interrupt.
    except BaseException as error:
        STEP.now = None
        if isinstance(error, StoppedError):
            raise
        reason = crash(rule, report, asked, error)
        return Outcome(rule, State.ERROR, tuple(violations), reason, _sound_part(asked))
    return Outcome(rule, _state(rule, violations, reason, asked), tuple(violations), reason, asked)


def _sound_part(asked: Asked) -> Asked:
    """Return what a rule that crashed had looked at, as far as it can be published."""
    sound = Asked()
    try:
        sound_samples(asked)
    except Exception:
        return sound
    sound.count, sound.samples, sound.last = asked.count, asked.samples, asked.last
    return sound


def _why(rule: Rule, outcome: NotAssessable) -> Reason | None:
    """Return what a rule says of why it cannot be answered, or None where it says nothing that could be told."""
    code, message = outcome.code, getattr(outcome, "message", None)
    if code in ("unread", "unknown") and isinstance(message, Message) and is_text(message.zh) and is_text(message.en):
        return Reason(code, message.zh, message.en)
    return None


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


def crash(rule: Rule, report: Report | None, asked: Asked | None, error: BaseException) -> Reason:
    """Return what a rule's crash says: which rule, on which file, and what it asked for last."""
    last = asked.last if asked else None
    place = Message("", "")
    if isinstance(last, (Span, Cell)) and is_place(last) and last.line:
        cell = ".".join(part for part in (last.table, last.row, last.column) if part)
        place = Message(f"第{last.line}行{cell}，", f" line {last.line}{' ' + cell if cell else ''},")
    what = said(error)
    return Reason(
        "error",
        f"规则 {rule.id} 运行出错（{report.path if report else '全部报告'}，{place.zh}{what.zh}）",
        f"rule {rule.id} crashed on {report.path if report else 'the run'},{place.en} {what.en}",
    )


def said(error: BaseException) -> Message:
    """Return what an exception says of itself, in no more than some lines."""
    message = getattr(error, "message", None)
    if isinstance(message, Message) and is_text(message.zh) and is_text(message.en):
        return message
    try:
        text = f"{type(error).__name__}: {error}"
    except BaseException as mute:  # an exception of a plugin may fail to describe itself
        if isinstance(mute, StoppedError):
            raise
        text = type(error).__name__
    text = text.encode("utf-8", "backslashreplace").decode()
    text = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return Message(text, text)


_LONGEST = 500

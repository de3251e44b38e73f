"""Whether what a plugin hands over is what it should be: what is not would break the run long after the plugin has ended.

Each function raises inside the guard of whoever made the value, so that it is his error and nobody else's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from auditor.model.finding import Cell, Confidence, Message, Quotable, Severity, Span, Violation
from auditor.model.report import Asked, Sample
from auditor.model.rule import Rule
from auditor.model.tie import HOLDS, Figure, Operand, Tie
from auditor.model.values import Value
from auditor.reading.sound import is_text

_HIGHEST = 2**31
"""Lines and columns are below; what is beyond is no line, and no record could hold it."""

_JOIN = "".join
"""The quickest way to ask whether all of a tuple is text."""


class OutOfShapeError(TypeError):
    """Something that a plugin handed over and that is not what it must be; the text says what was needed."""

    def __str__(self) -> str:
        return "".join(map(str, self.args))


def is_place(at: object) -> bool:
    """Tell whether something is a place: a Span, a Cell, or another object with their first seven attributes."""
    try:
        # An audit looks at a hundred of them: nothing here is called that need not be.
        if type(at) is Span or type(at) is Cell:
            text, line, col, section, table, row, column = at[:7]
        else:
            text, line, col, section, table, row, column = (getattr(at, name) for name in Span._fields)
    except Exception:  # a property of a plugin's own may raise anything
        return False
    return (
        isinstance(text, str)
        and (line is None or (type(line) is int and 0 <= line < _HIGHEST))
        and (col is None or (type(col) is int and 0 <= col < _HIGHEST))
        and (section is None or isinstance(section, str))
        and (table is None or isinstance(table, str))
        and (row is None or isinstance(row, str))
        and (column is None or isinstance(column, str))
    )


def sound_violation(violation: object, rule: Rule) -> Violation:
    """Return a violation that can be stamped, compared, recorded and drawn.

    Raises:
        OutOfShapeError: it is none, or something in it is not what it must be.
    """
    who = rule.id
    if not isinstance(violation, Violation):
        raise OutOfShapeError(f"{who} yielded {type(violation).__name__}, not a Violation")
    severity = violation.severity
    if severity is not None and (type(severity) is not Severity or severity not in rule.severities):
        word = severity.word if type(severity) is Severity else repr(severity)
        raise OutOfShapeError(f"{who} yielded severity {word}, which it does not declare")
    for message in (violation.message, violation.message if violation.remedy is None else violation.remedy):
        if not is_message(message):
            raise OutOfShapeError(f"{who} yielded {_shown(message)} for a message; Message(zh, en) is needed")
    _need(violation.confidence is None or type(violation.confidence) is Confidence, who, "confidence", "a Confidence")
    _need(type(violation.quotes) is tuple, who, "quotes", "a tuple of places")
    for at in (violation.at, *violation.quotes):
        if not (is_place(at) and is_text(at.text) and _are_texts(at)):
            raise OutOfShapeError(f"{who} yielded {_shown(at)} for a place; a Span or a Cell is needed")
    for text in (violation.expected, violation.actual, violation.formula):
        if text is not None and not is_text(text):
            raise OutOfShapeError(f"{who} yielded {_shown(text)} for expected, actual or formula; a str is needed")
    _need(is_text(violation.subject) and is_text(violation.cause), who, "subject or cause", "a str")
    _need(type(violation.ties) is tuple and all(map(is_tie, violation.ties)), who, "ties", "a tuple of Tie")
    if all(type(at) is Span or _is_cell(at) for at in (violation.at, *violation.quotes)):
        return violation
    return replace(violation, at=_plain(violation.at), quotes=tuple(map(_plain, violation.quotes)))


def _need(holds: bool, who: str, what: str, needed: str) -> None:
    if not holds:
        raise OutOfShapeError(f"{who} yielded something else for {what}; {needed} is needed")


def _plain(at: Quotable) -> Quotable:
    """Return a place that says the same each time it is asked."""
    return at if _is_cell(at) else Span(*(getattr(at, name) for name in Span._fields))


def _is_cell(at: object) -> bool:
    if type(at) is not Cell or type(at.value) is not Value:
        return False
    number = at.value.number
    return at.line is not None and at.col is not None and (number is None or _is_amount(number))


def _are_texts(at: Quotable) -> bool:
    return all(name is None or is_text(name) for name in (at.section, at.table, at.row, at.column))


def is_message(message: object) -> bool:
    """Tell whether this is a text in both languages that can be written."""
    return isinstance(message, Message) and is_text(message.zh) and is_text(message.en)


def _is_amount(number: object) -> bool:
    return type(number) is int or (type(number) is Decimal and number.is_finite())


def is_tie(tie: object) -> bool:
    """Tell whether this is a relation between figures that can be reckoned with."""
    return (
        type(tie) is Tie
        and type(tie.operands) is tuple
        and len(tie.operands) > 0
        and all(map(_is_operand, tie.operands))
        and type(tie.comparison) is str
        and tie.comparison in HOLDS
        and _is_amount(tie.constant)
        and type(tie.absent) is tuple
        and all(map(_is_amount, tie.absent))
    )


def _is_operand(operand: object) -> bool:
    if type(operand) is not Operand or not _is_amount(operand.factor) or type(operand.figure) is not Figure:
        return False
    line, col, number, *texts = operand.figure
    placed = type(line) is int and type(col) is int and 0 <= line < _HIGHEST and 0 <= col < _HIGHEST
    return placed and (number is None or _is_amount(number)) and all(map(is_text, texts))


def sound_samples(asked: Asked) -> None:
    """Look at what a rule noted as examined: it is published like what it found.

    Most of it are cells and labels that rules share: what is in those is looked at once for all of them, when they are published
    (auditor.engine.audit.Places).

    Raises:
        OutOfShapeError: a place is none, or what stands beside it is no text.
    """
    if type(asked.count) is not int or type(asked.samples) is not list:
        raise OutOfShapeError("what was noted as examined was replaced by something else")
    odd = False
    for at, formula, operands in asked.samples:
        if type(at) is not Cell and type(at) is not Span:
            odd = True
            if not is_place(at):
                raise OutOfShapeError(f"{_shown(at)} was noted as examined; a Span or a Cell is needed")
        if operands:
            if type(operands) is not tuple:
                raise OutOfShapeError(f"{_shown(operands)} was noted as operands; a tuple of str is needed")
            _JOIN(operands)
        if formula is not None and type(formula) is not str:
            raise OutOfShapeError(f"{_shown(formula)} was noted as a formula; a str is needed")
    if odd:
        asked.samples = [Sample(_plain(at), formula, operands) for at, formula, operands in asked.samples]


def sound_sample(sample: Sample) -> None:
    """Look at one noted thing completely.

    Raises:
        OutOfShapeError: as `sound_samples`.
    """
    at, formula, operands = sample
    if not is_place(at) or not is_text(at.text) or not _are_texts(at):
        raise OutOfShapeError(f"{_shown(at)} was noted as examined; a Span or a Cell is needed")
    if type(operands) is not tuple or not all(map(is_text, operands)) or not (formula is None or is_text(formula)):
        raise OutOfShapeError(f"{_shown(sample)} was noted as a formula with operands; texts are needed")


def taken(values: Iterable[Any], is_sound: Callable[[object], bool], who: str, needed: str) -> Iterable[Any]:
    """Yield values as they come.

    Raises:
        OutOfShapeError: one is not what is needed.
    """
    for value in values:
        if not is_sound(value):
            raise OutOfShapeError(f"{who} yielded {_shown(value)}; {needed} is needed")
        yield value


def _shown(value: object) -> str:
    """Return a value as it is told of; what cannot even show itself by its type."""
    try:
        text = repr(value)
    except Exception:
        return type(value).__name__
    return text if len(text) <= 120 else text[:120] + "…"

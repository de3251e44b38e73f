"""What makes a finding the same finding next year's clerk decided on: its fingerprint, and the evidence it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol

from auditor.model.finding import Cell, Quotable, Violation
from auditor.model.text import normalise
from auditor.model.values import show

_FIELD = "\x1f"
_LENGTH = 32


def digest(*fields: object) -> str:
    """Return a hash of the fields, as 32 hexadecimal digits."""
    joined = _FIELD.join("" if field is None else str(field) for field in fields)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


class Owner(Protocol):
    """A report as findings name it: one that was audited, or one as rules over the run know it."""

    @property
    def path(self) -> str | None: ...
    @property
    def organ(self) -> str | None: ...
    @property
    def year(self) -> int | None: ...
    @property
    def sha256(self) -> str: ...
    def page(self, line: int | None) -> int | None: ...
    def doubtful(self, line: int | None) -> bool: ...


class Known(Protocol):
    """A rule, as loaded or as a record describes it."""

    @property
    def id(self) -> str: ...
    @property
    def fingerprint_version(self) -> int: ...


def owner(report: Owner) -> tuple[str, ...]:
    """Return whose report it is: organ and year, or the file's hash where either is unknown."""
    if report.organ and report.year:
        return (report.organ, str(report.year))
    return ("file", report.sha256)


def subject(violation: Violation) -> tuple[str, ...]:
    """Return what the finding is about, in words that outlive moved lines and corrected figures."""
    at = violation.at
    if violation.subject:
        return (at.table or at.section or "", violation.subject)
    if at.table:
        return (at.table, at.row or "", at.column or "")
    return (at.section or "",)


def fingerprint(rule: Known, report: Owner, about: tuple[str, ...], occurrence: int) -> str:
    """Return the finding's identity: no path, no line, no message and no value goes into it."""
    return digest(rule.id, rule.fingerprint_version, *owner(report), *about, occurrence)


def closing_fingerprint(rule: Known, report: Owner) -> str:
    """Return the identity of a rule that could not be assessed on a report, for a reviewer to close it by eye."""
    return fingerprint(rule, report, ("not_assessable",), 0)


def evidence(violation: Violation) -> str:
    """Return a hash of what the finding rests on: its operands and quoted phrases, normalised."""
    quotes: Sequence[Quotable] = violation.quotes or (violation.at,)
    return digest(*(_shown(quote) for quote in quotes), violation.expected, violation.actual)


def _shown(quote: Quotable) -> str:
    if isinstance(quote, Cell) and quote.value.number is not None:
        return show(quote.value.number)
    return normalise(quote.text)

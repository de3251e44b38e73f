"""A rule: plain-argument metadata, the reason as docstring, one generator over one report."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from auditor.model.across import Across, Keep, Peer
from auditor.model.finding import Confidence, Message, Severity, Violation
from auditor.model.page import RulePage
from auditor.model.report import Report
from auditor.model.tie import Place, Tie


class Ties(Protocol):
    """Yields the relations between cells that a rule checks, holding or not; with `near`, those through such places."""

    def __call__(self, report: Report, near: Container[Place] | None = None) -> Iterable[Tie]: ...


Check = Callable[[Report], Iterator[Violation]]
AcrossCheck = Callable[[Across], Iterator[Peer]]
ID = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One check with its declaration. The first severity is what a violation gets that names none."""

    id: str
    title: Message
    severities: tuple[Severity, ...]
    confidence: Confidence
    basis: Message
    remedy: Message
    rationale: str
    check: Check
    forms: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    fingerprint_version: int = 1
    any_file: bool = False
    """Runs on files that are no report, too; every other rule is not assessable there."""
    needs: tuple[tuple[str, str, str], ...] = ()
    """(table, "row" or "column", key or prefix*) a relation is about; loading refuses names that no form has."""
    ties: Ties | None = None
    """Every relation between cells that the rule checks, holding or not: a repair of one must keep the others."""

    across: AcrossCheck | None = None
    """The check of a rule over the whole run; it has no check of a single report."""
    keep: tuple[Keep, ...] = ()
    """What a rule over the run wants kept of each report."""
    page: RulePage | None = field(default=None, compare=False)
    """What its page tells beside this declaration; two rules are the same whatever their pages say."""

    def applies_to(self, report: Report) -> bool:
        """Tell whether the rule declares this report's form and year; what is unknown is not ruled out."""
        if self.forms and report.form.id not in self.forms:
            return False
        year = report.year
        if year is None or (self.first_year is None and self.last_year is None):
            return True
        return (self.first_year or year) <= year <= (self.last_year or year)


def rule(
    *,
    id: str,
    title: Message | tuple[str, str],
    severity: Severity | tuple[Severity, ...],
    basis: Message | tuple[str, str],
    remedy: Message | tuple[str, str],
    confidence: Confidence = Confidence.HIGH,
    forms: tuple[str, ...] = (),
    first_year: int | None = None,
    last_year: int | None = None,
    fingerprint_version: int = 1,
    any_file: bool = False,
    needs: tuple[tuple[str, str, str], ...] = (),
    ties: Ties | None = None,
    page: RulePage | None = None,
) -> Callable[[Check], Rule]:
    """Build a Rule from its check; the check's docstring says why the rule exists and becomes its page.

    Texts are (Chinese, English). `forms` and the years narrow what the rule applies to; elsewhere it is
    not applicable. Raise `fingerprint_version` when the subject of the findings changes its meaning.

    Raises:
        TypeError: the id is not of the form ABC-X123, or the check has no docstring.
    """
    if not ID.fullmatch(id):
        raise TypeError(f"rule id {id!r}: capital letters, digits and at least one hyphen are needed")

    def build(check: Check) -> Rule:
        rationale = inspect.getdoc(check)
        if not rationale:
            raise TypeError(f"rule {id}: the check needs a docstring saying why")
        severities = severity if isinstance(severity, tuple) else (severity,)
        return Rule(
            id, Message(*title), severities, confidence, Message(*basis), Message(*remedy), rationale, check,
            forms, first_year, last_year, fingerprint_version, any_file, needs, ties, page=page,
        )  # fmt: skip

    return build


def run_rule(
    *,
    id: str,
    title: Message | tuple[str, str],
    severity: Severity | tuple[Severity, ...],
    basis: Message | tuple[str, str],
    remedy: Message | tuple[str, str],
    confidence: Confidence = Confidence.HIGH,
    keep: tuple[Keep, ...] = (),
    fingerprint_version: int = 1,
    page: RulePage | None = None,
) -> Callable[[AcrossCheck], Rule]:
    """Build a Rule over the reports of a run; otherwise as `rule`. It yields at most one Peer for each report.

    Raises:
        TypeError: as `rule` does.
    """

    def build(check: AcrossCheck) -> Rule:
        def of_one(report: Report) -> Iterator[Violation]:
            raise TypeError(f"{id} is a rule over the run; it has no answer for one report")

        of_one.__doc__ = check.__doc__
        made = rule(
            id=id, title=title, severity=severity, basis=basis, remedy=remedy, confidence=confidence,
            fingerprint_version=fingerprint_version, page=page,
        )(of_one)  # fmt: skip
        return replace(made, across=check, keep=keep)

    return build

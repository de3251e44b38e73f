"""Rules applied to made-up reports: what they find, how they end, and all that they looked at."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import auditor_rules
from auditor.engine.assess import assess
from auditor.forms.bind import Binder
from auditor.model.finding import Quotable
from auditor.model.ledger import NotAssessable
from auditor.model.report import Asked, Report, Sample
from auditor.model.rule import Rule
from auditor.model.source import Source
from auditor.plugins.load import load_catalogue
from samples.make.draft import Key

Result = tuple[str, frozenset[tuple[str, str]]]
"""How a rule ended on a report: the state, and severity and message of what it found."""


class Found(NamedTuple):
    """What a rule reported, and every line and cell that it points at or quotes."""

    rule: str
    severity: str
    message: str
    lines: frozenset[int]
    cells: frozenset[Key]


class Place(NamedTuple):
    """A piece of text that a rule looked at: its line, and its first and last column."""

    line: int
    first: int
    last: int


class Bench:
    """Every rule on single reports: those that are shipped, and those that a module of the package holds besides."""

    def __init__(self, only: Sequence[str] = ()) -> None:
        catalogue = load_catalogue()
        shipped = {rule.id: rule for rule in catalogue.rules}
        found = {**_written(), **shipped}
        self.unshipped = sorted(id for id in found.keys() - shipped.keys() if found[id].across is None)
        self.rules = tuple(
            found[id] for id in sorted(found) if found[id].across is None and (not only or id in only)
        )  # fmt: skip
        self._binder = Binder(catalogue.forms)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(rule.id for rule in self.rules)

    def bound(self, text: str, name: str, options: Mapping[str, Any] | None = None) -> Report:
        """Return a text as a report that rules can ask."""
        report = self._binder.read(Source(f"{name}.txt", "0" * 64, text))
        report.options = options or {}
        return report

    def findings(self, report: Report) -> list[Found]:
        """Return what all rules find; a rule that crashes is a finding of severity "crash"."""
        found = []
        for rule in self.rules:
            outcome = assess(rule, report)
            if outcome.state.value == "error" and outcome.reason is not None:
                found.append(Found(rule.id, "crash", outcome.reason.zh, frozenset(), frozenset()))
            for violation in outcome.violations:
                places = (violation.at, *violation.quotes)
                found.append(
                    Found(
                        rule.id,
                        (violation.severity or rule.severities[0]).word,
                        violation.message.zh,
                        frozenset(at.line for at in places if at.line),
                        frozenset(key for at in places if (key := key_of(at))),
                    )
                )
        return found

    def results(self, report: Report, rules: Sequence[Rule] | None = None) -> dict[str, Result]:
        """Return how each rule ends."""
        return {rule.id: _result(rule, report) for rule in rules or self.rules}

    def cells_read(self, rule: Rule, report: Report) -> set[Key]:
        """Return the cells that a rule names: those it asked for, and those of the relations it checks."""
        read = {key for sample in examined(rule, report) if (key := key_of(sample.at))}
        if rule.ties is not None and rule.applies_to(report):
            for tie in _of_report(rule.ties, report):
                read |= {(at.figure.table, at.figure.row, at.figure.column) for at in tie.operands}
        return read

    def text_read(self, rule: Rule, report: Report) -> list[Place]:
        """Return the pieces of running text and the headings that a rule looked at."""
        return [
            Place(at.line, at.col or 1, (at.col or 1) + len(at.text) - 1)
            for at in (sample.at for sample in examined(rule, report))
            if at.line and key_of(at) is None
        ]


class _Everything(Asked):
    """Keeps all that a rule asks, where an audit keeps the first few."""

    __slots__ = ()

    @property
    def wants_sample(self) -> bool:
        return True

    def add(self, at: Quotable, formula: str | None = None, operands: tuple[str, ...] = ()) -> None:
        self.count += 1
        self.samples.append(Sample(at, formula, operands))

    def add_all(self, items: Sequence[Quotable]) -> None:
        self.count += len(items)
        self.samples += [Sample(item) for item in items]


def examined(rule: Rule, report: Report) -> list[Sample]:
    """Return everything that a rule notes as examined, however much it is."""
    asked = report.asked = _Everything()
    if rule.applies_to(report):
        for _ in _of_report(rule.check, report):
            pass
    return asked.samples


def key_of(at: Quotable) -> Key | None:
    """Return the cell that a place is, or None where it is none of the form's."""
    return (at.table, at.row, at.column) if at.table and at.row and at.column else None


def _of_report(ask: Callable[[Report], Any], report: Report) -> Iterator[Any]:
    # What cannot be assessed, or crashes, has shown until then what it reads; how it ended is told by the results.
    try:
        yield from ask(report)
    except (NotAssessable, ArithmeticError, LookupError, TypeError, ValueError, AttributeError):
        return


def _result(rule: Rule, report: Report) -> Result:
    outcome = assess(rule, report)
    found = ((violation.severity or rule.severities[0]).word for violation in outcome.violations)
    messages = (violation.message.zh for violation in outcome.violations)
    return outcome.state.value, frozenset(zip(found, messages, strict=True))


def _written() -> dict[str, Rule]:
    """Return the rules that the modules of the package hold, shipped or not yet."""
    found: dict[str, Rule] = {}
    for module in pkgutil.walk_packages(auditor_rules.__path__, "auditor_rules."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Rule):
                found[value.id] = value
    return found

"""A kit for testing rules, the built-in ones and those of plugins alike: a report as text in, what a user reads out."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache

from auditor.engine.assess import Outcome, assess
from auditor.engine.decisions import Decisions
from auditor.engine.stamp import stamp
from auditor.forms.bind import Binder
from auditor.forms.made_up import text_of
from auditor.model.finding import Finding
from auditor.model.page import MadeUp
from auditor.model.report import Report
from auditor.model.rule import Rule
from auditor.model.source import Source
from auditor.plugins.load import load_catalogue

AS_OF = datetime.date(2024, 1, 31)


def bound(text: str, path: str = "report.txt") -> Report:
    """Return a report text parsed and bound to its form, as rules get it."""
    return _binder().read(Source(path, hashlib.sha256(text.encode()).hexdigest(), text))


def outcome(rule: Rule, text: str, path: str = "report.txt") -> Outcome:
    """Return how a rule ends on a report text."""
    return assess(rule, bound(text, path))


def state(rule: Rule, text: str, path: str = "report.txt") -> str:
    """Return the ledger state a rule ends in."""
    return outcome(rule, text, path).state.value


def full_findings(rule: Rule, text: str, path: str = "report.txt") -> tuple[Finding, ...]:
    """Return the findings of a rule as the engine publishes them."""
    report = bound(text, path)
    found, _ = stamp(report, [assess(rule, report)], Decisions(), AS_OF)
    return found


def findings(rule: Rule, text: str, path: str = "report.txt") -> list[str]:
    """Return the findings of a rule, each as "line: severity message" in Chinese."""
    return [f"{found.place.line}: {found.severity} {found.message.zh}" for found in full_findings(rule, text, path)]


def report_text(
    year: int = 2023,
    *,
    title: str | None = None,
    preamble: str = "",
    sections: Mapping[str, str] | None = None,
    cells: Mapping[str, str | int] | None = None,
    form: str | None = None,
    without: Sequence[str] = (),
) -> str:
    """Return a small consistent report in the form of its year, all its figures 0 but for the given ones.

    `sections` replaces the prose of a section, by key; `cells` sets figures by fact name
    (`requests.new.total`) or, for a whole row, by `requests.new` with blank-separated figures.
    `without` leaves out sections by key, tables by key with a "table:" before, or rows by "table.row".
    """
    made = MadeUp(year, title, preamble, sections or {}, cells or {}, form, tuple(without))
    return text_of(made, _binder().forms)


@cache
def _binder() -> Binder:
    return Binder(load_catalogue().forms)

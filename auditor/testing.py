"""A kit for testing rules, the built-in ones and those of plugins alike: a report as text in, what a user reads out.

`options` are what a run would know besides: settings (`words`, `overview_max`) and the manifest's `kind` and `published`.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

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


def bound(text: str, path: str = "report.txt", *, options: Mapping[str, Any] | None = None) -> Report:
    """Return a report text parsed and bound to its form, as rules get it."""
    report = _binder().read(Source(path, hashlib.sha256(text.encode()).hexdigest(), text))
    report.options = options or {}
    return report


def outcome(rule: Rule, text: str, path: str = "report.txt", *, options: Mapping[str, Any] | None = None) -> Outcome:
    """Return how a rule ends on a report text."""
    return assess(rule, bound(text, path, options=options))


def state(rule: Rule, text: str, path: str = "report.txt", *, options: Mapping[str, Any] | None = None) -> str:
    """Return the ledger state a rule ends in."""
    return outcome(rule, text, path, options=options).state.value


def full_findings(
    rule: Rule, text: str, path: str = "report.txt", *, options: Mapping[str, Any] | None = None
) -> tuple[Finding, ...]:
    """Return the findings of a rule as the engine publishes them."""
    report = bound(text, path, options=options)
    found, _ = stamp(report, [assess(rule, report)], Decisions(), AS_OF)
    return found


def findings(rule: Rule, text: str, path: str = "report.txt", *, options: Mapping[str, Any] | None = None) -> list[str]:
    """Return the findings of a rule, each as "line: severity message" in Chinese."""
    found = full_findings(rule, text, path, options=options)
    return [f"{one.place.line}: {one.severity} {one.message.zh}" for one in found]


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

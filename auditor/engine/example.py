"""Runs a rule over an example: made-up reports go the whole way that audited files go."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.engine.across import ask_across
from auditor.engine.audit import Auditor
from auditor.engine.decisions import Decisions
from auditor.forms.made_up import text_of
from auditor.model.across import Across
from auditor.model.finding import Finding
from auditor.model.ledger import State
from auditor.model.page import Example
from auditor.model.rule import Rule
from auditor.plugins.load import Catalogue
from auditor.reading.walk import Candidate
from auditor.record.entry import Entry

AS_OF = datetime.date(2024, 6, 30)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a rule said of some reports: its findings, and the state it ended in on each."""

    findings: tuple[Finding, ...]
    states: tuple[State, ...]


def try_example(rule: Rule, example: Example, catalogue: Catalogue) -> Tried:
    """Return what a rule says of an example."""
    with tempfile.TemporaryDirectory(prefix="auditor-") as folder:
        files = []
        for number, made in enumerate(example.reports):
            file = Path(folder) / str(number) / made.file
            file.parent.mkdir()
            file.write_text(text_of(made, catalogue.forms), encoding="utf-8", newline="\n")
            files.append(Candidate(file, made.file if len(example.reports) == 1 else f"{number + 1}/{made.file}"))
        options = {name: value for made in example.reports for name, value in made.options.items()}
        listed = {(row.organ, row.year): row for row in example.manifest}
        auditor = Auditor(replace(catalogue, rules=(rule,)), Decisions(), AS_OF, options, listed)
        entries = [auditor.audit(file) for file in files]
    if rule.across is None:
        return _of_each(entries)
    members = [
        replace(entry.member, number=number, listed=listed.get((entry.organ or "", entry.year or 0)))
        for number, entry in enumerate(entries, start=1)
    ]
    answers, _ = ask_across([rule], Across(members, (), listed.values() or None), Decisions(), AS_OF)
    given = [answer for number in sorted(answers) for answer in answers[number]]
    return Tried(
        tuple(answer.finding for answer in given if answer.finding), tuple(answer.state for answer in given)
    )  # fmt: skip


def try_on(rule: Rule, files: Sequence[Candidate], catalogue: Catalogue) -> Tried:
    """Return what a rule over single reports says of files."""
    auditor = Auditor(replace(catalogue, rules=(rule,)), Decisions(), AS_OF)
    return _of_each([auditor.audit(file) for file in files])


def _of_each(entries: Sequence[Entry]) -> Tried:
    states = [State(name) for entry in entries for name, count in entry.states.items() if count]
    return Tried(tuple(finding for entry in entries for finding in entry.findings), tuple(states))

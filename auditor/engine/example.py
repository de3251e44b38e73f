"""Runs one rule over an example of its page, or over files: the whole way that audited files go."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from auditor.engine.across import ask_across
from auditor.engine.audit import Auditor, not_delivered
from auditor.engine.decisions import Decisions
from auditor.engine.manifest import Manifest, listed_members
from auditor.forms.made_up import text_of
from auditor.model.across import Across
from auditor.model.finding import Finding, Message
from auditor.model.ledger import State
from auditor.model.page import Example
from auditor.model.rule import Rule
from auditor.plugins.load import Catalogue
from auditor.reading.scratch import scratch
from auditor.reading.walk import Candidate

AS_OF = datetime.date(2024, 6, 30)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a rule said of some reports: its findings, the state it ended in on each, and why where it crashed."""

    findings: tuple[Finding, ...]
    states: tuple[State, ...]
    crashes: tuple[Message, ...] = ()


def try_example(rule: Rule, example: Example, catalogue: Catalogue) -> Tried:
    """Return what a rule says of an example.

    Raises:
        ValueError: the example's report cannot be made.
    """
    with scratch() as folder:
        files = []
        for number, made in enumerate(example.reports, start=1):
            file = folder / str(number) / made.file
            file.parent.mkdir()
            file.write_text(text_of(made, catalogue.forms), encoding="utf-8", newline="\n")
            files.append(Candidate(file, made.file if len(example.reports) == 1 else f"{number}/{made.file}"))
        options = {name: value for made in example.reports for name, value in made.options.items()}
        return try_on(rule, files, catalogue, options, {(row.organ, row.year): row for row in example.manifest})


def try_on(
    rule: Rule,
    files: Sequence[Candidate],
    catalogue: Catalogue,
    options: Mapping[str, Any] | None = None,
    manifest: Manifest | None = None,
) -> Tried:
    """Return what a rule says of files; they are one run where the rule compares reports."""
    auditor = Auditor(replace(catalogue, rules=(rule,)), Decisions(), AS_OF, options, manifest)
    entries = [auditor.audit(file) for file in files]
    if rule.across is None:
        states = [State(name) for entry in entries for name, count in entry.states.items() for _ in range(count)]
        reasons = [reason for entry in entries for reason in orjson.loads(entry.result)["reasons"].values()]
        return Tried(
            tuple(finding for entry in entries for finding in entry.findings),
            tuple(states),
            tuple(Message(reason["zh"], reason["en"]) for reason in reasons if reason["code"] == "error"),
        )
    listed = manifest or {}
    members = [replace(entry.member, number=number) for number, entry in enumerate(entries, start=1)]
    rows = listed_members(listed, members)
    missing = [row for _, row in sorted(listed.items()) if row not in rows.values()]
    members = [replace(member, listed=rows.get(member.number)) for member in members]
    members += [
        replace(not_delivered(row, ()).member, number=number) for number, row in enumerate(missing, len(members) + 1)
    ]
    answers, _ = ask_across([rule], Across(members, (), listed.values() or None), Decisions(), AS_OF)
    given = [answer for number in sorted(answers) for answer in answers[number]]
    return Tried(
        tuple(answer.finding for answer in given if answer.finding),
        tuple(answer.state for answer in given),
        tuple(Message(a.reason.zh, a.reason.en) for a in given if a.reason and a.state is State.ERROR),
    )

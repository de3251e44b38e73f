"""Reports laid side by side: what a rule over the run says of each of them, through the engine itself."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from auditor.engine.across import Answer, ask_across
from auditor.engine.audit import Auditor, not_delivered
from auditor.engine.decisions import Decisions
from auditor.engine.manifest import listed_members
from auditor.model.across import Across, Listed, Member
from auditor.model.rule import Rule
from auditor.plugins.load import load_catalogue
from auditor.reading.walk import Candidate
from auditor.testing import report_text

ON = datetime.date(2024, 2, 1)
TOWN = "青禾县石桥镇人民政府"
OTHER_TOWN = "白水县柳湾镇人民政府"


def report(organ: str = TOWN, year: int = 2023, **given: Any) -> str:
    """A small consistent report of an organ for a year."""
    return report_text(year, title=f"{organ}{year}年政府信息公开工作年度报告", **given)


def laid(
    rule: Rule, *texts: str, earlier: Sequence[str] = (), manifest: Sequence[Listed] | None = None
) -> list[Answer]:
    """Return what the rule says of each report, in their order, and then of each that the manifest misses."""
    auditor = Auditor(replace(load_catalogue(), rules=(rule,)), Decisions(), ON)
    with tempfile.TemporaryDirectory() as folder:
        members = list(_members(auditor, Path(folder), texts))
        before = [
            replace(member, number=-member.number, earlier=True) for member in _members(auditor, Path(folder), earlier)
        ]
    rows = {(row.organ, row.year): row for row in manifest or ()}
    listed = listed_members(rows, members)
    members = [replace(member, listed=listed.get(member.number)) for member in members]
    for row in rows.values():
        if row not in listed.values():
            members.append(replace(not_delivered(row, [rule]).member, number=len(members) + 1))
    answers, _ = ask_across([rule], Across(members, before, manifest), Decisions(), ON)
    return [answers[member.number][0] for member in members]


def _members(auditor: Auditor, folder: Path, texts: Sequence[str]) -> Iterator[Member]:
    for number, text in enumerate(texts, 1):
        file = folder / f"{number:03}.txt"
        file.write_text(text, encoding="utf-8", newline="\n")
        yield replace(auditor.audit(Candidate(file, file.name)).member, number=number)


def states(answers: Sequence[Answer]) -> list[str]:
    """The states, in the order of the reports."""
    return [answer.state.value for answer in answers]


def said(answers: Sequence[Answer]) -> list[str]:
    """The findings, each as "report line: severity message" in Chinese."""
    return [
        f"{answer.finding.place.path} {answer.finding.place.line}: {answer.finding.severity} {answer.finding.message.zh}"
        for answer in answers
        if answer.finding is not None
    ]

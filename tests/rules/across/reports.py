"""Reports laid side by side: what a rule over the run says of each of them, through the engine itself."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

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


def report(organ: str = TOWN, year: int = 2023, **given: object) -> str:
    """A small consistent report of an organ for a year."""
    return report_text(year, title=f"{organ}{year}年政府信息公开工作年度报告", **given)  # type: ignore[arg-type]


def laid(
    rule: Rule, *texts: str, earlier: Sequence[str] = (), manifest: Sequence[Listed] | None = None
) -> list[Answer]:
    """Return what the rule says of each report, in their order, and then of each that the manifest misses."""
    auditor = Auditor(replace(load_catalogue(), rules=(rule,)), Decisions(), ON)
    with tempfile.TemporaryDirectory() as folder:
        members = [_member(auditor, Path(folder), f"{n:03}.txt", text) for n, text in enumerate(texts, 1)]
        before = [_member(auditor, Path(folder), f"before-{n}.txt", text) for n, text in enumerate(earlier, 1)]
    rows = {(row.organ, row.year): row for row in manifest or ()}
    listed = listed_members(rows, members)
    missing = [not_delivered(row, [rule]).member for row in rows.values() if row not in listed.values()]
    members = [replace(member, listed=listed.get(n)) for n, member in enumerate(members, 1)] + missing
    members = [replace(member, number=n) for n, member in enumerate(members, 1)]
    before = [replace(member, number=-n, earlier=True) for n, member in enumerate(before, 1)]
    answers, _ = ask_across([rule], Across(members, before, manifest), Decisions(), ON)
    return [answers[member.number][0] for member in members]


def _member(auditor: Auditor, folder: Path, name: str, text: str) -> Member:
    file = folder / name
    file.write_text(text, encoding="utf-8", newline="\n")
    return replace(auditor.audit(Candidate(file, name)).member, number=int(name[-7:-4].strip("e-.")))


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


def facts(**named: Mapping[str, int]) -> dict[str, int]:
    """Figures by table: facts(requests={"new.total": 3})."""
    return {f"{table}.{name}": number for table, figures in named.items() for name, number in figures.items()}

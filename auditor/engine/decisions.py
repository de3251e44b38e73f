"""Reviewers' decisions: read from decisions.csv, joined to findings while the evidence is the same. Never deleted."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field, replace
from pathlib import Path
from typing import Any

from auditor.engine import spreadsheet
from auditor.model.finding import DecisionNote, Message
from auditor.model.mask import masked
from auditor.model.problem import Problem

COLUMNS = ("fingerprint", "evidence", "rule", "organ", "year", "verdict", "reason", "reviewer", "date", "expires")
VERDICTS = ("confirmed", "dismissed", "accepted", "checked_ok", "checked_fail")
_NEEDED = ("fingerprint", "evidence", "verdict")
_NAMED = ("checked_ok", "checked_fail")
_SETS_ASIDE = ("dismissed", "accepted")
_OWN_FINDING = "MANUAL-"

_CHANGED = Message("判定后内容有变化，已重新打开", "changed since reviewed: reopened")
_EXPIRED = Message("判定已过期", "the decision has expired")
_UNMATCHED = Message("未对应到本次任何结果", "fits nothing in this run")


class DecisionError(Problem):
    """A decisions file that cannot be used; the text names the file and the row."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of decisions.csv."""

    fingerprint: str
    evidence: str
    rule: str
    organ: str
    year: str
    verdict: str
    reason: str
    reviewer: str
    date: str
    expires: str

    def state(self, evidence: str, as_of: datetime.date) -> str:
        """Return whether the decision holds, has expired, or was made on other evidence (changed)."""
        until = spreadsheet.date(self.expires)
        if until is not None and until < as_of:
            return "expired"
        return "holds" if self.evidence == evidence else "changed"

    def note(self, evidence: str, as_of: datetime.date) -> DecisionNote:
        """Return the decision as a finding carries it; a reason that repeats personal data has it masked."""
        state = self.state(evidence, as_of)
        return DecisionNote(self.verdict, masked(self.reason), self.reviewer, self.date, self.expires, state)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two decisions on one fingerprint and the same evidence with different verdicts. Neither of them counts."""

    first: Decision
    second: Decision

    @property
    def message(self) -> Message:
        """What is told of it."""
        both = [f"{each.verdict} ({each.reviewer or '?'})" for each in (self.first, self.second)]
        return Message(
            f"同一结果有两种判定：{both[0]}、{both[1]}，均未采用",
            f"decided in two ways, neither counts: {both[0]}, {both[1]}",
        )


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of a run, by fingerprint, those that contradict each other, and every row as it was given."""

    rows: Mapping[str, Decision] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    given: tuple[Decision, ...] = ()

    def find(self, fingerprint: str) -> Decision | None:
        """Return the decision on a fingerprint."""
        return self.rows.get(fingerprint)


def read_decisions(file: Path) -> Decisions:
    """Return the decisions in a CSV file, as the pages save it or a spreadsheet has saved it since.

    Raises:
        DecisionError: the file or a row of it cannot be used; nothing is guessed.
    """
    return joined(read_rows(file))


def read_rows(file: Path) -> list[Decision]:
    """Return every row of a decisions file, in file order.

    Raises:
        DecisionError: as `read_decisions`.
    """
    try:
        rows = spreadsheet.table(spreadsheet.text_of(file.read_bytes()), COLUMNS, _NEEDED).rows
    except OSError as error:
        raise DecisionError(f"{file.name}: {error}") from error
    except spreadsheet.TableError as error:
        raise DecisionError(spreadsheet.located(file.name, error)) from error
    return [_decision(row, f"{file.name}:{row.number}") for row in rows]


def _decision(row: spreadsheet.Row, where: str) -> Decision:
    decision = Decision(**row.cells)
    if not decision.fingerprint:
        raise DecisionError(f"{where}: fingerprint is empty")
    for name in ("fingerprint", "evidence"):
        _check_digits(row.cells[name], name, where)
    verdict = decision.verdict.lower()
    if verdict not in VERDICTS:
        raise DecisionError(f"{where}: verdict {decision.verdict!r} is none of {', '.join(VERDICTS)}")
    if verdict in _NAMED and not (decision.reason and decision.reviewer):
        raise DecisionError(f"{where}: {verdict} needs a reason and a reviewer")
    until = spreadsheet.date(decision.expires)
    if decision.expires and until is None:
        raise DecisionError(f"{where}: expires {decision.expires!r} is no date; write it as 2024-01-31")
    made = spreadsheet.date(decision.date)
    return replace(
        decision,
        verdict=verdict,
        year=spreadsheet.year(decision.year),
        date=made.isoformat() if made else decision.date,
        expires=until.isoformat() if until else "",
    )


def _check_digits(text: str, name: str, where: str) -> None:
    """Refuse what is no longer the fingerprint it was: it would fit nothing, and the decision would be lost."""
    if spreadsheet.rounded(text):
        raise DecisionError(
            f"{where}: the spreadsheet made a number of the {name} and rounded it ({text}); copy the row from the file as "
            f"it was before, and import that column as text / 表格软件已把{name}列转成数字并舍入，"
            "请从原文件恢复该行，导入时将该列设为“文本”"
        )


def joined(rows: Sequence[Decision]) -> Decisions:
    """Return the decisions by fingerprint.

    Of several on one fingerprint those on other evidence are history: the last one counts, by date, then by place.
    Those on the same evidence that differ contradict each other.
    """
    latest: dict[str, Decision] = {}
    conflicts: list[Conflict] = []
    contradicted: set[str] = set()
    for row in rows:
        known = latest.get(row.fingerprint)
        if known is not None and known.evidence == row.evidence and known.verdict != row.verdict:
            conflicts.append(Conflict(known, row))
            contradicted.add(row.fingerprint)
            # What a reviewer added by eye has nothing but its row: it stays, and stays open.
            if row.verdict in _SETS_ASIDE:
                continue
        if known is None or row.date >= known.date:
            latest[row.fingerprint] = row
    counting = {
        key: row
        for key, row in latest.items()
        if key not in contradicted or (row.rule.startswith(_OWN_FINDING) and row.verdict not in _SETS_ASIDE)
    }
    return Decisions(counting, tuple(conflicts), tuple(rows))


def unmatched(decisions: Decisions, used: Iterable[str]) -> tuple[Decision, ...]:
    """Return the decisions that fit nothing in the run, in file order."""
    seen = set(used)
    return tuple(decision for key, decision in decisions.rows.items() if key not in seen)


def notes(
    decisions: Decisions, used: Iterable[str], reopened: Iterable[str], as_of: datetime.date
) -> list[dict[str, Any]]:
    """List the decisions that do not count (any more), so that none is lost in silence, as the run record keeps them.

    The code is changed, expired, unmatched or conflicting.
    """
    told: list[tuple[Decision, str, Message]] = []
    for fingerprint in sorted(set(reopened)):
        decision = decisions.find(fingerprint)
        if decision is not None:
            expired = decision.state(decision.evidence, as_of) == "expired"
            told.append((decision, *(("expired", _EXPIRED) if expired else ("changed", _CHANGED))))
    told += [(decision, "unmatched", _UNMATCHED) for decision in unmatched(decisions, used)]
    told += [(conflict.second, "conflicting", conflict.message) for conflict in decisions.conflicts]
    return [
        {
            "fingerprint": row.fingerprint, "rule": row.rule, "organ": row.organ, "verdict": row.verdict,
            "code": code, "note": why._asdict(),
        }
        for row, code, why in told
    ]  # fmt: skip


def given_rows(decisions: Decisions) -> list[dict[str, str]]:
    """List every row of the decisions file, in file order, as the run record keeps them: personal data is masked."""
    return [asdict(replace(row, reason=masked(row.reason))) for row in decisions.given]


def written(rows: Sequence[Decision]) -> str:
    """Return rows as a decisions file, with the mark that Excel needs to see UTF-8 and with no cell it would compute."""
    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(COLUMNS)
    lines.writerows([spreadsheet.guarded(cell) for cell in astuple(row)] for row in rows)
    return "\ufeff" + out.getvalue()

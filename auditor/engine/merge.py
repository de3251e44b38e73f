"""Joins the decisions of several reviewers. What contradicts is told, never chosen in silence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

from auditor.engine.decisions import Decision

Key = tuple[str, str]
Source = tuple[str, Sequence[Decision]]
"""A file's name and its rows."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One reviewer's decision and the file it stands in."""

    file: str
    row: Decision


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Decisions on one finding with the same evidence and different verdicts; `taken` is the one that was preferred."""

    voices: tuple[Voice, ...]
    taken: Decision | None


@dataclass(frozen=True, slots=True)
class Merged:
    """The rows of all files without those that contradict each other."""

    rows: tuple[Decision, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def open(self) -> int:
        """How many contradictions nobody has settled."""
        return sum(each.taken is None for each in self.disagreements)


def merge(sources: Sequence[Source], *, prefer_latest: bool) -> Merged:
    """Return the files' rows as one file, the same whatever their order.

    Two reviewers who agree keep a row each. With `prefer_latest` the last of contradicting decisions is taken, where
    their dates tell which one that is.
    """
    voices: dict[Key, list[Voice]] = {}
    for name, rows in sources:
        for row in rows:
            voices.setdefault((row.fingerprint, row.evidence), []).append(Voice(name, row))
    kept: set[Decision] = set()
    disagreements = []
    for said in voices.values():
        told = {voice.row for voice in said}
        if len({row.verdict for row in told}) == 1:
            kept |= told
            continue
        taken = _latest(told) if prefer_latest else None
        if taken is not None:
            kept.add(taken)
        disagreements.append(
            Disagreement(tuple(sorted(said, key=lambda v: (v.row.date, v.file, astuple(v.row)))), taken)
        )
    return Merged(tuple(sorted(kept, key=_order)), tuple(sorted(disagreements, key=lambda d: _order(d.voices[0].row))))


def _latest(rows: Iterable[Decision]) -> Decision | None:
    """Return the one of the last day, or None where another of that day says otherwise or it has no date."""
    last = max(row.date for row in rows)
    of_last = sorted((row for row in rows if row.date == last), key=astuple)
    return of_last[0] if last and len({row.verdict for row in of_last}) == 1 else None


def _order(row: Decision) -> tuple[str, ...]:
    # Of several rows on one finding the last one counts when they are read again.
    return (row.rule, row.organ, row.year, row.fingerprint, row.date, *astuple(row))

"""Relations that fail together: the single figure or slip whose repair makes them hold again, and breaks none that holds.

Nothing is searched where every relation holds. What one repair explains is one incident; each finding keeps its own words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import NamedTuple

from auditor.engine.assess import Outcome
from auditor.engine.explain import explained
from auditor.engine.repair import Part, Repair
from auditor.model.finding import Message, Violation
from auditor.model.ledger import State
from auditor.model.report import Report
from auditor.model.tie import Figure, Place, Tie, TieKey
from auditor.model.values import Amount, Kind, read_value


class Diagnosis(NamedTuple):
    """What lies behind violations, by their identity, and how each cause is explained."""

    causes: Mapping[int, str]
    explanations: Mapping[str, Message]

    def cause(self, violation: Violation) -> str:
        """Return what lies behind a violation: as diagnosed, or as its rule says."""
        return self.causes.get(id(violation), violation.cause)


def diagnose(report: Report, outcomes: Sequence[Outcome]) -> Diagnosis:
    """Return what lies behind the relations that the rules of a run found broken."""
    found = [violation for outcome in outcomes for violation in outcome.violations]
    told = [violation for violation in found if violation.ties]
    if not told:
        return Diagnosis({}, {})
    beside = [violation for violation in found if not violation.ties]
    parts = [part.weighed(beside) for part in _Net(_ties(report, outcomes), told).parts()]
    causes: dict[int, str] = {}
    explanations: dict[str, Message] = {}
    renamed: dict[str, str] = {}
    for symptoms, group in _groups(told, parts):
        cause = min(part.name for part in group)
        symptoms += [violation for violation in beside if any(part.confirmed_by(violation) for part in group)]
        for violation in symptoms:
            causes[id(violation)] = cause
            renamed.setdefault(violation.cause, cause)
        explanation = explained(report, symptoms, group)
        if explanation is not None:
            explanations[cause] = explanation
    renamed.pop("", None)
    causes |= {id(violation): renamed[violation.cause] for violation in beside if violation.cause in renamed}
    return Diagnosis(causes, explanations)


def _ties(report: Report, outcomes: Iterable[Outcome]) -> Iterator[Tie]:
    """Yield every relation that the rules checked on this report."""
    for rule, state, *_ in outcomes:
        if rule.ties is not None and state in (State.PASS, State.FAIL, State.REVIEW):
            # Its check has read the same cells without fault; a plugin that fails here costs a hint and no finding.
            with suppress(Exception, SystemExit):
                yield from rule.ties(report)


def _groups(told: Sequence[Violation], parts: Sequence[Part]) -> Iterator[tuple[list[Violation], list[Part]]]:
    """Put together the parts that one finding speaks of: all their findings are one incident."""
    groups: list[tuple[list[Violation], list[Part]]] = [([], [part]) for part in parts]
    for violation in told:
        keys = {tie.key for tie in violation.ties}
        meant = [group for group in groups if any(keys & part.broken.keys() for part in group[1])]
        rest = [group for group in groups if group not in meant]
        violations = [other for group in meant for other in group[0]]
        groups = [*rest, ([*violations, violation], [part for group in meant for part in group[1]])]
    return iter(groups)


class _Net:
    """The relations of a report and the figures they meet in."""

    def __init__(self, ties: Iterable[Tie], told: Iterable[Violation]) -> None:
        every = {tie.key: tie for tie in ties}
        self._broken: dict[TieKey, Tie] = {}
        for violation in told:
            for tie in violation.ties:
                self._broken[tie.key] = every.setdefault(tie.key, tie)
        self._through: dict[Place, list[Tie]] = {}
        self._figures: dict[Place, Figure] = {}
        for tie in every.values():
            for _, figure in tie.operands:
                self._through.setdefault(figure.place, []).append(tie)
                self._figures.setdefault(figure.place, figure)

    def parts(self) -> Iterator[Part]:
        """Yield the broken relations, those together that one repair explains."""
        left = dict(self._broken)
        for repairs in (self._rewritten, self._exchanged, self._moved):
            for part in _disjoint(list(repairs(left)), left):
                left = {key: tie for key, tie in left.items() if key not in part.broken}
                yield part
        yield from _unexplained(left)

    def _rewritten(self, left: Mapping[TieKey, Tie]) -> Iterator[Repair]:
        """Yield every single figure that, written otherwise, explains the relations through it."""
        tried: set[tuple[Place, Amount]] = set()
        for tie in left.values():
            if tie.comparison != "==":
                continue  # a bound is kept by many figures, so that none of them is the repair
            difference = tie.difference({})
            for factor, figure in tie.operands:
                if not factor or difference % factor or _is_text(figure):
                    continue
                number = (figure.number or 0) - difference // factor
                if number >= 0 and (figure.place, number) not in tried:
                    tried.add((figure.place, number))
                    yield from self._repair("figure", [figure], [number], left)

    def _exchanged(self, left: Mapping[TieKey, Tie]) -> Iterator[Repair]:
        """Yield neighbours in a row or column that explain relations when they change places."""
        rows = self._rows() if left else []
        for one, other in [*(pair for row in rows for pair in pairwise(row)), *_below(rows)]:
            if one.number is not None and other.number is not None and one.number != other.number:
                yield from self._repair("exchanged", [one, other], [other.number, one.number], left)

    def _moved(self, left: Mapping[TieKey, Tie]) -> Iterator[Repair]:
        """Yield rows that explain relations when all their figures move by one column."""
        for row in self._rows() if left else []:
            numbers = [figure.number or 0 for figure in row]
            yield from self._repair("left", row, [*numbers[1:], numbers[0]], left)
            yield from self._repair("right", row, [numbers[-1], *numbers[:-1]], left)

    def _repair(
        self, kind: str, figures: Sequence[Figure], numbers: Sequence[Amount], left: Mapping[TieKey, Tie]
    ) -> Iterator[Repair]:
        """Yield the change if every broken relation it touches then holds, and every other still does."""
        changed = {figure.place: number for figure, number in zip(figures, numbers, strict=True)}
        fixes: set[TieKey] = set()
        for place in changed:
            for tie in self._through[place]:
                holds = tie.holds(changed)
                if tie.key in self._broken:
                    if tie.key not in left or not holds:
                        return
                    fixes.add(tie.key)
                # What held only because a blank may be any number, or within rounding, need not hold outright.
                elif not holds and (tie.holds({}) or not tie.possible(changed)):
                    return
        if fixes:
            yield Repair(kind, tuple(figures), tuple(numbers), frozenset(fixes))

    def _rows(self) -> list[list[Figure]]:
        rows: dict[tuple[str, str], list[Figure]] = {}
        for place in sorted(self._figures):
            figure = self._figures[place]
            rows.setdefault((figure.table, figure.row), []).append(figure)
        return list(rows.values())


def _is_text(figure: Figure) -> bool:
    return figure.number is None and read_value(figure.text).kind is Kind.TEXT


def _below(rows: Sequence[Sequence[Figure]]) -> Iterator[tuple[Figure, Figure]]:
    for upper, lower in pairwise(rows):
        under = {figure.column: figure for figure in lower if figure.table == upper[0].table}
        yield from ((figure, under[figure.column]) for figure in upper if figure.column in under)


def _disjoint(repairs: Sequence[Repair], broken: Mapping[TieKey, Tie]) -> Iterator[Part]:
    """Yield the largest sets of relations that one repair explains; where sets overlap, it is open which is meant."""
    sets = {repair.fixes for repair in repairs}
    for fixes in dict.fromkeys(repair.fixes for repair in repairs):
        others = sets - {fixes}
        if not any(fixes < other for other in others) and not any(
            fixes & other for other in others if not other < fixes and not any(other < more for more in sets)
        ):
            ties = {key: broken[key] for key in fixes}
            yield Part(ties, tuple(repair for repair in repairs if repair.fixes == fixes))


def _unexplained(left: Mapping[TieKey, Tie]) -> Iterator[Part]:
    """Yield what no single change explains: relations that share a figure together, a bound by itself."""
    waiting = [{key: tie} for key, tie in left.items()]
    while waiting:
        part = waiting.pop(0)
        places = _places(part)
        met = next((other for other in waiting if _equal(part) and _equal(other) and places & _places(other)), None)
        if met is None:
            yield Part(part, ())
        else:
            met |= part


def _equal(ties: Mapping[TieKey, Tie]) -> bool:
    return all(tie.comparison == "==" for tie in ties.values())


def _places(ties: Mapping[TieKey, Tie]) -> set[Place]:
    return {figure.place for tie in ties.values() for _, figure in tie.operands}

"""Relations that fail together: the single figure or slip whose repair makes them hold again, and breaks none that holds.

Nothing is searched where every relation holds. What one repair explains is one incident; each finding keeps its own words.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from auditor.engine.assess import Outcome
from auditor.engine.clock import STEP
from auditor.engine.explain import explained
from auditor.engine.repair import Part, Repair
from auditor.engine.sound import is_tie, taken
from auditor.model.finding import Message, Violation
from auditor.model.ledger import State
from auditor.model.report import Report
from auditor.model.stopping import StoppedError
from auditor.model.tie import Figure, Place, Tie, TieKey
from auditor.model.values import Amount, Kind, read_value
from auditor.record.entry import Repaired

_MOST = 12
"""Where more relations are left unexplained, no two figures that changed places explain them."""


_Group = tuple[list[Violation], list[Part]]
"""Findings of one cause, and what they rest on."""


class Diagnosis(NamedTuple):
    """What lies behind violations, by their identity; how each cause is explained and mended; what it rests on."""

    causes: Mapping[int, str]
    explanations: Mapping[str, Message]
    repairs: Mapping[str, tuple[Repaired, ...]]
    parts: tuple[Part, ...] = ()
    crashed: Mapping[str, BaseException] = {}
    """The rules that failed to say what relations they checked."""

    def cause(self, violation: Violation) -> str:
        """Return what lies behind a violation: as diagnosed, or as its rule says."""
        return self.causes.get(id(violation), violation.cause)


def diagnose(report: Report, outcomes: Sequence[Outcome]) -> Diagnosis:
    """Return what lies behind the relations that the rules of a run found broken."""
    found = [violation for outcome in outcomes for violation in outcome.violations]
    told = [violation for violation in found if violation.ties]
    if not told:
        return Diagnosis({}, {}, {})
    beside = [violation for violation in found if not violation.ties]
    broken = {tie.key: tie for violation in told for tie in violation.ties}
    near = {figure.place for tie in broken.values() for _, figure in tie.operands}
    crashed: dict[str, BaseException] = {}
    parts = [part.weighed(beside) for part in _Net(_ties(report, outcomes, near, crashed), broken).parts()]
    causes: dict[int, str] = {}
    explanations: dict[str, Message] = {}
    repairs: dict[str, tuple[Repaired, ...]] = {}
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
        likeliest = [part.likeliest for part in group]
        repairs[cause] = tuple(cell for repair in likeliest if repair for cell in repair.cells())
    renamed.pop("", None)
    causes |= {id(violation): renamed[violation.cause] for violation in beside if violation.cause in renamed}
    return Diagnosis(causes, explanations, repairs, tuple(parts), crashed)


def _ties(
    report: Report, outcomes: Iterable[Outcome], near: Container[Place], crashed: dict[str, BaseException]
) -> Iterator[Tie]:
    """Yield every relation through one of these places that the rules checked on this report."""
    for rule, state, *_ in outcomes:
        if rule.ties is None or state not in (State.PASS, State.FAIL, State.REVIEW):
            continue
        found: list[Tie] = []
        # As in assess: what a rule does wrong here is its own error. It costs a hint and no finding.
        try:
            STEP.now = found
            found += taken(rule.ties(report, near), is_tie, rule.id, "a Tie")
            STEP.now = None
        except BaseException as error:
            STEP.now = None
            if isinstance(error, StoppedError):
                raise
            crashed[rule.id] = error
        yield from found


def _groups(told: Sequence[Violation], parts: Sequence[Part]) -> Sequence[_Group]:
    """Put together the parts that one finding speaks of: all their findings are one incident."""
    groups: list[_Group] = [([], [part]) for part in parts]
    for violation in told:
        keys = {tie.key for tie in violation.ties}
        meant: list[_Group] = []
        rest: list[_Group] = []
        for group in groups:
            (meant if any(keys & part.broken.keys() for part in group[1]) else rest).append(group)
        violations = [other for group in meant for other in group[0]]
        groups = [*rest, ([*violations, violation], [part for group in meant for part in group[1]])]
    return groups


class _Net:
    """The broken relations of a report, those that meet them, and the figures they meet in."""

    def __init__(self, ties: Iterable[Tie], broken: Mapping[TieKey, Tie]) -> None:
        every: dict[TieKey, Tie] = {}
        for tie in ties:
            every.setdefault(tie.key, tie)
        self._broken = {key: every.setdefault(key, tie) for key, tie in broken.items()}
        self._through: dict[Place, list[tuple[TieKey, Tie]]] = {}
        self._figures: dict[Place, Figure] = {}
        for key, tie in every.items():
            for _, figure in tie.operands:
                self._through.setdefault(figure.place, []).append((key, tie))
                self._figures.setdefault(figure.place, figure)

    def parts(self) -> Iterator[Part]:
        """Yield the broken relations, those together that one repair explains."""
        left = dict(self._broken)
        for repairs in (self._rewritten, self._displaced):
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

    def _displaced(self, left: Mapping[TieKey, Tie]) -> Iterator[Repair]:
        """Yield what explains relations by figures that stand in each other's place, or beside their own."""
        if len(left) <= _MOST:
            yield from self._exchanged(left)
        yield from self._moved(left)

    def _exchanged(self, left: Mapping[TieKey, Tie]) -> Iterator[Repair]:
        """Yield two figures of a row or column that explain relations when they change places."""
        doubtful = {figure.place for tie in left.values() if tie.comparison == "==" for _, figure in tie.operands}
        figures = [self._figures[place] for place in sorted(doubtful)]
        for one, other in combinations(figures, 2):
            beside = one.row == other.row or one.column == other.column
            if one.table == other.table and beside and None not in (one.number, other.number):
                yield from self._exchange(one, other, left)

    def _exchange(self, one: Figure, other: Figure, left: Mapping[TieKey, Tie]) -> Iterator[Repair]:
        if one.number is not None and other.number is not None and one.number != other.number:
            yield from self._repair("exchanged", [one, other], [other.number, one.number], left)

    def _moved(self, left: Mapping[TieKey, Tie]) -> Iterator[Repair]:
        """Yield that all rows which do not add up hold when their figures move by one column the same way."""
        rows = [
            [figure for _, figure in tie.operands]
            for tie in left.values()
            if tie.comparison == "==" and len({(figure.table, figure.row) for _, figure in tie.operands}) == 1
        ]
        for table in dict.fromkeys(row[0].table for row in rows):
            moved = [sorted(row, key=_place) for row in rows if row[0].table == table]
            figures = [figure for row in moved for figure in row]
            numbers = [[figure.number or 0 for figure in row] for row in moved]
            to_left = [number for row in numbers for number in (*row[1:], row[0])]
            to_right = [number for row in numbers for number in (row[-1], *row[:-1])]
            yield from self._repair("left", figures, to_left, left)
            yield from self._repair("right", figures, to_right, left)

    def _repair(
        self, kind: str, figures: Sequence[Figure], numbers: Sequence[Amount], left: Mapping[TieKey, Tie]
    ) -> Iterator[Repair]:
        """Yield the change if every broken relation it touches then holds, and every other still does."""
        changed = {figure.place: number for figure, number in zip(figures, numbers, strict=True)}
        fixes: set[TieKey] = set()
        for place in changed:
            for key, tie in self._through[place]:
                holds = tie.holds(changed)
                if key in self._broken:
                    if key not in left or not holds:
                        return
                    fixes.add(key)
                # What held only because a blank may be any number, or within rounding, need not hold outright.
                elif not holds and (tie.holds({}) or not tie.possible(changed)):
                    return
        if fixes:
            yield Repair(kind, tuple(figures), tuple(numbers), frozenset(fixes))


def _place(figure: Figure) -> Place:
    return figure.place


def _is_text(figure: Figure) -> bool:
    return figure.number is None and read_value(figure.text).kind is Kind.TEXT


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
    """Yield what no single change explains: sums of one table together, a bound by itself."""
    sums: dict[str, dict[TieKey, Tie]] = {}
    for key, tie in left.items():
        if tie.comparison == "==":
            sums.setdefault(tie.operands[0].figure.table, {})[key] = tie
        else:
            yield Part({key: tie}, ())
    yield from (Part(ties, ()) for ties in sums.values())

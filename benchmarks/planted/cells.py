"""Mutation of the tables: which cells change what a rule says, held against the cells that it names as read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from auditor.model.finding import Cell
from auditor.model.report import Report
from auditor.model.rule import Rule
from benchmarks.planted.bench import Bench
from samples.make import DEFECTS, Sample, clean_report, planted
from samples.make.draft import Key
from samples.make.facts import SIZES
from samples.make.organs import Kind

_SPACES = " \u00a0\u3000"
_KINDS: tuple[Kind, ...] = ("county", "bureau", "town", "prefecture", "street", "office", "province", "bureau")


def _moved(by: int) -> Callable[[Decimal], str]:
    return lambda number: f"{number + by:f}"


CHANGES: Mapping[str, Callable[[Decimal], str]] = {
    "+1": _moved(1),
    "-1": _moved(-1),
    "x10": lambda number: f"{number * 10 + 900:f}",
    "0": lambda _: "0",
    "half": lambda number: f"{number + Decimal('0.5'):f}",
    "blank": lambda _: "",
    "word": lambda _: "若干",
}
"""What a cell is made to show, from the number in it."""


@dataclass(slots=True)
class Reading:
    """Of one rule: the cells that it names as read, and the changes to cells that changed what it says."""

    rule: str
    read: set[Key] = field(default_factory=set)
    effects: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    examples: dict[Key, str] = field(default_factory=dict)

    @property
    def without_effect(self) -> set[Key]:
        """Cells that the rule names and that nothing was seen to hang on."""
        return self.read - self.effects.keys()

    @property
    def foreign(self) -> set[Key]:
        """Cells that change what the rule says and that it does not name."""
        return self.effects.keys() - self.read


def mutate_cells(bench: Bench, *, quick: bool = False) -> list[Reading]:
    """Change every cell of consistent reports of both forms, one at a time, and see which rules say something else.

    Each is raised by one, emptied and filled with a word; on two of the reports it is changed in every way. Where that
    leaves cells that a rule names and that change nothing, reports are tried in which the rule has found its defect.
    """
    readings = {id: Reading(id) for id in bench.ids}
    for number, sample in enumerate(_bases(quick)):
        thorough = number < 2 and not quick
        _on_clean(bench, sample, CHANGES if thorough else ("+1", "blank", "word"), readings)
    for rule in bench.rules:
        _on_planted(bench, rule, readings[rule.id], seeds=1 if quick else 4)
    return [reading for reading in readings.values() if reading.read or reading.effects]


def _bases(quick: bool) -> Iterator[Sample]:
    """Yield clean reports of both forms: medium ones first, then all sizes."""
    for number, size in enumerate(("medium",) if quick else ("medium", *SIZES)):
        for year in (2020, 2023):
            yield clean_report(number, year=year, size=size, kind=_KINDS[(2 * number + year) % len(_KINDS)])


def _on_clean(bench: Bench, sample: Sample, changes: Iterable[str], readings: Mapping[str, Reading]) -> None:
    report = bench.bound(sample.text, sample.name)
    before = bench.results(report)
    for rule in bench.rules:
        readings[rule.id].read |= bench.cells_read(rule, report)
    for cell in figures(report):
        for change in changes:
            changed = _changed(bench, report, cell, change)
            if changed is not None:
                _note(bench, bench.rules, before, changed, cell, change, readings)


def _on_planted(bench: Bench, rule: Rule, reading: Reading, seeds: int) -> None:
    """Change the cells that the rule reads and that had no effect, in reports with its own defect."""
    for defect in DEFECTS.values():
        for seed in range(seeds):
            if defect.rule != rule.id or not reading.without_effect:
                continue
            sample = planted(seed, defect)
            report = bench.bound(sample.text, sample.name, dict(defect.options))
            before = bench.results(report, (rule,))
            reading.read |= bench.cells_read(rule, report)
            left = reading.without_effect
            for cell in figures(report):
                for change in ("+1", "-1", "0", "x10") if _key(cell) in left else ():
                    changed = _changed(bench, report, cell, change)
                    if changed is not None:
                        _note(bench, (rule,), before, changed, cell, change, {rule.id: reading})


def _note(
    bench: Bench,
    rules: Sequence[Rule],
    before: Mapping[str, object],
    report: Report,
    cell: Cell,
    change: str,
    readings: Mapping[str, Reading],
) -> None:
    after, key = bench.results(report, rules), _key(cell)
    for rule in rules:
        if after[rule.id] == before[rule.id]:
            continue
        reading = readings[rule.id]
        if key not in reading.read:
            # What is asked may hang on what stands there: a rule on suits asks for reviews only where there are suits.
            reading.read |= bench.cells_read(rule, report)
        reading.effects[key].add(change)
        state, found = after[rule.id]
        told = "; ".join(message for _, message in sorted(found))
        reading.examples.setdefault(key, f"{report.path} {change}: {state} {told[:100]}")


def figures(report: Report) -> list[Cell]:
    """Return the cells of a report that hold figures."""
    return [cell for table in report.found_tables() for cell in table.cells()]


def _key(cell: Cell) -> Key:
    return (cell.table, cell.row, cell.column)


def _changed(bench: Bench, report: Report, cell: Cell, change: str) -> Report | None:
    """Return the report with one cell changed, or None where the change changes nothing."""
    shown = cell.text.strip(_SPACES)
    try:
        text = CHANGES[change](Decimal(shown.replace(",", "")))
    except InvalidOperation:
        return None
    if text == shown:
        return None
    lines = report.source.text.split("\n")
    lines[cell.line - 1] = f"\t{text}"
    return bench.bound("\n".join(lines), report.path.removesuffix(".txt"), report.options)

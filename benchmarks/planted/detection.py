"""Planted defects: found or missed, at the right place, as grave as they are, and what else speaks up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.planted.bench import Bench, Found
from samples.make import DEFECTS, Defect, PlantedSample, planted


@dataclass(frozen=True, slots=True)
class Slip:
    """One planted defect that was not dealt with as it should be; `what` is missed, place, severity, companion or crash."""

    what: str
    rule: str
    defect: str
    seed: int
    told: str


@dataclass(slots=True)
class Tally:
    """How often a rule's defects were planted, found, found in their place, and at their severity."""

    rule: str
    kinds: int = 0
    planted: int = 0
    found: int = 0
    placed: int = 0
    graded: int = 0
    companions: Counter[str] = field(default_factory=Counter)
    slips: list[Slip] = field(default_factory=list)

    @property
    def clear(self) -> bool:
        return not self.slips


def detect(bench: Bench, seeds: int, defects: Iterable[Defect] = DEFECTS.values()) -> list[Tally]:
    """Plant each kind of defect in so many reports and return what became of them, rule by rule."""
    tallies = {id: Tally(id) for id in bench.ids}
    for defect in defects:
        tally = tallies.get(defect.rule)
        if tally is None:
            continue
        tally.kinds += 1
        for seed in range(seeds):
            _judge(bench, planted(seed, defect), seed, tally)
    return list(tallies.values())


def _judge(bench: Bench, sample: PlantedSample, seed: int, tally: Tally) -> None:
    defect = sample.defect
    new = list(_new(bench, sample))
    ours = [found for found in new if found.rule == defect.rule and found.severity != "crash"]
    placed = [found for found in ours if _in_place(found, sample)]
    graded = [found for found in placed or ours if found.severity == defect.severity]
    tally.planted += 1
    tally.found += bool(ours)
    tally.placed += bool(placed)
    tally.graded += bool(graded)

    def slip(what: str, told: str) -> None:
        tally.slips.append(Slip(what, defect.rule, defect.id, seed, told))

    if not ours:
        slip("missed", shown(sample))
    elif not placed:
        slip("place", f"{_said(ours)} | planted: {shown(sample)}")
    elif not graded:
        slip("severity", f"{_said(placed)}, not {defect.severity}")
    for found in new:
        if found.severity == "crash":
            slip("crash", f"{found.rule}: {found.message}")
        elif found.rule not in (defect.rule, *defect.also):
            tally.companions[found.rule] += 1
            slip("companion", _said([found]))


def _new(bench: Bench, sample: PlantedSample) -> Iterator[Found]:
    """Yield what is found with the defect and not without it."""
    options = dict(sample.defect.options)
    before = bench.findings(bench.bound(sample.clean, sample.name, options))
    known = {(found.rule, found.severity, found.message) for found in before}
    for found in bench.findings(bench.bound(sample.text, sample.name, options)):
        if (found.rule, found.severity, found.message) not in known:
            yield found


def _in_place(found: Found, sample: PlantedSample) -> bool:
    if not sample.lines:
        return True  # what is missing stands nowhere
    return bool(found.lines & set(sample.lines) or found.cells & set(sample.cells))


def shown(sample: PlantedSample) -> str:
    """Return the first place that the defect stands at, as a reader sees it."""
    if sample.cells:
        return f"{', '.join('.'.join(key) for key in sample.cells[:3])} in {sample.name}"
    if not sample.lines:
        return f"nothing to see in {sample.name}"
    lines, clean = sample.text.split("\n"), set(sample.clean.split("\n"))
    line = next((at for at in sample.lines if lines[at - 1] not in clean), sample.lines[0])
    return f"{line}: {changed(lines[line - 1], clean)}"


def changed(line: str, before: Iterable[str]) -> str:
    """Return the sentence of a line that none of the lines before had."""
    known = "\n".join(before)
    for sentence in line.replace("。", "。\n").split("\n"):
        if sentence and sentence not in known:
            return sentence.strip()
    return line.strip()[:80]


def _said(found: Sequence[Found]) -> str:
    return "; ".join(f"{one.rule} {one.severity} at {sorted(one.lines)[:4]}: {one.message[:120]}" for one in found[:2])

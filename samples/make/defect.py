"""What a planted defect is, and how it gets into a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from random import Random

from samples.make.counts import Size
from samples.make.draft import Key, render
from samples.make.facts import Facts
from samples.make.organs import Kind
from samples.make.plant import Report, Unfit
from samples.make.text import Sample, clean_report

_TRIES = 400
_STEP = 1009


@dataclass(frozen=True, slots=True)
class Host:
    """Reports that can carry a defect at all. Empty means any."""

    years: tuple[int, int] = (2019, 2025)
    sizes: tuple[Size, ...] = ()
    kinds: tuple[Kind, ...] = ()


ANY = Host()


@dataclass(frozen=True, slots=True)
class Defect:
    """One change to a clean report. `rule` must find it at `severity`; the rules in `also` may speak up too,
    because the same change breaks what they check."""

    id: str
    rule: str
    severity: str
    what_zh: str
    what_en: str
    plant: Callable[[Report], Report] = field(repr=False, compare=False)
    host: Host = ANY
    also: tuple[str, ...] = ()
    options: tuple[tuple[str, int], ...] = ()
    """Options of a run without which the rule is off."""


@dataclass(frozen=True, slots=True)
class PlantedSample:
    """A report with one known defect; `lines` and `cells` say where, and are empty for what is missing.

    `clean` is the text without any defect."""

    facts: Facts
    text: str
    clean: str = field(repr=False)
    name: str
    defect: Defect
    rule: str
    severity: str
    lines: tuple[int, ...]
    cells: tuple[Key, ...]


def plant_all(sample: Sample, defects: Iterable[Defect], seed: int) -> tuple[Facts, str, list[PlantedSample]]:
    """Several defects in one report, in turn; raises Unfit where one finds no place."""
    facts, draft, chosen = sample.facts, sample.draft, list(defects)
    for defect in chosen:
        rng = Random(f"{defect.id} {seed}")
        report = defect.plant(Report(facts, draft, rng, defect.id, seed))
        facts, draft = report.facts, report.draft
    rendered = render(draft, sample.layout.gap)
    placed = [
        PlantedSample(
            facts,
            rendered.text,
            sample.text,
            f"{sample.name}-{defect.id}",
            defect,
            defect.rule,
            defect.severity,
            rendered.lines.get(defect.id, ()),
            rendered.cells.get(defect.id, ()),
        )
        for defect in chosen
    ]
    return facts, rendered.text, placed


def host(seed: int, defect: Defect) -> Sample:
    """A clean report of the kind that the defect needs."""
    rng = Random(f"host {defect.id} {seed}")
    wanted = defect.host
    return clean_report(
        seed,
        year=rng.randint(*wanted.years),
        size=rng.choice(wanted.sizes) if wanted.sizes else None,
        kind=rng.choice(wanted.kinds) if wanted.kinds else None,
    )


def planted(seed: int, defect: Defect) -> PlantedSample:
    """The defect in the first report from this seed on, in steps that pass through all organs, that has a place for it."""
    for attempt in range(_TRIES):
        here = seed + _STEP * attempt
        sample = host(here, defect)
        try:
            _, text, (placed,) = plant_all(sample, [defect], here)
        except Unfit:
            continue
        if text != sample.text:
            return placed
    raise LookupError(f"no report near seed {seed} can carry {defect.id}")

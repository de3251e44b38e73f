"""Clean reports: whatever a rule finds in one is a false alarm."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import product

from auditor.engine.assess import assess
from auditor.model.finding import Quotable
from benchmarks.planted.bench import Bench
from samples.make import Sample, clean_report
from samples.make.facts import SIZES
from samples.make.organs import KINDS

YEARS = (2019, 2020, 2021, 2022, 2023, 2024, 2025)
FORMS = 2


@dataclass(frozen=True, slots=True)
class Alarm:
    """A finding in a report that has no fault."""

    rule: str
    severity: str
    seed: int
    name: str
    told: str


@dataclass(slots=True)
class Quiet:
    """How the rules end on clean reports, by rule and state, and what they find there all the same."""

    reports: int = 0
    states: dict[str, Counter[str]] = field(default_factory=dict)
    alarms: list[Alarm] = field(default_factory=list)

    def of(self, rule: str) -> dict[str, int]:
        """Return a rule's false alarms by severity."""
        return dict(Counter(alarm.severity for alarm in self.alarms if alarm.rule == rule))


def mixed(seed: int) -> Sample:
    """Return the clean report of a seed; kinds, sizes and forms take turns, so that any 56 in a row hold them all."""
    turns = tuple(product(KINDS, SIZES, range(FORMS)))
    kind, size, form = turns[seed % len(turns)]
    years = YEARS[:2] if form == 0 else YEARS[2:]
    return clean_report(seed, year=years[seed // len(turns) % len(years)], size=size, kind=kind)


def keep_quiet(bench: Bench, reports: int) -> Quiet:
    """Audit so many clean reports."""
    quiet = Quiet(reports, {id: Counter() for id in bench.ids})
    for seed in range(reports):
        sample = mixed(seed)
        report = bench.bound(sample.text, sample.name)
        for rule in bench.rules:
            outcome = assess(rule, report)
            quiet.states[rule.id][outcome.state.value] += 1
            if outcome.state.value == "error" and outcome.reason is not None:
                quiet.alarms.append(Alarm(rule.id, "crash", seed, sample.name, outcome.reason.zh))
            for violation in outcome.violations:
                severity = (violation.severity or rule.severities[0]).word
                told = f"{violation.at.line}: {violation.message.zh} | {_sentence(sample, violation.at)}"
                quiet.alarms.append(Alarm(rule.id, severity, seed, sample.name, told))
    return quiet


def _sentence(sample: Sample, at: Quotable) -> str:
    """Return the sentence that a finding points into."""
    if at.line is None:
        return ""
    line, col = sample.text.split("\n")[at.line - 1], at.col or 1
    start = line.rfind("。", 0, col - 1) + 1
    end = line.find("。", col)
    return line[start : end + 1 if end >= 0 else None].strip()

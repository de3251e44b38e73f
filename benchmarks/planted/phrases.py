"""Mutation of the prose: sentences cut out, harmless ones put in, figures raised, and which rules say something else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from benchmarks.planted.bench import Bench, Place, Result
from benchmarks.planted.quiet import mixed
from samples.make import Sample
from samples.make.draft import FIGURE, Para, plain, render, tag
from samples.make.wording import value_of

_HARMLESS = "相关资料由专人整理归档。"
_SENTENCE = re.compile("[^。]*。|[^。]+$")
_RATES = frozenset({"rate:granted", "rate:open", "rate:trend"})


class Effect(NamedTuple):
    """A change to the prose that changed what a rule says."""

    rule: str
    told: str


@dataclass(slots=True)
class Phrases:
    """Of one rule: sentences that it looked into, of these such whose loss it notices, and what else moves it."""

    rule: str
    read: int = 0
    with_effect: int = 0
    foreign: list[str] = field(default_factory=list)
    stirred: list[str] = field(default_factory=list)
    """Harmless sentences put in that changed what the rule says."""


@dataclass(slots=True)
class Told:
    """Of one kind of figure in the prose: how often it was raised, which rules noticed, and where none did."""

    key: str
    in_tables: bool
    raised: int = 0
    noticed: int = 0
    by: Counter[str] = field(default_factory=Counter)
    unnoticed: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Prose:
    """What changing the prose of clean reports came to."""

    reports: int = 0
    sentences: int = 0
    rules: dict[str, Phrases] = field(default_factory=dict)
    figures: dict[str, Told] = field(default_factory=dict)
    frame: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Rules that the loss of a title or heading moves, by the role of the line lost."""


def mutate_prose(bench: Bench, reports: int) -> Prose:
    """Change the prose of so many clean reports in every place, one change at a time."""
    prose = Prose(reports, rules={id: Phrases(id) for id in bench.ids})
    for seed in range(reports):
        # Steps of 9 pass through all kinds, sizes and forms.
        sample = mixed(9 * seed)
        report = bench.bound(sample.text, sample.name)
        before = bench.results(report)
        read = {rule.id: bench.text_read(rule, report) for rule in bench.rules}
        for para in _paras(sample):
            _cut(bench, sample, para, before, read, prose)
            _put_in(bench, sample, para, before, prose)
            _raise(bench, sample, para, before, prose)
    return prose


def _cut(
    bench: Bench,
    sample: Sample,
    para: Para,
    before: dict[str, Result],
    read: dict[str, list[Place]],
    prose: Prose,
) -> None:
    line = _line(sample, para)
    heading = next(
        (piece for piece in _paras(sample) if piece.section == para.section and piece.role == "heading"), None
    )
    above = _line(sample, heading) if heading else 0
    if para.role not in ("body", "preamble"):
        prose.frame[para.role] |= {effect.rule for effect in _effects(bench, sample, para, None, before)}
        return
    for match in _SENTENCE.finditer(para.text):
        first = len(plain(para.text[: match.start()])) + 1
        place = Place(line, first, first + len(plain(match[0])) - 1)
        left = para.text[: match.start()] + para.text[match.end() :]
        moved = {effect.rule: effect for effect in _effects(bench, sample, para, left or None, before)}
        prose.sentences += 1
        for id, phrases in prose.rules.items():
            # A rule that names a section's heading as examined has read the section.
            looked = any(_overlap(place, at) or at.line == above for at in read[id])
            phrases.read += looked
            phrases.with_effect += looked and id in moved
            if id in moved and not looked:
                phrases.foreign.append(f"{sample.name} {line}: {plain(match[0])[:60]} -> {moved[id].told}")


def _put_in(bench: Bench, sample: Sample, para: Para, before: dict[str, Result], prose: Prose) -> None:
    if para.role not in ("body", "preamble"):
        return
    for effect in _effects(bench, sample, para, para.text + _HARMLESS, before):
        prose.rules[effect.rule].stirred.append(f"{sample.name} {_line(sample, para)}: {effect.told}")


def _raise(bench: Bench, sample: Sample, para: Para, before: dict[str, Result], prose: Prose) -> None:
    for match in FIGURE.finditer(para.text):
        key, shown = match[1], match[2]
        # One more than received is, in a report that carries one over, what was to be handled.
        raised = _raised(key, shown, 2 if sample.facts.requests["carried_in"]["total"] == 1 else 1)
        if raised is None:
            continue
        told = prose.figures.setdefault(key, Told(key, _in_tables(sample, key)))
        text = para.text[: match.start()] + tag(key, raised) + para.text[match.end() :]
        effects = _effects(bench, sample, para, text, before)
        told.raised += 1
        told.noticed += bool(effects)
        told.by.update({effect.rule for effect in effects})
        if not effects:
            told.unnoticed.append(f"{sample.name}: {_sentence(para.text, match.start())} [{shown} -> {raised}]")


def _effects(bench: Bench, sample: Sample, para: Para, text: str | None, before: dict[str, Result]) -> list[Effect]:
    """Return what changes where a paragraph is told otherwise, or is gone."""
    draft = tuple(
        replace(piece, text=text or "") if piece is para else piece
        for piece in sample.draft
        if piece is not para or text is not None
    )
    report = bench.bound(render(draft, sample.layout.gap).text, sample.name)
    return [
        Effect(id, f"{before[id][0]} -> {state}: {'; '.join(sorted(message for _, message in found))[:90]}")
        for id, (state, found) in bench.results(report).items()
        if (state, found) != before[id]
    ]


def _paras(sample: Sample) -> list[Para]:
    return [piece for piece in sample.draft if isinstance(piece, Para)]


def _line(sample: Sample, para: Para) -> int:
    """Return the line on which a paragraph stands."""
    draft = tuple(replace(piece, marks=("here",)) if piece is para else piece for piece in sample.draft)
    return render(draft, sample.layout.gap).lines["here"][0]


def _overlap(sentence: Place, at: Place) -> bool:
    return sentence.line == at.line and at.first <= sentence.last and max(at.first, at.last) >= sentence.first


def _raised(key: str, shown: str, by: int) -> str | None:
    """Return a figure somewhat higher and written alike, a share several points off, or None for what is no figure."""
    if key in _RATES:
        whole, point, rest = shown.rstrip("%").partition(".")
        return f"{(int(whole) + 7) % 98}{point}{rest}%"
    if not shown.replace(",", "").replace(".", "").isdigit():
        return None
    whole, point, rest = shown.partition(".")
    value = int(whole.replace(",", "")) + by
    return (f"{value:,}" if "," in whole else str(value)) + point + rest


def _in_tables(sample: Sample, key: str) -> bool:
    """Tell whether a figure of the prose repeats what the tables say."""
    if key in sample.facts.counts:
        return False
    try:
        value_of(sample.facts, key)
    except KeyError:
        return False
    return key != "change"


def _sentence(text: str, at: int) -> str:
    start = text.rfind("。", 0, at) + 1
    end = text.find("。", at)
    return plain(text[start : end + 1 if end >= 0 else None])

"""The measurements as aligned tables, each followed by its details."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import east_asian_width

from benchmarks.planted.cells import Reading
from benchmarks.planted.detection import Tally
from benchmarks.planted.labels import Labels
from benchmarks.planted.phrases import Prose
from benchmarks.planted.quiet import Quiet
from samples.make.draft import Key

Rows = Sequence[Sequence[str]]


def detection_table(tallies: Sequence[Tally], most: int | None) -> Iterator[str]:
    """Yield what became of the planted defects. `most`: how many details of each rule and kind of slip."""
    yield "Planted defects"
    rows: list[tuple[str, ...]] = [
        ("rule", "kinds", "planted", "found", "in place", "severity", "companions not expected")
    ]
    for tally in tallies:
        companions = ", ".join(f"{rule} {count}" for rule, count in tally.companions.most_common())
        counts = (tally.kinds, tally.planted, tally.found, tally.placed, tally.graded)
        rows.append((tally.rule, *map(str, counts), companions))
    yield from aligned(rows, left=(0, 6))
    for tally in tallies:
        for what in ("crash", "missed", "place", "severity", "companion"):
            slips = [slip for slip in tally.slips if slip.what == what]
            yield from _details(f"{tally.rule} {what}", (f"{s.defect} {s.seed}: {s.told}" for s in slips), most)
    yield ""


def quiet_table(quiet: Quiet, most: int | None) -> Iterator[str]:
    """Yield how the rules end on clean reports."""
    yield f"Clean reports: {quiet.reports} of every kind, size and form"
    rows: list[tuple[str, ...]] = [("rule", "pass", "not applicable", "not assessable", "false alarms")]
    for rule, states in quiet.states.items():
        alarms = ", ".join(f"{severity} {count}" for severity, count in sorted(quiet.of(rule).items()))
        rows.append(
            (rule, *(str(states[name]) for name in ("pass", "not_applicable", "not_assessable")), alarms or "-")
        )
    yield from aligned(rows, left=(0, 4))
    for rule in quiet.states:
        found = [alarm for alarm in quiet.alarms if alarm.rule == rule]
        told = (f"{alarm.severity} seed {alarm.seed} {alarm.name} {alarm.told}" for alarm in found)
        yield from _details(f"{rule} false alarm", told, most)
    yield ""


def cells_table(readings: Sequence[Reading], most: int | None) -> Iterator[str]:
    """Yield which cells the rules read, and on which of them what they say depends."""
    yield "Cells: each changed by itself"
    rows: list[tuple[str, ...]] = [("rule", "read", "with effect", "without effect", "foreign effect")]
    for reading in readings:
        both = reading.read & reading.effects.keys()
        counts = (len(reading.read), len(both), len(reading.without_effect), len(reading.foreign))
        rows.append((reading.rule, *map(str, counts)))
    yield from aligned(rows, left=(0,))
    for reading in readings:
        yield from _details(f"{reading.rule} reads without effect", grouped(reading.without_effect), most)
        foreign = (f"{'.'.join(key)}: {reading.examples[key]}" for key in sorted(reading.foreign))
        yield from _details(f"{reading.rule} foreign effect", foreign, most)
    yield ""


def labels_table(tables: Sequence[Labels], most: int | None) -> Iterator[str]:
    """Yield what is made of misspelt labels."""
    yield "Labels: each misspelt in one character"
    rows: list[tuple[str, ...]] = [
        ("table", "misspelt", "as spelling", "as structure", "unread", "unnoticed", "foreign effect")
    ]
    for labels in tables:
        counts = (labels.misspelt, labels.as_spelling, labels.as_structure, labels.unread)
        rows.append((labels.table, *map(str, (*counts, len(labels.unnoticed), len(labels.foreign)))))
    yield from aligned(rows, left=(0,))
    for labels in tables:
        yield from _details(f"{labels.table} unnoticed", labels.unnoticed, most)
        yield from _details(f"{labels.table} foreign effect", labels.foreign, most)
    yield ""


def prose_table(prose: Prose, most: int | None) -> Iterator[str]:
    """Yield which sentences the rules read, and whose loss or company changes what they say."""
    yield f"Sentences: {prose.sentences} of {prose.reports} reports cut out one at a time, and a harmless one put in"
    rows: list[tuple[str, ...]] = [("rule", "read", "noticed when lost", "foreign effect", "stirred")]
    for phrases in prose.rules.values():
        counts = (phrases.read, phrases.with_effect, len(phrases.foreign), len(phrases.stirred))
        rows.append((phrases.rule, *map(str, counts)))
    yield from aligned(rows, left=(0,))
    for phrases in prose.rules.values():
        yield from _details(f"{phrases.rule} foreign effect", phrases.foreign, most)
        yield from _details(f"{phrases.rule} stirred", phrases.stirred, most)
    for role, rules in sorted(prose.frame.items()):
        yield f"  a {role} lost moves {', '.join(sorted(rules)) or 'nothing'}"
    yield ""


def figures_table(prose: Prose, most: int | None) -> Iterator[str]:
    """Yield which figures of the prose are compared: each was raised by one."""
    yield "Figures of the prose, each raised by one (a percentage by seven points)"
    rows = [("figure", "in the tables", "raised", "noticed", "by")]
    for told in sorted(prose.figures.values(), key=lambda told: (not told.in_tables, told.key)):
        by = ", ".join(f"{rule} {count}" for rule, count in sorted(told.by.items()))
        rows.append((told.key, "yes" if told.in_tables else "", str(told.raised), str(told.noticed), by))
    yield from aligned(rows, left=(0, 1, 4))
    for told in prose.figures.values():
        if told.in_tables or told.key.startswith("rate:"):
            yield from _details(f"{told.key} not noticed", told.unnoticed, most)
    yield ""


def summary(
    tallies: Sequence[Tally], quiet: Quiet, readings: Sequence[Reading], tables: Sequence[Labels], prose: Prose
) -> str:
    """Return all of it in one line."""
    planted, found = sum(tally.planted for tally in tallies), sum(tally.found for tally in tallies)
    placed, graded = sum(tally.placed for tally in tallies), sum(tally.graded for tally in tallies)
    without = [tally.rule for tally in tallies if not tally.kinds]
    figures = [told for told in prose.figures.values() if told.in_tables]
    return (
        f"{len(tallies)} rules ({len(without)} without a planted defect{': ' * bool(without)}{', '.join(without)}); "
        f"{planted} defects planted, {found} found, {placed} in place, {graded} at their severity; "
        f"{sum(sum(tally.companions.values()) for tally in tallies)} unexpected companions; "
        f"{len(quiet.alarms)} false alarms in {quiet.reports} clean reports; "
        f"{sum(len(reading.without_effect) for reading in readings)} cells read without effect, "
        f"{sum(len(reading.foreign) for reading in readings)} with foreign effect; "
        f"{sum(len(labels.unnoticed) for labels in tables)} misspelt labels unnoticed; "
        f"{sum(len(phrases.foreign) + len(phrases.stirred) for phrases in prose.rules.values())} foreign effects of "
        f"sentences; {sum(told.noticed for told in figures)} of {sum(told.raised for told in figures)} figures that "
        f"the tables hold are compared."
    )


def grouped(keys: Iterable[Key]) -> list[str]:
    """Return cells as table.row, with the columns where these are not all the same."""
    rows: dict[str, list[str]] = {}
    for table, row, column in sorted(keys):
        rows.setdefault(f"{table}.{row}", []).append(column)
    return [f"{row} ({', '.join(columns)})" for row, columns in rows.items()]


def aligned(rows: Rows, left: Sequence[int]) -> Iterator[str]:
    """Yield rows with their columns under each other; wide characters count twice."""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (
            cell + " " * (width - _width(cell)) if column in left else " " * (width - _width(cell)) + cell
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _details(head: str, details: Iterable[str], most: int | None) -> Iterator[str]:
    told = list(details)
    for detail in told[:most]:
        yield f"  {head}: {detail}"
    if most is not None and len(told) > most:
        yield f"  {head}: and {len(told) - most} more"

"""Mutation of the fixed labels: each misspelt in one character, and which rules say something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from benchmarks.planted.bench import Bench, Result
from samples.make import Sample, clean_report
from samples.make.draft import Cell, Draft, Grid, render

SPELLING, STRUCTURE, READING = "OGI-S108", "OGI-S107", "OGI-P002"
_WRONG = "某"


@dataclass(slots=True)
class Labels:
    """Of one table: how many labels were misspelt, and what was made of it."""

    table: str
    misspelt: int = 0
    as_spelling: int = 0
    as_structure: int = 0
    unread: int = 0
    """The table could no longer be read, and every rule on it says so."""
    unnoticed: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    """Other rules that say something else although the table was read."""


def mutate_labels(bench: Bench, *, quick: bool = False) -> list[Labels]:
    """Misspell every label of a report of each form in every character, or, if quick, in its middle one."""
    found = {table: Labels(table) for table in ("disclosure", "requests", "appeals")}
    for year in (2020, 2023):
        sample = clean_report(3, year=year, size="medium", kind="county")
        before = bench.results(bench.bound(sample.text, sample.name))
        seen: set[tuple[str, str]] = set()
        for grid in (piece for piece in sample.draft if isinstance(piece, Grid)):
            for cell in (cell for row in grid.rows for cell in row if cell.key is None and cell.text.strip()):
                if (grid.table, cell.text) not in seen:
                    seen.add((grid.table, cell.text))
                    _misspell(bench, sample, grid, cell, before, found[grid.table], quick)
    return list(found.values())


def _misspell(
    bench: Bench, sample: Sample, grid: Grid, cell: Cell, before: Mapping[str, Result], labels: Labels, quick: bool
) -> None:
    for text in _misspelt(cell.text, quick):
        draft = tuple(_with(piece, cell, text) if piece is grid else piece for piece in sample.draft)
        after = _results(bench, sample, draft)
        moved = {id for id, result in after.items() if result != before[id]}
        told = f"{cell.text} -> {text} ({sample.name})".replace("\n", "")
        labels.misspelt += 1
        labels.as_spelling += SPELLING in moved
        labels.as_structure += STRUCTURE in moved
        labels.unread += READING in moved
        if not moved:
            labels.unnoticed.append(told)
        elif READING not in moved and moved - {SPELLING, STRUCTURE}:
            labels.foreign.append(f"{', '.join(sorted(moved - {SPELLING, STRUCTURE}))}: {told}")


def _results(bench: Bench, sample: Sample, draft: Draft) -> Mapping[str, Result]:
    return bench.results(bench.bound(render(draft, sample.layout.gap).text, sample.name))


def _with(piece: Grid, old: Cell, text: str) -> Grid:
    return piece.edited(lambda cell: replace(cell, text=text) if cell is old else cell)


def _misspelt(text: str, quick: bool) -> Iterator[str]:
    places = [at for at, character in enumerate(text) if "\u4e00" <= character <= "\u9fff"]
    for at in [places[len(places) // 2]] if quick and places else places:
        yield text[:at] + _WRONG + text[at + 1 :]

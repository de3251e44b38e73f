"""`python -m benchmarks.planted`: what the rules find and leave alone. It measures and judges nothing: it ends with 0."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from benchmarks.planted.bench import Bench
from benchmarks.planted.cells import mutate_cells
from benchmarks.planted.detection import detect
from benchmarks.planted.labels import SPELLING, STRUCTURE, mutate_labels
from benchmarks.planted.phrases import mutate_prose
from benchmarks.planted.quiet import keep_quiet
from benchmarks.planted.report import (
    cells_table,
    detection_table,
    figures_table,
    labels_table,
    prose_table,
    quiet_table,
    summary,
)


def main() -> None:
    """Measure, and print a table for each measurement and a line at the end."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planted", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few seeds and reports: about a minute")
    parser.add_argument("--rule", action="append", default=[], metavar="ID", help="only this rule, with every detail")
    parser.add_argument("--seeds", type=int, metavar="N", help="so many reports for each kind of defect")
    given = parser.parse_args()
    for line in report(given.quick, given.rule, given.seeds):
        print(line, flush=True)


def report(quick: bool, only: list[str], seeds: int | None) -> Iterator[str]:
    """Yield the lines of the report, each part as soon as it is measured."""
    bench = Bench(only)
    most = None if only else 3
    if bench.unshipped:
        yield f"not shipped yet, and measured all the same: {', '.join(bench.unshipped)}\n"
    tallies = detect(bench, seeds or (2 if quick else 12))
    yield from detection_table(tallies, most)
    quiet = keep_quiet(bench, 56 if quick else 672)
    yield from quiet_table(quiet, most)
    readings = mutate_cells(bench, quick=quick)
    yield from cells_table(readings, most)
    tables = mutate_labels(bench, quick=quick) if not only or {SPELLING, STRUCTURE} & set(only) else []
    if tables:
        yield from labels_table(tables, most)
    prose = mutate_prose(bench, 4 if quick else 56)
    yield from prose_table(prose, most)
    yield from figures_table(prose, most)
    yield summary(tallies, quiet, readings, tables, prose)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main()

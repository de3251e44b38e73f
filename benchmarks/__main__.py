"""`python -m benchmarks`: one interleaved run, one table of ratios and whether they keep within their targets."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.material import write_report, write_reports
from benchmarks.processes import compile_everything, loops, runs, starts
from benchmarks.stages import pages, stages
from benchmarks.stopwatch import Turn, in_turns
from benchmarks.targets import ROWS, derived, line

_HEAD = ("what", "µs", "ratio", "", "of", "target", "")
_LEFT = (0, 3, 4, 5, 6)


def main() -> None:
    """Measure everything in turns and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few turns and a small folder: about half a minute")
    quick = parser.parse_args().quick
    turns, calls, reports = (3, 20, 400) if quick else (9, 50, 2_000)
    compile_everything()
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as name:
        scratch = Path(name)
        report = write_report(scratch)
        things: Mapping[str, Turn] = {
            **stages(report, calls),
            **pages(report, scratch),
            **starts(),
            **loops(),
            **runs(write_reports(scratch / "reports", reports), scratch),
        }
        print(f"{report.stat().st_size:,} bytes a report, {turns} turns of {calls} calls, runs of {reports:,} reports;")
        print(f"Python {platform.python_version()}, {os.cpu_count()} cores. A ratio is the median of the turns.\n")
        times = derived(in_turns(things, turns))
    for text in _aligned([_HEAD, *(line(row, times) for row in ROWS)]):
        print(text)


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (
            cell + " " * (width - len(cell)) if column in _LEFT else " " * (width - len(cell)) + cell
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main()

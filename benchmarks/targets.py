"""What is compared with what, and how far apart the two may be."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.stages import PAGES
from benchmarks.stopwatch import Ratio, Times, ratio


@dataclass(frozen=True, slots=True)
class Target:
    """A bound on the ratio of two times, and the time that is aimed at."""

    limit: float
    aim: float | None = None
    at_least: bool = False

    def met(self, value: float) -> bool:
        """Tell whether a measured ratio is within the bound."""
        return value >= self.limit if self.at_least else value <= self.limit

    def __str__(self) -> str:
        bound = f"{'≥' if self.at_least else '≤'} {self.limit:g}"
        return bound if self.aim is None else f"{bound}, aim {self.aim:g}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a time, and its ratio to another time. Without a target it only informs."""

    shown: str
    name: str
    against: str
    target: Target | None = None
    inverse: bool = False
    """The ratio is the other's time to this one's: how much faster, not how much slower."""
    bounded_by: str = ""
    """What this cannot outdo. Where even that misses the target, the machine was busy and nothing can be told."""


ROWS = (
    Row("read + decode", "read and decode", "floor"),
    Row("floor: and one regex pass", "floor", "floor"),
    Row("hand splitter", "hand splitter", "floor"),
    Row("parse alone", "parse", "hand splitter", Target(3)),
    Row("bind alone", "bind", "floor"),
    Row("rules alone, two dozen", "rules", "floor"),
    Row("whole audit, two dozen rules", "audit", "floor", Target(8, aim=5)),
    Row("whole audit, every rule", "audit, all rules", "floor", Target(15, aim=10)),
    Row("HTML page, on top", "page", "floor", Target(8)),
    Row("audit + HTML page", "audit + page", "floor"),
    Row("import pydantic", "import pydantic", "import pydantic"),
    Row("audit --version", "audit --version", "import pydantic", Target(3)),
    Row("one bare loop", "1 loop", "1 loop"),
    Row("two at once, each", "each of 2 loops", "1 loop", inverse=True),
    Row("one worker", "1 worker", "1 worker"),
    Row("two workers", "2 workers", "1 worker", Target(1.8, at_least=True), True, bounded_by="two at once, each"),
)


def derived(times: Times) -> Times:
    """Add what is not timed by itself.

    A page is what a run's pages cost less what the run costs with a single one; of two loops at once each has
    half the time.
    """
    page = [(many - one) / PAGES for many, one in zip(times["pages"], times["one page"], strict=True)]
    whole = [audit + own for audit, own in zip(times["audit"], page, strict=True)]
    loops = [both / 2 for both in times["2 loops"]]
    return {**times, "page": page, "audit + page": whole, "each of 2 loops": loops}


def line(row: Row, times: Times) -> Sequence[str]:
    """Return the row's cells: name, time, ratio and its spread, what it is compared with, target, verdict."""
    measured = _measured(row, times)
    spread = "" if row.name == row.against else f"± {measured.spread:.2f}"
    against = f"{'faster than' if row.inverse else '×'} {row.against}"
    target = "" if row.target is None else str(row.target)
    return (
        row.shown,
        _microseconds(times[row.name]),
        f"{measured.median:.2f}",
        spread,
        against,
        target,
        _verdict(row, times),
    )


def _verdict(row: Row, times: Times) -> str:
    if row.target is None:
        return ""
    if row.target.met(_measured(row, times).median):
        return "met"
    bound = next((other for other in ROWS if other.shown == row.bounded_by), None)
    if bound is not None and not row.target.met(_measured(bound, times).median):
        return "cannot tell: no core was free"
    return "MISSED"


def _measured(row: Row, times: Times) -> Ratio:
    ours, theirs = times[row.name], times[row.against]
    return ratio(theirs, ours) if row.inverse else ratio(ours, theirs)


def _microseconds(times: Sequence[float]) -> str:
    return f"{statistics.median(times) * 1e6:,.0f}"

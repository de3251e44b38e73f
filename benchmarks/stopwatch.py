"""Times things in turn, round after round, so that a machine that slows down slows them all alike."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Protocol

Times = Mapping[str, Sequence[float]]
"""Seconds for one call of each thing, turn by turn."""


class Turn(Protocol):
    """One thing to time: each turn gives the seconds that one call took."""

    def __call__(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Repeated:
    """A short thing, called many times a turn. What `prepare` makes for each call is made before the clock starts."""

    call: Callable[[Any], object]
    prepare: Callable[[], Any]
    calls: int

    def __call__(self) -> float:
        prepared = [self.prepare() for _ in range(self.calls)]
        call = self.call
        started = perf_counter()
        for given in prepared:
            call(given)
        return (perf_counter() - started) / self.calls


@dataclass(frozen=True, slots=True)
class Once:
    """A long thing, called once a turn."""

    call: Callable[[], object]

    def __call__(self) -> float:
        started = perf_counter()
        self.call()
        return perf_counter() - started


def in_turns(things: Mapping[str, Turn], turns: int) -> dict[str, list[float]]:
    """Time every thing once a turn, after one turn that does not count."""
    times: dict[str, list[float]] = {name: [] for name in things}
    for turn in range(turns + 1):
        for name, thing in things.items():
            seconds = thing()
            if turn:
                times[name].append(seconds)
    return times


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times one thing took another's time: the median over the turns, and half the middle spread."""

    median: float
    spread: float


def ratio(times: Sequence[float], against: Sequence[float]) -> Ratio:
    """Compare two things turn by turn: what slows one turn down cancels out."""
    ratios = [one / other for one, other in zip(times, against, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
    return Ratio(middle, (high - low) / 2)

"""Whether what a reader does grows with its input and not with the square of it: the input is doubled, and doubled again."""

from __future__ import annotations

import time
from collections.abc import Callable

_TIMES = 8
_MOST = 3 * _TIMES
"""Work of _TIMES times the input; the square of it would be 64 times."""
_LEAST = 0.004
"""Seconds below which nothing can be told from noise."""


def grows_too_fast(work: Callable[[int], Callable[[], object]], size: int) -> str:
    """Return how much longer eight times the input takes, where that is too long, or ""; `work` makes ready an input."""
    small, large = (_seconds(work(size * times)) for times in (1, _TIMES))
    return "" if large <= _MOST * max(small, _LEAST) else f"{small:.3f} s and {large:.3f} s"


def _seconds(body: Callable[[], object]) -> float:
    """Return the processor time of a body, the better of two."""
    found = []
    for _ in range(2):
        before = time.process_time()
        body()
        found.append(time.process_time() - before)
    return min(found)

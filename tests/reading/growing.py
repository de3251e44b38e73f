"""Whether what a reader does grows with its input and not with the square of it: the input is doubled, and doubled again."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_TIMES = 8
_MOST = 3 * _TIMES
"""Work of _TIMES times the input; the square of it would be 64 times."""
_TRIES = 4
_LEAST = 0.004
"""Seconds below which nothing can be told from noise."""


def grows_too_fast(work: Callable[[int], Callable[[], object]], size: int) -> str:
    """Return how much longer eight times the input takes, where that is too long, or ""; `work` makes ready an input."""
    # A busy machine makes anything slow once; what grows with the square does so each time. An audit looks for no
    # cycles either, which takes the longer the more the tests before have left behind.
    gc.collect()
    gc.disable()
    try:
        for _ in range(_TRIES):
            small, large = (_seconds(work(size * times)) for times in (1, _TIMES))
            if large <= _MOST * max(small, _LEAST):
                return ""
    finally:
        gc.enable()
    return f"{small:.3f} s and {large:.3f} s"


def _seconds(body: Callable[[], object]) -> float:
    """Return the processor time of a body, the better of two."""
    found = []
    for _ in range(2):
        before = time.process_time()
        body()
        found.append(time.process_time() - before)
    return min(found)

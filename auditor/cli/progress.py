"""How far a run has come: a bar with the time left on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY_SECONDS = 10.0
# A bar for a run that is over at once would only flicker.
_FEWEST_FOR_BAR = 50


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with (done, total) after each report."""
    if quiet or (sys.stderr.isatty() and total < _FEWEST_FOR_BAR):
        yield lambda done, total: None
    elif sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("audit", total=total)
            yield lambda done, total: bar.update(task, completed=done)
    else:
        yield _plain_lines()


def _plain_lines() -> Callable[[int, int], None]:
    last = time.monotonic()

    def report(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= EVERY_SECONDS:
            last = now
            print(f"audit: {done} of {total} reports", file=sys.stderr, flush=True)

    return report

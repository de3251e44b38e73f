"""The time limit of what plugins do to one file: one alarm for the file, whatever the number of its steps.

Beginning a step is one assignment, since an audit has a hundred of them and takes two milliseconds. Every now and then the
alarm looks which step it is: one that has worked too long is ended. Work is processor time, so that a busy machine gives up
nothing that an idle one does; what only waits is ended as well, later.
"""

from __future__ import annotations

import math
import signal
import threading
import time
from types import FrameType

from auditor.model.finding import Message

_LOOKS = 10
"""How often the alarm looks within the limit: a step is ended at most a tenth of it too late."""
_WAITS = 6
"""How many limits a step may take that does not work: it is told by how often the alarm has looked at it."""


class TimeUp(BaseException):
    """A step took too long. No Exception: a plugin that swallows those must not swallow this one."""

    def __init__(self, limit: str, seconds: float) -> None:
        super().__init__(f"{limit} = {seconds:g}")
        self.message = Message(
            f"超过时限（limits.{limit} = {seconds:g}）", f"it takes too long (limits.{limit} = {seconds:g})"
        )


class _Step:
    """What is being done: any object of which there is a new one for each step, or None where nothing may be ended."""

    __slots__ = ("every", "limit", "looks", "most", "now", "seconds", "seen", "worked")

    def __init__(self) -> None:
        self.now: object | None = None
        self.limit, self.seconds, self.most = "rule_seconds", math.inf, math.inf
        self.seen: object | None = None
        self.worked, self.looks, self.every = 0.0, 0, 1.0

    def may_take(self, limit: str, seconds: float, times: int = 1) -> None:
        """Let each step from now on take so many times a limit, which is named by its setting."""
        self.limit, self.seconds, self.most = limit, seconds, seconds * times

    def look(self, number: int, frame: FrameType | None) -> None:
        """End a step that is still the same and has taken too long."""
        step, work = self.now, time.process_time()
        if step is None or step is not self.seen:
            self.seen, self.worked, self.looks = step, work, 0
            return
        self.looks += 1
        if work - self.worked >= self.most or self.looks * self.every >= self.most * _WAITS:
            # It is raised again at the next look: where it falls into a callback, Python drops it.
            raise TimeUp(self.limit, self.seconds)


STEP = _Step()


class Ticking:
    """Looks at the step every now and then. Alarms reach the main thread alone; elsewhere, and on Windows, nothing is ended."""

    def __init__(self, seconds: float) -> None:
        """Take the shortest of the limits."""
        self._every = seconds / _LOOKS
        self._on = False

    def __enter__(self) -> None:
        self._on = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
        if self._on:
            STEP.every = self._every
            self._before = signal.signal(signal.SIGALRM, STEP.look)
            signal.setitimer(signal.ITIMER_REAL, self._every, self._every)

    def __exit__(self, *_: object) -> None:
        STEP.now = STEP.seen = None
        if self._on:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._before)

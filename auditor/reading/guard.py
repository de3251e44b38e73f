"""Bounds the time and memory of one read.

Python code is stopped by an alarm. C code does not hear it: in a worker process the kernel ends the process instead,
once that has used up twice the time, and the run goes on without the file (auditor.engine.run).
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from multiprocessing import parent_process
from pathlib import Path
from types import FrameType

try:
    import resource
except ImportError:  # Windows has neither such limits nor the alarm.
    resource = None  # type: ignore[assignment]

from auditor.model.finding import Message
from auditor.reading.limits import Limits
from auditor.reading.reader import UnreadableError

_PAGES_IN_USE = Path("/proc/self/statm")
_MEGABYTE = 2**20


class _TimeUp(BaseException):
    """No Exception: libraries that swallow those must not swallow this one."""


@contextmanager
def guarded(limits: Limits, *, memory: bool = True) -> Iterator[None]:
    """Run the body within the limits of time and memory, as far as the platform can.

    They are limits of the process, so outside its main thread there are none. `memory` is False for what cannot
    take much: to find out how much is in use takes longer than to read a small text.

    Raises:
        UnreadableError: one was hit, or the body went too deep.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    try:
        with _time(limits.seconds), _memory(limits.memory_megabytes) if memory else nullcontext():
            yield
    except _TimeUp:
        raise UnreadableError(Message(
            f"读取超过时限（limits.seconds = {limits.seconds:g}）",
            f"reading it takes too long (limits.seconds = {limits.seconds:g})",
        )) from None  # fmt: skip
    except MemoryError:
        raise UnreadableError(Message(
            f"读取所需内存超过上限（limits.memory_megabytes = {limits.memory_megabytes:g}）",
            f"reading it takes too much memory (limits.memory_megabytes = {limits.memory_megabytes:g})",
        )) from None  # fmt: skip
    except RecursionError:
        raise UnreadableError(Message("内容嵌套过深", "its contents are nested too deeply")) from None


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return
    running = True

    def ring(number: int, frame: FrameType | None) -> None:
        if running:
            raise _TimeUp

    before = signal.signal(signal.SIGALRM, ring)
    # It rings again: the first one may fall into a callback, where Python drops what is raised.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        with _processor_time(seconds):
            yield
    finally:
        running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _processor_time(seconds: float) -> Iterator[None]:
    """End a worker process that hangs in C code. The first process is never ended: a run must come to its verdict."""
    if parent_process() is None:
        yield
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    before = resource.getrlimit(resource.RLIMIT_CPU)
    with _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + 2 * seconds) + 1, before):
        yield


@contextmanager
def _memory(megabytes: float) -> Iterator[None]:
    try:
        pages = int(_PAGES_IN_USE.read_bytes().split()[0])
    except OSError:
        yield
        return
    used = pages * os.sysconf("SC_PAGE_SIZE")
    with _limit(resource.RLIMIT_AS, used + int(megabytes * _MEGABYTE), resource.getrlimit(resource.RLIMIT_AS)):
        yield


@contextmanager
def _limit(kind: int, value: int, before: tuple[int, int]) -> Iterator[None]:
    lowest = min([value, *(bound for bound in before if bound != resource.RLIM_INFINITY)])
    resource.setrlimit(kind, (lowest, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(kind, before)

"""Bounds the time and memory of one read.

Python code is stopped by an alarm. Native code does not hear it: a worker process is ended instead, once twice the
time is over, and the run goes on without the file (auditor.engine.run).
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from pathlib import Path
from types import FrameType
from typing import TypeVar

try:
    import resource
except ImportError:  # Windows has neither such limits nor the alarm.
    resource = None  # type: ignore[assignment]

from auditor.model.finding import Message
from auditor.reading.limits import Limits
from auditor.reading.reader import UnreadableError

_PAGES_IN_USE = Path("/proc/self/statm")
_MEGABYTE = 2**20

T = TypeVar("T")


class _TimeUp(BaseException):
    """No Exception: libraries that swallow those must not swallow this one."""


def within(limits: Limits, body: Callable[[], T], *, small: bool = False) -> T:
    """Return what the body does, done within the limits of time and memory, as far as the platform can hold it to them.

    They are limits of the process, so outside its main thread there are none. `small` is for what Python code alone
    reads and what cannot take much memory: to find out how much is in use takes longer than to read a small text.

    Raises:
        UnreadableError: one was hit, or the body went too deep.
    """
    if threading.current_thread() is not threading.main_thread():
        return body()
    try:
        if small:
            return _in_time(limits.seconds, body)
        with _watchdog(limits.seconds), _memory(limits.memory_megabytes):
            return _in_time(limits.seconds, body)
    except MemoryError:
        raise UnreadableError(Message(
            f"读取所需内存超过上限（limits.memory_megabytes = {limits.memory_megabytes:g}）",
            f"reading it takes too much memory (limits.memory_megabytes = {limits.memory_megabytes:g})",
        )) from None  # fmt: skip
    except RecursionError:
        raise UnreadableError(Message("内容嵌套过深", "its contents are nested too deeply")) from None


def _in_time(seconds: float, body: Callable[[], T]) -> T:
    """Return what the body does, unless the alarm rings before.

    No context manager: it may ring at any step, also between the body's end and the next statement, and has to be
    caught there.
    """
    if not hasattr(signal, "setitimer"):
        return body()
    running = True

    def ring(number: int, frame: FrameType | None) -> None:
        if running:
            raise _TimeUp

    before = signal.signal(signal.SIGALRM, ring)
    try:
        try:
            # It rings again: the first one may fall into a callback, where Python drops what is raised.
            signal.setitimer(signal.ITIMER_REAL, seconds, 1)
            return body()
        finally:
            running = False
    except _TimeUp:
        running = False
        raise UnreadableError(Message(
            f"读取超过时限（limits.seconds = {seconds:g}）", f"reading it takes too long (limits.seconds = {seconds:g})"
        )) from None  # fmt: skip
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _watchdog(seconds: float) -> Iterator[None]:
    """End a worker process that hangs in native code. The first process is never ended: a run must come to its verdict."""
    if parent_process() is None:
        yield
        return
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(2 * seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextmanager
def _memory(megabytes: float) -> Iterator[None]:
    try:
        pages = int(_PAGES_IN_USE.read_bytes().split()[0])
    except OSError:
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    limit = pages * os.sysconf("SC_PAGE_SIZE") + int(megabytes * _MEGABYTE)
    lowest = min([limit, *(bound for bound in before if bound != resource.RLIM_INFINITY)])
    resource.setrlimit(resource.RLIMIT_AS, (lowest, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)

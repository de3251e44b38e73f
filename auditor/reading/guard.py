"""Bounds the work and memory of one read, or of another step that is done for one file.

Work is the processor time of this process, so that a busy machine gives up no file that an idle one reads. Python code
is stopped by an alarm. Native code does not hear it: a worker process is ended instead, once it has worked twice as
long, and the run goes on without the file (auditor.engine.run). What does not work but waits is given up as well.
"""

from __future__ import annotations

import faulthandler
import math
import os
import signal
import threading
import time
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
_IDLE = 0.001
"""Who works for less than this part of the time does not work but wait, on the busiest machine."""

_SHORTEST = 0.1
"""Seconds between two looks at whether anything is done: they take time themselves."""
_HANGS = 50
"""How many times the limit a worker may hang in native code that does not even work."""

READING = Message("读取", "reading it")
PARSING = Message("解析", "parsing it")

T = TypeVar("T")


class _TimeUp(BaseException):
    """No Exception: libraries that swallow those must not swallow this one."""


def within(limits: Limits, body: Callable[[], T], *, small: bool = False, doing: Message = READING) -> T:
    """Return what the body does, done within the limits of work and memory, as far as the platform can hold it to them.

    They are limits of the process, so outside its main thread there are none. `small` is for what Python code alone
    reads and what cannot take much memory: to find out how much is in use takes longer than to read a small text.

    Raises:
        UnreadableError: one was hit, or the body went too deep; it says in doing what.
    """
    if threading.current_thread() is not threading.main_thread():
        return body()
    try:
        if small:
            return _in_time(limits.seconds, body, doing)
        with _watchdog(limits.seconds), _memory(limits.memory_megabytes):
            return _in_time(limits.seconds, body, doing)
    except MemoryError:
        raise UnreadableError(Message(
            f"{doing.zh}所需内存超过上限（limits.memory_megabytes = {limits.memory_megabytes:g}）",
            f"{doing.en} takes too much memory (limits.memory_megabytes = {limits.memory_megabytes:g})",
        )) from None  # fmt: skip
    except RecursionError:
        raise UnreadableError(Message("内容嵌套过深", "its contents are nested too deeply")) from None


def _in_time(seconds: float, body: Callable[[], T], doing: Message) -> T:
    """Return what the body does, unless an alarm rings before.

    No context manager: it may ring at any step, also between the body's end and the next statement, and has to be
    caught there.
    """
    if not hasattr(signal, "setitimer"):
        return body()
    running = True
    waited = False
    worked = -seconds  # the first look cannot find that nothing was done

    def ring(number: int, frame: FrameType | None) -> None:
        if running:
            raise _TimeUp

    def look(number: int, frame: FrameType | None) -> None:
        nonlocal waited, worked
        now = time.process_time()
        idle = now - worked < _IDLE * seconds
        if running and idle and waited:
            raise _TimeUp
        # Whoever was put to sleep and woken finds one alarm waiting for him: only the second one counts.
        waited, worked = idle, now

    before = signal.signal(signal.SIGPROF, ring), signal.signal(signal.SIGALRM, look)
    try:
        try:
            # It rings again: the first one may fall into a callback, where Python drops what is raised.
            signal.setitimer(signal.ITIMER_PROF, seconds, 1)
            signal.setitimer(signal.ITIMER_REAL, max(seconds, _SHORTEST), max(seconds, _SHORTEST))
            return body()
        finally:
            running = False
    except _TimeUp:
        running = False
        raise UnreadableError(Message(
            f"{doing.zh}超过时限（limits.seconds = {seconds:g}）", f"{doing.en} takes too long (limits.seconds = {seconds:g})"
        )) from None  # fmt: skip
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGPROF, before[0])
        signal.signal(signal.SIGALRM, before[1])


@contextmanager
def _watchdog(seconds: float) -> Iterator[None]:
    """End a worker process that works on in native code. The first process is never ended: a run must come to its verdict."""
    if parent_process() is None or resource is None:
        yield
        return
    before, dumped = resource.getrlimit(resource.RLIMIT_CPU), resource.getrlimit(resource.RLIMIT_CORE)
    limit = math.ceil(time.process_time() + 2 * seconds)
    lowest = min([limit, *(bound for bound in before if bound != resource.RLIM_INFINITY)])
    resource.setrlimit(resource.RLIMIT_CORE, (0, dumped[1]))
    resource.setrlimit(resource.RLIMIT_CPU, (lowest, before[1]))
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(_HANGS * seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
            resource.setrlimit(resource.RLIMIT_CPU, before)
            resource.setrlimit(resource.RLIMIT_CORE, dumped)


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

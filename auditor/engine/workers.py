"""The processes that read and check: a few files are handed to each at a time, and none of them outlives the run."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from multiprocessing.connection import wait
from typing import TypeVar

from auditor.engine.audit import Auditor
from auditor.model import stopping
from auditor.model.finding import Message
from auditor.reading.walk import Candidate

CHUNK = 64
"""Files handed to a worker at once: large enough that passing them costs nothing, small enough to share out evenly."""

SLOWER = 8
"""How many times fewer they are where documents and pages have to be taken apart first."""

_CRASHED = Message("读取时进程异常终止", "the process ended abnormally while reading it")
_PR_SET_PDEATHSIG = 1

T = TypeVar("T")
Task = Callable[[Auditor, Candidate], T]
Make = Callable[[], Auditor]
"""Makes what audits a file, in this process or in a worker: rules hold functions, which cannot be handed over."""


def each(make: Make, candidates: Sequence[Candidate], task: Task[T], workers: int) -> Iterator[T]:
    """Yield what a task makes of each candidate, in order.

    Only plain text is ever read in this process: what a broken file of another format does to native code would end the run.
    """
    plain = all(candidate.is_plain for candidate in candidates)
    size = CHUNK if plain else max(1, CHUNK // SLOWER)
    workers = min(workers, max(1, -(-len(candidates) // size)))
    if workers == 1 and plain:
        auditor = make()
        for candidate in candidates:
            yield task(auditor, candidate)
        return
    chunks = [candidates[n : n + size] for n in range(0, len(candidates), size)]
    done = 0
    while done < len(chunks):
        try:
            # A few chunks ahead of the record, so that results never pile up in memory.
            for results in _pooled(make, chunks[done:], task, workers, 2 * workers):
                done += 1
                yield from results
        except BrokenProcessPool:
            # Told to stop, a whole group of processes is, and the workers may be the first to end.
            stopping.check()
            # Which file did it is not known, and not even whether this chunk has it: the next ones are tried again.
            lost = chunks[done]
            done += 1
            yield from _one_by_one(make, lost, task)


def _one_by_one(make: Make, candidates: Sequence[Candidate], task: Task[T]) -> Iterator[T]:
    """Yield what a task makes of each candidate; one that ends its process is unread and costs the others nothing."""
    done = 0
    while done < len(candidates):
        try:
            for results in _pooled(make, [[candidate] for candidate in candidates[done:]], task, 1, 1):
                done += 1
                yield from results
        except BrokenProcessPool:
            stopping.check()
            culprit = candidates[done]
            done += 1
            # Its copies are read in a process of their own again: here nothing but plain text may be.
            yield task(make(), replace(culprit, refused=_CRASHED, copies=()))
            yield from _one_by_one(make, culprit.copies, task)


def _pooled(
    make: Make, chunks: Sequence[Sequence[Candidate]], task: Task[T], workers: int, ahead: int
) -> Iterator[list[T]]:
    left = iter(chunks)
    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(workers, initializer=_prepare, initargs=(make, os.getpid())) as pool:
        waiting = [pool.submit(_do_chunk, task, chunk) for chunk in islice(left, ahead)]
        try:
            while waiting:
                done = waiting.pop(0).result()
                waiting += [pool.submit(_do_chunk, task, chunk) for chunk in islice(left, 1)]
                yield done
        except BrokenProcessPool:
            raise
        except BaseException:
            # Nobody waits for what they are at; a large document may take them minutes.
            pool.shutdown(wait=False, cancel_futures=True)
            for child in set(multiprocessing.active_children()) - others:
                child.kill()
            raise


_worker: list[Auditor] = []


def _prepare(make: Make, parent: int) -> None:
    stopping.deaf()
    end_with_parent(parent)
    _worker[:] = [make()]


def _do_chunk(task: Task[T], candidates: Sequence[Candidate]) -> list[T]:
    (auditor,) = _worker
    return [task(auditor, candidate) for candidate in candidates]


def end_with_parent(parent: int) -> None:
    """End this process when its parent ends, whatever ends that: the kernel sees to it, or else a thread that waits for it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    # It may have ended before that was asked for.
    if os.name == "posix" and os.getppid() != parent:
        os._exit(1)
    process = multiprocessing.parent_process()
    if process is not None:
        threading.Thread(target=_end_after, args=(process.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)

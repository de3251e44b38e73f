"""Being told to stop: Ctrl-C, SIGTERM and a terminal that goes away are one thing, whoever catches it on the way."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class StoppedError(KeyboardInterrupt):
    """The process was told to stop. A KeyboardInterrupt of its own kind: a rule may raise a plain one."""


class _State:
    asked = 0
    """How often the process was told so since it listens."""
    holding = False


def check() -> None:
    """Raise StoppedError if the process was told to stop, in case a guard has taken that for a fault of what it guards."""
    if _State.asked:
        raise StoppedError


@contextmanager
def listening() -> Iterator[None]:
    """Raise StoppedError where the process is told to stop. What is ignored (nohup) stays ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {}
    for number in (getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)):
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            before[number] = signal.signal(number, _stop)
    _State.asked, _State.holding = 0, False
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        _State.asked = 0


def deaf() -> None:
    """Leave it to the first process to hear Ctrl-C, which a terminal sends to all, and to end this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)


@contextmanager
def held(*, too_late: bool = False) -> Iterator[None]:
    """Let a step end that must not stop half-way; StoppedError comes after it, or not at all where it is `too_late` then."""
    before = _State.asked
    _State.holding = True
    try:
        yield
    finally:
        _State.holding = False
    if _State.asked > before and not too_late:
        raise StoppedError


def _stop(number: int, frame: FrameType | None) -> None:
    _State.asked += 1
    if not _State.holding:
        raise StoppedError

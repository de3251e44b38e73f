"""Tells a person who wants the run to end from a rule or reader that raises KeyboardInterrupt, which must not end it.

Python raises the same exception for both. So the signal is noted when it comes, as long as somebody listens.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_listening = False
_heard = False


@contextmanager
def listening() -> Iterator[None]:
    """Note an interrupt when it comes, in this process. Signals reach its main thread alone; elsewhere nothing is noted."""
    global _listening
    if _listening or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGINT)
    listen()
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        _listening = False


def listen() -> None:
    """Note interrupts from now on, in a process that does nothing but audit."""
    global _listening, _heard
    signal.signal(signal.SIGINT, heard)
    _listening, _heard = True, False


def heard(number: int, frame: FrameType | None) -> None:
    """Take the signal: whoever handles it in another way calls this, so that it is known to be a person's."""
    global _heard
    _heard = True
    raise KeyboardInterrupt


def is_meant(error: BaseException) -> bool:
    """Tell whether somebody wants the program to stop. Where nobody listens, every interrupt is taken for meant."""
    return isinstance(error, KeyboardInterrupt) and (_heard or not _listening)

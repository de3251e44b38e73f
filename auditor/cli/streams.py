"""Standard output and error when nobody reads them to their end: `audit … | head` is no fault."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

_GONE = (errno.EPIPE, errno.EIO, errno.ENOTCONN, errno.ECONNRESET)
"""What writing comes to where the reader has ended, or the terminal is no more."""


class _Forgiving(io.RawIOBase):
    """Writes to a file until its reader is gone; what comes after is dropped."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._gone = False

    def fileno(self) -> int:
        return self._number

    def isatty(self) -> bool:
        return os.isatty(self._number)

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        if not self._gone:
            try:
                return os.write(self._number, data)
            except OSError as error:
                if error.errno not in _GONE:
                    raise
                self._gone = True
        return len(data)


@contextmanager
def forgiving() -> Iterator[None]:
    """Let a command end with its own exit code and say so, whether or not its output is read to the end."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (_wrapped(stream) for stream in before)
    try:
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                continue
        sys.stdout, sys.stderr = before


def _wrapped(stream: TextIO | None) -> TextIO:
    try:
        number = stream.fileno() if stream else None
    except (OSError, ValueError):
        number = None
    if stream is None or number is None or not isinstance(stream, io.TextIOWrapper):
        return stream or io.StringIO()
    stream.flush()
    return io.TextIOWrapper(
        io.BufferedWriter(_Forgiving(number)), encoding=stream.encoding, errors=stream.errors,
        line_buffering=stream.line_buffering, newline=None,
    )  # fmt: skip

"""The bytes of a candidate: the only place that opens audited files."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BufferedReader, BytesIO
from pathlib import Path

from auditor.model.finding import Message
from auditor.reading.archive import Archive, check_size
from auditor.reading.candidate import Candidate
from auditor.reading.limits import Limits
from auditor.reading.reader import UnreadableError

_MEGABYTE = 2**20
_LONGEST_HASHED = 2**30
"""A file that nobody reads is not worth minutes of hashing."""


def content(candidate: Candidate, limits: Limits) -> bytes:
    """Return a candidate's bytes, unpacked where it lies in an archive.

    Raises:
        UnreadableError: it cannot be opened, is no regular file, is too large, or changes while it is read.
    """
    if candidate.inner:
        return archive(candidate.file, candidate.inner[:-1], limits).read(candidate.inner[-1])
    return _whole(candidate.file, limits)


def head(candidate: Candidate, limits: Limits, count: int) -> bytes:
    """Return the first bytes of a candidate, fewer where it is shorter.

    Raises:
        UnreadableError: it cannot be opened, or is no regular file.
    """
    if candidate.inner:
        return archive(candidate.file, candidate.inner[:-1], limits).read(candidate.inner[-1], count)
    with _open(candidate.file) as file, _told():
        return file.read(count)


def archive(file: Path, inner: tuple[str, ...], limits: Limits) -> Archive:
    """Return the open archive of a file, or the one inside it that `inner` names. It stays open for the next member.

    Raises:
        UnreadableError: it cannot be opened, is damaged, or is beyond a limit.
    """
    with _open(file) as opened:
        status = os.fstat(opened.fileno())
    # A worker that was forked must not share the place in the file with the process it came from.
    return _archive(file, inner, limits, (os.getpid(), status.st_ino, status.st_size, status.st_mtime_ns))


def is_small_text(candidate: Candidate) -> bool:
    """Return whether a candidate is plain text of a megabyte at most: no reader can take much memory for that."""
    try:
        return candidate.is_plain and not candidate.inner and os.stat(candidate.file).st_size <= _MEGABYTE
    except OSError:
        return False


def digest(candidate: Candidate) -> str:
    """Return a file's hash, or "" where it cannot be opened or is huge."""
    try:
        if candidate.inner:
            return hashlib.sha256(content(candidate, Limits())).hexdigest()
        with _open(candidate.file) as file:
            if os.fstat(file.fileno()).st_size > _LONGEST_HASHED:
                return ""
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (UnreadableError, OSError, MemoryError):
        return ""


@lru_cache(maxsize=4)
def _archive(file: Path, inner: tuple[str, ...], limits: Limits, version: tuple[int, ...]) -> Archive:
    if inner:
        return Archive(BytesIO(archive(file, inner[:-1], limits).read(inner[-1])), limits)
    opened = _open(file)
    try:
        return Archive(opened, limits)
    except BaseException:
        opened.close()
        raise


def _whole(path: Path, limits: Limits) -> bytes:
    """Return a file's bytes. No file object is made: that would take longer than all the rest."""
    with _told():
        number, size = _open_number(path)
        try:
            check_size(size, limits)
            data = part = os.read(number, size + 1)
            while part and len(data) <= size:
                part = os.read(number, size + 1 - len(data))
                data += part
        finally:
            os.close(number)
    if len(data) != size:
        raise UnreadableError(Message("读取期间文件发生变化", "the file changed while it was read"))
    return data


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise UnreadableError(Message(f"无法打开文件（{detail}）", f"cannot be opened ({detail})")) from error


def _open(path: Path) -> BufferedReader:
    with _told():
        return open(_open_number(path)[0], "rb")


def _open_number(path: Path) -> tuple[int, int]:
    """Open a regular file; return its number and size. A pipe named like a report would otherwise block the run for good."""
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    status = os.fstat(number)
    if stat.S_ISREG(status.st_mode):
        return number, status.st_size
    os.close(number)
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableError(Message("文件夹无法打开", "a folder that cannot be opened"))
    raise UnreadableError(Message("不是普通文件", "not a regular file"))

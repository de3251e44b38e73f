"""Folders for what a run needs on the way. Those of runs that were killed are removed by the next one."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_NAME = re.compile(r"\.?auditor-(\d+)-.*")


@contextmanager
def scratch(folder: Path | None = None) -> Iterator[Path]:
    """Give a folder that lasts as long as the block: in the temporary folder, or hidden in another one.

    Raises:
        OSError: it cannot be made.
    """
    above = folder or Path(tempfile.gettempdir())
    clear(above)
    made = Path(tempfile.mkdtemp(prefix=f"{'.' if folder else ''}auditor-{os.getpid()}-", dir=above))
    lock = _lock(made)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        if lock is not None:
            os.close(lock)


@cache
def clear(above: Path) -> None:
    """Remove what runs left in a folder that have ended without doing so themselves; once for all that a process does."""
    with suppress(OSError), os.scandir(above) as entries:
        dead = [Path(entry.path) for entry in entries if _is_left(entry)]
        for left in dead:
            shutil.rmtree(left, ignore_errors=True)


def _is_left(entry: os.DirEntry[str]) -> bool:
    name = _NAME.fullmatch(entry.name)
    if name is None or fcntl is None or not entry.is_dir(follow_symlinks=False):
        return False
    if entry.stat(follow_symlinks=False).st_uid != os.getuid() or _is_alive(int(name[1])):
        return False
    # In another container a process may live that is none here: then the lock is taken.
    lock = _lock(Path(entry.path))
    if lock is None:
        return False
    os.close(lock)
    return True


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _lock(folder: Path) -> int | None:
    """Return the number of the locked folder, or None where another process has it locked or the system has no locks."""
    if fcntl is None:
        return None
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(number)
        return None
    return number

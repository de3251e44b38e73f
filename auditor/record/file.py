"""A file or folder that is written beside its place and put there when it is whole."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from auditor.reading.scratch import scratch

ASIDE = ("interrupted", "failed")
"""Words in the names of what is not whole: the part of a run that was interrupted, and of one that failed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being written: `path` is where, `target` where it belongs."""

    path: Path
    target: Path

    def place(self, aside: str = "") -> Path:
        """Put it where it belongs and return where that is: with `aside`, beside it, under its name with that word.

        Raises:
            OSError: it cannot be put there; what was there before is as it was.
        """
        target = _beside(self.target, aside) if aside else self.target
        if self.path.is_dir():
            if aside:
                _remove(target)
            _put_folder(self.path, target)
        elif _is_special(target):
            _pour(self.path, target)
        else:
            _put_file(self.path, target)
        if not aside:
            for word in ASIDE:
                _remove(_beside(self.target, word))
        return target


@contextmanager
def draft(target: Path) -> Iterator[Draft]:
    """Give the place to write what belongs to `target`. What was not put there at the end of the block goes.

    Raises:
        OSError: nothing can be written there.
    """
    # A link stays one: what it leads to is written.
    real = Path(os.path.realpath(target)) if target.is_symlink() else target
    apart = _is_special(real) or (real.is_file() and not os.access(real.parent, os.W_OK))
    with scratch(None if apart else real.parent) as folder:
        yield Draft(folder / real.name, real)


def _beside(target: Path, word: str) -> Path:
    return target.with_name(f"{target.stem}.{word}{target.suffix}")


def _remove(superseded: Path) -> None:
    with suppress(OSError):
        if superseded.is_dir() and not superseded.is_symlink():
            shutil.rmtree(superseded)
        else:
            superseded.unlink()


def _is_special(target: Path) -> bool:
    """Tell whether it is a pipe or a device, which is written into and not replaced."""
    try:
        mode = target.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _put_file(source: Path, target: Path) -> None:
    if target.is_file():
        shutil.copymode(target, source)
        if not os.access(target.parent, os.W_OK):
            _pour(source, target)
            return
    os.replace(source, target)


def _pour(source: Path, target: Path) -> None:
    with source.open("rb") as whole, target.open("wb") as out:
        shutil.copyfileobj(whole, out)


def _put_folder(source: Path, target: Path) -> None:
    """Put a folder in its place; where there is one, what else lies in it stays."""
    if not target.exists():
        source.rename(target)
        return
    for child in sorted(source.iterdir()):
        if child.is_dir():
            _put_folder(child, target / child.name)
        else:
            os.replace(child, target / child.name)

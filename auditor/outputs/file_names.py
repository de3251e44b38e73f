"""Names of files that outputs make, out of what reports say: safe on every system, each given once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

_LONGEST = 180
"""Bytes; most systems take 255, and a number or an extension may come on top."""
_UNSAFE = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.I)


def safe(name: str) -> str:
    """Return a name that any system takes for a file, and that leads nowhere else."""
    shown = "".join(char if char.isprintable() or char == "\u3000" else "_" for char in name)
    clean = _UNSAFE.sub("_", shown).strip().lstrip(".").rstrip(". ") or "_"
    if len(clean.encode()) > _LONGEST:
        clean = clean.encode()[:_LONGEST].decode("utf-8", "ignore").rstrip(". ")
    return f"_{clean}" if _RESERVED.fullmatch(clean) else clean


class Names:
    """The names given so far. Systems that know no difference of case must not lose one to another."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.casefold() for name in taken}

    def file(self, folders: Iterable[str], stem: str, suffix: str) -> PurePosixPath:
        """Return a path that no other file has: a number is added to the name where needed."""
        folder = PurePosixPath(*(safe(each) for each in folders))
        number, base = 1, safe(stem)
        path = folder / f"{base}{suffix}"
        while str(path).casefold() in self._taken:
            number += 1
            path = folder / f"{base}-{number}{suffix}"
        self._taken.add(str(path).casefold())
        return path

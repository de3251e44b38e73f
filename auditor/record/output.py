"""What an output is: a name for `-f`, and a function of the run record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from auditor.record.view import Run


@dataclass(frozen=True, slots=True)
class Output:
    """One output format.

    `write` puts it where the auditor asked: a file, or for `-o` a folder when `folder_name` is set. `text` tells
    that it may go to standard output. `lang` (zh or en) is the language it opens in. `owned` are files below the folder of
    `-o` that an earlier run may have left and that are none of this one: paths with a pattern for a name.
    """

    name: str
    text: bool
    write: Callable[[Run, Path, str], None]
    write_folder: Callable[[Run, Path, str], None] | None = None
    owned: tuple[str, ...] = ()

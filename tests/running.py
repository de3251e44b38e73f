"""Running the command in this process, as a user runs it: arguments in; exit code, output and messages out."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.cli.main import main

ON = "2024-02-01"


@dataclass(frozen=True)
class Ran:
    """What one run of the command came to."""

    code: int
    out: str
    err: str

    @property
    def verdict(self) -> str:
        """The last line on standard error."""
        return self.err.rstrip("\n").rpartition("\n")[2]

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    def states(self, path: str) -> dict[str, str]:
        """The states of one report, by rule."""
        found: dict[str, str] = next(report["states"] for report in self.json["reports"] if report["path"] == path)
        return found

    def reasons(self, path: str) -> dict[str, dict[str, str]]:
        """Why rules could not be assessed on one report."""
        found: dict[str, dict[str, str]] = next(
            report["reasons"] for report in self.json["reports"] if report["path"] == path
        )
        return found


def run(*arguments: str | Path) -> Ran:
    """Run the command with exactly these arguments."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(argument) for argument in arguments])
    return Ran(int(code), out.getvalue(), err.getvalue())


def audit(*arguments: str | Path) -> Ran:
    """Audit with JSON on standard output, on a fixed day and in one process; later options win."""
    return run("-f", "json", "--now", ON, "--jobs", "1", "--lang", "en", *arguments)


def put(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder, which is made, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder

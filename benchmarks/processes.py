"""Whole processes: how long the command takes to start, and what a second worker is worth."""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import auditor
import auditor_rules
from benchmarks.stopwatch import Once, Turn

# Where this is set nothing imported is ever kept compiled, and start-up reads three times too slow.
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def compile_everything() -> None:
    """Compile the product and all it depends on, so that no timed process has to."""
    installed = sysconfig.get_path("purelib")
    for folder in (installed, *auditor.__path__, *auditor_rules.__path__):
        compileall.compile_dir(folder, quiet=2, workers=0)


def starts() -> Mapping[str, Turn]:
    """Return the start of the command, and of a Python that imports pydantic and does nothing else."""
    return {
        "audit --version": Once(partial(_run, [_command(), "--version"])),
        "import pydantic": Once(partial(_run, [sys.executable, "-c", "import pydantic"])),
    }


def runs(reports: Path, scratch: Path) -> Mapping[str, Turn]:
    """Return a run over a folder by one worker, and by two: from the command line to the JSON on disk."""
    return {
        f"{workers} worker{'s' if workers > 1 else ''}": Once(
            partial(
                _run,
                [_command(), str(reports), "-q", "--exit-zero", "--jobs", str(workers), "-f", f"json={scratch / 'run.json'}"],
            )
        )
        for workers in (1, 2)
    }  # fmt: skip


def loops() -> Mapping[str, Turn]:
    """Return a process that only counts, alone and two at once: what a second core is worth on this machine, now."""
    loop = [sys.executable, "-c", "for _ in range(20_000_000): pass"]
    return {"1 loop": Once(partial(_run, loop)), "2 loops": Once(partial(_run, loop, loop))}


def _command() -> str:
    found = shutil.which("audit", path=sysconfig.get_path("scripts"))
    if found is None:
        raise FileNotFoundError("the command `audit` is not installed beside this Python; run: pip install -e .")
    return found


def _run(*commands: list[str]) -> None:
    """Run commands side by side and wait for all of them.

    Raises:
        RuntimeError: one of them failed, so that its time means nothing.
    """
    running = [
        subprocess.Popen(command, env=_ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for command in commands
    ]
    for process in running:
        _, complaint = process.communicate()
        if process.returncode:
            raise RuntimeError(f"{process.args!r}: exit {process.returncode}: {complaint.decode()}")

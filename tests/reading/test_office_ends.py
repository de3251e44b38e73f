"""LibreOffice ends with the program, whatever ends that."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import put

pytestmark = pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="looks for processes in /proc")

HALTING = """#!/bin/sh
/bin/sh -c 'sleep 60; :' "$@" &
wait
"""
"""A stand-in for LibreOffice, which like it starts a program of its own and is a script round that."""


def converting(mark: Path) -> list[int]:
    """The processes of LibreOffice whose command line names a folder."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                line = (folder / "cmdline").read_bytes()
                dead = (folder / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
            except OSError:
                continue
            if str(mark).encode() in line and b"--convert-to" in line and not dead:
                found.append(int(folder.name))
    return found


def within_seconds(seconds: float, holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)
    return holds()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_run_that_is_ended_leaves_no_libreoffice_behind(tmp_path: Path, number: signal.Signals) -> None:
    put(tmp_path, {"in/a.rtf": "{\\rtf1\\ansi report\\par}", "bin/soffice": HALTING, "tmp/none": ""})
    (tmp_path / "bin/soffice").chmod(0o755)
    process = subprocess.Popen(
        [sys.executable, "-c", "from auditor.cli.main import run; run()", tmp_path / "in", "-f", "json", "-q"],
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp"), "PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    # What looks after it, the script and the program itself.
    assert within_seconds(30, lambda: len(converting(tmp_path)) >= 3)
    process.send_signal(number)
    process.wait(10)

    assert within_seconds(5, lambda: not converting(tmp_path))

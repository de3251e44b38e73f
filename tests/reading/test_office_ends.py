"""LibreOffice ends with the program, whatever ends that."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import put

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/cmdline").exists() or shutil.which("soffice") is None, reason="looks for processes in /proc"
)


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
    put(tmp_path / "in", {f"{n}.rtf": "{\\rtf1\\ansi " + "report\\par " * 2000 + "}" for n in range(20)})
    (tmp_path / "tmp").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", "from auditor.cli.main import run; run()", tmp_path / "in", "-f", "json", "-q"],
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    # The script, the launcher and the program itself.
    assert within_seconds(30, lambda: len(converting(tmp_path)) >= 2)
    process.send_signal(number)
    process.wait(10)

    assert within_seconds(5, lambda: not converting(tmp_path))

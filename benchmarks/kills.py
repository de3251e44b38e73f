"""`python -m benchmarks.kills`: runs over a complete older one are killed at random moments; is the older one whole each time?

Each signal (SIGKILL, SIGTERM, SIGINT) is sent so many times, at moments spread over the whole of a run. After each the output
folder is compared byte for byte with what the last complete run left, the record is opened, and five seconds later no
process may be left. After the next run nothing may be left behind of those that were killed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.material import write_reports

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
_ASIDE = ("interrupted", "failed")
_PATIENCE = 5.0
_LONGEST = 60.0
_ON = "2024-02-01"


@dataclass(frozen=True, slots=True)
class Fault:
    """What was not as it should be after a signal, and when that was sent, as a share of a whole run."""

    signal: str
    moment: float
    what: str


class Killing:
    """Reports, an output folder with a complete run over them, and the means to kill further runs into it."""

    def __init__(self, scratch: Path, reports: int, jobs: int) -> None:
        self.reports = write_reports(scratch / "reports", reports)
        self.out = scratch / "out"
        self.jobs = jobs
        self._scratch = scratch
        self._temporary = scratch / "tmp"
        self._temporary.mkdir()
        self._version = 0
        begun = time.monotonic()
        self.complete()
        self.seconds = time.monotonic() - begun
        self._whole = self.seen()

    def complete(self) -> int:
        """Let a run come to its end, and return its exit code."""
        return self._start().wait()

    def kill(self, number: signal.Signals, moment: float) -> tuple[str, list[str]]:
        """Start a run, send it a signal when that share of its time is over, and return how it ended and what is wrong."""
        self._change()
        process = self._start()
        time.sleep(moment * self.seconds)
        process.send_signal(number)
        try:
            code = process.wait(_LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return "hung", [f"it has not ended {_LONGEST:g} s after the signal"]
        if code not in (-signal.SIGKILL, 130):
            # It was quicker, or the signal came too late for it: then its own outputs are the whole ones.
            self._whole = self.seen()
        faults = self.faults()
        kept = self.out / "interrupted"
        if code == 130 and kept.is_dir():
            faults += self._record_faults(kept)
        faults += [f"a process is left: {name}" for name in self._left()]
        return {-signal.SIGKILL: "killed", 130: "interrupted"}.get(code, "complete"), faults

    def faults(self) -> list[str]:
        """Return what is not as the last complete run left it, unless all of it is as this one would have left it."""
        found = list(self._record_faults(self.out))
        seen = self.seen()
        if seen != self._whole:
            self._whole = seen
            expected = self._expected()
            differing = sorted(name for name in {*seen, *expected} if seen.get(name) != expected.get(name))
            if differing:
                found.append(
                    f"of two runs: {len(differing)} of {len(expected)} files are not of the last: {differing[:3]}"
                )
        return found

    def _expected(self) -> dict[str, str]:
        """Return what the last run would have left, had it not been killed."""
        here, self.out = self.out, self._scratch / "again"
        shutil.rmtree(self.out, ignore_errors=True)
        try:
            self.complete()
            return self.seen()
        finally:
            self.out = here

    def leftovers(self) -> list[str]:
        """Return what a complete run has not cleared away of those that were killed before it."""
        self.complete()
        self._whole = self.seen()
        hidden = [str(file) for file in self.out.rglob(".*")]
        aside = [name for name in _ASIDE if (self.out / name).exists()]
        return hidden + aside + [str(file) for file in self._temporary.iterdir()]

    def _change(self) -> None:
        """Give the next run other reports than the last, so that nothing of it looks like that."""
        self._version += 1
        for file in sorted(self.reports.iterdir())[:: 1 + self._version % 3]:
            file.write_text(f"{file.read_text(encoding='utf-8')}\n补充说明{self._version}。\n", encoding="utf-8")

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [
                sys.executable, "-c", "from auditor.cli.main import run; run()", self.reports, "-o", self.out, "-q",
                "--now", _ON, "--jobs", str(self.jobs), "-f", "html", "-f", "letters", "-f", f"csv={self.out / 'found.csv'}",
            ],
            env={**os.environ, "TMPDIR": str(self._temporary)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def seen(self) -> dict[str, str]:
        """Return what lies in the output folder for whoever looks, with hashes."""
        return {
            name: hashlib.sha256((self.out / name).read_bytes()).hexdigest()
            for name in _files(self.out)
            if Path(name).parts[0] not in _ASIDE and ".interrupted." not in name
        }

    def _record_faults(self, folder: Path) -> Iterator[str]:
        with closing(sqlite3.connect(f"{(folder / 'audit.db').as_uri()}?mode=ro", uri=True)) as db:
            try:
                ((state,),) = db.execute("PRAGMA integrity_check")
                ((reports,),) = db.execute("SELECT COUNT(*) FROM report")
            except sqlite3.Error as error:
                yield f"{folder.name}: the record does not open: {error}"
                return
        if state != "ok":
            yield f"{folder.name}: the record is damaged: {state}"
        pages = len(list((folder / "reports").glob("*.html"))) if (folder / "reports").is_dir() else None
        if pages is not None and pages != reports:
            yield f"{folder.name}: {reports} reports and {pages} pages"

    def _left(self) -> list[str]:
        """Return the processes of ours that are still there when there has been time enough to end."""
        until = time.monotonic() + _PATIENCE
        while (there := list(self._ours())) and time.monotonic() < until:
            time.sleep(0.05)
        return there

    def _ours(self) -> Iterator[str]:
        mark = str(self._scratch).encode()
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit() and int(folder.name) != os.getpid():
                try:
                    line = (folder / "cmdline").read_bytes()
                    state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
                except OSError:
                    continue
                if mark in line and state != "Z":
                    told = line.replace(b"\0", b" ")[:80].decode(errors="replace")
                    yield f"{folder.name} {told}"


def _files(folder: Path) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (
            Path(place, name).relative_to(folder).as_posix() for name in sorted(names) if not name.startswith(".")
        )


def moments(count: int, seed: int) -> list[float]:
    """Return moments of a run: spread over all of it, every third within the last tenth, where things are put in place."""
    chance = random.Random(seed)
    return [chance.uniform(0.9, 1.05) if n % 3 == 2 else (n + chance.random()) / count for n in range(count)]


def trial(
    killing: Killing, count: int, signals: Sequence[signal.Signals] = SIGNALS
) -> tuple[Counter[str], list[Fault]]:
    """Send each signal so many times; return how the runs ended, and all that was wrong."""
    ended: Counter[str] = Counter()
    faults: list[Fault] = []
    for number in signals:
        for moment in moments(count, number):
            how, wrong = killing.kill(number, moment)
            ended[f"{number.name} {how}"] += 1
            faults += [Fault(number.name, moment, what) for what in wrong]
        faults += [Fault(number.name, 1, f"left after the next run: {name}") for name in killing.leftovers()]
    return ended, faults


def main() -> None:
    """Print how many runs were killed and what was found wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--count", type=int, default=30, help="how often each signal is sent")
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    # A shell lets what it runs in the background ignore it, and so would the runs.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    scratch = Path(tempfile.mkdtemp(prefix="kills-"))
    try:
        killing = Killing(scratch, asked.reports, asked.jobs)
        print(f"{asked.reports} reports, {asked.jobs} workers, a whole run takes {killing.seconds:.1f} s")
        ended, faults = trial(killing, asked.count)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    for how, count in sorted(ended.items()):
        print(f"{how:24} {count}")
    print(f"faults: {len(faults)}")
    for fault in faults:
        print(f"  {fault.signal} at {fault.moment:.2f}: {fault.what}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()

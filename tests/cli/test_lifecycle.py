"""How runs end: nothing that was complete is lost, nothing that fails costs the rest, and nothing is left running."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.engine.audit import Auditor
from auditor.model.stopping import StoppedError
from auditor.reading.walk import Candidate
from auditor.record.entry import Entry
from auditor.record.folder import OutputFolder
from auditor.testing import report_text
from tests.running import ON, audit, put, run

AUDIT = [sys.executable, "-c", "from auditor.cli.main import run; run()"]
CLEAN = report_text()
WRONG = report_text(cells={"requests.new.total": "5"})
STOPPING = '''
import os, signal, time
from auditor import Severity, hookimpl, rule

@rule(id="TEST-1", title=("试", "test"), severity=Severity.ERROR, basis=("据", "basis"), remedy=("改", "mend"))
def stops(report):
    """So that there is a reason."""
    report.asked.add(report.whole())
    if "b.txt" in report.path:
        {action}
    yield from ()

@hookimpl
def provide_rules():
    return [stops]
'''


def seen(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def outside(files: dict[str, bytes], *words: str) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if not any(word in name for word in words)}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Three reports and a complete run over them, with pages, letters and a table."""
    put(tmp_path / "in", {"a.txt": CLEAN, "b.txt": WRONG, "c.txt": report_text(2020)})
    ran = run("--now", ON, "--jobs", "1", "-q", *_outputs(tmp_path), tmp_path / "in")
    assert ran.code == 1
    put(tmp_path / "in", {"a.txt": WRONG, "b.txt": CLEAN})
    return tmp_path


def _outputs(desk: Path) -> list[str | Path]:
    out = desk / "out"
    return [
        "-o",
        out,
        "-f",
        "html",
        "-f",
        "letters",
        "-f",
        f"csv={out / 'found.csv'}",
        "-f",
        f"json={desk / 'run.json'}",
    ]


def _plugin(desk: Path, action: str) -> list[str | Path]:
    put(desk, {"stopping.py": STOPPING.format(action=action)})
    return ["--plugin", desk / "stopping.py"]


def _stop_at(monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException) -> None:
    whole = Auditor.audit

    def stopped(self: Auditor, candidate: Candidate) -> Entry:
        if candidate.path == name:
            raise error
        return whole(self, candidate)

    monkeypatch.setattr(Auditor, "audit", stopped)


def test_an_interrupt_leaves_the_complete_run_and_keeps_its_part_beside_it(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = seen(desk / "out")
    published = (desk / "run.json").read_bytes()
    _stop_at(monkeypatch, "c.txt", StoppedError())
    ran = run("--now", ON, "--jobs", "1", "-q", "--lang", "en", *_outputs(desk), desk / "in")

    assert (ran.code, ran.verdict) == (
        130,
        "audit: interrupted; 2 reports done so far are kept (exit 130: interrupted)",
    )
    assert outside(seen(desk / "out"), "interrupted") == before
    assert (desk / "run.json").read_bytes() == published
    assert f"what was done is in {desk / 'out/interrupted'}" in ran.err
    assert [report["path"] for report in run("report", desk / "out/interrupted", "-f", "json").json["reports"]] == [
        "a.txt",
        "b.txt",
    ]
    assert len(list((desk / "out/interrupted/reports").iterdir())) == 2
    assert json.loads((desk / "run.interrupted.json").read_text())["verdict"]["code"] == "interrupted"
    assert (desk / "out/found.interrupted.csv").exists()


def test_interrupted_for_the_first_time_nothing_looks_complete(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stop_at(monkeypatch, "b.txt", StoppedError())
    ran = run("--now", ON, "--jobs", "1", "-o", desk / "new", desk / "in")

    assert ran.code == 130
    assert sorted(file.name for file in (desk / "new").iterdir()) == ["interrupted"]
    assert (desk / "new/interrupted/index.html").exists()


def test_a_complete_run_clears_away_what_was_interrupted(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        _stop_at(patch, "b.txt", StoppedError())
        run("--now", ON, "--jobs", "1", "-q", *_outputs(desk), desk / "in")
    run("--now", ON, "--jobs", "1", "-q", *_outputs(desk), desk / "in")

    assert [name for name in seen(desk) if "interrupted" in name] == []
    assert len(list((desk / "out/reports").iterdir())) == 3


def test_what_lies_aside_is_not_audited(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        _stop_at(patch, "b.txt", StoppedError())
        run("--now", ON, "--jobs", "1", "-q", "-o", desk / "in", desk / "in")
    ran = audit(desk / "in", "-o", desk / "in")

    assert [report["path"] for report in ran.json["reports"]] == ["a.txt", "b.txt", "c.txt"]
    assert ran.json["skipped"] == []


@pytest.mark.parametrize("name", ["write_outputs", "_concluded"])
def test_stopped_while_outputs_are_written_the_record_is_kept(
    desk: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = seen(desk / "out")

    def stopped(*_: object) -> None:
        raise StoppedError

    monkeypatch.setattr(f"auditor.cli.auditing.{name}", stopped)
    ran = run("--now", ON, "--jobs", "1", "--lang", "en", *_outputs(desk), desk / "in")

    assert ran.code == 130
    assert outside(seen(desk / "out"), "interrupted") == before
    assert sorted(file.name for file in (desk / "out/interrupted").iterdir()) == ["audit.db"]
    assert len(run("report", desk / "out/interrupted", "-f", "json").json["reports"]) == 3


def test_a_fault_of_the_program_leaves_the_complete_run_and_keeps_its_part_beside_it(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = seen(desk / "out")
    _stop_at(monkeypatch, "c.txt", LookupError("a bug"))
    ran = run("--now", ON, "--jobs", "1", "-q", "--lang", "en", *_outputs(desk), desk / "in")

    assert (ran.code, ran.verdict) == (2, "audit: internal error: LookupError: a bug (exit 2)")
    assert outside(seen(desk / "out"), "failed") == before
    assert f"what was done is in {desk / 'out/failed'}" in ran.err
    kept = run("report", desk / "out/failed", "-f", "json").json
    assert ([report["path"] for report in kept["reports"]], kept["exit_code"]) == (["a.txt", "b.txt"], 2)


def test_an_output_that_fails_leaves_the_others_written(desk: Path) -> None:
    before = seen(desk / "out")
    ran = run(
        "--now", ON, "--jobs", "1", "--lang", "en", "-o", desk / "out", "-f", "html", "-f", "csv=/nowhere/found.csv",
        "-f", f"xlsx={desk / 'in'}", "-f", f"sarif={desk / 'found.sarif'}", "-f", "markdown", desk / "in",
    )  # fmt: skip

    assert ran.code == 2
    assert ran.verdict.endswith(
        f"; -f csv: /nowhere/found.csv cannot be written: No such file or directory; -f xlsx: {desk / 'in'} cannot be "
        "written: Is a directory (exit 2)"
    )
    assert ran.verdict.startswith("audit: 3 reports: 2 errors")
    assert (desk / "found.sarif").exists()
    assert "**3 reports" in ran.out
    assert seen(desk / "out")["audit.db"] != before["audit.db"]
    assert seen(desk / "out")["index.html"] != before["index.html"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ValueError("a bug")])
def test_a_record_without_its_pages_is_put_aside(desk: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    before = seen(desk / "out")

    def full(*_: object) -> None:
        raise error

    monkeypatch.setattr("auditor.outputs.html.pages.write_index", full)
    ran = run("--now", ON, "--jobs", "1", "-q", "--lang", "en", *_outputs(desk), desk / "in")
    after = seen(desk / "out")

    assert (ran.code, "-f html" in ran.verdict) == (2, True)
    assert outside(after, "failed", "found.csv") == outside(before, "found.csv")
    assert "failed/audit.db" in after
    assert "failed/letters/" in "".join(after)
    assert after["found.csv"] != before["found.csv"]


def test_pages_of_an_earlier_run_are_told_of(desk: Path) -> None:
    ran = run("--now", ON, "--jobs", "1", "--lang", "en", "-o", desk / "out", "-f", "markdown", desk / "in")

    assert f"the pages in {desk / 'out'} are of an earlier run" in ran.err


def test_a_second_run_into_a_folder_in_use_is_refused(desk: Path) -> None:
    before = seen(desk / "out")
    with OutputFolder(desk / "out"):
        ran = run("--now", ON, "--jobs", "1", "-o", desk / "out", desk / "in")
        again = run("report", desk / "out", "-o", desk / "out")

    assert (ran.code, again.code) == (2, 2)
    assert all(f"in use by another audit (process {os.getpid()})" in each.verdict for each in (ran, again))
    assert seen(desk / "out") == before


def test_pages_made_again_take_the_place_of_others(desk: Path) -> None:
    put(desk / "out", {"reports/0123456789ab.html": "of an earlier run", "index-2.html": "of an earlier run"})
    before = seen(desk / "out")
    assert run("report", desk / "out", "-o", desk / "out").code == 0

    assert seen(desk / "out") == outside(before, "0123456789ab", "index-2")


def _start(desk: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*AUDIT, *arguments, "--now", ON, "--lang", "en"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "TMPDIR": str(put(desk / "tmp", {}))},
    )  # fmt: skip


def within_seconds(seconds: float, holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_signal_keeps_what_was_done(desk: Path, number: signal.Signals, jobs: str) -> None:
    before = seen(desk / "out")
    for n in range(150):
        put(desk / "in", {f"a{n}.txt": CLEAN})
    action = f'open("{desk / "begun"}", "w").close(); time.sleep(60)'
    running = _start(desk, desk / "in", "-o", desk / "out", "--jobs", jobs, *_plugin(desk, action))
    assert within_seconds(20, (desk / "begun").exists)
    running.send_signal(number)
    begun = time.monotonic()
    _, err = running.communicate(timeout=20)

    assert time.monotonic() - begun < 10
    assert (running.returncode, "Traceback" in err) == (130, False)
    assert outside(seen(desk / "out"), "interrupted") == before
    with sqlite3.connect(desk / "out/interrupted/audit.db") as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert list((desk / "tmp").iterdir()) == []


def test_what_is_ignored_stays_ignored(desk: Path) -> None:
    """As under nohup."""
    code = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); from auditor.cli.main import run; run()"
    action = f'open("{desk / "begun"}", "w").close(); time.sleep(0.5)'
    running = subprocess.Popen(
        [sys.executable, "-c", code, desk / "in", "-f", "json", "--jobs", "1", "-q", *_plugin(desk, action)],
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    assert within_seconds(20, (desk / "begun").exists)
    running.send_signal(signal.SIGHUP)

    assert running.wait(20) == 1


def _children(process: int) -> set[int]:
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            except OSError:
                continue
            if int(parent) == process and state != "Z":
                found.add(int(folder.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_workers_end_with_a_run_that_is_killed(desk: Path) -> None:
    before = seen(desk / "out")
    for n in range(150):
        put(desk / "in", {f"a{n}.txt": CLEAN})
    action = f'open("{desk / "begun"}", "w").close(); time.sleep(60)'
    running = _start(desk, desk / "in", "-o", desk / "out", "--jobs", "2", *_plugin(desk, action))
    assert within_seconds(20, (desk / "begun").exists)
    workers = _children(running.pid)
    assert len(workers) == 2
    running.kill()
    running.communicate(timeout=10)

    assert within_seconds(5, lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    assert {name: text for name, text in seen(desk / "out").items() if not name.startswith(".")} == before
    assert [name for name in seen(desk / "out") if name.startswith(".")] != []
    assert run("--now", ON, "--jobs", "1", "-q", *_outputs(desk), desk / "in").code == 1
    assert [name for name in seen(desk / "out") if name.startswith(".")] == []


@pytest.mark.parametrize("arguments", [["-f", "json"], ["-f", "csv"], []], ids=["json", "csv", "summary"])
@pytest.mark.parametrize("text", [WRONG, CLEAN])
def test_a_pipe_that_is_closed_changes_no_exit_code(desk: Path, arguments: list[str], text: str) -> None:
    put(desk / "in", {f"{n}.txt": text for n in "abc"})
    for n in range(40):
        put(desk / "in", {f"a{n}.txt": text})
    whole = run("--now", ON, "--jobs", "1", "--lang", "en", "-v", *arguments, "-o", desk / "out", desk / "in")
    running = _start(desk, "--jobs", "1", "-v", *arguments, "-o", desk / "new", desk / "in")
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    err = running.stderr.read()
    running.stderr.close()

    assert running.wait(20) == whole.code
    assert (err.splitlines()[-1], "Traceback" in err, "BrokenPipe" in err) == (whole.verdict, False, False)


def test_a_full_standard_output_is_told(desk: Path) -> None:
    with open("/dev/full", "w") as full:
        ran = subprocess.run(
            [*AUDIT, desk / "in", "-f", "csv", "--jobs", "1"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (ran.returncode, "No space left" in ran.stderr.splitlines()[-1]) == (2, True)


def test_a_full_disk_leaves_no_half_file(desk: Path) -> None:
    """A limit on the size of files stands for the disk: the record fits, the JSON does not."""
    whole = (desk / "run.json").read_bytes()
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({len(whole) // 2}, {len(whole) // 2})); "
    ran = subprocess.run(
        [sys.executable, "-c", f"{limited}{AUDIT[2]}", desk / "in", "--select", "OGI-T301", "-q", "--jobs", "1",
         "-f", f"json={desk / 'run.json'}", "-f", f"csv={desk / 'found.csv'}"],
        stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip

    assert ran.returncode == 2
    assert (desk / "run.json").read_bytes() == whole


def test_a_thread_that_never_ends_does_not_keep_the_command(tmp_path: Path) -> None:
    """As one that reads what a worker was writing when it was killed."""
    reading = "import os, threading; threading.Thread(target=os.read, args=(os.pipe()[0], 1)).start(); "
    ran = subprocess.run(
        [sys.executable, "-c", reading + AUDIT[2], put(tmp_path / "in", {"a.txt": WRONG}), "-f", "json", "--jobs", "1"],
        capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip

    assert (ran.returncode, json.loads(ran.stdout)["exit_code"]) == (1, 1)

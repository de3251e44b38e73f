"""A whole run: the ledger adds up, the number of workers changes no byte, and nothing of the machine gets into the outputs."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.engine import run as engine
from auditor.engine.audit import Auditor
from auditor.reading.walk import Candidate
from auditor.record.entry import Entry
from auditor.testing import report_text
from tests.mangling import mangled
from tests.running import ON, Ran, audit, put, run

STATES = ("pass", "fail", "review", "not_applicable", "not_assessable", "error", "waived")
CRASHING = '''
from auditor import Severity, hookimpl, rule

@rule(id="TEST-1", title=("试", "test"), severity=Severity.ERROR, basis=("据", "basis"), remedy=("改", "mend"))
def breaks(report):
    """So that there is a reason."""
    if "b.txt" in report.path:
        report.cell("requests", "new", "total")
        {statement}
    report.asked.add(report.whole())
    yield from ()

@hookimpl
def provide_rules():
    return [breaks]
'''


def many(folder: Path, count: int = 9) -> Path:
    """Reports of every sort, enough of them for several chunks."""
    texts: dict[str, str | bytes] = {
        f"{number:02}.txt": mangled(2023, number) if number % 3 else report_text(2020) for number in range(count)
    }
    return put(
        folder,
        {**texts, "notice.txt": "通知\n请报送。\n", "broken.txt": b"\xff\xfe\x00", "README.txt": "", "x.xyz": ""},
    )


def crashing(folder: Path, statement: str) -> Path:
    put(folder, {"mine.py": CRASHING.format(statement=statement)})
    return put(folder / "in", {name: report_text() for name in ("a.txt", "b.txt", "c.txt")})


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "CHUNK", 2)


def adds_up(ran: Ran) -> bool:
    ledger = ran.json["ledger"]
    return bool(sum(ledger[state] for state in STATES) == ledger["rules"] * ledger["reports"])


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seeds=st.lists(st.integers(0, 10**6), min_size=1, max_size=4))
def test_the_ledger_adds_up_to_rules_times_reports(tmp_path_factory: pytest.TempPathFactory, seeds: list[int]) -> None:
    folder = put(tmp_path_factory.mktemp("in"), {f"{seed}.txt": mangled(2023, seed) for seed in seeds})

    assert adds_up(audit(folder))


def test_the_ledger_counts_what_the_reports_say(tmp_path: Path) -> None:
    found = audit(many(tmp_path)).json
    states = [state for report in found["reports"] for state in report["states"].values()]

    assert {state: states.count(state) for state in STATES} == {state: found["ledger"][state] for state in STATES}


def test_the_ledger_adds_up_for_files_that_are_no_reports_and_for_unreadable_ones(tmp_path: Path) -> None:
    assert adds_up(audit(put(tmp_path, {"a.txt": "", "b.txt": "通知", "c.txt": b"\xff\xfe\x00"})))


def test_states_that_do_not_add_up_stop_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Auditor.audit

    def short(self: Auditor, candidate: Candidate) -> Entry:
        return replace(whole(self, candidate), states={"pass": 1})

    monkeypatch.setattr(Auditor, "audit", short)
    ran = audit(put(tmp_path, {"a.txt": report_text()}))

    assert (ran.code, "LedgerError" in ran.verdict) == (2, True)


def test_one_worker_or_two_make_the_same_json(tmp_path: Path, small_chunks: None) -> None:
    folder = many(tmp_path)

    assert audit(folder, "--jobs", "1").out == audit(folder, "--jobs", "2").out


def test_one_worker_or_two_make_the_same_record(tmp_path: Path, small_chunks: None) -> None:
    folder = many(tmp_path / "in")
    dumps = []
    for jobs in ("1", "2"):
        audit(folder, "--jobs", jobs, "-o", tmp_path / jobs)
        record = sqlite3.connect(tmp_path / jobs / "audit.db")
        dumps.append(list(record.iterdump()))
        record.close()

    assert dumps[0] == dumps[1]


def test_one_worker_or_two_make_the_same_pages(tmp_path: Path, small_chunks: None) -> None:
    folder = many(tmp_path / "in")
    hashes = []
    for jobs in ("1", "2"):
        out = tmp_path / jobs
        run("--jobs", jobs, "--now", ON, "-o", out, folder)
        files = sorted(file for file in out.rglob("*") if file.is_file())
        hashes.append({file.relative_to(out): hashlib.sha256(file.read_bytes()).hexdigest() for file in files})

    assert hashes[0] == hashes[1]
    assert len(hashes[0]) > 1


def test_two_workers_keep_path_order(tmp_path: Path, small_chunks: None) -> None:
    paths = [report["path"] for report in audit(many(tmp_path), "--jobs", "2").json["reports"]]

    assert paths == sorted(paths)


def test_findings_are_sorted_by_place_rule_and_fingerprint(tmp_path: Path) -> None:
    found = audit(many(tmp_path)).json["findings"]
    keys = [(f["place"]["path"], f["place"]["line"], f["place"]["col"], f["rule"], f["fingerprint"]) for f in found]

    assert keys == sorted(keys)


def test_no_output_names_the_folder_of_the_run(tmp_path: Path) -> None:
    folder = many(tmp_path / "in")
    run("--jobs", "1", "--now", ON, "-o", tmp_path / "out", folder)
    run("--jobs", "1", "--now", ON, "-f", f"json={tmp_path}/out/run.json", folder)
    files = [file for file in (tmp_path / "out").rglob("*") if file.is_file()]

    assert len(files) > 1
    assert [file.name for file in files if str(tmp_path).encode() in file.read_bytes()] == []


def test_the_folders_place_changes_no_byte(tmp_path: Path) -> None:
    one, other = many(tmp_path / "one/in"), many(tmp_path / "another/place/in")

    assert audit(one).out == audit(other).out


def test_a_second_run_into_the_audited_folder_is_equal(tmp_path: Path) -> None:
    folder = many(tmp_path)
    first = audit(folder, "-o", folder / "out")

    assert audit(folder, "-o", folder / "out").out == first.out


def test_no_clock_is_read_when_the_date_is_given(tmp_path: Path) -> None:
    assert audit(put(tmp_path, {"a.txt": report_text()}), "--now", "1999-12-31").json["as_of"] == "1999-12-31"


def test_the_date_comes_from_source_date_epoch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    folder = put(tmp_path, {"a.txt": report_text()})

    assert run("-f", "json", "--jobs", "1", folder).json["as_of"] == "1970-01-02"


def test_a_rule_that_raises_leaves_the_run_incomplete_and_every_other_result_in_place(tmp_path: Path) -> None:
    folder = crashing(tmp_path, "raise ValueError('no luck')")
    ran = audit("--plugin", tmp_path / "mine.py", folder)
    quiet = audit(folder)

    assert (ran.code, ran.json["ledger"]["error"]) == (3, 1)
    assert {path: ran.states(path)["TEST-1"] for path in ("a.txt", "b.txt", "c.txt")} == {
        "a.txt": "pass",
        "b.txt": "error",
        "c.txt": "pass",
    }
    assert {**quiet.states("b.txt"), "TEST-1": "error"} == ran.states("b.txt")


def test_the_reason_of_a_crash_names_rule_file_and_place(tmp_path: Path) -> None:
    folder = crashing(tmp_path, "raise ValueError('no luck')")
    reason = audit("--plugin", tmp_path / "mine.py", folder).reasons("b.txt")["TEST-1"]

    assert (reason["code"], reason["en"]) == (
        "error", "rule TEST-1 crashed on b.txt, line 68 requests.new.total, ValueError: no luck",
    )  # fmt: skip


def test_a_rule_that_calls_exit_in_a_worker_ends_no_run(tmp_path: Path, small_chunks: None) -> None:
    folder = crashing(tmp_path, "raise SystemExit(0)")
    ran = audit("--plugin", tmp_path / "mine.py", folder, "--jobs", "2")

    assert (ran.code, ran.json["ledger"]["reports"]) == (3, 3)


def test_an_undeclared_severity_is_an_error_of_the_rule(tmp_path: Path) -> None:
    statement = "from auditor import Message, Violation; yield Violation(Message('有误', 'wrong'), report.whole(), severity=Severity.REVIEW)"
    ran = audit("--plugin", tmp_path / "mine.py", crashing(tmp_path, statement))

    assert (ran.code, "does not declare" in ran.reasons("b.txt")["TEST-1"]["en"]) == (3, True)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_keeps_what_was_done(tmp_path: Path, small_chunks: None, jobs: str) -> None:
    # Ctrl-C is heard by the first process alone.
    first = "os.getpid()" if jobs == "1" else "os.getppid()"
    folder = crashing(tmp_path, f"import os, time; os.kill({first}, 2); time.sleep(1)")
    ran = audit("--plugin", tmp_path / "mine.py", folder, "--jobs", jobs)

    assert (ran.code, ran.json["verdict"]["code"], ran.json["exit_code"]) == (130, "interrupted", 130)
    assert [report["path"] for report in ran.json["reports"]] == (["a.txt"] if jobs == "1" else [])


def test_findings_with_one_cause_are_one_incident(tmp_path: Path) -> None:
    found = audit(many(tmp_path)).json
    members = {(incident["id"], finding) for incident in found["incidents"] for finding in incident["findings"]}

    assert {(finding["incident"], finding["fingerprint"]) for finding in found["findings"]} == members


def test_hash_seed_and_locale_change_no_byte(tmp_path: Path) -> None:
    folder = many(tmp_path, 30)
    outputs = [
        subprocess.run(
            [Path(sys.executable).with_name("audit"), "-f", "json", "--now", ON, "--jobs", "1", folder],
            env={"PYTHONHASHSEED": seed, "LC_ALL": locale, "PATH": os.environ["PATH"]}, capture_output=True, check=False,
        ).stdout
        for seed, locale in (("1", "C"), ("2", "C.UTF-8"))
    ]  # fmt: skip

    assert outputs[0] == outputs[1]
    assert len(outputs[0]) > 1000


BREAKING = """
import os, signal
from auditor import hookimpl
from auditor.reading.text.plain import read
from auditor.reading.reader import Reader

def fall(data, options):
    if b"killed" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"crashed" in data:
        os._exit(0)
    return read(data, options)

@hookimpl
def provide_readers():
    return [Reader("mine", (".mine",), fall)]
"""


def breaking(folder: Path, **contents: str) -> Path:
    put(folder, {"plugin.py": BREAKING})
    return put(folder / "in", {f"{name}.mine": content for name, content in contents.items()})


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_that_ends_its_process_is_unread_and_costs_no_other(
    tmp_path: Path, small_chunks: None, jobs: str
) -> None:
    folder = breaking(
        tmp_path,
        a=report_text(),
        b="killed",
        c=report_text(),
        d="crashed",
        e="killed",
        f=report_text(),
        g=report_text(),
    )
    ran = audit("--plugin", tmp_path / "plugin.py", "--jobs", jobs, folder)
    unread = {report["path"]: report["reasons"].get("OGI-S101") for report in ran.json["reports"]}
    reason = {"code": "unread", "zh": "读取时进程异常终止", "en": "the process ended abnormally while reading it"}

    assert ran.code == 3
    assert unread == {
        "a.mine": None, "b.mine": reason, "c.mine": None, "d.mine": reason, "e.mine": reason, "f.mine": None, "g.mine": None,
    }  # fmt: skip


def test_an_earlier_report_that_ends_its_process_is_one_that_was_not_given(tmp_path: Path) -> None:
    folder = breaking(tmp_path, a="killed", b=report_text(2022))
    now = put(tmp_path / "now", {"a.txt": report_text()})

    assert (
        audit("--plugin", tmp_path / "plugin.py", "--previous", folder, now).code == audit("--previous", now, now).code
    )


def test_the_rest_of_a_run_is_the_same_whether_a_file_ends_its_process_or_is_unreadable(tmp_path: Path) -> None:
    folder = breaking(tmp_path, a=report_text(), b="killed", c=report_text(2022))
    one, two = (audit("--plugin", tmp_path / "plugin.py", "--jobs", jobs, folder).out for jobs in "12")

    assert one == two

"""The command: exit codes, what goes to which stream, and the last line that says why."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor import __version__
from auditor.testing import report_text
from tests.running import audit, put, run

CLEAN = report_text()
WRONG = report_text(cells={"requests.new.total": "5"})
WARNED = report_text().replace("1.属于国家秘密", "1.属于国家秘秘")
DOUBTFUL = report_text(
    sections={"requests": "截至目前，本年度共收到申请0件。"},
    cells={"requests.new": "1 0 0 0 0 0 1", "requests.total": " 0 0 0 0 0 "},
)
NOTICE = "关于报送年度报告的通知\n各单位：\n请按时报送。\n"
UNREADABLE = b"\xff\xfe\x00"
CRASH = '''
from auditor import Severity, hookimpl, rule

@rule(id="TEST-1", title=("试", "test"), severity=Severity.ERROR, basis=("据", "basis"), remedy=("改", "mend"))
def breaks(report):
    """So that there is a reason."""
    raise {error}
    yield

@hookimpl
def provide_rules():
    return [breaks]
'''


def folder(path: Path, **files: str | bytes) -> Path:
    return put(path / "in", {f"{name}.txt": content for name, content in files.items()})


@pytest.mark.parametrize(
    ("files", "code", "why"),
    [
        ({"a": CLEAN}, 0, "complete, nothing at or above error"),
        ({"a": WARNED}, 0, "complete, nothing at or above error"),
        ({"a": WRONG}, 1, "findings at or above error"),
        ({"a": WRONG, "b": UNREADABLE}, 1, "findings at or above error"),
        ({"a": UNREADABLE}, 3, "the run is incomplete"),
        ({"a": CLEAN, "b": UNREADABLE}, 3, "the run is incomplete"),
        ({"a": CLEAN, "b": NOTICE}, 3, "the run is incomplete"),
        ({"a": report_text(without=("table:requests",))}, 1, "findings at or above error"),
        ({"a": NOTICE}, 4, "nothing to audit"),
        ({"a": ""}, 4, "nothing to audit"),
        ({}, 4, "nothing to audit"),
    ],
)
def test_the_exit_code_and_the_last_line_say_how_the_run_ended(
    tmp_path: Path, files: dict[str, str | bytes], code: int, why: str
) -> None:
    ran = audit(folder(tmp_path, **files))

    assert (ran.code, ran.verdict.endswith(f"(exit {code}: {why})")) == (code, True)


def test_a_table_that_cannot_be_read_is_exit_3_even_where_nothing_is_wrong(tmp_path: Path) -> None:
    ran = audit(folder(tmp_path, a=report_text(without=("table:requests",))), "--select", "OGI-T303")

    assert (ran.code, "1 file not read completely" in ran.verdict) == (3, True)


def test_a_rule_that_crashes_is_exit_3(tmp_path: Path) -> None:
    put(tmp_path, {"mine.py": CRASH.format(error="ValueError()")})
    ran = audit(folder(tmp_path, a=CLEAN), "--plugin", tmp_path / "mine.py")

    assert (ran.code, "1 rule crash" in ran.verdict) == (3, True)


def test_an_interrupt_is_exit_130(tmp_path: Path) -> None:
    put(tmp_path, {"mine.py": CRASH.format(error="ValueError(__import__('signal').raise_signal(2))")})
    ran = audit(folder(tmp_path, a=CLEAN), "--plugin", tmp_path / "mine.py")

    assert (ran.code, ran.verdict) == (
        130,
        "audit: interrupted; 0 reports done so far are kept (exit 130: interrupted)",
    )


def test_an_interrupt_outside_the_run_is_exit_130_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("auditor.cli.auditing.write_outputs", interrupted)

    assert audit(folder(tmp_path, a=CLEAN)).code == 130


def test_a_bug_of_the_program_is_exit_2_and_never_taken_for_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise AttributeError("nothing")

    monkeypatch.setattr("auditor.cli.auditing.run_job", broken)
    ran = audit(folder(tmp_path, a=CLEAN))

    assert (ran.code, ran.verdict) == (2, "audit: internal error: AttributeError: nothing (exit 2)")


@pytest.mark.parametrize(
    ("text", "threshold", "code"),
    [
        (WARNED, "error", 0), (WARNED, "warning", 1), (WARNED, "review", 1),
        (DOUBTFUL, "error", 0), (DOUBTFUL, "review", 1), (WRONG, "error", 1), (CLEAN, "review", 0),
    ],
)  # fmt: skip
def test_fail_on_is_the_severity_from_which_findings_fail(tmp_path: Path, text: str, threshold: str, code: int) -> None:
    assert (
        audit(folder(tmp_path, a=text), "--fail-on", threshold, "--select", "OGI-S108,OGI-T301,OGI-T303").code == code
    )


@pytest.mark.parametrize(
    ("files", "code"),
    [({"a": WRONG}, 0), ({"a": CLEAN}, 0), ({"a": UNREADABLE}, 3), ({"a": NOTICE}, 4), ({"a": WRONG, "b": UNREADABLE}, 3)],
)  # fmt: skip
def test_exit_zero_turns_one_into_zero_and_nothing_else(
    tmp_path: Path, files: dict[str, str | bytes], code: int
) -> None:
    assert audit(folder(tmp_path, **files), "--exit-zero").code == code


def test_exit_zero_says_what_it_did(tmp_path: Path) -> None:
    ran = audit(folder(tmp_path, a=WRONG), "--exit-zero")

    assert ran.verdict.endswith("(exit 0: findings at or above error, set to 0 by --exit-zero)")
    assert ran.json["exit_code"] == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Missing argument"),
        (["--bogus", "{in}"], "No such option"),
        (["{in}/nowhere"], "no such file or folder"),
        (["{in}", "-f", "docx"], "no such output; there are annotated, csv, html, json"),
        (["{in}", "--select", "OGI-Z9"], "no rule is called 'OGI-Z9'"),
        (["{in}", "--ignore", "OGI-Z9"], "no rule is called 'OGI-Z9'"),
        (["{in}", "--select", "OGI-T301", "--ignore", "OGI-T"], "no rule is left to run"),
        (["{in}", "--fail-on", "fatal"], "'fatal' is not one of"),
        (["{in}", "--now", "yesterday"], "does not match the format"),
        (["{in}", "--jobs", "0"], "0 is not in the range"),
        (["{in}", "--config", "{in}/nowhere.toml"], "No such file"),
        (["{in}", "--decisions", "{in}/nowhere.csv"], "nowhere.csv"),
        (["{in}", "--plugin", "{in}/nowhere.py"], "no such file or folder"),
        (["{in}", "-o", "{in}/a.txt"], "cannot be written"),
        (["{in}", "-f", "json={in}/none/run.json"], "cannot be written"),
        (["{in}", "-f", "json={in}"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_exit_2_with_the_reason_on_the_last_line(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    place = str(folder(tmp_path, a=CLEAN))
    ran = run("--jobs", "1", *[argument.replace("{in}", place) for argument in arguments])

    assert (ran.code, told in ran.verdict, ran.verdict.endswith("(exit 2)"), ran.out) == (2, True, True, "")


def test_a_failed_report_is_exit_2_even_where_findings_are(tmp_path: Path) -> None:
    assert audit(folder(tmp_path, a=WRONG), "-f", f"json={tmp_path}/none/run.json").code == 2


def test_select_takes_ids_and_beginnings_of_ids(tmp_path: Path) -> None:
    rules = audit(folder(tmp_path, a=CLEAN), "--select", "OGI-T301,OGI-T4").json["tool"]["rules"]

    assert "OGI-T301" in rules
    assert all(rule == "OGI-T301" or rule.startswith("OGI-T4") for rule in rules)
    assert len(rules) >= 4


def test_ignore_takes_away_from_what_is_selected(tmp_path: Path) -> None:
    rules = audit(folder(tmp_path, a=CLEAN), "--select", "OGI-T3", "--ignore", "OGI-T303").json["tool"]["rules"]

    assert ("OGI-T301" in rules, "OGI-T303" in rules) == (True, False)


def test_the_ledger_counts_the_selected_rules_only(tmp_path: Path) -> None:
    ledger = audit(folder(tmp_path, a=CLEAN), "--select", "OGI-T301,OGI-T303").json["ledger"]

    assert (ledger["rules"], ledger["pass"]) == (2, 2)


def test_results_go_to_stdout_and_everything_else_to_stderr(tmp_path: Path) -> None:
    ran = audit(folder(tmp_path, a=WRONG))

    assert ran.json["findings"]
    assert ran.err.startswith("audit: ")


def test_without_a_format_the_summary_is_printed_and_pages_and_record_are_written(tmp_path: Path) -> None:
    ran = run("--jobs", "1", "--lang", "en", "-o", tmp_path / "out", folder(tmp_path, a=WRONG))

    assert ran.out.startswith("a.txt  青禾县石桥镇人民政府 2023\n")
    assert {"audit.db", "index.html"} <= {file.name for file in (tmp_path / "out").iterdir()}


def test_quiet_prints_the_verdict_alone(tmp_path: Path) -> None:
    ran = run("-q", "--jobs", "1", "--lang", "en", "-o", tmp_path / "out", folder(tmp_path, a=WRONG))

    assert (ran.out, ran.err.count("\n")) == ("", 1)


def test_the_verdict_speaks_chinese_by_default(tmp_path: Path) -> None:
    assert audit(folder(tmp_path, a=CLEAN), "--ignore", "OGI-D602", "--lang", "zh").verdict.startswith(
        "audit: 1份报告审核完整，未发现问题"
    )


def test_several_formats_are_written_in_one_run(tmp_path: Path) -> None:
    ran = audit(folder(tmp_path, a=CLEAN), "-f", f"json={tmp_path}/one.json", "-f", f"html={tmp_path}/one.html")

    assert (ran.code, (tmp_path / "one.json").exists(), (tmp_path / "one.html").exists()) == (0, True, True)


def test_several_paths_are_prefixed_by_their_names_and_sorted(tmp_path: Path) -> None:
    put(tmp_path, {"2023/b.txt": CLEAN, "2022/a.txt": report_text(2022), "c.txt": CLEAN})
    ran = audit(tmp_path / "2023", tmp_path / "c.txt", tmp_path / "2022")

    assert [report["path"] for report in ran.json["reports"]] == ["2022/a.txt", "2023/b.txt", "c.txt"]


def test_skipped_files_are_listed_with_reasons_and_change_no_exit_code(tmp_path: Path) -> None:
    put(tmp_path / "in", {"a.txt": CLEAN, "README.md": "", ".b.txt": "", "~$c.txt": "", "d.xyz": ""})
    (tmp_path / "in/e.txt").symlink_to("/etc/hostname")
    ran = audit(tmp_path / "in")

    assert ran.code == 0
    assert {skipped["path"]: skipped["reason"]["code"] for skipped in ran.json["skipped"]} == {
        ".b.txt": "name", "README.md": "name", "d.xyz": "no_reader", "e.txt": "link", "~$c.txt": "name",
    }  # fmt: skip


def test_a_pipe_in_the_folder_is_unread_and_blocks_nothing(tmp_path: Path) -> None:
    os.mkfifo(folder(tmp_path, a=CLEAN) / "pipe.txt")
    ran = audit(tmp_path / "in")

    assert (ran.code, ran.reasons("pipe.txt")["OGI-P001"]["en"]) == (3, "not a regular file")


def test_hostile_file_names_are_shown_as_escapes(tmp_path: Path) -> None:
    put(tmp_path / "in", {"a\nb\x1b[31m.txt": WRONG, "'; DROP TABLE report; --.txt": CLEAN})
    ran = run("--jobs", "1", "-o", tmp_path / "out", tmp_path / "in")

    assert "a\\x0ab\\x1b[31m.txt" in ran.out
    assert "\x1b" not in ran.out + ran.err


def test_the_output_folder_inside_the_audited_one_is_not_audited(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": CLEAN, "out/b.txt": NOTICE})

    assert [report["path"] for report in audit(tmp_path, "-o", tmp_path / "out").json["reports"]] == ["a.txt"]


def test_the_decisions_file_inside_the_audited_folder_is_not_audited(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": CLEAN, "d.txt": "fingerprint,evidence,verdict\n"})
    ran = audit(tmp_path, "--decisions", tmp_path / "d.txt")

    assert [skipped["reason"]["code"] for skipped in ran.json["skipped"]] == ["own_file"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
    ],
)
def test_line_ends_and_marks_change_no_result(tmp_path: Path, change: Callable[[str], str]) -> None:
    plain, changed = audit(folder(tmp_path / "1", a=WRONG)), audit(folder(tmp_path / "2", a=change(WRONG)))

    assert plain.states("a.txt") == changed.states("a.txt")
    assert [finding["place"] for finding in plain.json["findings"]] == [
        finding["place"] for finding in changed.json["findings"]
    ]


def test_the_version_is_printed() -> None:
    assert run("--version").out.strip().endswith(__version__)


def test_help_names_every_public_option() -> None:
    text = run("--help").out

    assert all(option in text for option in ("--select", "--fail-on", "--plugin", "--decisions", "--now", "--config"))


@pytest.mark.parametrize(("epoch", "code"), [("0", 0), ("soon", 2)])
def test_source_date_epoch_is_honoured_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str, code: int
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    assert run("-f", "json", "--jobs", "1", folder(tmp_path, a=CLEAN)).code == code


def test_the_installed_command_ends_with_the_exit_code(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("audit")
    done = subprocess.run(
        [script, "-f", "json", folder(tmp_path, a=WRONG)], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr.count("\n"), done.stdout[:1]) == (1, 1, "{")

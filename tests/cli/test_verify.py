"""`audit verify`: the same result byte for byte, or the input, rule, option or program that differs."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from auditor.testing import report_text
from tests.running import Ran, audit, put, run

RULE = """
from auditor import Message, Severity, Violation, hookimpl, rule


@rule(id="TEST-A001", title=("测试", "Test"), severity=Severity.WARNING, basis=("无", "none"), remedy=("无", "none"))
def check(report):
    \"\"\"Says something of every report.\"\"\"
    report.asked.add(report.lines[0])
    yield Violation(Message("{0}", "{0}"), report.lines[0])


@hookimpl
def provide_rules():
    return [check]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder that was audited with everything that can be given."""
    put(tmp_path, {
        "in/a.txt": report_text(cells={"requests.new.total": "5"}),
        "in/b.txt": report_text(2020),
        "old/c.txt": report_text(2022),
        "d.csv": "fingerprint,evidence,verdict\n" + "f" * 32 + ",e,dismissed\n",
        "m.csv": "organ,year\n青禾县石桥镇人民政府,2023\n",
        "auditor.toml": "overview_max = 3000\n",
        "plugin.py": RULE.format("甲"),
    })  # fmt: skip
    audit(tmp_path / "in", *given(tmp_path), "-o", tmp_path / "out")
    return tmp_path


def given(folder: Path, *without: str) -> list[str | Path]:
    files = {
        "decisions": "d.csv",
        "manifest": "m.csv",
        "config": "auditor.toml",
        "previous": "old",
        "plugin": "plugin.py",
    }
    return [word for key, name in files.items() if key not in without for word in (f"--{key}", folder / name)]


def verify(folder: Path, *without: str, lang: str = "en") -> Ran:
    return run("verify", folder / "out", folder / "in", *given(folder, *without), "--jobs", "1", "--lang", lang)


def test_nothing_changed_is_the_same_byte_for_byte(desk: Path) -> None:
    ran = verify(desk)

    assert (ran.code, ran.verdict) == (0, "audit verify: the same byte for byte (exit 0)")
    first, second = (line.split("sha256 ")[1] for line in ran.out.splitlines())
    assert first == second


def test_it_takes_the_date_of_the_run_and_not_of_today(desk: Path) -> None:
    audit(desk / "in", *given(desk), "-o", desk / "out", "--now", "2024-03-09")

    assert verify(desk).code == 0


def test_it_takes_the_rules_and_options_of_the_run(desk: Path) -> None:
    audit(
        desk / "in",
        "--select",
        "OGI-T",
        "--ignore",
        "OGI-T303",
        "--exit-zero",
        "--fail-on",
        "review",
        "-o",
        desk / "out",
    )

    assert run("verify", desk / "out", desk / "in").code == 0


def test_the_record_and_its_folder_may_lie_in_the_audited_folder(desk: Path) -> None:
    audit(desk / "in", "-o", desk / "in/out")

    assert run("verify", desk / "in/out", desk / "in").code == 0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"in/a.txt": report_text(cells={"requests.new.total": "6"})}, "file a.txt: its content differs"),
        ({"in/z.txt": report_text(2019)}, "file z.txt: not there in the first run"),
        ({"in/readme.xyz": ""}, "file skipped readme.xyz: — → "),
        ({"m.csv": "organ,year\n青禾县文化局,2023\n"}, "manifest: its content differs"),
        ({"auditor.toml": "overview_max = 10\n"}, "option settings.overview_max: 3000 → 10"),
        ({"old/c.txt": report_text(2021)}, "reports of earlier years: its content differs"),
        ({"plugin.py": RULE.format("乙")}, "plugin plugin.py: its files differ"),
    ],
)
def test_what_differs_is_named(desk: Path, change: dict[str, str | bytes], told: str) -> None:
    put(desk, change)
    ran = verify(desk)

    assert told in ran.out


def test_a_changed_report_makes_another_result(desk: Path) -> None:
    put(desk, {"in/a.txt": report_text(cells={"requests.new.total": "6"})})
    ran = verify(desk)

    assert (ran.code, ran.verdict) == (1, "audit verify: different (exit 1)")
    assert "  results: " in ran.out


def test_a_deleted_report_is_named(desk: Path) -> None:
    (desk / "in/b.txt").unlink()

    assert "file b.txt: not there this time" in verify(desk).out


def test_a_renamed_report_is_named_as_that(desk: Path) -> None:
    (desk / "in/b.txt").rename(desk / "in/c.txt")

    assert "file b.txt: renamed or moved to c.txt" in verify(desk).out


@pytest.mark.parametrize(
    ("without", "told"),
    [
        ("decisions", "decisions file d.csv: not given this time"),
        ("manifest", "manifest m.csv: not given this time"),
        ("config", "settings file auditor.toml: not given this time"),
        ("previous", "reports of earlier years: not given this time"),
        ("plugin", "plugin plugin.py: not used this time"),
        ("plugin", "rule TEST-A001: not there this time"),
    ],
)
def test_what_is_not_given_this_time_is_named(desk: Path, without: str, told: str) -> None:
    assert told in verify(desk, without).out


def test_what_differs_and_changes_nothing_is_told_without_a_fault(desk: Path) -> None:
    put(desk, {"d.csv": "fingerprint,evidence,verdict\n" + "e" * 32 + ",e,dismissed\n"})
    ran = verify(desk)

    assert (ran.code, "decisions file: its content differs" in ran.out) == (0, True)


def changed(folder: Path, key: str, change: Any) -> None:
    """Rewrite what a record says of itself."""
    with sqlite3.connect(folder / "out/audit.db") as record:
        (text,) = record.execute("SELECT value FROM run WHERE key = ?", (key,)).fetchone()
        record.execute("UPDATE run SET value = ? WHERE key = ?", (json.dumps(change(json.loads(text))), key))


def test_another_version_of_the_program_is_named(desk: Path) -> None:
    changed(desk, "made_with", lambda made: {**made, "program": {**made["program"], "version": "0.0.9"}})

    assert "program version: 0.0.9 → " in verify(desk).out


def test_other_code_of_the_same_version_is_named(desk: Path) -> None:
    changed(desk, "made_with", lambda made: {**made, "program": {**made["program"], "sha256": "0"}})

    assert "the program has the same version and other files" in verify(desk).out


def test_another_version_of_a_plugin_is_named(desk: Path) -> None:
    changed(desk, "made_with", lambda made: {**made, "plugins": [{**each, "version": "9"} for each in made["plugins"]]})

    assert "plugin auditor_rules, version: 9 → " in verify(desk).out


def test_a_record_that_does_not_say_what_it_was_made_with_is_verified_as_far_as_it_goes(desk: Path) -> None:
    with sqlite3.connect(desk / "out/audit.db") as record:
        record.execute("DELETE FROM run WHERE key = 'made_with'")
        record.execute("""UPDATE run SET value = '{"fail_on":"error"}' WHERE key = 'options'""")

    ran = verify(desk)
    assert (ran.code, "does not say what it was made with" in ran.out) == (0, True)


def test_the_record_holds_no_path_of_this_machine(desk: Path) -> None:
    assert str(desk).encode() not in (desk / "out/audit.db").read_bytes()


def test_it_speaks_chinese(desk: Path) -> None:
    put(desk, {"in/a.txt": report_text(cells={"requests.new.total": "6"})})
    ran = verify(desk, lang="zh")

    assert "文件a.txt：内容不同" in ran.out
    assert ran.verdict == "audit verify: 结果不同 (exit 1)"


@pytest.mark.parametrize(
    "arguments", [["gone", "in"], ["out", "gone"], ["out"], ["out", "in", "--decisions", "gone.csv"]]
)
def test_usage_errors_end_with_2(desk: Path, arguments: list[str]) -> None:
    ran = run("verify", *(word if word.startswith("-") else desk / word for word in arguments))

    assert ran.code == 2


def test_it_leaves_the_record_as_it_is(desk: Path) -> None:
    before = (desk / "out/audit.db").read_bytes()
    verify(desk)

    assert (desk / "out/audit.db").read_bytes() == before
    assert [file.name for file in sorted((desk / "out").iterdir())] == ["audit.db"]

"""auditor.toml: found where the auditor works, never where the audited party put it, and read strictly."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from auditor.testing import report_text
from tests.running import Ran, audit, put, run

WRONG = report_text(cells={"requests.new.total": "5"})


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The auditor's own folder, beside the audited one."""
    put(tmp_path, {"in/a.txt": WRONG, "desk/notes.md": ""})
    monkeypatch.chdir(tmp_path / "desk")
    return tmp_path / "desk"


def rules(ran: Ran) -> set[str]:
    return set(ran.json["tool"]["rules"])


def test_the_working_directorys_settings_are_used(desk: Path) -> None:
    put(desk, {"auditor.toml": 'select = ["OGI-T301"]'})

    assert rules(audit("../in")) == {"OGI-T301"}


def test_settings_inside_an_audited_path_are_not_used(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(desk.parent / "in", {"auditor.toml": 'select = ["OGI-T301"]'})
    monkeypatch.chdir(desk.parent / "in")

    assert len(rules(audit("."))) > 1


def test_settings_of_a_folder_below_an_audited_path_are_not_used(desk: Path) -> None:
    put(desk, {"auditor.toml": 'select = ["OGI-T301"]'})

    assert len(rules(audit(".."))) > 1


def test_inside_an_audited_path_the_settings_can_be_named(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(desk.parent / "in", {"auditor.toml": 'select = ["OGI-T301"]'})
    monkeypatch.chdir(desk.parent / "in")

    assert rules(audit(".", "--config", "auditor.toml")) == {"OGI-T301"}


def test_options_win_over_settings(desk: Path) -> None:
    put(desk, {"auditor.toml": 'select = ["OGI-T301"]\nfail_on = "review"'})

    assert rules(audit("../in", "--select", "OGI-T302")) == {"OGI-T302"}


def test_the_threshold_can_be_set(desk: Path) -> None:
    put(desk, {"auditor.toml": 'fail_on = "review"', "../in/a.txt": report_text(sections={"overview": "二是公开。"})})

    assert audit("../in", "--config", "auditor.toml").code == 1


def test_the_language_can_be_set(desk: Path) -> None:
    put(desk, {"auditor.toml": 'lang = "en"'})

    assert "1 report: " in run("-f", "json", "--jobs", "1", "../in").verdict


def test_plugins_and_decisions_are_relative_to_the_settings_file(desk: Path, tmp_path: Path) -> None:
    plugin = """
from auditor import Severity, hookimpl, rule

@rule(id="TEST-1", title=("试", "test"), severity=Severity.ERROR, basis=("据", "basis"), remedy=("改", "mend"))
def check(report):
    'So that there is a reason.'
    yield from ()

@hookimpl
def provide_rules():
    return [check]
"""
    put(tmp_path / "etc", {
        "my.toml": 'plugins = ["mine.py"]\ndecisions = "d.csv"', "mine.py": plugin, "d.csv": "fingerprint,evidence,verdict\n",
    })  # fmt: skip

    assert "TEST-1" in rules(audit("../in", "--config", tmp_path / "etc/my.toml"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('selct = ["OGI-T301"]', "auditor.toml: selct: Extra inputs are not permitted; did you mean 'select'?"),
        ("jbos = 2", "did you mean 'jobs'?"),
        ("colour = true", "auditor.toml: colour: Extra inputs are not permitted"),
        ('fail_on = "fatal"', "auditor.toml: fail_on: Input should be 'error', 'warning' or 'review'"),
        ('select = "OGI-T301"', "auditor.toml: select: "),
        ("jobs = 0", "auditor.toml: jobs: Input should be greater than or equal to 1"),
        ("jobs = ", "auditor.toml: "),
        ('select = ["OGI-Z9"]', "no rule is called 'OGI-Z9'"),
        ('plugins = ["gone.py"]', "names plugins (gone.py)"),
        ('words.missuse = ["甲"]', "auditor.toml: words.missuse: no rule reads such a list; did you mean 'misuse'?"),
        ('words.zzz = ["甲"]', "auditor.toml: words.zzz: no rule reads such a list; there are document_kinds, "),
        (
            'words.misuse = ["甲", {txt = "乙"}]',
            "auditor.toml: words.misuse[1].txt: Extra inputs are not permitted; did you mean 'text'?",
        ),
        ('words.misuse = [{pattern = "("}]', "auditor.toml: words.misuse[0]: missing ), unterminated subpattern"),
    ],
)
def test_settings_that_cannot_be_used_are_refused(desk: Path, text: str, told: str) -> None:
    put(desk, {"auditor.toml": text})
    ran = audit("../in")

    assert (ran.code, told in ran.verdict) == (2, True)


def test_settings_in_no_known_encoding_are_refused(desk: Path) -> None:
    put(desk, {"auditor.toml": b"\xff\xfe"})

    assert audit("../in").code == 2


def test_a_word_list_is_checked_though_no_rule_that_reads_it_is_chosen(desk: Path) -> None:
    put(desk, {"auditor.toml": 'select = ["OGI-T301"]\nwords.misuse = [{right = "甲"}]'})
    ran = audit("../in")

    told = "auditor.toml: words.misuse[0]: Value error, text or pattern is needed"
    assert (ran.code, told in ran.verdict) == (2, True)


def test_a_plugin_may_read_a_word_list_of_its_own(desk: Path) -> None:
    plugin = """
from auditor import Severity, hookimpl, rule
from auditor.model.terms import Terms, WordListSpec

@rule(id="TEST-1", title=("试", "test"), severity=Severity.ERROR, basis=("据", "basis"), remedy=("改", "mend"))
def check(report):
    'So that there is a reason.'
    yield from ()

@hookimpl
def provide_rules():
    return [check]

@hookimpl
def provide_terms():
    return [Terms((WordListSpec("rivers", lambda entries: [str.strip(entry) for entry in entries]),))]
"""
    put(desk, {"auditor.toml": 'plugins = ["mine.py"]\nwords.rivers = ["禾水"]', "mine.py": plugin})

    assert audit("../in", "--config", "auditor.toml").code == 1


BUNDLE = {
    "auditor.toml": 'plugins = ["evil.py"]\nignore = ["OGI-T"]', "evil.py": 'open("ran", "w").close()\n',
    "report.txt": WRONG, "sub/report.txt": WRONG,
}  # fmt: skip


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What an audited party delivers, and the auditor has gone into."""
    folder = put(tmp_path / "bundle", BUNDLE)
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.writestr("report.txt", WRONG)
    (folder / "link.txt").symlink_to(put(tmp_path / "elsewhere", {"report.txt": WRONG}) / "report.txt")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize(
    "paths",
    [["."], [".."], ["report.txt"], ["./sub/../report.txt"], ["all.zip"], ["link.txt"], ["../elsewhere", "report.txt"]],
)
def test_settings_that_may_have_come_with_what_is_audited_are_left_aside(bundle: Path, paths: list[str]) -> None:
    ran = audit(*paths)

    assert ran.code == 1
    assert "OGI-T301" in rules(ran)
    assert "auditor.toml in the working directory may be part of what is audited and is not used" in ran.err
    assert not (bundle / "ran").exists()


@pytest.mark.parametrize("paths", [["sub"], ["sub/report.txt"], ["../elsewhere"]])
def test_code_that_found_settings_name_is_not_loaded(bundle: Path, paths: list[str]) -> None:
    ran = audit(*paths)

    assert (ran.code, "say --config auditor.toml" in ran.verdict) == (2, True)
    assert not (bundle / "ran").exists()


@pytest.mark.parametrize("variable", [False, True])
def test_code_is_loaded_from_settings_that_were_named(
    desk: Path, monkeypatch: pytest.MonkeyPatch, variable: bool
) -> None:
    put(desk, {"auditor.toml": 'plugins = ["gone.py"]'})
    if variable:
        monkeypatch.setenv("AUDITOR_CONFIG", str(desk / "auditor.toml"))
    ran = audit("../in") if variable else audit("../in", "--config", "auditor.toml")

    assert (ran.code, "gone.py': no such file or folder" in ran.verdict) == (2, True)


def test_the_option_wins_over_the_variable(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(desk, {"one.toml": 'select = ["OGI-T301"]', "other.toml": 'select = ["OGI-T302"]'})
    monkeypatch.setenv("AUDITOR_CONFIG", str(desk / "one.toml"))

    assert rules(audit("../in")) == {"OGI-T301"}
    assert rules(audit("../in", "--config", "other.toml")) == {"OGI-T302"}


def test_a_variable_that_names_nothing_is_refused(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDITOR_CONFIG", "gone.toml")

    assert (audit("../in").code, "gone.toml" in audit("../in").verdict) == (2, True)


NOTICE = "with the settings of auditor.toml found in the working directory (fail_on, select)"


def test_settings_that_were_found_are_told_of_first(desk: Path) -> None:
    put(desk, {"auditor.toml": 'select = ["OGI-T301"]\nfail_on = "review"'})
    ran = run("--lang", "en", "--jobs", "1", "../in")

    assert ran.err.splitlines()[0] == f"audit: {NOTICE}"
    assert NOTICE in ran.verdict


@pytest.mark.parametrize("name", ["html", "json", "sarif", "junit", "markdown", "xlsx"])
def test_settings_that_were_found_are_told_of_in_outputs(desk: Path, name: str) -> None:
    put(desk, {"auditor.toml": 'select = ["OGI-T301"]\nfail_on = "review"'})
    run("--jobs", "1", "--lang", "en", "-q", "-f", f"{name}=found", "../in")
    content = (desk / "found").read_bytes()
    if name == "xlsx":
        with zipfile.ZipFile(desk / "found") as workbook:
            content = b"".join(workbook.read(member) for member in workbook.namelist())

    assert b"auditor.toml found in the working directory" in content


def test_settings_that_were_named_are_not_told_of(desk: Path) -> None:
    put(desk, {"auditor.toml": 'select = ["OGI-T301"]'})
    ran = audit("../in", "--config", "auditor.toml")

    assert "auditor.toml" not in ran.err + ran.out


def test_a_run_with_settings_that_were_found_is_verified_as_it_was_made(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(desk, {"auditor.toml": 'fail_on = "review"'})
    audit("../in", "-o", "out")
    assert run("verify", "out", "../in").code == 0

    monkeypatch.chdir(desk.parent)
    assert run("verify", "desk/out", "in", "--config", "desk/auditor.toml").code == 0

"""Loading plugins: what is wrong with one stops the run, exit 2, and the message names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import hookimpl
from auditor.model.form import Form
from auditor.plugins.load import PluginError, load_catalogue
from auditor.testing import report_text
from tests.running import Ran, audit, put, run

RULE = '''
from auditor import Severity, hookimpl, rule

@rule(id="{id}", title=("试", "test"), severity=Severity.REVIEW, basis=("据", "basis"), remedy=("改", "mend"){more})
def check(report):
    """So that there is a reason."""
    yield from report.examined([])

@hookimpl
def provide_rules():
    return [check]
'''


def plugin(id: str = "TEST-1", more: str = "") -> str:
    return RULE.format(id=id, more=more)


def listed(*files: Path) -> Ran:
    arguments: list[str | Path] = ["rules", "list"]
    for file in files:
        arguments += ["--plugin", file]
    return run(*arguments)


def refused(folder: Path, code: str, name: str = "mine.py") -> str:
    """What is said of a plugin that cannot be used."""
    ran = listed(put(folder, {name: code}) / name)
    assert (ran.code, ran.out) == (2, "")
    assert f"'{name}'" in ran.verdict
    return ran.verdict


def test_the_shipped_rules_come_by_the_road_of_plugins() -> None:
    assert set(load_catalogue().sources.values()) == {"auditor_rules"}


def test_a_python_file_is_a_plugin(tmp_path: Path) -> None:
    assert "TEST-1" in listed(put(tmp_path, {"mine.py": plugin()}) / "mine.py").out


def test_the_list_of_rules_shows_where_each_comes_from(tmp_path: Path) -> None:
    assert "[mine.py]" in listed(put(tmp_path, {"mine.py": plugin()}) / "mine.py").out


def test_a_folder_is_the_plugins_in_it(tmp_path: Path) -> None:
    put(
        tmp_path,
        {"a.py": plugin("TEST-A"), "b.py": plugin("TEST-B"), "_c.py": "broken(", ".d.py": "broken(", "e.txt": ""},
    )
    out = listed(tmp_path).out

    assert ("TEST-A" in out, "TEST-B" in out) == (True, True)


def test_two_plugins_of_one_file_name_are_both_loaded(tmp_path: Path) -> None:
    put(tmp_path, {"a/checks.py": plugin("TEST-A"), "b/checks.py": plugin("TEST-B")})
    out = listed(tmp_path / "a/checks.py", tmp_path / "b/checks.py").out

    assert ("[checks.py]" in out, "[b/checks.py]" in out) == (True, True)


def test_a_misspelt_hook_is_refused_with_the_right_name(tmp_path: Path) -> None:
    assert "did you mean 'provide_rules'?" in refused(tmp_path, plugin().replace("provide_rules", "provide_ruels"))


def test_a_hook_without_its_mark_is_refused(tmp_path: Path) -> None:
    assert "provide_rules is not marked with @hookimpl" in refused(tmp_path, plugin().replace("@hookimpl\n", ""))


def test_a_plugin_without_any_hook_is_refused(tmp_path: Path) -> None:
    assert "implements no hook" in refused(tmp_path, "x = 1\n")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import nowhere\n", "ModuleNotFoundError: No module named 'nowhere'"),
        ("def broken(:\n", "SyntaxError"),
        ("1 / 0\n", "ZeroDivisionError"),
        ("import sys\nsys.exit(0)\n", "SystemExit: 0"),
        (plugin("lower-1"), "rule id 'lower-1'"),
        (plugin().replace('    """So that there is a reason."""\n', ""), "needs a docstring saying why"),
        (plugin().replace("return [check]", "return [1]"), "handed over 1, which is no Rule"),
        (plugin().replace("return [check]", "return None"), "provide_rules failed"),
        (plugin().replace("return [check]", "raise SystemExit(0)"), "provide_rules failed"),
        (plugin("OGI-S101"), "rule OGI-S101 is given twice: by plugin 'auditor_rules' and by plugin 'mine.py'"),
        (plugin(more=', forms=("ogi-2012",)'), "no form is called 'ogi-2012'; there are ogi-2019, ogi-2021, pre2019"),
        (plugin(more=', needs=(("requests", "row", "recieved"),)'), "table 'requests' of no form has a row 'recieved'"),
    ],
)
def test_a_plugin_that_cannot_be_used_is_refused_with_the_reason(tmp_path: Path, code: str, told: str) -> None:
    assert told in refused(tmp_path, code)


def test_one_plugin_named_twice_gives_its_rule_twice(tmp_path: Path) -> None:
    file = put(tmp_path, {"mine.py": plugin()}) / "mine.py"

    assert "rule TEST-1 is given twice" in listed(file, file).verdict


def test_a_plugin_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "no such file or folder" in listed(tmp_path / "gone.py").verdict


def test_a_folder_without_plugins_is_refused(tmp_path: Path) -> None:
    assert "holds no .py or .toml file" in listed(tmp_path).verdict


def test_a_file_that_is_neither_python_nor_a_pack_is_refused(tmp_path: Path) -> None:
    assert "neither a Python file nor a relation pack" in refused(tmp_path, "x", "mine.exe")


def test_an_audit_with_a_broken_plugin_writes_nothing_and_exits_2(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.txt": report_text(), "mine.py": "1 / 0\n"})
    ran = audit("--plugin", tmp_path / "mine.py", tmp_path / "in", "-o", tmp_path / "out")

    assert (ran.code, ran.out, (tmp_path / "out").exists()) == (2, "", False)


def test_nothing_is_loaded_from_the_audited_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {
        "a.txt": report_text(), "mine.py": "raise SystemExit('ran')", "auditor.toml": 'plugins = ["mine.py"]',
        "conftest.py": "raise SystemExit('ran')", "auditor_rules.py": "raise SystemExit('ran')",
    })  # fmt: skip
    monkeypatch.chdir(tmp_path)

    assert audit(".").code == 0


def test_a_reader_of_a_plugin_is_used(tmp_path: Path) -> None:
    reader = """
from auditor import hookimpl
from auditor.reading.reader import Reader, ReadText

@hookimpl
def provide_readers():
    return [Reader("upside down", (".nwod",), lambda data, options: ReadText(data.decode()[::-1]))]
"""
    put(tmp_path, {"mine.py": reader, "in/a.nwod": report_text()[::-1]})

    assert audit("--plugin", tmp_path / "mine.py", tmp_path / "in").json["reports"][0]["year"] == 2023


def test_a_reader_for_a_format_that_is_taken_is_refused(tmp_path: Path) -> None:
    reader = """
from auditor import hookimpl
from auditor.reading.reader import Reader, ReadText

@hookimpl
def provide_readers():
    return [Reader("mine", (".TXT",), lambda data, options: ReadText(""))]
"""
    assert "reader for .txt is given twice" in refused(tmp_path, reader)


def test_an_output_of_a_plugin_is_a_name_for_f(tmp_path: Path) -> None:
    output = """
from auditor import hookimpl
from auditor.record.output import Output

def write(run, target, lang):
    target.write_text(f"{run.ledger['reports']} report in {lang}")

@hookimpl
def provide_outputs():
    return [Output("tally", text=True, write=write)]
"""
    put(tmp_path, {"mine.py": output, "in/a.txt": report_text()})

    assert run("-f", "tally", "--lang", "en", "--plugin", tmp_path / "mine.py", tmp_path / "in").out == "1 report in en"


def test_forms_of_a_plugin_join_the_shipped_ones(tmp_path: Path) -> None:
    form = """
from auditor import hookimpl, Message
from auditor.model.form import Form

@hookimpl
def provide_forms():
    return [Form("{id}", Message("新", "new"), 2030, None, Message("据", "basis"))]
"""
    assert "form ogi-2021 is given twice" in refused(tmp_path / "twice", form.format(id="ogi-2021"))
    put(tmp_path, {"mine.py": form.format(id="ogi-2030")})
    assert [known.id for known in load_catalogue([tmp_path / "mine.py"]).forms][-1] == "ogi-2030"


def test_without_any_rule_there_is_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.plugins.load.entry_points", lambda group: [])

    with pytest.raises(PluginError, match="no plugin hands over rules and forms"):
        load_catalogue()


def test_a_broken_installed_plugin_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        name = "acme-rules"

        def load(self) -> object:
            raise ImportError("no module named acme")

    monkeypatch.setattr("auditor.plugins.load.entry_points", lambda group: [Broken()])

    with pytest.raises(PluginError, match="'acme-rules' cannot be loaded"):
        load_catalogue()


def test_hooks_only_hand_over_values() -> None:
    class Rival:
        @hookimpl
        def provide_forms(self) -> list[Form]:
            return []

    assert Rival().provide_forms() == []

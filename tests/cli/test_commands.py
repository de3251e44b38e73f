"""The commands beside the audit: text, rules, report."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from auditor.testing import report_text
from tests.running import audit, put, run

ROOT = Path(__file__).parents[2]


def test_text_prints_what_a_file_is_read_as(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": report_text().replace("\n", "\r\n").encode("gb18030")})

    assert run("text", tmp_path / "a.txt").out == report_text()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("gone.txt", None, "no such file"),
        ("a.txt", b"\xff\xfe\x00", "cannot be decoded"),
        ("a.xyz", b"", "no reader claims"),
    ],
)
def test_text_of_a_file_that_cannot_be_read_is_exit_2(
    tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        put(tmp_path, {name: content})
    ran = run("text", tmp_path / name)

    assert (ran.code, ran.out, told in ran.verdict) == (2, "", True)


def test_rules_list_shows_id_severity_title_and_source() -> None:
    lines = run("rules", "list", "--lang", "en").out.splitlines()

    assert "OGI-T303  error    Row total is not the sum of the applicants  [auditor_rules]" in lines
    assert lines == sorted(lines)


def test_rules_list_speaks_chinese_by_default() -> None:
    assert "行合计错误" in run("rules", "list").out


@pytest.mark.parametrize("id", ["OGI-T303", "T303"])
def test_rules_show_explains_one_rule(id: str) -> None:
    out = run("rules", "show", id, "--lang", "en").out

    assert all(
        word in out
        for word in ("OGI-T303", "Each request has one applicant", "Legal basis", "## Remedy", "source: auditor_rules")
    )


def test_rules_show_of_an_unknown_rule_is_exit_2() -> None:
    ran = run("rules", "show", "OGI-Z9")

    assert (ran.code, "no rule is called 'OGI-Z9'" in ran.verdict) == (2, True)


def test_rules_show_tells_examples_and_limits_in_either_language(tmp_path: Path) -> None:
    run("rules", "new", "ACME-A001", tmp_path / "trained.py")
    zh, en = (
        run("rules", "show", "ACME-A001", "--plugin", tmp_path / "trained.py", "--lang", lang).out
        for lang in ("zh", "en")
    )

    assert all(
        word in zh
        for word in ("本市考核细则", "会报告的例子", "本镇健全工作机制。", "> 第2行 待核：未提及培训", "## 局限")
    )
    assert all(word in en for word in ("Our city asks", "## Fires", "> line 2 review: training", "## Known limits"))


def test_rules_new_writes_a_rule_that_works_and_a_test_that_passes(tmp_path: Path) -> None:
    ran = run("rules", "new", "ACME-A001", tmp_path / "trained.py")
    tested = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tmp_path],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )

    assert (ran.code, ran.out.split("\n")[:2]) == (0, [str(tmp_path / "trained.py"), str(tmp_path / "test_trained.py")])
    assert tested.returncode == 0, tested.stdout.decode()


@pytest.mark.parametrize(
    ("id", "name", "told"),
    [
        ("acme", "trained.py", "is no rule id"),
        ("ACME-A001", "trained.toml", "a Python file is needed"),
        ("ACME-A001", "my-rule.py", "a Python file is needed"),
        ("ACME-A001", "there.py", "exists; nothing was written"),
        ("ACME-A001", "nowhere/trained.py", "cannot be written"),
    ],
)
def test_rules_new_overwrites_nothing_and_says_what_it_needs(tmp_path: Path, id: str, name: str, told: str) -> None:
    put(tmp_path, {"test_there.py": ""})
    ran = run("rules", "new", id, tmp_path / name)

    assert (ran.code, told in ran.verdict) == (2, True)
    assert [file.name for file in tmp_path.iterdir()] == ["test_there.py"]


def test_rules_test_runs_the_examples_of_a_plugin(tmp_path: Path) -> None:
    run("rules", "new", "ACME-A001", tmp_path / "trained.py")

    assert run("rules", "test", tmp_path / "trained.py", "--lang", "en").out == "ACME-A001  fires: 1, silent: 0\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('if not any("培训"', 'if any("教训"', "the example that should fire did not"),
        ('if not any("培训"', 'if not any("教训"', "the silent example fired: training is not mentioned"),
        ("    report.asked", "    1 / 0\n    report.asked", "ZeroDivisionError"),
        ('"overview": "本镇健全', '"overveiw": "本镇健全', "an example cannot be made"),
    ],
)
def test_rules_test_exits_1_when_an_example_does_not_show_what_it_says(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    file = tmp_path / "trained.py"
    run("rules", "new", "ACME-A001", file)
    written = file.read_text("utf-8")
    file.write_text(written.replace(old, new, 1), "utf-8")
    ran = run("rules", "test", file, "--lang", "en")

    assert old in written
    assert (ran.code, told in ran.out + ran.err) == (1, True)


def test_rules_test_counts_how_each_rule_ends_on_reports(tmp_path: Path) -> None:
    put(tmp_path / "plugin", {})
    run("rules", "new", "ACME-A001", tmp_path / "plugin/trained.py")
    texts = {"a.txt": report_text(), "b.txt": report_text(sections={"overview": "培训2次。"}), "c.txt": "通知\n"}
    ran = run("rules", "test", tmp_path / "plugin/trained.py", "--on", put(tmp_path / "in", texts), "--lang", "en")

    assert (ran.code, ran.out, ran.err) == (
        0, "ACME-A001  fired on 1, passed 1, not applicable 0, not assessable 1, crashed 0\n", "",
    )  # fmt: skip


def test_rules_test_warns_of_a_rule_that_looked_at_nothing(tmp_path: Path) -> None:
    file = tmp_path / "trained.py"
    run("rules", "new", "ACME-A001", file)
    file.write_text(file.read_text("utf-8").replace('section("overview")', 'section("overveiw")'), "utf-8")
    ran = run("rules", "test", file, "--on", put(tmp_path / "in", {"a.txt": report_text()}), "--lang", "en")

    assert (ran.code, "warning: it looked at nothing" in ran.err) == (0, True)


def test_rules_test_of_a_pack_has_no_examples_and_takes_reports(tmp_path: Path) -> None:
    pack = ROOT / "plugins/auditor_plugins/local_ties.toml"
    on = put(tmp_path, {"a.txt": report_text()})

    assert "no examples; name reports with --on" in run("rules", "test", pack, "--lang", "en").out
    assert "passed 1" in run("rules", "test", pack, "--on", on, "--lang", "en").out


@pytest.mark.parametrize("on", [[], ["--on", "samples"]])
def test_rules_test_of_something_without_rules_or_reports_is_exit_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on: list[str]
) -> None:
    forms_only = "from auditor import hookimpl\n\n@hookimpl\ndef provide_forms():\n    return []\n"
    put(tmp_path, {"samples/readme.md": "", "empty.py": forms_only})
    monkeypatch.chdir(tmp_path)
    run("rules", "new", "ACME-A001", "trained.py")

    assert run("rules", "test", "trained.py" if on else "empty.py", *on).code == 2


def test_rules_without_a_word_shows_help() -> None:
    assert "list" in run("rules").out + run("rules").err


def test_a_folder_called_like_a_command_is_audited_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"text/a.txt": report_text()})
    monkeypatch.chdir(tmp_path)

    assert run("./text", "-f", "json", "--jobs", "1").json["reports"][0]["path"] == "a.txt"


@pytest.mark.parametrize("name", ["json", "html"])
def test_report_makes_an_output_again_to_the_byte(tmp_path: Path, name: str) -> None:
    put(tmp_path / "in", {"a.txt": report_text(cells={"requests.new.total": "5"})})
    audit(tmp_path / "in", "-o", tmp_path / "out", "-f", f"{name}={tmp_path}/first")
    ran = run("report", tmp_path / "out", "-f", f"{name}={tmp_path}/again", "--lang", "en")

    assert (ran.code, (tmp_path / "again").read_bytes()) == (0, (tmp_path / "first").read_bytes())


def test_report_of_an_unknown_format_is_exit_2(tmp_path: Path) -> None:
    put(tmp_path / "in", {"a.txt": report_text()})
    audit(tmp_path / "in", "-o", tmp_path / "out")

    assert run("report", tmp_path / "out", "-f", "docx").code == 2

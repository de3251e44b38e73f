"""The commands beside the audit: text, rules, report."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.testing import report_text
from tests.running import audit, put, run


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
        for word in ("OGI-T303", "Each request has one applicant", "basis: ", "remedy: ", "source: auditor_rules")
    )


def test_rules_show_of_an_unknown_rule_is_exit_2() -> None:
    ran = run("rules", "show", "OGI-Z9")

    assert (ran.code, "no rule is called 'OGI-Z9'" in ran.verdict) == (2, True)


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

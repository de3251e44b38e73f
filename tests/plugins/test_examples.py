"""The worked examples and the page on plugins: what an outsider copies works, and fails as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.testing import report_text
from tests.running import audit, put, run

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "plugins/auditor_plugins"
PAGE = (ROOT / "docs/plugins.md").read_text(encoding="utf-8")
LEADER = EXAMPLES / "leader_named.py"
TIES = EXAMPLES / "local_ties.toml"
SILENT = {"overview": "本镇稳步推进主动公开、依申请公开、管理、平台和监督工作，考核评议良好，未出现责任追究。"}


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)


def reports(folder: Path, text: str) -> Path:
    return put(folder / "in", {"a.txt": text})


def test_no_example_is_loaded_unless_it_is_named(tmp_path: Path) -> None:
    assert not [
        rule for rule in audit(reports(tmp_path, report_text())).json["tool"]["rules"] if rule.startswith("ACME-")
    ]


def test_the_example_rule_is_about_eight_lines() -> None:
    code = LEADER.read_text(encoding="utf-8")
    body = code.partition("def leader_named")[2].partition("@hookimpl")[0]

    assert len([line for line in body.split("\n") if line.strip()]) <= 8


def test_the_example_rule_flags_an_overview_that_names_nobody(tmp_path: Path) -> None:
    ran = audit("--plugin", LEADER, reports(tmp_path, report_text(sections=SILENT)), "--select", "ACME")

    assert [(f["rule"], f["severity"], f["place"]["line"], f["message"]["en"]) for f in ran.json["findings"]] == [
        ("ACME-X001", "review", 2, "nobody in charge is named")
    ]


def test_the_example_rule_is_content_with_a_leading_group(tmp_path: Path) -> None:
    text = report_text(sections={"overview": "成立政务公开领导小组。"})

    assert audit("--plugin", LEADER, reports(tmp_path, text)).states("a.txt")["ACME-X001"] == "pass"


def test_the_example_rule_does_not_apply_where_there_is_no_overview(tmp_path: Path) -> None:
    text = report_text(without=("overview",))

    assert audit("--plugin", LEADER, reports(tmp_path, text)).states("a.txt")["ACME-X001"] == "not_applicable"


def test_the_example_pack_flags_a_part_above_its_total(tmp_path: Path) -> None:
    text = report_text(cells={"requests.new": "3 0 0 0 0 0 2", "appeals.review.pending": "1"})
    ran = audit("--plugin", TIES, reports(tmp_path, text), "--select", "ACME")

    assert [(f["rule"], f["severity"], f["formula"]) for f in ran.json["findings"]] == [
        ("ACME-R001", "error", "natural <= total"), ("ACME-R002", "warning", "pending <= total"),
    ]  # fmt: skip


def test_the_example_pack_is_silent_on_a_consistent_report(tmp_path: Path) -> None:
    states = audit("--plugin", TIES, reports(tmp_path, report_text())).states("a.txt")

    assert (states["ACME-R001"], states["ACME-R002"]) == ("pass", "pass")


def test_the_folder_of_examples_is_a_plugin_folder(tmp_path: Path) -> None:
    ran = audit("--plugin", EXAMPLES, reports(tmp_path, report_text()))

    assert {rule: source for rule, source in ran.json["tool"]["rules"].items() if rule.startswith("ACME-")} == {
        "ACME-R001": "local_ties.toml", "ACME-R002": "local_ties.toml", "ACME-X001": "leader_named.py",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "name", "rule"), [("python", "my_rule.py", "ACME-A001"), ("toml", "my_ties.toml", "ACME-T001")]
)
def test_the_first_example_of_the_page_loads_and_runs(tmp_path: Path, language: str, name: str, rule: str) -> None:
    put(tmp_path, {name: blocks(language)[0]})

    assert audit("--plugin", tmp_path / name, reports(tmp_path, report_text())).states("a.txt")[rule] == "pass"


def test_the_tests_on_the_page_pass() -> None:
    names: dict[str, object] = {}
    exec(blocks("python")[1], names)  # noqa: S102 - the page's own code

    tests = [check for name, check in names.items() if name.startswith("test_") and callable(check)]
    for check in tests:
        check()
    assert len(tests) == 2


RULE = blocks("python")[0]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"my_rule.py": RULE.replace("@hookimpl\ndef provide_rules", "def provide_rule")}, "did you mean"),
        ({"my_rule.py": "import nowhere\n"}, "ModuleNotFoundError"),
        ({"leader_named.py": LEADER.read_text(), "my_rule.py": RULE.replace("ACME-A001", "ACME-X001")}, "given twice"),
        ({"my_ties.toml": blocks("toml")[0].replace("new +", "recieved +")}, "recieved"),
    ],
)
def test_the_errors_on_the_page_are_what_is_said(tmp_path: Path, files: dict[str, str], told: str) -> None:
    put(tmp_path, files)
    ran = run("rules", "list", "--plugin", tmp_path)
    (line,) = [line for line in blocks("text")[0].split("\n") if told in line]

    assert (ran.code, ran.verdict) == (2, line)

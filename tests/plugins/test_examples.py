"""The worked examples and the page on plugins: what an outsider copies works, and fails as the page says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from auditor.forms.load import load_form
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


RULE, TIED, OVER_RUN, TESTS, WITH_OPTIONS, HOOKS = blocks("python")
PACK, NAMED, FORM = blocks("toml")


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        (RULE, "my_rule.py", "ACME-A001"), (TIED, "my_rule.py", "ACME-A002"),
        (PACK, "my_ties.toml", "ACME-T001"), (NAMED, "my_ties.toml", "ACME-T002"),
    ],
)  # fmt: skip
def test_the_rules_of_the_page_load_and_pass(tmp_path: Path, text: str, name: str, rule: str) -> None:
    put(tmp_path, {name: text})

    assert audit("--plugin", tmp_path / name, reports(tmp_path, report_text())).states("a.txt")[rule] == "pass"


def test_the_names_of_a_pack_are_what_a_finding_says(tmp_path: Path) -> None:
    put(tmp_path, {"my_ties.toml": NAMED})
    text = report_text(cells={"requests.not_processed_5.natural": 1})
    ran = audit("--plugin", tmp_path / "my_ties.toml", reports(tmp_path, text), "--select", "ACME")

    assert [found["message"]["zh"] for found in ran.json["findings"]] == [
        "自然人：重新出具 1，大于本年新收政府信息公开申请数量 0 + 上年结转 0 = 0"
    ]


def test_the_ties_of_the_page_join_one_incident_with_the_forms(tmp_path: Path) -> None:
    put(tmp_path, {"my_rule.py": TIED})
    rows = {"new": 4, "granted": 2, "not_processed_2": 2, "total": 4}
    cells = {f"requests.{row}": f"{number} 0 0 0 0 0 {number}" for row, number in rows.items()}
    wrong = report_text(cells={**cells, "requests.not_processed_2.total": 40})
    ran = audit("--plugin", tmp_path / "my_rule.py", reports(tmp_path, wrong))
    incidents = {found["rule"]: found["incident"] for found in ran.json["findings"]}

    assert incidents["ACME-A002"] == incidents["OGI-T302"]


@pytest.mark.parametrize(("received", "state"), [(4, "pass"), (5, "review")])
def test_the_rule_over_the_run_compares_two_years(tmp_path: Path, received: int, state: str) -> None:
    put(tmp_path, {"my_rule.py": OVER_RUN})
    texts = {
        f"{year}.txt": report_text(
            year, title=f"青禾县教育局{year}年政府信息公开工作年度报告", cells={"requests.new.total": number}
        )
        for year, number in ((2022, 2), (2023, received))
    }
    ran = audit("--plugin", tmp_path / "my_rule.py", put(tmp_path / "in", texts))

    assert ran.states("2023.txt")["ACME-R009"] == state
    assert ran.states("2022.txt")["ACME-R009"] == "not_assessable"


@pytest.mark.parametrize(("block", "count"), [(TESTS, 2), (WITH_OPTIONS, 1)])
def test_the_tests_on_the_page_pass(block: str, count: int) -> None:
    names: dict[str, object] = {}
    exec(block, names)  # noqa: S102 - the page's own code

    tests = [check for name, check in names.items() if name.startswith("test_") and callable(check)]
    for check in tests:
        check()
    assert len(tests) == count


def test_the_other_hooks_of_the_page_read_write_and_take_words(tmp_path: Path) -> None:
    put(tmp_path, {"hooks.py": HOOKS, "my.toml": 'plugins = ["hooks.py"]\nwords.rivers = ["禾水"]'})
    lines = ["青禾县教育局2023年政府信息公开工作年度报告", "一、总体情况", "二是公开。", "甲,乙"]
    put(tmp_path / "in", {"a.commas": "\n".join(lines)})
    ran = run(
        "-f", f"counts={tmp_path / 'counts.json'}", "--config", tmp_path / "my.toml", tmp_path / "in", "--jobs", "1"
    )

    assert ran.code in (1, 3)
    assert json.loads((tmp_path / "counts.json").read_text())["OGI-L801"] == 1


def test_the_form_of_the_page_is_one(tmp_path: Path) -> None:
    put(tmp_path, {"form.toml": FORM})
    form = load_form(tmp_path / "form.toml")

    assert [row.key for table in form.tables for block in table.blocks for row in block.rows] == ["total"]


def test_the_commands_of_the_page_are_run_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, {"reports/a.txt": report_text(), "my_ties.toml": PACK, "more_rules/tied.py": TIED})
    monkeypatch.chdir(tmp_path)
    lines = [line.removeprefix("$ audit ").split() for block in blocks("console")[::-1] for line in block.splitlines()]
    codes = {tuple(words): run(*words).code for words in lines}

    assert {words: code for words, code in codes.items() if code not in (0, 1)} == {}
    assert len(codes) == 6


def test_no_block_of_the_page_is_in_another_language() -> None:
    assert set(re.findall(r"^```(\w+)$", PAGE, flags=re.MULTILINE)) == {"console", "python", "toml", "text"}


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"my_rule.py": RULE.replace("@hookimpl\ndef provide_rules", "def provide_rule")}, "did you mean"),
        ({"my_rule.py": "import nowhere\n"}, "ModuleNotFoundError"),
        ({"leader_named.py": LEADER.read_text(), "my_rule.py": RULE.replace("ACME-A001", "ACME-X001")}, "given twice"),
        ({"my_ties.toml": PACK.replace("new +", "recieved +")}, "recieved"),
    ],
)
def test_the_errors_on_the_page_are_what_is_said(tmp_path: Path, files: dict[str, str], told: str) -> None:
    put(tmp_path, files)
    ran = run("rules", "list", "--plugin", tmp_path)
    (line,) = [line for line in blocks("text")[0].split("\n") if told in line]

    assert (ran.code, ran.verdict) == (2, line)

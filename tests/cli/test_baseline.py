"""`--baseline`: what is new, unchanged, changed and gone since an earlier run, told by sets and not by counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from auditor.record.view import Run
from auditor.testing import report_text
from tests.running import Ran, audit, put, run

A, B = "requests.new", "requests.carried_out"
WRONG = {A: "1 0 0 0 0 0 2"}
SELECT = "OGI-T303,OGI-T304,OGI-T305,OGI-N701"


def town(cells: dict[str, str] | None = None, organ: str = "青禾县水务局") -> str:
    return report_text(title=f"{organ}2023年政府信息公开工作年度报告", cells=cells or {})


def first(folder: Path, *, select: str = SELECT, **files: str) -> Path:
    """An earlier run over such reports."""
    put(folder, {f"in/{name}.txt": text for name, text in files.items()})
    audit(folder / "in", "--select", select, "-o", folder / "old")
    return folder / "old"


def later(folder: Path, *more: str | Path, baseline: Path | None = None, select: str = SELECT) -> Ran:
    return audit(
        folder / "in", "--select", select, "-o", folder / "new", "--baseline", baseline or folder / "old", *more
    )


def told(folder: Path) -> Any:
    record = Run(folder / "new")
    try:
        return record.get("baseline")
    finally:
        record.close()


def counts(folder: Path) -> dict[str, int]:
    return {key: number for key, number in told(folder)["counts"].items() if number}


def test_the_same_folder_has_nothing_new(tmp_path: Path) -> None:
    first(tmp_path, a=town(WRONG))
    later(tmp_path)

    assert counts(tmp_path) == {"unchanged": 1}


def test_one_gone_and_one_new_are_both_told_though_the_count_stays(tmp_path: Path) -> None:
    first(tmp_path, a=town({A: "1 0 0 0 0 0 2"}), b=town(organ="青禾县教育局"))
    put(tmp_path, {"in/a.txt": town(), "in/b.txt": town({A: "1 0 0 0 0 0 2"}, organ="青禾县教育局")})
    later(tmp_path)

    assert counts(tmp_path) == {"new": 1, "absent": 1}


def test_the_same_finding_with_another_figure_has_changed(tmp_path: Path) -> None:
    first(tmp_path, a=town(WRONG))
    put(tmp_path, {"in/a.txt": town({A: "1 0 0 0 0 0 3"})})
    later(tmp_path)

    assert counts(tmp_path) == {"updated": 1}
    assert list(told(tmp_path)["states"].values()) == ["updated"]


def test_a_changed_finding_is_kept_as_the_baseline_has_it(tmp_path: Path) -> None:
    first(tmp_path, a=town(WRONG), b=town(WRONG, organ="青禾县教育局"))
    put(tmp_path, {"in/a.txt": town({A: "1 0 0 0 0 0 3"})})
    now = later(tmp_path).json["findings"]
    ((fingerprint, before),) = told(tmp_path)["before"].items()

    assert fingerprint == now[0]["fingerprint"]
    assert set(before) == {"message", "expected", "actual", "quotes"}
    assert (before["actual"], now[0]["actual"]) == ("2", "3")
    assert before["quotes"][-1]["text"] == "2"
    assert "总计 2" in before["message"]["zh"]


def test_reports_that_had_another_path_are_noted(tmp_path: Path) -> None:
    first(tmp_path, a=town(WRONG), b=town(WRONG, organ="青禾县教育局"))
    (tmp_path / "in" / "a.txt").rename(tmp_path / "in" / "水务局.txt")
    later(tmp_path)

    assert told(tmp_path)["moved"] == {"a.txt": "水务局.txt"}
    assert told(tmp_path)["before"] == {}


def test_a_finding_that_is_gone_is_kept_whole(tmp_path: Path) -> None:
    first(tmp_path, a=town(WRONG))
    put(tmp_path, {"in/a.txt": town()})
    later(tmp_path)
    (absent,) = told(tmp_path)["absent"]

    assert (absent["rule"], absent["place"]["path"], len(absent["fingerprint"])) == ("OGI-T303", "a.txt", 32)


def test_a_renamed_file_has_nothing_new(tmp_path: Path) -> None:
    first(tmp_path, a=town(WRONG))
    (tmp_path / "in/a.txt").rename(tmp_path / "in/z.txt")
    later(tmp_path)

    assert counts(tmp_path) == {"unchanged": 1}


def test_what_a_rule_found_that_does_not_run_any_more_is_not_gone(tmp_path: Path) -> None:
    first(tmp_path, a=town(WRONG))
    later(tmp_path, select="OGI-T304")

    assert counts(tmp_path) == {"not_compared": 1}
    assert told(tmp_path)["not_compared"][0]["reason"]["code"] == "rule_not_run"
    assert told(tmp_path)["rules_only_in_baseline"] == ["OGI-N701", "OGI-T303", "OGI-T305"]


def test_what_was_found_in_a_report_that_is_not_there_is_not_gone(tmp_path: Path) -> None:
    first(tmp_path, a=town(WRONG), b=town(organ="青禾县教育局"))
    (tmp_path / "in/a.txt").unlink()
    later(tmp_path)

    assert told(tmp_path)["not_compared"][0]["reason"]["code"] == "report_not_there"


def test_what_was_found_in_a_table_that_cannot_be_read_now_is_not_gone(tmp_path: Path) -> None:
    first(tmp_path, a=town(WRONG))
    put(
        tmp_path,
        {"in/a.txt": report_text(title="青禾县水务局2023年政府信息公开工作年度报告", without=("table:requests",))},
    )
    later(tmp_path)

    assert told(tmp_path)["not_compared"][0]["reason"]["code"] == "not_assessed"


def test_rules_that_the_baseline_did_not_run_are_noted(tmp_path: Path) -> None:
    first(tmp_path, select="OGI-T304", a=town(WRONG))
    later(tmp_path)

    assert counts(tmp_path) == {"new": 1}
    assert told(tmp_path)["rules_not_in_baseline"] == ["OGI-N701", "OGI-T303", "OGI-T305"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_summary_has_a_line_of_it(tmp_path: Path, lang: str) -> None:
    old = first(tmp_path, select="OGI-T304", a=town(WRONG))
    ran = run(
        tmp_path / "in", "--now", "2024-02-01", "--jobs", "1", "--select", SELECT, "-o", tmp_path / "new", "--baseline", old,
        "--lang", lang,
    )  # fmt: skip
    lines = {
        "zh": ("与基线（2024-02-01）相比：新增1、未变0、有变化0、已消失0、无法比较0", "基线未运行的规则3条"),
        "en": ("against the baseline (2024-02-01): 1 new, 0 unchanged, 0 changed, 0 gone, 0 not comparable", "3 rules that the baseline"),
    }[lang]  # fmt: skip

    assert all(line in ran.out for line in lines)


def test_it_changes_no_exit_code_and_no_finding(tmp_path: Path) -> None:
    first(tmp_path, a=town(WRONG))
    with_it, without = later(tmp_path), audit(tmp_path / "in", "--select", SELECT)

    assert (with_it.code, with_it.out) == (without.code, without.out)


def test_a_json_file_will_do(tmp_path: Path) -> None:
    first(tmp_path, a=town(WRONG))
    put(tmp_path, {"old.json": audit(tmp_path / "in", "--select", SELECT).out})
    later(tmp_path)
    from_record = told(tmp_path)
    later(tmp_path, baseline=tmp_path / "old.json")

    assert told(tmp_path) == from_record


def test_the_record_may_be_the_one_that_the_run_replaces(tmp_path: Path) -> None:
    first(tmp_path, a=town())
    put(tmp_path, {"in/a.txt": town(WRONG)})
    for _ in range(2):
        audit(tmp_path / "in", "--select", SELECT, "-o", tmp_path / "new", "--baseline", tmp_path / "old")
    audit(tmp_path / "in", "--select", SELECT, "-o", tmp_path / "new", "--baseline", tmp_path / "new")

    assert counts(tmp_path) == {"unchanged": 1}


def test_the_record_has_the_same_bytes_each_time(tmp_path: Path) -> None:
    first(tmp_path, a=town(WRONG))
    made = []
    for _ in range(2):
        later(tmp_path, "--score", "default")
        made.append((tmp_path / "new/audit.db").read_bytes())

    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gone", None), ("a.json", "[]"), ("a.json", "{"), ("a.json", json.dumps({"version": 2})),
        ("a.json", json.dumps({"version": 1})), ("a.db", "text"),
    ],
)  # fmt: skip
def test_a_baseline_that_is_none_stops_the_run(tmp_path: Path, name: str, content: str | None) -> None:
    put(tmp_path, {"in/a.txt": town(), **({name: content} if content is not None else {})})
    ran = audit(tmp_path / "in", "--baseline", tmp_path / name)

    assert (ran.code, ran.out) == (2, "")
    assert name in ran.verdict


def test_sarif_tells_of_each_result_how_it_compares(tmp_path: Path) -> None:
    first(tmp_path, a=town(WRONG))
    put(tmp_path, {"in/b.txt": town(WRONG, organ="青禾县教育局")})
    later(tmp_path)
    sarif = run("report", tmp_path / "new", "-f", "sarif").json

    states = sorted(result["baselineState"] for each in sarif["runs"] for result in each["results"])
    assert states == ["new", "unchanged"]

"""`audit diff`: how two runs differ, for the terminal, with an exit code that a script can use."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from auditor.testing import report_text
from tests.running import Ran, audit, put, run

A = "requests.new"


def town(figures: str = "", organ: str = "青禾县水务局") -> str:
    cells = {A: figures} if figures else {}
    return report_text(title=f"{organ}2023年政府信息公开工作年度报告", cells=cells)


def made(folder: Path, name: str, *more: str | Path, select: str = "OGI-T303,OGI-T304", **files: str) -> Path:
    """A run over such reports."""
    for old in sorted((folder / "in").glob("*.txt")):
        old.unlink()
    put(folder, {f"in/{file}.txt": text for file, text in files.items()})
    audit(folder / "in", "--select", select, "-o", folder / name, *more)
    return folder / name


def diff(one: Path, other: Path, *more: str | Path) -> Ran:
    return run("diff", one, other, "--lang", "en", *more)


def section(ran: Ran, title: str) -> list[str]:
    """The lines below a title, without their indent."""
    lines = ran.out.split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith(f"{title}: ")) + 1
    end = next(n for n in range(start, len(lines)) if not lines[n].startswith("  "))
    return [line.strip() for line in lines[start:end]]


def test_two_runs_over_the_same_are_equal(tmp_path: Path) -> None:
    one, other = (made(tmp_path, name, a=town("1 0 0 0 0 0 2")) for name in ("one", "other"))
    ran = diff(one, other)

    assert ran.code == 0
    assert ran.out.endswith("both runs came to the same\n")
    assert ran.verdict == "audit diff: the same (exit 0)"


def test_reports_that_came_and_went_are_listed(tmp_path: Path) -> None:
    one = made(tmp_path, "one", a=town())
    other = made(tmp_path, "other", b=town(organ="青禾县教育局"))
    ran = diff(one, other)

    assert ran.code == 1
    assert section(ran, "Reports") == ["added  b.txt  青禾县教育局 2023", "removed  a.txt  青禾县水务局 2023"]


def test_a_renamed_file_is_the_same_report(tmp_path: Path) -> None:
    one, other = made(tmp_path, "one", a=town()), made(tmp_path, "other", b=town())

    assert section(diff(one, other), "Reports") == ["moved  a.txt → b.txt  青禾县水务局 2023"]


def test_a_changed_finding_shows_both_figures(tmp_path: Path) -> None:
    one, other = made(tmp_path, "one", a=town("1 0 0 0 0 0 2")), made(tmp_path, "other", a=town("1 0 0 0 0 0 5"))
    (line,) = section(diff(one, other), "Findings changed")

    assert line.startswith("error  OGI-T303  a.txt")
    assert "actual 2 → 5" in line


def test_new_and_gone_are_told_apart(tmp_path: Path) -> None:
    one, other = made(tmp_path, "one", a=town()), made(tmp_path, "other", a=town("1 0 0 0 0 0 2"))

    assert len(section(diff(one, other), "New findings")) == 1
    assert len(section(diff(other, one), "Findings gone")) == 1
    assert section(diff(one, other), "States changed") == ["OGI-T303  a.txt  青禾县水务局 2023  pass → fail"]


def test_the_verdicts_are_shown_where_they_differ(tmp_path: Path) -> None:
    one, other = made(tmp_path, "one", a=town()), made(tmp_path, "other", a=town("1 0 0 0 0 0 2"))

    assert section(diff(one, other), "Verdict") == [
        "1 report audited completely; no findings → 1 report: 1 error, 0 warnings, 0 to review"
    ]


def test_another_set_of_rules_is_told_and_what_they_found_is_not_called_new(tmp_path: Path) -> None:
    one = made(tmp_path, "one", a=town("1 0 0 0 0 0 2"), select="OGI-T304")
    other = made(tmp_path, "other", a=town("1 0 0 0 0 0 2"))
    ran = diff(one, other)

    assert section(ran, "Rules") == ["added  OGI-T303"]
    assert section(ran, "New findings")[0].endswith("in the other run: the rule did not run")


def test_a_decision_in_between_is_told(tmp_path: Path) -> None:
    one = made(tmp_path, "one", a=town("1 0 0 0 0 0 2"))
    (found,) = audit(tmp_path / "in", "--select", "OGI-T303").json["findings"]
    with (tmp_path / "d.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["fingerprint", "evidence", "verdict", "reviewer", "date"])
        writer.writerow([found["fingerprint"], found["evidence"], "accepted", "王", "2024-01-15"])
    other = made(tmp_path, "other", "--decisions", tmp_path / "d.csv", a=town("1 0 0 0 0 0 2"))

    (line,) = section(diff(one, other), "Decisions changed")
    assert line.endswith("no decision → accepted 王 2024-01-15")


def test_a_json_file_can_stand_for_a_record(tmp_path: Path) -> None:
    one = made(tmp_path, "one", a=town("1 0 0 0 0 0 2"))
    put(tmp_path, {"one.json": audit(tmp_path / "in", "--select", "OGI-T303,OGI-T304").out})

    assert diff(tmp_path / "one.json", one).code == 0


def test_long_lists_are_cut_and_counted_unless_all_is_asked_for(tmp_path: Path) -> None:
    one = made(tmp_path, "one", a=town())
    other = made(tmp_path, "other", a=town(), **{f"b{n:02}": town(organ=f"青禾县第{n}局") for n in range(30)})

    assert section(diff(one, other), "Reports")[-1] == "... and 10 more; see them with -v or -f html=FILE"
    assert len(section(diff(one, other, "-v"), "Reports")) == 30


def test_it_speaks_chinese(tmp_path: Path) -> None:
    one, other = made(tmp_path, "one", a=town()), made(tmp_path, "other", a=town("1 0 0 0 0 0 2"))
    ran = run("diff", one, other)

    assert "规则状态变化: 1" in ran.out
    assert "通过 → 不通过" in ran.out
    assert ran.verdict == "audit diff: 结果不同 (exit 1)"


def test_hostile_names_do_not_reach_the_terminal(tmp_path: Path) -> None:
    one, other = (
        made(tmp_path, "one", a=town()),
        made(tmp_path, "other", **{"a": town(), "b\x1b[31m": town(organ="青禾县教育局")}),
    )

    assert "\x1b" not in diff(one, other).out


@pytest.mark.parametrize(
    "arguments", [["one", "gone"], ["one"], ["one", "one", "-f", "pdf=x"], ["one", "one", "-f", "html"], ["in", "one"]]
)
def test_usage_errors_end_with_2(tmp_path: Path, arguments: list[str]) -> None:
    made(tmp_path, "one", a=town())
    ran = run("diff", *(tmp_path / word if word in ("one", "gone", "in") else word for word in arguments))

    assert (ran.code, ran.out) == (2, "")

"""`audit rules quality`: what reviewers made of each rule's findings, over several runs."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from auditor.testing import report_text
from tests.running import Ran, audit, put, run

SELECT = "OGI-T303,OGI-T304"
ORGANS = ("水务局", "教育局", "民政局", "文化局")


def desk(folder: Path) -> list[dict[str, str]]:
    """Four reports with a finding of OGI-T303 each, one that cannot be assessed, and the findings."""
    files = {
        f"in/{n}.txt": report_text(
            title=f"青禾县{organ}2023年政府信息公开工作年度报告", cells={"requests.new": "1 0 0 0 0 0 2"}
        )
        for n, organ in enumerate(ORGANS)
    }
    put(folder, {**files, "in/x.txt": report_text(2020, without=("table:requests",))})
    found: list[dict[str, str]] = audit(folder / "in", "--select", SELECT).json["findings"]
    return found


def recorded(folder: Path, name: str, verdicts: Mapping[int, str], **changed: str) -> Path:
    found = desk(folder)
    with (folder / "d.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ("fingerprint", "evidence", "verdict", "expires"))
        writer.writeheader()
        for n, verdict in verdicts.items():
            one = found[n]
            writer.writerow(
                {"fingerprint": one["fingerprint"], "evidence": one["evidence"], "verdict": verdict, **changed}
            )
    audit(folder / "in", "--select", SELECT, "--decisions", folder / "d.csv", "-o", folder / name)
    return folder / name


def figures(ran: Ran, rule: str = "OGI-T303") -> list[str]:
    (line,) = [line for line in ran.out.split("\n") if line.startswith(rule)]
    return line.split()[1:8]


def test_decided_findings_are_counted_and_give_a_precision(tmp_path: Path) -> None:
    record = recorded(tmp_path, "out", {0: "confirmed", 1: "accepted", 2: "dismissed"})

    # fired, confirmed, accepted, dismissed, undecided, not assessable, precision
    assert figures(run("rules", "quality", record)) == ["4", "1", "1", "1", "1", "1", "66.7%"]


def test_a_rule_on_which_nothing_was_decided_has_no_precision(tmp_path: Path) -> None:
    record = recorded(tmp_path, "out", {})

    assert figures(run("rules", "quality", record)) == ["4", "0", "0", "0", "4", "1", "—"]
    assert figures(run("rules", "quality", record), "OGI-T304")[0] == "0"


def test_a_finding_of_several_runs_counts_once_with_its_last_decision(tmp_path: Path) -> None:
    first = recorded(tmp_path, "first", {0: "confirmed", 1: "confirmed"})
    second = recorded(tmp_path, "second", {0: "dismissed"})

    assert figures(run("rules", "quality", first, second)) == ["4", "1", "0", "1", "2", "1", "50.0%"]


def test_a_decision_that_has_expired_is_none(tmp_path: Path) -> None:
    record = recorded(tmp_path, "out", {0: "dismissed"}, expires="2023-01-01")

    assert figures(run("rules", "quality", record))[4] == "4"


def test_both_languages_have_their_heads(tmp_path: Path) -> None:
    record = recorded(tmp_path, "out", {})

    assert run("rules", "quality", record).out.startswith("规则      发现  属实  接受现状")
    assert run("rules", "quality", record, "--lang", "en").out.startswith("rule      fired  confirmed")


def test_what_is_no_record_is_a_usage_error(tmp_path: Path) -> None:
    assert run("rules", "quality", tmp_path).code == 2

"""The short summary: what was found, where, what could not be checked, and the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.outputs.terminal import SHOWN, summary
from auditor.record.view import Run
from auditor.testing import report_text
from tests.running import audit, put

WRONG = report_text(cells={"requests.new.total": "5"})


def lines(
    folder: Path, files: dict[str, str | bytes], *options: str, lang: str = "en", verbose: bool = False
) -> list[str]:
    audit(put(folder / "in", files), "-o", folder / "out", *options)
    record = Run(folder / "out")
    found = list(summary(record, lang, verbose=verbose))
    record.close()
    return found


def test_a_clean_report_is_not_listed_and_the_ledger_is(tmp_path: Path) -> None:
    found = lines(tmp_path, {"a.txt": report_text()}, "--select", "OGI-T301,OGI-T302,OGI-T303,OGI-T304,OGI-T305")

    assert found == [
        "rules x reports: 5 x 1 = 5",
        "  pass 5  fail 0  review 0  not applicable 0  not assessable 0  rule error 0  waived 0",
    ]


def test_a_finding_is_listed_under_its_report_with_its_line(tmp_path: Path) -> None:
    found = lines(tmp_path, {"a.txt": WRONG}, "--select", "OGI-T303")
    line = WRONG.split("\n").index("\t5") + 1

    assert found[0] == "a.txt  青禾县石桥镇人民政府 2023"
    assert found[1].startswith(f"  error  OGI-T303  line {line}  ")


def test_the_summary_speaks_chinese_too(tmp_path: Path) -> None:
    found = lines(tmp_path, {"a.txt": WRONG}, "--select", "OGI-T303", lang="zh")

    assert found[1].startswith("  错误  OGI-T303  第")
    assert found[-2] == "规则×报告：1 × 1 = 1"


def test_what_could_not_be_assessed_is_listed_once_with_its_rules(tmp_path: Path) -> None:
    found = lines(
        tmp_path,
        {"a.txt": report_text(without=("table:requests",))},
        "--select",
        "OGI-T301,OGI-T302,OGI-T303,OGI-T304,OGI-T305",
    )

    assert (
        found[1]
        == "  not assessable  OGI-T301, OGI-T302, OGI-T303 +2  table 3 (requests received and processed) was not found"
    )


def test_a_long_list_is_cut_and_says_so(tmp_path: Path) -> None:
    wrong = {f"{number:02}.txt": WRONG for number in range(SHOWN + 3)}
    found = lines(tmp_path, {**wrong}, "--select", "OGI-T303")

    assert "... and 3 more, see the pages" in found
    assert len([line for line in found if line.startswith("  error")]) == SHOWN


def test_verbose_lists_every_finding(tmp_path: Path) -> None:
    wrong = {f"{number:02}.txt": WRONG for number in range(SHOWN + 3)}
    found = lines(tmp_path, {**wrong}, "--select", "OGI-T303", verbose=True)

    assert len([line for line in found if line.startswith("  error")]) == SHOWN + 3


def test_skipped_files_are_counted(tmp_path: Path) -> None:
    assert "2 files skipped" in lines(tmp_path, {"a.txt": report_text(), "README.md": "", "b.xyz": ""})


@pytest.mark.parametrize("char", ["\x1b", "\x07", "\x9b", "\u202e", "\x00"])
def test_control_characters_of_a_report_never_reach_the_terminal(tmp_path: Path, char: str) -> None:
    title = f"青禾县{char}[31m教育局2023年政府信息公开工作年度报告"
    found = lines(
        tmp_path, {"a.txt": WRONG.replace("青禾县石桥镇人民政府2023年政府信息公开工作年度报告", title)}, verbose=True
    )

    assert not any(char in line for line in found)

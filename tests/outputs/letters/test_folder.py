"""`-f letters`: to whom a letter goes, what stands in it, and what never does."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
import pytest

from auditor.engine.identity import closing_fingerprint
from auditor.record.view import Run
from auditor.testing import report_text
from tests.outputs.office import needs_office, printed
from tests.running import ON, Ran, audit, put, run

RULES = ("--select", "OGI-T301,OGI-T303,OGI-D602,OGI-P001")
WATER, SCHOOLS, CLEAN = "青禾县水务局", "青禾县教育局", "青禾县民政局"


def report(organ: str, year: int = 2023, **cells: str) -> str:
    return report_text(
        title=f"{organ}{year}年政府信息公开工作年度报告",
        cells={f"requests.{key}.total": value for key, value in cells.items()},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two organs whose tables do not add up, and one whose do."""
    files = {
        "a.txt": report(WATER, new="5", carried_in="4"), "b.txt": report(SCHOOLS, new="7"), "c.txt": report(CLEAN),
        "d.txt": report(WATER, 2022, new="3"),
    }  # fmt: skip
    return put(tmp_path / "in", files)


def letters(folder: Path, out: Path, *options: str | Path) -> Ran:
    return run("-f", "letters", "-o", out, "--now", ON, "--jobs", "1", *RULES, *options, folder)


def findings(folder: Path, *rules: str) -> list[Any]:
    return [f for f in audit(*RULES, folder).json["findings"] if f["rule"] in rules]


def decided(folder: Path, rows: Iterable[str]) -> Path:
    heads = "fingerprint,evidence,verdict,reason,reviewer,date,expires,rule,organ,year"
    return put(folder, {"decisions.csv": "\n".join([heads, *rows])}) / "decisions.csv"


def row(finding: Any, verdict: str, reason: str = "") -> str:
    return f"{finding['fingerprint']},{finding['evidence']},{verdict},{reason},王某,2024-01-05,,,,"


def names(out: Path) -> set[str]:
    return {file.name for file in (out / "letters").iterdir()}


def words(file: Path) -> str:
    opened = docx.Document(str(file))
    cells = [cell.text for table in opened.tables for line in table.rows for cell in line.cells]
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])


def test_without_decisions_every_organ_with_errors_or_warnings_gets_a_list_to_be_verified(
    folder: Path, tmp_path: Path
) -> None:
    ran = letters(folder, tmp_path / "out")
    text = words(tmp_path / "out/letters" / f"{WATER}-2023-核实清单.docx")

    assert names(tmp_path / "out") == {
        f"{WATER}-2023-核实清单.docx", f"{WATER}-2022-核实清单.docx", f"{SCHOOLS}-2023-核实清单.docx"
    }  # fmt: skip
    assert "核实清单（待确认）3份" in ran.err
    assert "2023年政府信息公开工作年度报告问题核实清单（待确认）" in text
    assert "尚未经审核人员确认，不作为认定依据" in text
    assert "统计期限" not in text  # a finding to review
    assert "整改通知" not in text


def test_only_confirmed_findings_are_in_a_letter_and_who_has_none_gets_none(folder: Path, tmp_path: Path) -> None:
    first, second = (f for f in findings(folder, "OGI-T303") if f["place"]["path"] == "a.txt")
    (other,) = (f for f in findings(folder, "OGI-T303") if f["place"]["path"] == "b.txt")
    rows = [row(first, "confirmed", "已电话核对"), row(second, "dismissed"), row(other, "accepted")]
    ran = letters(folder, tmp_path / "out", "--decisions", decided(tmp_path, rows))
    text = words(tmp_path / "out/letters" / f"{WATER}-2023-整改通知.docx")

    assert names(tmp_path / "out") == {f"{WATER}-2023-整改通知.docx"}
    assert "整改通知1份" in ran.err
    assert "关于2023年政府信息公开工作年度报告有关问题的整改通知" in text
    assert f"{WATER}：" in text
    assert f"1．{first['message']['zh']}" in text
    assert "位置：表三 一、本年新收政府信息公开申请数量·总计（文本第" in text
    assert "应为：0；实为：5" in text
    assert "关系式：自然人 + 商业企业 + 科研机构 + 社会公益组织 + 法律服务机构 + 其他 = 总计" in text
    assert "“5”" in text
    assert f"依据：{first['basis']['zh']}" in text
    assert f"整改要求：{first['remedy']['zh']}" in text
    assert "审核意见：已电话核对" in text
    assert "请于　　　　年　　月　　日前完成整改" in text
    assert second["message"]["zh"] not in text


def test_a_decision_that_no_longer_holds_confirms_nothing(folder: Path, tmp_path: Path) -> None:
    first = findings(folder, "OGI-T303")[0]
    stale = f"{first['fingerprint']},{'0' * 32},confirmed,,王某,2024-01-05,,,,"
    letters(folder, tmp_path / "out", "--decisions", decided(tmp_path, [stale]))

    assert names(tmp_path / "out") == set()


def test_what_a_reviewer_saw_by_eye_is_in_the_letter(folder: Path, tmp_path: Path) -> None:
    sha256 = next(r["sha256"] for r in audit(*RULES, folder).json["reports"] if r["path"] == "c.txt")
    manual = f"{'5' * 32},{sha256},confirmed,落款缺公章,王某,2024-01-05,,MANUAL-1,{CLEAN},2023"
    letters(folder, tmp_path / "out", "--decisions", decided(tmp_path, [manual]))

    assert names(tmp_path / "out") == {f"{CLEAN}-2023-整改通知.docx"}
    assert "1．落款缺公章" in words(tmp_path / "out/letters" / f"{CLEAN}-2023-整改通知.docx")


def test_scores_are_told_where_the_run_has_them(folder: Path, tmp_path: Path) -> None:
    letters(folder, tmp_path / "1")
    letters(folder, tmp_path / "2", "--score", "default")
    name = f"letters/{SCHOOLS}-2023-核实清单.docx"

    assert "本次评分" not in words(tmp_path / "1" / name)
    assert "（满分100分），在4份参评报告中列第2位" in words(tmp_path / "2" / name)


def test_an_organ_without_name_is_called_by_its_file(tmp_path: Path) -> None:
    report = report_text(title="政府信息公开工作年度报告", cells={"requests.new.total": "5"})
    letters(put(tmp_path / "in", {"镇街/无名.txt": report, "n.txt": "通知"}), tmp_path / "out")

    assert {name for name in names(tmp_path / "out") if "无名" in name} == {"镇街_无名.txt-核实清单.docx"}


def test_what_a_report_says_stays_text(tmp_path: Path) -> None:
    hostile = "{{ 7*7 }}{% for x in y %}{_{ <w:p/> &amp; ]]>"
    file = put(tmp_path / "in", {"a.txt": report(WATER, new=hostile)}) / "a.txt"
    found = audit(file).json["findings"]
    told = [quote["text"] for each in found for quote in each["quotes"] if "7*7" in quote["text"]]
    run("-f", "letters", "-o", tmp_path / "out", "--now", ON, "--jobs", "1", file)
    (letter,) = (tmp_path / "out/letters").iterdir()

    assert told
    assert all(" ".join(text.split()) in words(letter) for text in told)


def test_the_same_run_gives_the_same_bytes_then_and_later(folder: Path, tmp_path: Path) -> None:
    letters(folder, tmp_path / "1")
    run("report", tmp_path / "1", "-f", f"letters={tmp_path / '2'}")
    first, second = tmp_path / "1/letters", tmp_path / "2"

    assert len(list(second.iterdir())) == 3
    assert all(file.read_bytes() == (first / file.name).read_bytes() for file in second.iterdir())


@needs_office
def test_libreoffice_prints_every_finding(folder: Path, tmp_path: Path) -> None:
    letters(folder, tmp_path / "out")
    found = [f for f in findings(folder, "OGI-T301", "OGI-T303") if f["place"]["path"] == "a.txt"]
    text = printed(tmp_path / "out/letters" / f"{WATER}-2023-核实清单.docx", tmp_path)

    assert len(found) == 3
    for finding in found:
        for said in (finding["message"]["zh"], finding["basis"]["zh"], finding["remedy"]["zh"]):
            assert "".join(said.split()) in text


def test_what_a_reviewer_found_not_in_order_by_eye_is_in_the_letter(tmp_path: Path) -> None:
    title = f"{WATER}2023年政府信息公开工作年度报告"
    folder = put(tmp_path / "in", {"a.txt": report_text(title=title, without=("table:requests",))})
    audit(*RULES, folder, "-o", tmp_path / "first")
    before = Run(tmp_path / "first")
    (about,), rule = before.reports(), next(rule for rule in before.rules if rule.id == "OGI-T303")
    before.close()
    closed = f"{closing_fingerprint(rule, about)},{about.sha256},checked_fail,附图中的表三合计有误,王某,2024-01-05,,,,"
    letters(folder, tmp_path / "out", "--decisions", decided(tmp_path, [closed]))
    text = words(tmp_path / "out/letters" / f"{WATER}-2023-整改通知.docx")

    assert f"1．{rule.title.zh}（未读到表三（收到和处理政府信息公开申请情况），经审核人员人工核查认定）" in text
    assert "附图中的表三合计有误" in text
    assert f"整改要求：{rule.remedy.zh}" in text

"""A run compared with an earlier one: new and changed findings are told apart, those gone are listed, changed figures shown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import lxml.html
import pytest

from auditor.outputs.html.pages import write_folder
from auditor.record.view import Run
from auditor.testing import report_text
from tests.outputs.html.conftest import Audited

SELECT = ("--select", "OGI-T303,OGI-T401")
NEW = {"requests.new": "1 0 0 0 0 0 2"}
HIGHER = {"requests.new": "1 0 0 0 0 0 3"}


def town(cells: Mapping[str, str], organ: str = "青禾县水务局") -> str:
    return report_text(title=f"{organ}2023年政府信息公开工作年度报告", cells=dict(cells))


def compared(audited: Audited, before: Mapping[str, str], after: Mapping[str, str], *options: str | Path) -> Run:
    """The second of two runs, with the first as its baseline."""
    first = audited(before, *SELECT)
    return audited(after, *(options or SELECT), "--baseline", first.file)


def index(run: Run, folder: Path) -> lxml.html.HtmlElement:
    write_folder(run, folder, "zh")
    return lxml.html.parse(folder / "index.html").getroot()


def page(folder: Path, organ: str = "青禾县水务局") -> lxml.html.HtmlElement:
    trees = [lxml.html.parse(file).getroot() for file in sorted((folder / "reports").iterdir())]
    return next(tree for tree in trees if tree.xpath("string(//h1)") == organ)


def zh(element: lxml.html.HtmlElement) -> str:
    """The Chinese half of what an element says."""
    texts = element.xpath(".//text()[not(ancestor::*[@lang='en'])]")
    return "".join("".join(texts).split())


def test_without_a_baseline_nothing_is_said_of_one(audited: Audited, tmp_path: Path) -> None:
    assert not index(audited({"a.txt": town(NEW)}, *SELECT), tmp_path).xpath("//section[@class='baseline']")
    assert not page(tmp_path).xpath("//*[contains(@class, 'since')]")


def test_the_index_counts_what_is_new_unchanged_changed_gone_and_not_comparable(
    audited: Audited, tmp_path: Path
) -> None:
    before = {"a.txt": town(NEW), "b.txt": town(NEW, "青禾县教育局"), "c.txt": town(NEW, "青禾县民政局")}
    after = {"a.txt": town(HIGHER), "b.txt": town({"appeals.review": "1 0 0 0 0"}, "青禾县教育局")}
    (section,) = index(compared(audited, before, after), tmp_path).xpath("//section[@class='baseline']")
    assert {zh(pair[0]): zh(pair[1]) for pair in section.xpath("./dl/div")} == {
        "新": "1", "未变": "0", "有变化": "1", "已消失": "1", "无法比较": "1",
    }  # fmt: skip
    assert "2024-02-01" in section.xpath("string(h2)")
    (gone,) = section.xpath("./details[@class='gone']//li")
    assert "c.txt" in zh(gone)
    assert "无法比较：该报告不在其中" in zh(gone)
    assert [zh(each) for each in page(tmp_path).xpath("//h4/span[contains(@class, 'since')]")] == ["有变化"]
    other = page(tmp_path, "青禾县教育局")
    assert [zh(each) for each in other.xpath("//h4/span[contains(@class, 'since')]")] == ["新"]
    assert len(other.xpath("//details[@class='gone']//li")) == 1


def test_an_unchanged_finding_wears_no_word(audited: Audited, tmp_path: Path) -> None:
    index(compared(audited, {"a.txt": town(NEW)}, {"a.txt": town(NEW)}), tmp_path)
    assert page(tmp_path).xpath("//li[starts-with(@class, 'finding')]")
    assert not page(tmp_path).xpath("//*[contains(@class, 'since ')]")


def test_a_changed_finding_shows_its_old_figures_beside_those_of_now(audited: Audited, tmp_path: Path) -> None:
    index(compared(audited, {"a.txt": town(NEW)}, {"a.txt": town(HIGHER)}), tmp_path)
    (changes,) = page(tmp_path).xpath("//div[@class='changes']")
    assert "由基线（2024-02-01）到现在" in zh(changes)
    assert [zh(row) for row in changes.xpath(".//dl/div")] == ["实为2→3", "总计2→3"]


def test_a_finding_that_is_gone_is_listed_on_the_page_of_its_renamed_report(audited: Audited, tmp_path: Path) -> None:
    run = compared(audited, {"a.txt": town(NEW)}, {"改名.txt": town({})})
    assert not index(run, tmp_path).xpath("//section[@class='baseline']//details[@class='gone']")
    (gone,) = page(tmp_path).xpath("//section[@class='margin']/details[@class='gone']")
    assert "1项" in zh(gone)
    assert "OGI-T303" in zh(gone)


def test_a_rule_that_did_not_run_says_why_its_finding_is_not_compared(audited: Audited, tmp_path: Path) -> None:
    run = compared(audited, {"a.txt": town(NEW)}, {"a.txt": town(NEW)}, "--select", "OGI-T401")
    (rules,) = index(run, tmp_path).xpath("//section[@class='baseline']/details")
    assert "仅基线运行的规则" in zh(rules)
    assert "OGI-T303" in zh(rules)
    assert "无法比较：该规则未运行" in zh(page(tmp_path).xpath("//details[@class='gone']")[0])


@pytest.mark.parametrize("known", [True, False])
def test_a_reopened_decision_shows_the_figures_of_now_and_the_old_ones_where_the_run_knows_them(
    audited: Audited, tmp_path: Path, known: bool
) -> None:
    first = audited({"a.txt": town(NEW)}, *SELECT)
    (finding,) = first.findings(1)
    decisions = tmp_path / "decisions.csv"
    decisions.write_text(
        f"fingerprint,evidence,verdict,reason,reviewer\n{finding['fingerprint']},{finding['evidence']},dismissed,已核对,王\n",
        encoding="utf-8",
    )
    baseline = ("--baseline", first.file) if known else ()
    run = audited({"a.txt": town(HIGHER)}, *SELECT, "--decisions", decisions, *baseline)
    index(run, tmp_path)
    (shown,) = page(tmp_path).xpath("//li[starts-with(@class, 'finding')]")
    assert "waived" not in shown.get("class")
    assert "重新打开" in [zh(each) for each in shown.xpath("./h4/span")]
    said = zh(shown.xpath("./p[@class='decision reopened']")[0])
    assert "不成立" in said
    assert "现在：应为1，实为3" in said
    assert ("--baseline" in said) is not known
    assert bool(shown.xpath("./div[@class='changes']")) is known

"""Markdown, as GitHub's own renderer shows it: a readable summary in which hostile text stays text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cmarkgfm
import pytest
from lxml import etree, html

from auditor.outputs import markdown
from auditor.outputs.markdown import text
from auditor.testing import report_text
from tests.outputs.busy import HOSTILE, output
from tests.running import audit, put


def page(source: str) -> etree._Element:
    return html.fromstring(f"<div>{cmarkgfm.github_flavored_markdown_to_html(source)}</div>")


@pytest.fixture(scope="module")
def shown(record: Path) -> etree._Element:
    return page(output(record, "markdown").read_text(encoding="utf-8"))


def test_verdict_and_ledger_come_first(shown: etree._Element, published: Any) -> None:
    ledger = {row[0].text: row[1].text for row in shown.findall(".//table")[0].iter("tr")}

    assert shown.findtext(".//p/strong") == published["verdict"]["zh"]
    assert ledger["不通过"] == str(published["ledger"]["fail"])
    assert ledger["规则 × 报告"] == "11 × 8 = 88"


def test_severities_are_counted_with_those_set_aside(shown: etree._Element) -> None:
    counts = {row[0].text: [cell.text for cell in row[1:]] for row in shown.findall(".//table")[1].iter("tr")}

    assert counts["错误"] == ["7", "1", "3"]


def test_findings_stand_under_their_report(shown: etree._Element) -> None:
    titles = ["".join(title.itertext()) for title in shown.iter("h3")]
    items = ["".join(item.itertext()) for item in shown.iter("li")]

    assert "青禾县民政局 2023 — d.txt" in titles
    assert "青禾县文化局 2023 — 未提交" in titles
    assert any(item.startswith("错误 OGI-T303 表三 一、本年新收政府信息公开申请数量·总计 第") for item in items)
    assert any(item.startswith("错误（已豁免） OGI-T303") for item in items)
    assert any(item.startswith("规则运行出错 TEST-A001") for item in items)
    assert any(item.startswith("未能完整读取 OGI-T301, OGI-T302, OGI-T303 +1") for item in items)


def test_hostile_text_stays_text(record: Path, shown: etree._Element) -> None:
    joined = "".join(shown.itertext()).replace("\u2060", "")

    assert HOSTILE.replace("\u202e", "\\u202e") in joined
    assert not list(shown.iter("a", "b", "img", "script"))
    assert not {"\u202e", "\x07"} & set(output(record, "markdown").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "given",
    [
        "http://evil.example www.evil.example WWW.evil.example", "a@b.example mailto:a@b.example xmpp:a@b.example",
        "[a](b) ![a](b) <b>c</b> <!-- d -->", "`c` **b** _i_ ~~s~~ *i*", "| a | b |", "$x$ &amp; \\ \\|",
    ],
)  # fmt: skip
def test_no_markup_of_a_text_takes_effect(given: str) -> None:
    shown = page(f"- x {text(given)}\n\n| a | b |\n|---|---|\n| {text(given)} | 2 |\n")

    assert {element.tag for element in shown.iter()} == {
        "div", "ul", "li", "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert [cell.text.replace("\u2060", "") for cell in shown.iter("td")] == [given, "2"]


def test_nobody_is_called_and_nothing_is_referred_to() -> None:
    assert text("@all #12") == "@\u2060all \\#\u206012"


def test_what_finds_no_room_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "MOST", 260)
    wrong = {f"{n}.txt": report_text(cells={"requests.new.total": "5"}) for n in range(4)}
    audit(put(tmp_path / "in", wrong), "--select", "OGI-T303", "-f", f"markdown={tmp_path / 'o.md'}")

    found = (tmp_path / "o.md").read_text(encoding="utf-8")
    assert found.count("### ") == 1
    assert "3 findings of 3 more reports are not listed" in found


def test_a_clean_run_says_so(tmp_path: Path) -> None:
    ran = audit(put(tmp_path, {"a.txt": report_text()}), "--select", "OGI-T303", "-f", "markdown")

    assert "No findings." in ran.out

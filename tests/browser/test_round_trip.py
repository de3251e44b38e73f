"""Audit, decide in the page, save, correct one figure, audit again: what changed reopens, the rest holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.testing import report_text
from tests.browser.conftest import Open, page_of
from tests.browser.test_decisions import decide, saved
from tests.running import audit, run

pytestmark = pytest.mark.browser

ORGAN = "青禾县石桥镇人民政府"
BEFORE = report_text(cells={"appeals.review": "10 1 0 0 0", "appeals.suit_direct": "5 0 0 0 0"})
AFTER = report_text(cells={"appeals.review": "10 1 0 0 3", "appeals.suit_direct": "5 0 0 0 0"})


def test_a_changed_figure_reopens_its_decision_and_no_other(tmp_path: Path, opened: Open) -> None:
    reports, out = tmp_path / "in", tmp_path / "out"
    reports.mkdir()
    (reports / "石桥镇.txt").write_text(BEFORE, encoding="utf-8")
    run(reports, "-o", out, "--now", "2024-02-01", "--select", "OGI-T401", "-q")
    page = opened(page_of(out, ORGAN))
    for verdict in ("confirmed", "dismissed"):
        page.keyboard.press("j")
        decide(page, verdict, "已与原件核对")
    page.get_by_role("button", name="补充问题").click()
    form = page.locator(".decision-form")
    form.locator("textarea").fill("落款缺公章")
    form.locator("input[name=reviewer]").fill("李")
    form.locator("button[type=submit]").click()
    saved(page, tmp_path)

    again = ("--decisions", tmp_path / "decisions.csv", "--select", "OGI-T401")
    same = audit(reports, *again).json["findings"]
    (reports / "改名.txt").write_text("\n" + AFTER.replace("一、", "\n一、", 1), encoding="utf-8")
    (reports / "石桥镇.txt").unlink()
    changed = audit(reports, *again).json["findings"]

    def states(findings: list[dict[str, dict[str, str]]]) -> list[tuple[str, str, str]]:
        return sorted((str(f["rule"]), f["decision"]["verdict"], f["decision"]["state"]) for f in findings)

    assert states(same) == [
        ("MANUAL-1", "confirmed", "holds"), ("OGI-T401", "confirmed", "holds"), ("OGI-T401", "dismissed", "holds"),
    ]  # fmt: skip
    assert states(changed) == [
        ("MANUAL-1", "confirmed", "changed"), ("OGI-T401", "confirmed", "changed"), ("OGI-T401", "dismissed", "holds"),
    ]  # fmt: skip

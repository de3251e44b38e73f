"""A run with scores and a baseline: sorted by score and rank, the suspected cell and its incident linked both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.testing import report_text
from tests.browser.conftest import Open, page_of
from tests.browser.test_accessible import AXE, TAGS
from tests.running import audit, put

pytestmark = pytest.mark.browser

ORGAN = "青禾县水务局"
TWELVE = {
    "requests.new": "12 0 0 0 0 0 12", "requests.granted": "10 0 0 0 0 0 10", "requests.denied_1": "2 0 0 0 0 0 2",
    "requests.total": "12 0 0 0 0 0 12",
}  # fmt: skip


def town(organ: str, cells: dict[str, str]) -> str:
    return report_text(title=f"{organ}2023年政府信息公开工作年度报告", cells=cells)


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a second run over three towns and a notice; a fourth town is not there any more."""
    folder = tmp_path_factory.mktemp("compared")
    put(folder, {
        "in/a.txt": town(ORGAN, {**TWELVE, "requests.granted.natural": "13"}),
        "in/b.txt": town("青禾县教育局", {"requests.new": "1 0 0 0 0 0 2"}),
        "in/c.txt": town("青禾县民政局", {}),
        "in/d.txt": town("青禾县财政局", {"requests.new": "1 0 0 0 0 0 2"}),
        "in/通知.txt": "关于召开会议的通知\n",
    })  # fmt: skip
    audit(folder / "in", "--select", "OGI-T,OGI-P001", "-o", folder / "old")
    put(folder, {
        "in/a.txt": town(ORGAN, {**TWELVE, "requests.granted.natural": "14"}), "in/b.txt": town("青禾县教育局", {}),
        "in/c.txt": town("青禾县民政局", {"appeals.review": "1 0 0 0 0"}),
    })  # fmt: skip
    (folder / "in" / "d.txt").unlink()
    audit(
        folder / "in", "--select", "OGI-T,OGI-P001", "-o", folder / "new", "-f", "html", "--score", "default",
        "--baseline", folder / "old", "--lang", "zh",
    )  # fmt: skip
    return folder / "new"


def test_reports_are_sorted_by_score_and_rank_and_what_has_none_comes_last(compared: Path, opened: Open) -> None:
    page = opened(compared / "index.html")
    heads = page.locator("table.reports thead tr").last.locator("th")
    named = heads.all_inner_texts()
    score, rank = named.index("评分"), named.index("名次")
    cells = f"rows => rows.map(row => row.children[{score}].innerText)"
    rows = page.locator("table.reports tbody tr")
    heads.nth(score).locator("button").click()
    assert heads.nth(score).get_attribute("aria-sort") == "descending"
    by_score = rows.evaluate_all(cells)
    assert by_score[-1] == "—"
    numbers = [float(text) for text in by_score[:-1]]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) > 1
    heads.nth(rank).locator("button").click()
    assert heads.nth(rank).get_attribute("aria-sort") == "ascending"
    assert rows.evaluate_all(cells) == by_score
    heads.nth(named.index("错误")).locator("button").click()
    errors = rows.evaluate_all(f"rows => rows.map(row => Number(row.children[{named.index('错误')}].innerText))")
    assert errors == sorted(errors, reverse=True)


def test_rows_built_by_script_are_those_that_stand_there_without(compared: Path, opened: Open) -> None:
    plain, built = (opened(compared / "index.html", java_script_enabled=on) for on in (False, True))
    assert built.inner_text(".reports tbody").split() == plain.inner_text(".reports tbody").split()


def test_the_suspected_cell_and_its_incident_lead_to_each_other(compared: Path, opened: Open) -> None:
    page = opened(page_of(compared, ORGAN), java_script_enabled=False)
    fix = page.locator(".original .fix")
    assert fix.all_inner_texts() == ["→ 10"]
    cell = page.locator("td:has(.fix)")
    assert cell.evaluate("cell => getComputedStyle(cell).outlineStyle") == "dotted"
    fix.click()
    assert page.locator(".incident:target").count() == 1
    page.locator(".incident:target .repairs a").click()
    assert page.locator("mark:target").inner_text() == "14"


def test_pointing_at_what_the_cell_should_say_lights_its_incident(compared: Path, opened: Open) -> None:
    page = opened(page_of(compared, ORGAN))
    page.locator(".fix").hover()
    assert page.locator(".incident.lit").count() == 1
    page.locator(".repairs a").hover()
    assert page.locator(".original mark.lit").count() == 1


@pytest.mark.parametrize("name", ["index", "report"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_they_add(compared: Path, opened: Open, name: str, scheme: str) -> None:
    page = opened(compared / "index.html" if name == "index" else page_of(compared, ORGAN), color_scheme=scheme)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert page.locator(".baseline" if name == "index" else ".since").first.is_visible()
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []

"""The pages with their script: sorted, filtered, followed by keys, and inert whatever a report says."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open, page_of

pytestmark = pytest.mark.browser

ORGAN = "青川市临江区水务局"


@pytest.fixture
def index(opened: Open, folder: Path) -> Page:
    return opened(folder / "index.html")


@pytest.fixture
def report(opened: Open, folder: Path) -> Page:
    return opened(page_of(folder, ORGAN))


def files(page: Page) -> list[str]:
    return page.locator("table.reports tbody small").all_inner_texts()


def test_reports_are_filtered_by_text_organ_year_rule_and_state(index: Page) -> None:
    assert len(files(index)) == 4
    index.fill("#search input", "水务 2023")
    assert files(index) == ["水务局-2023.txt"]
    index.fill("#search input", "")
    organ, year, rule = (index.locator("#search select").nth(n) for n in range(3))
    organ.select_option("青川市临江区南浦镇人民政府")
    assert files(index) == ["南浦镇-2020.txt"]
    organ.select_option("")
    year.select_option("2020")
    assert files(index) == ["南浦镇-2020.txt"]
    year.select_option("")
    number = index.evaluate(
        "JSON.parse(document.getElementById('data').textContent).rules.findIndex(r => r[0] === 'OGI-T401')"
    )
    rule.select_option(str(number))
    assert "水务局-2023.txt" in files(index)
    assert "南浦镇-2020.txt" not in files(index)
    rule.select_option("")
    index.check("#show-open")
    assert files(index) == ["通知.txt"]
    index.fill("#search input", "水务")
    assert files(index) == []
    assert "没有符合条件的报告" in index.inner_text(".pager")


def test_reports_are_sorted_by_a_column_and_back(index: Page) -> None:
    year = index.locator("table.reports thead tr").last.locator("th").nth(1)
    year.locator("button").click()
    assert year.get_attribute("aria-sort") == "ascending"
    shown = index.locator("table.reports tbody td:nth-of-type(1)").all_inner_texts()
    assert shown == ["—", "2020", "2023", "2023"]
    year.locator("button").focus()
    index.keyboard.press("Enter")
    assert index.locator("table.reports tbody td:nth-of-type(1)").all_inner_texts() == shown[::-1]


def test_rows_built_by_script_are_those_that_stand_there_without(opened: Open, folder: Path) -> None:
    plain, built = (opened(folder / "index.html", java_script_enabled=on) for on in (False, True))
    rows = ".reports tbody"
    assert built.inner_text(rows).split() == plain.inner_text(rows).split()
    hrefs = f"Array.from(document.querySelectorAll('{rows} a'), a => a.getAttribute('href'))"
    assert built.evaluate(hrefs) == plain.evaluate(hrefs)


def test_keys_go_from_finding_to_finding_and_their_cells(report: Page) -> None:
    report.keyboard.press("j")
    report.keyboard.press("n")
    assert report.locator(".finding.current").get_attribute("id") == "f2"
    assert report.evaluate("document.activeElement.id") == "f2"
    lit = report.locator(".original mark.lit")
    assert lit.count() > 1
    assert lit.first.is_visible()
    report.keyboard.press("k")
    assert report.locator(".finding.current").get_attribute("id") == "f1"
    report.keyboard.press("p")
    assert report.locator(".finding.current").get_attribute("id") == f"f{report.locator('.finding').count()}"


def test_an_operand_lights_its_cell_and_a_cell_its_operand(report: Page) -> None:
    operand = report.locator(".operand a").first
    target = (operand.get_attribute("href") or "")[1:]
    operand.focus()
    assert report.locator(f"#{target}.lit").count() == 1
    report.locator("h1").hover()
    report.locator(f"#{target}").hover()
    assert report.locator(".operand.lit").count() >= 1
    report.locator(f"#{target} + sup a").first.click()
    assert report.locator(".finding.current").count() == 1


def test_search_leaves_the_findings_that_say_it(report: Page) -> None:
    count = report.locator(".finding:visible").count()
    report.keyboard.press("/")
    report.keyboard.type("OGI-T401")
    assert 0 < report.locator(".finding:visible").count() < count
    assert all("OGI-T401" in text for text in report.locator(".finding:visible h4").all_inner_texts())


def test_help_lists_the_keys_and_closes(report: Page) -> None:
    report.keyboard.press("?")
    assert report.locator("dialog kbd").all_inner_texts() == ["?", "j", "n", "k", "p", "d", "/"]
    report.keyboard.press("Escape")
    assert not report.locator("dialog").is_visible()


def test_theme_and_language_are_chosen_once_for_the_folder(report: Page, folder: Path) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = report.evaluate(ground)
    report.locator("#tools button").first.click()
    dark = report.evaluate(ground)
    assert dark != light
    report.click("label[for=en]")
    assert report.evaluate("document.documentElement.lang") == "en"
    report.goto((folder / "index.html").as_uri())
    assert report.evaluate(ground) == dark
    assert report.locator("section.index h2").first.inner_text() == "Ledger"


@pytest.mark.parametrize("name", ["index.html", "one.html", ""])
def test_hostile_text_stays_text(opened: Open, folder: Path, name: str) -> None:
    """The fixture fails on any dialog, error, refused load or request; here nothing of it became an element."""
    hostile = next(file for file in (folder / "reports").iterdir() if "7*7" in file.read_text(encoding="utf-8"))
    page = opened(folder / name if name else hostile)
    assert page.locator("img, iframe, main b:text-is('{{7*7}}.txt')").count() == 0
    assert page.locator("script").count() == (3 if not name else 4)
    shown = page.inner_text("main")
    assert "{{7*7}}" in shown
    assert "\u202e" not in page.content()
    assert name == "index.html" or "[U+202E]" in page.content()

"""The pages in a real browser without script: opened from disk, switched, followed, printed."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from auditor.record.view import Run
from tests.browser.conftest import Open, page_of

pytestmark = pytest.mark.browser

ORGAN = "青川市临江区水务局"


@pytest.fixture
def page(opened: Open, folder: Path) -> Page:
    return opened(folder / "index.html", java_script_enabled=False)


def report(folder: Path, page: Page) -> None:
    """Open the page of the report with findings, by its link on the index."""
    page.goto(f"file://{folder / 'index.html'}")
    page.click(f".reports >> text={ORGAN}")


def test_the_index_opens_from_disk_and_leads_to_a_report(folder: Path, page: Page) -> None:
    report(folder, page)
    assert page.inner_text("h1") == "青川市临江区水务局"
    page.click(".brand a")
    assert page.is_visible(".ledger")


@pytest.mark.parametrize("name", ["index.html", "one.html"])
def test_the_language_is_switched_in_place(folder: Path, page: Page, name: str) -> None:
    page.goto(f"file://{folder / name}")
    first = page.locator("section.index h2").first
    assert first.inner_text() == "审核台账"
    page.click("label[for=en]")
    assert first.inner_text() == "Ledger"
    page.keyboard.press("ArrowLeft")
    assert first.inner_text() == "审核台账"


def test_a_phrase_leads_to_its_finding_and_back(folder: Path, page: Page) -> None:
    report(folder, page)
    mark = page.locator("mark.main.error").first
    number = mark.locator("xpath=following-sibling::sup/a").first
    number.click()
    assert page.url.endswith(f"#{page.locator('.finding:target').get_attribute('id')}")
    page.locator(".finding:target .at a").click()
    assert page.locator("mark:target").is_visible()


def test_rows_are_filtered_without_script(folder: Path, page: Page) -> None:
    page.goto(f"file://{folder / 'index.html'}")
    rows = page.locator("table.reports tbody tr")
    assert rows.count() == 4
    page.click("label[for=show-found]")
    assert page.locator("table.reports tbody tr:visible").count() == 3
    page.click("label[for=show-clear]")
    assert page.locator("table.reports tbody tr:visible small").all_inner_texts() == ["南浦镇-2020.txt"]
    page.click("label[for=show-open]")
    assert page.locator("table.reports tbody tr:visible small").all_inner_texts() == ["通知.txt"]


def test_the_redrawn_table_is_filled_and_aligned(folder: Path, page: Page) -> None:
    report(folder, page)
    table = page.locator(".grid table").nth(1)
    body = table.bounding_box()
    assert body is not None
    for row in range(table.locator("tr").count()):
        last = table.locator("tr").nth(row).locator("th, td").last.bounding_box()
        assert last is not None
        assert last["x"] + last["width"] <= body["x"] + body["width"] + 1
    assert table.locator("tbody tr").last.locator("td").count() == 7


@pytest.mark.parametrize("width", [360, 768, 1280, 1920])
def test_no_page_is_wider_than_the_window(folder: Path, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    opened = context.new_page()
    for file in (folder / "index.html", *sorted((folder / "reports").iterdir())):
        opened.goto(file.as_uri())
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_print_holds_every_finding_and_cuts_nothing_off(
    folder: Path, opened: Open, tmp_path: Path, script: bool
) -> None:
    page = opened(page_of(folder, ORGAN), java_script_enabled=script, viewport={"width": 680, "height": 960})
    assert not page.locator(".proofs li").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".proofs li").first.is_visible()
    assert page.locator(".text li").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    assert page.evaluate("getComputedStyle(document.querySelector('.margin')).overflowY") == "visible"
    page.pdf(prefer_css_page_size=True, path=tmp_path / "page.pdf")
    pdf = pypdfium2.PdfDocument(tmp_path / "page.pdf")
    shown = "".join("".join(sheet.get_textpage().get_text_range().split()) for sheet in pdf)
    run = Run(folder)
    number = next(row.number for row in run.reports() if row.organ == ORGAN)
    messages = [finding["message"]["zh"] for finding in run.findings(number)]
    assert len(messages) > 3
    for message in messages:
        assert "".join(message.split()) in shown
    heads = [sheet.get_textpage().get_text_bounded(top=842, bottom=842 - 51) for sheet in pdf]
    # Fonts give some characters away as radicals (⻘ for 青), so only a part of the name is looked for.
    assert all("临江区水务局" in head for head in heads), heads
    assert all(round(sheet.get_width()) == 595 and round(sheet.get_height()) == 842 for sheet in pdf)


def test_every_link_can_be_reached_by_keyboard_and_shows_it(folder: Path, page: Page) -> None:
    page.goto(f"file://{folder / 'index.html'}")
    page.keyboard.press("Tab")
    assert page.locator("#zh:focus-visible").count() == 1
    page.keyboard.press("Tab")
    assert page.locator("#show-all:focus-visible").count() == 1
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_dark_and_light_are_both_drawn(folder: Path, browser: Browser) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        opened = context.new_page()
        opened.goto(f"file://{folder / 'index.html'}")
        grounds.add(opened.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        context.close()
    assert len(grounds) == 2

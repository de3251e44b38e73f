"""The pages in a real browser: opened from disk, without script and network, switched, followed, printed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from auditor.cli.main import main
from tests.outputs.html import made_up

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of two reports, one of them with findings, and of a file that is no report."""
    source, out = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("out")
    files = {
        "水务局-2023.txt": made_up.report(),
        "南浦镇-2020.txt": made_up.report(
            "青川市临江区南浦镇人民政府", 2020, form=2019, figures={}, appeals=("0",) * 15
        ),
        "通知.txt": "关于召开会议的通知\n",
    }
    for name, text in files.items():
        (source / name).write_text(text, encoding="utf-8")
    options = ("-o", str(out), "--now", "2024-02-01", "--jobs", "1", "-q", "--select", "OGI-T,OGI-P001")
    assert main([str(source), *options]) == 1
    assert main([str(source), *options, "-f", f"html={out / 'one.html'}"]) == 1
    return out


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without script that may load nothing but files; whatever it complains about fails the test."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    trouble: list[str] = []
    opened.on("console", lambda message: trouble.append(message.text))
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    opened.on("request", lambda asked: None if asked.url.startswith("file:") else trouble.append(asked.url))
    yield opened
    assert trouble == []
    context.close()


def report(folder: Path, page: Page) -> None:
    """Open the page of the report with findings, by its link on the index."""
    page.goto(f"file://{folder / 'index.html'}")
    page.click("text=青川市临江区水务局")


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
    assert rows.count() == 3
    page.click("label[for=show-found]")
    assert page.locator("table.reports tbody tr:visible").count() == 2
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
        opened.goto(f"file://{file}")
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_print_opens_what_is_folded_and_cuts_nothing_off(folder: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 680, "height": 960})
    opened = context.new_page()
    report(folder, opened)
    assert not opened.locator(".proofs li").first.is_visible()
    opened.emulate_media(media="print")
    assert opened.locator(".proofs li").first.is_visible()
    assert opened.evaluate("document.documentElement.scrollWidth") <= 680
    assert opened.evaluate("getComputedStyle(document.querySelector('.margin')).overflowY") == "visible"
    pdf = opened.pdf(prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") >= 3
    context.close()


def test_every_link_can_be_reached_by_keyboard_and_shows_it(folder: Path, page: Page) -> None:
    page.goto(f"file://{folder / 'index.html'}")
    page.keyboard.press("Tab")
    assert page.locator("#zh:focus-visible").count() == 1
    page.keyboard.press("Tab")
    assert page.locator("#show-all:focus-visible").count() == 1


def test_dark_and_light_are_both_drawn(folder: Path, browser: Browser) -> None:
    grounds = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        opened = context.new_page()
        opened.goto(f"file://{folder / 'index.html'}")
        grounds.add(opened.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        context.close()
    assert len(grounds) == 2

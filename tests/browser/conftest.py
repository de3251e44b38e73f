"""Headless Chromium without network, and the pages that the tests open from disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

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
HOSTILE = "<script>alert(1)</script>]]>\u2028\u202e反\u202c{{ 7*7 }}<img src=x onerror=alert(1)>"

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of two reports, one of them with findings, of a hostile one and of a file that is no report."""
    source, out = tmp_path_factory.mktemp("in"), tmp_path_factory.mktemp("out")
    files = {
        "水务局-2023.txt": made_up.report(),
        "南浦镇-2020.txt": made_up.report(
            "青川市临江区南浦镇人民政府", 2020, form=2019, figures={}, appeals=("0",) * 15
        ),
        "坏<b>{{7*7}}.txt": made_up.report(f"青川市{HOSTILE}局", overview=HOSTILE),
        "通知.txt": "关于召开会议的通知\n",
    }
    for name, text in files.items():
        (source / name).write_text(text, encoding="utf-8")
    options = ("--now", "2024-02-01", "--jobs", "1", "-q", "--select", "OGI-T,OGI-P001")
    assert main([str(source), "-o", str(out), *options]) == 1
    assert main([str(source), "-o", str(out), *options, "-f", f"html={out / 'one.html'}"]) == 1
    return out


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open a file in a fresh browser profile. What it complains about or asks of the network fails the test."""
    contexts = []
    trouble: list[str] = []

    def open_(file: Path, **options: Any) -> Page:
        context = browser.new_context(
            **{"viewport": {"width": 1440, "height": 900}, "accept_downloads": True, **options}
        )
        contexts.append(context)
        context.on("console", lambda message: trouble.append(message.text))
        context.on("weberror", lambda error: trouble.append(str(error.error)))
        context.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
        local = ("file:", "blob:file:", "blob:null", "data:")
        context.on("request", lambda asked: None if asked.url.startswith(local) else trouble.append(asked.url))
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()
    assert trouble == []


def page_of(folder: Path, organ: str) -> Path:
    """The page of the report of an organ."""
    return next(
        file for file in sorted((folder / "reports").iterdir()) if f">{organ}</h1>" in file.read_text(encoding="utf-8")
    )

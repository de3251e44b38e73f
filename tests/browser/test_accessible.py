"""axe-core finds nothing against WCAG 2.2 AA, in light and dark, on the index and a report page with a form open."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from tests.browser.conftest import Open, page_of

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "report", "narrow"])
def test_axe_finds_nothing(opened: Open, folder: Path, scheme: str, name: str) -> None:
    file = folder / name if name.endswith(".html") else page_of(folder, "青川市临江区水务局")
    width = 390 if name == "narrow" else 1440
    page = opened(file, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    if name != "index.html":
        page.keyboard.press("j")
        page.keyboard.press("d")
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    assert len(found["passes"]) > 15
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []

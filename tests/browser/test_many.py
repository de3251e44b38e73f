"""An index of ten thousand reports: small enough to mail, and quick to open and to filter."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from auditor.outputs.html.baseline import Baseline
from auditor.outputs.html.index import Index
from auditor.outputs.html.pages import titles, write_index
from auditor.outputs.html.report import Summary
from auditor.record.view import Run
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

COUNT = 10_000
LARGEST = 10_000_000


@pytest.fixture(scope="module")
def many(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of so many reports: one of which is found again by its name."""
    run = Run(folder)
    index = Index(run, titles(run.rules, "#"), Baseline(run), link="reports/{}.html")
    rows = [row for row in run.reports() if row.is_report]
    for n in range(COUNT):
        row = rows[n % len(rows)]
        result = row.result
        index.add(Summary(
            f"{n:012x}", f"{n % 50}市/报告-{n:05}.txt", f"第{n}号机关", 2020 + n % 6, row.form,
            {"error": n % 3, "warning": n % 5, "review": 0}, {"error": n % 3, "warning": n % 5},
            {("OGI-T", "error"): n % 3, ("OGI-S", "warning"): n % 5}, row.states, row.unread, result["states"],
            result["reasons"], 0,
        ))  # fmt: skip
    out = tmp_path_factory.mktemp("many")
    write_index(run, index, out, "zh")
    return out


def test_the_index_is_within_its_budget_and_complete_without_script(many: Path) -> None:
    sizes = {file.name: file.stat().st_size for file in many.iterdir()}
    assert len(sizes) == COUNT / 500
    assert sum(sizes.values()) < LARGEST
    listed = sum(file.read_text(encoding="utf-8").count('<th scope="row"><a href="reports/') for file in many.iterdir())
    assert listed >= COUNT


def test_it_opens_filters_and_sorts_without_freezing(many: Path, opened: Open) -> None:
    began = time.monotonic()
    page = opened(many / "index.html")
    assert "共 10000 份" in page.inner_text(".pager")
    assert time.monotonic() - began < 5
    assert page.locator(".reports tbody tr").count() == 100
    slowest = page.evaluate(
        """() => {
          let slowest = 0;
          const timed = act => { const began = performance.now(); act(); slowest = Math.max(slowest, performance.now() - began); };
          const box = document.querySelector("#search input");
          for (const text of ["9", "99", "999", "9999", "第9999号机关"])
            timed(() => { box.value = text; box.dispatchEvent(new Event("input")); });
          for (const head of document.querySelectorAll(".sort")) timed(() => head.click());
          return slowest;
        }"""
    )
    assert slowest < 1000
    assert page.locator(".reports tbody small").all_inner_texts() == ["49市/报告-09999.txt"]
    page.fill("#search input", "")
    page.get_by_role("button", name="下一页").click()
    assert "第 101–200 份" in page.inner_text(".pager")

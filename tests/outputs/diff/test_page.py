"""The page of a comparison: one file that loads nothing, shows both languages, and in which hostile text stays text."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from lxml import html

from auditor.testing import report_text
from tests.running import audit, put, run

HOSTILE = "<script>alert(1)</script>&amp;{{7*7}}\u202e"


def town(organ: str, figures: str = "") -> str:
    return report_text(
        title=f"{organ}2023年政府信息公开工作年度报告", cells={"requests.new": figures} if figures else {}
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("diff")
    put(folder, {"in/a.txt": town("青禾县水务局", "1 0 0 0 0 0 2")})
    audit(folder / "in", "-o", folder / "one", "--select", "OGI-T303")
    put(
        folder,
        {
            "in/a.txt": town("青禾县水务局", "1 0 0 0 0 0 5"),
            f"in/{HOSTILE.replace('/', '／')}.txt": town("青禾县教育局"),
        },
    )
    audit(folder / "in", "-o", folder / "other", "--select", "OGI-T303")
    assert run("diff", folder / "one", folder / "other", "-f", f"html={folder / 'd.html'}").code == 1
    return folder / "d.html"


def test_it_loads_nothing_and_its_policy_allows_its_own_style_only(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    (policy,) = html.fromstring(page.read_bytes()).xpath("//meta[@http-equiv]/@content")

    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{hashed}';")
    assert "<script" not in text
    assert not re.search(r"(?:src|href)=|url\(|@import", text)


def test_hostile_text_stays_text(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert "<script>alert" not in text
    assert "{{7*7}}" in text
    assert "\u202e" not in text


def test_both_figures_are_in_it(page: Path) -> None:
    cells = [cell.text_content() for cell in html.fromstring(page.read_bytes()).xpath("//section[@id='changed']//td")]

    assert any("实为 2 → 5" in cell and "actual 2 → 5" in cell for cell in cells)


def test_no_folder_of_this_machine_is_named(page: Path) -> None:
    assert str(page.parent) not in page.read_text(encoding="utf-8")


def test_the_same_runs_make_the_same_bytes(page: Path) -> None:
    again = page.parent / "again.html"
    run("diff", page.parent / "one", page.parent / "other", "-f", f"html={again}")

    assert again.read_bytes() == page.read_bytes()


def test_equal_runs_make_a_page_that_says_so(page: Path) -> None:
    same = page.parent / "same.html"
    run("diff", page.parent / "one", page.parent / "one", "-f", f"html={same}")

    assert "两次运行的结果相同" in same.read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_is_a_usage_error(page: Path) -> None:
    ran = run("diff", page.parent / "one", page.parent / "one", "-f", f"html={page.parent}")

    assert (ran.code, "cannot be written" in ran.verdict) == (2, True)

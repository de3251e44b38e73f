"""A run that was given decisions: its pages keep every row of the file, whatever a reviewer decides besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.engine.decisions import read_decisions
from auditor.outputs.html import pages
from auditor.testing import report_text
from tests.browser.conftest import Open, page_of
from tests.browser.test_decisions import decide, rows_of, saved
from tests.running import audit, put

pytestmark = pytest.mark.browser

ORGAN = "青禾县石桥镇人民政府"
TEXT = report_text(cells={"appeals.review": "10 1 0 0 0", "appeals.suit_direct": "5 0 0 0 0"})
HEAD = "fingerprint,evidence,rule,organ,year,verdict,reason,reviewer,date,expires"
HOSTILE = '</script><script>alert(1)</script>"引号"，{{ 7*7 }}'


def given(folder: Path) -> list[dict[str, str]]:
    """Audit a report with two findings; the first is decided on, with history, among rows that fit nothing."""
    put(folder, {"in/石桥镇.txt": TEXT})
    (first, _) = audit(folder / "in", "--select", "OGI-T401").json["findings"]
    fingerprint, evidence = first["fingerprint"], first["evidence"]
    rows = [
        f'{"f" * 32},abc,OGI-Z9,青禾县财政局,2022,accepted,"{HOSTILE.replace(chr(34), chr(34) * 2)}",李,2023-01-31,',
        f"{fingerprint},older,OGI-T401,{ORGAN},2023,confirmed,旧数,王,2023-01-01,",
        f'{fingerprint},{evidence},OGI-T401,{ORGAN},2023,dismissed,"=1+1\r\n两行",王,2023-02-01,2030-01-31',
        f"{'a' * 32},abc,OGI-A1,青禾县财政局,2022,confirmed,,李,,",
    ]
    put(folder, {"decisions.csv": "\ufeff" + "\r\n".join([HEAD, *rows]) + "\r\n"})
    audit(
        folder / "in", "-o", folder / "out", "-f", "html", "-f", f"html={folder / 'one.html'}",
        "--decisions", folder / "decisions.csv", "--select", "OGI-T401", "--lang", "zh",
    )  # fmt: skip
    return rows_of((folder / "decisions.csv").read_bytes())


def plain(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The rows with line ends alike and without the apostrophe before what a spreadsheet would compute."""
    return [{name: cell.replace("\r\n", "\n").removeprefix("'") for name, cell in row.items()} for row in rows]


@pytest.mark.parametrize("single", [False, True])
def test_every_row_given_is_saved_in_its_order_and_then_the_new_one(tmp_path: Path, opened: Open, single: bool) -> None:
    before = given(tmp_path)
    page = opened(tmp_path / "one.html" if single else page_of(tmp_path / "out", ORGAN))
    page.locator("#f2, [id$='-f2']").locator(".act").first.click()
    form = page.locator(".decision-form")
    form.locator("input[value=confirmed]").check()
    form.locator("input[name=reviewer]").fill("赵")
    form.locator("button[type=submit]").click()
    assert "原判定文件的 4 行" in page.locator(".keeping .status").first.inner_text()
    after = rows_of(saved(page, tmp_path))
    assert plain(after[:4]) == plain(before)
    assert [(row["verdict"], row["reviewer"]) for row in after[4:]] == [("confirmed", "赵")]
    decisions = read_decisions(tmp_path / "decisions.csv")
    assert len(decisions.given) == 5
    assert not decisions.conflicts


def test_a_new_verdict_takes_the_place_of_the_row_on_the_same_evidence(tmp_path: Path, opened: Open) -> None:
    before = given(tmp_path)
    page = opened(page_of(tmp_path / "out", ORGAN))
    page.keyboard.press("j")
    decide(page, "accepted", "改判")
    after = rows_of(saved(page, tmp_path))
    assert [row["fingerprint"] for row in after] == [row["fingerprint"] for row in before]
    assert [row["reason"] for row in after] == [HOSTILE, "旧数", "改判", ""]
    assert not read_decisions(tmp_path / "decisions.csv").conflicts


def test_the_index_keeps_them_too_and_the_file_may_still_be_loaded(tmp_path: Path, opened: Open) -> None:
    before = given(tmp_path)
    page = opened(tmp_path / "out" / "index.html")
    page.locator(".keeping input[type=file]").set_input_files(tmp_path / "decisions.csv")
    page.locator(".status", has_text="已载入 4 条").wait_for()
    assert plain(rows_of(saved(page, tmp_path))) == plain(before)


def test_what_the_run_waived_is_not_counted_as_undecided(tmp_path: Path, opened: Open) -> None:
    given(tmp_path)
    page = opened(page_of(tmp_path / "out", ORGAN))
    assert "未判定 1" in page.inner_text(".tally")


def test_where_the_rows_are_too_many_for_every_page_the_file_is_asked_for(
    tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "CARRIED", 100)
    given(tmp_path)
    page = opened(page_of(tmp_path / "out", ORGAN))
    page.keyboard.press("j")
    decide(page, "accepted", "改判")
    assert "请先载入该文件再保存" in page.inner_text(".keeping .status")
    assert opened(tmp_path / "out" / "index.html").locator("#given").count() == 1

"""A reviewer decides in the page, saves decisions.csv and loads it again; the next run reads it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page

from auditor.engine.decisions import COLUMNS, read_decisions
from tests.browser.conftest import Open, page_of

pytestmark = pytest.mark.browser

ORGAN = "青川市临江区水务局"
REASON = '=1+1 核对原件，"总计"有误\n另起一行'


@pytest.fixture
def report(opened: Open, folder: Path) -> Page:
    return opened(page_of(folder, ORGAN))


def decide(page: Page, verdict: str, reason: str, expires: str = "") -> None:
    """Decide the current finding by keyboard alone."""
    page.keyboard.press("d")
    form = page.locator(".decision-form")
    form.locator(f"input[value={verdict}]").check()
    form.locator("textarea").fill(reason)
    form.locator("input[name=reviewer]").fill("王审核")
    if expires:
        form.locator("input[name=expires]").fill(expires)
    form.locator("input[name=reviewer]").press("Enter")
    assert form.count() == 0


def saved(page: Page, folder: Path) -> bytes:
    with page.expect_download() as download:
        page.locator(".keeping .primary").first.click()
    assert download.value.suggested_filename == "decisions.csv"
    download.value.save_as(folder / "decisions.csv")
    return (folder / "decisions.csv").read_bytes()


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_decision_is_saved_as_the_command_reads_it(report: Page, tmp_path: Path) -> None:
    report.keyboard.press("j")
    decide(report, "dismissed", REASON, "2025-01-31")
    finding = report.locator("#f1")
    assert "set-aside" in (finding.get_attribute("class") or "")
    assert "不成立" in finding.locator(".decide").inner_text()
    assert "不成立 1" in report.inner_text(".tally")
    content = saved(report, tmp_path)
    assert content.startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\r\n")
    assert content.endswith(b"\r\n")
    (row,) = rows_of(content)
    assert row["fingerprint"] == finding.get_attribute("data-fp")
    assert row["evidence"] == finding.get_attribute("data-ev")
    assert (row["organ"], row["year"], row["verdict"]) == (ORGAN, "2023", "dismissed")
    assert row["reason"] == "'" + REASON
    decision = read_decisions(tmp_path / "decisions.csv").find(row["fingerprint"])
    assert decision is not None
    assert (decision.verdict, decision.reviewer, decision.expires) == ("dismissed", "王审核", "2025-01-31")
    assert decision.reason.removeprefix("'") == REASON


def test_reason_and_name_are_asked_for(report: Page) -> None:
    report.keyboard.press("j")
    report.keyboard.press("d")
    form = report.locator(".decision-form")
    for fill, missing in (("", "请选择结论"), ("accepted", "请写明理由"), ("reason", "请填写审核人")):
        if fill == "accepted":
            form.locator("input[value=accepted]").check()
        elif fill:
            form.locator("textarea").fill("已说明")
        form.locator("button[type=submit]").click()
        assert missing in form.locator("[role=alert]").inner_text()
    report.keyboard.press("Escape")
    assert form.count() == 0
    assert report.locator(".decided").count() == 0


def test_what_could_not_be_assessed_is_closed_by_eye(report: Page, tmp_path: Path) -> None:
    rule = report.locator("[data-closes]").first
    rule.locator(".act").first.click()
    form = report.locator(".decision-form")
    assert form.locator("input[type=radio]").evaluate_all("all => all.map(each => each.value)") == [
        "checked_ok",
        "checked_fail",
    ]
    form.locator("input[value=checked_ok]").check()
    form.locator("textarea").fill("已看原件")
    form.locator("input[name=reviewer]").fill("李")
    form.locator("button[type=submit]").click()
    (row,) = rows_of(saved(report, tmp_path))
    assert (row["fingerprint"], row["verdict"]) == (rule.get_attribute("data-closes"), "checked_ok")
    assert row["evidence"] == report.locator(".report").get_attribute("data-sha")
    assert row["rule"] == rule.get_attribute("data-rule")


def test_a_finding_of_the_reviewers_own_is_numbered_and_listed(report: Page, tmp_path: Path) -> None:
    for text in ("未附联系方式", "落款缺公章"):
        report.get_by_role("button", name="补充问题").click()
        form = report.locator(".decision-form")
        form.locator("textarea").fill(text)
        form.locator("input[name=reviewer]").fill("李")
        form.locator("button[type=submit]").click()
    assert report.locator(".added .message").all_inner_texts() == ["未附联系方式", "落款缺公章"]
    rows = rows_of(saved(report, tmp_path))
    assert [(row["rule"], row["verdict"], row["reason"]) for row in rows] == [
        ("MANUAL-1", "confirmed", "未附联系方式"), ("MANUAL-2", "confirmed", "落款缺公章"),
    ]  # fmt: skip
    assert len({row["fingerprint"] for row in rows}) == 2
    assert all(len(row["fingerprint"]) == 32 and int(row["fingerprint"], 16) for row in rows)
    report.locator(".added .act").first.click()
    assert report.locator(".added .message").count() == 1


def test_a_saved_file_is_loaded_again_to_the_letter_and_joined(
    report: Page, opened: Open, folder: Path, tmp_path: Path
) -> None:
    report.keyboard.press("j")
    decide(report, "accepted", REASON)
    before = saved(report, tmp_path)
    other = opened(page_of(folder, ORGAN))
    other.keyboard.press("j")
    other.keyboard.press("j")
    decide(other, "confirmed", "")
    other.locator(".keeping input[type=file]").set_input_files(tmp_path / "decisions.csv")
    other.locator("#f1.decided").wait_for()
    assert REASON.split("\n")[0] in other.locator("#f1 .decide").inner_text()
    joined = rows_of(saved(other, tmp_path))
    assert rows_of(before)[0] in joined
    assert sorted(row["verdict"] for row in joined) == ["accepted", "confirmed"]


def test_a_file_saved_by_a_chinese_spreadsheet_is_read(report: Page, tmp_path: Path) -> None:
    fp, ev = (report.locator("#f1").get_attribute(f"data-{name}") for name in ("fp", "ev"))
    text = f"verdict,fingerprint,evidence,reason,expires\r\nconfirmed,{fp},{ev},核对无误,2025/1/31\r\n"
    (tmp_path / "wps.csv").write_bytes(text.encode("gb18030"))
    report.locator(".keeping input[type=file]").set_input_files(tmp_path / "wps.csv")
    report.locator("#f1.decided").wait_for()
    assert "核对无误" in report.locator("#f1 .decide").inner_text()


def test_a_file_that_is_no_decisions_file_changes_nothing(report: Page, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("organ,year\n甲,2023\n", encoding="utf-8")
    report.locator(".keeping input[type=file]").set_input_files(tmp_path / "other.csv")
    report.locator(".status", has_text="other.csv").wait_for()
    assert report.locator(".decided").count() == 0


def test_decisions_are_kept_over_pages_and_counted_on_the_index(report: Page, folder: Path, tmp_path: Path) -> None:
    report.keyboard.press("j")
    decide(report, "dismissed", "已核对")
    report.click(".brand a")
    assert "不成立 1" in report.inner_text("#review .tally")
    assert len(rows_of(saved(report, tmp_path))) == 1
    report.click(f".reports >> text={ORGAN}")
    assert report.locator("#f1.decided").count() == 1
    report.locator("#f1").get_by_role("button", name="撤销").click()
    assert report.locator(".decided").count() == 0


def test_without_storage_the_page_says_so_and_still_saves(opened: Open, folder: Path, tmp_path: Path) -> None:
    page = opened(folder / "index.html")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied'); }})")
    page.goto(page_of(folder, ORGAN).as_uri())
    page.keyboard.press("j")
    decide(page, "confirmed", "")
    assert "不允许页面保存数据" in page.inner_text(".keeping .status")
    assert len(rows_of(saved(page, tmp_path))) == 1


def test_leaving_with_unsaved_decisions_is_warned_of(opened: Open, folder: Path, tmp_path: Path) -> None:
    page = opened(page_of(folder, ORGAN))
    asked = "(() => { const e = new Event('beforeunload', {cancelable: true}); window.dispatchEvent(e); return e.defaultPrevented; })()"
    assert page.evaluate(asked) is False
    page.keyboard.press("j")
    decide(page, "confirmed", "")
    assert page.evaluate(asked) is True
    saved(page, tmp_path)
    assert page.evaluate(asked) is False

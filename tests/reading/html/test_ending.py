"""Pages that break off: what is not there was not read, and a whole page that closes nothing is whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.reading.html.ending import breaks_off
from samples.make import clean_report
from samples.make.as_html import STYLES, html_page, mhtml
from tests.reading.growing import grows_too_fast
from tests.running import audit, put

PAGE = html_page(clean_report(7).text, 1)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>一</p></body></html>", "<html><body><p>一</p></body>\n<!-- 42 ms -->", "<p>一</p><p>二</p>", "<div><p>一</p><table><tr><td>1</td></tr></table></div>",
        "<p>一<p>二<p>三", "<html><body><div><p>一</p>\n", "一、总体情况", "<ul><li>一<li>二</ul>", "<p>一</p><script>var a = '<table>'</script>", "<p>一</p><!-- <table> -->",
        "<table><tr><td>1<tr><td>2</table>", "<p>一</p><img src='a.png'>", "<html><body>" + "<div>一</div>" * 300, "<body><table><tr><td>1</body></html><script>1</script>",
        "<p>3 < 5", "<html><body><script src='a'/><p>一</p>", "",
    ],
)  # fmt: skip
def test_a_whole_page_is_whole(page: str) -> None:
    assert not breaks_off(page)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>一</p><p>二", "<p>一</p><p cla", "<p>一</p><", "<p>一</p></", "<p>一</p><!-- 二", "<p>一</p><script>var a = '</p>'", "<table><tr><td>1</td></tr>",
        "<table><tr><td>1</td><td>2", "<div><table><tr><td><table><tr><td>1</td></tr></table></td></tr>", "<p>一</p><style>p {", "<p><span>一</span><span>二",
        "<html></html><html><body><table><tr><td>1" + "<td>1</td>" * 80,
    ],
)  # fmt: skip
def test_a_page_that_breaks_off_does_so(page: str) -> None:
    assert breaks_off(page)


@pytest.mark.parametrize("style", range(len(STYLES)))
def test_every_style_of_page_is_whole(style: int) -> None:
    assert not breaks_off(html_page(clean_report(7).text, style))


READING = ("OGI-P001", "OGI-P002")
"""The rules that say how far a file was understood; a table cut after its head is told of by P002."""


@pytest.mark.parametrize("kind", ["html", "mht"])
def test_nothing_is_held_against_a_page_that_breaks_off(tmp_path: Path, kind: str) -> None:
    whole = PAGE.encode() if kind == "html" else mhtml(PAGE)
    folder = put(tmp_path / "in", {f"whole.{kind}": whole})
    shares = [number / 40 for number in range(8, 39)]
    put(folder, {f"{share:.3f}.{kind}": whole[: int(share * len(whole))] for share in shares})

    ran = audit(folder)

    assert ran.states(f"whole.{kind}")["OGI-S101"] == "pass"
    found = [(finding["place"]["path"], finding["rule"], finding["message"]["zh"]) for finding in ran.json["findings"]]
    assert [each for each in found if not each[0].startswith("whole") and each[1] not in READING] == []
    for share in shares:
        assert {"unread", "unknown"} >= {each["code"] for each in ran.reasons(f"{share:.3f}.{kind}").values()}
        assert "中断" in ran.reasons(f"{share:.3f}.{kind}").get("OGI-P002", {"zh": "中断"})["zh"]


def test_it_says_behind_what_the_page_breaks_off(tmp_path: Path) -> None:
    at = PAGE.index("五、")
    put(tmp_path / "in", {"a.html": PAGE[: at + 40]})

    ran = audit(tmp_path / "in")

    assert ran.code == 3
    assert ran.reasons("a.html")["OGI-P002"]["zh"].startswith("文件不完整，在“")
    assert ran.reasons("a.html")["OGI-S101"] == ran.reasons("a.html")["OGI-P002"]


@pytest.mark.parametrize(
    "piece", ["<div>", "<p>一", "<script>", "<!--", "<", "</html>", "<table>", "<script></script>", " "]
)
def test_twice_the_page_takes_no_more_than_twice_the_time(piece: str) -> None:
    def work(times: int) -> Callable[[], object]:
        page = piece * times
        return lambda: breaks_off(page)

    assert grows_too_fast(work, 10_000) == ""

"""Pages saved with their pictures in one file."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.engine.audit import read_options
from auditor.plugins.load import load_catalogue
from auditor.reading.html.read import read
from auditor.reading.limits import Limits
from auditor.reading.reader import ReadOptions, UnreadableError
from auditor.testing import report_text
from samples.make.as_html import html_page, mhtml
from samples.make.grid import blocks

OPTIONS = read_options(load_catalogue().forms)
TEXT = report_text(2023, sections={"overview": "全年公开信息12条。"})


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_saved_page_reads_as_the_page(charset: str) -> None:
    page = html_page(TEXT, 0, published="2024-01-15")
    found = read(mhtml(page, charset=charset), OPTIONS)
    assert found.text == read(page.encode(), OPTIONS).text
    assert blocks(found.text) == blocks(TEXT)
    assert str(found.published) == "2024-01-15"


def part(content: str, charset: str, *, declared: str = "", where: str = "a.htm") -> bytes:
    body = base64.encodebytes(content.encode(charset)).decode()
    return (
        f"------=_Part\r\nContent-Location: file:///C:/{where}\r\nContent-Transfer-Encoding: base64\r\n"
        f'Content-Type: text/html; charset="{declared or charset}"\r\n\r\n{body}\r\n'
    ).encode()


def saved(*parts: bytes) -> bytes:
    head = b'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="----=_Part"\r\n\r\n'
    return head + b"".join(parts) + b"------=_Part--\r\n"


def test_the_part_with_the_report_is_chosen_among_frames_and_headers() -> None:
    page = html_page(TEXT, 12)
    data = saved(
        part("<html><frameset><frame src=b.htm></frameset></html>", "utf-8"),
        part("<p>行政许可</p>", "utf-8", where="head.htm"),
        part(page, "gbk", declared="gb2312", where="b.htm"),
    )
    assert blocks(read(data, OPTIONS).text) == blocks(TEXT)


def test_sixteen_bit_parts_that_word_calls_unicode_are_read() -> None:
    data = saved(part(html_page(TEXT, 1), "utf-16", declared="unicode"))
    assert blocks(read(data, OPTIONS).text) == blocks(TEXT)


@pytest.mark.parametrize("data", [saved(), saved(b"------=_Part\r\nContent-Type: image/png\r\n\r\nx\r\n")])
def test_a_file_without_a_page_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(data, OPTIONS)
    assert "没有网页" in caught.value.message.zh


def test_parts_and_their_size_are_limited() -> None:
    data = saved(*[part("<p>x</p>" * 100, "utf-8")] * 30)
    with pytest.raises(UnreadableError, match="members"):
        read(data, ReadOptions(limits=Limits(members=20)))
    with pytest.raises(UnreadableError, match="unpacked_megabytes"):
        read(data, ReadOptions(limits=Limits(unpacked_megabytes=0.01)))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_broken_file_raises_anything_but_what_readers_may(data: st.DataObject) -> None:
    whole = mhtml(html_page(TEXT, 2))
    at = data.draw(st.integers(20, len(whole)))
    broken = whole[:at] + data.draw(st.binary(max_size=30)) + whole[at + data.draw(st.integers(0, 200)) :]
    try:
        found = read(broken, OPTIONS)
    except UnreadableError:
        return
    assert len(found.text.split("\n")) - 1 == len(found.origins) or not found.text

"""Text files are decoded as people save them, and nothing but their line ends is changed."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.reading.plain_text import read
from auditor.reading.reader import ReadOptions, UnreadableError

TEXT = "青禾县2023年年度报告\n\t0\n\t１\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
    ],
)
def test_reads_the_encodings_that_reports_are_saved_in(data: bytes, encoding: str) -> None:
    found = read(data, ReadOptions())

    assert (found.text, found.encoding) == (TEXT, encoding)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_becomes_one(end: str) -> None:
    assert read(TEXT.replace("\n", end).encode(), ReadOptions()).text == TEXT


def test_other_characters_stay_as_they_are() -> None:
    text = "\x00甲\x0b乙\x0c丙\x85丁\u2028戊\ufffd\t\xa0"

    assert read(text.encode(), ReadOptions()).text == text


def test_an_empty_file_is_an_empty_text() -> None:
    assert read(b"", ReadOptions()).text == ""


@pytest.mark.parametrize(
    "data",
    [b"\xff\xff\xff\xff", codecs.BOM_UTF8 + b"\xff", codecs.BOM_UTF16_LE + b"\x00", codecs.BOM_UTF16_LE + b"\x00\xd8"],
)
def test_what_no_encoding_fits_is_unreadable_and_says_so_in_both_languages(data: bytes) -> None:
    with pytest.raises(UnreadableError) as error:
        read(data, ReadOptions())

    assert (error.value.message.zh[:1], "decoded" in error.value.message.en) == ("按", True)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=60))
def test_any_bytes_are_text_that_utf8_can_write_or_unreadable(data: bytes) -> None:
    try:
        text = read(data, ReadOptions()).text
    except UnreadableError:
        return
    assert text.encode("utf-8").decode("utf-8") == text

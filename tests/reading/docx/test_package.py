"""A DOCX that is none, is protected, damaged or made to do harm is refused with a reason, and never anything else."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.reading.docx.read import read
from auditor.reading.limits import Limits
from auditor.reading.reader import ReadOptions, ReadText, UnreadableError
from samples.make import clean_report
from samples.make.as_docx import docx_bytes
from tests.reading.docx.made import STRICT, W, docx, p, packed, part, read_docx, relations, tbl, tc, text_of, tr

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
BODY = "<w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body>"


def refused(data: bytes, limits: Limits | None = None) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        read(data, ReadOptions(limits=limits or Limits()))
    return caught.value


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\0" * 30, "damaged"),
        (OLE, "DOC"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"%PDF-1.7", "PDF"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "HTML"),
        ("<html>".encode("utf-16"), "HTML"),
        (b"MIME-Version: 1.0", "MHT"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (packed({"a.txt": "甲"}), "ZIP archive"),
        (packed({"_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}), "xl/workbook.xml": "<a/>"}), "XLSX"),
        (packed({"content.xml": "<a/>"}), "ODT"),
        (packed({"word/document.xml": "<a>"}), "word/document.xml is not well-formed"),
        (packed({"word/document.xml": ""}), "word/document.xml is not well-formed"),
        (packed({"word/document.xml": part("document", "")}), "no DOCX"),
        (docx(p("甲"))[:-40], "damaged"),
    ],
)
def test_what_is_no_docx_is_called_by_its_name(data: bytes, says: str) -> None:
    assert says in str(refused(data))


def test_a_member_under_a_password_is_protected() -> None:
    data = bytearray(packed({"word/document.xml": part("document", BODY)}, zipfile.ZIP_STORED))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert refused(bytes(data)).message.zh == "文件已加密，需要密码才能打开"


def test_a_member_packed_in_a_way_no_docx_uses_is_not_unpacked() -> None:
    assert "damaged" in str(refused(packed({"word/document.xml": part("document", BODY)}, zipfile.ZIP_BZIP2)))


def test_the_main_part_is_found_by_its_relationship() -> None:
    data = packed({
        "_rels/.rels": relations({"officeDocument": "/Word\\Report%201.xml"}),
        "word\\report 1.xml": part("document", BODY),
        "word/document.xml": part("document", BODY.replace("甲", "旧")),
    })  # fmt: skip

    assert read(data, ReadOptions()).text == "甲\n"


def test_strict_documents_are_read_alike() -> None:
    office = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    body = tbl(tr(tc("甲", properties='<w:gridSpan w:val="2"/>')), tr("1", "2")) + p(
        "年报", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    data = packed({
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}, office),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>").replace(W, STRICT),
        "word/_rels/document.xml.rels": relations({"numbering": "numbering.xml"}, office),
        "word/numbering.xml": part("numbering", numbering).replace(W, STRICT),
    })  # fmt: skip

    found = read(data, ReadOptions())
    assert found.text == "\t甲\n\n\t1\n\t2\n\n一、年报\n"
    assert found.origins[0].span == (2, 1)


def test_a_part_elsewhere_is_not_fetched() -> None:
    rels = relations({"styles": "http://127.0.0.1:9/styles.xml"}).replace("/>", ' TargetMode="External"/>')
    data = packed({"word/document.xml": part("document", BODY), "word/_rels/document.xml.rels": rels})

    assert read(data, ReadOptions()).text == "甲\n"


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE d [<!ENTITY a "甲">]>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d [<!ENTITY b "甲甲甲"><!ENTITY a "&b;&b;&b;">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">',
    ],
)
def test_entities_are_refused(declared: str) -> None:
    data = packed({"word/document.xml": declared + part("document", BODY.replace("甲", "&a;"))})

    assert "document" in str(refused(data))


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(megabytes=0.0001), "megabytes: 0.0001"),
        (Limits(members=2), "members: 2"),
        (Limits(unpacked_megabytes=0.0001), "unpacked_megabytes: 0.0001"),
        (Limits(cells=3), "cells: 3"),
        (Limits(depth=3), "depth: 3"),
    ],
)
def test_a_limit_is_named_with_its_value(limits: Limits, says: str) -> None:
    data = docx(tbl(tr(tc("甲", properties='<w:gridSpan w:val="3"/>'), "乙")))

    error = refused(data, limits)
    assert says in error.message.en
    assert says.split(":")[0] in error.message.zh


def test_a_member_that_unpacks_to_far_more_is_refused() -> None:
    data = docx(f"<!--{' ' * 3_000_000}-->")

    assert "ratio: 200" in str(refused(data))


def test_a_directory_that_lies_about_the_size_unpacks_nothing_more() -> None:
    data = bytearray(docx("<w:p/>" * 500_000))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lied = bytes(data).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))

    assert lied != data
    assert refused(lied).message.zh == "文件损坏，不是完整的 DOCX"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>"),
        ("<w:p><w:ins>", "</w:ins></w:p>"),
        ("<w:tbl><w:sdt>", "</w:sdt></w:tbl>"),
    ],
)
def test_elements_nested_without_end_are_refused(opening: str, closing: str) -> None:
    deep = docx(opening * 5000 + closing * 5000)

    assert "depth: 200" in str(refused(deep))
    assert "depth: 100" in str(refused(docx(opening * 52 + p("甲") + closing * 52), Limits(depth=100)))


def test_styles_and_numbers_made_to_run_away_do_not() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="a" w:default="1"><w:basedOn w:val="a"/></w:style>'
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="2147483647"/><w:numFmt w:val="upperRoman"/>'
        f'<w:lvlText w:val="{"%1" * 100_000}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = p("甲", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')

    assert text_of(body, styles=styles, numbering=numbering) == "甲\n"


def tried(data: bytes) -> ReadText | None:
    """What is read of some bytes; None where they are refused, as is their right."""
    try:
        found = read(data, ReadOptions(limits=Limits(depth=40, cells=500)))
    except UnreadableError:
        return None
    assert len(found.origins) == found.text.count("\n")
    return found


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", OLE[:8], b"{\\rtf"]))
def test_random_bytes_are_refused(data: bytes, start: bytes) -> None:
    assert tried(start + data) is None


WHOLE = docx_bytes(clean_report(3).text, numbered=True)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_damaged_docx_is_read_or_refused(changes: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for place, byte in changes:
        data[place] = byte
    tried(bytes(data))


NAMES = (
    "p", "pPr", "r", "rPr", "t", "tbl", "tr", "trPr", "tc", "tcPr", "gridSpan", "vMerge", "hMerge", "numPr", "numId",
    "ilvl", "ins", "del", "moveFrom", "sdt", "sdtContent", "br", "tab", "sym", "fldChar", "instrText", "hyperlink",
    "vanish", "pStyle", "drawing", "txbxContent", "footnoteReference", "cellMerge", "gridBefore", "ruby", "rubyBase",
)  # fmt: skip
ATTRIBUTES = ("w:val", "w:id", "w:fldCharType", "w:char")
VALUES = ("0", "1", "2", "-1", "continue", "restart", "begin", "separate", "end", "TOC", "x", "99999999999", "²", "")
leaf = st.sampled_from(["甲", "1", "　", "TOC "])
element = st.recursive(
    leaf,
    lambda inner: st.builds(
        lambda name, attribute, value, content: f'<w:{name} {attribute}="{value}">{"".join(content)}</w:{name}>',
        st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES), st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(element, max_size=6))
def test_elements_in_any_disorder_are_read_or_refused(body: list[str]) -> None:
    found = tried(docx("".join(body), styles="<w:style/>", numbering="<w:num/>", footnotes="<w:footnote w:id='1'/>"))

    if found is not None:
        lines = found.text.split("\n")[:-1]
        for line, origin in zip(lines, found.origins, strict=True):
            # A line that begins with a TAB is a cell, and has one's place.
            assert not line.startswith("\t") or len(origin.part) == 3
            assert line.strip() or line.startswith("\t") or origin.part == ()


def test_the_same_bytes_give_the_same_text() -> None:
    assert read(WHOLE, ReadOptions()) == read(WHOLE, ReadOptions())
    assert docx_bytes(clean_report(3).text, numbered=True) == WHOLE


def test_a_document_without_text_is_an_empty_text() -> None:
    assert read_docx(p()).text == ""

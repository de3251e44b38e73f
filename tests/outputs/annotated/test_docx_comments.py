"""Comments in DOCX: at the cited paragraph or cell, beside those that are there, and nothing else is changed."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from lxml import etree

from auditor.outputs.annotated.docx_comments import annotated
from auditor.outputs.annotated.remarks import Remark
from auditor.reading.docx.read import read
from auditor.reading.limits import Limits
from auditor.reading.reader import ReadOptions, UnreadableError
from tests.reading.docx.made import STRICT, W, p, packed, r, tbl, tc, tr
from tests.reading.docx.made import docx as made

_W = f"{{{W}}}"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{}<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_COMMENTS = (
    '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.comments+xml"/>'
)


def document(*body: str, **parts: str) -> bytes:
    """A DOCX that other programs open, too."""
    with zipfile.ZipFile(io.BytesIO(made(*body, **parts))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return packed({"[Content_Types].xml": _TYPES.format(_COMMENTS if parts else "").encode(), **members})


def marked(data: bytes, *remarks: Remark) -> bytes:
    origins = read(data, ReadOptions()).origins
    return annotated(data, remarks, origins, "2024-02-01", Limits())[0]


def line_of(data: bytes, text: str) -> int:
    return read(data, ReadOptions()).text.split("\n").index(text) + 1


def remark(line: int | None, text: str = "合计不符") -> Remark:
    return Remark(line, "error", [text], own=True)


def commented(data: bytes) -> dict[str, str]:
    """The text that each comment is put round, by the text of the comment."""
    opened = docx.Document(io.BytesIO(data))
    body = opened.element.body
    found = {}
    for comment in opened.comments:
        id = str(comment.comment_id)
        (start,) = (each for each in body.iter(f"{_W}commentRangeStart") if each.get(f"{_W}id") == id)
        (end,) = (each for each in body.iter(f"{_W}commentRangeEnd") if each.get(f"{_W}id") == id)
        (reference,) = (each for each in body.iter(f"{_W}commentReference") if each.get(f"{_W}id") == id)
        assert start.getparent() is end.getparent() is reference.getparent().getparent()
        found[comment.text] = "".join(t.text or "" for t in start.getparent().iter(f"{_W}t"))
    return found


TABLE = (p("标题"), tbl(tr("甲", "乙"), tr("1", tc(p("2"), p("3")))), p("文末"))


@pytest.mark.parametrize(("line", "at"), [("标题", "标题"), ("文末", "文末"), ("\t1", "1"), ("\t2", "2"), ("3", "2")])
def test_a_comment_stands_on_its_paragraph_and_on_the_first_of_its_cell(line: str, at: str) -> None:
    data = document(*TABLE)

    assert commented(marked(data, remark(line_of(data, line)))) == {"合计不符": at}


def test_what_concerns_the_whole_report_stands_on_its_first_paragraph() -> None:
    assert commented(marked(document(*TABLE), remark(None))) == {"合计不符": "标题"}


def test_remarks_on_one_cell_are_one_comment() -> None:
    data = document(*TABLE)

    assert commented(marked(data, remark(line_of(data, "\t2"), "一"), remark(line_of(data, "3"), "二"))) == {
        "一\n二": "2"
    }


def test_the_cell_is_found_in_a_later_table_and_behind_a_content_control() -> None:
    wrapped = f"<w:sdt><w:sdtContent>{tr('x', 'y')}</w:sdtContent></w:sdt>"
    data = document(p("题"), tbl(tr("a")), p("间"), tbl(wrapped, tr("z", "该格")))

    assert commented(marked(data, remark(line_of(data, "\t该格")))) == {"合计不符": "该格"}


def test_what_stands_in_a_text_box_is_commented_on_the_paragraph_that_holds_it() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('框内')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    data = document(p("题"), p(r("框外"), box))

    (text,) = commented(marked(data, remark(line_of(data, "框内")))).values()

    assert text.startswith("框外")


def test_author_and_date_are_those_of_the_run_and_hostile_text_stays_text() -> None:
    (comment,) = docx.Document(io.BytesIO(marked(document(*TABLE), remark(1, "<b>&amp;]]></b>")))).comments

    assert (comment.author, comment.timestamp and comment.timestamp.isoformat()) == (
        "auditor",
        "2024-02-01T00:00:00+00:00",
    )
    assert comment.text == "<b>&amp;]]></b>"


def test_comments_that_are_there_are_kept() -> None:
    theirs = '<w:comment w:id="7" w:author="王某">' + p("原有批注") + "</w:comment>"
    mark = (
        '<w:commentRangeStart w:id="7"/>'
        + r("标题")
        + '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    )
    data = document(f"<w:p>{mark}</w:p>", p("文末"), comments=theirs)

    assert commented(marked(data, remark(2))) == {"原有批注": "标题", "合计不符": "文末"}
    assert [each.comment_id for each in docx.Document(io.BytesIO(marked(data, remark(2)))).comments] == [7, 8]


def test_nothing_but_the_marks_is_changed() -> None:
    data = document(*TABLE)
    after = marked(data, remark(1))
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        same = {name for name in old.namelist() if old.read(name) == new.read(name)}
        added = set(new.namelist()) - set(old.namelist())

    assert read(after, ReadOptions()) == read(data, ReadOptions())
    assert added == {"word/comments.xml"}
    assert set(old.namelist()) - same == {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels"}


def test_a_strict_document_gets_strict_comments() -> None:
    with zipfile.ZipFile(io.BytesIO(document(*TABLE))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["word/document.xml"] = members["word/document.xml"].replace(W.encode(), STRICT.encode())
    with zipfile.ZipFile(io.BytesIO(marked(packed(members), remark(1)))) as archive:
        comments = etree.fromstring(archive.read("word/comments.xml"))
        relations = archive.read("word/_rels/document.xml.rels").decode()

    assert comments.tag == f"{{{STRICT}}}comments"
    assert "http://purl.oclc.org/ooxml/officeDocument/relationships/comments" in relations


def test_the_same_file_gives_the_same_bytes() -> None:
    assert marked(document(*TABLE), remark(1)) == marked(document(*TABLE), remark(1))


def test_what_lacks_a_list_of_types_is_refused() -> None:
    with pytest.raises(UnreadableError, match="incomplete"):
        marked(made(*TABLE), remark(1))


def test_what_is_no_docx_is_refused() -> None:
    with pytest.raises(UnreadableError):
        annotated(b"PK\x03\x04 no archive", [remark(1)], (), "2024-02-01", Limits())

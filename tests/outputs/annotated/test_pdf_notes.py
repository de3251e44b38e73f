"""Highlights and notes in PDF: on the right page, over the cited text, and the text itself is as before."""

from __future__ import annotations

from ctypes import c_uint16 as wide
from ctypes import create_string_buffer
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
import pytest

from auditor.model.source import Origin
from auditor.outputs.annotated.pdf_notes import annotated
from auditor.outputs.annotated.remarks import Remark
from auditor.reading.pdf.read import read
from auditor.reading.reader import ReadOptions, UnreadableError
from tests.reading.pdf.writing import Sheet, pdf


class Note(NamedTuple):
    page: int
    kind: int
    box: tuple[float, float, float, float]
    text: str
    date: str


HIGHLIGHT, NOTE = raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_TEXT


def remark(line: int | None, text: str = "合计不符", *, own: bool = True) -> Remark:
    return Remark(line, "error", [text], own=own)


def _string(annotation: Any, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, (wide * (size // 2)).from_buffer(buffer), size)
    return buffer.raw[: size - 2].decode("utf-16-le")


def notes(data: bytes) -> list[Note]:
    """The annotations of a PDF; a highlight's box is that of its corners."""
    found = []
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document, start=1):
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            box, corners = raw.FS_RECTF(), raw.FS_QUADPOINTSF()
            assert raw.FPDFAnnot_GetRect(annotation, box)
            where = (box.left, box.bottom, box.right, box.top)
            if kind == HIGHLIGHT:
                assert raw.FPDFAnnot_GetAttachmentPoints(annotation, 0, corners)
                where = (corners.x3, corners.y3, corners.x2, corners.y2)
            found.append(Note(number, kind, where, _string(annotation, b"Contents"), _string(annotation, b"M")))
            assert _string(annotation, b"T") == "auditor"
            raw.FPDFPage_CloseAnnot(annotation)
        page.close()
    document.close()
    return found


def text_under(data: bytes, note: Note) -> str:
    document = pypdfium2.PdfDocument(data)
    found: str = document[note.page - 1].get_textpage().get_text_bounded(*note.box)
    document.close()
    return found.strip()


TWO_PAGES = (Sheet().text(72, 700, "第一页正文在这里"), Sheet().text(72, 700, "其余内容").text(72, 300, "总计九件"))


def marked(data: bytes, *lines: str) -> bytes:
    found = read(data, ReadOptions())
    numbers = [found.text.split("\n").index(line) + 1 for line in lines]
    return annotated(data, [remark(number) for number in numbers], found.origins, "2024-02-01")[0]


def test_the_cited_line_is_highlighted_and_has_a_note_on_its_page() -> None:
    data = marked(pdf(*TWO_PAGES), "总计九件")
    highlight, note = notes(data)

    assert (highlight.page, highlight.kind, note.page, note.kind) == (2, HIGHLIGHT, 2, NOTE)
    assert text_under(data, highlight) == "总计九件"
    assert {highlight.text, note.text} == {"合计不符"}
    assert {highlight.date, note.date} == {"D:20240201000000Z"}


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_on_a_turned_page_the_highlight_lies_on_the_text_as_well(turned: int) -> None:
    data = pdf(Sheet(rotate=turned).text(72, 700, "第一页正文在这里").text(72, 300, "总计九件"))
    after = marked(data, "总计九件")

    assert text_under(after, notes(after)[0]) == "总计九件"


def test_a_line_that_is_only_quoted_is_highlighted_without_a_note() -> None:
    data = pdf(*TWO_PAGES)
    after, _ = annotated(data, [remark(1, own=False)], read(data, ReadOptions()).origins, "2024-02-01")

    assert [note.kind for note in notes(after)] == [HIGHLIGHT]


def test_what_concerns_the_whole_report_is_a_note_at_the_head_of_the_first_page() -> None:
    after, _ = annotated(pdf(*TWO_PAGES), [remark(None), remark(99)], (), "2024-02-01")
    found = notes(after)

    assert [(note.page, note.kind) for note in found] == [(1, NOTE), (1, NOTE)]
    assert all(note.box[1] > 780 for note in found)


def test_notes_do_not_cover_each_other_nor_the_text() -> None:
    data = pdf(Sheet().table((72, 200, 330), (700, 680), (("甲", "乙"),)))
    origins = [Origin(1, box=(76, 680, 100, 700)), Origin(1, box=(204, 680, 230, 700))]
    after, _ = annotated(data, [remark(1), remark(2)], origins, "2024-02-01")
    first, second = (note for note in notes(after) if note.kind == NOTE)

    assert second.box[3] <= first.box[1]
    assert first.box[0] > 330


def test_the_text_and_how_it_is_read_stay() -> None:
    data = pdf(*TWO_PAGES)

    assert read(marked(data, "第一页正文在这里", "总计九件"), ReadOptions()) == read(data, ReadOptions())


def test_the_same_file_gives_the_same_bytes() -> None:
    data = pdf(*TWO_PAGES)

    assert marked(data, "总计九件") == marked(data, "总计九件")


def test_an_encrypted_file_that_opens_without_a_password_still_does() -> None:
    data = pdf(*TWO_PAGES, password="")

    assert notes(marked(data, "总计九件"))[0].text == "合计不符"
    assert read(marked(data, "总计九件"), ReadOptions()) == read(data, ReadOptions())


def test_hostile_text_stays_text() -> None:
    hostile = "(x) /JS <<>> ) Tj\\ \U0001f600"
    data, _ = annotated(pdf(*TWO_PAGES), [remark(None, hostile)], (), "2024-02-01")

    assert notes(data)[0].text == hostile


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UnreadableError):
        annotated(b"%PDF-1.4 nothing", [remark(1)], (), "2024-02-01")

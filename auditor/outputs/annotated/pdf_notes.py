"""A PDF with highlights over the cited lines and cells, and a note at each finding; what the pages show stays as it is."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from ctypes import c_ushort
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from auditor.model.finding import Message
from auditor.model.source import Origin
from auditor.outputs.annotated.remarks import Remark
from auditor.reading.reader import UnreadableError

_AUTHOR = "auditor"
_COLORS = {"error": (255, 120, 120), "warning": (255, 196, 84), "review": (130, 190, 255)}
_CITED = (255, 240, 130)
"""Where a finding stands elsewhere and only quotes the line."""
_ICON = 18.0
_EDGE = 6.0
_ID = re.compile(rb"(/ID\s*\[\s*<)([0-9A-Fa-f]*)(>\s*<)([0-9A-Fa-f]+)(>\s*\]\s*>>\s*startxref\s+\d+\s+%%EOF\s*)\Z")

Box = tuple[float, float, float, float]


def annotated(data: bytes, remarks: Sequence[Remark], origins: Sequence[Origin], as_of: str) -> tuple[bytes, int]:
    """Return a PDF with the remarks as annotations, and how many remarks those are.

    A remark that stands on no page goes to the head of the first.

    Raises:
        UnreadableError: the file cannot be opened, or not be written again.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(Message("PDF无法打开", "the PDF cannot be opened")) from error
    try:
        date = f"D:{as_of.replace('-', '')}000000Z"
        by_page: dict[int, list[tuple[Remark, Box | None]]] = {}
        for remark in remarks:
            page, box = _place(remark.line, origins)
            by_page.setdefault(page if 0 < page <= len(document) else 1, []).append((remark, box))
        for number, found in sorted(by_page.items()):
            _annotate(document[number - 1], found, date)
        out = io.BytesIO()
        document.save(out)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(Message(f"PDF无法另存（{error}）", f"the PDF cannot be saved again ({error})")) from error
    finally:
        document.close()
    return _same_id(out.getvalue()), len(remarks)


def _place(line: int | None, origins: Sequence[Origin]) -> tuple[int, Box | None]:
    if line is None or not 0 < line <= len(origins):
        return 1, None
    origin = origins[line - 1]
    return (origin.page, origin.box) if origin.page else (1, None)


def _annotate(page: Any, found: Sequence[tuple[Remark, Box | None]], date: str) -> None:
    """Put the remarks on one page: highlights over the lines, and notes in the right margin, where they hide nothing."""
    turned = _Upright(page)
    try:
        for remark, box in found:
            if box is not None:
                color = _COLORS[remark.severity] if remark.own else _CITED
                _add(page, raw.FPDF_ANNOT_HIGHLIGHT, turned.on_page(_grown(box)), remark.text, color, date)
        free = turned.height - _EDGE
        notes = [(box[3] if box else free, remark) for remark, box in found if remark.own]
        for height, remark in sorted(notes, key=lambda note: -note[0]):
            top = min(height, free)
            # Notes side by side in a row come one below the other.
            free = top - _ICON
            left = turned.width - _EDGE - _ICON
            icon = turned.on_page((left, top - _ICON, left + _ICON, top))
            _add(page, raw.FPDF_ANNOT_TEXT, icon, remark.text, _COLORS[remark.severity], date)
    finally:
        page.close()


def _grown(box: Box) -> Box:
    """Return a box that can be seen: an empty cell's or a single stroke's may have no height."""
    left, bottom, right, top = box
    return left - 1, bottom - 1, max(right, left + 3) + 1, max(top, bottom + 3) + 1


def _add(page: Any, kind: int, box: Box, text: str, color: tuple[int, int, int], date: str) -> None:
    left, bottom, right, top = box
    annotation = raw.FPDFPage_CreateAnnot(page, kind)
    if not annotation:
        raise pypdfium2.PdfiumError("annotation")
    try:
        done = [raw.FPDFAnnot_SetRect(annotation, raw.FS_RECTF(left=left, top=top, right=right, bottom=bottom))]
        if kind == raw.FPDF_ANNOT_HIGHLIGHT:
            corners = raw.FS_QUADPOINTSF(x1=left, y1=top, x2=right, y2=top, x3=left, y3=bottom, x4=right, y4=bottom)
            done.append(raw.FPDFAnnot_AppendAttachmentPoints(annotation, corners))
        done.append(raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, *color, 255))
        done.append(raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_PRINT))
        for key, value in ((b"Contents", text), (b"T", _AUTHOR), (b"M", date)):
            done.append(raw.FPDFAnnot_SetStringValue(annotation, key, _utf_16(value)))
        if not all(done):
            raise pypdfium2.PdfiumError("annotation")
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _utf_16(text: str) -> Any:
    data = (text + "\0").encode("utf-16-le", "replace")
    return (c_ushort * (len(data) // 2)).from_buffer_copy(data)


class _Upright:
    """A page as its reader sees it, and back: annotations are placed on the page before it is turned and cut."""

    def __init__(self, page: Any) -> None:
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._quarters = page.get_rotation() // 90 % 4
        across, up = self._right - self._left, self._top - self._bottom
        self.width, self.height = (across, up) if self._quarters % 2 == 0 else (up, across)

    def on_page(self, box: Box) -> Box:
        """Return where a box of the page as seen, counted from its lower left corner, lies on the page itself."""
        x0, y0, x1, y1 = box
        match self._quarters:
            case 0:
                return x0 + self._left, y0 + self._bottom, x1 + self._left, y1 + self._bottom
            case 1:
                return self._right - y1, x0 + self._bottom, self._right - y0, x1 + self._bottom
            case 2:
                return self._right - x1, self._top - y1, self._right - x0, self._top - y0
            case _:
                return y0 + self._left, self._top - x1, y1 + self._left, self._top - x0


def _same_id(data: bytes) -> bytes:
    """Return a PDF whose identifiers follow from its contents: PDFium draws the second by lot, both where there was none."""
    found = _ID.search(data, max(0, len(data) - 2000))
    if found is None:
        return data
    first, second = found.group(2), found.group(4)
    # What is encrypted is so with the first identifier.
    if first == second and b"/Encrypt" in data[-2000:]:
        return data
    start = found.start()
    digest = hashlib.sha256(data[:start] + (b"" if first == second else first)).hexdigest().upper().encode()
    new = digest[: len(second)].ljust(len(second), b"0")
    kept = new if first == second else first
    return data[:start] + found.group(1) + kept + found.group(3) + new + found.group(5)

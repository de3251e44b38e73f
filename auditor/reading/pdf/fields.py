"""What was filled into a form, or typed over a page: fields and free text are annotations, not page content."""

from __future__ import annotations

from ctypes import c_uint16, create_string_buffer
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from auditor.reading.pdf.lines import is_wide
from auditor.reading.pdf.page import Glyph, Page

_HIDDEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_LARGEST = 12.0


def filled_in(document: pypdfium2.PdfDocument, page: Page) -> list[Glyph]:
    """Return the characters of a page's filled fields and free text, where they stand. Comments are not part of a page."""
    held = document[page.number - 1]
    try:
        count = raw.FPDFPage_GetAnnotCount(held)
        if count <= 0:
            return []
        if document.formenv is None:
            document.init_forms()
        form = document.formenv
        found: list[Glyph] = []
        left, bottom, _, _ = held.get_bbox()
        for index in range(min(count, 10_000)):
            annotation = raw.FPDFPage_GetAnnot(held, index)
            if not annotation:
                continue
            try:
                found += _typed(annotation, form, left, bottom)
            finally:
                raw.FPDFPage_CloseAnnot(annotation)
        return found
    finally:
        held.close()


def _typed(annotation: Any, form: Any, left: float, bottom: float) -> list[Glyph]:
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if kind not in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT) or raw.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
        return []
    if kind == raw.FPDF_ANNOT_FREETEXT:
        text = _string(lambda buffer, size: raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size))
    elif form is None:
        return []
    else:
        field = raw.FPDFAnnot_GetFormFieldType(form, annotation)
        if field not in (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX):
            return []
        text = _string(lambda buffer, size: raw.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size))
    box = raw.FS_RECTF()
    if not text.strip() or not raw.FPDFAnnot_GetRect(annotation, box):
        return []
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    pitch = abs(box.top - box.bottom) / len(rows)
    size = max(1.0, min(_LARGEST, 0.8 * pitch))
    found = []
    for number, row in enumerate(rows):
        x, y = box.left - left + 1, max(box.top, box.bottom) - bottom - (number + 0.75) * pitch
        for char in row:
            wide = size if is_wide(char) else 0.5 * size
            found.append(Glyph(x, y, x + wide, size, char))
            x += wide
    return found


def _string(get: Any) -> str:
    size = get(None, 0)
    if size <= 2:
        return ""
    buffer = create_string_buffer(size)
    get((c_uint16 * (size // 2)).from_buffer(buffer), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")

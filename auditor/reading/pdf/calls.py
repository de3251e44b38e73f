"""PDFium's functions for characters and shapes, taking plain addresses: through the typed bindings each costs three times as much."""

from __future__ import annotations

from ctypes import CFUNCTYPE, c_double, c_float, c_int, c_uint, c_void_p, cast
from typing import Any

import pypdfium2.raw as raw  # type: ignore[import-untyped]


def _call(name: str, result: Any, *arguments: Any) -> Any:
    return CFUNCTYPE(result, *arguments)(cast(getattr(raw, name), c_void_p).value or 0)


_P, _I, _U, _F, _D = c_void_p, c_int, c_uint, c_float, c_double

load_page = _call("FPDF_LoadPage", _P, _P, _I)
close_page = _call("FPDF_ClosePage", None, _P)
page_box = _call("FPDF_GetPageBoundingBox", _I, _P, _P)
count_annotations = _call("FPDFPage_GetAnnotCount", _I, _P)
rotation = _call("FPDFPage_GetRotation", _I, _P)

load_text = _call("FPDFText_LoadPage", _P, _P)
close_text = _call("FPDFText_ClosePage", None, _P)
count_chars = _call("FPDFText_CountChars", _I, _P)
unicode = _call("FPDFText_GetUnicode", _U, _P, _I)
generated = _call("FPDFText_IsGenerated", _I, _P, _I)
origin = _call("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)
loose_box = _call("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
text_object = _call("FPDFText_GetTextObject", _P, _P, _I)
char_matrix = _call("FPDFText_GetMatrix", _I, _P, _I, _P)
font_size = _call("FPDFText_GetFontSize", _D, _P, _I)
render_mode = _call("FPDFTextObj_GetTextRenderMode", _I, _P)

count_objects = _call("FPDFPage_CountObjects", _I, _P)
get_object = _call("FPDFPage_GetObject", _P, _P, _I)
object_type = _call("FPDFPageObj_GetType", _I, _P)
bounds = _call("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
matrix = _call("FPDFPageObj_GetMatrix", _I, _P, _P)
fill_color = _call("FPDFPageObj_GetFillColor", _I, _P, _P, _P, _P, _P)
stroke_width = _call("FPDFPageObj_GetStrokeWidth", _I, _P, _P)
count_in_form = _call("FPDFFormObj_CountObjects", _I, _P)
get_in_form = _call("FPDFFormObj_GetObject", _P, _P, c_uint)
draw_mode = _call("FPDFPath_GetDrawMode", _I, _P, _P, _P)
count_segments = _call("FPDFPath_CountSegments", _I, _P)
get_segment = _call("FPDFPath_GetPathSegment", _P, _P, _I)
segment_point = _call("FPDFPathSegment_GetPoint", _I, _P, _P, _P)
segment_type = _call("FPDFPathSegment_GetType", _I, _P)
segment_closes = _call("FPDFPathSegment_GetClose", _I, _P)

TEXT, PATH, IMAGE, FORM = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM
MOVE_TO, LINE_TO, CURVE_TO = raw.FPDF_SEGMENT_MOVETO, raw.FPDF_SEGMENT_LINETO, raw.FPDF_SEGMENT_BEZIERTO
INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE

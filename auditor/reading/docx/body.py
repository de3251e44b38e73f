"""Walks the main part of a DOCX and gives its paragraphs and tables as a reader of the printed page sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from auditor.reading.docx.blocks import Block, Cell, Paragraph, Row, Table, without_frames
from auditor.reading.docx.names import attribute, child, is_on, number, tags, value
from auditor.reading.docx.numbering import Numbering
from auditor.reading.docx.styles import Styles, hides
from auditor.reading.docx.survey import Survey
from auditor.reading.docx.text import EITHER, MATH, chosen, formula, overprinted, printed, symbol, text_boxes


def _kinds(*names: str) -> dict[str, str]:
    return {tag: name for name in names for tag in tags(name)}


_WRAPPERS = dict.fromkeys(
    tags("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo", "fldSimple", "ruby")
    + tags("rubyBase"),
    "wrapper",
)
"""What holds text without being text. A phonetic guide's reading (rt) is none of them, nor is deleted text."""

_BLOCKS = {**_WRAPPERS, EITHER: "either", **_kinds("p", "tbl")}
_INLINE = {
    **_WRAPPERS, EITHER: "either", **_kinds("r"),
    **{f"{{{namespace}}}{name}": "math" for namespace in MATH for name in ("oMath", "oMathPara")},
}  # fmt: skip
_RUN = {
    **_WRAPPERS, EITHER: "either",
    **_kinds(
        "t", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "fldChar", "instrText", "drawing", "pict", "object",
        "footnoteReference", "endnoteReference",
    ),
}  # fmt: skip
_ROWS = {**_WRAPPERS, **_kinds("tr")}
_CELLS = {**_WRAPPERS, **_kinds("tc")}

_R_PR = tags("rPr")
_R_STYLE = tags("rStyle")
_HIDDEN_ROW = tags("hidden")
_TR_PR = tags("trPr")
_GONE = tags("del", "moveFrom")
_GRID_BEFORE = tags("gridBefore")
_GALLERY = tags("docPartGallery")
_SDT_PR = tags("sdtPr")

_TABLE_OF_CONTENTS = "Table of Contents"


@dataclass(slots=True)
class _Field:
    """A field whose end has not come yet. `shows`: its text is printed, being neither instruction nor contents list."""

    instruction: str = ""
    shows: bool = False
    separated: bool = False


@dataclass(slots=True)
class Reference:
    """A mark in the text that refers to a note."""

    kind: str
    id: str
    paragraph: int
    numbered: bool


@dataclass(slots=True)
class Tally:
    """What was met that the text does not show."""

    changes: int = 0
    hidden: int = 0
    pictures: int = 0
    references: list[Reference] = field(default_factory=list)


class Body:
    """A document being walked, once, from its first element to its last: fields and numbers run on from one to the next."""

    def __init__(self, survey: Survey, styles: Styles, numbering: Numbering, cues: tuple[str, ...]) -> None:
        self.tally = Tally()
        self._styles = styles
        self._numbering = numbering
        self._cues = cues
        self._survey = survey
        self.tally.changes = survey.changes
        self._may_hide = styles.any_hidden or survey.hides
        self._fields: list[_Field] = []
        self._veiled = False
        self._pieces: list[str] = []
        self._boxes: list[etree._Element] = []
        self._here = 0

    def blocks(self, parent: etree._Element) -> list[Block]:
        """Return the paragraphs and tables below an element; a table drawn only as a frame is what it holds."""
        found: list[Block] = []
        self._into(found, parent)
        return without_frames(found, self._cues)

    def _into(self, found: list[Block], parent: etree._Element) -> None:
        for element in parent:
            kind = _BLOCKS.get(element.tag)
            if kind == "p":
                self._paragraph(found, element)
            elif kind == "tbl":
                table = Table(self._survey.tables.get(element, 0), self._rows(element))
                if table.rows:
                    found.append(table)
            elif kind == "wrapper":
                if not _is_contents_list(element):
                    self._into(found, element)
            elif kind == "either":
                self._into(found, chosen(element))

    # Paragraphs

    def _paragraph(self, found: list[Block], p: etree._Element) -> None:
        survey = self._survey
        style = survey.styles.get(p) or self._styles.default
        goes_on = p in survey.goes_on
        self._pieces, self._boxes = [], []
        self._here = here = survey.paragraphs.get(p, self._here)
        hidden = self._may_hide and self._styles.hidden(style) is True
        listed = self._veiled
        self._inline(p, hidden)
        text, boxes = "".join(self._pieces), self._boxes
        # An instruction ends with its paragraph; one that does not was never closed.
        if self._fields and not all(each.separated for each in self._fields):
            self._fields = [each for each in self._fields if each.separated]
            self._veiled = not all(each.shows for each in self._fields)
        before = found[-1] if found else None
        if not isinstance(before, Paragraph) or not before.goes_on:
            before = None
        if (text or not (goes_on or hidden or listed)) and before is None:
            text = self._numbering.label(survey.numbered.get(p), style) + text
        if before:
            before.text, before.goes_on = before.text + text, goes_on
        elif text:
            found.append(Paragraph(here, text, goes_on))
        for box in boxes:
            self._into(found, box)

    def _inline(self, parent: etree._Element, hidden: bool) -> None:
        for element in parent:
            kind = _INLINE.get(element.tag)
            if kind == "r":
                self._run(element, hidden)
            elif kind == "wrapper":
                self._inline(element, hidden)
            elif kind == "either":
                self._inline(chosen(element), hidden)
            elif kind == "math":
                self._show(formula(element), hidden)

    def _run(self, run: etree._Element, hidden: bool) -> None:
        if self._may_hide:
            hidden = self._hides(run, hidden)
        for element in run:
            kind = _RUN.get(element.tag)
            if kind == "t":
                self._show(printed(element), hidden)
            elif kind is not None:
                self._other(kind, element, hidden)

    def _other(self, kind: str, element: etree._Element, hidden: bool) -> None:
        """Take what stands in a run beside text."""
        if kind == "tab" or kind == "ptab":
            self._show("\t", hidden)
        elif kind == "br" or kind == "cr":
            self._show("\n", hidden)
        elif kind == "noBreakHyphen":
            self._show("-", hidden)
        elif kind == "sym":
            self._show(symbol(element), hidden)
        elif kind == "fldChar":
            self._field(attribute(element, "fldCharType"), hidden)
        elif kind == "instrText":
            if self._fields and not self._fields[-1].separated:
                self._fields[-1].instruction += element.text or ""
        elif hidden or self._veiled:
            pass
        elif kind == "wrapper":
            self._inline(element, hidden)
        elif kind == "either":
            self._run(chosen(element), hidden)
        elif kind.endswith("Reference"):
            numbered = attribute(element, "customMarkFollows") in (None, "0", "false", "off")
            self.tally.references.append(
                Reference(kind.removesuffix("Reference"), attribute(element, "id") or "", self._here, numbered)
            )
        else:
            self.tally.pictures += next(element.iter("{*}blip", "{*}imagedata"), None) is not None
            self._boxes += text_boxes(element)

    def _show(self, text: str, hidden: bool) -> None:
        if self._veiled:
            return
        if hidden:
            self.tally.hidden += bool(text.strip())
        else:
            self._pieces.append(text)

    def _hides(self, run: etree._Element, hidden: bool) -> bool:
        properties = child(run, _R_PR)
        said = hides(properties)
        if said is None:
            style = child(properties, _R_STYLE)
            said = None if style is None else self._styles.hidden(value(style))
        return hidden if said is None else said

    def _field(self, mark: str | None, hidden: bool) -> None:
        if mark == "begin":
            self._fields.append(_Field())
        elif mark == "separate" and self._fields:
            current = self._fields[-1]
            current.separated = True
            # The list of contents repeats the headings; what it shows is no part of the report.
            current.shows = not (self._survey.fields_end and current.instruction.split()[:1] == ["TOC"])
        elif mark == "end" and self._fields:
            ended = self._fields.pop()
            self._veiled = not all(each.shows for each in self._fields)
            if not ended.separated:
                self._show(overprinted(ended.instruction), hidden)
            return
        self._veiled = not all(each.shows for each in self._fields)

    # Tables

    def _rows(self, table: etree._Element) -> list[Row]:
        survey = self._survey
        rows: list[Row] = []
        above: dict[int, Cell] = {}
        for count, tr in enumerate(rows_of(table), 1):
            properties = child(tr, _TR_PR)
            if properties is not None and self._is_left_out(properties):
                continue
            before = child(properties, _GRID_BEFORE)
            column = number(value(before)) or 0 if before is not None else 0
            row = Row(count, [])
            standing: dict[int, Cell] = {}
            for place, tc in enumerate(cells_of(tr), 1):
                span = survey.columns.get(tc, 1)
                if tc in survey.deleted_cells:
                    continue
                if survey.across.get(tc) == "continue" and row.cells:
                    row.cells[-1].columns += span
                    column += span
                    continue
                down = survey.down.get(tc)
                owner = above.get(column) if down == "continue" else None
                if owner is not None:
                    owner.rows += 1
                    standing[column] = owner
                    row.cells.append(Cell([], place, span))
                else:
                    cell = Cell(self.blocks(tc), place, span)
                    row.cells.append(cell)
                    if down is not None:
                        standing[column] = cell
                column += span
            above = standing
            if row.cells:
                rows.append(row)
        return rows

    def _is_left_out(self, properties: etree._Element) -> bool:
        hidden = child(properties, _HIDDEN_ROW) if self._may_hide else None
        if hidden is not None and is_on(hidden):
            self.tally.hidden += 1
            return True
        return child(properties, _GONE) is not None


def _is_contents_list(element: etree._Element) -> bool:
    properties = child(element, _SDT_PR)
    if properties is None:
        return False
    gallery = next(properties.iter(*_GALLERY), None)
    return gallery is not None and value(gallery) == _TABLE_OF_CONTENTS


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, as origins count them."""
    return _below(table, _ROWS)


def cells_of(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row, as origins count them."""
    return _below(row, _CELLS)


def _below(parent: etree._Element, kinds: dict[str, str]) -> Iterator[etree._Element]:
    """Yield rows of a table, or cells of a row, through whatever wraps them."""
    for element in parent:
        kind = kinds.get(element.tag)
        if kind == "wrapper":
            yield from _below(element, kinds)
        elif kind is not None:
            yield element

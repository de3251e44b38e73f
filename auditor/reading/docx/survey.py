"""One look over the main part of a DOCX before it is walked: what stands where, and whether it is within the limits."""

from __future__ import annotations

from lxml import etree

from auditor.model.finding import Message
from auditor.reading.docx.names import attribute, is_on, number, tags, value
from auditor.reading.docx.styles import NumberedAs, numbered_as
from auditor.reading.limits import Limits
from auditor.reading.reader import UnreadableError

_CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
_ELSEWHERE = ("altChunk", "subDoc")
_NAMES = (
    "p", "tbl", "tc", "pStyle", "numPr", "gridSpan", "vMerge", "hMerge", "cellMerge", "vanish", "hidden", "fldChar",
    *_CHANGES, *_ELSEWHERE,
)  # fmt: skip
_TAGS = tags(*_NAMES)
_KINDS = {tag: name for name in _NAMES for tag in tags(name)}
_PPR = tags("pPr")
_RPR = tags("rPr")
_MERGED = {"cont": "continue", "rest": "restart"}


class Survey:
    """What the walk looks up, by the element of the paragraph, table or cell."""

    def __init__(self, root: etree._Element, limits: Limits) -> None:
        self.paragraphs: dict[etree._Element, int] = {}
        """The how manieth of the part each is, from 1."""
        self.tables: dict[etree._Element, int] = {}
        self.styles: dict[etree._Element, str | None] = {}
        """Style of a paragraph."""
        self.numbered: dict[etree._Element, NumberedAs] = {}
        self.goes_on: set[etree._Element] = set()
        """Paragraphs whose mark is deleted or hidden."""
        self.columns: dict[etree._Element, int] = {}
        """Columns of a cell that has more than one."""
        self.down: dict[etree._Element, str | None] = {}
        """How a cell is merged with the one above: restart or continue."""
        self.across: dict[etree._Element, str] = {}
        """How it is merged with the one before."""
        self.deleted_cells: set[etree._Element] = set()
        self.hides = False
        """Whether anything is hidden."""
        self.changes = 0
        """Tracked changes; a changed paragraph mark belongs to the change beside it."""
        self.elsewhere = False
        """Whether part of the text is kept as another file."""
        self._changed_marks = 0
        self._open_fields = 0
        cells = 0
        for element in root.iter(*_TAGS):
            kind = _KINDS[element.tag]
            if kind == "p":
                self.paragraphs[element] = len(self.paragraphs) + 1
            elif kind == "tc":
                cells += 1
            elif kind == "tbl":
                self.tables[element] = len(self.tables) + 1
            else:
                properties = element.getparent()
                owner = None if properties is None else properties.getparent()
                if properties is not None and owner is not None:
                    self._note(kind, element, properties, owner)
        self.changes = self.changes or min(self._changed_marks, 1)
        cells += sum(self.columns.values()) - len(self.columns)
        if cells > limits.cells:
            raise UnreadableError(Message(
                f"表格单元格数超过上限（cells，{limits.cells}）",
                f"the tables' cells are beyond the limit (cells: {limits.cells})",
            ))  # fmt: skip

    @property
    def fields_end(self) -> bool:
        """Whether every field that begins also ends."""
        return not self._open_fields

    def _note(self, kind: str, element: etree._Element, properties: etree._Element, owner: etree._Element) -> None:
        """Take what some properties say of their owner. Those before a change have another owner, which nobody asks for."""
        match kind:
            case "pStyle":
                self.styles[owner] = value(element)
            case "numPr":
                self.numbered[owner] = numbered_as(element)
            case "gridSpan":
                self.columns[owner] = max(number(value(element)) or 1, 1)
            case "vMerge":
                self.down[owner] = value(element) or "continue"
            case "hMerge":
                self.across[owner] = value(element) or "continue"
            case "cellMerge":
                self.down[owner] = _MERGED.get(attribute(element, "vMerge") or "")
            case "fldChar":
                self._open_fields += {"begin": 1, "end": -1}.get(attribute(element, "fldCharType") or "", 0)
            case "vanish" | "hidden":
                self.hides = True
                if is_on(element):
                    self._mark_gone(owner)
            case "altChunk" | "subDoc":
                self.elsewhere = True
            case "cellDel":
                self.deleted_cells.add(owner)
                self.changes += 1
            case _ if properties.tag in _RPR:
                self._changed_marks += 1
                if kind in ("del", "moveFrom"):
                    self._mark_gone(owner)
            case _:
                self.changes += 1

    def _mark_gone(self, properties: etree._Element) -> None:
        """Take a deletion or hiding that may be one of a paragraph's mark."""
        paragraph = properties.getparent()
        if paragraph is not None and properties.tag in _PPR:
            self.goes_on.add(paragraph)

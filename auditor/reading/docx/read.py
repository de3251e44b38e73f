"""DOCX and DOCM files: the text as Word shows it, with every merged cell, list number and accepted change in its place.

Origins, for whoever marks the original: `part` is (n,) for the n-th `w:p` of the main part, and (t, r, c) for a cell:
the t-th `w:tbl` of the main part, the r-th `w:tr` of that table and the c-th `w:tc` of that row. All count from 1 and in
document order over every element of the name, also over those whose text is left out: in tables, text boxes (both
alternatives of one), deleted rows. Rows and cells count through content controls (`w:sdt`, `w:customXml`) round them.
Lines that a nested table leaves in a cell have the place of the outer cell; a table that only frames what it holds is
no table, its paragraphs have (n,). A note at the end has the (n,) of the paragraph that refers to it. Two paragraphs
whose mark between them is deleted are one line, at the place of the first. `span` is (columns, rows) on a cell's
first line. Blank lines have an empty origin.

What is read: the main part, its styles, numbering, footnotes and endnotes. Headers, footers and comments are not.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from auditor.model.finding import Message
from auditor.model.source import Origin
from auditor.reading.docx.blocks import Block, Paragraph, Table, flat
from auditor.reading.docx.body import Body
from auditor.reading.docx.names import attribute, tags
from auditor.reading.docx.numbering import Numbering
from auditor.reading.docx.package import Package, Part, opened
from auditor.reading.docx.styles import Styles
from auditor.reading.docx.survey import Survey
from auditor.reading.reader import ReadOptions, ReadText, UnreadableError

_DOCUMENT = tags("document")
_BODY = tags("body")
_NOTES = {"footnote": ("footnotes", tags("footnote"), "注"), "endnote": ("endnotes", tags("endnote"), "尾注")}
_NOWHERE = Origin()


def read(data: bytes, options: ReadOptions) -> ReadText:
    """Return the report text of a DOCX file.

    Raises:
        UnreadableError: it is damaged, protected, something else, beyond the limits, or part of its text lies elsewhere.
    """
    package = opened(data, options.limits)
    main = package.main()
    body = next(main.root.iterchildren(*_BODY), None)
    if main.root.tag not in _DOCUMENT or body is None:
        raise UnreadableError(package.foreign())
    survey = Survey(main.root, options.limits)
    if survey.elsewhere:
        raise UnreadableError(Message(
            "部分正文以嵌入或链接的其他文件保存（altChunk、子文档），须用 Word 打开后另存为普通 DOCX",
            "part of the text is kept as another file (altChunk, subdocument): open it in Word and save it as plain DOCX",
        ))  # fmt: skip
    styles = Styles(package.part(main.target("styles")))
    numbering = Numbering(package.part(main.target("numbering")), styles)
    walked = Body(survey, styles, numbering, options.cues)
    text = _Text()
    text.add(walked.blocks(body))
    text.add(_notes(package, main, walked))
    if not text.lines and walked.tally.pictures:
        raise UnreadableError(Message(
            f"文中没有文字，只有{walked.tally.pictures}张图片", f"no text, only pictures: {walked.tally.pictures}"
        ))  # fmt: skip
    return ReadText("\n".join([*text.lines, ""]), "utf-8", tuple(text.origins), tuple(_remarks(walked)))


class _Text:
    """Report text growing line by line, each with its origin."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.origins: list[Origin] = []
        self._after_table = False

    def add(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
                continue
            origin = Origin(part=(block.number,))
            for line in block.text.split("\n"):
                # Report text knows no paragraph that begins with a tab; within one, tabs part what a table has lost.
                line = line.strip("\t")
                if line.strip():
                    self._line(line, origin)
                    self._after_table = False

    def _line(self, line: str, origin: Origin) -> None:
        self.lines.append(line)
        self.origins.append(origin)

    def _table(self, table: Table) -> None:
        if self._after_table:
            self._line("", _NOWHERE)
        for row in table.rows:
            for cell in row.cells:
                part = (table.number, row.number, cell.column)
                first, *further = cell.lines()
                self._line("\t" + first, Origin(part=part, span=(cell.columns, cell.rows)))
                for line in further:
                    self._line(line, Origin(part=part))
            self._line("", _NOWHERE)
        self._after_table = True


def _notes(package: Package, main: Part, walked: Body) -> list[Block]:
    """Return the footnotes and endnotes that the text refers to, each as a paragraph that begins with its number."""
    found: list[Block] = []
    known: dict[str, dict[str, etree._Element]] = {}
    counts = dict.fromkeys(_NOTES, 0)
    references = walked.tally.references
    for reference in sorted(references, key=lambda reference: reference.kind, reverse=True):
        target, names, word = _NOTES[reference.kind]
        if target not in known:
            root = package.part(main.target(target))
            known[target] = (
                {} if root is None else {attribute(note, "id") or "": note for note in root.iterchildren(*names)}
            )
        note = known[target].pop(reference.id, None)
        if note is None:
            continue
        counts[reference.kind] += reference.numbered
        mark = str(counts[reference.kind]) if reference.numbered else ""
        lines = [line.strip() for line in flat(walked.blocks(note)) if line.strip()]
        if lines:
            found.append(Paragraph(reference.paragraph, f"{word}{mark}：" + "\n".join(lines)))
    return found


def _remarks(walked: Body) -> Iterable[Message]:
    """Say what an auditor must know that the text does not show."""
    tally = walked.tally
    if tally.changes:
        yield Message(
            f"文件中有{tally.changes}处尚未接受或拒绝的修订，按全部接受后的文字审核",
            f"the file holds {tally.changes} tracked changes that nobody has accepted or rejected; it is read as if all were accepted",
        )
    if tally.hidden:
        yield Message(f"文件中有{tally.hidden}处隐藏文字，未读入", f"hidden text in {tally.hidden} places was left out")
    if tally.pictures:
        yield Message(
            f"文件中有{tally.pictures}张图片或嵌入对象，其中的文字未读入",
            f"the text in {tally.pictures} pictures or embedded objects was not read",
        )

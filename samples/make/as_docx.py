"""A report text as the Word document that an office would have made of it."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape

from samples.make.grid import Cell, Grid, Line, blocks

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# ZIP knows no earlier date.
_DATE = (1980, 1, 1, 0, 0, 0)
_WIDTH = 9000
_SECTION = re.compile("([一二三四五六七八九十]{1,3})、(?=[^\\s、])")
_TOPIC = re.compile("（([一二三四五六七八九十]{1,3})）(?=\\S)")
_DIGITS = "零一二三四五六七八九"

_FONTS = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{}"/>'
_LEVELS = (("%1、", "0"), ("（%2）", "1"))


def docx_bytes(text: str, *, numbered: bool = False) -> bytes:
    """Return a report text as a DOCX, byte for byte the same each time.

    `numbered`: the ordinals of headings are left to Word, as far as it would count to the same ones.
    """
    writer = _Writer(numbered)
    body = "".join(map(writer.block, blocks(text)))
    section = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992"'
        ' w:gutter="0"/></w:sectPr>'
    )
    document = f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{body}{section}</w:body></w:document>'
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(("styles", "styles.xml"), ("numbering", "numbering.xml")),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _DATE), content.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


class _Writer:
    """Writes block after block; counts the headings as Word will."""

    def __init__(self, numbered: bool) -> None:
        self._numbered = numbered
        self._titled = False
        self._sections = self._topics = 0
        self._after_table = False

    def block(self, block: Line | Grid) -> str:
        if isinstance(block, Grid):
            # Word joins tables that nothing stands between.
            apart = "<w:p/>" if self._after_table else ""
            self._after_table = True
            return apart + _table(block)
        self._after_table = False
        return self._line(block.text)

    def _line(self, text: str) -> str:
        if section := _SECTION.match(text):
            self._titled = True
            if self._numbered and section[1] == _ordinal(self._sections + 1):
                self._sections, self._topics = self._sections + 1, 0
                return _paragraph(text[section.end() :], '<w:pStyle w:val="1"/>')
            return _paragraph(text, _typed("1"))
        if topic := _TOPIC.match(text):
            if self._numbered and self._sections and topic[1] == _ordinal(self._topics + 1):
                self._topics += 1
                return _paragraph(text[topic.end() :], '<w:pStyle w:val="2"/>')
            return _paragraph(text, _typed("2"))
        if not self._titled and len(text) < 60 and not text.endswith("。"):
            return _paragraph(text, '<w:pStyle w:val="Title"/>')
        return _paragraph(text, '<w:ind w:firstLine="640"/>')


def _typed(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/><w:numPr><w:numId w:val="0"/></w:numPr>'


def _ordinal(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")


def _paragraph(text: str, properties: str) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{_runs(text)}</w:p>"


def _runs(text: str) -> str:
    """Return a text as runs: one for each change between Chinese and western characters, as Word cuts them."""
    runs = re.findall("[\x20-\x7e]+|[^\x20-\x7e]+", text)
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    return "".join(
        f'<w:r>{"" if run.isascii() else hint}<w:t xml:space="preserve">{escape(run)}</w:t></w:r>' for run in runs
    )


def _table(grid: Grid) -> str:
    rows = list(grid.placed())
    width = grid.width
    column = _WIDTH // max(width, 1)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = f'<w:gridCol w:w="{column}"/>' * width
    out = [
        f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders></w:tblPr>',
        f"<w:tblGrid>{columns}</w:tblGrid>",
    ]
    for row in rows:
        cells = "".join(_cell(cell, begins, column) for begins, cell in row)
        out.append(f"<w:tr>{cells}</w:tr>")
    return "".join([*out, "</w:tbl>"])


def _cell(cell: Cell, begins: bool, column: int) -> str:
    properties = f'<w:tcW w:w="{column * cell.columns}" w:type="dxa"/>'
    if cell.columns > 1:
        properties += f'<w:gridSpan w:val="{cell.columns}"/>'
    if not begins:
        properties += "<w:vMerge/>"
    elif cell.rows > 1:
        properties += '<w:vMerge w:val="restart"/>'
    texts = cell.text.split("\n") if begins else [""]
    content = "".join(_paragraph(text, '<w:jc w:val="center"/>') for text in texts)
    return f'<w:tc><w:tcPr>{properties}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'


def _styles() -> str:
    def style(name: str, title: str, font: str, size: int, more: str = "", default: str = "") -> str:
        based = "" if default else '<w:basedOn w:val="a"/><w:next w:val="a"/>'
        return (
            f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{title}"/>{based}<w:pPr>{more}</w:pPr>'
            f'<w:rPr>{_FONTS.format(font)}<w:sz w:val="{size}"/></w:rPr></w:style>'
        )

    return (
        f'{_HEAD}<w:styles xmlns:w="{_W}">'
        + style("a", "Normal", "仿宋_GB2312", 32, default=' w:default="1"')
        + style("Title", "Title", "方正小标宋简体", 44, '<w:jc w:val="center"/>')
        + style("1", "heading 1", "黑体", 32, '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>')
        + style(
            "2", "heading 2", "楷体_GB2312", 32,
            '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>',
        )
        + "</w:styles>"
    )  # fmt: skip


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
        f'<w:pStyle w:val="{int(level) + 1}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for text, level in _LEVELS
    )
    return (
        f'{_HEAD}<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
        f'{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _types() -> str:
    parts = (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
    listed = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in parts
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )

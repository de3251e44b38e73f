"""Makes the template of letters that comes with the program, in the form of GB/T 9704-2012, from nothing but this text.

    python -m auditor.outputs.letters.default_template FILE

writes it, to be changed in Word or WPS and named with --letter-template.
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.sax.saxutils import escape

from auditor.outputs.packing import packed

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_SONG, _FANG, _HEI = "方正小标宋简体", "仿宋_GB2312", "黑体"
_INSTEAD = {_SONG: "宋体", _FANG: "仿宋", _HEI: "SimHei"}
"""What a machine without a font shows instead."""
_LINE = 579
"""28.95 pt, in twentieths: 22 lines fill the page."""

_STYLES = (
    # id, name, font, half points, bold, paragraph
    ("Title", "Title", _SONG, 44, True, '<w:spacing w:line="700" w:lineRule="exact" w:before="0" w:after="579"/><w:jc w:val="center"/>'),
    ("Addressee", "主送机关", _FANG, 32, False, ""),
    ("Body", "正文", _FANG, 32, False, '<w:ind w:firstLine="640" w:firstLineChars="200"/>'),
    ("Heading", "小标题", _HEI, 32, False, '<w:keepNext/><w:ind w:firstLine="640" w:firstLineChars="200"/>'),
    ("Signature", "落款", _FANG, 32, False, '<w:keepNext/><w:ind w:right="1280" w:rightChars="400"/><w:jc w:val="right"/>'),
    ("Attached", "附件", _HEI, 32, False, '<w:pageBreakBefore/>'),
    ("Head", "表题", _SONG, 44, True, '<w:spacing w:line="700" w:lineRule="exact" w:before="0" w:after="289"/><w:jc w:val="center"/>'),
    ("Cell", "表格文字", _FANG, 24, False, '<w:spacing w:line="360" w:lineRule="exact"/>'),
    ("Page", "页码", "宋体", 28, False, '<w:jc w:val="center"/>'),
)  # fmt: skip

_TITLE = (
    "{% if confirmed %}关于{{ year }}{% if year %}年{% endif %}政府信息公开工作年度报告有关问题的整改通知"
    "{% else %}{{ year }}{% if year %}年{% endif %}政府信息公开工作年度报告问题核实清单（待确认）{% endif %}"
)
_OPENING = (
    "{% if confirmed %}经审核，你单位{{ year }}{% if year %}年{% endif %}政府信息公开工作年度报告存在以下{{ count }}项问题，"
    "已经审核人员确认。请逐项整改。{% else %}经程序审核，你单位{{ year }}{% if year %}年{% endif %}政府信息公开工作年度报告有以下"
    "{{ count }}项疑似问题，尚未经审核人员确认，不作为认定依据。请逐项核实。{% endif %}"
)
_CLOSING = (
    "请于　　　　年　　月　　日前{% if confirmed %}完成整改{% else %}完成核实{% endif %}，并将附件所列情况书面反馈我单位。"
    "如对所列问题有异议，请一并说明理由和依据。"
)
_BODY = (
    ("Title", _TITLE),
    ("Addressee", "{% if organ %}{{ organ }}{% else %}（主送机关）{% endif %}："),
    ("Body", _OPENING),
    ("", "{%p if scores %}"),
    ("", "{%p for each in scores %}"),
    ("Body", "本次评分{{ each.score }}分（满分{{ each.maximum }}分），在{{ each.of }}份参评报告中列第{{ each.rank }}位。"),
    ("", "{%p endfor %}"),
    ("", "{%p endif %}"),
    ("", "{%p for finding in findings %}"),
    ("Heading", "{{ finding.number }}．{{ finding.message }}"),
    ("", "{%p if finding.place or finding.line %}"),
    ("Body", "位置：{{ finding.place }}{% if finding.page %}（第{{ finding.page }}页）{% elif finding.line %}（文本第{{ finding.line }}行）{% endif %}"),
    ("", "{%p endif %}"),
    ("", "{%p if finding.quotes %}"),
    ("Body", "原文：{% for quote in finding.quotes %}“{{ quote }}”{% if not loop.last %}、{% endif %}{% endfor %}"),
    ("", "{%p endif %}"),
    ("", "{%p if finding.expected or finding.actual %}"),
    ("Body", "{% if finding.expected %}应为：{{ finding.expected }}{% if finding.actual %}；{% endif %}{% endif %}{% if finding.actual %}实为：{{ finding.actual }}{% endif %}"),
    ("", "{%p endif %}"),
    ("", "{%p if finding.formula %}"),
    ("Body", "关系式：{{ finding.formula }}"),
    ("", "{%p endif %}"),
    ("Body", "依据：{{ finding.basis }}"),
    ("Body", "整改要求：{{ finding.remedy }}"),
    ("", "{%p if finding.reason %}"),
    ("Body", "审核意见：{{ finding.reason }}"),
    ("", "{%p endif %}"),
    ("", "{%p endfor %}"),
    ("Body", _CLOSING),
    ("Body", ""),
    ("Body", "附件：{% if confirmed %}整改{% else %}核实{% endif %}情况反馈表"),
    ("Body", ""),
    ("Signature", "（发文机关署名）"),
    ("Signature", "　　　　年　　月　　日"),
    ("Attached", "附件"),
    ("Head", "{% if confirmed %}整改{% else %}核实{% endif %}情况反馈表"),
)  # fmt: skip
_COLUMNS = (
    (794, "序号", "{{ finding.number }}"),
    (3969, "问题", "{{ finding.message }}"),
    (2664, "{% if confirmed %}整改{% else %}核实{% endif %}情况", ""),
    (1417, "完成日期", ""),
)
_CLOSE = "被审核文件：{% for path in paths %}{{ path }}{% if not loop.last %}、{% endif %}{% endfor %}（审核日期{{ as_of }}）"


def made() -> bytes:
    """Return the template: always the same bytes."""
    return packed((name, (_HEAD + text).encode()) for name, text in _parts().items())


def _parts() -> dict[str, str]:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in (
            ("word/document.xml", f"{_TYPE}.document.main+xml"),
            ("word/styles.xml", f"{_TYPE}.styles+xml"),
            ("word/fontTable.xml", f"{_TYPE}.fontTable+xml"),
            ("word/footer1.xml", f"{_TYPE}.footer+xml"),
            ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        )
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": _relations(
            (f"{_R}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>auditor</dc:creator>'
        '<dcterms:created xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:created></cp:coreProperties>',
        "word/_rels/document.xml.rels": _relations(
            (f"{_R}/styles", "styles.xml"), (f"{_R}/fontTable", "fontTable.xml"), (f"{_R}/footer", "footer1.xml")
        ),
        "word/document.xml": _document(),
        "word/styles.xml": _styles(),
        "word/fontTable.xml": _fonts(),
        "word/footer1.xml": _footer(),
    }


def _relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _document() -> str:
    body = "".join(_paragraph(style, text) for style, text in _BODY)
    # 297 x 210 mm with margins of 37, 35, 28 and 26 mm, in twentieths of a point.
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1587" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return (
        f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}{_table()}'
        f"{_paragraph('Cell', _CLOSE)}{section}</w:body></w:document>"
    )


def _table() -> str:
    border = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width, *_ in _COLUMNS)
    heads = _row([(width, head) for width, head, _ in _COLUMNS], "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
    row = _row([(width, text) for width, _, text in _COLUMNS], "<w:trPr><w:cantSplit/></w:trPr>")
    width = sum(each for each, *_ in _COLUMNS)
    control = ("{%tr for finding in findings %}", "{%tr endfor %}")
    first, last = (_row([(width, text)], "", span=len(_COLUMNS)) for text in control)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{border}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{heads}{first}{row}{last}</w:tbl>'
    )


def _row(cells: list[tuple[int, str]], properties: str, span: int = 1) -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    listed = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}</w:tcPr>{_paragraph("Cell", text)}</w:tc>'
        for width, text in cells
    )
    return f"<w:tr>{properties}{listed}</w:tr>"


def _paragraph(style: str, text: str) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{properties}{run}</w:p>"


def _styles() -> str:
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_font(_FANG)}<w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        f'<w:spacing w:before="0" w:after="0" w:line="{_LINE}" w:lineRule="exact"/><w:jc w:val="both"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    named = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{_font(font)}{'<w:b/>' if bold else ''}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        for id, name, font, size, bold, paragraph in _STYLES
    )
    return f'<w:styles xmlns:w="{_W}">{defaults}{normal}{named}</w:styles>'


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="Times New Roman"/>'


def _fonts() -> str:
    listed = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/></w:font>'
        for name, instead in _INSTEAD.items()
    )
    return f'<w:fonts xmlns:w="{_W}">{listed}</w:fonts>'


def _footer() -> str:
    field = (
        '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r>'
    )
    return f'<w:ftr xmlns:w="{_W}"><w:p><w:pPr><w:pStyle w:val="Page"/></w:pPr>{field}</w:p></w:ftr>'


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(made())

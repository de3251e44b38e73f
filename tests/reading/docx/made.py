"""DOCX files made by hand from the XML that a test is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from auditor.reading.docx.read import read
from auditor.reading.limits import Limits
from auditor.reading.reader import ReadOptions, ReadText

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def p(*content: str, properties: str = "") -> str:
    """A paragraph: of runs where it is given plain text."""
    runs = "".join(each if each.startswith("<") else r(each) for each in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>" if properties else f"<w:p>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(*content: str, properties: str = "") -> str:
    inner = "".join(each if each.startswith("<") else p(each) for each in content) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    inner = "".join(each if each.startswith("<") else tc(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def part(name: str, content: str) -> str:
    return f"<w:{name} {SPACES}>{content}</w:{name}>"


def relations(targets: Mapping[str, str], office: str = OFFICE) -> str:
    listed = "".join(
        f'<Relationship Id="r{kind}" Type="{office}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )


def packed(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(*body: str, **parts: str) -> bytes:
    """A DOCX of a body and of other parts (styles, numbering, footnotes, endnotes), each by its content."""
    members = {
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": part("document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": relations({name: f"{name}.xml" for name in parts}),
    }
    members |= {f"word/{name}.xml": part(name, content) for name, content in parts.items()}
    return packed(members)


def read_docx(*body: str, cues: tuple[str, ...] = (), limits: Limits | None = None, **parts: str) -> ReadText:
    """The report text of such a file, each line with one origin."""
    found = read(docx(*body, **parts), ReadOptions(cues, limits or Limits()))
    assert len(found.origins) == found.text.count("\n")
    return found


def text_of(*body: str, **parts: str) -> str:
    return read(docx(*body, **parts), ReadOptions()).text

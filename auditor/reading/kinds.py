"""What a file is by its first bytes, where its name says otherwise: web pages saved as .doc, documents called .txt."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from auditor.model.finding import Message
from auditor.reading.ole import DamagedError, is_locked

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_RTF = b"{\\rtf"
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
"""How an ODT begins, behind the header of its first member."""
_START = b"\xef\xbb\xbf \t\r\n"
"""What may stand before the first byte that counts."""
# Nothing that was taken is given back: a comment could else be taken to end at any of those behind it.
_PAGE = re.compile(r"\s*+(?>(?:<\?xml[^>]*+>|<!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head)\b", re.I | re.S)
_WORD_XML = re.compile(
    r"\s*+<\?xml[^>]*+>\s*+(?:<\?mso-application[^>]*progid=.Word\.Document.|<w:wordDocument\b)", re.I
)
_SAVED_PAGE = re.compile(
    r"\s*+(?>(?:From|Subject|Date|Snapshot-Content-Location|X-[\w-]++):[^\n]*+\n(?>[ \t][^\n]*+\n)*+)*+MIME-Version:",
    re.I,
)
_ALIKE = (
    {".html", ".htm", ".xhtml", ".shtml", ".jsp", ".aspx", ".mhtml", ".mht"},
    {".docx", ".docm"},
    {".doc", ".wps"},
)
"""Extensions between which the contents decide nothing: one reader reads them all."""
_LOOKED_AT = 4096
_MANIFEST = 2**20
_OTHER_STREAMS = ("Workbook", "PowerPoint Document", "__properties_version1.0", "VisioDocument")
_WORD_PART = re.compile(rb"PK\x03\x04.{26}word/", re.S)
_FOREIGN = (
    (b"\x89PNG", "PNG图片"), (b"\xff\xd8\xff", "JPEG图片"), (b"GIF8", "GIF图片"), (b"BM", "BMP图片"),
    (b"II*\0", "TIFF图片"), (b"MM\0*", "TIFF图片"), (b"Rar!", "RAR压缩包"), (b"7z\xbc\xaf", "7z压缩包"),
    (b"\x1f\x8b", "gzip压缩包"), (b"BZh", "bzip2压缩包"), (b"\xfd7zXZ", "xz压缩包"), (b"\x7fELF", "程序"), (b"MZ", "程序"),
)  # fmt: skip
_PACKED = (
    (b"xl/workbook", "XLSX表格"),
    (b"ppt/pres", "PPTX演示文稿"),
    (b"OFD.xml", "OFD版式文件"),
    (b"epub+zip", "EPUB电子书"),
)
_CONTROLS = re.compile(rb"[\0-\x08\x0e-\x1f]")

OFFICE = frozenset({".doc", ".wps", ".rtf", ".odt"})
"""Formats that LibreOffice converts before they are read."""
WORD_XML = ".xml"
"""Word 2003 XML, which comes under the name .doc; LibreOffice converts it, too."""


def kind(suffix: str, data: bytes) -> str:
    """Return the extension that fits a file's contents: its own one, unless the bytes clearly say otherwise.

    Plain text says so only where a document is expected.
    """
    if suffix in (".docx", ".docm") and data.startswith(_ZIP) and not _is_open_document(data):
        return suffix
    found = _kind(data)
    if found is None and suffix in OFFICE and data and not _CONTROLS.search(data):
        return ".txt"
    if found is None or any({suffix, found} <= alike for alike in _ALIKE):
        return suffix
    return found


def is_document(data: bytes) -> bool:
    """Return whether a file that begins so is a document whatever it is called, and never text."""
    return data.startswith((_OLE, _ZIP)) or data[:64].lstrip(_START).startswith((_RTF, _PDF))


def foreign(data: bytes) -> Message | None:
    """Return what a file is that is neither text nor a document that can be read, or None where that is not known."""
    for magic, name in _FOREIGN:
        # Text may begin with any two letters; what it never holds is a control character.
        if data.startswith(magic) and _CONTROLS.search(data[:512]):
            return Message(f"内容是{name}，不是文字文档", f"its contents are {name} and no text document")
    if data.startswith(_ZIP):
        for member, name in _PACKED:
            if member in data:
                return Message(f"内容是{name}，不是文字文档", f"its contents are {name} and no text document")
        return Message("内容是压缩包，不是文字文档", "its contents are an archive and no text document")
    if data.startswith(_OLE):
        return Message("内容不是文字处理文档", "its contents are no word processor's document")
    return None


def is_encrypted(data: bytes) -> bool:
    """Return whether a document is locked with a password: Office wraps it, OpenDocument says so in its manifest.

    Raises:
        DamagedError: it is a document of Word that is not whole.
    """
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return True
        try:
            return is_locked(data)
        except DamagedError:
            # Sheets and messages are no documents, whole or not.
            if any(name.encode("utf-16-le") in data for name in _OTHER_STREAMS):
                return False
            raise
    if data.startswith(_ZIP) and _is_open_document(data):
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                manifest = package.getinfo("META-INF/manifest.xml")
                names = set(package.namelist())
                with package.open(manifest) as member:
                    told = member.read(_MANIFEST)
        except Exception:
            return False
        return b"encryption-data" in told or "encrypted-package" in names
    return False


def is_word(data: bytes) -> bool:
    """Return whether an OLE file holds a document of Word or WPS, and not a sheet or a message."""
    return data.startswith(_OLE) and any(
        name.encode("utf-16-le") in data for name in ("WordDocument", "WpsDocument", "CONTENTS", "MatOST")
    )


def _kind(data: bytes) -> str | None:
    if data.startswith(_OLE):
        return ".doc"
    if data.startswith(_ZIP):
        return _kind_of_package(data)
    begin = data[:64].lstrip(_START)
    if begin.startswith(_RTF):
        return ".rtf"
    if begin.startswith(_PDF):
        return ".pdf"
    start = _decoded(data[:_LOOKED_AT])
    if _WORD_XML.match(start):
        return WORD_XML
    if _PAGE.match(start):
        return ".html"
    if _SAVED_PAGE.match(start):
        return ".mhtml"
    return None


def _kind_of_package(data: bytes) -> str | None:
    if _is_open_document(data):
        return ".odt"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    # A damaged one has its directory at its lost end; whoever reads what it was will say so.
    except Exception:
        return ".docx" if _WORD_PART.search(data) else None
    if "[Content_Types].xml" in names:
        return ".docx" if any(name.startswith("word/") for name in names) else None
    return ".odt" if {"mimetype", "content.xml"} <= names else None


def _is_open_document(data: bytes) -> bool:
    return data[30 : 30 + len(_OPEN_DOCUMENT)] == _OPEN_DOCUMENT


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    return data.removeprefix(codecs.BOM_UTF8).decode("latin-1")

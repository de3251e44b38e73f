"""What a file is by its first bytes, where its name says otherwise: web pages saved as .doc, documents called .txt."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head)\b", re.I | re.S)
_WORD_XML = re.compile(r"\s*<\?xml[^>]*>\s*(?:<\?mso-application[^>]*progid=.Word\.Document.|<w:wordDocument\b)", re.I)
_SAVED_PAGE = re.compile(
    r"\s*(?:(?:From|Subject|Date|Snapshot-Content-Location|X-[\w-]+):[^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version:", re.I
)
_ALIKE = (
    {".html", ".htm", ".xhtml", ".shtml", ".jsp", ".aspx", ".mhtml", ".mht"},
    {".docx", ".docm"},
    {".doc", ".wps"},
)
"""Extensions between which the contents decide nothing: one reader reads them all."""
_LOOKED_AT = 4096
_CONTROLS = re.compile(rb"[\0-\x08\x0e-\x1f]")

OFFICE = frozenset({".doc", ".wps", ".rtf", ".odt"})
"""Formats that LibreOffice converts before they are read."""
WORD_XML = ".xml"
"""Word 2003 XML, which comes under the name .doc; LibreOffice converts it, too."""


def kind(suffix: str, data: bytes) -> str:
    """Return the extension that fits a file's contents: its own one, unless the bytes clearly say otherwise.

    Plain text says so only where a document is expected.
    """
    if suffix in (".docx", ".docm") and data.startswith(_ZIP):
        return suffix
    found = _kind(data)
    if found is None and suffix in OFFICE and data and not _CONTROLS.search(data):
        return ".txt"
    if found is None or any({suffix, found} <= alike for alike in _ALIKE):
        return suffix
    # What is called text is read in the first process, where native code must not meet a broken document.
    return suffix if suffix == ".txt" and found not in (".html", ".mhtml") else found


def is_encrypted(data: bytes) -> bool:
    """Return whether a document is locked with a password: Office then wraps it."""
    return data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data


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
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(b"%PDF-"):
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
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    # Whatever is wrong with it, the reader that its name calls for will say so.
    except Exception:
        return None
    if "[Content_Types].xml" in names:
        return ".docx" if any(name.startswith("word/") for name in names) else None
    return ".odt" if {"mimetype", "content.xml"} <= names else None


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    return data.removeprefix(codecs.BOM_UTF8).decode("latin-1")

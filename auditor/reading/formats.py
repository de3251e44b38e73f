"""The formats the product reads. A module is imported when the first file of its format is there to be read."""

from __future__ import annotations

from functools import partial
from importlib import import_module

from auditor.reading.reader import Reader, ReadOptions, ReadText


def _read(module: str, data: bytes, options: ReadOptions) -> ReadText:
    text: ReadText = import_module(f"auditor.reading.{module}").read(data, options)
    return text


def _reader(name: str, module: str, *extensions: str) -> Reader:
    return Reader(name, extensions, partial(_read, module))


READERS = (
    _reader("plain", "text.plain", ".txt"),
    _reader("html", "html.read", ".html", ".htm", ".shtml", ".xhtml", ".jsp", ".aspx", ".mht", ".mhtml"),
    _reader("markdown", "text.markdown", ".md", ".markdown"),
    _reader("docx", "docx.read", ".docx", ".docm"),
    _reader("pdf", "pdf.read", ".pdf"),
)
"""Name, module and extensions of each."""

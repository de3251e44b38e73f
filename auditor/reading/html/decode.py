"""Bytes of a web page to characters: what the page declares, unless it is plainly wrong."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from auditor.model.finding import Message
from auditor.reading.reader import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']?([\w.:-]+)|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)  # fmt: skip
# A declaration stands at the top; nested pages that editors pasted in may declare what they like.
_TOP = 8192
# GB2312 and GBK are parts of GB18030, and pages that declare them use characters beyond.
_NAMES = dict.fromkeys(
    ("gb2312", "gbk", "gb_2312-80", "gb_2312", "x-gbk", "cp936", "chinese", "hz-gb-2312", "gb18030"), "gb18030"
) | {"utf8": "utf-8", "unicode": "utf-16", "big5": "big5hkscs", "iso-8859-1": "cp1252", "latin1": "cp1252"}
# More undecodable places than this in a thousand characters: the declaration is wrong.
_MOST_BROKEN = 3
_OTHER_FORMATS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP/DOCX"),
    (b"\xd0\xcf\x11\xe0", "DOC/XLS"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)


def decode(data: bytes, declared: str | None = None) -> tuple[str, str, bool]:
    """Return the text, the encoding, and whether some bytes could not be decoded (they are U+FFFD).

    `declared` is what was said outside of the page (a MIME header).

    Raises:
        UnreadableError: it is no text.
    """
    for magic, name in _OTHER_FORMATS:
        if data.startswith(magic):
            raise UnreadableError(Message(f"不是网页，而是{name}文件", f"not a web page but a {name} file"))
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _tolerant(data[len(mark) :], encoding)
    best: tuple[str, str, bool] | None = None
    for encoding in dict.fromkeys(_encodings(data, declared)):
        try:
            return data.decode(encoding), encoding, False
        except UnicodeDecodeError:
            text, _, _ = tried = _tolerant(data, encoding)
        if best is None or text.count("\ufffd") < best[0].count("\ufffd"):
            best = tried
    if best is None or best[0].count("\ufffd") * 1000 > _MOST_BROKEN * 10 * len(best[0]):
        raise UnreadableError(Message("无法识别网页编码", "the page's encoding cannot be told"))
    return best


def _encodings(data: bytes, declared: str | None) -> Iterator[str]:
    """Yield what the text may be in, the likeliest first."""
    match = _DECLARED.search(data, 0, _TOP)
    within = (match[1] or match[2]).decode("ascii", "replace") if match else None
    for name in (declared, within):
        encoding = _known(name) if name else None
        # A declaration that can be read as text at all is not of 16 bits, and one of Western letters is a default.
        if encoding is not None and encoding != "cp1252" and not (encoding.startswith("utf-16") and name is within):
            yield encoding
    if b"\0" in data[:_TOP]:
        yield "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    yield "utf-8"
    yield "gb18030"
    yield "big5hkscs"


def _known(name: str) -> str | None:
    name = name.strip().lower()
    try:
        return _NAMES.get(name) or codecs.lookup(name).name
    except LookupError:
        return None


def _tolerant(data: bytes, encoding: str) -> tuple[str, str, bool]:
    text = data.decode(encoding, "replace")
    return text, encoding, "\ufffd" in text

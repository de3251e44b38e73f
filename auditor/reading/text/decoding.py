"""Bytes to characters: in which encoding a text was saved, told by its mark or by what makes sense of it."""

from __future__ import annotations

import codecs
import re

from auditor.model.finding import Message
from auditor.reading.reader import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # The mark of UTF-32 begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_USUAL = re.compile(r"[\t\n\r -~\u00a0·‘’“”—…\u3000-\u301f\u4e00-\u9fff\uff01-\uff5e]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SAMPLE = 20_000
_LONGEST = 3
"""Bytes that a character which lacks its last one can have."""
_CLEAR, _READABLE = 0.9, 0.6
# One damaged character in so many is a slip of transmission; P003 points to it.
_DAMAGED = 200


def without_broken_character(data: bytes) -> bytes:
    """Return a text without the first bytes of a character that end it: there it was cut off.

    Of other encodings than UTF-8 a single byte says nothing.
    """
    if not data or data[-1] < 0x80:
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start >= len(data) - _LONGEST:
            return data[: error.start]
    return data


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the encoding it was in: by its mark, UTF-8, UTF-16, GB18030 (with GBK) or Big5.

    A few bytes that fit nowhere become U+FFFD.

    Raises:
        UnreadableError: no encoding makes sense of it.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        wide = _wide(data) or _detected(data)
        return _strictly(data, wide), wide
    mended = _mended(data, "utf-8")
    if mended is not None:
        return mended, "utf-8"
    return _double_byte(data)


def _wide(data: bytes) -> str | None:
    """Return which of the two UTF-16 it is, without a mark to tell, or None."""
    sample = data[: 2 * _SAMPLE]
    shares = {encoding: _share(_USUAL, sample.decode(encoding, "replace")) for encoding in ("utf-16-le", "utf-16-be")}
    likely = max(shares, key=lambda encoding: shares[encoding])
    return likely if shares[likely] > _CLEAR else None


def _double_byte(data: bytes) -> tuple[str, str]:
    """Tell GB18030 from Big5: most bytes are valid in both, but only one of them gives everyday characters."""
    texts: dict[str, str] = {}
    for encoding in ("gb18030", "big5"):
        try:
            texts[encoding] = data.decode("big5hkscs" if encoding == "big5" else encoding)
        except UnicodeDecodeError:
            mended = _mended(data, encoding)
            if mended is not None:
                texts[encoding] = mended
    everyday = {"gb18030": ("gb2312", 0xB0, 0xD7), "big5": ("big5", 0xA4, 0xC6)}
    shares = {encoding: _everyday(text, *everyday[encoding]) for encoding, text in texts.items()}
    if shares.get("big5", 0) > _CLEAR and shares.get("gb18030", 0) < _READABLE:
        return texts["big5"], "big5"
    if "gb18030" in texts:
        return texts["gb18030"], "gb18030"
    return _strictly(data, "gb18030"), "gb18030"


def _everyday(text: str, encoding: str, first: int, last: int) -> float:
    """Return how many of the Han characters are among the common ones, which an encoding lists first, and how much of
    the whole text is such as reports are made of: both as one share."""
    sample = text[:_SAMPLE]
    han = _HAN.findall(sample)
    common = 0
    for char in han:
        code = char.encode(encoding, "ignore")
        common += len(code) == 2 and first <= code[0] <= last
    return common / len(han) * _share(_USUAL, sample) if han else 0.0


def _mended(data: bytes, encoding: str) -> str | None:
    """Return a text with U+FFFD for a few bytes that do not fit, or None where they are many."""
    text = data.decode(encoding, "replace")
    damaged = text.count("\ufffd")
    sound = damaged * _DAMAGED <= len(text) and _share(_USUAL, text[:_SAMPLE]) > _CLEAR
    return text if sound else None


def _share(pattern: re.Pattern[str], text: str) -> float:
    return len(pattern.findall(text)) / len(text) if text else 0.0


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65536]).best()
    if best is None:
        raise UnreadableError(Message("按常见编码均无法识别", "cannot be decoded in any known encoding"))
    return best.encoding


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        place = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise UnreadableError(Message(
            f"按{encoding}解码失败（第{place}字节）", f"cannot be decoded as {encoding} (byte {place})"
        )) from error  # fmt: skip

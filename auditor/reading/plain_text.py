"""Text files: already report text, once they are decoded and their line ends are made one."""

from __future__ import annotations

import codecs

from auditor.model.finding import Message
from auditor.reading.reader import ReadOptions, ReadText, UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read(data: bytes, options: ReadOptions) -> ReadText:
    """Return a text file as report text: decoded, with LF line ends and otherwise as it is.

    Raises:
        UnreadableError: in no encoding that reports are saved in does the file make sense.
    """
    text, encoding = decode(data)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return ReadText(text, encoding)


def decode(data: bytes) -> tuple[str, str]:
    """Return the text and the encoding it was in: by its mark, as UTF-8, or as GB18030.

    Raises:
        UnreadableError: none of them fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    detected = "gb18030" if b"\0" not in data else _detected(data)
    return _strictly(data, detected), detected


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65536]).best()
    if best is None:
        raise UnreadableError(Message("无法识别文件编码", "the file's encoding cannot be told"))
    return best.encoding


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        place = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise UnreadableError(Message(
            f"按{encoding}解码失败（第{place}字节）", f"cannot be decoded as {encoding} (byte {place})"
        )) from error  # fmt: skip

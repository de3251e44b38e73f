"""Text that was saved in one encoding, read in another and saved again: its characters are not what was written.

It is told by making the mistake backwards: what makes no sense as it stands, and does once the wrong encoding is taken
back, was saved twice. Nothing is mended: what such a file says nobody can sign.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from auditor.model.finding import Message

_WINDOW = 500
"""Characters looked at, at the beginning, in the middle and at the end."""
_FEWEST = 12
"""So many characters beyond ASCII in a window say something of it."""
_GARBLED, _RESTORED = 0.65, 0.75
"""Shares of everyday characters: below the first a text may not be what was written; from the second on
what was taken back is the text as it was written."""
_LOST = 0.02
"""Share of characters that could not be read, from which on too much is lost for anything to be checked."""
_QUESTIONS = 0.3
"""Share of question marks in a text that an encoding without Chinese characters has gone through."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\u3000\u00a0\ufeff]")
_MARKS = "·‘’“”—…、。〈〉《》「」『』【】〔〕〇①②③④⑤⑥⑦⑧⑨⑩！＂％＆（）＊＋，－．／０１２３４５６７８９：；＜＝＞？～￥"
_REPLACED = re.compile("锟斤拷|[锟拷]")
"""What the sign for a lost character becomes, read as GBK."""
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,}")
_QUESTION = re.compile(r"\?{2,}")


class _Mistake(NamedTuple):
    """Bytes of one encoding that were read in another."""

    written: str
    read: str

    @property
    def told(self) -> tuple[str, str]:
        return _NAMES.get(self.written, self.written), _NAMES.get(self.read, self.read)


_NAMES = {"gb18030": "GBK", "utf-8": "UTF-8", "cp1252": "Latin-1", "big5hkscs": "Big5", "mac-roman": "Mac Roman"}
_MISTAKES = tuple(
    _Mistake(written, read)
    for written, read in (
        ("utf-8", "gb18030"),
        ("utf-8", "cp1252"),
        ("gb18030", "cp1252"),
        ("utf-8", "big5hkscs"),
        ("gb18030", "big5hkscs"),
        ("big5hkscs", "gb18030"),
        ("utf-8", "mac-roman"),
    )
)


def garbled(text: str) -> Message | None:
    """Return what was done to a text whose characters are not what was written, or None for a sound one."""
    suspects = [window for window in _windows(text) if _is_suspect(window)]
    for window in suspects:
        mistake = next((each for each in _MISTAKES if _is_restored(window, each)), None)
        if mistake is not None:
            return _saved_twice(text, mistake)
    lost = text.count("\ufffd") + (len(_REPLACED.findall(text)) if "锟" in text else 0)
    if lost > _FEWEST and lost > _LOST * len(_BEYOND_ASCII.findall(text)):
        return Message(
            f"文字编码已损坏：{lost}处字符丢失，无法核对",
            f"its encoding is damaged: {lost} characters are lost, and nothing of it can be checked",
        )
    if "??" in text:
        lost = sum(map(len, _QUESTION.findall(text)))
        if lost > max(_FEWEST, _QUESTIONS * len("".join(text.split()))):
            return Message(
                "文字编码已损坏：汉字变成了问号，无法核对",
                "its encoding is damaged: its characters have become question marks, and nothing of it can be checked",
            )
    return None


def _windows(text: str) -> list[str]:
    if len(text) <= 3 * _WINDOW:
        return [text]
    middle = len(text) // 2
    return [text[:_WINDOW], text[middle : middle + _WINDOW], text[-_WINDOW:]]


def _is_suspect(window: str) -> bool:
    strange = len(_strange().findall(window))
    if strange < (1 - _GARBLED) * _FEWEST:
        return False
    chars = len(_BEYOND_ASCII.findall(window))
    return chars >= _FEWEST and strange > (1 - _GARBLED) * chars


def _is_restored(window: str, mistake: _Mistake) -> bool:
    """Tell whether a window makes sense once the mistake is taken back; a few of its bytes may have been lost."""
    restored = _bytes(window, mistake.read).decode(mistake.written, "replace")
    chars = _BEYOND_ASCII.findall(restored)
    everyday = _everyday()
    sense = sum(char in everyday for char in chars)
    # Single characters between letters are those of another language with marks over them.
    if sense < _FEWEST / 3 or 2 * sum(map(len, _WORDS.findall(restored))) < sense:
        return False
    # Bytes that were lost took their neighbours along: each place counts once.
    return sense > _RESTORED * (len(chars) - restored.count("\ufffd") / 2)


def _saved_twice(text: str, mistake: _Mistake) -> Message:
    written, read = mistake.told
    lossless = True
    try:
        _bytes(text, mistake.read, "strict").decode(mistake.written)
    except UnicodeError:
        lossless = False
    zh = "可按此反向转换还原后再审核" if lossless else "且有字符丢失，不能还原"
    en = "it can be undone without loss" if lossless else "and characters were lost"
    return Message(
        f"文字编码已损坏：{written}文本被当作{read}读取后又保存，{zh}",
        f"its encoding is damaged: text in {written} was read as {read} and saved again; {en}",
    )


def _bytes(text: str, encoding: str, errors: str = "replace") -> bytes:
    if encoding != "cp1252":
        return text.encode(encoding, errors)
    # Programs take the five bytes that have no character there for those of Latin-1.
    return text.translate(_western()).encode("latin-1", errors)


@cache
def _western() -> dict[int, int]:
    """Return the characters of the Western code page that have another place than their byte."""
    found = {}
    for byte in range(0x80, 0xA0):
        char = bytes([byte]).decode("cp1252", "ignore")
        if char:
            found[ord(char)] = byte
    return found


@cache
def _strange() -> re.Pattern[str]:
    """Return a pattern of a character that is neither everyday nor ASCII."""
    return re.compile(f"[^\\x00-\\x7f\u3000\u00a0\ufeff{''.join(sorted(_everyday()))}]")


@cache
def _everyday() -> frozenset[str]:
    """Return the common Chinese characters, which GB2312 lists first and Big5 too, and the marks between them."""
    simple = (bytes([row, cell]).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return frozenset([*simple, *_MARKS])

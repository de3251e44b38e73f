"""RTF as LibreOffice writes it: what stands round a list number is lost in one place and kept in another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

# Possessive throughout: a hostile document must not make it try every way to cut its digits.
_CHAR = re.compile(rb"(?:\\u-?\d++ ?+)?+(?:\\'[0-9a-fA-F]{2}|[^\\{};])")
_CHARS = rb"((?:" + _CHAR.pattern + rb")*+)"
_LEVEL = re.compile(rb"(\{\\leveltext ?\\'[0-9a-fA-F]{2})" + _CHARS + rb"(?=;\})")
_NUMBER = re.compile(rb"\{\\listtext\\pard\\plain *" + _CHARS + rb"\\tab ?\}")
_PLACE = re.compile(rb"\\'0[0-8]")
_MAKER = b"{\\*\\generator LibreOffice"


_BRACE = re.compile(rb"\\[\\{}]|[{}]")
_PARAGRAPH_END = re.compile(rb"\\(?:par|pard|row|plain)\s*+$")
_BROKEN_WORD = re.compile(rb"\\(?:'[0-9a-f]?|\*?[a-z]*-?\d*)$", re.I)


def closed(data: bytes) -> tuple[bytes, bool]:
    """Return a document with the groups closed that are open at its end, and whether it breaks off there.

    LibreOffice reads none that are open. Where only the brace round the whole is missing, behind a paragraph's end,
    nothing else is.
    """
    open_groups = 0
    for brace in _BRACE.findall(data):
        open_groups += (brace == b"{") - (brace == b"}")
        if open_groups == 0:
            return data, False  # what stands behind the document does not count
    data = data.rstrip(b"\0\r\n ")
    cut = open_groups > 1 or _PARAGRAPH_END.search(data[-64:]) is None
    return data[:-64] + _BROKEN_WORD.sub(b"", data[-64:]) + b"}" * open_groups, cut


def with_marks(data: bytes) -> bytes:
    """Return a document whose lists are numbered with the marks they were meant to have: 一、 and not 一?.

    LibreOffice writes the pattern of a list in a Western code page, where 、 has only a stand-in. Each number written
    out beside it has both the character and its stand-in.
    """
    if _MAKER not in data:
        return data
    numbers = Counter(tuple(_CHAR.findall(number)) for number in _NUMBER.findall(data))

    def meant(level: re.Match[bytes]) -> bytes:
        pattern = _CHAR.findall(level[2])
        places = [n for n, char in enumerate(pattern) if _PLACE.fullmatch(char)]
        if not places:
            return level[0]
        first, last = places[0], places[-1] + 1
        for number, _ in numbers.most_common():
            end = len(number) - (len(pattern) - last)
            if end > first and _stand_ins([*number[:first], *number[end:]]) == [*pattern[:first], *pattern[last:]]:
                return level[1] + b"".join([*number[:first], *pattern[first:last], *number[end:]])
        return level[0]

    return _LEVEL.sub(meant, data)


def _stand_ins(chars: Sequence[bytes]) -> list[bytes]:
    return [char[-4:] if char.startswith(b"\\u") else char for char in chars]

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

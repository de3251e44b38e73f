"""Breaks a file in the ways files break: bytes lost, doubled or changed, elements moved, numbers made huge."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random

_NUMBER = re.compile(rb"\d+")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)
_NUMBERS = (b"0", b"-1", b"1", b"65536", b"2147483647", b"4294967296", b"99999999999999999999", b"1e400")
_BITS = (
    b"\0", b"\t", b"\n", b"\r", b"\n\n", b"\xff", b"\xef\xbb\xbf", b"<", b">", b"&", b"</", b"<table>", b"</table>", b"<td>", b"|", b"|---|", b"#",
    b"\xe3\x80\x80", b"\xed\xa0\x80", b"\x81", b"<!--", b"]]>", b"&#0;", b"&#x110000;", b"q ", b"Q ", b"BT ", b"ET ", b"0 0 9 9 re f ",
)  # fmt: skip


def mutated(whole: Sequence[bytes], seed: int) -> bytes:
    """Return one of the files, broken in a way that the seed alone decides."""
    random = Random(seed)
    data = random.choice(whole)
    if data.startswith(b"PK") and random.random() < 0.8:
        return _package(data, random)
    if data.startswith(b"%PDF") and random.random() < 0.7:
        return _stream(data, random)
    return _several(data, random)


def _several(data: bytes, random: Random) -> bytes:
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        data = random.choice(_WAYS)(data, random)
    return data


def _package(data: bytes, random: Random) -> bytes:
    """Break one part of a package, and pack it again so that the break is read."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        broken = random.choice([*names, *[name for name in names if "document" in name] * 4])
        for name in names:
            content = old.read(name)
            new.writestr(zipfile.ZipInfo(name), _several(content, random) if name == broken else content)
    return out.getvalue()


def _stream(data: bytes, random: Random) -> bytes:
    """Break a packed stream of a PDF inside; its length then is wrong, which readers must bear, too."""
    streams = list(_STREAM.finditer(data))
    stream = random.choice(streams)
    try:
        content = zlib.compress(_several(zlib.decompress(stream[1]), random))
    except zlib.error:
        content = _several(stream[1], random)
    return data[: stream.start(1)] + content + data[stream.end(1) :]


def _span(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 2, 8, 64, 1024)))


def _change(data: bytes, random: Random) -> bytes:
    start, end = _span(data, random)
    return data[:start] + random.randbytes(end - start) + data[end:]


def _lose(data: bytes, random: Random) -> bytes:
    start, end = _span(data, random)
    return data[:start] + data[end:]


def _double(data: bytes, random: Random) -> bytes:
    start, end = _span(data, random)
    return data[:end] + data[start:end] * random.choice((1, 2, 50)) + data[end:]


def _insert(data: bytes, random: Random) -> bytes:
    start, _ = _span(data, random)
    return data[:start] + random.choice(_BITS) * random.choice((1, 1, 3, 300)) + data[start:]


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _number(data: bytes, random: Random) -> bytes:
    numbers = list(_NUMBER.finditer(data))
    if not numbers:
        return data
    number = random.choice(numbers)
    return data[: number.start()] + random.choice(_NUMBERS) + data[number.end() :]


def _move(data: bytes, random: Random) -> bytes:
    """Move, drop or double elements of markup, or lines where there is none."""
    mark = b"<" if data.count(b"<") > 3 else b"\n"
    pieces = data.split(mark)
    one, other = random.randrange(len(pieces)), random.randrange(len(pieces))
    match random.randrange(4):
        case 0:
            pieces[one], pieces[other] = pieces[other], pieces[one]
        case 1:
            del pieces[one]
        case 2:
            pieces.insert(one, pieces[other])
        case _:
            pieces[one:one] = [pieces[other]] * 400
    return mark.join(pieces)


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _change,
    _lose,
    _double,
    _insert,
    _cut,
    _number,
    _number,
    _move,
    _move,
)

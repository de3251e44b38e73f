"""The container of Word 97 to 2003: only what tells whether a document in it is whole, and whether it is locked."""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_END = 0xFFFFFFFE
_MOST_SECTORS = 2**22
_SMALLEST = 4096
"""Smaller streams lie elsewhere, and no document is as small."""
_LOCKED = 0x0100


class DamagedError(Exception):
    """The container does not hold what it says."""


def is_locked(data: bytes) -> bool:
    """Tell whether the document in a container needs a password.

    Raises:
        DamagedError: the container, or the document in it, is not whole.
    """
    container = _Container(data)
    for name in ("WordDocument", "WpsDocument"):
        stream = container.streams.get(name)
        if stream is None:
            continue
        start, size = stream
        if size < _SMALLEST:
            raise DamagedError
        whole = container.read(start, size)
        (flags,) = struct.unpack_from("<H", whole, 10)
        return bool(flags & _LOCKED)
    return False


class _Container:
    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(MAGIC):
            raise DamagedError
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in (9, 12):
            raise DamagedError
        self._data, self._size = data, 1 << shift
        self._fat = self._table()
        (first,) = struct.unpack_from("<I", data, 48)
        self.streams: dict[str, tuple[int, int]] = {}
        directory = b"".join(self._sectors(first))
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            if kind == 2 and 2 <= length <= 64:
                name = directory[at : at + length - 2].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", directory, at + 116)
                self.streams.setdefault(name, (start, size))

    def read(self, start: int, size: int) -> bytes:
        """Return a stream's bytes, all of them."""
        found = b"".join(self._sectors(start))
        if len(found) < size:
            raise DamagedError
        return found[:size]

    def _table(self) -> list[int]:
        """Return which sector follows each sector."""
        data = self._data
        numbers = [number for number in struct.unpack_from("<109I", data, 76) if number < _END]
        (further, count) = struct.unpack_from("<II", data, 68)
        each = self._size // 4
        for _ in range(min(count, _MOST_SECTORS // each)):
            if further >= _END:
                break
            *found, further = struct.unpack(f"<{each}I", self._sector(further))
            numbers += [number for number in found if number < _END]
        table: list[int] = []
        for number in numbers:
            table += struct.unpack(f"<{each}I", self._sector(number))
        return table

    def _sectors(self, number: int) -> Iterator[bytes]:
        seen = 0
        while number < _END:
            if number >= len(self._fat) or seen > len(self._fat):
                raise DamagedError
            seen += 1
            following = self._fat[number]
            yield self._sector(number, last=following >= _END)
            number = following

    def _sector(self, number: int, *, last: bool = False) -> bytes:
        """Return a sector; the last one of a stream may end with the file."""
        start = (number + 1) * self._size
        found = self._data[start : start + self._size]
        if not found or (len(found) < self._size and not last):
            raise DamagedError
        return found

"""Archives as programs of all sorts write them, and as nobody should."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

Content = str | bytes


def zipped(members: Mapping[str, Content] | Sequence[tuple[str, Content]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these members, in this order."""
    pairs = members.items() if isinstance(members, Mapping) else members
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in pairs:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def put_zip(file: Path, members: Mapping[str, Content] | Sequence[tuple[str, Content]]) -> Path:
    """Write an archive, and return where it is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(zipped(members))
    return file


def raw_zip(
    members: Sequence[tuple[bytes, bytes]], *, flags: int = 0, method: int = 0, extra: bytes = b"", packed: bytes = b""
) -> bytes:
    """An archive with names as bytes and fields as told, which no library would write; `packed` stands in for contents."""
    body, directory = b"", b""
    for name, content in members:
        data = packed or content
        fields = (20, flags, method, 0, 0x21, zlib.crc32(content), len(data), len(content), len(name), len(extra))
        header = struct.pack("<4s5H3L2H", b"PK\3\4", *fields) + name + extra
        directory += struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *fields, 0, 0, 0, 0, len(body)) + name + extra
        body += header + data
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + end


def overlapping(count: int, size: int) -> bytes:
    """An archive whose members all have the same bytes: small as it lies there, huge unpacked."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = bytes(size)
    packed = packer.compress(content) + packer.flush()
    directory = b""
    fields = (20, 0, 8, 0, 0x21, zlib.crc32(content), len(packed), size, 5, 0)
    body = struct.pack("<4s5H3L2H", b"PK\3\4", *fields) + b"a.txt" + packed
    for _ in range(count):
        directory += struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, *fields, 0, 0, 0, 0, 0) + b"a.txt"
    return body + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)

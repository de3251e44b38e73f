"""ZIP archives, read member by member: nothing of them is ever written to disk under a name of theirs."""

from __future__ import annotations

import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from auditor.model.finding import Message
from auditor.reading.limits import Limits
from auditor.reading.reader import UnreadableError

_MEGABYTE = 2**20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_ENCRYPTED, _UTF_8 = 0x1, 0x800
_UNICODE_PATH = 0x7075
_LOCAL_HEADER = 30
_UNIX = 3
_DRIVE = re.compile(r"[A-Za-z]:")
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, struct.error, NotImplementedError,
    RuntimeError, IndexError,
)  # fmt: skip
"""What zipfile raises on damage of one sort or another; UnicodeDecodeError is a ValueError."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive. `name` is unlike any other of the archive; `shown` is how outputs call it."""

    name: str
    shown: str
    info: zipfile.ZipInfo

    @property
    def link(self) -> bool:
        """Whether it only points to another file."""
        return self.info.create_system == _UNIX and stat.S_ISLNK(self.info.external_attr >> 16)


class Archive:
    """An open archive; `members` by name, in its own order, folders left out.

    Raises:
        UnreadableError: damaged, or beyond a limit as a whole.
    """

    def __init__(self, file: IO[bytes], limits: Limits) -> None:
        self._limits = limits
        _check_directory(file, limits)
        try:
            self._zip = zipfile.ZipFile(file)
        except _DAMAGED as error:
            raise _damaged(error) from error
        infos = self._zip.infolist()
        if len(infos) > limits.members:
            raise _too_many(len(infos), limits)
        size = sum(info.file_size for info in infos)
        if size > limits.archive_megabytes * _MEGABYTE:
            raise UnreadableError(Message(
                f"压缩包解压后共{_megabytes(size)}MB，超过上限（limits.archive_megabytes = {limits.archive_megabytes:g}）",
                f"an archive of {_megabytes(size)} MB unpacked, beyond limits.archive_megabytes = {limits.archive_megabytes:g}",
            ))  # fmt: skip
        _check_overlaps(infos)
        self.members: dict[str, Member] = {}
        for info in infos:
            name = _name(info)
            if not name.endswith(("/", "\\")):
                name = self._unlike_others(name)
                self.members[name] = Member(name, shown_inside(name), info)

    @property
    def is_document(self) -> bool:
        """Whether it is a Word document by its contents, whatever its file is called."""
        return "[Content_Types].xml" in self.members and any(name.startswith("word/") for name in self.members)

    def read(self, name: str, count: int = -1) -> bytes:
        """Return a member's bytes, or no more than the first `count` of them.

        Raises:
            UnreadableError: encrypted, packed in an unknown way, damaged, or beyond a limit.
        """
        info = self._checked(name)
        try:
            with self._zip.open(info) as member:
                return member.read(count)
        except _DAMAGED as error:
            raise _damaged(error) from error

    def _checked(self, name: str) -> zipfile.ZipInfo:
        """Return where a member is, once it is known that unpacking it costs no more than the limits allow."""
        if name not in self.members:
            raise UnreadableError(Message("压缩包内已无此文件", "no longer in the archive"))
        info, limits = self.members[name].info, self._limits
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableError(
                Message("文件在压缩包内已加密，需要密码才能打开", "encrypted in the archive: it needs a password")
            )
        if info.compress_type not in _METHODS:
            told = info.compress_type
            raise UnreadableError(
                Message(f"不支持的压缩方式（{told}）", f"packed in a way that cannot be read ({told})")
            )
        check_size(info.file_size, limits)
        check_ratio(info, limits)
        return info

    def _unlike_others(self, name: str) -> str:
        path = PurePosixPath(name)
        number = 1
        while name in self.members:
            number += 1
            name = str(path.with_name(f"{path.stem} ({number}){path.suffix}")) if path.name else f"{path} ({number})"
        return name


def check_size(size: int, limits: Limits) -> None:
    """Refuse a file that is too large, before it is read.

    Raises:
        UnreadableError: it is.
    """
    if size > limits.megabytes * _MEGABYTE:
        raise UnreadableError(Message(
            f"文件大小{_megabytes(size)}MB，超过上限（limits.megabytes = {limits.megabytes:g}）",
            f"a file of {_megabytes(size)} MB, beyond limits.megabytes = {limits.megabytes:g}",
        ))  # fmt: skip


def check_ratio(info: zipfile.ZipInfo, limits: Limits) -> None:
    """Refuse a member that unpacks to implausibly much.

    Raises:
        UnreadableError: it does.
    """
    if info.file_size > _MEGABYTE and info.file_size > limits.ratio * info.compress_size:
        raise UnreadableError(Message(
            f"解压后大小超过压缩大小的{limits.ratio:g}倍（limits.ratio），疑似压缩炸弹",
            f"unpacks to more than {limits.ratio:g} times its size (limits.ratio): it may be a zip bomb",
        ))  # fmt: skip


def check_package(file: IO[bytes], limits: Limits) -> None:
    """Refuse a document that is an archive by format and would unpack to too much.

    Raises:
        UnreadableError: it would, or it is damaged.
    """
    archive = Archive(file, limits)
    size = sum(member.info.file_size for member in archive.members.values())
    if size > limits.unpacked_megabytes * _MEGABYTE:
        raise UnreadableError(Message(
            f"解压后大小{_megabytes(size)}MB，超过上限（limits.unpacked_megabytes = {limits.unpacked_megabytes:g}）",
            f"{_megabytes(size)} MB unpacked, beyond limits.unpacked_megabytes = {limits.unpacked_megabytes:g}",
        ))  # fmt: skip
    for member in archive.members.values():
        check_ratio(member.info, limits)


def shown(path: str) -> str:
    """Return a path as outputs may hold it: undecodable bytes and control characters written as escapes."""
    safe = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() or char == "\u3000" else f"\\x{ord(char):02x}" for char in safe)


def shown_inside(name: str) -> str:
    """Return a member's name as the rest of a path: what would lead out of the archive is written as escapes."""
    parts = shown(name.replace("\\", "\\x5c")).split("/")
    parts = [part.replace(".", "\\x2e") if part in (".", "..") else part or "\\x2f" for part in parts]
    if _DRIVE.match(parts[0]):
        parts[0] = parts[0].replace(":", "\\x3a", 1)
    return "/".join(parts)


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name: Chinese programs write GBK without saying so."""
    if info.flag_bits & _UTF_8:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    stated = _unicode_path(info.extra, zlib.crc32(raw))
    for encoding in ("utf-8", "gb18030"):
        try:
            return stated or raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.orig_filename


def _unicode_path(extra: bytes, checksum: int) -> str | None:
    """Return the name that Info-ZIP stores beside one in another encoding, if it was made for that very name."""
    while len(extra) >= 4:
        tag, length = struct.unpack_from("<HH", extra)
        body, extra = extra[4 : 4 + length], extra[4 + length :]
        if tag == _UNICODE_PATH and len(body) > 5 and body[:5] == struct.pack("<BI", 1, checksum):
            return body[5:].decode("utf-8", "replace")
    return None


def _check_directory(file: IO[bytes], limits: Limits) -> None:
    """Refuse a directory of far too many members before it is read whole."""
    try:
        size = file.seek(0, 2)
        file.seek(max(0, size - 2**16 - 22))
        tail = file.read()
    except OSError as error:
        raise _damaged(error) from error
    at = tail.rfind(b"PK\x05\x06")
    if 0 <= at <= len(tail) - 22:
        count, length = struct.unpack_from("<HI", tail, at + 10)
        if count != 0xFFFF and count > limits.members:
            raise _too_many(count, limits)
        # The count may lie, and an archive of 65,535 members and more has it elsewhere; no name is a kilobyte long.
        if length != 0xFFFFFFFF and length > limits.members * 1024:
            raise _too_many(length // 1024, limits)


def _check_overlaps(infos: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse members that share their bytes: a small file would unpack to any size, each member for itself modest."""
    ends = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < ends:
            raise UnreadableError(Message(
                "压缩包内的文件相互重叠，疑似压缩炸弹", "members of the archive overlap: it may be a zip bomb"
            ))  # fmt: skip
        ends = info.header_offset + _LOCAL_HEADER + info.compress_size


def _too_many(count: int, limits: Limits) -> UnreadableError:
    return UnreadableError(Message(
        f"压缩包内有{count}个文件，超过上限（limits.members = {limits.members}）",
        f"an archive of {count} members, beyond limits.members = {limits.members}",
    ))  # fmt: skip


def _damaged(error: BaseException) -> UnreadableError:
    told = shown(str(error) or type(error).__name__)
    return UnreadableError(Message(f"压缩包已损坏（{told}）", f"the archive is damaged ({told})"))


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.1f}"

"""The parts of an Office Open XML package: found by their relationships, unpacked within the limits, parsed safely."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import unquote

from lxml import etree

from auditor.model.finding import Message
from auditor.reading.limits import Limits
from auditor.reading.reader import UnreadableError

_MEGABYTE = 2**20
# Each entry of a ZIP's directory begins with this.
_ENTRY = b"PK\x01\x02"
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "word/document.xml"

_PROTECTED = Message("文件已加密，需要密码才能打开", "encrypted: it needs a password")
_BROKEN = Message("文件损坏，不是完整的 DOCX", "the file is damaged: it is no complete DOCX")


@dataclass(frozen=True, slots=True)
class Part:
    """One XML part, parsed, and the parts it refers to: (last word of the relationship's type, target), in order."""

    root: etree._Element
    targets: tuple[tuple[str, str], ...] = ()
    name: str = ""

    def target(self, kind: str) -> str | None:
        """Return the first part of a kind that this one refers to."""
        return next((target for name, target in self.targets if name == kind), None)


@dataclass(slots=True)
class Package:
    """An opened DOCX. Only the parts asked for are unpacked; sizes add up over all of them."""

    archive: zipfile.ZipFile
    limits: Limits
    names: dict[str, zipfile.ZipInfo]
    unpacked: int = field(default=0)

    def main(self) -> Part:
        """Return the document's main part.

        Raises:
            UnreadableError: there is none, it is broken, or beyond the limits.
        """
        root = self._targets("_rels/.rels", "")
        name = next((target for kind, target in root if kind == "officeDocument"), _MAIN)
        if name.lower() not in self.names:
            name = _MAIN
        if name not in self.names and name.lower() not in self.names:
            raise UnreadableError(self.foreign())
        folder, _, file = name.rpartition("/")
        return Part(self.parse(name), self._targets(posixpath.join(folder, "_rels", f"{file}.rels"), folder), name)

    def part(self, name: str | None) -> etree._Element | None:
        """Return a part's root element, or None where the package lacks it."""
        if name is None or name.lower() not in self.names:
            return None
        return self.parse(name)

    def parse(self, name: str) -> etree._Element:
        """Return the root element of a part that is there.

        Raises:
            UnreadableError: it is no well-formed XML, or beyond the limits.
        """
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(self.unpack(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            if "depth" in str(error):
                raise self._too_deep() from error
            raise UnreadableError(Message(
                f"文件损坏：{name} 不是合格的 XML", f"the file is damaged: {name} is not well-formed XML"
            )) from error  # fmt: skip
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableError(Message(
                f"{name} 含有文档类型声明，DOCX 不允许", f"{name} declares a document type, which no DOCX may"
            ))  # fmt: skip
        if _deeper_than(self.limits.depth)(root):
            raise self._too_deep()
        return root

    def _too_deep(self) -> UnreadableError:
        return _beyond("元素嵌套层数", "the depth of elements", "depth", self.limits.depth)

    def _targets(self, name: str, folder: str) -> tuple[tuple[str, str], ...]:
        root = self.part(name)
        if root is None:
            return ()
        return tuple(
            (relation.get("Type", "").rpartition("/")[2], _resolved(relation.get("Target", ""), folder))
            for relation in root.iterchildren("{*}Relationship")
            if relation.get("TargetMode") != "External"
        )

    def unpack(self, name: str) -> bytes:
        """Return the bytes of a member that is there.

        Raises:
            UnreadableError: it is damaged, locked, or beyond the limits.
        """
        info = self.names[name.lower()]
        if info.flag_bits & 1:
            raise UnreadableError(_PROTECTED)
        if info.compress_type not in _PACKED:
            raise UnreadableError(_BROKEN)
        limits = self.limits
        size = info.file_size
        if size > _MEGABYTE and size > limits.ratio * info.compress_size:
            raise _beyond("压缩比", "the compression ratio", "ratio", limits.ratio)
        room = int(limits.unpacked_megabytes * _MEGABYTE) - self.unpacked
        if size > room:
            raise _beyond("解压后的大小", "the unpacked size", "unpacked_megabytes", limits.unpacked_megabytes)
        try:
            with self.archive.open(info) as member:
                # The directory may lie about the size: nothing beyond what is allowed is unpacked.
                data = member.read(room + 1)
        except _BROKEN_ZIP as error:
            raise UnreadableError(_BROKEN) from error
        if len(data) > room:
            raise _beyond("解压后的大小", "the unpacked size", "unpacked_megabytes", limits.unpacked_megabytes)
        self.unpacked += len(data)
        return data

    def foreign(self) -> Message:
        """Say what the package is, if it is no DOCX."""
        for start, kind in (("xl/", "XLSX"), ("ppt/", "PPTX"), ("content.xml", "ODT"), ("ofd.xml", "OFD")):
            if any(name.startswith(start) for name in self.names):
                return Message(
                    f"扩展名是 DOCX，内容却是 {kind}", f"named as a DOCX, but what it holds is {kind}"
                )  # fmt: skip
        return Message("是压缩包，但不是 DOCX", "a ZIP archive, but no DOCX")


@cache
def _deeper_than(depth: int) -> etree.XPath:
    return etree.XPath(f"boolean({'/*' * (depth + 1)})")


def opened(data: bytes, limits: Limits) -> Package:
    """Return a file's bytes as a package.

    Raises:
        UnreadableError: they are none, are protected by a password, or are beyond the limits.
    """
    if len(data) > limits.megabytes * _MEGABYTE:
        raise _beyond("文件大小", "the file's size", "megabytes", limits.megabytes)
    if not data.startswith(b"PK"):
        raise UnreadableError(_foreign(data))
    # Before the directory is read: a directory of millions of entries costs more than the file is worth.
    if data.count(_ENTRY) > limits.members:
        raise _beyond("文件包的成员数", "the number of members", "members", limits.members)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    # zipfile meets a damaged directory with whatever error it runs into.
    except Exception as error:
        raise UnreadableError(_BROKEN) from error
    # Part names know no difference of case; some programs write them with backslashes.
    names = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in archive.infolist()}
    return Package(archive, limits, names)


def _foreign(data: bytes) -> Message:
    """Say what a file is that is no ZIP archive at all."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return _PROTECTED
        kind = "DOC"
    elif start.startswith(b"{\\rtf"):
        kind = "RTF"
    elif start.startswith(b"%pdf"):
        kind = "PDF"
    elif start.startswith((b"<!doctype", b"<html")) or b"<\0h\0t\0m\0l" in start or b"<html" in start:
        kind = "HTML"
    elif start.startswith(b"mime-version:"):
        kind = "MHT"
    elif start.startswith(b"<?xml"):
        kind = "XML"
    elif not data.strip():
        return Message("文件是空的", "the file is empty")
    else:
        return _BROKEN
    return Message(
        f"扩展名是 DOCX，内容却是 {kind}，须另存为 DOCX 或改正扩展名",
        f"named as a DOCX, but what it holds is {kind}: save it as a DOCX or correct the extension",
    )


def _resolved(target: str, folder: str) -> str:
    target = unquote(target).replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _beyond(zh: str, en: str, name: str, value: float) -> UnreadableError:
    return UnreadableError(
        Message(f"{zh}超过上限（{name}，{value:g}）", f"{en} is beyond the limit ({name}: {value:g})")
    )

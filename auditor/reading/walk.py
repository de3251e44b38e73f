"""Which files of the named paths are audited, which are skipped and why; and how one of them is read."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from auditor.model.finding import Message
from auditor.model.ledger import Reason
from auditor.model.problem import Problem
from auditor.model.source import Source
from auditor.reading import content as contents
from auditor.reading.archive import Member, shown
from auditor.reading.breaking_off import broken_off
from auditor.reading.candidate import Candidate, Found, Skipped
from auditor.reading.content import digest
from auditor.reading.copies import paired
from auditor.reading.formats import READERS
from auditor.reading.garbled import garbled
from auditor.reading.guard import within
from auditor.reading.kinds import OFFICE, foreign, is_document, kind
from auditor.reading.limits import Limits
from auditor.reading.reader import Reader, ReadOptions, ReadText, UnreadableError
from auditor.reading.size import check_text
from auditor.reading.sound import sound

__all__ = ["Candidate", "Found", "PathError", "Skipped", "digest", "find", "read", "shown"]


class PathError(Problem):
    """A path named on the command line that is not there."""


_ARCHIVE = ".zip"
_OTHER_ARCHIVES = {".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".cab", ".iso"}
_DEEPEST = 2
"""An archive in an archive is opened, one in that is not."""
_FOREIGN = "__MACOSX"
"""What macOS puts into every archive beside the files."""

_OFTEN_MISNAMED = OFFICE | {extension for reader in READERS for extension in reader.extensions}

_TEXT_READERS = ("plain", "markdown")

_CONVERTED = Message(
    "由LibreOffice转换为DOCX后读取，段落和表格的序号以转换结果为准",
    "converted to DOCX by LibreOffice first; paragraphs and tables are numbered as in that",
)
_NO_READER = Reason("no_reader", "没有可读取该格式的模块", "no reader claims this format")
_OTHER_ARCHIVE = Reason(
    "no_reader",
    "此类压缩包不能直接读取，请先解压或改存为zip",
    "no archive of this kind is read: unpack it, or make it a zip",
)
_NOT_A_REPORT = Reason(
    "name", "按文件名跳过（README、隐藏文件或临时文件）", "skipped by name (README, hidden or lock file)"
)
_OWN_FILE = Reason("own_file", "本次审核自身的文件", "a file of this audit itself")
_FOLDER_LINK = Reason("link", "指向文件夹的链接", "a link to a folder")
_CIRCLE = Reason("link", "链接指向自身，无法打开", "a link that leads back to itself")
_LINK = Reason("link", "链接指向文件夹之外", "a link out of the folder")
_INNER_LINK = Reason("link", "压缩包内的链接", "a link inside an archive")
_NESTED = Reason("nested", "压缩包嵌套过深，请先解压", "an archive nested too deeply: unpack it first")
_EMPTY = Reason("empty", "压缩包内没有文件", "an archive without files")


def find(
    paths: Sequence[Path],
    readers: Mapping[str, Reader],
    own: Sequence[Path] = (),
    limits: Limits | None = None,
    unseen: Sequence[Path] = (),
) -> Found:
    """Return the candidates under the named paths, and the files skipped. A path named outright is a candidate.

    Archives are opened as if they were folders. `own` are files and folders of the audit itself (decisions,
    output folder), never candidates; `unseen` are those that are there only while it runs, and listed nowhere.

    Raises:
        PathError: a named path does not exist.
    """
    found = Found()
    ours, passing = ({os.path.realpath(file) for file in files} for files in (own, unseen))
    walk = _Walk(readers, limits or Limits())
    prefixed = len(paths) > 1
    for path in paths:
        # Not Path.resolve, which raises where a link leads to itself; Path.exists does so where it may not look.
        name = shown(os.path.basename(os.path.realpath(path)))
        if os.path.isdir(path):
            root = os.path.realpath(path)
            for file, real, closed in _files(path, root, ours):
                if real not in passing:
                    below = shown(Path(real).relative_to(root).as_posix())
                    reason = None if closed else _skip_reason(file, real, root, readers, ours)
                    walk.take(file, f"{name}/{below}" if prefixed else below, reason)
        elif os.path.lexists(path):
            if walk.is_archive(path.suffix):
                walk.take(path, shown(path.name), None)
            else:
                found.candidates.append(Candidate(path, shown(path.name)))
        else:
            raise PathError(f"{path}: no such file or folder")
    found.candidates += paired(walk.found.candidates, readers)
    found.skipped += walk.found.skipped
    found.candidates.sort(key=lambda candidate: candidate.path)
    found.skipped.sort(key=lambda skipped: skipped.path)
    return found


class _Walk:
    """What has been found, file by file."""

    def __init__(self, readers: Mapping[str, Reader], limits: Limits) -> None:
        self.found = Found()
        self._readers = readers
        self._limits = limits

    def is_archive(self, suffix: str) -> bool:
        """Return whether a file is opened as if it were a folder."""
        return suffix.lower() == _ARCHIVE and _ARCHIVE not in self._readers

    def take(self, file: Path, name: str, reason: Reason | None) -> None:
        """Take in a file; an archive with what it holds."""
        if reason is not None:
            self.found.skipped.append(Skipped(name, reason))
        elif self.is_archive(file.suffix) and not os.path.isdir(file):
            self._open(file, (), name)
        else:
            self.found.candidates.append(Candidate(file, name))

    def _open(self, file: Path, inner: tuple[str, ...], name: str) -> None:
        try:
            archive = within(self._limits, lambda: contents.archive(file, inner, self._limits))
        except UnreadableError as error:
            self.found.candidates.append(Candidate(file, name, inner, refused=error.message))
            return
        if archive.is_document:
            self.found.candidates.append(Candidate(file, name, inner))
            return
        if not archive.members:
            self.found.skipped.append(Skipped(name, _EMPTY))
        hidden = set()
        for member in archive.members.values():
            folder = _hidden_folder(member)
            if folder is None:
                self._take_member(file, inner, name, member)
            elif folder not in hidden:
                hidden.add(folder)
                self.found.skipped.append(Skipped(f"{name}/{folder}", _NOT_A_REPORT))

    def _take_member(self, file: Path, inner: tuple[str, ...], name: str, member: Member) -> None:
        path, within = f"{name}/{member.shown}", (*inner, member.name)
        base = _base(member)
        suffix = PurePosixPath(base).suffix
        reason = _reason_by_name(base, self._readers)
        if reason is None and member.link:
            reason = _INNER_LINK
        if reason is None and self.is_archive(suffix) and len(within) >= _DEEPEST:
            reason = _NESTED
        if reason is not None:
            self.found.skipped.append(Skipped(path, reason))
        elif self.is_archive(suffix):
            self._open(file, within, path)
        else:
            self.found.candidates.append(Candidate(file, path, within))


class _File(NamedTuple):
    """A file that was walked over: how it is named, where it really lies, and whether it is a folder that cannot be opened."""

    path: Path
    real: str
    closed: bool


def _files(folder: Path, root: str, ours: set[str]) -> Iterator[_File]:
    """Yield every file below, never following a link to a folder.

    A hidden folder, and one that cannot be opened, stands for the files in it.
    """
    waiting = [(folder, root)]
    while waiting:
        place, real = waiting.pop()
        try:
            entries = sorted(os.scandir(place), key=lambda entry: entry.name)
        except OSError:
            yield _File(place, real, closed=True)
            continue
        for entry in entries:
            file, below = Path(entry.path), os.path.join(real, entry.name)
            if not entry.is_dir(follow_symlinks=False) or _is_hidden(entry.name):
                yield _File(file, below, closed=False)
            elif below not in ours:
                waiting.append((file, below))


def _skip_reason(file: Path, real: str, root: str, readers: Mapping[str, Reader], ours: set[str]) -> Reason | None:
    """Return why a file is no candidate. `real` is where it lies and `root` the folder that is walked, both without links."""
    by_name = _reason_by_name(file.name, readers)
    if by_name is _NOT_A_REPORT:
        return by_name
    link = os.path.islink(file)
    if (os.path.realpath(file) if link else real) in ours:
        return _OWN_FILE
    return (_link_reason(file, root) or by_name) if link else by_name


def _link_reason(file: Path, root: str) -> Reason | None:
    # It could lead anywhere, even in a circle; one that leads nowhere is unread, not skipped.
    try:
        mode = os.stat(file).st_mode
    except OSError as error:
        return _CIRCLE if error.errno == errno.ELOOP else None
    if stat.S_ISDIR(mode):
        return _FOLDER_LINK
    inside = os.path.realpath(file).startswith(os.path.join(root, ""))
    return None if inside else _LINK


def _reason_by_name(name: str, readers: Mapping[str, Reader]) -> Reason | None:
    """Return why a file is no candidate, as far as its name says; in archives as in folders."""
    if _is_hidden(name) or name.startswith("~$") or name.upper().startswith("README"):
        return _NOT_A_REPORT
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in readers or suffix in OFFICE or suffix == _ARCHIVE:
        return None
    return _OTHER_ARCHIVE if suffix in _OTHER_ARCHIVES else _NO_READER


def _is_hidden(name: str) -> bool:
    return (name.startswith(".") and name not in (".", "..")) or name == _FOREIGN


def _hidden_folder(member: Member) -> str | None:
    """Return the hidden folder that a member lies in, as outputs show it."""
    parts = member.shown.split("/")
    for number, part in enumerate(parts[:-1], start=1):
        if _is_hidden(part):
            return "/".join(parts[:number])
    return None


def _base(member: Member) -> str:
    return member.name.replace("\\", "/").rpartition("/")[2]


def read(candidate: Candidate, readers: Mapping[str, Reader], options: ReadOptions) -> Source:
    """Return a candidate's report text.

    Raises:
        UnreadableError: no reader for it, it cannot be opened or made sense of, or it is beyond a limit.
    """
    if candidate.refused:
        raise UnreadableError(candidate.refused)
    small = contents.is_small_text(candidate)
    return within(options.limits, lambda: _source(candidate, readers, options), small=small)


def _source(candidate: Candidate, readers: Mapping[str, Reader], options: ReadOptions) -> Source:
    data = contents.content(candidate, options.limits)
    read, notes = _read(candidate, data, readers, options)
    check_text(read.text, options.limits)
    return Source(
        candidate.path, hashlib.sha256(data).hexdigest(), read.text, read.encoding, read.origins,
        (*notes, *read.unread, *read.notes), read.unread, read.published,
        garbled(read.text),
    )  # fmt: skip


def _read(
    candidate: Candidate, data: bytes, readers: Mapping[str, Reader], options: ReadOptions
) -> tuple[ReadText, tuple[Message, ...]]:
    """Return a file's report text and what is to be told of the way it came to it."""
    suffix = candidate.suffix
    notes: tuple[Message, ...] = ()
    if candidate.converted:
        data, suffix = contents.content(Candidate(candidate.converted, ""), options.limits), ".docx"
        notes = (_CONVERTED,)
    elif suffix not in readers or suffix in _OFTEN_MISNAMED:
        suffix = kind(suffix, data)
        if suffix != candidate.suffix and suffix in readers:
            notes = (Message(f"按内容识别为{suffix}文件", f"read as {suffix}, by its contents"),)
    reader = readers.get(suffix) or readers.get(candidate.suffix)
    if reader is None:
        raise UnreadableError(foreign(data) or Message(_NO_READER.zh, _NO_READER.en))
    if reader.name in _TEXT_READERS:
        _refuse_binary(data, suffix)
    read = _by(reader, data, options)
    return broken_off(read) if candidate.is_cut else read, notes


def _refuse_binary(data: bytes, suffix: str) -> None:
    """Refuse what is called text and is none: its bytes would be shown as characters.

    Raises:
        UnreadableError: it is something else, which the message names.
    """
    told = foreign(data)
    if told is None and is_document(data):
        told = Message(f"内容是{suffix}文档，不是文本", f"its contents are a document ({suffix}) and no text")
    if told is not None:
        raise UnreadableError(told)


def _by(reader: Reader, data: bytes, options: ReadOptions) -> ReadText:
    try:
        return sound(reader.read(data, options))
    except (UnreadableError, MemoryError, RecursionError):
        raise
    # Readers, and the libraries they lean on, meet every broken file there is: one of them must not cost the others.
    except (Exception, SystemExit, GeneratorExit) as error:
        what = shown(f"{type(error).__name__}: {error}")
        raise UnreadableError(Message(
            f"读取模块 {reader.name} 出错（{what}）", f"reader {reader.name} failed ({what})"
        )) from error  # fmt: skip

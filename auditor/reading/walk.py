"""Which files of the named paths are audited, which are skipped and why; and the only place that opens them."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from auditor.model.finding import Message
from auditor.model.ledger import Reason
from auditor.model.problem import Problem
from auditor.model.source import Source
from auditor.reading.reader import Reader, ReadOptions, UnreadableError


class PathError(Problem):
    """A path named on the command line that is not there."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to audit: where it is, and how outputs call it (relative, with forward slashes)."""

    file: Path
    path: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no candidate, and why."""

    path: str
    reason: Reason


@dataclass(slots=True)
class Found:
    """What lies under the named paths, each in path order."""

    candidates: list[Candidate] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


_NO_READER = Reason("no_reader", "没有可读取该格式的模块", "no reader claims this format")
_NOT_A_REPORT = Reason(
    "name", "按文件名跳过（README、隐藏文件或临时文件）", "skipped by name (README, hidden or lock file)"
)
_OWN_FILE = Reason("own_file", "本次审核自身的文件", "a file of this audit itself")
_FOLDER_LINK = Reason("link", "指向文件夹的链接", "a link to a folder")
_LINK = Reason("link", "链接指向文件夹之外", "a link out of the folder")


def find(paths: Sequence[Path], readers: Mapping[str, Reader], own: Sequence[Path] = ()) -> Found:
    """Return the candidates under the named paths, and the files skipped. A path named outright is a candidate.

    `own` are files and folders of the audit itself (decisions, output folder), never candidates.

    Raises:
        PathError: a named path does not exist.
    """
    found = Found()
    ours = {file.resolve() for file in own}
    prefixed = len(paths) > 1
    for path in paths:
        prefix = f"{shown(path.resolve().name)}/" if prefixed else ""
        if path.is_dir():
            for file in _files(path, ours):
                name = prefix + shown(file.relative_to(path).as_posix())
                reason = _skip_reason(file, path, readers, ours)
                if reason is None:
                    found.candidates.append(Candidate(file, name))
                else:
                    found.skipped.append(Skipped(name, reason))
        elif path.exists() or path.is_symlink():
            found.candidates.append(Candidate(path, shown(path.name)))
        else:
            raise PathError(f"{path}: no such file or folder")
    found.candidates.sort(key=lambda candidate: candidate.path)
    found.skipped.sort(key=lambda skipped: skipped.path)
    return found


def shown(path: str) -> str:
    """Return a path as outputs may hold it: undecodable bytes and control characters written as escapes."""
    safe = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() or char == "\u3000" else f"\\x{ord(char):02x}" for char in safe)


def _files(folder: Path, ours: set[Path]) -> Iterator[Path]:
    """Yield every file below, in name order, never following a link to a folder.

    A hidden folder, and one that cannot be opened, stands for the files in it.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        yield folder
        return
    for entry in entries:
        file = Path(entry.path)
        if not entry.is_dir(follow_symlinks=False) or entry.name.startswith("."):
            yield file
        elif file.resolve() not in ours:
            yield from _files(file, ours)


def _skip_reason(file: Path, root: Path, readers: Mapping[str, Reader], ours: set[Path]) -> Reason | None:
    name = file.name
    if name.startswith((".", "~$")) or name.upper().startswith("README"):
        return _NOT_A_REPORT
    if file.resolve() in ours:
        return _OWN_FILE
    if file.is_dir():
        # A link to a folder could lead anywhere, even in a circle; a folder that cannot be opened is unread, not skipped.
        return _FOLDER_LINK if file.is_symlink() else None
    if file.suffix.lower() not in readers:
        return _NO_READER
    if file.is_symlink() and file.exists() and not file.resolve().is_relative_to(root.resolve()):
        return _LINK
    return None


def read(candidate: Candidate, readers: Mapping[str, Reader], options: ReadOptions) -> Source:
    """Return a candidate's report text.

    Raises:
        UnreadableError: no reader for it, or it cannot be opened or made sense of.
    """
    try:
        # A pipe or device named like a report would block the run for good.
        mode = candidate.file.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UnreadableError(Message("文件夹无法打开", "a folder that cannot be opened"))
        if not stat.S_ISREG(mode):
            raise UnreadableError(Message("不是普通文件", "not a regular file"))
        data = candidate.file.read_bytes()
    except OSError as error:
        detail = error.strerror or type(error).__name__
        raise UnreadableError(Message(f"无法打开文件（{detail}）", f"cannot be opened ({detail})")) from error
    reader = readers.get(candidate.file.suffix.lower())
    if reader is None:
        raise UnreadableError(Message(_NO_READER.zh, _NO_READER.en))
    try:
        read = reader.read(data, options)
    except UnreadableError:
        raise
    # Readers, and the libraries they lean on, meet every broken file there is: one of them must not cost the others.
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        raise UnreadableError(Message(
            f"读取模块 {reader.name} 出错（{what}）", f"reader {reader.name} failed ({what})"
        )) from error  # fmt: skip
    return Source(
        candidate.path, hashlib.sha256(data).hexdigest(), read.text, read.encoding, read.origins, read.notes, read.published
    )  # fmt: skip


def digest(candidate: Candidate) -> str:
    """Return a file's hash, or "" where it cannot be opened."""
    try:
        if not stat.S_ISREG(candidate.file.stat().st_mode):
            return ""
        return hashlib.sha256(candidate.file.read_bytes()).hexdigest()
    except OSError:
        return ""

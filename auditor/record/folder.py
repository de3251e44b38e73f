"""An output folder while one process writes to it: what is written shows when it is whole, and all of it at once.

Everything is written into a hidden folder inside, the draft. When that is whole it gets the name of what is ready, which
is the moment from which on the new outputs hold; then its files are moved to their places. A process that is killed
before has changed nothing, and what one that is killed while moving has left is moved by the next.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

from auditor.model.problem import Problem
from auditor.reading.scratch import clear
from auditor.record.file import ASIDE
from auditor.record.store import FILE_NAME

LOCK = ".audit.lock"
_READY = ".auditor-ready"
_STALE = ".stale.json"
_LEFT = re.compile(r"\.auditor-\d+(?:-old)?|\.audit\.db\.\d+(?:-journal)?")
"""Drafts of runs that were killed, those of earlier versions of the program included."""


class FolderError(Problem):
    """An output folder that cannot be written to, or that another process is writing to."""


class OutputFolder:
    """An output folder, held by this process and no other until it is closed."""

    def __init__(self, folder: Path) -> None:
        """Hold a folder, which is made where it is missing, and put in order what runs have left that were killed.

        Raises:
            FolderError: another process holds it, or it cannot be written to.
        """
        self.path = folder
        self.lock = folder / LOCK
        self.draft = folder / f".auditor-{os.getpid()}"
        self._old = folder / f".auditor-{os.getpid()}-old"
        self._made = not folder.exists()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._number = _hold(self.lock)
        except BlockingIOError as error:
            raise FolderError(_in_use(folder)) from error
        except OSError as error:
            raise FolderError(f"{folder} cannot be written: {error.strerror}") from error
        _held.add(self._number)
        try:
            self._put_in_order()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> OutputFolder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _put_in_order(self) -> None:
        try:
            _remove(self._old)
            _move_ready(self.path, self._old)
            clear(self.path)
            for left in [file for file in self.path.iterdir() if _LEFT.fullmatch(file.name)]:
                _remove(left)
        except OSError as error:
            raise FolderError(f"{self.path} cannot be written: {error.strerror}") from error

    @property
    def owns(self) -> tuple[Path, ...]:
        """What in it belongs to runs and is never audited, though the folder itself may be."""
        return tuple(self.path / name for name in ASIDE)

    @property
    def has_record(self) -> bool:
        """Whether there is a run record in the draft."""
        return (self.draft / FILE_NAME).is_file()

    @contextmanager
    def part(self) -> Iterator[Path]:
        """Give a folder for one output, which joins the draft when it is whole; of one that fails nothing stays."""
        self.draft.mkdir(exist_ok=True)
        part = self.draft / ".part"
        _remove(part)
        part.mkdir()
        try:
            yield part
            for child in sorted(part.iterdir()):
                _merge(child, self.draft / child.name)
        finally:
            _remove(part)

    def place(self, owned: Iterable[str] = ()) -> None:
        """Put what is in the draft in its place, all of it or nothing.

        `owned` are paths below the folder with a pattern for a name. Files there that fit and are not in the draft are of an
        earlier run and go. So does what lies aside, unless the draft brings no record.

        Raises:
            FolderError: it cannot be put there.
        """
        if not self.draft.is_dir():
            return
        try:
            self._refuse_clashes()
            superseded = [name for name in ASIDE if self.has_record and _is_aside(self.path / name)]
            stale = [*self._stale(owned), *superseded]
            going = {self.path / name for name in stale}
            for made in self.draft.iterdir():
                _take_along(self.path / made.name, made, going)
            (self.draft / _STALE).write_text(json.dumps(stale), encoding="ascii")
            self.draft.rename(self.path / _READY)
            _move_ready(self.path, self._old)
        except OSError as error:
            raise FolderError(f"{self.path} cannot be written: {error.strerror}") from error

    def drop_outputs(self) -> None:
        """Leave nothing in the draft but the record, where outputs of it were not finished."""
        for left in [file for file in self.draft.iterdir() if file.name != FILE_NAME]:
            _remove(left)

    def put_aside(self, name: str) -> Path:
        """Put what is in the draft into a folder of its own beside what is in place, and return that folder.

        One that an earlier run has put there goes first, unless this one has put it there itself: then they are joined.

        Raises:
            FolderError: it cannot be put there.
        """
        target = self._aside(name)
        try:
            if self.has_record and target.exists():
                target.rename(self._old)
                self.draft.rename(target)
            elif self.draft.exists():
                _merge(self.draft, target)
        except OSError as error:
            raise FolderError(f"{target} cannot be written: {error.strerror}") from error
        return target

    def _aside(self, name: str) -> Path:
        """Return where to: never into a folder of that name that is somebody else's."""
        target, number = self.path / name, 1
        while target.exists() and not _is_aside(target):
            number += 1
            target = self.path / f"{name}-{number}"
        return target

    def _stale(self, owned: Iterable[str]) -> Iterator[str]:
        for pattern in owned:
            folder, _, name = pattern.rpartition("/")
            there = (self.path / folder).iterdir() if (self.path / folder).is_dir() else ()
            for file in there:
                if re.fullmatch(name, file.name) and not (self.draft / folder / file.name).exists():
                    yield f"{folder}/{file.name}" if folder else file.name

    def _refuse_clashes(self) -> None:
        """Look for what would stop the moving half-way: a folder where a file has to go, or the other way round."""
        for file in self.draft.rglob("*"):
            target = self.path / file.relative_to(self.draft)
            if target.exists() and target.is_dir() != file.is_dir():
                raise OSError(0, f"{target.name} is {'a folder' if target.is_dir() else 'no folder'}")

    def close(self) -> None:
        """Give the folder free. A draft that was not put anywhere goes, and so does a folder made for nothing."""
        _remove(self.draft)
        _remove(self._old)
        # While it is still locked: whoever has opened it meanwhile sees that it is gone.
        with suppress(OSError):
            self.lock.unlink()
        if self._made:
            with suppress(OSError):
                self.path.rmdir()
        _held.discard(self._number)
        os.close(self._number)


_held: set[int] = set()


def _let_go() -> None:
    """Close in a child what holds folders: they are free when the process that holds them has ended, whoever lives on."""
    for number in _held:
        with suppress(OSError):
            os.close(number)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def _hold(lock: Path) -> int:
    """Return the number of the locked file, which names this process.

    Raises:
        BlockingIOError: another process has it locked.
    """
    while True:
        number = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            if fcntl is not None:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Whoever held it before may have removed it between the two steps: then it locks nothing.
            if _is_the_same(number, lock):
                os.truncate(number, 0)
                os.write(number, f"{os.getpid()}\n".encode())
                return number
        except BaseException:
            os.close(number)
            raise
        os.close(number)


def _is_the_same(number: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(number), os.stat(file))
    except FileNotFoundError:
        return False


def _in_use(folder: Path) -> str:
    try:
        process = (folder / LOCK).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        process = ""
    process = process if process.isdigit() else "?"
    return (
        f"{folder} is in use by another audit (process {process}): wait until that has ended, or name another folder with -o / "
        f"输出目录正由另一次审核使用（进程{process}），请等待其结束，或用 -o 指定其他目录"
    )


def _move_ready(folder: Path, old: Path) -> None:
    """Move what is ready to its place, and what it takes the place of to `old`.

    Each step can be done again, by another process. There are two for a folder and one for a file, however many files a
    folder holds: in between, what is in place is of two runs.
    """
    ready = folder / _READY
    if not ready.is_dir():
        return
    listed = ready / _STALE
    stale = json.loads(listed.read_text(encoding="ascii")) if listed.is_file() else []
    going = {folder / name for name in stale}
    sources = sorted((source for source in ready.iterdir() if not source.name.startswith(".")), key=_folders_first)
    for source in sources:
        _take_along(folder / source.name, source, going)
    for source in sources:
        _swap(source, folder / source.name)
    for number, file in enumerate(sorted(going)):
        if file.exists():
            file.rename(ready / f".stale-{number}")
    ready.rename(old)


def _folders_first(source: Path) -> tuple[bool, str]:
    return not source.is_dir(), source.name


def _take_along(target: Path, source: Path, going: Collection[Path]) -> None:
    """Let a folder have what else lies in the one whose place it takes; nothing is moved or copied for that."""
    if not target.is_dir() or target.is_symlink() or not source.is_dir():
        return
    for file in target.iterdir():
        theirs = source / file.name
        if file in going:
            continue
        if file.is_dir() and not file.is_symlink():
            theirs.mkdir(exist_ok=True)
            _take_along(file, theirs, going)
        elif not os.path.lexists(theirs):
            try:
                os.link(file, theirs, follow_symlinks=False)
            except OSError:
                # A file system without links.
                shutil.copy2(file, theirs, follow_symlinks=False)


def _swap(source: Path, target: Path) -> None:
    if source.is_dir() and target.is_dir():
        if target.is_symlink():
            _merge(source, target)
            return
        target.rename(source.with_name(f".old-{source.name}"))
    source.replace(target)


def _merge(source: Path, target: Path) -> None:
    """Move a file or folder. What else lies in a folder of that name stays there."""
    if not source.is_dir():
        source.replace(target)
    elif not target.exists():
        source.rename(target)
    else:
        for child in sorted(source.iterdir()):
            _merge(child, target / child.name)


def _is_aside(folder: Path) -> bool:
    """Tell whether a folder is one that a run has put aside, and not one that only has its name."""
    return (folder / FILE_NAME).is_file() and not folder.is_symlink()


def _remove(left: Path) -> None:
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left, ignore_errors=True)
    else:
        left.unlink(missing_ok=True)

"""DOC, WPS, RTF and ODT: LibreOffice makes DOCX of them, one process for all of a kind, before anything is read."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

from auditor.model.finding import Message
from auditor.reading.archive import check_package
from auditor.reading.candidate import Candidate, with_copies
from auditor.reading.content import content, head
from auditor.reading.formats import READERS
from auditor.reading.guard import within
from auditor.reading.kinds import OFFICE, WORD_XML, is_document, is_encrypted, is_word, kind
from auditor.reading.limits import Limits
from auditor.reading.ole import DamagedError
from auditor.reading.reader import Reader, UnreadableError
from auditor.reading.rtf import closed, with_marks

AT_ONCE = 100
"""Files given to one process: their copies lie on the disk until it is done."""
_TICK = 0.2
"""Seconds between two looks at how far it has come."""
_HEAD = 64
_OWN = frozenset(extension for reader in READERS for extension in reader.extensions)
"""What is read here; a plugin's reader gets its files as they are."""
_WORD = "MS Word 97"
"""Said to LibreOffice outright, which otherwise takes a damaged document for text and shows its bytes as characters."""
_OWN_MEGABYTES = 2000
"""What LibreOffice takes for itself, most of it only reserved."""

_MISSING = Message(
    "读取该格式需要LibreOffice（soffice）：Debian/Ubuntu请运行 apt install libreoffice-writer，"
    "其他系统请从libreoffice.org安装并把soffice加入PATH；也可先另存为DOCX",
    "this format needs LibreOffice (soffice): apt install libreoffice-writer on Debian and Ubuntu; elsewhere install it "
    "from libreoffice.org and put soffice on the PATH; or save the file as DOCX",
)
_FAILED = Message("LibreOffice无法转换该文件", "LibreOffice cannot convert it")
_LOCKED = Message("文件已加密，需要密码才能打开", "encrypted: it needs a password")
_DAMAGED = Message("文件已损坏，内容不完整", "the file is damaged: parts of it are missing")
_NO_DOCUMENT = Message("内容不是文字处理文档", "its contents are no word processor's document")

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>
"""
_SETTING = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_HARMLESS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    # Pictures that lie on a web server are asked of a proxy that is not there.
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""What keeps a hostile document from running or fetching anything."""


def converted(
    candidates: Sequence[Candidate], readers: Mapping[str, Reader], limits: Limits, scratch: Path
) -> list[Candidate]:
    """Return the candidates, those in need of LibreOffice with the DOCX it made of them or the reason why not.

    The DOCX lie in the scratch folder, which must outlive the reading of them.
    """
    candidates = [_known(each, readers, limits) for each in candidates]
    needing = [each for each in with_copies(candidates) if _may_need_office(each, readers)]
    done: dict[tuple[Path, tuple[str, ...]], Candidate] = {}
    for start in range(0, len(needing), AT_ONCE):
        folder = Path(tempfile.mkdtemp(prefix="office-", dir=scratch))
        for candidate in _batch(needing[start : start + AT_ONCE], limits, folder):
            done[candidate.file, candidate.inner] = candidate
    return [_replaced(candidate, done) for candidate in candidates]


def _replaced(candidate: Candidate, done: Mapping[tuple[Path, tuple[str, ...]], Candidate]) -> Candidate:
    new = done.get((candidate.file, candidate.inner), candidate)
    copies = tuple(_replaced(copy, done) for copy in candidate.copies)
    return replace(candidate, converted=new.converted, refused=new.refused, is_cut=new.is_cut, copies=copies)


def _known(candidate: Candidate, readers: Mapping[str, Reader], limits: Limits) -> Candidate:
    """Return a candidate and its copies with what their first bytes say of them."""
    copies = tuple(_known(copy, readers, limits) for copy in candidate.copies)
    if candidate.refused or candidate.converted or (candidate.suffix in readers and candidate.suffix not in _OWN):
        return replace(candidate, copies=copies) if copies else candidate
    try:
        found = is_document(head(candidate, limits, _HEAD))
    except UnreadableError:
        # Whoever reads it will say why it cannot be.
        found = False
    return replace(candidate, is_document=found, copies=copies) if found or copies else candidate


def _may_need_office(candidate: Candidate, readers: Mapping[str, Reader]) -> bool:
    """Return whether a candidate's name calls for LibreOffice, or what it is may do so in spite of a name like .docx."""
    if candidate.refused or candidate.converted:
        return False
    if candidate.suffix in OFFICE:
        return candidate.suffix not in readers
    return candidate.is_document and not (candidate.suffix in readers and candidate.suffix not in _OWN)


def _batch(candidates: Sequence[Candidate], limits: Limits, folder: Path) -> list[Candidate]:
    results = []
    copies: dict[int, Path] = {}
    for number, candidate in enumerate(candidates):
        try:
            data, suffix = within(limits, partial(_document, candidate, limits))
            if suffix == ".rtf":
                data, is_cut = closed(data)
                candidate = replace(candidate, is_cut=is_cut)
            if suffix:
                # A name of ours: theirs may be anything, and two may be alike.
                copies[number] = folder / f"{number:03}{suffix}"
                copies[number].write_bytes(data)
        except UnreadableError as error:
            candidate = replace(candidate, refused=error.message)
        results.append(candidate)
    made = convert(list(copies.values()), limits, folder) if copies else {}
    for number, copy in copies.items():
        result = made[copy]
        copy.unlink()
        change = {"converted": result} if isinstance(result, Path) else {"refused": result}
        results[number] = replace(results[number], **change)
    return results


def _document(candidate: Candidate, limits: Limits) -> tuple[bytes, str]:
    """Return a document's bytes and the extension that LibreOffice knows it by; none where another reader reads it.

    Raises:
        UnreadableError: it is no document, or beyond a limit.
    """
    data = content(candidate, limits)
    found = kind(candidate.suffix, data)
    try:
        if is_encrypted(data):
            raise UnreadableError(_LOCKED)
    except DamagedError:
        raise UnreadableError(_DAMAGED) from None
    if found in (".doc", ".wps") and is_word(data):
        return data, found
    if found == ".odt" and data.startswith(b"PK"):
        check_package(io.BytesIO(data), limits)
        return data, found
    if found == ".rtf" and (start := data[:64].find(b"{\\rtf")) >= 0:
        return with_marks(data[start:]), found
    if found == WORD_XML:
        return data, found
    if found in OFFICE:
        raise UnreadableError(_NO_DOCUMENT)
    return data, ""


def convert(files: Sequence[Path], limits: Limits, folder: Path) -> dict[Path, Path | Message]:
    """Return for each file of a folder of ours the DOCX made of it, or why there is none.

    A file that crashes or halts LibreOffice is tried once more by itself; the others do not suffer for it.
    """
    program = _program()
    if program is None:
        return dict.fromkeys(files, _MISSING)
    _write_profile(folder / "profile")
    made: dict[Path, Path | Message] = {}
    for in_filter in (_WORD, ""):
        waiting = [file for file in files if (file.suffix in (".doc", ".wps")) == (in_filter == _WORD)]
        while waiting:
            ended = _run(program, in_filter, waiting, limits, folder)
            if ended is None or len(waiting) == 1:
                made.update(dict.fromkeys(waiting, _FAILED if ended is None else ended))
                break
            # They are taken in order: those before the last result were refused, and the first one after it, if not
            # refused as well, is what it died of.
            done = max((n for n, file in enumerate(waiting, start=1) if _made(file).exists()), default=0)
            made.update(dict.fromkeys(waiting[:done], _FAILED))
            if done < len(waiting):
                culprit = waiting[done]
                alone = _run(program, in_filter, [culprit], limits, folder)
                made[culprit] = _FAILED if alone is None else alone
            waiting = waiting[done + 1 :]
    return {file: _made(file) if _made(file).exists() else made[file] for file in files}


def _program() -> str | None:
    """Return the installed program; never one that lies in the working directory, which may be part of what is audited."""
    for name in ("soffice", "libreoffice"):
        program = shutil.which(name)
        if program and Path(program).is_absolute() and Path(program).parent.resolve() != Path.cwd().resolve():
            return program
    return None


def _made(file: Path) -> Path:
    return file.parent / "docx" / f"{file.stem}.docx"


def _run(program: str, in_filter: str, files: Sequence[Path], limits: Limits, folder: Path) -> Message | None:
    """Let LibreOffice convert files; return why it was stopped or ended badly, or None."""
    out = folder / "docx"
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
        "--nodefault", "--nolockcheck", *([f"--infilter={in_filter}"] if in_filter else []), "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out),
        *(str(file) for file in files),
    ]  # fmt: skip
    # It is closed when this process ends, whatever ends it.
    ours, alive = os.pipe()
    try:
        process = subprocess.Popen(  # noqa: S603 - the program that the auditor installed, on names made here
            [*_supervised(), *command], stdin=ours, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd=folder, env=_environment(folder), start_new_session=True, preexec_fn=_confinement(limits, len(files)),
        )  # fmt: skip
        try:
            return _watched(process, limits, out)
        finally:
            _kill(process)
    finally:
        os.close(ours)
        os.close(alive)


def _supervised() -> list[str]:
    """Return the command that runs another and ends it, with all that it has started, once standard input is closed."""
    if os.name != "posix":
        return []
    return ["/bin/sh", "-c", 'exec 3<&0; (read _ <&3; kill -9 0) & exec 3<&-; "$@" </dev/null', "soffice"]


def _watched(process: subprocess.Popen[bytes], limits: Limits, out: Path) -> Message | None:
    """Wait until LibreOffice ends; it is given up when for too long no further file has come."""
    ticks, so_far = 0, 0
    while True:
        try:
            code = process.wait(_TICK)
            break
        except subprocess.TimeoutExpired:
            ticks += 1
        count = len(list(out.iterdir())) if out.is_dir() else 0
        if count > so_far:
            ticks, so_far = 0, count
        elif ticks * _TICK >= limits.office_seconds:
            return Message(
                f"LibreOffice转换超过时限（limits.office_seconds = {limits.office_seconds:g}）",
                f"LibreOffice takes too long to convert it (limits.office_seconds = {limits.office_seconds:g})",
            )
    if code != 0:
        return Message("LibreOffice转换时异常终止", "LibreOffice broke down while converting it")
    return None


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and what it started: the command is only a script round the program."""
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _confinement(limits: Limits, files: int) -> Callable[[], None] | None:
    """Return what bounds LibreOffice's memory, time and the files it writes, where the platform can.

    It is stopped much sooner than by the bound on its time, unless whoever would stop it has been ended itself.
    """
    if resource is None:
        return None
    memory = int((_OWN_MEGABYTES + limits.memory_megabytes) * 2**20)
    largest = int(limits.unpacked_megabytes * 2**20)
    seconds = int(limits.office_seconds * (files + 1)) + 10

    def confine() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    return confine


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}


def _write_profile(profile: Path) -> None:
    user = profile / "user"
    user.mkdir(parents=True)
    items = "".join(_SETTING.format(*setting) for setting in _HARMLESS)
    (user / "registrymodifications.xcu").write_text(_SETTINGS.format(items), encoding="utf-8")

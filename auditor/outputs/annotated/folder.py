"""`-f annotated`: a folder of marked copies, and a list of what was marked and what was not and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from auditor.engine.assess import said
from auditor.model.finding import Message
from auditor.model.problem import Problem
from auditor.outputs.annotated import docx_comments, pdf_notes
from auditor.outputs.annotated.remarks import Remark, remarks
from auditor.outputs.file_names import Names
from auditor.outputs.labels import Labels
from auditor.outputs.recorded import legal
from auditor.reading.guard import within
from auditor.reading.originals import Original, original
from auditor.reading.reader import UnreadableError
from auditor.record.origins import read as read_origins
from auditor.record.unmade import COPY
from auditor.record.view import ReportRow, Run

FOLDER = "annotated"
LIST = "annotated.txt"
_NAMED = 5

_NOTHING = Message("没有需要批注的问题", "nothing to annotate")
_UNREAD = Message("审核时未能读取", "could not be read when it was audited")
_NO_PLACE = Message("此格式不做批注，只有DOCX和PDF可以", "a format that takes no annotations: only DOCX and PDF do")
_MISSING = Message("指定的原报告中没有这个文件", "not among the originals named")
_NOT_DELIVERED = Message("未提交报告", "no report was delivered")


class OriginalsProblem(Problem):
    """Originals that were not named, or are no longer what was audited."""


class _ChangedError(Exception):
    """A file that is no longer what was audited."""


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of one report: its copy and how many remarks are in it, or why there is none."""

    path: str
    copy: str = ""
    remarks: int = 0
    why: Message | None = None


def write_folder(run: Run, target: Path, lang: str) -> None:
    """Write the copies into a folder of their own below the target; raises as `write`."""
    write(run, target / FOLDER, lang)


def write(run: Run, target: Path, lang: str) -> None:
    """Write a copy of every DOCX and PDF with findings into a folder, and what was done as a list.

    Raises:
        OriginalsProblem: nobody named the originals, or some are not what was audited; nothing is written then.
    """
    originals = run.given.originals
    if originals is None:
        raise OriginalsProblem(
            "-f annotated needs the audited files, which no record holds: name them with --originals PATH / "
            "批注需要原报告文件，请用 --originals 指定"
        )
    _refuse_changed(run)
    labels, names = Labels(lang), Names([LIST])
    target.mkdir(parents=True, exist_ok=True)
    done = [_one(run, report, target, names, labels, lang) for report in run.reports()]
    lines = [_line(each, lang) for each in done]
    (target / LIST).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    _tell(run, done)


def _refuse_changed(run: Run) -> None:
    """Look at every file before the first copy is made: a folder of which half is missing would be taken for the whole."""
    changed = []
    for report in run.reports():
        if report.result["path"] is not None and _is_cited(run, report):
            try:
                _original(run, report)
            except _ChangedError:
                changed.append(report.path)
            except UnreadableError:
                # Whoever makes the copy will say why there is none.
                continue
    if changed:
        raise OriginalsProblem(
            f"{_listed(changed)}: no longer what was audited (sha256 differs), audit again / 与审核时的文件不一致，请重新审核"
        )


def _original(run: Run, report: ReportRow) -> Original | None:
    """Return a report's file, or None where it is not among those named.

    Raises:
        _ChangedError: there is one of its name, and it is not what was audited.
        UnreadableError: it cannot be opened.
    """
    candidates = (run.given.originals or {}).get(report.path, ())
    for candidate in candidates:
        found = original(candidate, run.given.limits)
        if found.sha256 == report.sha256:
            return found
    if candidates:
        raise _ChangedError
    return None


def _listed(paths: Sequence[str]) -> str:
    return ", ".join(paths[:_NAMED]) + (f" +{len(paths) - _NAMED}" if len(paths) > _NAMED else "")


def _is_cited(run: Run, report: ReportRow) -> bool:
    return next(iter(run.findings_json(report.number)), None) is not None


def _one(run: Run, report: ReportRow, target: Path, names: Names, labels: Labels, lang: str) -> _Done:
    path = report.result["path"]
    if path is None:
        return _Done(f"{report.organ or ''} {report.year or ''}".strip(), why=_NOT_DELIVERED)
    try:
        told = remarks(report, run.findings(report.number), labels, lang)
    except Exception as error:
        what = said(error)
        run.given.fail(path, COPY, what)
        return _Done(path, why=Message(f"无法批注（{what.zh}）", f"cannot be annotated ({what.en})"))
    if not told:
        return _Done(path, why=_UNREAD if report.is_report is None else _NOTHING)
    try:
        found = _original(run, report)
        if found is None:
            return _Done(path, why=_MISSING)
        if found.format not in (".docx", ".pdf"):
            return _Done(path, why=_NO_PLACE)
        data, count = _marked(found, told, report, run)
    except UnreadableError as error:
        return _Done(path, why=error.message)
    *folders, name = PurePosixPath(path).parts
    own = PurePosixPath(name)
    # A copy is opened by the program that its contents call for.
    stem, suffix = (own.stem, own.suffix) if own.suffix.lower() in (found.format, ".docm") else (name, found.format)
    copy = names.file(folders, stem, suffix)
    (target / copy).parent.mkdir(parents=True, exist_ok=True)
    (target / copy).write_bytes(data)
    return _Done(path, str(copy), count)


def _marked(found: Original, told: list[Remark], report: ReportRow, run: Run) -> tuple[bytes, int]:
    """Return the marked copy and how many remarks are in it.

    Raises:
        UnreadableError: the file is damaged, or making the copy takes too much.
    """
    as_of, limits = run.get("as_of"), run.given.limits

    def marked() -> tuple[bytes, int]:
        origins = read_origins(report.source)
        if found.format == ".pdf":
            return pdf_notes.annotated(found.data, told, origins, as_of)
        return docx_comments.annotated(found.data, told, origins, as_of, limits)

    try:
        return within(limits, marked)
    except UnreadableError as error:
        run.given.fail(report.path, COPY, error.message)
        raise
    # What one file breaks must not cost the copies of the others.
    except Exception as error:
        what = said(error)
        run.given.fail(report.path, COPY, what)
        raise UnreadableError(Message(f"无法批注（{what.zh}）", f"cannot be annotated ({what.en})")) from error


def _line(done: _Done, lang: str) -> str:
    if done.why is not None:
        return legal(f"{done.path}\t—\t{done.why.zh if lang == 'zh' else done.why.en}")
    count = f"{done.remarks}处批注" if lang == "zh" else f"remarks: {done.remarks}"
    return legal(f"{done.path}\t{done.copy}\t{count}")


def _tell(run: Run, done: list[_Done]) -> None:
    """Say how many copies there are, and of each reason why there is none, how often and where."""
    copies = [each for each in done if each.copy]
    total = sum(each.remarks for each in copies)
    run.given.told.append(Message(
        f"批注副本{len(copies)}份，批注{total}处", f"{len(copies)} annotated copies, remarks: {total}"
    ))  # fmt: skip
    reasons = Counter(each.why for each in done if each.why not in (None, _NOTHING))
    for why, _ in sorted(reasons.items(), key=lambda item: (-item[1], item[0])):
        if why is not None:
            listed = _listed([each.path for each in done if each.why == why])
            run.given.told.append(Message(f"未批注（{why.zh}）：{listed}", f"not annotated ({why.en}): {listed}"))

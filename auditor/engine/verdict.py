"""What a run comes to: the exit code and the one sentence that says why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

from auditor.model.finding import Message, Severity


class ExitCode(IntEnum):
    """What the command returns (public)."""

    CLEAN = 0
    FINDINGS = 1
    FAILED = 2
    INCOMPLETE = 3
    NOTHING = 4
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Tally:
    """What a run counted: findings not set aside by severity, and what keeps it from being complete."""

    severities: Mapping[str, int]
    reports: int
    """All entries of the ledger."""
    recognised: int
    unknown_files: int
    """Files that could not be read, so that nobody knows whether they are reports."""
    unread: int
    """Reports of which something could not be read."""
    crashed: int
    interrupted: bool = False
    failed: bool = False
    """A fault of the program ended the run."""
    foreign: int = 0
    """Files that are read and no reports, of which no rule can say anything."""
    missing: int = 0
    """Reports that the manifest lists and nobody delivered: nothing of them is unread."""

    @property
    def complete(self) -> bool:
        """Whether everything was read and every rule came to its end."""
        return not (self.unread or self.crashed or self.unknown_files or self.foreign)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The run's outcome."""

    exit_code: ExitCode
    code: str
    message: Message
    forgiven: bool = False
    """There are findings that would have failed the run, and --exit-zero leaves them out of account."""


def judge(tally: Tally, fail_on: Severity, *, exit_zero: bool = False, notice: Message | None = None) -> Verdict:
    """Return the verdict on a run; `exit_zero` leaves findings out of account and nothing else, `notice` is told with it."""
    verdict = _judge(tally, fail_on, exit_zero=exit_zero)
    if notice is None:
        return verdict
    message = Message(f"{verdict.message.zh}；{notice.zh}", f"{verdict.message.en}; {notice.en}")
    return replace(verdict, message=message)


def _judge(tally: Tally, fail_on: Severity, *, exit_zero: bool) -> Verdict:
    if tally.failed or tally.interrupted:
        return _stopped(tally)
    if not tally.recognised and not tally.unknown_files:
        (zh, en), (missing, en_missing) = _nothing(tally), _missing(tally)
        return Verdict(ExitCode.NOTHING, "nothing_to_audit", Message(zh + missing, en + en_missing))
    counts, en_counts = _counted(tally.severities)
    rest, en_rest = _incomplete(tally)
    missing, en_missing = _missing(tally)
    failing = sum(n for word, n in tally.severities.items() if Severity[word.upper()] >= fail_on) > 0
    if failing and (tally.complete or not exit_zero):
        return Verdict(ExitCode.CLEAN if exit_zero else ExitCode.FINDINGS, "findings", Message(
            f"共审核{tally.recognised}份报告，发现{counts}{rest}{missing}",
            f"{_n(tally.recognised, 'report')}: {en_counts}{en_rest}{en_missing}",
        ), forgiven=exit_zero)  # fmt: skip
    if not tally.complete:
        return Verdict(ExitCode.INCOMPLETE, "incomplete", Message(
            f"审核不完整：{rest.lstrip('；')}；{counts}{missing}",
            f"incomplete: {en_rest.lstrip('; ')}; {en_counts}{en_missing}",
        ), forgiven=failing)  # fmt: skip
    return Verdict(ExitCode.CLEAN, "clean", Message(
        f"{tally.recognised}份报告审核完整，{counts}{missing}",
        f"{_n(tally.recognised, 'report')} audited completely; {en_counts}{en_missing}",
    ))  # fmt: skip


def _stopped(tally: Tally) -> Verdict:
    done = tally.reports - tally.missing
    if tally.failed:
        return Verdict(ExitCode.FAILED, "interrupted", Message(
            f"审核因程序出错中止，已完成的{done}份已保存", f"ended by a fault of the program; {done} reports done so far are kept"
        ))  # fmt: skip
    return Verdict(ExitCode.INTERRUPTED, "interrupted", Message(
        f"审核被中断，已完成的{done}份已保存", f"interrupted; {done} reports done so far are kept"
    ))  # fmt: skip


def _nothing(tally: Tally) -> Message:
    files = tally.reports - tally.missing
    if files:
        return Message(
            f"没有可审核的报告：{files}个文件均不是政府信息公开工作年度报告",
            f"nothing to audit: none of {_n(files, 'file')} is an annual report",
        )
    return Message("没有可审核的文件", "nothing to audit: no file that a reader claims")


def _counted(severities: Mapping[str, int]) -> tuple[str, str]:
    error, warning, review = (severities.get(word, 0) for word in ("error", "warning", "review"))
    if not (error or warning or review):
        return "未发现问题", "no findings"
    zh = f"错误{error}项、警告{warning}项、待核{review}项"
    return zh, f"{_n(error, 'error')}, {_n(warning, 'warning')}, {review} to review"


def _incomplete(tally: Tally) -> tuple[str, str]:
    """Return what keeps a run from being complete, each part with its own separator before it."""
    unread = tally.unread + tally.unknown_files
    parts = [
        (unread, f"{unread}个文件未能完整读取", f"{_n(unread, 'file')} not read completely"),
        (tally.foreign, f"{tally.foreign}个文件不是年度报告", _n(tally.foreign, "file that is", "files that are") + " no annual report"),
        (tally.crashed, f"{tally.crashed}次规则运行出错", _n(tally.crashed, "rule crash", "rule crashes")),
    ]  # fmt: skip
    told = [(zh, en) for count, zh, en in parts if count]
    return "".join(f"；{zh}" for zh, _ in told), "".join(f"; {en}" for _, en in told)


def _missing(tally: Tally) -> tuple[str, str]:
    if not tally.missing:
        return "", ""
    return f"；{tally.missing}个机关未报送", f"; {_n(tally.missing, 'report')} not delivered"


def _n(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"

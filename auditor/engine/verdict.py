"""What a run comes to: the exit code and the one sentence that says why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    recognised: int
    unknown_files: int
    """Files that could not be read, so that nobody knows whether they are reports."""
    unread: int
    """Reports of which something could not be read."""
    crashed: int
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The run's outcome."""

    exit_code: ExitCode
    code: str
    message: Message


def judge(tally: Tally, fail_on: Severity) -> Verdict:
    """Return the verdict on a run."""
    if tally.interrupted:
        return Verdict(ExitCode.INTERRUPTED, "interrupted", Message(
            f"审核被中断，已完成的{tally.reports}份已保存", f"interrupted; {tally.reports} reports done so far are kept"
        ))  # fmt: skip
    if not tally.recognised and not tally.unknown_files:
        return Verdict(ExitCode.NOTHING, "nothing_to_audit", _nothing(tally))
    counts, en_counts = _counted(tally.severities)
    incomplete = bool(tally.unread or tally.crashed or tally.unknown_files)
    rest, en_rest = _incomplete(tally) if incomplete else ("", "")
    failing = sum(n for word, n in tally.severities.items() if Severity[word.upper()] >= fail_on)
    if failing:
        return Verdict(ExitCode.FINDINGS, "findings", Message(
            f"共审核{tally.recognised}份报告，发现{counts}{rest}", f"{_n(tally.recognised, 'report')}: {en_counts}{en_rest}"
        ))  # fmt: skip
    if incomplete:
        return Verdict(ExitCode.INCOMPLETE, "incomplete", Message(
            f"审核不完整：{rest.lstrip('；')}；{counts}", f"incomplete: {en_rest.lstrip('; ')}; {en_counts}"
        ))  # fmt: skip
    return Verdict(ExitCode.CLEAN, "clean", Message(
        f"{tally.recognised}份报告审核完整，{counts}", f"{_n(tally.recognised, 'report')} audited completely; {en_counts}"
    ))  # fmt: skip


def _nothing(tally: Tally) -> Message:
    if tally.reports:
        return Message(
            f"没有可审核的报告：{tally.reports}个文件均不是政府信息公开工作年度报告",
            f"nothing to audit: none of {_n(tally.reports, 'file')} is an annual report",
        )
    return Message("没有可审核的文件", "nothing to audit: no file that a reader claims")


def _counted(severities: Mapping[str, int]) -> tuple[str, str]:
    error, warning, review = (severities.get(word, 0) for word in ("error", "warning", "review"))
    if not (error or warning or review):
        return "未发现问题", "no findings"
    zh = f"错误{error}项、警告{warning}项、待核{review}项"
    return zh, f"{_n(error, 'error')}, {_n(warning, 'warning')}, {review} to review"


def _incomplete(tally: Tally) -> tuple[str, str]:
    zh: list[str] = []
    en: list[str] = []
    if tally.unread or tally.unknown_files:
        total = tally.unread + tally.unknown_files
        zh.append(f"{total}个文件未能完整读取")
        en.append(f"{_n(total, 'file')} not read completely")
    if tally.crashed:
        zh.append(f"{tally.crashed}次规则运行出错")
        en.append(f"{_n(tally.crashed, 'rule crash', 'rule crashes')}")
    return "；" + "；".join(zh), "; " + "; ".join(en)


def _n(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"

"""OGI-P001: whether a file is an annual report at all."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Message, Report, Severity, Span, Unread, Violation, rule


@rule(
    id="OGI-P001",
    title=("无法识别为年报", "Not an annual report"),
    severity=Severity.REVIEW,
    basis=("国办公开办函〔2019〕60号、〔2021〕30号规定的标题与六个部分", "title and six sections as letters [2019] No. 60 and [2021] No. 30 prescribe"),
    remedy=("确认该文件是否应列入审核；如是年报，请提供带标题和各部分的完整文本。", "Check whether the file belongs here; if it is a report, supply its text with title and sections."),
    any_file=True,
)  # fmt: skip
def is_report(report: Report) -> Iterator[Violation]:
    """A notice, a list, or a report of another kind among the reports would otherwise be counted as a report full of
    defects, or as a clean one.

    What speaks for a report is weighed against what speaks for something else: its title, the six sections, the tables with
    their figures; and how the document calls itself (法治政府建设年度报告, 通知, 解读), and whether it is the blank form. The
    weights are data (forms/evidence.toml). What is none is not audited by any other rule: each says that it could not be
    assessed.
    """
    if report.source.damaged:
        raise Unread(report.source.damaged)
    for cue in (report.title, *(section.heading for section in report.sections)):
        if cue is not None:
            report.asked.add(cue)
    if not report.recognised:
        # What was not read may be the very title: such a file is unread, whatever it is.
        for part in report.source.unread:
            raise Unread(part)
        kind = report.standing.looks_like
        zh = f"看起来是{kind.zh}" if kind else "未见年报标题，六个部分的标题也不足三个"
        en = f"it looks like {kind.en}" if kind else "neither a report's title nor three of its sections"
        yield Violation(Message(f"{zh}，未按年报审核", f"{en}: not audited"), report.title or Span("", 1, 1))

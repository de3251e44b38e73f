"""OGI-S107, OGI-S108: the tables have the form's rows and columns, and spell their labels as the form does."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.report import BoundTable


@rule(
    id="OGI-S107",
    title=("表格行列缺失或多余", "Table row or column missing or extra"),
    severity=(Severity.WARNING, Severity.REVIEW),
    confidence=Confidence.MEDIUM,
    basis=("国办公开办函〔2019〕60号、〔2021〕30号所附表格", "the tables of letters [2019] No. 60 and [2021] No. 30"),
    remedy=(
        "按规定表格补齐缺少的行、列，删除自行增加的行、列。",
        "Add the missing rows or columns and remove those that the form does not have.",
    ),
)
def rows_and_columns(report: Report) -> Iterator[Violation]:
    """A row or column left out is a figure not reported; one added makes tables of different organs impossible to sum.

    Bracketed notes and labels broken over lines are no difference. Rows missing side by side are one finding, which
    points to the label that stands nearest.
    """
    for table in report.found_tables():
        report.asked.add_all(table.label_spans())
        if table.missing:
            report.must_be_whole()
        yield from _missing(table)
        for extra in report.examined(table.extra):
            label = "".join(extra.text.split())
            yield Violation(
                Message(f"{table.spec.title.zh}多出“{label}”一行", f"{table.spec.title.en} has a row {label} that the form lacks"),
                extra, quotes=(extra,), severity=Severity.REVIEW, subject=f"extra {table.spec.key}",
            )  # fmt: skip


def _missing(table: BoundTable) -> Iterator[Violation]:
    beside: dict[Span, list[str]] = {}
    for label, nearest in table.missing:
        beside.setdefault(nearest, []).append(label)
    for nearest, labels in beside.items():
        names = "、".join(f"“{label}”" for label in labels)
        yield Violation(
            Message(f"{table.spec.title.zh}缺少{names}", f"{table.spec.title.en} lacks {names}"),
            nearest,
            quotes=(nearest,) if nearest.text else (),
            expected="、".join(labels),
            subject=f"missing {table.spec.key} {labels[0]}",
        )


@rule(
    id="OGI-S108",
    title=("表格标签文字错误", "Fixed label misspelt"),
    severity=Severity.WARNING,
    basis=("国办公开办函〔2019〕60号、〔2021〕30号所附表格的固定文字", "the fixed wording of the tables in letters [2019] No. 60 and [2021] No. 30"),
    remedy=("按规定表格恢复固定文字。", "Restore the form's own wording."),
)  # fmt: skip
def labels_to_the_letter(report: Report) -> Iterator[Violation]:
    """The labels of the tables are fixed; a label that differs was typed anew or edited, and may say something else
    (三类内容事务信息 for 三类内部事务信息).

    Separators, quotes and spaces are no difference, nor is a note added in brackets or a number left out; another
    number is one, and a bracketed note that the form itself prints is compared. A label too short to be known by its
    letters (行政许可) is known by its place: it stands where the form has the one label that the table lacks.
    """
    for table in report.found_tables():
        report.asked.add_all(table.label_spans())
        for span, label in table.labels:
            printed = "".join(span.text.split())
            yield Violation(
                Message(f"固定标签“{label}”写作“{printed}”", f"the fixed label {label} is printed as {printed}"),
                span, quotes=(span,), expected=label, actual=printed, subject=f"{table.spec.key} {label}",
            )  # fmt: skip

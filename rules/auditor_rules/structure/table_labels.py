"""OGI-S107, OGI-S108: the tables have the form's rows and columns, and spell their labels as the form does."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.report import BoundTable, DrawnRow
from auditor.model.text import label_key


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
    points to the label that stands nearest. Of heads that a page break cuts or that were read off a picture with doubt,
    nothing is said; nor is a row called missing of a file that was not read to its end.
    """
    for table in report.found_tables():
        report.asked.add_all(table.label_spans())
        yield from _missing(report, table)
        for extra in report.examined(table.extra):
            label = "".join(extra.text.split())
            yield Violation(
                Message(f"{table.spec.title.zh}多出“{label}”一行", f"{table.spec.title.en} has a row {label} that the form lacks"),
                extra, quotes=(extra,), severity=Severity.REVIEW, subject=f"extra {table.spec.key}",
            )  # fmt: skip


def _missing(report: Report, table: BoundTable) -> Iterator[Violation]:
    beside: dict[Span, list[str]] = {}
    rows = {row.label for block in table.spec.blocks for row in block.rows}
    heads_in_doubt = bool(table.missing) and _heads_in_doubt(report, table)
    for label, nearest in table.missing:
        if not (heads_in_doubt and (label not in rows or table.spec.one_row)):
            beside.setdefault(nearest, []).append(label)
    if beside:
        report.read_whole()
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
    letters (行政许可) is known by its place: it stands where the form has the one label that the table lacks. What a page
    break left of a label, and what was read off a picture with doubt, is no misprint.
    """
    for table in report.found_tables():
        report.asked.add_all(table.label_spans())
        for span, label in table.labels:
            if report.doubtful(span.line) or _torn(report, table, span, label):
                continue
            printed = "".join(span.text.split())
            yield Violation(
                Message(f"固定标签“{label}”写作“{printed}”", f"the fixed label {label} is printed as {printed}"),
                span, quotes=(span,), expected=label, actual=printed, subject=f"{table.spec.key} {label}",
            )  # fmt: skip


def _heads_in_doubt(report: Report, table: BoundTable) -> bool:
    """Tell whether a head row was cut by a page break, or recognised with doubt."""
    heads = [drawn.row for drawn in table.drawn if drawn.key is None]
    if any(report.doubtful(line) for row in heads for line in row.lines):
        return True
    return any(above.key is None or below.key is None for above, below in _page_breaks(report, table))


def _page_breaks(report: Report, table: BoundTable) -> Iterator[tuple[DrawnRow, DrawnRow]]:
    """Yield the rows between which a page ends; a row that itself runs over the break stands for both."""
    last: DrawnRow | None = None
    page: int | None = None
    for drawn in table.drawn:
        pages = [report.page(line) for line in drawn.row.lines]
        if last is not None and pages[0] != page:
            yield last, drawn
        if len(set(pages)) > 1:
            yield drawn, drawn
        last, page = drawn, pages[-1]


def _torn(report: Report, table: BoundTable, span: Span, label: str) -> bool:
    """Tell whether a printed label is the one part of its own that a page break left in its row."""
    printed, whole = label_key(span.text), label_key(label)
    if not printed or printed == whole or not (whole.startswith(printed) or whole.endswith(printed)):
        return False
    return any(span.line in drawn.row.lines for beside in _page_breaks(report, table) for drawn in beside)

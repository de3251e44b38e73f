"""OGI-P002: whether the numbers of the statutory tables were read completely."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Message, Report, Severity, Unread, Violation, rule


@rule(
    id="OGI-P002",
    title=("表格解析不完整", "Table not read completely"),
    severity=Severity.REVIEW,
    basis=("核对表格须以完整读取为前提", "a table can be checked only when all of it was read"),
    remedy=("对照原件核对所指行；如原件完整，请改用其他格式（如 DOCX）重新审核。", "Compare the row with the original; if that is complete, audit the report in another format."),
)  # fmt: skip
def read_completely(report: Report) -> Iterator[Violation]:
    """Figures lost in reading would turn into false arithmetic errors, or into false passes.

    A row that holds more or fewer figures than its columns, or figures that stand in no row of the form, make the
    rules over that table not assessable. So do titles and labels that run on with other text, as in a copy without line
    breaks: whether their section or table is right cannot be told. A row that the report itself leaves out is OGI-S107, not this. Where a part of
    the file could not be read at all, such as a page that is a picture, this cannot be answered and the run is incomplete.
    """
    for table in report.found_tables():
        report.asked.add_all(table.label_spans())
        for cells in table.rows.values() if table.spec.one_row else ():
            report.asked.add(cells[0])
        for problem in table.problems:
            zh, en = problem.message
            name = table.spec.title
            yield Violation(
                Message(f"{name.zh}：{zh}", f"{name.en}: {en}"), problem.span, quotes=(problem.span,),
                subject=f"{table.spec.key}.{problem.span.row or ''}", cause=f"reading {table.spec.key}",
            )  # fmt: skip
    for lost in report.lost_row_ends:
        yield Violation(
            Message("单元格后缺少空行，下一部分的标题并入了表格", "the blank line behind a row is missing: the next section's heading ran into the table"),
            lost, quotes=(lost,), subject="row end",
        )  # fmt: skip
    yield from _unplaced(report)
    for part in report.source.unread:
        raise Unread(part)


def _unplaced(report: Report) -> Iterator[Violation]:
    """Yield what stands in the text, but could be told neither for a heading nor for a table."""
    if report.unplaced:
        titles = "、".join(f"“{unplaced.span.text}”" for unplaced in report.unplaced)
        yield Violation(
            Message(
                f"标题{titles}与其他文字连在一起，无法分出所属部分",
                f"the titles {titles} run on with other text; their sections cannot be told apart",
            ),
            report.unplaced[0].span, quotes=tuple(unplaced.span for unplaced in report.unplaced), subject="titles",
        )  # fmt: skip
    for unplaced in report.unplaced_tables:
        spec = report.form.table(unplaced.key)
        if spec is not None:
            yield Violation(
                Message(f"{spec.title.zh}的文字在正文中，但无法还原为表格", f"the labels of {spec.title.en} stand in the text, but make no table"),
                unplaced.span, quotes=(unplaced.span,), subject=f"table {unplaced.key}", cause=f"reading {unplaced.key}",
            )  # fmt: skip

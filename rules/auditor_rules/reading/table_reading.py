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
    rules over that table not assessable. A row that the report itself leaves out is OGI-S107, not this. Where a part of
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
    for part in report.source.unread:
        raise Unread(part)

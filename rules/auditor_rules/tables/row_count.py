"""OGI-T309: table 3 has as many rows of figures as its form."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Violation, rule


@rule(
    id="OGI-T309",
    title=("行数与格式不符", "Number of rows is not the form's"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("表三数据行：2019年格式23行，2021年格式25行（国办公开办函〔2019〕60号、〔2021〕30号）", "table 3 has 23 rows of figures in the form of 2019, 25 in that of 2021 (letters [2019] No. 60 and [2021] No. 30)"),
    remedy=("对照规定表格核对行数，所缺、所增的行见 OGI-S107。", "Compare the rows with the form; OGI-S107 names those that are missing or added."),
)  # fmt: skip
def rows_of_the_form(report: Report) -> Iterator[Violation]:
    """Who puts tables of many organs together by position is led astray by a row more or less. This says only that the
    count is unusual; which rows they are, the rule on rows and columns names.
    """
    table = report.table("requests")
    wanted = sum(not row.optional for block in table.spec.blocks for row in block.rows)
    found = len(table.rows) + len(table.extra)
    for cells in table.rows.values():
        report.asked.add(cells[0])
    if found != wanted and table.rows:
        report.read_whole()
        yield Violation(
            Message(
                f"表三有{found}行数据，{report.form.name.zh}为{wanted}行",
                f"table 3 has {found} rows of figures; the {report.form.name.en} has {wanted}",
            ),
            next(iter(table.rows.values()))[0], expected=str(wanted), actual=str(found), subject="rows requests",
        )  # fmt: skip

"""OGI-T305, OGI-T402: no figure of tables 3 and 4 is left blank."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Message, Report, Severity, Violation, rule
from auditor_rules.tables.where_blank import EMPTY, where_blank


def _blank(report: Report, table: str) -> Iterator[Violation]:
    empty = tuple(cell for cell in report.odd_cells(table) if cell.value.kind in EMPTY)
    if not empty:
        return
    cells = tuple(report.table(table).cells())
    filled = {cell.column for cell in cells if cell.value.kind not in EMPTY}
    where = where_blank(report.table(table).spec, cells)
    if table == "requests" and filled == {"total"}:
        where = Message("仅填写了“总计”列", "only the total column is filled")
    yield Violation(
        Message(
            f"{len(cells)}个数据中有{len(empty)}个空白或占位符：{where.zh}",
            f"{len(empty)} of {len(cells)} cells are blank or hold a placeholder: {where.en}",
        ),
        empty[0], quotes=empty, expected="0", actual=empty[0].text.strip(), subject=f"blank {table}",
    )  # fmt: skip


@rule(
    id="OGI-T305",
    title=("表三空白或占位", "Blank cells in table 3"),
    severity=Severity.WARNING,
    basis=("表三各项均应填写数字，没有的填0", "every cell of table 3 holds a number, 0 where there is none"),
    remedy=("空白处补填数字，没有的填0。", "Enter a number in every blank cell, 0 where there is none."),
)
def requests_filled(report: Report) -> Iterator[Violation]:
    """A blank does not say whether there was nothing or nobody counted. The finding says once which rows
    and columns are blank. A sum whose total is blank, or all of whose parts are, is not judged; what else has a blank
    in it is judged with blanks as any number, and as zero for review.
    """
    yield from _blank(report, "requests")


@rule(
    id="OGI-T402",
    title=("表四空白或占位", "Blank cells in table 4"),
    severity=Severity.WARNING,
    basis=("表四各项均应填写数字，没有的填0", "every cell of table 4 holds a number, 0 where there is none"),
    remedy=("空白处补填数字，没有的填0。", "Enter a number in every blank cell, 0 where there is none."),
)
def appeals_filled(report: Report) -> Iterator[Violation]:
    """A blank does not say whether there was no case or nobody counted. The finding says once which rows
    and columns are blank. A sum whose total is blank, or all of whose parts are, is not judged; what else has a blank
    in it is judged with blanks as any number, and as zero for review.
    """
    yield from _blank(report, "appeals")

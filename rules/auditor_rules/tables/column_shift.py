"""OGI-T306: rows of table 3 whose figures stand one column beside their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.finding import Quotable
from auditor.model.tie import Figure
from auditor.model.values import Amount
from auditor_rules.relations import broken_ties

_ENOUGH = 3
"""So many rows that fit when moved are no chance."""
_WAYS = {1: Message("左", "left"), -1: Message("右", "right")}


@rule(
    id="OGI-T306",
    title=("列对位疑似错位", "Column shift suspected"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("表三“总计”列等于自然人与法人或其他组织各列之和（国办公开办函〔2019〕60号、〔2021〕30号）", "the total column of table 3 is the sum of the six applicant columns (letters [2019] No. 60 and [2021] No. 30)"),
    remedy=("对照原件核对所列各行的列位置，整体移回后再核对合计。", "Compare these rows with the original, move their figures back by one column and check the totals again."),
)  # fmt: skip
def columns_in_place(report: Report) -> Iterator[Violation]:
    """A cell too many or too few moves a whole row, by a slip in the table or on its way into the audit; a score of wrong
    totals then has a single reason. Told by three rows or more that do not add up and all do when each is moved by one
    column the same way.
    """
    table = report.table("requests")
    report.asked.add_all([cells[-1] for cells in table.rows.values()])
    wrong = [row for block in table.blocks() for row in block.numbers if not _adds_up(row)]
    ties = broken_ties(report, "OGI-T303") if len(wrong) >= _ENOUGH else ()
    if len(ties) < _ENOUGH:
        return
    failing = [[figure for _, figure in tie.operands] for tie in ties]
    ways = [name for way, name in _WAYS.items() if all(_fits(row, way) for row in failing)]
    if not ways:
        return
    named = "、".join(f"“{row[0].row_name}”" for row in failing[:5]) + ("等" if len(failing) > 5 else "")
    yield Violation(
        Message(
            f"{named}{len(failing)}行的合计都不成立，各数{'或'.join(way.zh for way in ways)}移一列后全部成立，疑似列错位",
            f"{len(failing)} rows do not add up ({named}) and all do with their figures one column to the {' or '.join(way.en for way in ways)}",
        ),
        _quoted(failing[0][-1], report), quotes=tuple(_quoted(figure, report) for row in failing for figure in row),
        subject="column shift", ties=ties,
    )  # fmt: skip


def _adds_up(row: Sequence[Amount | None]) -> bool:
    """Tell whether all figures together are twice the last, which is their total."""
    numbers: list[Amount] = [number for number in row if number]
    return sum(numbers) == 2 * (row[-1] or 0)


def _fits(row: Sequence[Figure], way: int) -> bool:
    numbers: list[Amount] = [figure.number or 0 for figure in row]
    *parts, total = [*numbers[way:], *numbers[:way]]
    return total > 0 and sum(parts) == total


def _quoted(figure: Figure, report: Report) -> Quotable:
    section = report.table(figure.table).section
    return Span(figure.text, figure.line, figure.col, section, figure.table, figure.row, figure.column)

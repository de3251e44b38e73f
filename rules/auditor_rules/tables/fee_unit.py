"""OGI-T210: the fees of table 2 are in 万元, as its head says."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Cell, Confidence, Message, Report, Severity, Violation, rule
from auditor.model.finding import Quotable
from auditor.model.values import show
from auditor_rules.organs import Kind, Level, organ_of
from auditor_rules.prose.statements import statements

_MUCH = 100_000
"""万元: what no bureau of a county and no town collects in a year."""


@rule(
    id="OGI-T210",
    title=("收费金额单位疑似错误", "Unit of the fees is doubtful"),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    forms=("ogi-2021",),
    basis=("表二“本年收费金额”以万元为单位（国办公开办函〔2021〕30号）", "table 2 counts the year's fees in 10,000 yuan (letter [2021] No. 30)"),
    remedy=("按万元为单位重新填写收费金额。", "Enter the amount in 10,000 yuan."),
)  # fmt: skip
def fees_in_myriads(report: Report) -> Iterator[Violation]:
    """An amount in yuan entered in a column of 10,000 yuan makes a town collect more than its province.

    Told by the text, which gives the very same number in yuan, or by an amount over 100,000 (one billion yuan) for a
    department of a county, a town or a street. A city's own report may reach such amounts and is let pass.
    """
    cell = report.cell("disclosure", "fee", "amount")
    if cell is None or not cell.value.number or cell.value.number < 0 or cell.value.unit:
        return
    found = report.derived(statements)
    for statement in (*found.get("fees", ()), *found.get("handling fees", ())):
        told = statement.told
        if told is not None and told.quantity.scale == 1 and statement.number == cell.value.number:
            yield _violation(
                cell, (statement.span, cell),
                Message(f"正文称“{statement.span.text}”，以元计", f"the text says {statement.span.text}, in yuan"),
            )  # fmt: skip
            return
    if cell.value.number > _MUCH and _is_small(report):
        yield _violation(
            cell, (cell,),
            Message(f"{report.organ}年收费超过10亿元，明显偏高", f"{report.organ} would collect over a billion yuan a year"),
        )  # fmt: skip


def _is_small(report: Report) -> bool:
    organ = report.derived(organ_of)
    if organ.level is Level.TOWN:
        return True
    return organ.level is Level.COUNTY and organ.kind in (Kind.DEPARTMENT, Kind.INSTITUTION)


def _violation(cell: Cell, quotes: tuple[Quotable, ...], why: Message) -> Violation:
    shown = show(cell.value.number or 0)
    return Violation(
        Message(
            f"表二行政事业性收费填{shown}（单位：万元），{why.zh}，疑似以元填写",
            f"table 2 has fees of {shown} (in 10,000 yuan), but {why.en}: probably entered in yuan",
        ),
        cell, quotes=quotes, actual=shown,
    )  # fmt: skip

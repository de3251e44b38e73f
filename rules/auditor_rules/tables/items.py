"""OGI-T205, OGI-T208: the items of the 2019 form, last year's and this year's change, and the decisions beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from auditor import Cell, Confidence, Message, Report, Severity, Violation, rule
from auditor.model.values import Amount, show
from auditor_rules.tables.change import change_of

_ENOUGH = 2
"""One row whose decisions equal its items may be chance."""


class _Items(NamedTuple):
    """One row of items: how many there were last year, and how many there are with this year's change."""

    row: str
    previous: Cell
    change: Cell
    now: Amount
    decisions: Cell | None


def _name(report: Report, key: str) -> str:
    return next(row.label for block in report.table("disclosure").spec.blocks for row in block.rows if row.key == key)


def _items(report: Report) -> Iterator[_Items]:
    table = report.table("disclosure")
    for key, cells in table.rows.items():
        by_column = {cell.column: cell for cell in cells}
        previous, change = by_column.get("previous"), by_column.get("change")
        if previous is None or change is None or previous.value.number is None:
            continue
        changed = change_of(change.text, change.value)
        if changed is not None:
            yield _Items(
                key, previous, change, previous.value.number + changed, by_column.get("decisions")
            )  # fmt: skip


@rule(
    id="OGI-T205",
    title=("项目数为负", "Fewer items than none"),
    severity=Severity.ERROR,
    forms=("ogi-2019",),
    basis=("上一年项目数量与本年增/减之和为本年项目数（国办公开办函〔2019〕60号表二）", "last year's items and this year's change are this year's items (letter [2019] No. 60, table 2)"),
    remedy=("核对上一年项目数量与本年增/减，更正有误的一项。", "Check last year's items and the change and correct the wrong one."),
)  # fmt: skip
def items_left(report: Report) -> Iterator[Violation]:
    """Nobody can cancel more items than there were. The change is signed (-2); 减少2 in words counts as -2."""
    for row in _items(report):
        report.asked.add(row.change, "previous + change >= 0", (row.previous.text.strip(), row.change.text.strip()))
        if row.now < 0:
            name = _name(report, row.row)
            before, change = show(row.previous.value.number or 0), row.change.text.strip()
            yield Violation(
                Message(
                    f"{name}：上一年项目数量 {before}，本年增/减 {change}，本年项目数为 {show(row.now)}",
                    f"{name}: {before} items last year and a change of {change} leave {show(row.now)}",
                ),
                row.change, quotes=(row.previous, row.change), expected="≥ 0", actual=show(row.now),
                formula="previous + change >= 0",
            )  # fmt: skip


@rule(
    id="OGI-T208",
    title=("处理决定数量疑似误填", "Decisions look like the number of items"),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    forms=("ogi-2019",),
    basis=("“处理决定数量”指本年作出的决定件数，不是事项数（国办公开办函〔2019〕60号表二）", "处理决定数量 counts the decisions of the year, not the items (letter [2019] No. 60, table 2)"),
    remedy=("“处理决定数量”填写本年实际作出的决定件数。", "Enter the number of decisions taken in the year."),
)  # fmt: skip
def decisions_are_decisions(report: Report) -> Iterator[Violation]:
    """An office that takes the column for this year's number of items enters last year's plus the change. One row may
    equal that by chance, two hardly do. Rows without any item say nothing.
    """
    alike: list[tuple[_Items, Cell]] = []
    for row in _items(report):
        if row.decisions is not None and row.decisions.value.number is not None:
            report.asked.add(row.decisions)
            if row.now > 0 and row.decisions.value.number == row.now:
                alike.append((row, row.decisions))
    if len(alike) >= _ENOUGH:
        told = [
            f"{_name(report, row.row)} {row.previous.text.strip()}、{row.change.text.strip()}、{cell.text.strip()}" for row, cell in alike
        ]  # fmt: skip
        yield Violation(
            Message(
                f"{len(alike)}行的“处理决定数量”都等于上一年项目数量加本年增/减，疑似填成了事项数：{'；'.join(told)}",
                f"in {len(alike)} rows the decisions equal last year's items plus the change: {'; '.join(told)}",
            ),
            alike[0][1],
            quotes=tuple(quote for row, cell in alike for quote in (row.previous, row.change, cell)),
            subject="decisions like items",
        )  # fmt: skip

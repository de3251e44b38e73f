"""OGI-C506: the fees that the text states are those of table 2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from auditor import Cell, Confidence, Message, Report, Severity, Violation, rule
from auditor.model.values import show
from auditor_rules.narrative.comparing import Figure, compared, of_family
from auditor_rules.prose.statement import Statement

_MYRIAD = 10_000
_ROUNDED, _MORE = re.compile("[约近超逾][\\s\u3000]*$"), re.compile("[余多]")
_IN_YUAN = {"元": Decimal(1), "亿元": Decimal(_MYRIAD) * _MYRIAD}


@rule(
    id="OGI-C506",
    title=("收费金额与表二不一致", "Fees: text and table 2 differ"),
    severity=(Severity.WARNING, Severity.REVIEW),
    confidence=Confidence.MEDIUM,
    forms=("ogi-2021",),
    basis=("《政府信息公开条例》第二十条第（八）项；表二以万元为单位", "OGI Regulations art. 20(8); table 2 counts in 10,000 yuan"),
    remedy=("核对收费票据，统一正文与表二的金额和单位。", "Check the receipts and make amount and unit agree."),
)  # fmt: skip
def fees_agree(report: Report) -> Iterator[Violation]:
    """The amount of administrative fees stands in table 2 in 万元 and in the text in 元 or 万元; the slip is mostly the unit.

    Both are converted to yuan and may differ by half of the last digit that either prints. The fee for handling
    requests is such a fee, too: collected according to the text while the table has 0, it is a question. Fees waived
    or refunded, lists of fees, and other years are let pass.
    """
    yield from compared(report, of_family(report, "fees"), _differ)
    yield from compared(report, of_family(report, "handling fees"), _collected)


def _differ(report: Report, statement: Statement, found: Figure) -> Iterator[Violation]:
    if statement.told is None:
        return
    cell, quantity = found.cells[0], statement.told.quantity
    printed, step = _yuan(cell)
    half = max(Decimal(quantity.scale) / 10**quantity.decimals, step) / 2
    low, high = Decimal(quantity.number) - half, Decimal(quantity.number) + half
    if _ROUNDED.search(quantity.head) or _MORE.search(statement.span.text):
        low, high = min(low, quantity.low), max(high, quantity.high)
    if not low <= printed <= high:
        yield _violation(statement, cell, printed, None)


def _collected(report: Report, statement: Statement, found: Figure) -> Iterator[Violation]:
    cell = found.cells[0]
    if statement.number and cell.value.number == 0:
        yield _violation(statement, cell, Decimal(0), Severity.REVIEW)


def _yuan(cell: Cell) -> tuple[Decimal, Decimal]:
    """Return a cell's amount and its last digit's worth in yuan; the form counts in 万元 unless the cell says otherwise."""
    factor = _IN_YUAN.get(cell.value.unit, Decimal(_MYRIAD))
    number = Decimal(cell.value.number or 0)
    exponent = number.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return number * factor, factor / 10**decimals


def _violation(statement: Statement, cell: Cell, printed: Decimal, severity: Severity | None) -> Violation:
    shown = cell.text.strip()
    unit = cell.value.unit or "万元"
    return Violation(
        Message(
            f"正文称“{statement.span.text}”，表二行政事业性收费为{shown.removesuffix(unit)}{unit}",
            f"the text says {statement.span.text}; table 2 has {shown.removesuffix(unit)}{unit} of fees",
        ),
        statement.span,
        quotes=(statement.span, cell),
        expected=f"{show(printed)}元",
        actual=f"{show(statement.number)}元",
        severity=severity,
        subject=statement.family,
        cause="text and table: fee",
    )

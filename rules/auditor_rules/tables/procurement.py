"""OGI-T211: purchases have an amount, and an amount has purchases."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Message, Report, Severity, Violation, rule


@rule(
    id="OGI-T211",
    title=("采购项目与金额不匹配", "Purchases without an amount, or the other way round"),
    severity=Severity.WARNING,
    forms=("ogi-2019",),
    basis=("政府集中采购的项目数量与总金额应当对应（国办公开办函〔2019〕60号表二）", "the number of purchases and their amount go together (letter [2019] No. 60, table 2)"),
    remedy=("核对采购台账，补填缺少的一项。", "Check the purchases and enter the figure that is missing."),
)  # fmt: skip
def purchases_cost(report: Report) -> Iterator[Violation]:
    """Nothing is bought for nothing: if one of the two figures is 0 and the other is not, one was forgotten. A blank is no
    0 and is reported as a blank (OGI-T207).
    """
    count = report.cell("disclosure", "procurement", "count")
    amount = report.cell("disclosure", "procurement", "amount")
    if count is None or amount is None or count.value.number is None or amount.value.number is None:
        return
    if (count.value.number == 0) != (amount.value.number == 0):
        lacks = amount if amount.value.number == 0 else count
        yield Violation(
            Message(
                f"政府集中采购项目数量为{count.text.strip()}，总金额为{amount.text.strip()}",
                f"{count.text.strip()} purchases for an amount of {amount.text.strip()}",
            ),
            lacks, quotes=(count, amount), actual="0",
        )  # fmt: skip

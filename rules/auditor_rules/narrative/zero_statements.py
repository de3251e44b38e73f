"""OGI-C514: what the text says there was none of, the tables have none of, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Message, Report, Severity, Violation, rule
from auditor.model.values import show
from auditor_rules.narrative.comparing import Figure, cause_of, compared, figure, of_family
from auditor_rules.prose.statement import Statement

# For these a number in the text where the table has 0 is as plain as a zero above a number.
_BOTH_WAYS = frozenset(
    ("received", "reviews", "suits", "appeals", "suits_direct", "suits_after", "normative.made", "regulations.made")
)
_ZERO = _BOTH_WAYS | {"carried_in", "carried_out"}


@rule(
    id="OGI-C514",
    title=("零陈述与非零数据矛盾", "Zero in the text, not in the table"),
    severity=Severity.ERROR,
    basis=("《政府信息公开条例》第五十条；正文与表格数据应当一致", "OGI Regulations art. 50; text and tables must agree"),
    remedy=("核对台账，更正正文表述或表格数据。", "Check the register and correct the text or the table."),
)  # fmt: skip
def zero_is_zero(report: Report) -> Iterator[Violation]:
    """“未收到申请” above a table that counts five is a contradiction that no rounding explains; so is a number in the
    text where the table has 0.

    A zero statement speaks only of the subject of its own clause: 行政复议 of reviews, 行政诉讼 of suits, both
    together of both, 结转 of the requests carried over. 未收到当面申请 is about one channel and no zero statement.
    """
    stated = [
        statement
        for statement in of_family(report, "received", "appeals", "documents", "carried")
        if (_BOTH_WAYS if statement.number else _ZERO).issuperset(statement.metrics)
    ]
    yield from compared(report, stated, _differ)


def _differ(report: Report, statement: Statement, found: Figure) -> Iterator[Violation]:
    if (statement.number == 0) == (found.total == 0):
        return
    if statement.number and _explained(report, statement):
        return
    # 无结转 may mean either row: it contradicts the table only where both have figures.
    if not statement.sure and not all(cell.value.number for cell in found.cells):
        return
    yield _violation(statement, found)


def _explained(report: Report, statement: Statement) -> bool:
    """Tell whether what the text counts stands in another cell: requests carried in, documents newly disclosed."""
    other = "carried_in" if statement.carried else statement.metrics[0].replace(".made", ".disclosed")
    if other in statement.metrics:
        return False
    found = figure(report, other)
    return found is not None and bool(found.total)


def _violation(statement: Statement, found: Figure) -> Violation:
    total = show(found.total)
    cells = [cell for cell in found.cells if cell.value.number or statement.number]
    return Violation(
        Message(
            f"正文称“{statement.span.text}”，{found.name.zh}为{total}",
            f"the text says {statement.span.text}; {found.name.en}: {total}",
        ),
        statement.span,
        quotes=(statement.span, *cells),
        expected=total,
        actual=show(statement.number),
        subject="zero " + "+".join(statement.metrics),
        cause=cause_of(statement),
    )

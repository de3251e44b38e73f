"""OGI-C503: the number of requests that the text says were answered is the total of table 3."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from auditor import Confidence, Report, Severity, Violation, rule
from auditor.model.values import Amount
from auditor_rules.narrative.comparing import Figure, allows, compared, disagreement, figure, of_family
from auditor_rules.prose.statement import Statement

_MOST_PARTS = 6


@rule(
    id="OGI-C503",
    title=("办结答复数不一致", "Requests processed: text and table differ"),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    basis=("国办公开办函〔2019〕60号、〔2021〕30号：表三“（七）总计”", "letters [2019] No. 60 and [2021] No. 30: total of the outcomes in table 3"),
    remedy=("核对办理台账，统一正文与表三“（七）总计”的数据。", "Check the register and make the text and table 3 agree."),
)  # fmt: skip
def processed_agree(report: Report) -> Iterator[Violation]:
    """The total of the outcomes says how many requests the organ dealt with, and the text says it again as 办结 or 答复.

    Where a clause lists several numbers (11件办结、8件撤销), any of them that add up to the total agree with it. 答复 may
    leave out what was not processed or closed without an answer; 受理并办结 may count those received. A part (按时答复,
    延期答复, 办结上年结转) and other registers are let pass.
    """
    yield from compared(report, of_family(report, "processed"), _differ)


def _differ(report: Report, statement: Statement, found: Figure) -> Iterator[Violation]:
    if allows(statement, found.total) or _adds_up(statement, found.total):
        return
    if not any(allows(statement, number) for number in _also(report, statement, found.total)):
        yield disagreement(statement, found, [found.total])


def _also(report: Report, statement: Statement, total: Amount) -> Iterator[Amount]:
    """Yield what the words may mean beside the total."""
    if "答复" in statement.span.text:
        left_out = [figure(report, metric) for metric in ("other_handling", "not_processed")]
        numbers = [each.total for each in left_out if each is not None]
        yield from (total - sum(some) for size in (1, 2) for some in combinations(numbers, size))
    if not statement.sure:
        new, carried = figure(report, "received"), figure(report, "carried_in")
        if new is not None:
            yield new.total
            if carried is not None:
                yield new.total + carried.total


def _adds_up(statement: Statement, total: Amount) -> bool:
    """Tell whether the number and some of those listed with it add up to the total."""
    told = statement.told
    if told is None:
        return False
    listed = [
        other.number
        for other in told.reading.quantities
        if other is not told.quantity
        and other.unit == told.quantity.unit
        and other.group == told.quantity.group
        and (other.listed or told.quantity.listed or not other.head)
    ][:_MOST_PARTS]
    rest = total - statement.number
    return any(sum(some) == rest for size in range(1, len(listed) + 1) for some in combinations(listed, size))

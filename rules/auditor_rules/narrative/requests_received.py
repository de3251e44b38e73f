"""OGI-C501: the number of requests that the text states is that of table 3."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Report, Severity, Violation, rule
from auditor_rules.narrative.comparing import Figure, allows, compared, disagreement, figure, of_family
from auditor_rules.prose.statement import Statement


@rule(
    id="OGI-C501",
    title=("新收申请数不一致", "Requests received: text and table differ"),
    severity=(Severity.WARNING, Severity.ERROR),
    basis=("《政府信息公开条例》第五十条第（二）项", "OGI Regulations art. 50(2)"),
    remedy=("核对登记台账，统一正文与表三“本年新收”的数据。", "Check the register and make the text and table 3 agree."),
)  # fmt: skip
def received_agree(report: Report) -> Iterator[Violation]:
    """The text repeats how many requests came in; a reader who finds another number in the table trusts neither.

    Only statements on all requests of the year count: not those of one channel or kind of applicant, not other
    registers (信箱, 12345, 咨询), not other years. A rounded number (300余件) is compared as far as it goes. Where the
    clause may count last year's requests in (含上年结转, 共, 累计), their sum is as good. A clause that says 本年新收, the
    table's own words, contradicts it outright.
    """
    yield from compared(report, of_family(report, "received"), _differ)


def _differ(report: Report, statement: Statement, found: Figure) -> Iterator[Violation]:
    carried = figure(report, "carried_in") if statement.carried else None
    fits = [found.total] + ([found.total + carried.total] if carried and carried.total else [])
    if not any(allows(statement, number) for number in fits):
        severity = Severity.ERROR if statement.literal else None
        yield disagreement(statement, found, fits, severity=severity)

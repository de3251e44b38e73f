"""OGI-C501: the number of requests that the text states is that of table 3."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Cell, Message, Report, Severity, Unknown, Violation, rule
from auditor.model.values import Amount, show
from auditor_rules.prose.claim import Claim, Subject
from auditor_rules.prose.claims import claims


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
    registers (信箱, 12345, 咨询), not other years, not rounded numbers. Where the clause counts last year's
    requests in, their sum is as good. A clause that says 本年新收, the table's own words, contradicts it outright.
    """
    stated = [claim for claim in report.derived(claims) if claim.subject is Subject.RECEIVED]
    if not stated:
        return
    new = report.cell("requests", "new", "total")
    carried = report.cell("requests", "carried_in", "total")
    if new is None or new.value.number is None:
        raise Unknown(
            Message(
                "表三“本年新收”总计没有数字，正文所述无从核对", "table 3 gives no total of new requests to compare with"
            )
        )
    for claim in stated:
        report.asked.add(claim.span)
        fits: list[Amount] = [new.value.number]
        if claim.carried and carried is not None and carried.value.number:
            fits.append(new.value.number + carried.value.number)
        if claim.number not in fits:
            yield _violation(claim, new, fits)


def _violation(claim: Claim, new: Cell, fits: list[Amount]) -> Violation:
    expected = " / ".join(show(number) for number in fits)
    return Violation(
        Message(
            f"正文称“{claim.span.text}”，表三本年新收总计为{show(fits[0])}",
            f"the text says {claim.span.text}; table 3 has {show(fits[0])} new requests",
        ),
        claim.span,
        quotes=(claim.span, new),
        expected=expected,
        actual=show(claim.number),
        severity=Severity.ERROR if claim.literal else None,
        subject="received",
        cause="requests received",
    )

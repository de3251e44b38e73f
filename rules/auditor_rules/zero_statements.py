"""OGI-C514: what the text says there was none of, the tables have none of, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Cell, Message, Report, Severity, Unknown, Unread, Violation, rule
from auditor.model.values import is_count, show
from auditor_rules.prose.claim import Claim, Subject
from auditor_rules.prose.claims import claims

# What each subject's figure is called, and the cells that hold it: table, row, column.
_CELLS: dict[Subject, tuple[Message, tuple[tuple[str, str, str], ...]]] = {
    Subject.RECEIVED: (Message("表三本年新收总计", "new requests in table 3"), (("requests", "new", "total"),)),
    Subject.REVIEWS: (Message("表四行政复议总计", "reviews in table 4"), (("appeals", "review", "total"),)),
    Subject.SUITS: (
        Message("表四行政诉讼总计", "suits in table 4"),
        (("appeals", "suit_direct", "total"), ("appeals", "suit_after_review", "total")),
    ),
    Subject.REVIEWS_AND_SUITS: (
        Message("表四行政复议、行政诉讼总计", "reviews and suits in table 4"),
        (("appeals", "review", "total"), ("appeals", "suit_direct", "total"), ("appeals", "suit_after_review", "total")),
    ),
    Subject.NORMATIVE: (
        Message("表二规范性文件制发数", "normative documents made in table 2"),
        (("disclosure", "normative", "made"),),
    ),
}  # fmt: skip
_CAUSES = {Subject.RECEIVED: "requests received"}


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
    together of both. 未收到当面申请 is about one channel and no zero statement.
    """
    unread: Unread | None = None
    stated = report.derived(claims)
    compared = False
    for claim in stated:
        name, wanted = _CELLS[claim.subject]
        if claim.carried:
            wanted = (*wanted, ("requests", "carried_in", "total"))
        try:
            cells = [cell for at in wanted if (cell := report.cell(*at)) is not None and is_count(cell.value)]
        except Unread as lost:
            unread = lost  # one table lost is no reason to leave the others uncompared
            continue
        total = sum(cell.value.number or 0 for cell in cells)
        # A blank may be any number: it can contradict no figure of the text.
        if not cells or (claim.number and len(cells) < len(wanted)):
            continue
        compared = True
        report.asked.add(claim.span)
        if (claim.number == 0) != (total == 0):
            yield _violation(claim, name, [cell for cell in cells if cell.value.number or claim.number], show(total))
    if unread is not None:
        raise unread
    if stated and not compared:
        raise Unknown(
            Message("正文所述事项在表格中没有数字，无从核对", "the tables give no figures to compare the text with")
        )


def _violation(claim: Claim, name: Message, cells: list[Cell], total: str) -> Violation:
    return Violation(
        Message(
            f"正文称“{claim.span.text}”，{name.zh}为{total}", f"the text says {claim.span.text}; {name.en}: {total}"
        ),
        claim.span,
        quotes=(claim.span, *cells),
        expected=total,
        actual=show(claim.number),
        subject=claim.subject.value,
        cause=_CAUSES.get(claim.subject, ""),
    )

"""OGI-T405: cases that were pending last year turn up again this year."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Across, Cell, Confidence, Message, Peer, Severity, Violation, run_rule
from auditor.model.across import headline
from auditor.model.values import show
from auditor_rules.across.years import Years, both_read, years

_BLOCKS = {
    "review": Message("行政复议", "reviews"),
    "suit_direct": Message("未经复议直接起诉", "direct suits"),
    "suit_after_review": Message("复议后起诉", "suits after a review"),
}


@run_rule(
    id="OGI-T405",
    title=("上年未审结本年无案件", "Pending cases vanished"),
    severity=Severity.REVIEW,
    confidence=Confidence.LOW,
    basis=("上年尚未审结的案件，本年应当有结果或者仍未审结", "a case pending last year was decided this year or is still pending"),
    remedy=("核实上年未审结案件的结果；统计口径不计往年案件的，在报告中说明。", "Check how last year's pending cases ended; if earlier years' cases are not counted, say so."),
    keep=(headline,),
)  # fmt: skip
def pending_turn_up(across: Across) -> Iterator[Peer]:
    """A review or suit that was 尚未审结 at the end of last year was decided since or is pending still, and either way it
    belongs into this year's table 4.

    Compared is 尚未审结 of last year's report with the 总计 of the same block this year. Some organs count each case only
    in the year in which it began, so a block of 0 is for review and not a mistake by itself.
    """
    for pair in years(across):
        if both_read(across, pair, "appeals"):
            yield from _compared(across, pair)


def _compared(across: Across, pair: Years) -> Iterator[Peer]:
    now, before = pair.figures()
    gone: list[tuple[Message, Cell, Cell]] = []
    for block, name in _BLOCKS.items():
        pending, total = before.get(f"appeals.{block}.pending"), now.get(f"appeals.{block}.total")
        if pending is None or total is None or None in (pending.value.number, total.value.number):
            continue
        operands = (pending.text.strip(), total.text.strip())
        across.examine(pair.now, total, "pending (last year) > 0 => total > 0", operands)
        if (pending.value.number or 0) > 0 and total.value.number == 0:
            gone.append((name, pending, total))
    if gone:
        figures = [(name, show(pending.value.number or 0)) for name, pending, _ in gone]
        yield Peer(
            pair.now,
            Violation(
                Message(
                    f"{pair.before.year}年度{'、'.join(f'{name.zh}尚未审结{number}件' for name, number in figures)}，本年同组总计为0",
                    f"{', '.join(f'{number} {name.en}' for name, number in figures)} pending in {pair.before.year}, none counted this year",
                ),
                gone[0][2],
                quotes=tuple(total for _, _, total in gone),
                expected="; ".join(f"≥ {number}" for _, number in figures),
                actual="; ".join("0" for _ in gone),
                subject="pending",
            ),
            tuple((pair.before, pending) for _, pending, _ in gone),
        )

"""OGI-C509, OGI-C510: the parts of a list (其中…) add up to the number that they are parts of."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Message, Report, Severity, Violation, rule
from auditor.model.values import show
from auditor_rules.prose.lists import PartList, greatest, least, part_lists


def _violation(listed: PartList, *, over: bool) -> Violation:
    total, parts = listed.total, listed.parts if over else listed.every
    spans = [part.span for part in parts]
    low, high, printed = least(parts), greatest(parts), total.span
    summed = show(low) if low == high else f"{show(low)}–{show(high)}"
    terms = "+".join(show(part.quantity.number) for part in parts)
    return Violation(
        Message(
            f"分项之和{terms}={summed}，{'大' if over else '小'}于“{printed.text}”",
            f"the parts {terms}={summed} are {'more' if over else 'less'} than {printed.text}",
        ),
        spans[-1],
        quotes=(printed, *spans),
        expected=show(total.quantity.number),
        actual=summed,
        formula=f"{terms} {'>' if over else '<'} {show(total.quantity.number)}",
        subject="parts of a list",
    )


_BASIS = (
    "正文数据应当准确（国办公开办函〔2021〕30号）；算术",
    "figures must be accurate (letter [2021] No. 30); arithmetic",
)
_REMEDY = ("核对合计与各分项，改正有误的一项。", "Check the total and its parts and correct the wrong one.")


@rule(
    id="OGI-C509",
    title=("分项之和大于合计", "Components exceed total"),
    severity=Severity.WARNING,
    basis=_BASIS,
    remedy=_REMEDY,
)
def parts_fit(report: Report) -> Iterator[Violation]:
    """Parts that are larger than their whole show that a class was counted twice or a number was not updated.

    Compared are the numbers behind 其中 that carry the unit of the number before it, up to the end of the sentence or to
    where the text tells something new. A nested 其中 has parts of its own; parts of another kind (channels among
    contents), and what is counted in two places (转发, 同步), are let pass. Rounded numbers (余, 约) count as far as they go.
    """
    for listed in report.derived(part_lists):
        report.asked.add(listed.total.span)
        if not listed.fits and least(listed.parts) > listed.most:
            yield _violation(listed, over=True)


@rule(
    id="OGI-C510",
    title=("分项之和小于合计", "Components below total"),
    severity=Severity.REVIEW,
    basis=_BASIS,
    remedy=_REMEDY,
)
def parts_fill(report: Report) -> Iterator[Violation]:
    """A list that claims to be complete leaves nothing over; what is missing was forgotten or counted wrongly.

    A list is taken as complete where it has 其他 or 其余, or has three parts or more and ends the sentence. With 等, 主要,
    例如, 重点 or 其中包括 it only gives examples, and a single part says nothing of the rest.
    """
    for listed in report.derived(part_lists):
        if listed.whole:
            report.asked.add(listed.total.span)
            if not listed.fits and greatest(listed.every) < listed.total.quantity.low:
                yield _violation(listed, over=False)

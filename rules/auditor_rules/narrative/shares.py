"""OGI-C511: a percentage is that of its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from auditor import Cell, Message, Report, Severity, Span, Unread, Violation, rule
from auditor.model.document import Line
from auditor.model.values import Amount, show
from auditor_rules.narrative.comparing import figure, of_family
from auditor_rules.prose.quantities import PERCENT, Quantity, Reading, readings
from auditor_rules.prose.subjects import SAID
from auditor_rules.prose.telling import CASE_RESULTS, CASES, OUTCOMES, REQUESTS, Surroundings

# 占办结总数的35%: what stands between names the base; nothing there, or 总数 alone, leaves it open.
_SHARE = re.compile(r"占(?P<base>[^占]*?)(?:的|之)?(?:比例?|比重|份额)?(?:为|是|达到?|约)?[\s\u3000]*$")
_PROCESSED = re.compile(r"办结|答复|办理|处理|结果")
_RECEIVED = re.compile(r"申请|收到|受理|新收|收件")
_OPEN = re.compile(r"^(?:[全]部|总数?量?|总件数|总体|其中|比|合计|总计|数|量|的)*$")
_SUM = re.compile("共|累计|合计|总计|总数|总量|收到|受理|办结|答复|发布|公开")
_TOTAL = re.compile("[共总合]计|总共|^共")
_RATHER = re.compile("[约近超逾]")
_NAMED = re.compile(r"(?!其中|均|共|分别|仅|约|各|也|就|则|总|合计|大概|几乎)[\u4e00-\u9fff]{2,}")


# A base is looked for among so many numbers before the percentage.
_FAR = 40


class Share(NamedTuple):
    """A number and the percentage that it is said to be.

    `parts` are the numbers before it in its sentence, the last one being what the percentage is of; `siblings` all
    numbers of the list that this one stands in; `before` the sentences before in the paragraph, nearest first; `totals`
    what the sentences behind add up to (共计46件).
    """

    reading: Reading
    parts: tuple[Quantity, ...]
    siblings: tuple[Quantity, ...]
    percent: Quantity
    base: str
    before: tuple[Reading, ...]
    totals: tuple[tuple[Reading, Quantity], ...]


def shares(report: Report) -> tuple[Share, ...]:
    """Return the statements of a share in the prose: a number, and behind it 占…b%."""
    found: list[Share] = []
    everything = report.derived(readings)
    for at, reading in enumerate(everything):
        if "占" in reading.text:
            line = reading.sentence.line
            before = tuple(_of_line(line, everything[max(0, at - _FAR) : at][::-1]))
            behind = _of_line(line, everything[at + 1 : at + _FAR])
            totals = tuple([(other, each) for other in behind for each in other.quantities if _TOTAL.search(each.head)])
            found += _shares(reading, before, totals)
    return tuple(found)


def _of_line(line: Line, near: Iterable[Reading]) -> Iterator[Reading]:
    return takewhile(lambda reading: reading.sentence.line is line, near)


def _shares(
    reading: Reading, before: tuple[Reading, ...], totals: tuple[tuple[Reading, Quantity], ...]
) -> Iterator[Share]:
    for at, percent in enumerate(reading.quantities):
        if percent.unit != PERCENT or not percent.number or "分别" in percent.head or not percent.exact:
            continue
        match = _SHARE.search(percent.head)
        if match is None or _RATHER.search(percent.head):
            continue
        # 予以公开占50.0%: what is named there has no number of its own, and the one before is another's.
        if _NAMED.search(percent.head[: match.start()]):
            continue
        near = [part for part in reading.quantities[max(0, at - _FAR) : at + _FAR] if part.unit != PERCENT]
        parts = tuple([part for part in near if part.start < percent.start])
        if parts:
            alike = [part for part in near if part.unit == parts[-1].unit and part.group == parts[-1].group]
            yield Share(reading, parts, tuple(alike), percent, match["base"], before, totals)


class Base(NamedTuple):
    """A number that a share may be of, and where it stands."""

    number: Amount
    at: Span | Cell


class Bases(NamedTuple):
    """What a share may be of. `named`: the text names the base; `unread`: a table that may hold it was not read."""

    named: bool
    found: tuple[Base, ...]
    unread: Unread | None = None


@rule(
    id="OGI-C511",
    title=("百分比计算错误", "Percentage wrong"),
    severity=(Severity.WARNING, Severity.ERROR),
    basis=("正文数据应当准确（国办公开办函〔2021〕30号）；算术", "figures must be accurate (letter [2021] No. 30); arithmetic"),
    remedy=("按所述基数重新计算百分比。", "Work the percentage out again from the base that is named."),
)  # fmt: skip
def shares_right(report: Report) -> Iterator[Violation]:
    """A percentage is the one figure that a reader can check without any table, so a wrong one costs trust at once.

    The base is what the sentence names: 占办结总数 the total of table 3, 占申请总数 the requests received, as text or table
    give them; where it names none, every total before it in the paragraph. A percentage that fits any of them, rounded or
    cut off, passes; so does 占全县…, whose base the report does not hold. One that is wrong by a factor of 100 is an error.
    """
    stated = report.derived(shares)
    around = report.derived(Surroundings) if stated else None
    unread: Unread | None = None
    for share in stated:
        bases = _bases(report, share, around) if around else None
        if bases is None:
            continue
        if any(_fits(part, base.number, share.percent) for part in _amounts(share) for base in bases.found):
            report.asked.add(share.reading.printed(share.percent))
            continue
        larger = [base for base in bases.found if base.number > share.parts[-1].number]
        if bases.unread is not None:
            unread = bases.unread
        elif larger and (bases.named or share.parts[-1].group > 0 or any(_SUM.search(base.at.text) for base in larger)):
            report.asked.add(share.reading.printed(share.percent))
            yield _violation(share, larger)
    if unread is not None:
        raise unread


def _amounts(share: Share) -> list[Amount]:
    """Return what the percentage may be of: the number before it, or the sum of a list that ends there."""
    parts = share.parts
    amounts = [parts[-1].number]
    total = parts[-1].number
    for part, after in zip(parts[-2::-1], parts[:0:-1], strict=False):
        if part.unit != after.unit or not (after.listed or after.group > 0):
            break
        total += part.number
        amounts.append(total)
    return amounts


def _bases(report: Report, share: Share, around: Surroundings) -> Bases | None:
    """Return the numbers that may be the base; None where it is something that the report does not hold (占全县…)."""
    processed, received = bool(_PROCESSED.search(share.base)), bool(_RECEIVED.search(share.base))
    if not (processed or received or _OPEN.match(share.base)):
        return None
    told = SAID[share.reading.text].mask
    topic = told & (REQUESTS | OUTCOMES) or around.topic(share.reading.position)
    about = processed or received or bool(topic & (REQUESTS | OUTCOMES) and not told & (CASES | CASE_RESULTS))
    named = processed or received
    if named:
        families = ("processed",) * processed + ("received",) * received
        found = [Base(each.number, each.span) for each in of_family(report, *families) if each.number]
    else:
        found = _in_text(share)
    if not about:
        return Bases(False, tuple(found))
    try:
        return Bases(named, (*_in_table(report, processed, received), *found))
    except Unread as error:
        return Bases(named, tuple(found), error)


def _in_text(share: Share) -> list[Base]:
    """Return the numbers before the percentage in its paragraph, nearest first, the totals behind, and the list's sum."""
    unit = share.parts[-1].unit
    numbers = [(share.reading, part) for part in share.parts[-2::-1]]
    numbers += [(reading, each) for reading in share.before for each in reading.quantities[: -_FAR - 1 : -1]]
    found = [
        Base(each.number, reading.span(each.opened, each.end))
        for reading, each in (*numbers[:_FAR], *share.totals)
        if each.unit == unit
    ]
    if len(share.siblings) > 1:
        first, last = share.siblings[0], share.siblings[-1]
        found.append(Base(sum(part.number for part in share.siblings), share.reading.span(first.opened, last.end)))
    return found


def _in_table(report: Report, processed: bool, received: bool) -> list[Base]:
    both = processed == received
    metrics = (["processed"] if processed or both else []) + (["received"] if received or both else [])
    figures = [figure(report, metric) for metric in metrics]
    if received or both:
        figures.append(figure(report, "received", "carried_in"))
    return [Base(found.total, found.cells[0]) for found in figures if found is not None and found.whole]


def _fits(part: Amount, base: Amount, percent: Quantity) -> bool:
    return bool(base) and _equals(Decimal(part) * 100 / Decimal(base), percent)


def _equals(value: Decimal, percent: Quantity) -> bool:
    """Tell whether a value, rounded or cut off to the printed digits, is the percentage."""
    step = Decimal(1) / 10**percent.decimals
    stated = Decimal(percent.number)
    return bool(abs(value - stated) <= step / 2 or 0 <= value - stated < step)


def _violation(share: Share, bases: list[Base]) -> Violation:
    part, percent = share.parts[-1], share.percent
    base = bases[0]
    right = Decimal(part.number) * 100 / Decimal(base.number)
    expected = f"{right:.{max(percent.decimals, 2)}f}%"
    printed = share.reading.span(percent.opened, percent.end)
    factor = any(
        _equals(Decimal(part.number) * scale / Decimal(other.number), percent)
        for other in bases
        for scale in (1, 10_000)
    )
    formula = f"{show(part.number)}÷{show(base.number)}×100%={expected}"
    return Violation(
        Message(
            f"“{printed.text}”应为{expected}（{formula}）"
            if len(bases) == 1
            else f"“{printed.text}”与正文及表格的任何合计都不符，如{formula}",
            f"{printed.text} is {formula}"
            if len(bases) == 1
            else f"{printed.text} fits no total of text or table; {formula}",
        ),
        printed,
        quotes=(share.reading.span(part.opened, part.end), base.at, printed),
        expected=expected,
        actual=f"{show(percent.number)}%",
        formula=formula,
        severity=Severity.ERROR if factor else None,
        subject="share",
    )

"""OGI-C512: what the text says of a change since last year is what its own two numbers say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from auditor import Confidence, Message, Report, Severity, Unread, Violation, rule
from auditor.model.values import Amount, show
from auditor_rules.narrative.comparing import figure, of_family
from auditor_rules.prose.quantities import PERCENT, Quantity, Reading, readings

_MAY = re.compile(r"上一?年|去年|同期|同比|20\d\d年")
_LAST = re.compile(r"上一?年|去年|同期|(?P<year>20\d\d)年")
_UP, _DOWN = "增加|增长|上升|增多|多收|提高|增幅|净增|上涨|多了", "减少|下降|降低|降幅|少收|下滑|少了"
_CHANGE = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:幅度)?(?:了|为|达|约)?[\s\u3000]*$")
_OTHER = re.compile("结转|转结|累计|历年")
_REQUESTS = re.compile("申请")


class Change(NamedTuple):
    """A change since last year: by how many, or by how many per cent; `sign` is -1 for a decrease."""

    reading: Reading
    sign: int
    rate: Quantity | None
    number: Quantity | None
    last: Quantity | None
    now: tuple[Quantity, ...]
    """The numbers of the sentence that may be this year's."""
    requests: bool

    @property
    def said(self) -> Quantity:
        """The number that is checked: the rate, or else the difference."""
        said = self.rate or self.number
        if said is None:
            raise ValueError("a change without a rate and without a number")
        return said

    @property
    def difference(self) -> Amount | None:
        """The difference that the text states, below zero for a decrease."""
        return None if self.number is None else self.sign * self.number.number


def changes(report: Report) -> tuple[Change, ...]:
    """Return the statements of a change since last year that name at least one of the two years' numbers."""
    return tuple(
        change
        for reading in report.derived(readings)
        if _MAY.search(reading.text)
        for change in _changes(reading, report.year)
    )


def _changes(reading: Reading, year: int | None) -> Iterator[Change]:
    last: Quantity | None = None
    number: Quantity | None = None
    rise = 0
    now: list[Quantity] = []
    for quantity in reading.quantities:
        match = _CHANGE.search(quantity.head)
        if match is None:
            if quantity.unit != PERCENT and quantity.exact:
                if _of_last_year(quantity, year):
                    last, number = quantity, None
                elif not _OTHER.search(quantity.head):
                    now.append(quantity)
            continue
        sign = 1 if match["up"] else -1
        rate = quantity if quantity.unit == PERCENT else None
        if rate is None:
            number, rise = quantity, sign
        elif rise != sign:
            number = None
        base = last or number
        if quantity.exact and base is not None and (number is None or number.exact):
            alike = tuple([each for each in now if each.unit == base.unit])
            words = quantity.head + quantity.lead + base.head + (alike[-1].head if alike else "")
            yield Change(reading, sign, rate, number, last, alike, bool(_REQUESTS.search(words)))
        if rate is not None:
            last = number = None


def _of_last_year(quantity: Quantity, year: int | None) -> bool:
    match = _LAST.search(quantity.head) or (
        _LAST.search(quantity.lead) if not quantity.head.strip("为是有：:") else None
    )
    if match is None or _OTHER.search(quantity.head):
        return False
    return match["year"] is None or year is None or int(match["year"]) == year - 1


@rule(
    id="OGI-C512",
    title=("同比表述错误", "Year-on-year statement wrong"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("正文数据应当准确（国办公开办函〔2021〕30号）；算术", "figures must be accurate (letter [2021] No. 30); arithmetic"),
    remedy=("按两年数据重新计算增减数量和幅度。", "Work the change out again from the numbers of both years."),
)  # fmt: skip
def changes_right(report: Report) -> Iterator[Violation]:
    """A rise that its own numbers do not bear out is read by superiors and reporters before any table.

    Checked is what can be worked out from the text: last year's number (上年的40件, 2022年（31起）) and this year's, or the
    difference, against 增长p% or 减少n件. This year's number of requests may stand in another sentence. A rate rounded or
    cut off passes, and so does one with only one number beside it.
    """
    for change in report.derived(changes):
        pairs = _pairs(change, _now(report, change))
        if not pairs:
            continue
        operands = (change.last, change.number, *change.now)
        report.asked.add_all([
            change.reading.printed(each) for each in (change.said, *operands) if each is not None
        ])  # fmt: skip
        if not _fits(change, pairs) and not _fits(change, _pairs(change, _in_table(report, change))):
            yield _violation(change, *pairs[0])


def _now(report: Report, change: Change) -> list[Amount]:
    received = of_family(report, "received") if change.requests else ()
    exact = [statement for statement in received if statement.low == statement.high]
    report.asked.add_all([statement.span for statement in exact])
    return [*(quantity.number for quantity in change.now), *(statement.number for statement in exact)]


def _in_table(report: Report, change: Change) -> list[Amount]:
    """Return this year's requests as the table has them: where they bear the change out, the text's number is wrong, not it."""
    if not change.requests:
        return []
    try:
        found = figure(report, "received")
    except Unread:
        return []
    return [] if found is None else [found.total]


def _pairs(change: Change, now: list[Amount]) -> list[tuple[Amount, Amount]]:
    """Return what the difference and last year's number may be; nothing where the text does not give enough."""
    last, stated = change.last, change.difference
    if last is not None:
        differences = [each - last.number for each in now]
        if change.rate is not None and stated is not None:
            differences.append(stated)
        return [(difference, last.number) for difference in differences if last.number > 0]
    if change.rate is not None and stated is not None and change.now:
        return [(stated, each - stated) for each in now if each > stated]
    return []


def _fits(change: Change, pairs: list[tuple[Amount, Amount]]) -> bool:
    rate = change.rate
    if rate is None:
        return any(difference == change.difference for difference, _ in pairs)
    return any(_equals(difference, base, change.sign, rate) for difference, base in pairs)


def _equals(difference: Amount, base: Amount, sign: int, rate: Quantity) -> bool:
    value = Decimal(difference) * sign * 100 / Decimal(base)
    step, stated = Decimal(1) / 10**rate.decimals, Decimal(rate.number)
    return bool(abs(value - stated) <= step / 2 or 0 <= value - stated < step)


def _violation(change: Change, difference: Amount, base: Amount) -> Violation:
    reading, said = change.reading, change.said
    printed = reading.span(said.opened, said.end)
    size = difference if difference >= 0 else -difference
    if change.rate is None:
        expected = show(size)
        formula = f"{show(base + difference)}-{show(base)}={show(difference)}"
    else:
        expected = f"{Decimal(size) * 100 / Decimal(base):.{max(said.decimals, 2)}f}%"
        formula = f"{show(size)}÷{show(base)}×100%={expected}"
    operands = [
        each for each in (*change.now[-1:], change.last, change.number) if each is not None and each is not said
    ]
    return Violation(
        Message(
            f"“{printed.text}”与正文两年数据不符：{formula}", f"{printed.text} is not what the numbers say: {formula}"
        ),
        printed,
        quotes=(*[reading.span(each.opened, each.end) for each in operands], printed),
        expected=expected,
        actual=show(said.number) + ("%" if change.rate else ""),
        formula=formula,
        subject="change since last year",
    )

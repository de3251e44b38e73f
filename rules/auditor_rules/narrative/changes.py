"""OGI-C512: what the text says of a change since last year is what its own two numbers say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from auditor import Confidence, Message, Report, Severity, Span, Unread, Violation, rule
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
        return self.rate or self.number or self.now[0]


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
    number: tuple[Quantity, int] | None = None
    now: list[Quantity] = []
    for at, quantity in enumerate(reading.quantities):
        match = _CHANGE.search(quantity.head)
        if match is None:
            if quantity.unit != PERCENT and quantity.exact:
                if _of_last_year(quantity, year):
                    last, number = quantity, None
                elif quantity.group <= 0 and not _OTHER.search(quantity.head):
                    now.append(quantity)
            continue
        sign = 1 if match["up"] else -1
        words = quantity.head + quantity.lead + (last.head if last else "") + (now[-1].head if now else "")
        about = bool(_REQUESTS.search(words))
        if not quantity.exact:
            number = None
            continue
        alike = tuple(each for each in now if last is None or each.unit == last.unit)
        if quantity.unit != PERCENT:
            number = (quantity, sign)
            following = reading.quantities[at + 1 : at + 2]
            if last is not None and not (following and following[0].unit == PERCENT):
                yield Change(reading, sign, None, quantity, last, alike, about)
        elif last is not None or number is not None:
            difference = number[0] if number is not None and number[1] == sign else None
            yield Change(reading, sign, quantity, difference, last, alike, about)
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
        now = _now(report, change)
        fits = _fits(change, now)
        if fits is None:
            continue
        report.asked.add(change.reading.printed(change.said))
        if not fits and not _fits(change, _in_table(report, change)):
            yield _violation(change, now)


def _now(report: Report, change: Change) -> list[Amount]:
    now = [quantity.number for quantity in change.now]
    if change.requests:
        now += [statement.number for statement in of_family(report, "received") if statement.low == statement.high]
    return now


def _in_table(report: Report, change: Change) -> list[Amount]:
    """Return this year's requests as the table has them: where they bear the change out, the text's number is wrong, not it."""
    if not change.requests:
        return []
    try:
        found = [figure(report, "received"), figure(report, "received", "carried_in")]
    except Unread:
        return []
    return [each.total for each in found if each is not None]


def _fits(change: Change, now: list[Amount]) -> bool | None:
    """Tell whether the change is borne out by some of this year's numbers; None where there is nothing to tell it from."""
    last, number, rate = change.last, change.number, change.rate
    if rate is None:
        if last is None or number is None or not now:
            return None
        return any(each - last.number == change.sign * number.number for each in now)
    if last is not None:
        differences = [each - last.number for each in now] + ([change.sign * number.number] if number else [])
        pairs = [(difference, last.number) for difference in differences]
    elif number is not None and change.now:
        pairs = [(change.sign * number.number, each - change.sign * number.number) for each in now]
    else:
        return None
    if not pairs:
        return None
    return any(_equals(difference, base, change.sign, rate) for difference, base in pairs if base > 0)


def _equals(difference: Amount, base: Amount, sign: int, rate: Quantity) -> bool:
    value = Decimal(difference) * sign * 100 / Decimal(base)
    step, stated = Decimal(1) / 10**rate.decimals, Decimal(rate.number)
    return abs(value - stated) <= step / 2 or 0 <= value - stated < step


def _violation(change: Change, now: list[Amount]) -> Violation:
    reading, said, last, number = change.reading, change.said, change.last, change.number
    printed = reading.span(said.opened, said.end)
    this = now[0] if now else None
    base = last.number if last is not None else (this or 0) - change.sign * (number.number if number else 0)
    difference = (this - base) if this is not None else change.sign * (number.number if number else 0)
    if change.rate is None:
        formula = f"{show(this or 0)}-{show(base)}={show(difference)}"
        expected = show(abs(difference))
    else:
        expected = f"{Decimal(abs(difference)) * 100 / Decimal(base or 1):.{max(said.decimals, 2)}f}%"
        formula = f"{show(abs(difference))}÷{show(base)}×100%={expected}"
    quotes: list[Span] = [
        reading.span(each.opened, each.end)
        for each in (
            *change.now[-1:],
            *((last,) if last else ()),
            *((number,) if number and number is not said else ()),
        )
    ]
    return Violation(
        Message(
            f"“{printed.text}”与正文两年数据不符：{formula}", f"{printed.text} is not what the numbers say: {formula}"
        ),
        printed,
        quotes=(*quotes, printed),
        expected=expected,
        actual=show(said.number) + ("%" if change.rate else ""),
        formula=formula,
        subject="change since last year",
    )

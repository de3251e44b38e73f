"""OGI-C517: a headline figure five times last year's, or a fifth of it, wants an explanation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Across, Cell, Confidence, Message, Peer, Severity, Violation, run_rule
from auditor.model.across import headline
from auditor.model.values import Amount, show
from auditor_rules.across.figures import figure_name
from auditor_rules.across.years import Years, both_read, years

_TIMES, _LEAST = 5, 50
_LISTED = 5
# A change (增/减) is no level, and the single outcomes of table 3 and 4 are no headlines.
_HEADLINE = re.compile(
    r"disclosure\.\w+\.(?!change)\w+|requests\.(?:new|carried_in|total|carried_out)\.total|appeals\.\w+\.total"
)


class _Jump(NamedTuple):
    name: str
    now: Cell
    before: Cell

    @property
    def numbers(self) -> tuple[Amount, Amount]:
        """Last year's figure and this year's."""
        return (self.before.value.number or 0, self.now.value.number or 0)

    @property
    def size(self) -> float:
        """How large the difference is; it only sorts."""
        before, now = self.numbers
        return abs(float(now) - float(before))


@run_rule(
    id="OGI-C517",
    title=("年度数据异常波动", "Implausible jump between years"),
    severity=Severity.REVIEW,
    confidence=Confidence.LOW,
    basis=("年度报告数据应当真实准确（国办公开办函〔2021〕30号）", "the figures of the report must be true (letter [2021] No. 30)"),
    remedy=("核对两年数据的口径和单位；属实的，在报告中说明原因。", "Check scope and unit of both years' figures; explain the change if it is real."),
    keep=(headline,),
)  # fmt: skip
def no_jumps(across: Across) -> Iterator[Peer]:
    """A figure that grows fivefold in a year is more often a slipped column, another unit or another scope than work done.

    Compared are the figures of table 2 and the totals of tables 3 and 4 with those of the year before, where the larger
    one is at least 50. Reforms and new duties do cause such jumps, so this is never more than a hint.
    """
    for pair in years(across):
        jumps = sorted(_jumps(across, pair), key=lambda jump: (-jump.size, jump.name))
        if jumps:
            yield _peer(pair, jumps)


def _jumps(across: Across, pair: Years) -> Iterator[_Jump]:
    now, before = pair.figures()
    compared = 0
    for name, cell in now.items():
        last = before.get(name)
        if last is None or not _HEADLINE.fullmatch(name) or cell.value.unit != last.value.unit:
            continue
        this_year, last_year = cell.value.number, last.value.number
        if this_year is None or last_year is None:
            continue
        compared += 1
        across.examine(pair.now, cell, None, (cell.text.strip(), last.text.strip()))
        low: Amount = min(this_year, last_year)
        high: Amount = max(this_year, last_year)
        if high >= _LEAST and high > _TIMES * low:
            yield _Jump(name, cell, last)
    if not compared:
        both_read(across, pair, "disclosure", "requests", "appeals")


def _peer(pair: Years, jumps: list[_Jump]) -> Peer:
    listed = [(figure_name(jump.name), show(jump.numbers[0]), show(jump.numbers[1])) for jump in jumps[:_LISTED]]
    more = len(jumps) - len(listed)
    return Peer(
        pair.now,
        Violation(
            Message(
                f"与上年相比变化过大：{'；'.join(f'{name.zh}由{last}变为{now}' for name, last, now in listed)}{f'；等共{len(jumps)}项' if more else ''}",
                f"changed too much since last year: {'; '.join(f'{name.en} from {last} to {now}' for name, last, now in listed)}{f'; {len(jumps)} figures in all' if more else ''}",
            ),
            jumps[0].now,
            quotes=tuple(jump.now for jump in jumps),
            expected="; ".join(show(jump.numbers[0]) for jump in jumps),
            actual="; ".join(show(jump.numbers[1]) for jump in jumps),
            subject="jump",
        ),
        tuple((pair.before, jump.before) for jump in jumps),
    )  # fmt: skip

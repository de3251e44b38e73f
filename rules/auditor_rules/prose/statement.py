"""One statement of the running text on a figure that a table holds."""

from __future__ import annotations

from typing import NamedTuple

from auditor.model.finding import Span
from auditor.model.values import Amount
from auditor_rules.prose.telling import Told


class Statement(NamedTuple):
    """A figure for the sum of one or more metrics (subjects.toml). The text allows for `low` to `high`."""

    family: str
    metrics: tuple[str, ...]
    number: Amount
    low: Amount
    high: Amount
    span: Span
    told: Told | None = None
    """The number and its words; None where the text says in words that there was none (未收到)."""
    carried: bool = False
    """Whether it may count in what was carried over from last year."""
    literal: bool = False
    """Whether it says 本年新收, the very words of the table."""
    sure: bool = True
    """Whether the words say exactly what the table counts: 作出行政处罚决定5件, not 行政处罚5项."""


def stated(
    told: Told, family: str, *metrics: str, carried: bool = False, literal: bool = False, sure: bool = True
) -> Statement:
    """Return what a number states."""
    quantity = told.quantity
    return Statement(
        family, metrics, quantity.number, quantity.low, quantity.high, told.span(), told, carried, literal, sure
    )

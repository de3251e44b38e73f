"""What the running text can claim of a figure that a statutory table holds."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from auditor.model.finding import Span
from auditor.model.values import Amount


class Subject(Enum):
    """What a claim is about."""

    RECEIVED = "received"
    REVIEWS = "reviews"
    SUITS = "suits"
    REVIEWS_AND_SUITS = "reviews and suits"
    NORMATIVE = "normative documents made"


class Claim(NamedTuple):
    """One statement of a figure, 0 where the text says that there was none (未收到, 0件).

    `carried`: the statement may count last year's requests in. `literal`: it says 本年新收, the very words of the table.
    """

    subject: Subject
    number: Amount
    span: Span
    carried: bool = False
    literal: bool = False

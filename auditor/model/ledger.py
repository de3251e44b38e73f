"""The ledger's vocabulary: the states a rule can end in, and why something could not be assessed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from auditor.model.finding import Message


class State(Enum):
    """How one rule ended on one report; exactly one of these."""

    PASS = "pass"  # noqa: S105 - a ledger state
    FAIL = "fail"
    REVIEW = "review"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSABLE = "not_assessable"
    ERROR = "error"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rule could not be assessed or failed to run; the code is unread, unknown or error."""

    code: str
    zh: str
    en: str


class NotAssessable(Exception):
    """The rule cannot be answered for this report; the subclass says why."""

    code = "unread"

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class Unread(NotAssessable):
    """The source or a table was not soundly read. Asking the Report for it raises this; rules need not check."""


class Unknown(NotAssessable):
    """The answer needs data that was not given: last year's report, a date, the manifest."""

    code = "unknown"

"""What running text states of the figures in the tables; scanned once for each report and shared by the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from auditor.model.report import Report
from auditor.model.text import Memo
from auditor_rules.prose.appeal_figures import appeal_figures
from auditor_rules.prose.denials import denials, may_deny
from auditor_rules.prose.disclosure_figures import decision_figures, document_figures, fee_figures
from auditor_rules.prose.quantities import readings
from auditor_rules.prose.request_figures import request_figures
from auditor_rules.prose.statement import Statement
from auditor_rules.prose.subjects import any_of, bits
from auditor_rules.prose.telling import (
    CASE_RESULTS,
    CASES,
    DECISIONS,
    DOCUMENTS,
    FEES,
    REQUESTS,
    Surroundings,
    Told,
    told,
)

_STATES = re.compile(any_of("relevant"))
_RELEVANT: Memo[bool] = Memo(lambda text: _STATES.search(text) is not None)
_MAY_DENY: Memo[bool] = Memo(may_deny)
_EACH = bits("each")


def statements(report: Report) -> Mapping[str, tuple[Statement, ...]]:
    """Return what the prose states, by family of figures, in reading order; what is in doubt is left out."""
    around = report.derived(Surroundings)
    found: dict[str, list[Statement]] = {}
    for statement in _all(report, around):
        found.setdefault(statement.family, []).append(statement)
    received = found.get("received", [])
    found["received"] = [statement for statement in received if not _only_accepted(statement, received)]
    return {family: tuple(sorted(of_it, key=_place)) for family, of_it in found.items()}


def _place(statement: Statement) -> tuple[int, int]:
    return statement.span.line or 0, statement.span.col or 0


def _all(report: Report, around: Surroundings) -> Iterator[Statement]:
    for reading in report.derived(readings):
        if _RELEVANT[reading.text]:
            for one in told(reading, around):
                found = tuple(_of(one, around))
                if found and one.linked:
                    yield from found
    for position, sentence in enumerate(around.sentences):
        if _MAY_DENY[sentence.text]:
            yield from denials(sentence, position, around)


def _of(one: Told, around: Surroundings) -> Iterator[Statement]:
    """Yield what one number states: its noun tells which figures it can be one of."""
    noun, own = one.noun, one.own
    if own & (CASES | CASE_RESULTS):
        yield from appeal_figures(one, around)
        if one.quantity.number or not own & _EACH:
            return
    elif own & DOCUMENTS or (noun & DOCUMENTS and not own & REQUESTS):
        yield from document_figures(one, around)
        return
    elif own & DECISIONS:
        yield from decision_figures(one, around)
        return
    elif one.quantity.unit == "元":
        if noun & FEES:
            yield from fee_figures(one, around)
        return
    yield from request_figures(one, around)


def _only_accepted(statement: Statement, received: list[Statement]) -> bool:
    """Tell whether 受理 counts what was accepted of the requests that another statement says were 收到."""
    return "受理" in statement.span.text and any(
        other.number and other.told is not None and "受理" not in other.span.text for other in received
    )

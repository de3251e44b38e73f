"""What running text states of reviews and suits over the disclosure of information, and how they ended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor_rules.prose.request_figures import UNITS
from auditor_rules.prose.sentences import Sentence
from auditor_rules.prose.statement import Statement, stated
from auditor_rules.prose.subjects import bits
from auditor_rules.prose.telling import CARRY, CASE_RESULTS, CASES, OTHER_YEAR, OUTCOMES, REQUESTS, Surroundings, Told

REVIEW, SUIT, DIRECT, AFTER = (bits(kind) for kind in ("review", "suit", "suits_direct", "suits_after"))
_OTHERS = bits("register", "part", "plan", "decide", "share", "other_case") | OTHER_YEAR | CARRY
_EACH = bits("each")
_APPLICATION = bits("application")
# The organ as reviewing body, or as party to the proceedings: 受理复议申请, 行政复议答复5件.
_OWN_WORK = re.compile("受理|(?:复议|诉讼|应诉)[^，]*(?:答复|办结)|办结")
_RESULTS = {bits(name): name for name in ("upheld", "corrected", "other_result", "pending")}
ABOUT = re.compile("信息公开|依申请公开|政务公开|公开申请|公开类")


def appeal_figures(told: Told, around: Surroundings) -> Iterator[Statement]:
    """Yield what a number states of reviews or suits; the organ's cases in general, and its own work as a reviewing
    body, are other figures.
    """
    head, own = told.head.mask, told.own
    if (
        told.quantity.unit not in UNITS
        or not told.this_year
        or not about_disclosure(told.reading.sentence, told.reading.position, around)
    ):
        return
    results = (head or told.tail.mask) & CASE_RESULTS or told.tail.mask & CASE_RESULTS
    if results:
        yield from _ended(told, results, around)
        return
    if own & (_OTHERS | _APPLICATION) or _OWN_WORK.search(told.quantity.head):
        return
    cases = head & CASES or told.tail.mask & CASES
    if not cases or not (told.head.last or told.tail.first) & CASES:
        return
    yield from _counted(told, cases)


def about_disclosure(sentence: Sentence, position: int, around: Surroundings) -> bool:
    """Tell whether the cases of a sentence are those over disclosure: it says so, or the sentence or heading before."""
    if sentence.section == "appeals" or ABOUT.search(sentence.text) or ABOUT.search(sentence.heading):
        return True
    before = around.sentences[position - 1] if position else sentence
    if before.line is sentence.line and ABOUT.search(before.text):
        return True
    return bool(around.topic(position) & (REQUESTS | OUTCOMES))


def _counted(told: Told, cases: int) -> Iterator[Statement]:
    if cases & (DIRECT | AFTER):
        if not cases & REVIEW and cases & (DIRECT | AFTER) not in (0, DIRECT | AFTER):
            yield stated(told, "appeals", "suits_direct" if cases & DIRECT else "suits_after")
    elif cases & REVIEW and cases & SUIT:
        if told.own & _EACH and told.quantity.number:
            yield stated(told, "appeals", "reviews")
            yield stated(told, "appeals", "suits")
        else:
            yield stated(told, "appeals", "appeals")
    elif cases & REVIEW:
        yield stated(told, "appeals", "reviews")
    elif cases & SUIT:
        yield stated(told, "appeals", "suits")


def _ended(told: Told, results: int, around: Surroundings) -> Iterator[Statement]:
    """行政复议5件，其中维持4件、纠正1件: a result belongs to the cases that were spoken of last."""
    cases = told.cases or (around.topic(told.reading.position) & CASES if told.reading.text.startswith("其中") else 0)
    result = _RESULTS.get(results)
    if result is None or told.own & (OTHER_YEAR | bits("register", "plan", "share", "other_case")):
        return
    if cases & (DIRECT | AFTER):
        cases &= DIRECT | AFTER
    block = {REVIEW: "reviews", SUIT: "suits", DIRECT: "suits_direct", AFTER: "suits_after"}.get(cases)
    if block is not None:
        yield stated(told, "appeals", f"{block}.{result}")

"""What a sentence tells with each of its numbers: the words about it, and what it takes over from the words before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.model.finding import Span
from auditor.model.report import Report
from auditor.model.text import Memo
from auditor_rules.prose.quantities import PERCENT, Quantity, Reading, blanked_names
from auditor_rules.prose.sentences import Sentence, sentences
from auditor_rules.prose.subjects import SAID, Said, any_of, bits, holds_words

CASES = bits("review", "suit", "suits_direct", "suits_after")
CASE_RESULTS = bits("upheld", "corrected", "other_result", "pending")
OUTCOMES = bits("granted", "partial", "denied", "unable", "not_processed", "other_handling")
REQUESTS = bits("request", "application")
DOCUMENTS = bits("normative", "regulations", "policy")
DECISIONS = bits("licence", "penalty", "coercion")
FEES = bits("fee", "handling_fee")
CARRY = bits("carry")
OTHER_YEAR = bits("last_year", "other_time", "compared")
_VERBS = bits(
    "receive", "close", "made", "disclosed", "total_disclosed", "valid", "repealed", "lapsed", "decide", "collect",
    "information", "no_making",
)  # fmt: skip
_LAST_YEAR, _THIS_YEAR, _OTHER_TIME = (bits(kind) for kind in ("last_year", "this_year", "other_time"))
_LINK = re.compile(f"{any_of('link')}*+")
_TELLING = CARRY | bits("close")
PLAIN = bits("request") | CASES | DOCUMENTS | DECISIONS | FEES
"""Nouns that say of what a figure is; a bare 申请 or 予以公开 takes that from the sentences before."""
_LEVEL, _WIDER = bits("level"), bits("wider")
# A paragraph is looked back over no further than this.
_SENTENCES_BACK = 60
_NOTHING = Said(0, 0, 0, (), -1, 0)
# An organ's bureaus and towns: in a government's report their figures are a part of its own.
_ORGAN = re.compile(
    r"[\u4e00-\u9fff]{2,14}(局|委|厅|院|中心|办事处|街道|镇|乡|县|区|市)(?:全年|本年度?|年内|总?共|累计|合计|新|\s)*$"
)
_GOVERNMENT = ("人民政府", "省", "市", "县", "区", "州", "旗", "镇", "乡")
# 收到57件以及上年转来2件: what is joined on says nothing of the number before.
_AND = re.compile("以及|及(?!时)|和|与|并")


class Told(NamedTuple):
    """One number and what is told of it, as masks of kinds of words (subjects.toml)."""

    reading: Reading
    quantity: Quantity
    head: Said
    tail: Said
    own: int
    """The words of its own clause."""
    noun: int
    """What is counted: the nearest noun before the number in its clause, failing that behind it, failing that before."""
    topic: int
    """The noun that the clauses before have set."""
    verbs: int
    """The verbs of its clause, or those that it takes over from the clause before."""
    lead: int
    """The words of the clauses before it in its sentence."""
    cases: int
    """Which reviews or suits were spoken of last: 维持5件 is a result of those."""
    this_year: bool
    """Whether it speaks of the report year, and not of a part of it."""

    @property
    def nested(self) -> bool:
        """Whether the number is a part of another one: behind 其中 or in a bracket."""
        return self.quantity.group != 0

    @property
    def linked(self) -> bool:
        """Whether only words of counting part the number from what it counts: 申请共12件, but not 申请受理点12个."""
        return self.head.end == 0 or _LINK.fullmatch(self.quantity.head, self.head.end) is not None

    @property
    def subject(self) -> str:
        """The words before the first one that tells what is counted: whose figure it is, and when."""
        quantity = self.quantity
        return quantity.lead.rstrip("，,") + quantity.head[: max(0, self.head.start)]

    @property
    def end(self) -> int:
        """Where the phrase ends: with the number, or with its clause where only that tells what is counted."""
        quantity = self.quantity
        return quantity.end + (len(quantity.tail.rstrip("\u3000")) if self._told_behind else 0)

    @property
    def _told_behind(self) -> bool:
        before, behind = (said.last or said.mask & _TELLING for said in (self.head, self.tail))
        return bool(behind and not before)

    def span(self) -> Span:
        """Return the phrase from the first word that tells what is counted to its end."""
        quantity = self.quantity
        start = max(0, self.head.start)
        if self._told_behind:
            start = 2 if quantity.head.startswith("其中") else 0
        return self.reading.span(quantity.opened + start, self.end)


def told(reading: Reading, around: Surroundings) -> Iterator[Told]:
    """Yield what a sentence tells with each of its numbers; percentages are left out."""
    year, own_name = around.year, around.own_name
    topic = verbs = cases = lead_mask = 0
    stale = False
    for quantity in reading.quantities:
        if own_name is not None and own_name.search(quantity.lead + quantity.head):
            quantity = quantity._replace(
                head=around.without_own_name(quantity.head), lead=around.without_own_name(quantity.lead)
            )
        lead = SAID[quantity.lead] if quantity.lead else _NOTHING
        head = SAID[quantity.head] if quantity.head else _NOTHING
        tail = SAID[quantity.tail] if quantity.tail and not _AND.match(quantity.tail) else _NOTHING
        topic = lead.last or topic
        lead_mask |= lead.mask
        if lead.mask:
            stale = _stale(lead, year, stale)
            verbs = lead.mask & _VERBS or verbs
        own = head.mask | tail.mask
        verbs = head.mask & _VERBS or verbs or tail.mask & _VERBS
        cases = own & CASES or lead.mask & CASES or cases
        noun = head.last or tail.first or topic
        here = _stale(head, year, stale)
        if quantity.unit != PERCENT:
            yield Told(reading, quantity, head, tail, own, noun, topic, verbs, lead_mask, cases, not here)
        stale = here and not own & CARRY
        topic = head.last or tail.first or topic
        lead_mask |= own


def _stale(said: Said, year: int | None, before: bool) -> bool:
    """Tell whether another year, or a part of the year, is spoken of: as these words say, failing that as before."""
    mask = said.mask
    if mask & (_LAST_YEAR | _OTHER_TIME) and not mask & CARRY:
        return True
    if said.years and year is not None:
        return not mask & CARRY and any(stated != year for stated in said.years)
    return before and not mask & _THIS_YEAR


def _blank(match: re.Match[str]) -> str:
    return "\u3000" * len(match[0])


class Surroundings:
    """What is known around a sentence: the organ whose report it is, and what was spoken of before."""

    def __init__(self, report: Report) -> None:
        self.sentences = report.derived(sentences)
        self.year = report.year
        self.organ = report.organ or ""
        self.government = self.organ.endswith(_GOVERNMENT)
        self.own_name = _own_name(report.organ)

    def topic(self, position: int) -> int:
        """Return the last noun before a sentence in its paragraph, failing that in the heading above, or else 0."""
        for before in self._before(position):
            return _TOPICS[before.text]
        heading = self.sentences[position].heading
        return _TOPICS[heading] if heading else 0

    def named_by(self, position: int) -> list[Span]:
        """Return the sentences before in the paragraph that hold a noun, nearest first, up to one that says of what."""
        found: list[Span] = []
        for before in self._before(position):
            found.append(before.span(0, len(before.text)))
            if _TOPICS[before.text] & PLAIN:
                break
        return found

    def _before(self, position: int) -> Iterator[Sentence]:
        line = self.sentences[position].line
        for at in range(position - 1, max(-1, position - _SENTENCES_BACK), -1):
            before = self.sentences[at]
            if before.line is not line:
                break
            if _TOPICS[before.text]:
                yield before

    def without_own_name(self, text: str) -> str:
        """Return a text with the organ's own name blanked out, where that holds words that would tell something else."""
        return text if self.own_name is None else self.own_name.sub(_blank, text)

    def elsewhere(self, mask: int) -> bool:
        """Tell whether the clauses before speak of more or less than the reporting organ."""
        return bool(mask & (_LEVEL if self.government else _WIDER))

    def is_whole(self, one: Told) -> bool:
        """Tell whether a number is that of the whole reporting organ, not of a part of it or of others."""
        return not self.elsewhere(one.own) and self.whole_organ(one.subject)

    def whole_organ(self, subject: str) -> bool:
        """Tell whether the words before a verb name the reporting organ, or nobody, rather than a part of it or others.

        A government's report also counts what its bureaus and towns received; a bureau's may mention its whole city.
        """
        mask = SAID[subject].mask
        if not self.government:
            return not mask & _WIDER and not (mask & _LEVEL and "办公" not in self.organ)
        if mask & _LEVEL:
            return False
        named = _ORGAN.search(subject)
        if named is None or any(word in named[0] for word in "全各我本"):
            return True
        at = named.start(1)
        return subject[max(0, at - 1) : named.end(1)] in self.organ


def _topic(text: str) -> int:
    return SAID[blanked_names(text)].last


_TOPICS: Memo[int] = Memo(_topic)


def _own_name(organ: str | None) -> re.Pattern[str] | None:
    """Return a pattern for the organ's name and its short forms, where the name itself holds telling words (信访局)."""
    if organ is None or len(organ) < 4 or not holds_words(organ):
        return None
    return re.compile("|".join(re.escape(organ[start:]) for start in range(len(organ) - 3)))

"""What running text states of documents made, decisions taken and fees collected: the figures of table 2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor_rules.prose.statement import Statement, stated
from auditor_rules.prose.subjects import any_of, bits
from auditor_rules.prose.telling import DECISIONS, DOCUMENTS, OTHER_YEAR, Surroundings, Told

_OTHERS = OTHER_YEAR | bits("plan", "register", "share")
_NORMATIVE, _POLICY, _HANDLING_FEE, _COLLECT = (
    bits(kind) for kind in ("normative", "policy", "handling_fee", "collect")
)
_NO_MAKING, _TIDYING, _INFORMATION, _DECIDE = (bits(kind) for kind in ("no_making", "tidying", "information", "decide"))
_FEE, _LAPSED, _MADE = bits("fee"), bits("lapsed"), bits("made")
_VERBS = {
    bits(verb): column
    for verb, column in (
        ("repealed", "repealed"), ("lapsed", "repealed"), ("valid", "valid"), ("total_disclosed", "total_disclosed"),
        ("disclosed", "disclosed"), ("made", "made"),
    )
}  # fmt: skip
_ANY_VERB = sum(_VERBS)
_DOCUMENT_UNITS = frozenset(("件", "份", "个", "部", "项", "篇", ""))
_DECISION_UNITS = frozenset(("件", "宗", "项", "条", "起", "份", "例"))
_OTHER_THING = re.compile(any_of("another_thing"))
_AFTER_NOUN = re.compile(r"(?:规范性文件|规章|行政许可|行政处罚|行政强制(?:措施|执行)?)([^，、]*)$")
_WHOLE = re.compile(rf"(?:^|{any_of('before_decision')})[\s\u3000]*$")
_DECISION_NAMES = {bits(name): name for name in ("licence", "penalty", "coercion")}
_NAMES = re.compile("行政许可|行政处罚|行政强制")


def document_figures(told: Told, around: Surroundings) -> Iterator[Statement]:
    """Yield what a number states of documents made, in force or repealed; other documents, and other dealings with
    documents than these, are left out.
    """
    own, quantity = told.own, told.quantity
    if own & _OTHERS or not told.this_year:
        return
    noun = told.head.last or told.tail.first
    if noun and not noun & DOCUMENTS:
        return
    kinds = own & DOCUMENTS
    if kinds == _POLICY:
        if not own & _NO_MAKING and not _other_thing(quantity.head, quantity.tail, "政策"):
            noun_at = quantity.opened + max(0, quantity.head.rfind("政策"))
            yield stated(told, "policy", "normative.made", sure=False)._replace(
                span=told.reading.span(noun_at, told.end)
            )
        return
    verb = _verb(told)
    # What a heading or the clause before is about goes over to a count of documents, but not 政策文件 to 规章.
    kinds = kinds or told.topic & DOCUMENTS & ~_POLICY
    if not kinds:
        return
    if quantity.unit not in _DOCUMENT_UNITS or not verb or kinds & (kinds - 1) or own & _NO_MAKING:
        return
    if verb == _MADE and own & _TIDYING:
        return
    named = quantity.head if told.head.last or told.tail.first else quantity.lead.rstrip("，,") + quantity.head
    if _other_thing(named, quantity.tail) or not around.is_whole(told):
        return
    row = "normative" if kinds & _NORMATIVE else "regulations"
    yield stated(told, "documents", f"{row}.{_VERBS[verb]}", sure=verb != _LAPSED)


def _verb(told: Told) -> int:
    """Return what was done with the documents; a list takes it over from its head (制发文件5件，其中规范性文件2件)."""
    verbs = told.own & _ANY_VERB
    if not verbs and (told.nested or told.quantity.listed or told.lead & DOCUMENTS):
        verbs = told.verbs & _ANY_VERB
    if verbs & _LAPSED:
        return _LAPSED
    return next((bit for bit in _VERBS if verbs & bit), 0)


def _other_thing(head: str, tail: str, noun: str = "") -> bool:
    found = re.search(f"{noun}(?:性)?文件(.*)$", head) if noun else _AFTER_NOUN.search(head)
    return bool(_OTHER_THING.search(found[1] if found else tail.rpartition("文件")[2]))


def decision_figures(told: Told, around: Surroundings) -> Iterator[Statement]:
    """Yield what a number states of licences, penalties and coercive measures; published information about them is no
    decision, nor are the powers that an organ has.
    """
    own, quantity = told.own, told.quantity
    kinds = own & DECISIONS
    noun = told.head.last or told.tail.first
    # 34件及时公示: what was done with the decisions afterwards makes them no other number.
    if own & _OTHERS or told.head.mask & (_NO_MAKING | _INFORMATION) or not told.this_year or told.nested:
        return
    if quantity.unit not in _DECISION_UNITS or not noun & DECISIONS or kinds & (kinds - 1):
        return
    if told.verbs & _INFORMATION and not own & _DECIDE:
        return
    named = _NAMES.search(quantity.head)
    before = quantity.head if named is None else quantity.head[: named.start()]
    if not _WHOLE.search(before) or "受理" in quantity.head or (named is None and not _NAMES.match(quantity.tail)):
        return
    if not around.is_whole(told):
        return
    sure = bool(told.verbs & _DECIDE) and quantity.unit in ("件", "宗")
    yield stated(told, "decisions", _DECISION_NAMES[kinds], sure=sure)


def fee_figures(told: Told, around: Surroundings) -> Iterator[Statement]:
    """Yield what a number of yuan states of administrative fees, or of fees for handling requests."""
    own, quantity = told.own, told.quantity
    if quantity.unit != "元" or own & (_OTHERS | _INFORMATION) or not told.this_year:
        return
    noun = told.head.last or told.tail.first or (told.topic if own & _COLLECT and not told.nested else 0)
    if noun == _FEE and around.is_whole(told):
        yield stated(told, "fees", "fee")
    elif noun == _HANDLING_FEE and own & _COLLECT and "通知" not in quantity.head:
        yield stated(told, "handling fees", "fee")

"""What running text states of requests for information: received, carried over, processed, and how they ended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.model.text import Memo
from auditor_rules.prose.statement import Statement, stated
from auditor_rules.prose.subjects import bits
from auditor_rules.prose.telling import (
    CARRY,
    CASE_RESULTS,
    CASES,
    DECISIONS,
    DOCUMENTS,
    FEES,
    OTHER_YEAR,
    OUTCOMES,
    REQUESTS,
    Surroundings,
    Told,
)

UNITS = frozenset(("件", "条", "宗", "起", "次", "份", "例", "项", "个", "件次", "条次", "笔", ""))
_REQUEST, _APPLICATION, _RECEIVE, _CLOSE, _HANDLE, _EACH, _TIMELY = (
    bits(kind) for kind in ("request", "application", "receive", "close", "handle", "each", "timely")
)
_LAST_YEAR, _NEXT_YEAR, _PLAN, _PART = (bits(kind) for kind in ("last_year", "next_year", "plan", "part"))
_OTHERS = CASES | CASE_RESULTS | DOCUMENTS | DECISIONS | FEES | bits("register", "compared", "share", "plan")
_SOME = bits("channel", "applicant", "other_case")
_TOTAL = re.compile("共|累计|合计|总计")
_CARRIED_NOTE = re.compile(r"^\s*[，,（(]?\s*(?:其中|[已均]?含|包括|包含)[^，,。；;）)]{0,12}(?:结转|转结)")
_LITERAL = re.compile("本年度?新收")
_ABOUT = re.compile("依申请公开|信息公开申请|申请公开|公开申请|信息公开的申请")
_MENTIONS: Memo[bool] = Memo(lambda text: _ABOUT.search(text) is not None)
_ALL = ("均", "全", "都", "皆", "已全")
_NOT_PLAIN = ~bits("request", "neutral", "each", "this_year", "year")
_LATE = re.compile(r"(?:延期|逾期|超期|延长)[^，。；、\d]{0,8}\d")
_PUBLISHED = frozenset("条篇则份")
_INFORMATION = re.compile("(?:公开|提供|处理)的?(?:政府)?(?:信息|文件|数据)(?!公开|处理)[^，、申请]{0,4}$")
_OUTCOME_NAMES = {
    bits(name): name for name in ("granted", "partial", "denied", "unable", "not_processed", "other_handling")
}


def request_figures(told: Told, around: Surroundings) -> Iterator[Statement]:
    """Yield what a number states of requests; what speaks of some of them, of other registers or years is left out."""
    if told.quantity.unit not in UNITS or told.lead & _PLAN or around.elsewhere(told.lead):
        return
    if told.own & _OTHERS:
        # 申请、行政复议、行政诉讼均为0件 speaks of each of them.
        if told.own & _REQUEST and told.own & _EACH and not told.own & (_OTHERS & ~CASES | _SOME | _PART | OTHER_YEAR):
            yield stated(told, "received", "received")
        return
    if told.own & CARRY:
        yield from _carried(told, around)
    elif told.head.mask & _RECEIVE and not told.head.mask & _CLOSE:
        if _received(told, around):
            yield from _counted(told)
    elif (told.head.mask | told.tail.mask) & OUTCOMES:
        yield from _ended(told, around)
    elif told.own & _CLOSE:
        yield from _processed(told, around)
    elif told.head.mask & _HANDLE and told.head.last & REQUESTS and not told.head.mask & _RECEIVE:
        yield from (each._replace(sure=False) for each in _processed(told, around))
    elif told.quantity.number == 0 and told.head.mask & _REQUEST and not told.own & _NOT_PLAIN and not told.nested:
        # 依申请公开0件: without a verb only a nought is plain.
        yield stated(told, "received", "received")


def about_requests(told: Told, around: Surroundings) -> bool:
    """Tell whether a number that does not say so itself is about requests: by its sentence, paragraph or heading."""
    if (told.own | told.lead) & _REQUEST:
        return True
    topic = told.topic if told.topic not in (0, _APPLICATION) else around.topic(told.reading.position)
    return bool(topic & REQUESTS) or (bool(topic & OUTCOMES) and _paragraph_mentions(told))


def _paragraph_mentions(told: Told) -> bool:
    sentence = told.reading.sentence
    return _MENTIONS[sentence.line.text] or _MENTIONS[sentence.heading]


def _mentioned(told: Told, around: Surroundings) -> bool:
    """Tell whether a bare 申请 is one for information: its paragraph or the heading above speaks of those."""
    return _paragraph_mentions(told) or about_requests(told, around)


def _received(told: Told, around: Surroundings) -> bool:
    head, tail, quantity = told.head, told.tail, told.quantity
    noun = head.last or tail.first
    if noun and not noun & REQUESTS and not quantity.tail.startswith(_ALL):
        return False
    if not noun and not (told.topic & REQUESTS or ("新收" in quantity.head and about_requests(told, around))):
        return False
    if not _mentioned(told, around):
        return False
    narrowed = head.mask | (0 if quantity.tail.startswith(_ALL) else tail.mask)
    if quantity.group > 0 or narrowed & (_SOME | _PART | OTHER_YEAR | OUTCOMES) or not told.this_year:
        return False
    # 收到一件、办理一件 is a way of working, no count.
    way_of_working = quantity.number == 1 and told.reading.text.count("一件") > 1
    return around.is_whole(told) and not way_of_working


def _counted(told: Told) -> Iterator[Statement]:
    quantity, text = told.quantity, told.reading.sentence.text
    carried = _TOTAL.search(quantity.lead + quantity.head) or _CARRIED_NOTE.search(text[quantity.end :])
    literal = bool(_LITERAL.search(quantity.head))
    yield stated(told, "received", "received", carried=bool(carried), literal=literal)


def _carried(told: Told, around: Surroundings) -> Iterator[Statement]:
    """上年结转3件, 结转下年度2件; the number may stand before (2件结转下年度)."""
    head, own = told.head, told.own
    year = around.year
    years = (*head.years, *told.tail.years)
    from_last = bool(own & _LAST_YEAR) or (year is not None and year - 1 in years)
    to_next = bool(own & _NEXT_YEAR) or (year is not None and year + 1 in years)
    if from_last == to_next or own & (_SOME | OUTCOMES) or head.mask & _CLOSE or not _mentioned(told, around):
        return
    if not head.mask & CARRY and head.mask & (_RECEIVE | OUTCOMES):
        return
    yield stated(told, "carried", "carried_in" if from_last else "carried_out")


def _ended(told: Told, around: Surroundings) -> Iterator[Statement]:
    """予以公开5件, 5件予以公开; 予以公开及部分公开7件 is the sum of both."""
    head, tail = told.head.mask & OUTCOMES, told.tail.mask & OUTCOMES
    if bool(head) == bool(tail) or told.own & (_SOME | OTHER_YEAR) or not told.this_year:
        return
    if tail and (told.head.last or tail != told.tail.first):
        return
    # 不予公开信息数8条 counts documents, not requests.
    if told.quantity.unit in _PUBLISHED and _INFORMATION.search(told.quantity.head):
        return
    if told.topic & ~(REQUESTS | OUTCOMES) or not about_requests(told, around):
        return
    if told.head.mask & _PART and not told.nested:
        return
    if not around.is_whole(told):
        return
    yield stated(told, "outcomes", *(name for bit, name in _OUTCOME_NAMES.items() if (head or tail) & bit))


def _processed(told: Told, around: Surroundings) -> Iterator[Statement]:
    """办结12件, 答复12件, 12件已办结."""
    head, own, quantity = told.head, told.own, told.quantity
    noun = head.last or told.tail.first
    if (noun and not noun & REQUESTS) or own & (_SOME | _PART | OTHER_YEAR) or not told.this_year:
        return
    if own & _TIMELY and (told.nested or _LATE.search(told.reading.text)):
        return
    if told.topic & ~(REQUESTS | OUTCOMES) or not about_requests(told, around):
        return
    if "回复" in quantity.head + quantity.tail and not own & _REQUEST:
        return
    if not around.is_whole(told):
        return
    yield stated(told, "processed", "processed", sure=not head.mask & _RECEIVE)

"""Claims: what the running text says of a figure that a statutory table holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from auditor.model.finding import Span
from auditor.model.report import Report
from auditor.model.values import Amount
from auditor_rules.prose.numerals import read_number
from auditor_rules.prose.sentences import Clause, clauses, sentences


class Subject(Enum):
    """What a claim is about."""

    RECEIVED = "received"
    REVIEWS = "reviews"
    SUITS = "suits"
    REVIEWS_AND_SUITS = "reviews and suits"
    NORMATIVE = "normative documents made"


class Claim(NamedTuple):
    """One statement of a figure. `zero`: said in words (未收到). `carried`: the clause counts last year's in, or may."""

    subject: Subject
    number: Amount
    zero: bool
    carried: bool
    literal: bool
    """The clause says 本年新收, the very words of the table."""
    span: Span


_NUMBER = r"(?P<number>\d[\d,，]*(?:\.\d+)?|[〇零一二两三四五六七八九十百千]+)\s*(?P<scale>[万亿]?)"
_UNIT = r"(?:件次|件|条|宗|起|次|份|例|项|个)"
_COUNT = re.compile(rf"(?P<about>约|近|超过|超|逾)?\s*{_NUMBER}(?P<more>余|多)?{_UNIT}")
_RECEIVE = re.compile(r"收到|受理|新收|接到|接收|收件")
_REQUEST = re.compile(r"申请")
_NONE = re.compile(
    r"未(?:曾)?(?:收到|接到|受理|发生|产生|出现|制发|印发|制定|出台|被提起|涉及|引发)|没有(?:收到|接到|受理|发生|产生|出现|制发|印发|制定|出台)?|无(?!偿|法|障碍|不|纸|论|需|须|正当|关|误|故)|零报告"
)
_REVIEW = re.compile(r"行政复议|复议")
_SUIT = re.compile(r"行政诉讼|诉讼|应诉")
# What narrows a count to a part of the requests, or names another register.
_PART = re.compile(
    r"其中|当面|现场|当场|窗口|信函|邮寄|邮件|邮箱|传真|网络|网上|在线|线上|线下|互联网|电子|平台|网站|系统|渠道|方式|形式|口头|电话|自然人|公民|个人|法人|企业|"
    r"组织|机构|律师|商业|不予|予以|无法|补正|撤回|撤销|重复|逾期|转办|移交|代办|涉及|关于.{1,20}类|类|方面|领域|答复|办结|剩余|另|还"
)
_EVERYBODY = re.compile(r"公民、?法人(?:以?及|和|或者?|、)?其[他它]组织|社会公众|人民群众|申请人")
_OTHER_REGISTER = re.compile(
    r"信箱|12345|热线|留言|咨询|投诉|举报|信访|来信|来访|建议|提案|许可|登记|救助|低保|补贴|认定|备案|职称|公证|仲裁|法律援助|入学|贷款|专利|商标|项目申请|资金申请"
)
_OTHER_YEAR = re.compile(r"上年度?(?!结转)|上一年度?(?!结转)|去年|前年|往年|历年|同期|以来|累计")
_COMPARED = re.compile(r"(?:增加|减少|增长|下降|上升|多|少|降|增|减|较|比)了?\s*$")
_OGI = re.compile(r"信息公开|依申请|申请|公开")
_WHOLE = re.compile(r"含|包括|加上|连同")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_NORMATIVE = re.compile(r"规范性文件")
_MADE = re.compile(r"制发|印发|制定|公布|出台|制作|发布")


def claims(report: Report) -> tuple[Claim, ...]:
    """Return what the prose claims of figures in the tables, in reading order; what is in doubt is left out."""
    return tuple(
        claim
        for sentence in sentences(report)
        if any(char.isdigit() for char in sentence.text) or "无" in sentence.text or "没" in sentence.text
        or "未" in sentence.text or "零" in sentence.text or _CHINESE_COUNT.search(sentence.text)
        for clause in clauses(sentence)
        for claim in _of_clause(clause, report.year)
    )  # fmt: skip


_CHINESE_COUNT = re.compile(rf"[一二两三四五六七八九十百]{_UNIT}")


def _of_clause(clause: Clause, year: int | None) -> Iterator[Claim]:
    text = clause.text
    if _other_year(text, year) or "其中" in clause.before or _OTHER_REGISTER.search(text):
        return
    if _RECEIVE.search(text) or _NONE.search(text):
        yield from _received(clause)
    if _REVIEW.search(text) or _SUIT.search(text):
        yield from _appeals(clause)
    if _NORMATIVE.search(text):
        yield from _normative(clause)


def _other_year(text: str, year: int | None) -> bool:
    if _OTHER_YEAR.search(text) and "结转" not in text:
        return True
    return year is not None and any(int(found) != year for found in _YEAR.findall(text))


def _received(clause: Clause) -> Iterator[Claim]:
    text = clause.text
    request = _REQUEST.search(text)
    if request is None or _PART.search(_EVERYBODY.sub("", text)) or _REVIEW.search(text) or _SUIT.search(text):
        return
    if "结转" in text and not _WHOLE.search(text) and not _RECEIVE.search(text):
        return
    none = _NONE.search(text)
    if none is not None:
        if "结转" not in text and (_RECEIVE.search(none[0]) or "申请" in text[none.end() : none.end() + 12]):
            yield Claim(Subject.RECEIVED, 0, True, False, False, clause.span(none.start(), len(text)))
        return
    verb = _RECEIVE.search(text)
    counts = _counts(text)
    if verb is None or len(counts) != 1 or counts[0][1].start() < verb.start() or not _about_ogi(clause):
        return
    number, match = counts[0]
    carried = bool(re.search(r"结转|共|累计|合计|总计", text)) or _bracket_carries(clause)
    literal = bool(re.search(r"本年(?:度)?新收", text))
    span = clause.span(verb.start(), max(match.end(), request.end()))
    yield Claim(Subject.RECEIVED, number, False, carried, literal, span)


def _bracket_carries(clause: Clause) -> bool:
    """Tell whether the clause right behind says that last year's are counted in."""
    rest = clause.sentence.text[clause.start + len(clause.text) :]
    return bool(re.match(r"[（(]?含|[（(]?包括|[（(]?其中[^，。]{0,8}结转", rest))


def _about_ogi(clause: Clause) -> bool:
    return bool(_OGI.search(clause.sentence.text))


def _appeals(clause: Clause) -> Iterator[Claim]:
    """Read zero statements on reviews and suits; 复议、诉讼 in one clause speak of both."""
    text = clause.text
    none = _NONE.search(text)
    if none is None or re.search(r"维持|纠正|败诉|胜诉|撤销|结果|纠错|未审结|机关负责人", text):
        return
    # Cases of law in general are not of this report: the sentence must be about disclosure or stand in its section.
    if clause.sentence.section != "appeals" and not _OGI.search(clause.sentence.text):
        return
    review, suit = _REVIEW.search(text), _SUIT.search(text)
    subject = Subject.REVIEWS_AND_SUITS if review and suit else Subject.REVIEWS if review else Subject.SUITS
    yield Claim(subject, 0, True, False, False, clause.span(none.start(), len(text)))


def _normative(clause: Clause) -> Iterator[Claim]:
    text = clause.text
    made = _MADE.search(text)
    if made is None or re.search(r"废止|失效|修订|清理|解读|上级|转发|公开|备案|审查|现行有效|存量|部门文件", text):
        return
    none = _NONE.search(text)
    document = _NORMATIVE.search(text)
    if document is None:
        return
    if none is not None and none.start() < document.start() <= none.end() + 14:
        yield Claim(Subject.NORMATIVE, 0, True, False, False, clause.span(none.start(), document.end()))


def _counts(text: str) -> list[tuple[Amount, re.Match[str]]]:
    """Return the exact counts of a clause: neither rounded (约, 余) nor a difference to another year."""
    found = []
    for match in _COUNT.finditer(text):
        number = read_number(match["number"], match["scale"])
        if number is None or match["about"] or match["more"] or _COMPARED.search(text[: match.start()]):
            continue
        found.append((number, match))
    return found

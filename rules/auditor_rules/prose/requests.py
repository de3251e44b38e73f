"""What the running text says of how many requests for information were received in the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.model.report import Report
from auditor_rules.prose.claim import Claim, Subject
from auditor_rules.prose.phrases import COUNT, END, LINK, NOUGHT, exact, none_of, words
from auditor_rules.prose.scope import is_real, whole_organ, whole_year
from auditor_rules.prose.sentences import REACH, Clause, blanked

# A request for information by its full name; a bare 申请 may be one where a verb, a count or 的 stands before it.
_FULL = (
    r"(?:依申请公开(?:政府信息|信息)?(?:的?申请)?|(?:政府)?(?:信息|政务)公开(?:(?!复议|诉讼|许可)[^，,、\d]){0,4}?申请"
    r"|公开(?:政府)?信息的?申请|申请公开|公开申请|政府信息申请|依申请)"
)
_REQUEST = rf"(?:{_FULL}|(?<=[到理收接件宗条起次份例个的了共出交\u3000])申请)(?!人|表|书|材料|指南|渠道|流程|行政复议)"
_VERB = r"(?P<verb>(?<![未不没予可])(?:新收|收到|受理|接到|接收|接受|收件|新增))"
_NEAR = r"(?:(?!\d)[^，,、：:]){0,32}?"
_STATED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_VERB}(?P<between>{_NEAR}){_REQUEST}{LINK}{COUNT}",  # 收到政府信息公开申请12件
        rf"{_VERB}{LINK}{COUNT}(?P<between>{_NEAR}){_REQUEST}",  # 收到12件政府信息公开申请
        rf"{_REQUEST}(?P<between>[^，,、]{{0,14}}?){_VERB}{LINK}{COUNT}",  # 依申请公开共受理12件
    )
)
# 依申请公开方面，全年收到12件; 本年新收12件: the words before have named the subject.
_SHORT = re.compile(rf"{_VERB}(?P<between>){LINK}{COUNT}")
_TOPIC = re.compile(rf"{_FULL}[^，,、：:]{{0,8}}[，,：:]\s*$")
_ABOUT = re.compile(r"依申请公开|信息公开申请|申请公开|公开申请|公开(?:政府)?信息的?申请")

_EVERYBODY = re.compile(
    r"公民[、和及]?法人(?:以及|或者|[、和与及或])?(?:其[他它])?(?:社会)?组织"
    r"|(?:单位|组织|机构|企业|法人)(?:以及|或者|[、和与及或])个人|个人(?:以及|或者|[、和与及或])(?:单位|组织|机构|企业|法人)"
    r"|社会公众|社会各界|人民群众|申请人"
    r"|(?:通过)?(?:各种|各类|各个|多种|任何|不同|所有|各)(?:渠道|方式|形式|途径)|(?<=公开)(?:工作)?方面"
)
# What narrows a count to a part of the requests, or names another register.
_PART = re.compile(
    r"其中|当面|现场|当场|窗口|信函|书面|邮寄|邮件|邮箱|传真|网络|网上|在线|线上|线下|互联网|电子|平台|网站|系统|渠道|方式|形式|口头|电话|自然人|公民|个人|法人|企业|"
    r"组织|机构|律师|商业|不予|予以|无法|补正|撤回|撤销|重复|逾期|转[办来送交]|移交|交办|代办|涉及|关于|类|方面|领域|答复|办结|剩余|另|还|某|分别|部分|每|逐|"
    r"信箱|12345|热线|留言|咨询|投诉|举报|信访|来信|来访|建议|提案|许可|复议|诉讼|应诉"
)
_OUTCOME = re.compile(r"^[^，,]{0,6}(?:予以|不予|无法|部分公开|不再处理|撤[回销]|转[办送])")
_ALL = re.compile(r"^[^，,]{0,6}[均全都]")
_CARRIED = re.compile(r"共|累计|合计|总计")
_NOTE = re.compile(r"^\s*[，,（(]?\s*(?:其中|[已均]?含|包括|包含)[^，,。；;）)]{0,12}(?:结转|转结)")

_TAKEN_IN = "收到 接到 接收 接受 受理 新收"
_NOUNS = "的 公开 政府 信息 事项 事件 情况 情形 案件 办件 件 业务 事宜 要求 现象 行为 发生 出现 产生"
_PLAIN = words(
    _TAKEN_IN, _NOUNS, "申请 依 政务 任何 各类 有关 相关 过 了 一 例 起 宗 公众 群众 社会 市民 村民 居民 公民 人 单位 个人 组织 提出 提交",
    "或 或者 和 及 以及 与 、 也 等 被 因 由 而 行政 复议 诉讼 应诉 引起 引发 导致 提起 工作 方面 类 纠纷 案",
    r"向[我本](?:机关|单位|街道|[镇乡局委办县区市厅院])(?:人民)?(?:政府)?",
)  # fmt: skip
_DENIED = re.compile(rf"{none_of(_TAKEN_IN + ' 发生 产生 出现 公民 群众 任何 人')}(?P<rest>{_PLAIN}){END}")
_DENIED_BEHIND = re.compile(
    rf"{_FULL}{words(_NOUNS, '工作 方面 数 数量 总数 量 均 都 也 皆 为 是 共 共计 ： : 暂 尚')}"
    rf"(?:未(?:收到|发生|产生|出现|接到|受理)|没有|[暂均]?无|零报告|零申请|{NOUGHT}){END}"
)
# 未收到政府信息公开申请、行政复议 denies both, 未发生信息公开申请行政复议 only the review.
_WHOLE_REQUEST = re.compile(rf"(?<![议被])申请(?={words(_NOUNS)}(?:$|[、和及或与也]|以及))")


def received(clause: Clause, report: Report) -> Iterator[Claim]:
    """Yield what a clause says of all requests of the year; what speaks of some of them is left out."""
    text = blanked(_EVERYBODY, clause.text)
    none = _none(clause, text)
    match = none or _statement(clause, text)
    if match is None or "其中" in clause.before or not is_real(clause, match.start()):
        return
    before, end = text[: match.start()], match.start() if none else match.end()
    if _PART.search(before) or not whole_year(clause, end, report.year) or not whole_organ(before, report.organ):
        return
    if none is not None:
        yield Claim(Subject.RECEIVED, 0, clause.span(none.start(), len(text)))
    else:
        yield from _counted(clause, text, match)


def _none(clause: Clause, text: str) -> re.Match[str] | None:
    """Return the words that say there was no request at all; one channel (未收到当面申请) is no such statement."""
    match = _DENIED.search(text)
    if match is None or not _WHOLE_REQUEST.search(match["rest"]):
        match = _DENIED_BEHIND.search(text)
    if match is None or re.search("[办处]理", text[: match.start()]):
        return None
    return match if re.search(_FULL, text) or _about_requests(clause) else None


def _statement(clause: Clause, text: str) -> re.Match[str] | None:
    """Return the count of requests in a clause, where it has one."""
    for pattern in _STATED:
        match = pattern.search(text)
        if match is not None:
            return match if re.search(_FULL, match[0]) or _about_requests(clause) else None
    match = _SHORT.search(text)
    if match is None:
        return None
    named = match["verb"] == "新收" and _ABOUT.search(clause.around)
    return match if named or _TOPIC.search(clause.before) else None


def _counted(clause: Clause, text: str, match: re.Match[str]) -> Iterator[Claim]:
    number = exact(match)
    before, behind = text[: match.start()], text[match.end() :]
    narrowed = _PART.search(match["between"]) or "结转" in before + match[0]
    only_some = _OUTCOME.search(behind) and not _ALL.search(behind)
    # 收到一件、办理一件 is a way of working, no count.
    way_of_working = match["number"] == "一" and clause.around.count("一件") > 1
    if number is None or narrowed or only_some or way_of_working:
        return
    carried = bool(_CARRIED.search(before + match[0]) or _NOTE.search(clause.behind(match.end())))
    span = clause.span(match.start(), match.end())
    yield Claim(Subject.RECEIVED, number, span, carried, literal=bool(re.search("本年度?新收", text)))


def _about_requests(clause: Clause) -> bool:
    """Tell whether a bare 申请 is one for information, by its paragraph or the heading above."""
    return bool(_ABOUT.search(clause.around) or _ABOUT.search(clause.sentence.heading[:REACH]))

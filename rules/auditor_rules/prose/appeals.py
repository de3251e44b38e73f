"""What the running text says of how many reviews and suits there were over the disclosure of information."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.model.report import Report
from auditor_rules.prose.claim import Claim, Subject
from auditor_rules.prose.phrases import COUNT, END, LINK, NOUGHT, exact, none_of, words
from auditor_rules.prose.scope import is_real, whole_year
from auditor_rules.prose.sentences import REACH, Clause

_PLAIN = words(
    "因 由 对 而 被 为 政府 政务 信息 公开 申请 工作 方面 引起 引发 产生 导致 发生 出现 收到 接到 受理 提起 提出 行政 复议 诉讼 应诉 案件 案 件 起 宗 例",
    "事项 事件 情况 情形 事宜 行为 纠纷 投诉 举报 信访 现象 要求 的 类 相关 有关 涉及 任何 一 人 公民 申请人 和 及 以及 或 或者 与 、 等 过 了 被告 本 我 镇 乡 局 机关 单位",
)
_VERBS = "被 发生 产生 出现 收到 接到 涉及 引发 引起 因 提起 受理 导致"
_DENIED = re.compile(rf"{none_of(_VERBS)}(?P<said>{_PLAIN}){END}")
_SAID = rf"(?P<said>(?:行政)?(?:复议|诉讼|应诉){_PLAIN})"
_DENIED_BEHIND = re.compile(
    rf"{_SAID}{words('数 数量 总数 均 都 皆 也 ： : 暂 尚')}(?:未(?:发生|产生|出现|收到)|没有|[暂均]?无|{NOUGHT}){END}"
)
_STATED = re.compile(rf"{_SAID}{LINK}{COUNT}")
# Results of cases, and the organ's own work as a reviewing body, are other figures.
_OTHER = re.compile(
    r"维持|纠正|败诉|胜诉|撤销|结果|纠错|审结|机关负责人|出庭|一审|二审|再审|直接起诉|复议后|审理|办理|代理|办结|调解|听证|其中|分别|培训|答复书|许可|处罚"
)
_ABOUT = re.compile(r"信息公开|依申请公开|政务公开|公开申请")


def appeals(clause: Clause, report: Report) -> Iterator[Claim]:
    """Yield what a clause says of reviews, suits, or both together: 复议、诉讼 in one clause speak of both."""
    text = clause.text
    if _OTHER.search(text) or "其中" in clause.before or not _over_disclosure(clause):
        return
    for pattern in (_DENIED, _DENIED_BEHIND, _STATED):
        match = pattern.search(text)
        subject = _subject(match["said"]) if match else None
        if match is None or subject is None:
            continue
        number = exact(match) if pattern is _STATED else 0
        if number is not None and is_real(clause, match.start()) and whole_year(clause, match.end(), report.year):
            yield Claim(subject, number, clause.span(match.start(), match.end()))
        return


def _subject(said: str) -> Subject | None:
    review, suit = "复议" in said, "诉讼" in said or "应诉" in said
    if review and suit:
        return Subject.REVIEWS_AND_SUITS
    return Subject.REVIEWS if review else Subject.SUITS if suit else None


def _over_disclosure(clause: Clause) -> bool:
    """Tell cases over disclosure from the organ's cases in general."""
    sentence = clause.sentence
    said = clause.before + clause.text + clause.behind(len(clause.text))
    return sentence.section == "appeals" or bool(_ABOUT.search(said) or _ABOUT.search(sentence.heading[:REACH]))

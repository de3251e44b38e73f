"""What the running text says of how many normative documents were made in the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.model.report import Report
from auditor_rules.prose.claim import Claim, Subject
from auditor_rules.prose.phrases import COUNT, END, LINK, exact, none_of, words
from auditor_rules.prose.scope import is_real, whole_organ, whole_year
from auditor_rules.prose.sentences import Clause

_MADE = "制发 印发 制定 出台 新制作 制作 新增 公布 发布"
_PLAIN = words(
    _MADE,
    "行政 规范性文件 文件 政府 规章 重大 决策 和 及 或 或者 与 、 以 本 我 镇 乡 局 机关 单位 名义 任何 新 的 过 了 件 有关 相关 情况",
)
_DOCUMENT = r"(?:行政)?规范性文件"
_VERB = r"(?:制发|印发|制定|出台|新制作)"
_DENIED = re.compile(rf"{none_of(_MADE + ' 新')}(?P<said>{_PLAIN}){END}")
_TOPIC = re.compile(r"规范性文件(?:方面|情况)?[，,：:]\s*$")
_STATED = (
    re.compile(rf"{_VERB}{LINK}{_DOCUMENT}{LINK}{COUNT}"),
    re.compile(rf"{_VERB}{LINK}{COUNT}{LINK}{_DOCUMENT}"),
)
_OTHER = re.compile(r"废止|失效|修[订改]|清理|解读|上级|转发|公开|备案|审[查核]|现行有效|存量|部门文件|党|草案|征求|代")


def normative(clause: Clause, report: Report) -> Iterator[Claim]:
    """Yield what a clause says of normative documents made; other documents and other dealings with them are left out."""
    text = clause.text
    if _OTHER.search(text) or "其中" in clause.before:
        return
    match = _denied(clause) or _STATED[0].search(text) or _STATED[1].search(text)
    if match is None or not is_real(clause, match.start()) or not whole_year(clause, match.end(), report.year):
        return
    number = exact(match) if match.re in _STATED else 0
    if number is not None and whole_organ(text[: match.start()], report.organ):
        yield Claim(Subject.NORMATIVE, number, clause.span(match.start(), match.end()))


def _denied(clause: Clause) -> re.Match[str] | None:
    match = _DENIED.search(clause.text)
    if match is None or not any(verb in match["said"] for verb in _MADE.split()):
        return None
    named = "规范性文件" in match["said"] or ("文件" in match["said"] and _TOPIC.search(clause.before))
    return match if named else None

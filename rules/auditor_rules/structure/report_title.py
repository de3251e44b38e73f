"""OGI-S103: the title names the year and the kind of report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Violation, rule
from auditor.model.text import SPACES, normalise

_YEAR = r"(?:(?:19|20)\d{2}|二[〇○Ｏ零][〇○Ｏ零一二三四五六七八九]{2})年?"
_YEARS = re.compile(_YEAR)
_KIND = re.compile(r"政府信息公开.*年度?(?:工作)?报告")
# 年度 may stand before instead: 2024年度政府信息公开工作报告.
_KNOWN = re.compile(rf"(?:政务公开|信息公开).*(?:年度?(?:工作)?报告|年报)|政务公开.*报告|{_YEAR}度.*政府信息公开.*报告")
# What a title holds besides the organ's name.
_REST = re.compile(
    rf"{_YEAR}度?|关于|公布|发布|的|(?:政府|政务)?(?:信息|政务)公开|政府信息|工作|情况|年度|总结|报告|年报|\([^()]*\)|[《》\"'·、.\-—_]"
)


@rule(
    id="OGI-S103",
    title=("标题缺年份或名称", "Report title incomplete"),
    severity=(Severity.WARNING, Severity.REVIEW),
    confidence=Confidence.MEDIUM,
    basis=("国办公开办函〔2019〕60号、〔2021〕30号", "letters [2019] No. 60 and [2021] No. 30"),
    remedy=(
        "标题写明“机关名称＋年度＋政府信息公开工作年度报告”。",
        "Give the title as organ, year and 政府信息公开工作年度报告.",
    ),
)
def title_complete(report: Report) -> Iterator[Violation]:
    """Reports are filed and searched by their title; one without its organ, its year or its proper name is not found.

    The title may be broken over several lines, stand below a page's menu or behind a label, and may name the year before or
    behind the organ or at its end. 政务公开年报 and similar short names are left to a person.
    """
    title = report.title
    if title is None:
        yield Violation(Message("未见年报标题", "there is no report title"), report.whole(), subject="title")
        return
    report.asked.add(title)
    joined = SPACES.sub("", normalise(title.text))
    lacks = [
        *([] if len(_REST.sub("", joined)) > 1 else [("机关名称", "the organ")]),
        *([] if _YEARS.search(joined) else [("年度", "the year")]),
        *([] if _KIND.search(joined) else [("“政府信息公开工作年度报告”", "the words 政府信息公开工作年度报告")]),
    ]
    if lacks:
        only_short = len(lacks) == 1 and not _KIND.search(joined) and _KNOWN.search(joined)
        zh, en = "、".join(name for name, _ in lacks), ", ".join(name for _, name in lacks)
        yield Violation(
            Message(f"标题“{joined}”未写明{zh}", f"the title {joined} lacks {en}"),
            title, quotes=(title,), severity=Severity.REVIEW if only_short else None, subject="title",
        )  # fmt: skip

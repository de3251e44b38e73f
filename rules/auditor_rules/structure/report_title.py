"""OGI-S103: the title names the year and the kind of report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Violation, rule
from auditor.model.text import SPACES, normalise

_YEAR = r"(?:\d{4}|二[〇○Ｏ零][〇○Ｏ零一二三四五六七八九]{2})年"
_FULL = re.compile(rf"{_YEAR}(?:度)?.*政府信息公开.*年度报告")
_VARIANT = re.compile(rf"{_YEAR}.*(?:政务公开|信息公开).*(?:报告|年报)")


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
    """Reports are filed and searched by their title; one without its year or its proper name is not found.

    The title may be broken over several lines, and may name the year before or behind the organ. 政务公开年报 and
    similar short names are left to a person.
    """
    title = report.title
    if title is None:
        yield Violation(
            Message("未见年报标题", "there is no report title"), report.whole(), subject="title"
        )
        return
    report.asked.add(title)
    joined = SPACES.sub("", normalise(title.text))
    if not _FULL.search(joined):
        known = _VARIANT.search(joined) and ("政务公开" in joined or "年报" in joined)
        yield Violation(
            Message(f"标题“{joined}”未完整写明年度和“政府信息公开工作年度报告”", f"the title {joined} lacks the year or its full name"),
            title, quotes=(title,), severity=Severity.REVIEW if known else None, subject="title",
        )  # fmt: skip

"""OGI-S111: section six reports the fees for handling information."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.report import Section
from auditor.model.text import SPACES, normalise
from auditor_rules.dates.foot import foot
from auditor_rules.structure.passages import first_place

# In section six any word on charging speaks of this fee; elsewhere only what is said of requests does.
_IN_SECTION = re.compile(
    r"信息处理费|(?<!事业性)(?<!经营性)收费(?!标准|目录|项目)|收取(?![^。；\n]{0,6}(?:事业性|经营性))[^。；\n]{0,16}费|免收|费用|收费通知"
)
_ANYWHERE = re.compile(
    r"信息处理费|(?<!未按)收费通知|(?:信息公开|申请公开|依申请|政府信息|信息申请)[^。；\n]{0,24}?(?:收费|收取[^，。；\n]{0,12}费|费用)"
    r"|(?:未|没有|无|不)(?:发生|产生|收取|收)(?:过)?(?:任何|相关|有关)?(?:申请|检索|复制|邮寄)[^，。；\n]{0,10}费"
)
_OTHER_FEES = re.compile(r"行政事业性收费|涉企收费|收费(?:标准|目录|项目)|教育收费|乱收费")
_NOTHING = re.compile(
    r"(?:本年度?|今年|\d{4}年度?|我[\u4e00-\u9fff]{1,2}|本[\u4e00-\u9fff]{1,2}|目前)*(?:[暂均]?无|[暂均]?没有|不存在)"
    r"(?:其[他它])?(?:需要?|应当?|须)?(?:报告|说明|汇报)?的?(?:其[他它])?(?:重[要大])?(?:事项|情况|内容)?"
)
_PUNCTUATION = re.compile(r"[。，,.;；、()/\-—]")


@rule(
    id="OGI-S111",
    title=("第六部分未报告信息处理费", "Section 6 lacks fee statement"),
    severity=(Severity.WARNING, Severity.REVIEW),
    confidence=Confidence.MEDIUM,
    basis=("国办公开办函〔2021〕30号；《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）", "letters [2021] No. 30 and [2020] No. 109"),
    remedy=("在第六部分写明发出收费通知的件数、总金额和实际收取的总金额，没有的写明未收取。", "Say in section 6 how many fee notices were issued, their total, and what was collected, or that nothing was."),
    first_year=2021,
)  # fmt: skip
def fees_reported(report: Report) -> Iterator[Violation]:
    """From report year 2021 on section six states the fees charged for handling information: notices, amount noticed,
    amount collected. “无” leaves open whether there were none or nobody looked.

    A statement placed elsewhere in the report is as good; 行政事业性收费 and other charges are not this fee.
    """
    section = report.section("other")
    if section is None:
        return
    place = _fee(report, section)
    report.asked.add(place or section.heading)
    if place is not None:
        return
    report.read_whole()
    beneath = report.derived(foot).lines
    lines = [line for line in section.lines if line.text.strip() and line.line not in beneath]
    text = "".join(_PUNCTUATION.sub("", SPACES.sub("", normalise(line.text))) for line in lines)
    nothing = not text or _NOTHING.fullmatch(text) is not None
    first = lines[0] if lines else None
    at = Span(first.text, first.line, first.col, "other") if first else section.heading
    said = f"仅写“{at.text.rstrip('。')}”，" if first and nothing else ""
    yield Violation(
        Message(
            f"第六部分{said}未报告信息处理费收取情况", "section 6 does not report the fees for handling information"
        ),
        at,
        quotes=(at,),
        severity=Severity.WARNING if nothing else Severity.REVIEW,
        subject="fees",
    )


def _fee(report: Report, section: Section) -> Span | None:
    inside = first_place(_IN_SECTION, ((line, "other") for line in section.lines))
    if inside is not None:
        return inside
    return first_place(_ANYWHERE, ((line, key) for line, key in report.prose() if not _OTHER_FEES.search(line.text)))

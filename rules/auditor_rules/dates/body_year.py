"""OGI-D606: statements on the year's work name the report's year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.text import holds
from auditor_rules.dates.report_year import likely_year
from auditor_rules.prose.dates import Date, dates

# Up to the end of the clause with the first verb of disclosing, receiving or handling, or with a count of documents made.
_STATEMENT = re.compile(
    r".*?(?:公开|收到|受理|办理|发布|接到|新收|答复|办结|收取|发出|(?:制定|制发|印发|出台)[^，,]{0,16}\d\s*[件份个])[^，,]*"
)
# The year stands where a statement begins: at the start of a clause, behind the organ's name for itself, or 现将.
_BEGINS = re.compile(
    r"(?:^|[。；！？，：:;,、）)\s\u3000])(?:（?[一二三四五六七八九十]{1,3}[)）、]|[一二三四五六七八九十]是|\d{1,2}[.、．])?"
    r"(?:在|于|纵观|回顾|现[将对]|[我本全](?:局|镇|乡|办|委|厅|县|市|区|省|州|旗|院|部|处|街道|机关|单位|中心)(?:在|于)?)?[\s\u3000]*$"
)
_BEGUN = holds(_BEGINS)
# What makes of the year the name or date of something else than a statement.
_NAMES = re.compile(
    r"^(?:度)?(?:以来|以前|之前|以后|之后|起|至|到|—|-|－|~|～|和|与|、|底|末|初|[上下]半年|第?[一二三四]季度|\s*\d"
    r"|(?:(?!对|进行|开展|组织|我|本)[^，,。；;]){0,24}?(?:决算|预算|要点|方案|计划|规划|年报|报表|年度报告|总结报告|报告[》的]|通知|目录|清单|名单|考核|评估|测评|排名|通报|表彰|结转|转结|(?:制定|制发|出台|印发|形成|产生|遗留)的))"
)
_COMPARED = re.compile(
    r"同比|环比|相比|相较|[较比](?:上|去|前|往|\d|二〇|增|减|降|升)|上一?年度?|去年|前年|往年|历年|同期|分别|由\d{4}年|连续|结转|转结|荣获|获评|评为|被评|获得|授予|称号|整改|机构改革|挂牌|存在的?问题"
)
# Honours of an earlier year are looked back on wherever in the sentence they are named.
_HONOURED = re.compile(r"评为|获评|荣获|授予|表彰|优秀|先进|排名|名列|位列|等次|嘉奖")
# What is still to be done cannot be done in the year that is over: 2020年将从以下方面改进 in the report for 2020.
_TO_DO = re.compile(
    r"^(?:度)?[，,]?(?:[我本全](?:局|镇|乡|办|委|厅|县|市|区|省|州|旗|院|部|处|街道|机关|单位|中心)|[\u4e00-\u9fff]{2,12}(?:局|镇|乡|办|委|街道|政府))?[，,]?(?:我们)?"
    r"(?:将(?:从|在|进一步|继续|重点|着力|努力|不断|持续|加大|加强|采取|围绕|主要|按照|严格|认真|积极|大力|切实|深入|全面|做好|开展|探索|通过|坚持|做到|推进|推动|完善|健全|强化)"
    r"|拟(?!定|稿|制)|计划(?!生育)(?:[从在做开]|进一步)|(?:下一步|下步)(?:工作)?(?:打算|计划|安排|思路|将))"
)
_PLANNED = re.compile(r"(?<!现)将|(?<!对)拟(?!稿)|继续|计划|争取|下一步|下一年|力争|打算|明年|今后")
_TITLE = re.compile(r"《[^《》]*》|〈[^〈〉]*〉|“[^“”]*”")


@rule(
    id="OGI-D606",
    title=("正文年份错用", "Wrong year in body"),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    basis=("国办公开办函〔2021〕30号、〔2019〕60号：报告本年度情况", "letters [2021] No. 30 and [2019] No. 60: a report is on its own year"),
    remedy=("核对该句所述年度，改正年份；确指其他年度的，写明与本年度的关系。", "Check which year the sentence is about and correct it."),
)  # fmt: skip
def body_year_right(report: Report) -> Iterator[Violation]:
    """“2022年，我局主动公开信息……” in the report for 2023 is a sentence that was copied on from last year, and its figures
    with it.

    Blamed is the year before or after the report's own where it opens a statement on disclosing, receiving or handling.
    Let pass: comparisons and sentences that name the report's year as well, what was carried over, budgets and final
    accounts, titles, plans, awards, anything with a month; the coming year in section five or with 将, 拟, 计划.
    """
    year = report.derived(likely_year)
    if year is None:
        return
    named = report.derived(dates)
    for number, date in enumerate(named):
        if date.year is None:
            continue
        if number < 3 or date.year != year:
            report.asked.add(date.span)
        if date.year == year and date.section == "problems" and date.month is None and _is_planned_for(date):
            yield _past_plan(date, year)
        elif abs(date.year - year) == 1 and date.month is None and _states_work(date, year):
            span = date.span
            yield Violation(
                Message(f"本报告为{year}年度报告，此处写作“{span.text}”", f"this is the report for {year}; the sentence says {date.year}"),
                span,
                quotes=(_quoted(date),),
                expected=str(year),
                actual=str(date.year),
                subject="year in text",
                cause="report year",
            )  # fmt: skip


def _states_work(date: Date, year: int) -> bool:
    if not _BEGUN[date.before]:
        return False
    sentence = re.split("[。；！？;]", date.after, maxsplit=1)[0]
    start = max(date.before.rfind(mark) for mark in "。；！？;") + 1
    around = _TITLE.sub("", date.before[start:] + sentence)
    if _NAMES.match(sentence) or str(year) in around or _HONOURED.search(around):
        return False
    # What stands behind the clause of the first verb is another statement: 收到申请5件，同比增长 is still that year's.
    work = _STATEMENT.match(_TITLE.sub("", sentence))
    if work is None or _COMPARED.search(date.before[start:] + work[0]):
        return False
    later = date.year is not None and date.year > year
    return not (later and (date.section == "problems" or _PLANNED.search(around) is not None))


def _is_planned_for(date: Date) -> bool:
    return _BEGUN[date.before] and _TO_DO.match(date.after) is not None


def _past_plan(date: Date, year: int) -> Violation:
    span = date.span
    return Violation(
        Message(f"报告年度{year}年已经结束，改进打算仍写作“{span.text}”，疑应为{year + 1}年", f"{year} is over, but what is to be done is dated {year}; {year + 1} seems to be meant"),
        span,
        quotes=(_quoted(date),),
        expected=str(year + 1),
        actual=str(year),
        subject="year of a plan",
        cause="year of a plan",
    )  # fmt: skip


def _quoted(date: Date) -> Span:
    end = re.search("[。；！？;]", date.after)
    text = date.line.text[date.start : date.end + (end.start() if end else len(date.after))]
    return Span(text, date.line.line, date.line.col + date.start, date.section)

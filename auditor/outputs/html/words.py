"""What the pages say themselves, in both languages. Source text is never translated."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from auditor.model.finding import Message
from auditor.outputs.html.inert import escape

SEVERITIES = ("error", "warning", "review")
STATES = ("pass", "fail", "review", "not_applicable", "not_assessable", "error", "waived")


@lru_cache(maxsize=4096)
def both(text: Message) -> Markup:
    """Return a text in both languages, of which the page shows one at a time."""
    if text.zh == text.en:
        return Markup(escape(text.zh))  # noqa: S704 - escaped
    return Markup(f'<span lang="zh">{escape(text.zh)}</span><span lang="en">{escape(text.en)}</span>')  # noqa: S704


def told(pair: Mapping[str, str]) -> Markup:
    """Return a recorded {zh, en} in both languages."""
    return both(Message(pair["zh"], pair["en"]))


def _counted(zh: str, one: str, many: str = "") -> tuple[str, str, str]:
    return zh, one, many or one + "s"


_COUNTED = {
    "error": _counted("错误{}项", "{} error"),
    "warning": _counted("警告{}项", "{} warning"),
    "review": _counted("待核{}项", "{} to review", "{} to review"),
    "waived": _counted("已豁免{}项", "{} waived", "{} waived"),
    "crashed": _counted("{}条规则运行出错", "{} rule crashed", "{} rules crashed"),
    "not_assessable": _counted("{}条规则无法判断", "{} rule not assessable", "{} rules not assessable"),
    "together": _counted("以下{}项出于同一原因", "{} finding with one cause", "{} findings with one cause"),
    "examined": _counted("核查{}处", "{} place examined", "{} places examined"),
    "first": _counted("列出前{}处", "first {} shown", "first {} shown"),
    "rules": _counted("{}条规则", "{} rule"),
    "reports": _counted("{}份报告", "{} report"),
    "more_reports": _counted("另有{}份", "and {} more", "and {} more"),
    "more_reasons": _counted("另有{}项，见各报告页", "{} more, on the pages of the reports", "{} more, on the pages of the reports"),
    "more_quotes": _counted("其余{}处引文", "{} more quotation"),
    "operands": _counted("共{}项", "{} in all", "{} in all"),
    "row": _counted("{}行", "{} row"),
}  # fmt: skip


def counted(word: str, number: int) -> Message:
    """Return a word with its number: 错误2项, 2 errors."""
    zh, one, many = _COUNTED[word]
    return Message(zh.format(number), (one if number == 1 else many).format(number))


SEVERITY = {
    "error": Message("错误", "error"),
    "warning": Message("警告", "warning"),
    "review": Message("待核", "review"),
}
CONFIDENCE = {"high": Message("高", "high"), "medium": Message("中", "medium"), "low": Message("低", "low")}
STATE = {
    "pass": Message("通过", "pass"),
    "fail": Message("不通过", "fail"),
    "review": Message("待核", "review"),
    "not_applicable": Message("不适用", "not applicable"),
    "not_assessable": Message("无法判断", "not assessable"),
    "error": Message("运行出错", "rule error"),
    "waived": Message("已豁免", "waived"),
}
REASON = {
    "unread": Message("未能完整读取", "not read completely"),
    "unknown": Message("缺少所需资料", "data not given"),
    "error": Message("规则运行出错", "rule crashed"),
}
DECIDED = {
    "confirmed": Message("属实", "confirmed"),
    "dismissed": Message("不成立", "dismissed"),
    "accepted": Message("接受现状", "accepted"),
    "checked_ok": Message("人工核查无误", "checked by eye: in order"),
    "checked_fail": Message("人工核查不符", "checked by eye: not in order"),
}
DECISION_STATE = {
    "holds": Message("有效", "holds"),
    "changed": Message("内容已变，重新打开", "changed since reviewed: reopened"),
    "expired": Message("已过期，重新打开", "expired: reopened"),
}

WORDS = {
    "product": Message("政府信息公开工作年度报告审核", "Audit of annual reports on open government information"),
    "title": Message("审核结果", "Audit results"),
    "as_of": Message("审核日期", "As of"),
    "version": Message("程序版本", "Version"),
    "verdict": Message("结论", "Verdict"),
    "language": Message("语言", "Language"),
    "ledger": Message("审核台账", "Ledger"),
    "ledger_sum": Message("规则 × 报告", "Rules × reports"),
    "ledger_note": Message(
        "每条规则对每份报告恰有一种结果，七项之和等于规则数乘以报告数。",
        "Each rule ends in exactly one state on each report; the seven add up to rules times reports.",
    ),
    "by_severity": Message("问题汇总", "Findings by severity"),
    "severity": Message("程度", "Severity"),
    "findings": Message("问题", "Findings"),
    "incidents": Message("事项", "Incidents"),
    "incidents_note": Message(
        "出于同一原因的问题合为一个事项；已豁免的不计在内。",
        "Findings with one cause form one incident; waived findings are not counted.",
    ),
    "affected": Message("涉及报告", "Reports"),
    "waived": Message("已豁免", "Waived"),
    "none": Message("无", "None"),
    "reports": Message("报告", "Reports"),
    "report": Message("报告", "Report"),
    "organ": Message("机关", "Organ"),
    "year": Message("年度", "Year"),
    "form": Message("格式", "Form"),
    "file": Message("文件", "File"),
    "total": Message("合计", "Total"),
    "unnamed": Message("未识别机关", "organ unknown"),
    "show": Message("显示", "Show"),
    "show_all": Message("全部", "all"),
    "show_findings": Message("有问题的", "with findings"),
    "show_incomplete": Message("审核不完整的", "incomplete"),
    "incomplete": Message("不完整", "incomplete"),
    "not_assessed": Message("未能判断的规则及原因", "What could not be assessed, and why"),
    "reason": Message("原因", "Reason"),
    "rules": Message("规则", "Rules"),
    "rules_run": Message("本次运用的规则", "Rules of this run"),
    "rules_by_state": Message("规则结果（条）", "Rules by state"),
    "rule": Message("规则", "Rule"),
    "source": Message("来源", "Source"),
    "skipped": Message("跳过的文件", "Files skipped"),
    "decisions": Message("不再适用的判定", "Decisions that no longer hold"),
    "decision": Message("判定", "Decision"),
    "note": Message("说明", "Note"),
    "overview": Message("审核总览", "Overview"),
    "original": Message("报告原文", "The report"),
    "original_note": Message(
        "按原文顺序重绘，合并单元格从推断；左侧为报告文本行号。",
        "Redrawn in reading order, merged cells inferred; line numbers of the report text at the left.",
    ),
    "rebuilt": Message(
        "本表在原文件中已失去单元格，由文字重建，请对照原件核实。",
        "The source had lost this table's cells; it was rebuilt from the text. Compare it with the original.",
    ),
    "as_printed": Message("本表按原文单元格读取，未作重建。", "Cells as in the source; not rebuilt."),
    "foreign": Message("本表不属于规定格式。", "This table is not one of the form's."),
    "no_text": Message("文件没有可显示的内容。", "There is no text to show."),
    "no_findings": Message("没有问题。", "No findings."),
    "place": Message("位置", "Place"),
    "page": Message("页", "page"),
    "formula": Message("关系式", "Formula"),
    "expected": Message("应为", "Expected"),
    "actual": Message("实为", "Actual"),
    "quotes": Message("引文", "Quoted"),
    "basis": Message("依据", "Basis"),
    "remedy": Message("建议", "Remedy"),
    "related": Message("相关", "Related"),
    "confidence": Message("把握", "Confidence"),
    "fingerprint": Message("标识", "Fingerprint"),
    "evidence": Message("证据", "Evidence"),
    "incident": Message("事项", "Incident"),
    "reviewer": Message("审核人", "Reviewer"),
    "expires": Message("有效期至", "Expires"),
    "blank": Message("空白", "blank"),
    "checks": Message("其余规则", "The other rules"),
    "passed": Message("通过的检查（未发现下列问题）", "Checks passed (none of these was found)"),
    "not_applicable": Message("不适用的规则", "Rules not applicable"),
    "not_assessable": Message("无法判断的规则", "Rules not assessable"),
    "crashed": Message("运行出错的规则", "Rules that crashed"),
    "by_eye": Message("由审核人判定", "decided by a reviewer"),
    "clean": Message("未发现问题", "no findings"),
    "unread": Message("未能完整读取", "not read completely"),
    "no_report": Message("不是政府信息公开工作年度报告", "not an annual report"),
    "unreadable": Message("文件无法读取", "the file could not be read"),
}


def joined(parts: list[Message]) -> Message:
    """Return several statements as one."""
    return Message("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))

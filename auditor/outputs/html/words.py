"""What the pages say themselves, in both languages. Source text is never translated."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from auditor.model.finding import Message
from auditor.outputs.html.inert import escape

SEVERITIES = ("error", "warning", "review")
STATES = ("pass", "fail", "review", "not_applicable", "not_assessable", "error", "waived")


@lru_cache(maxsize=4096)
def both(text: tuple[str, str]) -> str:
    """Return a text in both languages as HTML, of which the page shows one at a time."""
    zh, en = text
    if zh == en:
        return escape(zh)
    return f'<span lang="zh">{escape(zh)}</span><span lang="en">{escape(en)}</span>'


def told(pair: Mapping[str, str]) -> str:
    """Return a recorded {zh, en} in both languages as HTML."""
    return both((pair["zh"], pair["en"]))


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
    "pages": _counted("第{}页", "page {}", "page {}"),
    "paragraphs": _counted("第{}段", "paragraph {}", "paragraph {}"),
    "doubtful": _counted("{}个单元格字迹不清，请对照原件图像", "{} cell hard to read; compare the picture", "{} cells hard to read; compare the pictures"),
    "organs": _counted("另有{}个机关，见报告列表", "and {} more organ, see the reports", "and {} more organs, see the reports"),
    "gone": _counted("{}项", "{} finding"),
    "more_gone": _counted("另有{}项，见审核记录", "and {} more, in the run record", "and {} more, in the run record"),
    "repairs": _counted("疑误单元格", "Suspected cell", "Suspected cells"),
    "skipped": _counted("{}个文件", "{} file"),
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
    "unnamed": Message("未识别机关", "organ unknown"),
    "show": Message("显示", "Show"),
    "show_all": Message("全部", "all"),
    "show_error": Message("有错误的", "with errors"),
    "show_found": Message("有问题的", "with findings"),
    "show_open": Message("审核不完整的", "incomplete"),
    "show_clear": Message("未发现问题的", "without findings"),
    "incomplete": Message("不完整", "incomplete"),
    "not_assessed": Message("未能判断的规则及原因", "What could not be assessed, and why"),
    "reason": Message("原因", "Reason"),
    "rules_run": Message("本次运用的规则", "Rules of this run"),
    "rules_by_state": Message("规则结果（条）", "Rules by state"),
    "rule": Message("规则", "Rule"),
    "source": Message("来源", "Source"),
    "skipped": Message("跳过的文件", "Files skipped"),
    "stale": Message("不再适用的判定", "Decisions that no longer hold"),
    "decision": Message("判定", "Decision"),
    "note": Message("说明", "Note"),
    "matrix": Message("机关 × 规则类别", "Organs × families of rules"),
    "matrix_note": Message(
        "格内为问题数，未计已豁免的；底纹和记号表示其中最重的程度：■ 错误，▲ 警告，○ 待核。问题最重的机关在前。",
        "Findings that are not waived; tint and sign tell the gravest of them: ■ error, ▲ warning, ○ to review. "
        "The gravest organs come first.",
    ),
    "chart_families": Message("各类规则的问题", "Findings by family of rules"),
    "chart_reports": Message("各份报告的结果", "Reports by result"),
    "score": Message("评分", "Score"),
    "rank": Message("名次", "Rank"),
    "scheme": Message("评分方案", "Scoring scheme"),
    "same_rank": Message("；同分同名次。", "; equal scores share a rank."),
    "nothing_lost": Message("未扣分", "nothing lost"),
    "baseline": Message("与基线相比", "Compared with the baseline"),
    "since_new": Message("新", "new"),
    "since_unchanged": Message("未变", "unchanged"),
    "since_updated": Message("有变化", "changed"),
    "since_absent": Message("已消失", "gone"),
    "since_not_compared": Message("无法比较", "not comparable"),
    "rules_added": Message("基线未运行的规则，其问题均计为新", "Rules the baseline did not run: all they find is new"),
    "rules_removed": Message(
        "仅基线运行的规则，其问题无法比较", "Rules only the baseline ran: what they found is not comparable"
    ),
    "gone": Message("基线中有、本次没有的问题", "In the baseline and not in this run"),
    "gone_elsewhere": Message(
        "其中所在报告不在本次审核之列的", "Of those, the findings in reports that this run has not"
    ),
    "changed_since": Message("由基线（{}）到现在", "From the baseline ({}) to now"),
    "quote_was": Message("引文", "Quotation"),
    "message_was": Message("原表述", "It said"),
    "reopened": Message("重新打开", "reopened"),
    "now": Message("现在", "Now"),
    "before_unknown": Message(
        "判定时的数值不在本次记录中；用 --baseline 指明那次审核即可对照。",
        "The figures it was decided on are not in this record; name that run with --baseline to see them.",
    ),
    "page_of": Message("各页", "Pages"),
    "original_note": Message(
        "按原文顺序重绘，左侧为报告文本行号。", "Redrawn in reading order; line numbers of the report text at the left."
    ),
    "rebuilt": Message(
        "本表在原文件中已失去单元格，由文字重建，请对照原件核实。",
        "The source had lost this table's cells; it was rebuilt from the text. Compare it with the original.",
    ),
    "inferred": Message(
        "单元格按原文读取，未作重建；原文未记合并，按规定格式推断。",
        "Cells as in the source, not rebuilt; the source does not tell merged cells, so they are inferred.",
    ),
    "as_published": Message(
        "单元格及合并均按原文件读取，未作重建。", "Cells and merges as in the original file; not rebuilt."
    ),
    "foreign": Message("本表不属于规定格式。", "This table is not one of the form's."),
    "table_findings": Message("本表所涉问题", "Findings in this table"),
    "no_text": Message("文件没有可显示的内容。", "There is no text to show."),
    "no_findings": Message("没有问题。", "No findings."),
    "in_original": Message("原件", "Original"),
    "formula": Message("关系式", "Formula"),
    "expected": Message("应为", "Expected"),
    "actual": Message("实为", "Actual"),
    "difference": Message("相差", "Difference"),
    "basis": Message("依据", "Basis"),
    "remedy": Message("建议", "Remedy"),
    "related": Message("相关", "Related"),
    "confidence": Message("把握", "Confidence"),
    "fingerprint": Message("标识", "Fingerprint"),
    "by_file": Message(
        "（机关或年度未识别，标识随文件内容而定，文件改动后视为新问题）",
        "(organ or year unknown: it goes by the file's content, so any change of the file makes a new finding)",
    ),
    "evidence": Message("证据", "Evidence"),
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
    "undrawn": Message(
        "本页未能绘出，以下仅列出问题。原因：",
        "This page could not be drawn; its findings are listed below. The reason: ",
    ),
    "how_read": Message("读取说明", "How the file was read"),
    "report_text": Message("报告文本（程序所读）", "The report text, as read"),
    "picture": Message("原件图像", "As scanned"),
}

# What the pages' script says; it stands in every page as data.
SCRIPT_WORDS = {
    "theme": Message("深浅", "Theme"),
    "light": Message("浅色", "Light"),
    "dark": Message("深色", "Dark"),
    "help": Message("快捷键", "Keys"),
    "close": Message("关闭", "Close"),
    "k_next": Message("下一条问题", "next finding"),
    "k_prev": Message("上一条问题", "previous finding"),
    "k_decide": Message("判定当前问题", "decide the current finding"),
    "k_search": Message("搜索", "search"),
    "k_help": Message("显示本说明", "this help"),
    "decide": Message("判定", "Decide"),
    "change": Message("更改判定", "Change the decision"),
    "search": Message("搜索", "Search"),
    "review": Message("审核意见", "Review"),
    "save": Message("保存判定文件", "Save decisions.csv"),
    "load": Message("载入判定文件", "Load decisions.csv"),
    "add": Message("补充问题", "Add a finding"),
    "added": Message("审核人补充的问题", "Findings added by the reviewer"),
    "verdict": Message("结论", "Verdict"),
    "confirmed": DECIDED["confirmed"],
    "dismissed": DECIDED["dismissed"],
    "accepted": DECIDED["accepted"],
    "checked_ok": DECIDED["checked_ok"],
    "checked_fail": DECIDED["checked_fail"],
    "reason": Message("理由", "Reason"),
    "text": Message("问题内容", "What is wrong"),
    "reviewer": Message("审核人", "Reviewer"),
    "expires": Message("有效期至（可不填）", "Valid until (optional)"),
    "ok": Message("确定", "Decide"),
    "cancel": Message("取消", "Cancel"),
    "undo": Message("撤销", "Withdraw"),
    "need_verdict": Message("请选择结论。", "Choose a verdict."),
    "need_reason": Message("请写明理由。", "Give the reason."),
    "need_reviewer": Message("请填写审核人姓名。", "Give the reviewer's name."),
    "undecided": Message("未判定", "undecided"),
    "counts_later": Message(
        "判定保存在本机浏览器中；本次审核的数字不变，用 --decisions 再次审核后才计入。",
        "Decisions are kept in this browser. The figures of this run stay; the next run with --decisions counts them.",
    ),
    "counts_as": Message("豁免", "waived"),
    "no_storage": Message(
        "此浏览器不允许页面保存数据：离开本页前请保存判定文件。",
        "This browser lets the page keep nothing: save the file before you leave the page.",
    ),
    "load_first": Message(
        "本次审核用的判定文件太大，本页未带：请先载入该文件再保存，或在总览页保存，以免遗漏。",
        "The decisions file of this run is too large for this page: load it before you save, or save on the index, so that "
        "nothing is left out.",
    ),
    "unsaved": Message("有未保存到文件的判定", "There are decisions not yet saved to a file"),
    "saved": Message("已全部保存到文件", "All saved to a file"),
    "loaded": Message("已载入 {} 条判定", "{} decisions loaded"),
    "carried": Message(
        "原判定文件的 {} 行在保存时一并保留，次序不变。",
        "The {} rows of the run's own decisions file are saved with them, in their order.",
    ),
    "kept": Message("；{} 条与本机不同，保留本机的", "; {} differ from those made here, which were kept"),
    "bad_file": Message("不是判定文件：", "Not a decisions file: "),
    "all_organs": Message("全部机关", "all organs"),
    "all_years": Message("全部年度", "all years"),
    "all_rules": Message("全部规则", "all rules"),
    "organ": Message("机关", "Organ"),
    "year": Message("年度", "Year"),
    "rule": Message("规则未通过", "Rule not passed"),
    "of": Message("第 {}–{} 份，共 {} 份", "{}–{} of {}"),
    "nothing": Message("没有符合条件的报告", "No report matches"),
    "earlier": Message("上一页", "Back"),
    "later": Message("下一页", "More"),
    "unnamed": WORDS["unnamed"],
    "incomplete": WORDS["incomplete"],
    "made_here": Message("本机判定", "Decided here"),
    "sort": Message("排序", "sort"),
}


def joined(parts: list[Message]) -> Message:
    """Return several statements as one."""
    return Message("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))

"""OGI-L810: a count stands beside what it counts, with its measure word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Violation, rule
from auditor.model.text import Memo
from auditor_rules.language.running_text import RunningText, running_text
from auditor_rules.reading.garbled_source import refuse_damaged

_COUNTED = (
    r"(?:信息|文件|申请|动态|公告|稿件|报道|事项|工单|建议|提案|案件|留言|来信|简报|图解|解读|通知|回应|件|文章|视频)"
)
_VERB = r"(?:公开|发布|收到|受理|办结|办理|答复|制发|印发|解读|回应|公布|公示|推送|刊登|报送|更新|转发|接到|处理|回复|编发|制作)"
_WHAT = rf"{_VERB}(?P<what>[^，。；：、\d\n]{{0,16}}?{_COUNTED})"
_NUMBER = r"(?:\d{1,3}(?:[,，]\d{3})+|\d{1,6})"
_COMMA = re.compile(rf"(?P<comma>[，,、])(?P<count>{_NUMBER}\s?(?:条次|件次|[条件篇份个项则]))(?=[，。；、\n]|$)")
_END = re.compile(r"[，。；\n](?<=\d.)(?!\s?\d)", re.DOTALL)
_BEFORE_COMMA = re.compile(rf"{_WHAT}$")
_BEFORE_NUMBER = re.compile(rf"{_WHAT}(?:共|共计|累计|总计|合计|达|为)?\s?(?P<number>{_NUMBER})$")
_REACH = 36


@rule(
    id="OGI-L810",
    title=("单位或量词缺失", "Number without unit"),
    severity=Severity.REVIEW,
    confidence=Confidence.LOW,
    basis=(
        "行文规范：数字应与量词、所计对象连写",
        "plain usage: a count stands with its measure word, beside what it counts",
    ),
    remedy=("补写量词，删去数字前多余的逗号。", "Supply the measure word, and drop the stray comma before the number."),
)
def counts_with_units(report: Report) -> Iterator[Violation]:
    """收到申请12， leaves open twelve of what, and 公开信息，1条 does not say what the one is; both are traces of a form that was
    filled in by hand or of a deleted piece.

    Looked for are counts right behind a verb of the work (公开, 收到, 办结 …) and what is counted. Thousands with a comma, lists of
    numbers, years and counts behind 数 or 数量 are in order.
    """
    refuse_damaged(report)
    running = report.derived(running_text)
    report.asked.add_all(running.lines)
    text = running.text
    if not any(_MAY_LACK[line.text] for line in running.lines):
        return
    for match in _COMMA.finditer(text):
        before = _BEFORE_COMMA.search(text, max(0, match.start() - _REACH), match.start())
        if before is not None:
            zh = f"“{before[0]}{match[0]}”中数字前的“{match['comma']}”多余"
            en = f"{before[0]}{match[0]}: a stray comma before the count"
            yield _violation(running, before.start(), match.end(), Message(zh, en), before["what"] + match["count"])
    for match in _END.finditer(text + "\n"):
        counted = _BEFORE_NUMBER.search(text, max(0, match.start() - _REACH), match.start())
        if counted is not None:
            message = Message(f"“{counted[0]}”中数字后缺少量词", f"{counted['number']} has no measure word")
            yield _violation(running, counted.start(), counted.end(), message)


def _may_lack(line: str) -> bool:
    """Tell whether a line holds what a closer look is for: few lines do."""
    text = line + "\n"
    places = [(match.start(), _BEFORE_COMMA) for match in _COMMA.finditer(text)]
    places += [(match.start(), _BEFORE_NUMBER) for match in _END.finditer(text)]
    return any(before.search(text, max(0, at - _REACH), at) for at, before in places)


_MAY_LACK: Memo[bool] = Memo(_may_lack)


def _violation(running: RunningText, start: int, end: int, message: Message, expected: str | None = None) -> Violation:
    span = running.span(start, end)
    return Violation(
        message, span, quotes=(running.around(start, end),), expected=expected, actual=span.text, subject="unit"
    )

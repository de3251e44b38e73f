"""OGI-L810: a number stands with its measure word, a year with 年, a day with 日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Confidence, Message, Report, Severity, Unread, Violation, rule
from auditor.model.text import Memo
from auditor_rules.language.running_text import RunningText, running_text
from auditor_rules.reading.garbled_source import refuse_damaged

_COUNTED = r"(?:信息|文件|申请|动态|公告|稿件|报道|事项|工单|建议|提案|案件|留言|来信|简报|图解|解读|通知|回应|件|文章|视频|会议|培训|专栏|栏目|活动|发布会|来访|评论|网民|记录)"
_VERB = r"(?:公开|发布|收到|受理|办结|办理|答复|制发|印发|解读|回应|公布|公示|推送|刊登|报送|更新|转发|接到|处理|回复|编发|制作|召开|举办|开展|开设|组织|接待|新增|梳理|审查|清理)"
_WHAT = rf"{_VERB}(?P<what>[^，。；：、\d\n]{{0,16}}?{_COUNTED})"
_NUMBER = r"(?:\d{1,3}(?:[,，]\d{3})+|\d{1,6})"
_COMMA = re.compile(rf"(?P<comma>[，,、])(?P<count>{_NUMBER}\s?(?:条次|件次|[条件篇份个项则]))(?=[，。；、\n]|$)")
# The number ends: at a mark, or before a word that says what became of the counted.
_END = re.compile(
    r"(?<=\d)(?:[，。；（\n](?!\s?\d)|(?=分别|其中|均[已为按]|全部|按时|已[全办答]|较上|同比|比上|包括|以及))"
)
_BEFORE_COMMA = re.compile(rf"{_WHAT}$")
_BEFORE_NUMBER = re.compile(rf"{_WHAT}(?:数量|数)?(?:共|共计|累计|总计|合计|达|为|有)?\s?(?P<number>{_NUMBER})$")
# 全年共公开320，
_BARE_VERB = re.compile(
    rf"(?:全年|共|累计|共计|总计|合计)(?:主动|予以|依法)?(?:公开|发布|收到|受理|办结|答复|公布|推送|更新|转载)\s?(?P<number>{_NUMBER})(?=[，。；（])(?![，]\d)"
)
_REACH = 36
# 公开信息数为12 counts in another way.
_HOLDS_NUMBER = re.compile(r"数(?:量)?(?:为|达|有|共|共计)?\s?\d")
# 公开信息数170，其他方式公开49条: one number has its measure word, the other has not.
_NUMBER_OF = re.compile(
    r"(?P<what>(?:信息|文件|申请|稿件|留言|案件)数(?:量)?)(?P<number>\d{1,6})(?=[，；、][^。\n]{0,40}\d\s?[条件篇份])"
)
# 26.4粉丝, 300群众: what is counted follows at once. Hotlines (12345热线) and years are no counts.
_NOUN = r"(?:粉丝|用户|群众|干部|职工|党员|居民|村民|师生|信息|申请|稿件|视频|图解|案件|提案|文章|公告|动态|留言|来信|简报|栏目|专栏|企业)"
_BARE = re.compile(
    rf"(?<![\d.．,，/\-—+＋A-Za-z第“〔\[年月])(?P<number>\d{{1,4}}(?:\.\d+)?|\d{{1,3}}(?:,\d{{3}})+)(?={_NOUN})"
)
_IN_FRONT = re.compile(
    r"(?:与|对|为|向|达|近|约|共|了|到|有|超|组织|发布|公开|收到|办理|推送|开展|开设|服务|培训|受理|拥有|新增|累计|共计|制作|回应)$"
)
# 12月31止, 12月31至: a day that lacks its 日. 5月1、2日 and 10月1—7日 share one, and 12月20条 is a count.
_DAY = re.compile(
    r"(?<!\d)(?:0?[1-9]|1[0-2])月(?:3[01]|[12]\d|0?[1-9])(?=止|至|前|以来|期间|以前|之前|之间|的|为|，|。|；|）|\)|$)(?!至\d{1,2}[日号]|[，]\d{3})"
)
# 2022依托平台: a year that lacks its 年, where a clause begins.
_YEAR = re.compile(
    r"(?:(?<=[。，；：（）])|^)[\s\u3000]*(?:在|自|截至)?(?P<year>(?:19|20)\d\d)(?=依托|以来|全年|我[局镇县市区委乡办院厅]|本[局镇县市区委乡办院厅]|共[收公受发办主]|累计|主动公开|收到|公开|发布|通过|工作中|按照|根据|坚持|围绕|认真|继续|持续|不断|深入|严格|积极|未收到|没有|无|新增|围绕|各|全[县市区镇乡局]|政府信息公开工作)"
    r"|(?<![\d\-—–－~～年第〔“A-Za-z])(?P<half>20\d\d)(?=[底初](?![中级审一])|度(?![假过]))"
)
_MANY = 5
"""So many dates and counts without their word show that the source lost characters, not that a writer did."""


class _Lack(NamedTuple):
    start: int
    end: int
    zh: str
    en: str
    expected: str | None = None


@rule(
    id="OGI-L810",
    title=("单位或量词缺失", "Number without unit"),
    severity=Severity.REVIEW,
    confidence=Confidence.LOW,
    basis=(
        "行文规范：数字应与量词、所计对象连写",
        "plain usage: a count stands with its measure word, beside what it counts",
    ),
    remedy=("补写量词或“年”“日”，删去数字前多余的逗号。", "Supply the measure word, 年 or 日, and drop the stray comma before the number."),
)  # fmt: skip
def counts_with_units(report: Report) -> Iterator[Violation]:
    """收到申请12， leaves open twelve of what, and 公开信息，1条 does not say what the one is; both are traces of a form that was
    filled in by hand or of a deleted piece.

    Looked for are counts behind a verb of the work (公开, 收到, 办结 …) and what is counted, counts right before what is counted
    (26.4粉丝), days without 日 (12月31止) and years without 年 where a clause begins. Thousands with a comma, lists of numbers,
    hotlines, names with a number in them and days that share one 日 are in order. Where a text lacks many such words, it was
    its source that lost them, and nothing is said.
    """
    refuse_damaged(report)
    running = report.derived(running_text)
    report.asked.add_all(running.lines)
    lacks = [(first, lack) for line, first in running.placed() for lack in _LACKS[line]]
    if len(lacks) >= _MANY:
        raise Unread(
            Message(
                "数字后普遍缺字，疑为来源文字受损",
                "so many numbers lack their word that the source seems to be damaged",
            )
        )
    for first, lack in lacks:
        yield _violation(running, first, lack)


def _lacking(line: str) -> Iterator[_Lack]:
    """Yield where a line lacks a word behind a number, in reading order."""
    found = sorted({lack.start: lack for lack in (*_counts(line), *_others(line))}.values())
    end = 0
    for lack in found:
        if lack.start >= end:
            yield lack
            end = lack.end


_LACKS: Memo[tuple[_Lack, ...]] = Memo(lambda line: tuple(_lacking(line)))


def _counts(line: str) -> Iterator[_Lack]:
    for match in _COMMA.finditer(line):
        before = _BEFORE_COMMA.search(line, max(0, match.start() - _REACH), match.start())
        if before is not None:
            said = before[0] + match[0]
            yield _Lack(
                before.start(), match.end(), f"“{said}”中数字前的“{match['comma']}”多余",
                f"{said}: a stray comma before the count", before["what"] + match["count"],
            )  # fmt: skip
    for match in _END.finditer(line + "\n"):
        counted = _BEFORE_NUMBER.search(line, max(0, match.start() - _REACH), match.start())
        if counted is not None and not _HOLDS_NUMBER.search(counted[0]):
            yield _measure(counted.start(), counted.end(), counted[0], counted["number"])


def _others(line: str) -> Iterator[_Lack]:
    for match in (*_NUMBER_OF.finditer(line), *_BARE_VERB.finditer(line)):
        yield _measure(match.start(), match.end(), match[0], match["number"])
    for match in _BARE.finditer(line):
        number = match["number"]
        if (len(number) < 4 or "." in number or "," in number) and _IN_FRONT.search(
            line, max(0, match.start() - 4), match.start()
        ):
            yield _measure(match.start(), match.end() + 2, line[match.start() : match.end() + 2], number)
    for match in _DAY.finditer(line):
        yield _Lack(*match.span(), f"“{match[0]}”后缺少“日”", f"{match[0]} lacks 日", f"{match[0]}日")
    for match in _YEAR.finditer(line):
        year = match["year"] or match["half"]
        yield _Lack(match.end() - len(year), match.end(), f"“{year}”后缺少“年”", f"{year} lacks 年", f"{year}年")


def _measure(start: int, end: int, said: str, number: str) -> _Lack:
    return _Lack(start, end, f"“{said}”中数字后缺少量词", f"{number} has no measure word")


def _violation(running: RunningText, first: int, lack: _Lack) -> Violation:
    start, end = first + lack.start, first + lack.end
    span = running.span(start, end)
    return Violation(
        Message(lack.zh, lack.en), span, quotes=(running.around(start, end),), expected=lack.expected, actual=span.text,
        subject="unit",
    )  # fmt: skip

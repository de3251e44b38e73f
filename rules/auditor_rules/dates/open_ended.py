"""OGI-D604: figures are of the year, not “up to now”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Violation, rule
from auditor.model.text import holds
from auditor_rules.prose.sentences import Sentence, sentences

_OPEN = re.compile(
    r"(?:截[至止]|迄|(?<!收)到)(?:到|至)?(?:目前|现在|当前|今[日天]|如今|发稿|(?:本)?报告(?:编制|发布|公布|形成|撰写))(?:之?[日时前]|为止)?"
    r"|至(?:今(?![年天日后冬春夏秋晚])|目前)|目前为止|近期"
)
# 目前 by itself is open-ended only where it counts what was done; 目前设有栏目12个 tells what there is.
_NOW = re.compile(
    r"(?:^|[，。；、：:）)]|[一二三四五六七八九十]是)\s*(?P<now>目前|现在)[，,]?(?:[我本全]\w{1,3}|[\u4e00-\u9fff]{2,12}[局镇乡办委])?(?:已经?)?(?:累计|总共|一?共计?|合计)?(?:对外|向社会|通过[^，,。；]{1,20})?"
    r"(?:主动公开|公开|发布|收到|受理|办理|答复|办结|推送|更新|公布|制发|印发)(?!栏|专栏|平台|渠道|方式|指南|目录)(?:了)?[^，,。；]{0,20}?\d"
)
_MAY = holds(re.compile(f"{_OPEN.pattern}|目前|现在"))
_RECENT = "近期"
_REACH = 200
# What makes a clause one on figures: a count, or the statement that there was none.
_COUNT = re.compile(
    r"(?<![\d年月第])\d[\d,，.]*\s*[万亿]?(?:余|多)?(?:件次|条次|人次|人|条|件|项|个|次|篇|份|起|宗|例|期|场|批|部|户|%|％|万元|元)"
    r"|[一二三四五六七八九十两百千]+(?:件次|条次|人次|条|件|项|篇|份|起|宗|例|期|场)(?!是)"
)
_NONE = re.compile(
    r"(?:未|没有|无|零)[^，,。；;]{0,36}?(?:申请|复议|诉讼|举报|投诉|收费|费用|案件|事件|事项|报告|情况|情形)"
)


@rule(
    id="OGI-D604",
    title=("期限表述含糊", "Open-ended period"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("统计期限为当年1月1日至12月31日（参见DB51/T 2660—2019第2.1条）", "figures are of 1 January to 31 December (cf. DB51/T 2660-2019, 2.1)"),
    remedy=("改为“截至12月31日”或“全年”。", "Say “up to 31 December” or “in the whole year”."),
)  # fmt: skip
def period_closed(report: Report) -> Iterator[Violation]:
    """“截至目前” ends on the day somebody wrote the sentence, which no reader knows; a figure with that end is not the
    year's figure.

    Read are sentences with a count, or with the statement that there was none, behind 截至目前, 至今 or 近期, and 目前 before
    what was disclosed or received. 截至12月31日 and 截至今年底 name a day, and where no figure follows (截至目前，整改全部完成) nothing is counted.
    """
    report.asked.add_all([section.heading for section in report.sections])
    for sentence in report.derived(sentences):
        text = sentence.text
        # Few sentences hold any of these; only they are worth a closer look.
        if not _MAY[text]:
            continue
        for start, end in _open_ends(sentence):
            span = sentence.span(start, end)
            yield Violation(
                    Message(f"“{span.text}”没有明确的截止日期，数据应截至12月31日", f"{span.text} names no day; figures end on 31 December"),
                    span,
                    quotes=(sentence.span(start, len(sentence.text)),),
                    subject="open period",
                )  # fmt: skip
            break


def _open_ends(sentence: Sentence) -> Iterator[tuple[int, int]]:
    for match in _OPEN.finditer(sentence.text):
        if _counts(sentence, match):
            yield match.span()
    now = _NOW.search(sentence.text) if sentence.section != "problems" else None
    if now is not None:
        yield now.span("now")


def _counts(sentence: Sentence, match: re.Match[str]) -> bool:
    """Tell whether what the words govern is a figure: the rest of the sentence, for 近期 the rest of its clause."""
    rest = sentence.text[match.end() : match.end() + _REACH]
    if match[0] == _RECENT:
        rest = re.split("[，,]", rest, maxsplit=1)[0]
    elif sentence.section == "problems" and _COUNT.search(rest) is None:
        return False
    return _COUNT.search(rest) is not None or (match[0] != _RECENT and _NONE.search(rest) is not None)

"""OGI-P003: signs that the text was damaged before it reached the audit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Message, Report, Severity, Span, Unread, Violation, rule
from auditor_rules.reading.stripped_glyphs import stripped_glyphs

_DAMAGE = re.compile(r"\ufffd|[\x00-\x08\x0e-\x1f]|\?[。，]ㄒ|ㄒ唬|锟斤拷|烫烫烫")
_PINYIN = re.compile(r"[（(][a-z]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,4}[）)]")
# One of these is in every damaged place; most texts hold none, so that one look for them is enough.
_SUSPECT = re.compile(r"[\ufffd\x00-\x08\x0e-\x1fㄒ锟烫āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")
_TRADITIONAL = re.compile(
    r"[開關於個為國會與報處務辦當學實體發現應機構單項專業無資訊總資產縣區鎮鄉黨團隊員選舉請復議訴訟條]"
)
# Single traditional characters occur in names of shops and calligraphy; a copied page is full of them.
_MANY = 20


def damage(report: Report) -> tuple[Span, ...]:
    """Return the places that show a damaged or transcribed source; empty for a sound one."""
    text = report.source.text
    patterns = (_DAMAGE, _PINYIN) if _SUSPECT.search(text) else ()
    found = [match for pattern in patterns for match in pattern.finditer(text)][:20]
    traditional = list(_TRADITIONAL.finditer(text))
    if len(traditional) >= _MANY:
        found += traditional[:5]
    return tuple(_span(text, match) for match in sorted(found, key=lambda match: match.start()))


def _span(text: str, match: re.Match[str]) -> Span:
    start = text.rfind("\n", 0, match.start()) + 1
    return Span(match[0], text.count("\n", 0, match.start()) + 1, match.start() - start + 1)


def refuse_damaged(report: Report) -> None:
    """Keep rules on wording away from a damaged source.

    Raises:
        Unread: the source is damaged (OGI-P003).
    """
    if report.derived(damage) or report.derived(stripped_glyphs):
        raise Unread(Message("来源文字受损，见 OGI-P003", "the source's text is damaged; see OGI-P003"))


@rule(
    id="OGI-P003",
    title=("编码或转写异常", "Garbled source"),
    severity=Severity.REVIEW,
    basis=("核对文字须以原文完好为前提", "wording can be checked only in an undamaged text"),
    remedy=("从原网站或原文件重新取得文本后再审核。", "Obtain the text again from the original and audit that."),
    any_file=True,
)
def undamaged(report: Report) -> Iterator[Violation]:
    """Replacement characters, control characters, pinyin put between the characters or a converted copy are not what
    the organ published, nor are dates and document numbers that lost their signs on the way (〔202130号, 202411日).
    What such a text says wrongly must not be held against the organ, so the rules on wording do not judge it. A text
    that was saved twice in two encodings says nothing at all: then no rule judges it.
    """
    if report.source.damaged:
        yield Violation(report.source.damaged, Span("", 1, 1), subject="damage")
        return
    if not report.recognised:
        raise Unread(Message("不是政府信息公开工作年度报告，见 OGI-P001", "not an annual report; see OGI-P001"))
    report.asked.add(report.whole())
    found = report.derived(damage)
    lost = report.derived(stripped_glyphs)
    if found:
        shown = "、".join(dict.fromkeys(repr(span.text)[1:-1] for span in found[:5]))
        yield Violation(
            Message(f"文本含异常字符（{shown}），共{len(found)}处以上，语言类规则不作判断", f"damaged characters ({shown}): the wording is not judged"),
            found[0], quotes=found[:7], subject="damage",
        )  # fmt: skip
    elif lost:
        shown = "、".join(dict.fromkeys(f"“{span.text}”" for span in lost[:5]))
        yield Violation(
            Message(f"文本有{len(lost)}处缺字（如{shown}），应为取得文本时丢失，相关规则不作判断", f"characters were lost in {len(lost)} places (such as {shown}), it seems when the text was obtained: what they say is not judged"),
            lost[0], quotes=lost[:7], subject="damage",
        )  # fmt: skip

"""OGI-X902: section 五 is not last year's over again."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Across, Message, Peer, Severity, Violation, run_rule
from auditor_rules.across.likeness import likeness
from auditor_rules.across.passages import Passage, written
from auditor_rules.across.years import Years, years

_SAME = 0.9
_SHORTEST = 30
"""Shorter ones say next to nothing, and of that OGI-S114 speaks."""


@run_rule(
    id="OGI-X902",
    title=("与上年雷同", "Same text as last year"),
    severity=Severity.WARNING,
    basis=("国办公开办函〔2021〕30号第（四）部分：内容雷同、敷衍塞责的，依照《条例》第四十七条处理", "letter [2021] No. 30 part (4): copied or perfunctory reports are pursued under art. 47"),
    remedy=("对照上年问题说明整改结果，写明本年度新情况、新问题和改进措施。", "Say what became of last year's problems, and report this year's with their measures."),
    keep=(written,),
)  # fmt: skip
def not_last_years(across: Across) -> Iterator[Peer]:
    """Section 五 says what was wrong this year and what became of last year's promises. The same words again say that
    nobody asked.

    Section 五 is compared with that of the organ's report for the year before, as OGI-X901 compares those of two organs.
    Numbers are taken out first, so a text in which only the figures and years were changed is the same text.
    """
    for pair in years(across):
        now, before = _problems(pair)
        if now is None or before is None or now.length < _SHORTEST:
            continue
        across.examine(pair.now, now.quote)
        found = likeness(now.text, before.text)
        if found >= _SAME:
            year = pair.before.year
            yield Peer(
                pair.now,
                Violation(
                    Message(
                        f"第五部分与本机关{year}年度报告雷同（相似度{found:.0%}）",
                        f"section 五 is that of the organ's own report for {year} ({found:.0%} alike)",
                    ),
                    now.quote,
                    quotes=(now.quote,),
                    expected=f"< {_SAME:.0%}",
                    actual=f"{found:.0%}",
                    subject="unchanged text",
                ),
                ((pair.before, before.quote),),
            )


def _problems(pair: Years) -> tuple[Passage | None, Passage | None]:
    now, before = (member.keeps(written) for member in pair)
    return (now.passages.get("problems") if now else None, before.passages.get("problems") if before else None)

"""OGI-L806: words that are often written wrongly in such texts."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor_rules.language.near_misses import NEAR_MISSES
from auditor_rules.language.running_text import running_text
from auditor_rules.language.word_lists import hits, words
from auditor_rules.reading.garbled_source import refuse_damaged


@rule(
    id="OGI-L806",
    title=("易错词", "Known misuse"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("国办秘函〔2019〕19号：发布内容应当准确，无错别字", "letter [2019] No. 19: what is published must be free of misprints"),
    remedy=("核对后改用规范写法。", "Check, and use the proper form."),
)  # fmt: skip
def words_well_chosen(report: Report) -> Iterator[Violation]:
    """Some slips come back every year: 截止 for 截至 before a date, 帐号 for 账号, 布署 for 部署. Spell-checkers let them pass,
    since both are words.

    Two things are looked for. The first is a word list (`words.misuse` in the configuration adds to it); each entry has the
    proper form and the company in which it is right after all (报名截止日期). The second are the usual words and phrases of
    such reports with a character mistaken by its sound or shape, turned about or left out (公开息信, 政策解渎, 政府信公开),
    where what stands there is no word and belongs to none. A slip that comes several times is one finding.
    """
    refuse_damaged(report)
    running = report.derived(running_text)
    report.asked.add_all(running.lines)
    listed = words(report, "misuse")
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    taken: set[int] = set()
    for word, start, end in hits(listed, running):
        found.setdefault((word.text or running.text[start:end], word.right), []).append((start, end))
        taken.update(range(start, end))
    for line, first in running.placed():
        for miss in NEAR_MISSES[line]:
            start, end = first + miss.start, first + miss.end
            wrong = running.text[start:end]
            if wrong in listed.texts or _named(report, line, miss.start, wrong):
                continue
            if taken.isdisjoint(range(start, end)):
                found.setdefault((wrong, miss.right), []).append((start, end))
    for (_, right), places in found.items():
        yield _violation(
            right, [running.span(*place) for place in places], [running.around(*place) for place in places]
        )


def _named(report: Report, line: str, at: int, wrong: str) -> bool:
    """Tell whether what looks like a slip is part of a name: the organ's own, or the title of a document or of a column,
    which are compared as names (OGI-N705, OGI-N706).
    """
    quoted = any(line.rfind(opens, 0, at + 1) > line.rfind(closes, 0, at + 1) for opens, closes in ("《》", "“”"))
    return quoted or wrong in (report.organ or "")


def _violation(right: str, spans: list[Span], quotes: list[Span]) -> Violation:
    printed = spans[0].text
    times = f"（{len(spans)}处）" if len(spans) > 1 else ""
    instead = f"应为“{right}”" if right else "写法有误"
    return Violation(
        Message(f"“{printed}”{instead}{times}", f"{printed} should be {right or 'written otherwise'}"),
        spans[0],
        quotes=tuple(quotes[:7]),
        expected=right or None,
        actual=printed,
        subject=f"word {printed}",
    )

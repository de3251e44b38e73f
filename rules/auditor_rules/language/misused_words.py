"""OGI-L806: words that are often written wrongly in such texts."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor_rules.language.running_text import running_text
from auditor_rules.language.word_lists import Word, hits, words
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

    What is looked for is a word list (`words.misuse` in the configuration adds to it); each entry has the proper form and
    the company in which it is right after all (报名截止日期). A word that comes several times is one finding.
    """
    refuse_damaged(report)
    running = report.derived(running_text)
    report.asked.add_all(running.lines)
    found: dict[Word, list[tuple[int, int]]] = {}
    for word, start, end in hits(words(report, "misuse"), running):
        found.setdefault(word, []).append((start, end))
    for word, places in found.items():
        yield _violation(word, [running.span(*place) for place in places], [running.around(*place) for place in places])


def _violation(word: Word, spans: list[Span], quotes: list[Span]) -> Violation:
    printed = spans[0].text
    times = f"（{len(spans)}处）" if len(spans) > 1 else ""
    instead = f"应为“{word.right}”" if word.right else "写法有误"
    return Violation(
        Message(f"“{printed}”{instead}{times}", f"{printed} should be {word.right or 'written otherwise'}"),
        spans[0],
        quotes=tuple(quotes[:7]),
        expected=word.right or None,
        actual=printed,
        subject=f"word {printed}",
    )

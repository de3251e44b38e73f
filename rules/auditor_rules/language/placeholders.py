"""OGI-L813: nothing of a template was left unfilled."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Message, Report, Severity, Violation, rule
from auditor_rules.language.running_text import running_text
from auditor_rules.language.word_lists import hits, words
from auditor_rules.reading.garbled_source import refuse_damaged


@rule(
    id="OGI-L813",
    title=("残留占位符", "Placeholder left in the text"),
    severity=Severity.ERROR,
    basis=("国办公开办函〔2021〕30号：年度报告内容应当真实、准确、完整", "letter [2021] No. 30: reports must be true, accurate and complete"),
    remedy=("填写实际内容，或删除占位符。", "Fill in what belongs there, or remove the placeholder."),
)  # fmt: skip
def nothing_unfilled(report: Report) -> Iterator[Violation]:
    """××镇 in a published report was to become a name: the template was not filled in, and nobody read it again.

    Looked for are XX, ××, ＸＸ, ***, ____, 某某镇, （待补充）, TODO, empty 【】, “” and 《》, and template marks such as {机关名称};
    `words.placeholders` in the configuration adds to them. Letters within a word, an address, an e-mail address or a file
    name are none, nor are numbers and names masked on purpose (身份证110***).
    """
    refuse_damaged(report)
    running = report.derived(running_text)
    report.asked.add_all(running.lines)
    taken = 0
    for start, end in sorted((hit.start, hit.end) for hit in hits(words(report, "placeholders"), running)):
        if start < taken:
            continue
        taken = end
        span = running.span(start, end)
        quote = running.around(start, end, 10)
        yield Violation(
            Message(f"残留占位符“{span.text}”：“{quote.text}”", f"the placeholder {span.text} was left in the text"),
            span,
            quotes=(quote,),
            actual=span.text,
            subject="placeholder",
        )

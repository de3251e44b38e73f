"""OGI-L813: nothing of a template was left unfilled, nor what it says to the writer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.model.text import Memo
from auditor_rules.language.running_text import running_text
from auditor_rules.language.word_lists import WordList, hits, words
from auditor_rules.reading.garbled_source import refuse_damaged

# （安排部署、做法成效） behind a heading says what to write about; （网站、新媒体） says what was written about.
_WHAT_TO_WRITE = r"(?:安排|部署|做法|成效|亮点|经验|举措|措施|进展|特色|问题|不足|原因|打算|计划|成果|案例|效果|步骤|开展|情况|数据|工作|主要|具体|典型|存在|的|下步|下一步|思路|取得|成绩|总结|概况|推进|落实)"
_OUTLINE = re.compile(
    rf"[（(](?:包括|含|主要写|写)?{_WHAT_TO_WRITE}{{1,4}}(?:[、，,和及]{_WHAT_TO_WRITE}{{1,4}})+等?(?:方面)?[）)]$"
)
_CLOSING = re.compile(r"[）)]")
_LONGEST = 80
"""Characters of a bracket that is one note."""
_NOT_LISTED = re.compile(r"[（(](?:工作)?(?:情况|数据|问题)[、，,和及]")


@rule(
    id="OGI-L813",
    title=("残留占位符", "Placeholder left in the text"),
    severity=(Severity.ERROR, Severity.WARNING),
    basis=("国办公开办函〔2021〕30号：年度报告内容应当真实、准确、完整", "letter [2021] No. 30: reports must be true, accurate and complete"),
    remedy=("填写实际内容，或删除占位符和模板说明。", "Fill in what belongs there, or remove the placeholder or the template's note."),
)  # fmt: skip
def nothing_unfilled(report: Report) -> Iterator[Violation]:
    """××镇 in a published report was to become a name: the template was not filled in, and nobody read it again.

    Looked for are XX, ××, ＸＸ, ***, ____, 某某镇, （待补充）, TODO, empty 【】, “” and 《》, dates and counts without their
    numbers, and template marks such as {机关名称}; `words.placeholders` in the configuration adds to them. Letters within a
    word, an address, an e-mail address or a file name are none, nor are numbers and names masked on purpose (身份证110***).

    What a template or the notice with it says to the writer is a warning: how to fill in, how long, in which typeface, what a
    heading should be about (`words.template_notes` adds to these), in headings of sections and in the title, too. What a
    report asks of its readers (填写申请表, 注明字样) is no such note.
    """
    refuse_damaged(report)
    running = report.derived(running_text)
    report.asked.add_all(running.lines)
    taken = 0
    unfilled: list[Span] = []
    for start, end in sorted((hit.start, hit.end) for hit in hits(words(report, "placeholders"), running)):
        if start < taken:
            continue
        taken = end
        span = running.span(start, end)
        unfilled.append(span)
        quote = running.around(start, end, 10)
        yield Violation(
            Message(f"残留占位符“{span.text}”：“{quote.text}”", f"the placeholder {span.text} was left in the text"),
            span,
            quotes=(quote,),
            actual=span.text,
            subject="placeholder",
        )
    yield from _notes(report, unfilled)


def _notes(report: Report, unfilled: list[Span]) -> Iterator[Violation]:
    """Yield what is said to the writer, in the running text and in the headings of sections. What holds a placeholder that
    was found (`unfilled`) is none besides.
    """
    listed = words(report, "template_notes")
    headings = [section.heading for section in report.sections]
    for line in sorted([*report.derived(running_text).lines, *headings], key=_where):
        for start, end in _found(listed, line.text):
            note = Span(line.text[start:end], line.line, (line.col or 1) + start, line.section)
            if not any(span.line == note.line and span.text in note.text for span in unfilled):
                yield _note(note)


def _where(span: Span) -> int:
    return span.line or 0


def _found(listed: WordList, line: str) -> list[tuple[int, int]]:
    """Return where notes stand in a line, those within one bracket as that bracket."""
    places = [_bracket(line, start, end) for _, start, end in listed.found[line]]
    if outline := _OUTLINES[line]:
        places.append(outline)
    found: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _bracket(line: str, start: int, end: int) -> tuple[int, int]:
    """Return the bracket around a place, or the place itself."""
    opening = max(line.rfind("（", 0, start + 1), line.rfind("(", 0, start + 1))
    closing = _CLOSING.search(line, max(end - 1, start))
    if opening < 0 or closing is None or closing.end() - opening > _LONGEST or _CLOSING.search(line, opening, start):
        return start, end
    return opening, max(end, closing.end())


def _outline(line: str) -> tuple[int, int] | None:
    """Return where a heading ends in a bracket that says what to write about."""
    text = line.rstrip()
    start = max(text.rfind("（"), text.rfind("("))
    if start < 0 or not text.endswith(("）", ")")) or not _OUTLINE.match(text, start) or _NOT_LISTED.match(text, start):
        return None
    return start, len(text)


_OUTLINES: Memo[tuple[int, int] | None] = Memo(_outline)


def _note(span: Span) -> Violation:
    return Violation(
        Message(
            f"模板说明或空项未处理：“{span.text}”",
            f"a note or a blank of the template was left in the text: {span.text}",
        ),
        span,
        quotes=(span,),
        actual=span.text,
        severity=Severity.WARNING,
        subject="template note",
    )

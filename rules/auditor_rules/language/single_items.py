"""OGI-L802: an enumeration has more than one item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor_rules.language.enumerations import Token, enumerations
from auditor_rules.language.running_text import running_text
from auditor_rules.reading.garbled_source import refuse_damaged

# The second item may be counted in other words.
_ANOTHER = re.compile(r"(?:^|[，。；：、\s“（(])(?:二[、则来者要]|其二|再者|另一方面|另外一点|此外，|另外，)")


@rule(
    id="OGI-L802",
    title=("单项枚举", "Enumeration with one item"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("行文逻辑：有“一是”即应有“二是”", "plain logic: who counts one, counts two"),
    remedy=("补写其余各项；确只有一项的，去掉“一是”。", "Write the other items, or drop 一是 where there is only one."),
)
def more_than_one(report: Report) -> Iterator[Violation]:
    """一是 announces a list. Where nothing follows, the rest was forgotten or cut away.

    Looked at is one （x） sub-section, across its paragraphs: a 一是 that stands where a clause begins, and no other number
    of the kind in that sub-section. A list that begins anew there is no single item, nor is one that goes on as 二要, 其二
    or 此外, or as 二是 in the next sub-section (that is OGI-L801).
    """
    refuse_damaged(report)
    parts = [tuple(token for token in part if token.kind == "is") for part in report.derived(enumerations)]
    for number, part in enumerate(parts):
        report.asked.add_all([token.span for token in part])
        if len(part) != 1 or part[0].number != 1 or not part[0].sure:
            continue
        behind = parts[number + 1] if number + 1 < len(parts) else ()
        if (behind and behind[0].number == 2) or _goes_on(report, part[0]):
            continue
        span = part[0].span
        yield Violation(
            Message("列举只有“一是”，没有“二是”", "the enumeration has 一是 and no 二是"),
            span,
            quotes=(_clause(report, span),),
            expected="二是",
            subject="single item",
        )


def _goes_on(report: Report, token: Token) -> bool:
    """Tell whether the rest of the paragraph, or the next one, counts on in other words."""
    running = report.derived(running_text)
    number = next(n for n, line in enumerate(running.lines) if line.line == token.span.line)
    line = running.lines[number]
    if _ANOTHER.search(line.text[(token.span.col or 1) - (line.col or 1) :]):
        return True
    behind = running.lines[number + 1 : number + 2]
    return bool(behind) and behind[0].section == line.section and _ANOTHER.match(behind[0].text) is not None


def _clause(report: Report, span: Span) -> Span:
    running = report.derived(running_text)
    number = next(n for n, line in enumerate(running.lines) if line.line == span.line)
    start = running.starts[number] + (span.col or 1) - (running.lines[number].col or 1)
    return running.around(start, start + len(span.text), 20)

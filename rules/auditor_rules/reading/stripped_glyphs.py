"""Signs that a text was stripped of characters on its way to the audit: dates and document numbers without theirs."""

from __future__ import annotations

import re

from auditor import Report, Span

_YEAR = r"(?:19|20)\d{2}"
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_STRIPPED = re.compile(
    rf"""
    [〔\[［【]{_YEAR}第?\d{{1,4}}号                             # 〔202130号
    | [\u4e00-\u9fff]{_YEAR}[〕\]］】]第?\d{{1,4}}号              # 国办发2021〕30号
    | (?<![\d.]){_YEAR}\d{{1,4}}日                             # 202411日
    | (?<![\d.]){_YEAR}{_MONTH}月{_DAY}日                      # 20241月1日
    | (?<![\d.]){_YEAR}年{_MONTH}{_DAY}(?<=\d{{3}})日           # 2024年1231日
    """,
    re.X,
)
_SUSPECT = re.compile(r"[12][09]\d\d(?:第?\d{1,4}[日月号]|年\d{3,4}日|(?<![〔\[［【]\d{4})[〕\]］】])")
"""One of these is in every such place; most texts hold none, so that one look for them is enough."""
_MARKS = re.compile(r"[，。、；：,.;]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONG = 400
"""So many Chinese characters without a single mark between them were not written that way."""
_SEVERAL = 2
"""One such place is a slip of the pen; the same fault in several is none."""


def stripped_glyphs(report: Report) -> tuple[Span, ...]:
    """Return the places where a date or a document number lost its characters; none unless there are several of them.

    A rule that would guess what is meant there (a wrong date, a misspelt number, a missing unit) has to stay out:
    OGI-P003 says it once.
    """
    found: list[Span] = []
    for line, section in report.prose() if _SUSPECT.search(report.source.text) else ():
        found += [
            Span(match[0], line.line, line.col + match.start(), section) for match in _STRIPPED.finditer(line.text)
        ]
    if not found and (unmarked := _unmarked(report)):
        return (unmarked,)
    return tuple(found) if len({span.text for span in found}) >= _SEVERAL or len(found) > _SEVERAL else ()


def _unmarked(report: Report) -> Span | None:
    """Return the longest line of a report that has no mark of punctuation anywhere in its prose."""
    lines = report.prose()
    if any(_MARKS.search(line.text, 12) for line, _ in lines):
        return None
    if sum(len(_HAN.findall(line.text)) for line, _ in lines) < _LONG:
        return None
    line, section = max(lines, key=lambda each: len(each[0].text))
    return Span(line.text[:40], line.line, line.col, section)

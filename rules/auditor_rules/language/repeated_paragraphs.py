"""OGI-L814: no paragraph stands twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor_rules.language.running_text import running_text
from auditor_rules.reading.garbled_source import refuse_damaged

_NO_WORDS = re.compile(r"[^\u4e00-\u9fff0-9０-９A-Za-z]+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NUMBERING = re.compile(r"[\s\u3000]*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、]|[0-9０-９]{1,2}[.．、])")
_MARKS = "。，；：！？、.,;:!?”》） \u3000"
_SHORTEST, _ENDING = 15, 5


@rule(
    id="OGI-L814",
    title=("段落重复", "Paragraph repeated"),
    severity=Severity.WARNING,
    basis=("国办公开办函〔2021〕30号：年度报告内容应当真实、准确、完整", "letter [2021] No. 30: reports must be true, accurate and complete"),
    remedy=("删除重复的段落；确有两处内容相同的，改为分别说明。", "Remove the repeated paragraph, or say of each place what belongs there."),
)  # fmt: skip
def no_paragraph_twice(report: Report) -> Iterator[Violation]:
    """A paragraph that stands twice was pasted once too often, or fills a place for which nothing was written.

    Compared are paragraphs of fifteen Chinese characters or more, without spaces, punctuation and leading numbers. Titles,
    headings without a sentence, tables and the lines with the organ's name and the date do not count.
    """
    refuse_damaged(report)
    running = report.derived(running_text)
    lines = [
        line
        for line in running.lines
        if len(line.text) >= _SHORTEST and (line.section is not None or _is_sentence(line.text))
    ]
    report.asked.add_all(lines)
    # Equal paragraphs end alike, and few others do.
    endings = Counter(line.text.rstrip(_MARKS)[-_ENDING:] for line in lines)
    seen: dict[str, list[Span]] = {}
    for line in lines:
        if endings[line.text.rstrip(_MARKS)[-_ENDING:]] > 1 and _is_sentence(line.text):
            key = _NO_WORDS.sub("", _NUMBERING.sub("", line.text, count=1))
            seen.setdefault(key, []).append(line)
    for key, same in seen.items():
        if len(same) > 1 and len(_HAN.findall(key)) >= _SHORTEST:
            yield _violation(same)


def _is_sentence(text: str) -> bool:
    return any(mark in text for mark in "。，；！")


def _violation(lines: list[Span]) -> Violation:
    first, second = lines[0], lines[1]
    opening = first.text[:15]
    others = "、".join(str(line.line) for line in lines[1:])
    return Violation(
        Message(f"第{first.line}行的段落“{opening}……”在第{others}行重复出现", f"the paragraph of line {first.line} stands again in line {others.replace('、', ', ')}"),
        second, quotes=tuple(lines[:7]), actual=second.text, subject="repeated paragraph",
    )  # fmt: skip

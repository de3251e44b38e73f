"""OGI-L801: 一是 … 二是 … 三是 skip nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Heading
from auditor.model.text import Memo
from auditor_rules.reading.garbled_source import refuse_damaged

_NUMERALS = {char: number for number, char in enumerate("一二三四五六七八九十", start=1)}
# Every token begins with one of the characters looked for first, which spares a try at each of the others.
_TOKEN = re.compile(
    r"(?=[一二三四五六七八九十第首其])(?:(?P<is>[一二三四五六七八九十])是|第(?P<th>[一二三四五六七八九十])(?=[，：,:是]|、(?![一二三四五六七八九十第]))|(?P<first>首先|其次)(?=[，,要是]))"
)
# 统一是, 唯一是, 之一是, 第一是 and 十一是 hold no token; elsewhere in a clause a token is read but never blamed.
_NO_TOKEN = frozenset("统唯之第同单专万十逐")
_BEFORE = frozenset("，。；：、！？,;:“（( 　\t")


class Token(NamedTuple):
    """One step of an enumeration. `sure`: it stands where a clause begins."""

    kind: str
    number: int
    span: Span
    sure: bool


def enumerations(report: Report) -> tuple[tuple[Token, ...], ...]:
    """Return the enumeration tokens of each （x） sub-section, in reading order; tables are never read."""
    parts: list[list[Token]] = [[]]
    last: str | None = ""
    for line, section in report.prose():
        if section != last or (isinstance(line, Heading) and line.level <= 2):
            parts.append([])
            last = section
        for kind, number, text, start, sure in _TOKENS[line.text]:
            parts[-1].append(Token(kind, number, Span(text, line.line, line.col + start, section), sure))
    return tuple(tuple(part) for part in parts if part)


def _tokens(line: str) -> Iterator[tuple[str, int, str, int, bool]]:
    """Yield the tokens of a line: kind, number, text, start, and whether a clause begins there."""
    for match in _TOKEN.finditer(line):
        before = line[match.start() - 1 : match.start()]
        if before in _NO_TOKEN:
            continue
        kind = match.lastgroup or ""
        number = _NUMERALS[match[kind]] if kind != "first" else 1 if match[0] == "首先" else 2
        yield kind, number, match[0], match.start(), not before or before in _BEFORE


_TOKENS: Memo[tuple[tuple[str, int, str, int, bool], ...]] = Memo(lambda line: tuple(_tokens(line)))


@rule(
    id="OGI-L801",
    title=("枚举缺项或跳号", "Enumeration broken"),
    severity=Severity.WARNING,
    basis=("《党政机关公文格式》（GB/T 9704—2012）对结构层次序数的要求；行文逻辑", "GB/T 9704-2012 on the numbering of documents; plain logic"),
    remedy=("补齐缺少的一项，或改正序数。", "Supply the missing item, or correct the numbering."),
)  # fmt: skip
def enumerations_whole(report: Report) -> Iterator[Violation]:
    """二是 without 一是 before it shows that a sentence was lost in editing, or that parts of two texts were joined.

    Counted within one （x） sub-section, across its paragraphs; a second 一是 begins anew (problems, then measures).
    """
    refuse_damaged(report)
    for part in report.derived(enumerations):
        previous: dict[str, Token] = {}
        last: Token | None = None
        for token in part:
            report.asked.add(token.span)
            before = previous.get(token.kind)
            # 首先 may be followed by 第二 or 二是: careless, but nothing is missing.
            goes_on = any(step is not None and step.number == token.number - 1 for step in (before, last))
            if token.number > 1 and token.sure and not goes_on:
                yield _violation(token, before)
            previous[token.kind] = last = token


def _violation(token: Token, before: Token | None) -> Violation:
    printed = token.span.text
    zh = (
        f"“{printed}”之前没有“{_step(token, token.number - 1)}”"
        if before is None
        else f"“{before.span.text}”之后直接是“{printed}”"
    )
    en = (
        f"{printed} comes without {_step(token, token.number - 1)} before it"
        if before is None
        else f"{before.span.text} is followed by {printed}"
    )
    expected = _step(token, before.number + 1 if before else 1)
    quotes = (before.span, token.span) if before else (token.span,)
    return Violation(
        Message(zh, en), token.span, quotes=quotes, expected=expected, actual=printed, subject="enumeration"
    )


def _step(token: Token, number: int) -> str:
    numeral = "一二三四五六七八九十"[number - 1]
    return {"is": f"{numeral}是", "th": f"第{numeral}"}.get(token.kind, "首先")

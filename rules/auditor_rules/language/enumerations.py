"""OGI-L801: 一是 … 二是 … 三是 skip nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Heading
from auditor.model.text import Memo
from auditor_rules.language.running_text import running_text
from auditor_rules.reading.garbled_source import refuse_damaged

_NUMERALS = {char: number for number, char in enumerate("一二三四五六七八九十", start=1)}
# Every token begins with one of the characters looked for first, which spares a try at each of the others.
_TOKEN = re.compile(
    r"(?=[一二三四五六七八九十第首其1-9])(?:(?P<is>[一二三四五六七八九十])是|(?P<must>[一二三四五六七八九])要(?![求素点件闻务么道])|(?P<digit>[1-9])是|第(?P<th>[一二三四五六七八九十])(?=[，：,:是]|、(?![一二三四五六七八九十第]))|(?P<first>首先|其次)(?=[，,要是]))"
)
# 统一是, 唯一是, 之一是, 第一是 and 十一是 hold no token; elsewhere in a clause a token is read but never blamed.
_NO_TOKEN = frozenset("统唯之第同单专万十逐")
# What announces another list: problems, then measures.
_ANNOUNCED = re.compile(r"问题|不足|困难|原因|针对|下一步|今后|下步|措施|改进|将|方面|如下|以下|[：:]")
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
        sure = not before or before in _BEFORE
        if kind in ("must", "digit") and not sure:
            continue
        number = _NUMERALS.get(match[kind]) or int(match[kind]) if kind != "first" else 1 if match[0] == "首先" else 2
        yield kind, number, match[0], match.start(), sure


_TOKENS: Memo[tuple[tuple[str, int, str, int, bool], ...]] = Memo(lambda line: tuple(_tokens(line)))


@rule(
    id="OGI-L801",
    title=("枚举缺项或跳号", "Enumeration broken"),
    severity=(Severity.WARNING, Severity.REVIEW),
    basis=("《党政机关公文格式》（GB/T 9704—2012）对结构层次序数的要求；行文逻辑", "GB/T 9704-2012 on the numbering of documents; plain logic"),
    remedy=("补齐缺少的一项，或改正序数。", "Supply the missing item, or correct the numbering."),
)  # fmt: skip
def enumerations_whole(report: Report) -> Iterator[Violation]:
    """二是 without 一是 before it shows that a sentence was lost in editing, or that parts of two texts were joined.

    Counted within one （x） sub-section, across its paragraphs; a second 一是 begins anew (problems, then measures) or counts
    within a step, but not where it follows the first in the same paragraph and nothing announces another list. Whatever is
    wrong in one enumeration is one finding. 1是 and 2是 for 一是 and 二是 are left to a person.
    """
    refuse_damaged(report)
    digits: list[Token] = []
    for part in report.derived(enumerations):
        report.asked.add_all([token.span for token in part])
        digits += [token for token in part if token.kind == "digit"]
        yield from _broken(report, [token for token in part if token.kind != "digit"])
    if digits:
        yield _in_digits(digits)


def _broken(report: Report, part: list[Token]) -> Iterator[Violation]:
    """Yield one violation for each enumeration of a part that skips a step, repeats one or begins with another."""
    waiting: dict[str, list[Token]] = {}
    last: Token | None = None
    blamed = False
    for token in part:
        steps = waiting.setdefault(token.kind, [])
        before = steps[-1] if steps else None
        if token.number == 1:
            # A step may count again within itself; then its own list goes on.
            if not blamed and _again(report, before, token):
                yield _violation(token, before)
            blamed = False
            steps.append(token)
        else:
            open_at = next((n for n in range(len(steps) - 1, -1, -1) if steps[n].number == token.number - 1), None)
            # 首先 may be followed by 第二 or 二是: careless, but nothing is missing.
            goes_on = open_at is not None or (last is not None and last.number == token.number - 1)
            if token.sure and not goes_on and not blamed:
                yield _violation(token, before)
                blamed = True
            del steps[max(open_at if open_at is not None else len(steps) - 1, 0) :]
            steps.append(token)
        last = token


def _again(report: Report, before: Token | None, token: Token) -> bool:
    """Tell whether 一是 follows 一是 where 二是 belongs: in one paragraph, and nothing announces another list."""
    if before is None or before.number != 1 or not (before.sure and token.sure) or before.kind not in ("is", "must"):
        return False
    if before.span.line != token.span.line:
        return False
    start, end = before.span.col or 1, token.span.col or 1
    line = next(line for line in report.derived(running_text).lines if line.line == token.span.line)
    between = line.text[start - (line.col or 1) : end - (line.col or 1)]
    sentences = re.split("[；。]", between.rstrip())
    # The first sentence is what 一是 says; the one right before the next 一是 may announce another list.
    return not sentences[-1] and not (len(sentences) > 2 and _ANNOUNCED.search(sentences[-2]))


def _in_digits(tokens: list[Token]) -> Violation:
    printed = "、".join(f"“{token.span.text}”" for token in tokens[:3])
    first = tokens[0]
    expected = _step(Token("is", first.number, first.span, True), first.number)
    return Violation(
        Message(f"列举用了{printed}，应为“{expected}”", f"{first.span.text} stands for {expected}"),
        first.span,
        quotes=tuple(token.span for token in tokens[:7]),
        expected=expected,
        actual=first.span.text,
        severity=Severity.REVIEW,
        subject="enumeration in digits",
    )


def _violation(token: Token, before: Token | None) -> Violation:
    printed = token.span.text
    expected = _step(token, before.number + 1 if before else 1)
    if before is None:
        zh = f"“{printed}”之前没有“{_step(token, token.number - 1)}”"
        en = f"{printed} comes without {_step(token, token.number - 1)} before it"
    elif before.number == token.number:
        zh, en = f"“{printed}”之后又是“{printed}”", f"{printed} is followed by {printed}"
    else:
        zh, en = f"“{before.span.text}”之后直接是“{printed}”", f"{before.span.text} is followed by {printed}"
    quotes = (before.span, token.span) if before else (token.span,)
    return Violation(
        Message(zh, en), token.span, quotes=quotes, expected=expected, actual=printed, subject="enumeration"
    )


def _step(token: Token, number: int) -> str:
    numeral = "一二三四五六七八九十"[number - 1]
    return {"is": f"{numeral}是", "must": f"{numeral}要", "th": f"第{numeral}"}.get(token.kind, "首先")

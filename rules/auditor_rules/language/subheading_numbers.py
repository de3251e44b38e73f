"""OGI-L803: sub-headings are numbered one by one, each number in its brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Heading, Line, Table
from auditor.model.report import Section
from auditor_rules.reading.garbled_source import refuse_damaged

_CHINESE = re.compile(r"(?P<open>[（(]?)\s*(?P<number>[一二三四五六七八九十]{1,3})\s*(?P<close>[）)])\s*(?P<mark>、?)")
_ARABIC = re.compile(r"(?P<number>[0-9０-９]{1,2})\s*(?P<mark>[.．、])")
# 1是 for 一是: at the beginning of a line or of a clause in it.
_FIGURE_IS = re.compile(r"(?:^|(?<=[。；;，,：:、]))\s*(?P<said>(?P<number>[0-9０-９]{1,2})\s*是)(?!否)")
# Lines that the grammar takes for paragraphs: （二 without its second bracket, and 1、2023年 with a year right behind.
_HALF_OPEN = re.compile(r"[（(]\s*(?P<number>[一二三四五六七八九十]{1,3})(?![一二三四五六七八九十）)])[^（）()\n]{2,}")
_BEFORE_YEAR = re.compile(r"(?P<number>[0-9]{1,2})\s*[.．、](?=20\d\d\s*年)")
_INTRODUCES = re.compile(r"[：:]$|如下|以下|下一步|措施|打算|改进|问题|不足")
_SHORT = 40
_DIGITS = {char: number for number, char in enumerate("一二三四五六七八九", start=1)}


class Number(NamedTuple):
    """A sub-heading's number as printed: level 2 for （一）, 3 for 1., and 1 with value 0 for a heading above both."""

    level: int
    value: int
    span: Span
    introduced: bool
    """Whether the line before it announces a list."""
    whole: bool = True
    """Whether it has its brackets."""
    mark: str = ""
    """What stands behind the number: . or 、 for 1., nothing for （一）."""


@rule(
    id="OGI-L803",
    title=("小标题序号错误", "Sub-heading numbering wrong"),
    severity=(Severity.WARNING, Severity.REVIEW),
    basis=("《党政机关公文格式》（GB/T 9704—2012）：结构层次序数依次为“一、”“（一）”“1.”“（1）”", "GB/T 9704-2012: headings are numbered 一、 then （一） then 1. then （1）"),
    remedy=("按顺序改正序号，补齐括号。", "Number the sub-headings one by one and close the brackets."),
)  # fmt: skip
def numbered_one_by_one(report: Report) -> Iterator[Violation]:
    """A number left out or used twice shows that a part was lost, moved or pasted in; readers then look for what is not
    there.

    Counted are lines that begin with （一） or 1., within a section. A list may begin anew at one as often as it likes, and
    1. may count on under the next （二）. The tables' own （一） and 1. are no sub-headings; a section whose table could not be
    read is not judged, since labels then stand among its lines.

    For review is how numbers are written: （一）、 with a mark too many, 1. and 3、 in one list, 1是 for 一是.
    """
    refuse_damaged(report)
    tables = {table.spec.key: table for table in report.found_tables()}
    unread = {
        spec.section for spec in report.form.tables if spec.key not in tables or tables[spec.key].problems
    }  # fmt: skip
    for section in report.sections:
        if section.spec.key not in unread:
            numbers = list(_numbers(section))
            yield from _order(report, numbers)
            yield from _brackets([number.span for number in numbers if not number.whole])
            yield from _marks(numbers)
            yield from _figures_for_words(section)


def _numbers(section: Section) -> Iterator[Number]:
    introduced = True
    last = {2: 0, 3: 0}
    for node in section.nodes:
        if isinstance(node, Table):
            introduced = True
            continue
        found = _number(node, last)
        if found is not None:
            level, match = found
            value = last[level] = _value(match["number"])
            end = match.end("number") if match.re is _HALF_OPEN else match.end()
            span = Span(node.text[:end].strip(), node.line, node.col, section.spec.key)
            whole = level == 3 or (match.re is _CHINESE and bool(match["open"]))
            mark = match["mark"] if match.re in (_CHINESE, _ARABIC) else ""
            if mark and level == 2:
                span = span._replace(text=span.text[:-1].rstrip())
            yield Number(level, value, span, introduced, whole, mark)
        elif isinstance(node, Heading):
            last = {2: 0, 3: 0}
            yield Number(1, 0, Span(node.text, node.line, node.col, section.spec.key), True)
        introduced = bool(_INTRODUCES.search(node.text if len(node.text) < _SHORT else node.text[-1:]))


def _number(node: Line, last: Mapping[int, int]) -> tuple[int, re.Match[str]] | None:
    """Return the level and number a line begins with; a damaged one counts only where it carries on the list."""
    if isinstance(node, Heading):
        match = {2: _CHINESE, 3: _ARABIC}[node.level].match(node.text) if node.level > 1 else None
        return (node.level, match) if match is not None else None
    for level, pattern in ((2, _HALF_OPEN), (3, _BEFORE_YEAR)):
        match = pattern.match(node.text)
        if match is not None and _value(match["number"]) == last[level] + 1:
            return level, match
    return None


def _order(report: Report, numbers: list[Number]) -> Iterator[Violation]:
    last: dict[int, Number] = {}
    for number in numbers:
        if number.level == 1:
            last.clear()
            continue
        report.asked.add(number.span)
        before = last.get(number.level)
        follows = number.value == (before.value if before else 0) + 1
        # （一） right after a （一） of one line is the same number twice; with something between it is another list.
        anew = number.value == 1 and (before is None or before.value > 1 or number.introduced or _higher(last, before))
        if not follows and not anew:
            yield _violation(number, before)
        last[number.level] = number


def _higher(last: dict[int, Number], before: Number) -> bool:
    """Tell whether a sub-heading of a higher level came after the one before."""
    return any(
        level < before.level and (other.span.line or 0) > (before.span.line or 0) for level, other in last.items()
    )


def _violation(number: Number, before: Number | None) -> Violation:
    printed = number.span.text
    if before is None:
        zh, en = f"小标题从“{printed}”开始", f"the sub-headings start at {printed}"
    elif before.value == number.value:
        zh, en = f"小标题序号“{printed}”重复", f"the number {printed} comes twice"
    else:
        zh, en = f"小标题“{before.span.text}”之后是“{printed}”", f"{before.span.text} is followed by {printed}"
    return Violation(
        Message(zh, en),
        number.span,
        quotes=(before.span, number.span) if before else (number.span,),
        expected=_shown(number.level, before.value + 1 if before else 1),
        actual=printed,
        subject=f"numbering {number.level}",
    )


def _brackets(spoilt: Sequence[Span]) -> Iterator[Violation]:
    """Yield one violation for all sub-headings of a section that lack a bracket."""
    if not spoilt:
        return
    shown = "、".join(f"“{span.text}”" for span in spoilt[:5])
    yield Violation(
        Message(f"小标题序号缺少括号：{shown}", f"a bracket is missing: {shown}"),
        spoilt[0],
        quotes=tuple(spoilt),
        expected="、".join(_shown(2, _value(span.text.strip("（()） "))) for span in spoilt),
        actual="、".join(span.text for span in spoilt),
        subject="bracket",
    )


def _marks(numbers: Sequence[Number]) -> Iterator[Violation]:
    """Yield one violation for all numbers of a section with a mark too many, and one for a list with two kinds of marks."""
    marked = [number for number in numbers if number.level == 2 and number.mark]
    if marked:
        shown = "、".join(f"“{number.span.text}、”" for number in marked[:5])
        yield Violation(
            Message(f"小标题序号加了括号，其后不再用顿号：{shown}", f"no mark belongs behind a number in brackets: {shown}"),
            marked[0].span, quotes=tuple(number.span for number in marked), expected=marked[0].span.text,
            actual=f"{marked[0].span.text}、", severity=Severity.REVIEW, subject="mark",
        )  # fmt: skip
    before: Number | None = None
    for number in numbers:
        if number.level != 3:
            before = None
            continue
        if before is not None and number.value == before.value + 1 and _differ(before.mark, number.mark):
            yield Violation(
                Message(
                    f"同一组小标题序号写法不一：“{before.span.text}”、“{number.span.text}”",
                    f"one list numbers its members in two ways: {before.span.text} and {number.span.text}",
                ),
                number.span, quotes=(before.span, number.span), actual=number.span.text,
                severity=Severity.REVIEW, subject="two ways",
            )  # fmt: skip
            return
        before = number


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and (one == "、") != (other == "、")


def _figures_for_words(section: Section) -> Iterator[Violation]:
    """Yield one violation for a list whose members begin with 1是, 2是 in place of 一是, 二是."""
    spans: list[Span] = []
    wanted = 1
    for line in section.lines:
        for match in _FIGURE_IS.finditer(line.text) if "是" in line.text else ():
            if int(match["number"]) == wanted:
                spans.append(Span(match["said"], line.line, line.col + match.start("said"), section.spec.key))
                wanted += 1
    if len(spans) > 1:
        shown = "、".join(f"“{span.text}”" for span in spans[:5])
        expected = "、".join(f"{_shown(2, number).strip('（）')}是" for number in range(1, len(spans[:5]) + 1))
        yield Violation(
            Message(f"列举序号{shown}应写作“{expected.replace('、', '”、“')}”", f"{shown} should be written {expected}"),
            spans[0], quotes=tuple(spans), expected=expected, actual="、".join(span.text for span in spans[:5]),
            severity=Severity.REVIEW, subject="figures",
        )  # fmt: skip


def _shown(level: int, value: int) -> str:
    if level == 3:
        return f"{value}."
    tens, ones = divmod(value, 10)
    numeral = ("" if tens == 0 else "十" if tens == 1 else f"{'一二三四五六七八九'[tens - 1]}十") + (
        "一二三四五六七八九"[ones - 1] if ones else ""
    )
    return f"（{numeral}）"


def _value(printed: str) -> int:
    if printed[0].isdecimal():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    if not ten:
        return _DIGITS.get(ones, 0)
    return 10 * (_DIGITS.get(tens, 1) if tens else 1) + _DIGITS.get(ones, 0)

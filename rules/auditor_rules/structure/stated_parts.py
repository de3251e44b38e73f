"""OGI-S112, OGI-S113: the introduction describes the report that follows: its parts, and how many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Heading, Line, Table
from auditor.model.text import Memo, label_key, without_numbering
from auditor_rules.prose.numerals import read_number
from auditor_rules.structure.passages import read_data

_DATA = read_data("parts.toml")
_PREFIX: str = _DATA["prefix"]
_FORMER = re.compile(f"{_PREFIX}(?:{'|'.join(_DATA['former'])})")
_SOFT = re.compile(f"{_PREFIX}(?:{'|'.join(_DATA['former_headings'])})")
# A part's name begins where the list or the words before it end; looking nowhere else keeps the search short.
_PART = f"{_PREFIX}(?:{'|'.join([*_DATA['former'], *_DATA['current'], *_DATA['former_headings']])})"
_ANY = re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=[由即是为从括含盖有成和及与的])){_PART}")
_ANYWHERE = re.compile(_PART)
_NUMBER = re.compile(
    r"(?<!第)(?P<number>[一二三四五六七八九十两]|(?<!\d)\d{1,2})\s*[个大]?\s*(?P<unit>部分|方面|板块|章节|项内容|项(?=组成|构成|$|[。，：；]))"
)
_LISTED = re.compile(r"组成|构成|包括|包含|分为|分成|涵盖|分别[是为]|内容[为有]|[一二三四五六七八九]是|部分|方面")
# What is no part of its own between the parts of a list, and behind the last one.
_AROUND = re.compile(
    r"^(?:[一二三四五六七八九十]是|等|以及|及|和|与|并|共|共计|合计|总共|组成|构成|的|内容|其中)+|(?:等|共|共计|合计|几|这)+$"
)
_NAME = re.compile(r"[\u4e00-\u9fff]{2,}")
_JOINTS = re.compile(r"[、，,；;：:和及与]|以及")
_MAIN = re.compile(r"主要(?:由|包[括含]|涵盖)")
_FEWEST = 3
_OPENING_LINES = 4


class Listing(NamedTuple):
    """A sentence that lists the parts of the report. `parts` are the names found, `others` counts what may be further ones."""

    text: str
    line: Line
    start: int
    section: str | None
    parts: tuple[re.Match[str], ...]
    others: int
    number: re.Match[str] | None

    def span(self, start: int, end: int) -> Span:
        """Return a piece of the sentence with its place."""
        return Span(self.text[start:end], self.line.line, self.line.col + self.start + start, self.section)


def listings(report: Report) -> tuple[Listing, ...]:
    """Return the sentences that list the report's parts: in the preamble, which may stand in section one."""
    overview = report.section("overview")
    opening = [(line, "overview") for line in list(overview.lines)[:_OPENING_LINES]] if overview else []
    before = [(node, None) for node in report.preamble if not isinstance(node, Table)]
    return tuple(
        Listing(text, line, start, section, parts, others, number)
        for line, section in [*before, *opening]
        for text, start, parts, others, number in _LISTINGS[line.text]
    )  # fmt: skip


_Found = tuple[str, int, tuple[re.Match[str], ...], int, re.Match[str] | None]


def _in_line(line: str) -> Iterator[_Found]:
    """Yield the sentences of a line that list parts: the sentence, where it begins, and what it lists."""
    start = 0
    for text in line.split("。"):
        if text.count("情况") + text.count("事项") >= _FEWEST - 1 and _LISTED.search(text):
            parts = tuple(_ANY.finditer(text))
            if len(parts) >= _FEWEST:
                number = _number(text, parts)
                yield text, start, parts, _others(text, parts, number), number
        start += len(text) + 1


_LISTINGS: Memo[tuple[_Found, ...]] = Memo(lambda line: tuple(_in_line(line)))


def _others(text: str, parts: tuple[re.Match[str], ...], number: re.Match[str] | None) -> int:
    """Count what the list names beside the known parts, whatever it is called (政府信息公开情况统计表)."""
    first, last = parts[0].start(), parts[-1].end()
    if number is not None and number.start() >= last:
        last = number.start()
    else:
        # The list ends with its clause.
        last += len(re.split(r"[。；;]|\d", text[last:], maxsplit=1)[0])
    rest = _ANY.sub("、", text[first:last])
    return sum(1 for piece in _JOINTS.split(rest) if _NAME.search(_AROUND.sub("", piece)))


def _number(text: str, parts: tuple[re.Match[str], ...]) -> re.Match[str] | None:
    """Return how many parts the sentence says there are: the number nearest to the list, before or behind it."""
    first, last = parts[0].start(), parts[-1].end()
    found = [match for match in _NUMBER.finditer(text) if match.end() <= first or match.start() >= last]
    return min(
        found, key=lambda match: first - match.end() if match.end() <= first else match.start() - last, default=None
    )


@rule(
    id="OGI-S112",
    title=("引言所列结构与正文不符", "Preamble describes a different structure"),
    severity=Severity.WARNING,
    basis=("国办公开办函〔2019〕60号、〔2021〕30号规定的六部分", "the six sections of letters [2019] No. 60 and [2021] No. 30"),
    remedy=("按现行格式的六个部分改写引言。", "Rewrite the introduction after the six sections in force."),
    first_year=2019,
)  # fmt: skip
def structure_in_force(report: Report) -> Iterator[Violation]:
    """Up to 2018 reports had other parts: 概述, 收费及减免情况, 咨询处理情况 and more. An introduction that still lists
    them was copied from an old report and describes another text than the one below it.

    概述 or 依申请公开办理情况 is let pass where a heading of the report bears that very name, and where it is the only one.
    """
    for listing in report.derived(listings):
        report.asked.add(listing.span(listing.parts[0].start(), listing.parts[-1].end()))
        former = [part for part in listing.parts if _is_former(part[0], report)]
        # 概述 is also what section one is plainly called: by itself it shows nothing.
        if any(_FORMER.fullmatch(part[0]) for part in former) or len(former) > 1:
            names = "、".join(f"“{part[0]}”" for part in former)
            quotes = tuple(listing.span(part.start(), part.end()) for part in former)
            yield Violation(
                Message(f"引言列有现行格式没有的部分：{names}", f"the introduction lists parts that the form does not have: {names}"),
                quotes[0],
                quotes=quotes,
                expected="、".join(spec.title for spec in report.form.sections) or None,
                actual="、".join(part[0] for part in listing.parts),
                subject="structure",
            )  # fmt: skip


def _is_former(name: str, report: Report) -> bool:
    if _FORMER.fullmatch(name):
        return True
    return _SOFT.fullmatch(name) is not None and label_key(name) not in _headings(report)


def _headings(report: Report) -> set[str]:
    """Return what identifies the headings of the report, sections and sub-headings alike."""
    found = {label_key(section.title) for section in report.sections}
    for line, _ in report.prose():
        if isinstance(line, Heading) and len(line.text) < 40:
            found.add(label_key(without_numbering(line.text)))
    return found


@rule(
    id="OGI-S113",
    title=("引言部分数与列举不符", "Stated number of parts ≠ enumerated parts"),
    severity=(Severity.WARNING, Severity.REVIEW),
    basis=("国办公开办函〔2019〕60号、〔2021〕30号规定的六部分", "the six sections of letters [2019] No. 60 and [2021] No. 30"),
    remedy=("核对部分数与所列部分，改成一致。", "Make the number and the list of parts agree."),
)  # fmt: skip
def parts_counted(report: Report) -> Iterator[Violation]:
    """“由六部分组成” before a list of five shows that a part was lost, or that the sentence was taken from another text.

    Parts are counted by their known names, because 行政复议、行政诉讼情况 is one part with a 、 in it; names that are
    not known may be further parts. A list that ends in 等 and names fewer than four parts is only an example; one of
    主要 parts is for review.
    """
    for listing in report.derived(listings):
        if listing.number is None:
            continue
        stated = int(read_number(listing.number["number"]) or 0)
        named = len(listing.parts)
        report.asked.add(listing.span(listing.number.start(), listing.number.end()))
        # Before a report is blamed, a name behind words that were not foreseen counts as well.
        most = max(named, sum(1 for _ in _ANYWHERE.finditer(listing.text))) + listing.others
        if named <= stated <= most:
            continue
        text = listing.text
        open_list = text[listing.parts[-1].end() :].startswith("等")
        if open_list and named < stated and named < 4:
            continue
        main = open_list and named < stated and _MAIN.search(text, 0, listing.parts[0].start())
        count = listing.span(listing.number.start(), listing.number.end())
        parts = listing.span(listing.parts[0].start(), listing.parts[-1].end())
        yield Violation(
            Message(f"引言称“{count.text}”，列出的是{named}个部分", f"the introduction says {stated} parts and lists {named}"),
            count,
            quotes=(count, parts),
            expected=str(named),
            actual=str(stated),
            severity=Severity.REVIEW if main else None,
            subject="number of parts",
        )  # fmt: skip

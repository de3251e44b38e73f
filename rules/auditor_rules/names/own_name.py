"""OGI-N702: the organ bears one name throughout its report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Line, Table
from auditor.model.text import Memo
from auditor_rules.dates.foot import foot
from auditor_rules.names.words import WORDS
from auditor_rules.organs import Kind, Organ, Place, kind_of
from auditor_rules.prose.dates import Date, dates
from auditor_rules.prose.sentences import blanked

_TITLE = re.compile(r"《[^《》]*》")
_NAME = r"(?P<name>[\u4e00-\u9fff]{4,40}?)"
# The slots in which an introduction names its own organ: before the year of its report, and as its author.
_BEFORE_YEAR = re.compile(r"[\u4e00-\u9fff]{4,40}\s*$")
_BEHIND_YEAR = re.compile(r"度?[^，,。；;]{0,8}?(?:政府信息公开|政务公开|信息公开)")
_AUTHOR = re.compile(
    rf"由{_NAME}(?=负责编制|编制|编写|撰写)"
    rf"|报告[^，,。；]{{0,4}}由{_NAME.replace('name', 'author')}(?=按照|根据|依据|依照)"
    rf"|(?:^|[。；]){_NAME.replace('name', 'opening')}(?=根据|按照|依据|依照|编制)"
)
_CONTACT = re.compile(
    rf"(?:与|联系|向|(?:单位|部门|机关|机构)(?:名称)?\s*[:：]){_NAME}(?=联系|反映|咨询|提出|[（(，,。；\s]|$)"
)
_CONTACT_LABEL = re.compile(r"(?:单位|部门|机关|机构|名称)\s*[:：]")
_LEAD = re.compile(
    r"^(?:现|特|并|已|将|予以|向社会|公布|发布|公开|编制|编写|形成|撰写|汇总|对|就|关于|以下|为|本报告|我们|由|要求|规定|结合|的)+"
)
_SHORT_FORMS = frozenset(tuple(pair.split("=")) for pair in WORDS["short_forms"].split())
# A “place” with one of these in it is part of a sentence (数据由青禾县).
_WORDS = re.compile("[由的是把被从请]|关于|按照|根据|数据|信息")
_OPENING_LINES = 3
_NEAR = 2


class Mention(NamedTuple):
    """A name where the organ names itself: beneath the report, in the introduction, or (`contact`) as whom to ask."""

    name: str
    span: Span
    place: Message
    contact: bool = False
    beneath: bool = False


def mentions(report: Report) -> tuple[Mention, ...]:
    """Return the names that stand where the report's organ names itself: introduction, contact, foot."""
    overview, other = report.section("overview"), report.section("other")
    head = report.title
    below = (head.line or 0) + head.text.count("\n") if head is not None else 0
    introduction = [node for node in report.preamble if not isinstance(node, Table) and node.line > below]
    opening = list(overview.lines)[:_OPENING_LINES] if overview else []
    introduction += [line for line in opening if "本报告" in line.text or "年度报告" in line.text]
    inside = {line.line for line in introduction}
    found = [
        mention
        for date in report.derived(dates)
        if date.line.line in inside and date.year is not None and _BEHIND_YEAR.match(date.after)
        for mention in _before_year(date)
    ]
    for line in introduction:
        found += _named(_AUTHOR, line)
    for line in [*introduction, *(other.lines if other else ())]:
        if "联系" in line.text or _CONTACT_LABEL.search(line.text):
            found += _named(_CONTACT, line, contact=True)
    beneath = report.derived(foot).organ
    if beneath is not None:
        found.append(Mention(beneath.text, beneath, Message("落款", "the name beneath the report"), beneath=True))
    return tuple(found)


def _before_year(date: Date) -> Iterator[Mention]:
    """Yield the name that stands before the year of a report, unless a cited title holds both."""
    before = date.before
    match = _BEFORE_YEAR.search(before[-60:])
    if match is not None and before.rfind("《") <= before.rfind("》"):
        start = date.start - len(match[0])
        yield from _mention(match[0].rstrip(), start, date.line)


def _named(pattern: re.Pattern[str], line: Line, *, contact: bool = False) -> Iterator[Mention]:
    for text, start in _slots(pattern)[line.text]:
        yield from _mention(text, start, line, contact=contact)


@cache
def _slots(pattern: re.Pattern[str]) -> Memo[tuple[tuple[str, int], ...]]:
    """Return what stands in a slot for the organ's name in each line, and where, remembered."""

    def found(line: str) -> Iterator[tuple[str, int]]:
        for match in pattern.finditer(blanked(_TITLE, line)):
            group = match.lastgroup or "name"
            yield match[group], match.start(group)

    return Memo(lambda line: tuple(found(line)))


def _is_organ(name: str) -> bool:
    organ = kind_of(name)
    return organ.kind is not Kind.UNKNOWN and not any(_WORDS.search(place.stem) for place in organ.places)


_ORGANS: Memo[bool] = Memo(_is_organ)


def _mention(text: str, start: int, line: Line, *, contact: bool = False) -> Iterator[Mention]:
    lead = _LEAD.match(text)
    name = text[lead.end() :] if lead else text
    if _ORGANS[name]:
        slot = Message("联系单位", "the contact") if contact else Message("引言", "the introduction")
        yield Mention(name, Span(name, line.line, line.col + start + len(text) - len(name)), slot, contact)


@rule(
    id="OGI-N702",
    title=("本机关名称不一致", "Own name inconsistent"),
    severity=(Severity.WARNING, Severity.ERROR),
    confidence=Confidence.MEDIUM,
    basis=("年度报告由本机关编制并以本机关名义公布", "an organ issues its report under its own name"),
    remedy=("核对机关全称，统一标题、引言、联系单位和落款。", "Check the organ's full name and use it in title, introduction, contact and foot."),
)  # fmt: skip
def one_own_name(report: Report) -> Iterator[Violation]:
    """A name beneath the report that is not the one above it leaves open whose report it is: a slip of the pen, or a
    text taken over from somebody else.

    The title's name is compared with those in the introduction, the contact and the foot that end in the same kind of
    organ. A government and its office are one author; short forms (县教育局, 市发改委) are the same organ. A few
    different characters are a warning; in introduction and foot, a different place or department is an error.
    """
    own = kind_of(report.organ or "")
    if own.kind is Kind.UNKNOWN or report.title is None:
        return
    seen: set[str] = set()
    for mention in report.derived(mentions):
        other = kind_of(mention.name)
        if other.ending != own.ending or (not mention.beneath and _another_level(own, other)):
            continue
        report.asked.add(mention.span)
        severity = _differ(own, other)
        if severity is None or mention.name in seen or (severity is Severity.ERROR and mention.contact):
            continue
        seen.add(mention.name)
        yield Violation(
            Message(f"{mention.place.zh}机关名称“{mention.span.text}”与标题“{own.name}”不一致", f"{mention.place.en} reads {mention.span.text}, the title {own.name}"),
            mention.span,
            quotes=(report.title, mention.span),
            expected=own.name,
            actual=mention.name,
            severity=severity,
            subject="own name",
            cause="own name",
        )  # fmt: skip


def _another_level(own: Organ, other: Organ) -> bool:
    """Tell whether a name in running text can be the superior's: a county's where the organ is a town's."""
    return bool(own.places and other.places) and own.places[-1].level is not other.places[-1].level


def _differ(own: Organ, other: Organ) -> Severity | None:
    """Return how two names of one kind of organ differ: not at all, by a slip (warning), as two organs (error)."""
    both = (fields_differ(own.field, other.field), _places_differ(own.places, other.places))
    found = [severity for severity in both if severity is not None]
    return max(found) if found else None


def fields_differ(mine: str, theirs: str) -> Severity | None:
    """Return how the matters of two departments differ; short forms (发改, 发展和改革) do not."""
    if mine == theirs or not mine or not theirs or re.search("[局委府]", mine + theirs):
        return None
    short, long = sorted((mine, theirs), key=len)
    if (short, long) in _SHORT_FORMS:
        return None
    if short in long:
        return Severity.WARNING
    if _skips(short, long):
        # 发改 stands for 发展和改革; a longer one lost a character.
        return None if len(short) * 2 <= len(long) + 1 else Severity.WARNING
    return _stems_differ(mine, theirs)


def _skips(short: str, long: str) -> bool:
    """Tell whether the short word's characters come in the long one in this order."""
    rest = iter(long)
    return all(char in rest for char in short)


def _places_differ(mine: tuple[Place, ...], theirs: tuple[Place, ...]) -> Severity | None:
    """Compare places from the last to the first, as far as both names have them."""
    for one, other in zip(reversed(mine), reversed(theirs), strict=False):
        if not one.stem or not other.stem:
            continue
        if one.level is not other.level:
            return Severity.WARNING if one.stem != other.stem else None
        if one.zone and (one.stem.endswith(other.stem) or other.stem.endswith(one.stem)):
            continue
        if one.stem != other.stem:
            return _stems_differ(one.stem, other.stem)
        if one.tail != other.tail:
            return Severity.WARNING
    return None


def _stems_differ(one: str, other: str) -> Severity:
    slip = Levenshtein.distance(one, other, score_cutoff=_NEAR) <= _NEAR and set(one) & set(other)
    return Severity.WARNING if slip else Severity.ERROR

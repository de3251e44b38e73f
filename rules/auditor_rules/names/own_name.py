"""OGI-N702: the organ bears one name throughout its report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Editop, Levenshtein

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Line, Table
from auditor.model.text import Memo
from auditor_rules.dates.foot import foot
from auditor_rules.names.words import WORDS
from auditor_rules.organs import Kind, Organ, Place, kind_of
from auditor_rules.organs.in_text import MATTERS, Named, name_at_end
from auditor_rules.prose.dates import Date, dates
from auditor_rules.prose.sentences import Sentence, blanked, sentences

_TITLE = re.compile(r"《[^《》]*》")
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”|「[^「」]*」")
_HAN = r"[\u4e00-\u9fff]"
_NAME = rf"(?P<name>{_HAN}{{4,40}}?)"
# The slots in which an introduction names its own organ: before the year of its report, and as its author.
_BEFORE_YEAR = re.compile(rf"{_HAN}{{3,40}}\s*$")
_BEHIND_YEAR = re.compile(r"度?[^，,。；;]{0,8}?(?:政府信息公开|政务公开|信息公开)")
_REPORT_BEHIND = re.compile(
    r"度?(?:的)?(?:政府|政务)?(?:信息|政务)公开(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:报告|年报)"
)
_PUBLISHES = re.compile(r"(?:公布|发布|公开|编制|编写|撰写|形成|现将|兹将|完成|制定|制作|起草|推出)(?:了|出|完成)?$")
_AUTHOR = re.compile(
    rf"由{_NAME}(?=负责编制|编制|编写|撰写)"
    rf"|报告[^，,。；]{{0,4}}由{_NAME.replace('name', 'author')}(?=按照|根据|依据|依照)"
    rf"|(?:^|[。；]){_NAME.replace('name', 'opening')}(?=根据|按照|依据|依照|编制)"
)
_AUTHOR_LEAD = re.compile(r"(?:[本该此年度]{0,3}报告.{0,4}由|由|现|特)?")
_CONTACT = re.compile(
    rf"(?:与|联系|向|(?:联系|受理|咨询|办公|工作)(?:单位|部门|机关|机构)(?:名称)?\s*[:：]){_NAME}(?=联系|反映|咨询|提出|[（(，,。；\s]|$)"
)
_CONTACT_LABEL = re.compile(r"(?:受理|咨询|办公|工作)(?:单位|部门|机关|机构)(?:名称)?\s*[:：]")
# Who did the work of a sentence stands at its beginning, behind the mark of a list or a word of time, before a verb of work.
_WORK = "|".join(sorted(set(WORDS["work"].split()), key=len, reverse=True))
_SUBJECT = re.compile(
    r"[\s\u3000]*(?:[（(]?[一二三四五六七八九十]{1,2}[)）、]|[一二三四五六七八九十]是|\d{1,2}[.、．])?"
    r"(?:在?(?:(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})\s*年度?(?:以来|来|中|间)?[，,、]?"
    r"|(?:一年来|本年度|年内|全年|今年以来|近年来)[，,]?)?"
    rf"(?P<name>{_HAN}{{4,24}}?)(?=[，,]?(?:{_WORK}))"
)
_HAN_ALONE = re.compile(rf"{_HAN}{{4,40}}")
_SHORT_FORMS = frozenset(tuple(pair.split("=")) for pair in WORDS["short_forms"].split())
_OPENING_LINES = 3
_NEAR = 2
_SHORTEST = 5
"""A name of fewer characters cannot be told from other words once one or two of them are wrong."""
_SIGNING = (Kind.DEPARTMENT, Kind.GOVERNMENT, Kind.STREET)
_CONJUNCTIONS = frozenset("和与及暨、")
_LONG_FIELD = 3
"""青禾县教育 may be a county's schools; a matter of so many characters without its 局 is a bureau that lost it."""


class Slot(Enum):
    """Where a report names its own organ. It decides what a difference can mean."""

    INTRODUCTION = "introduction"
    AUTHOR = "author"
    CONTACT = "contact"
    BENEATH = "beneath"
    SUBJECT = "subject"


_SLOTS = {
    Slot.INTRODUCTION: Message("引言", "the introduction"),
    Slot.AUTHOR: Message("引言", "the introduction"),
    Slot.CONTACT: Message("联系单位", "the contact"),
    Slot.BENEATH: Message("落款", "the name beneath the report"),
    Slot.SUBJECT: Message("正文", "the text"),
}


class Mention(NamedTuple):
    """What stands in a slot for the organ's name, with the words before it: only its end can be the name.

    `reports`: it is named as the author of this very report (X2024年政府信息公开工作年度报告).
    """

    text: str
    slot: Slot
    line: Line
    start: int
    section: str | None = None
    reports: bool = False

    def span(self, start: int) -> Span:
        """Return the name from a place in the text on, with its place in the report."""
        return Span(self.text[start:], self.line.line, self.line.col + self.start + start, self.section)


def mentions(report: Report) -> tuple[Mention, ...]:
    """Return what stands where the report's organ names itself: introduction, contact, foot, and as who did the work."""
    overview, other = report.section("overview"), report.section("other")
    head = report.title
    below = (head.line or 0) + head.text.count("\n") if head is not None else 0
    introduction: list[tuple[Line, str | None]] = [
        (node, None) for node in report.preamble if not isinstance(node, Table) and node.line > below
    ]
    opening = list(overview.lines)[:_OPENING_LINES] if overview else []
    introduction += [(line, "overview") for line in opening if "本报告" in line.text or "年度报告" in line.text]
    inside = {line.line for line, _ in introduction}
    found = [
        mention
        for date in report.derived(dates)
        if date.line.line in inside and date.year is not None and _BEHIND_YEAR.match(date.after)
        for mention in _before_year(date)
    ]
    for line, section in introduction:
        found += _named(_AUTHOR, line, Slot.AUTHOR, section)
    for line, section in [*introduction, *((line, "other") for line in (other.lines if other else ()))]:
        if "联系" in line.text or _CONTACT_LABEL.search(line.text):
            found += _named(_CONTACT, line, Slot.CONTACT, section)
    for sentence in report.derived(sentences):
        if sentence.section in (None, "overview") and sentence.line.line > below:
            found += _subject(sentence)
    beneath = report.derived(foot).organ or _above_the_date(report)
    if beneath is not None:
        line = next(line for line, _ in report.prose() if line.line == beneath.line)
        start = (beneath.col or 1) - line.col
        found.append(Mention(beneath.text, Slot.BENEATH, line, start, beneath.section))
    return tuple(found)


def _above_the_date(report: Report) -> Span | None:
    """Return the line over the date at the end where it is no organ's name: it may be this one's, maimed."""
    date = report.derived(foot).date
    if date is None or date.section is None:
        return None
    section = report.section(date.section)
    above = [line for line in (section.lines if section else ()) if line.line < (date.line or 0)][-1:]
    return next(
        (Span(one.text, one.line, one.col, date.section) for one in above if _HAN_ALONE.fullmatch(one.text)), None
    )


def _before_year(date: Date) -> Iterator[Mention]:
    """Yield what stands before the year of a report, unless a cited title holds both."""
    before = date.before
    match = _BEFORE_YEAR.search(before[-60:])
    if match is not None and before.rfind("《") <= before.rfind("》"):
        reports = _REPORT_BEHIND.match(date.after) is not None
        start = date.start - len(match[0])
        yield Mention(match[0].rstrip(), Slot.INTRODUCTION, date.line, start, date.section, reports)


def _named(pattern: re.Pattern[str], line: Line, slot: Slot, section: str | None) -> Iterator[Mention]:
    for text, start in _texts(pattern)[line.text]:
        yield Mention(text, slot, line, start, section)


@cache
def _texts(pattern: re.Pattern[str]) -> Memo[tuple[tuple[str, int], ...]]:
    """Return what stands in a slot for the organ's name in each line, and where, remembered."""

    def found(line: str) -> Iterator[tuple[str, int]]:
        for match in pattern.finditer(blanked(_TITLE, line)):
            group = match.lastgroup or "name"
            yield match[group], match.start(group)

    return Memo(lambda line: tuple(found(line)))


def _subject(sentence: Sentence) -> Iterator[Mention]:
    found = _SUBJECTS[sentence.text]
    if found is not None:
        name, start = found
        yield Mention(name, Slot.SUBJECT, sentence.line, sentence.start + start, sentence.section)


def _subject_of(sentence: str) -> tuple[str, int] | None:
    match = _SUBJECT.match(blanked(_QUOTED, sentence))
    return (match["name"], match.start("name")) if match else None


_SUBJECTS: Memo[tuple[str, int] | None] = Memo(_subject_of)


@rule(
    id="OGI-N702",
    title=("本机关名称不一致", "Own name inconsistent"),
    severity=(Severity.WARNING, Severity.ERROR),
    confidence=Confidence.MEDIUM,
    basis=("年度报告由本机关编制并以本机关名义公布", "an organ issues its report under its own name"),
    remedy=("核对机关全称，统一标题、引言、联系单位、正文和落款。", "Check the organ's full name and use it in title, introduction, contact, text and foot."),
)  # fmt: skip
def one_own_name(report: Report) -> Iterator[Violation]:
    """A name beneath the report that is not the one above it leaves open whose report it is: a slip of the pen, or a
    text taken over from somebody else.

    The title's name is compared with the names, never with clauses, in the introduction, the contact, the foot, and with
    who did the work in section one. 我局 and 本镇 are no names. A government and its office are one author; short forms
    (县教育局, 市发改委), what belongs to the organ and, in running text, its superiors are let pass. A few
    different characters are a warning. Another place or department is an error in introduction and foot, if both names are
    whole: places, matter and ending.
    """
    own = kind_of(report.organ or "")
    if own.kind is Kind.UNKNOWN or report.title is None or report.organ_from != "title":
        return
    seen: set[str] = set()
    for mention in report.derived(mentions):
        judged = _judge(own, mention)
        if judged is None:
            continue
        severity, start = judged
        span = mention.span(start)
        report.asked.add(span)
        if severity is None or span.text in seen:
            continue
        seen.add(span.text)
        where = _SLOTS[mention.slot]
        yield Violation(
            Message(f"{where.zh}机关名称“{span.text}”与标题“{own.name}”不一致", f"{where.en} reads {span.text}, the title {own.name}"),
            span,
            quotes=(report.title, span),
            expected=own.name,
            actual=span.text,
            severity=severity,
            subject="own name",
            cause="own name",
        )  # fmt: skip


def _judge(own: Organ, mention: Mention) -> tuple[Severity | None, int] | None:
    """Return how a mention differs from the organ's name (None: not at all) and where the name begins; None: no name."""
    text = mention.text
    named = name_at_end(text)
    for form in _own_forms(own):
        start = len(text) - len(form)
        # 青禾区教育局 of 云泽市青禾区教育局 is the organ, unless another city stands before it.
        if text.endswith(form) and (form == own.name or named is None or not named.whole or named.start == start):
            return None, start
    if named is not None and named.organ.name.startswith(own.name):
        return None, named.start
    judged = _named_otherwise(own, mention, named) if named is not None else None
    if judged is None or judged[0] is None:
        slip = _slip(own, text) if judged is None else None
        if slip is not None and (mention.slot is not Slot.AUTHOR or _AUTHOR_LEAD.fullmatch(text, 0, slip)):
            return Severity.WARNING, slip
    return judged


def _named_otherwise(own: Organ, mention: Mention, named: Named) -> tuple[Severity | None, int] | None:
    """Judge a name that is another one than the organ's, by where it stands."""
    text, slot, other, start = mention.text, mention.slot, named.organ, named.start
    if slot is Slot.AUTHOR and not _AUTHOR_LEAD.fullmatch(text, 0, start):
        return None
    if slot is Slot.SUBJECT:
        severity = _as_subject(own, other, named)
        return None if severity is None else (severity, start)
    if _lacks_its_place(own, other):
        return Severity.WARNING, start
    authors = mention.reports and _PUBLISHES.search(text, 0, start) is not None
    if other.ending == own.ending:
        if slot is not Slot.BENEATH and not authors and _another_level(own, other):
            return None
        severity = _differ(own, other)
    elif authors or slot is Slot.BENEATH or (slot is Slot.AUTHOR and text[:start].endswith("由")):
        severity = _another_author(own, other, named)
        severity = severity if authors or severity is None else Severity.WARNING
        if slot is Slot.BENEATH and (other.kind not in _SIGNING or (other.kind is Kind.GOVERNMENT and own.field)):
            severity = None  # a page's owner stands beneath as well
        if severity is None:
            return None
    else:
        return None
    if severity is Severity.ERROR and slot is Slot.CONTACT:
        severity = None
    if severity is Severity.ERROR and not (named.whole and _is_whole(own) and _slip(own, text) is None):
        severity = Severity.WARNING
    return severity, start


def _lacks_its_place(own: Organ, other: Organ) -> bool:
    """Tell whether the name of the organ's own town or street is missing behind that of its county: 栎川区街道办事处."""
    if len(own.places) < 2 or not other.places:
        return False
    above, mine, theirs = own.places[-2], own.places[-1], other.places[-1]
    return theirs.tail == mine.tail and theirs.stem == above.name and theirs.stem != mine.stem


def _slip(own: Organ, text: str) -> int | None:
    """Return where a text ends with the organ's name but for one character that was lost, changed or put in.

    A conjunction may come and go (人力资源社会保障局); what bears another matter is another organ, not a slip.
    """
    for form in _own_forms(own):
        for length in (len(form) - 1, len(form), len(form) + 1) if len(form) > _SHORTEST else ():
            printed = text[-length:] if length <= len(text) else ""
            if Levenshtein.distance(form, printed, score_cutoff=1) != 1 or text.endswith(form):
                continue
            if not any(_may_vary(form, printed, edit) for edit in Levenshtein.editops(form, printed)):
                return len(text) - length
    return _maimed(own, text)


def _may_vary(form: str, printed: str, edit: Editop) -> bool:
    """Tell whether two names that differ in one character may both be right, or be two organs."""
    if edit.tag == "replace":
        here, there = MATTERS.findall(form), MATTERS.findall(printed)
        return len(here) == len(there) and here != there
    changed = form[edit.src_pos] if edit.tag == "delete" else printed[edit.dest_pos]
    return changed in _CONJUNCTIONS or (edit.tag == "insert" and edit.dest_pos == 0)


@lru_cache(maxsize=1024)
def _own_forms(own: Organ) -> tuple[str, ...]:
    """Return the organ's name and what is left of it without the places before its last one."""
    name, forms = own.name, [own.name]
    for place in own.places[:-1]:
        if name.startswith(place.name):
            name = name[len(place.name) :]
            forms.append(name)
    return tuple(forms)


def _is_whole(own: Organ) -> bool:
    named = name_at_end(own.name)
    return named is not None and named.whole and named.start == 0


def _maimed(own: Organ, text: str) -> int | None:
    """Return where a text holds the organ's name without its ending (芷滨市文化和旅游), which is then no organ's name."""
    if len(own.field) < _LONG_FIELD or not own.places:
        return None
    for form in _own_forms(own):
        if own.field in form:
            short = form[: form.rindex(own.field) + len(own.field)]
            if text.endswith(short) and len(short) >= _SHORTEST:
                return len(text) - len(short)
    return None


def _as_subject(own: Organ, other: Organ, named: Named) -> Severity | None:
    """Return whether who did the work bears the organ's own name, maimed: other organs are OGI-N703's to tell."""
    if other.ending != own.ending or not own.field or min(len(own.name), len(other.name)) < _SHORTEST:
        return None
    if _another_level(own, other) or _differ(own, other) is None:
        return None
    # 财政局 and 民政局 are two bureaus: of a maimed name's matter all characters are left but some.
    short, long = sorted((own.field, other.field), key=len)
    near = _skips(short, long) and any(
        Levenshtein.distance(form, other.name, score_cutoff=_NEAR) <= _NEAR for form in _own_forms(own)
    )
    lost = named.whole and other.field == own.field and len(other.places[-1].stem) == 1
    return Severity.WARNING if near or lost else None


def _another_author(own: Organ, other: Organ, named: Named) -> Severity | None:
    """Return how sure it is that a report is said to be another organ's, of another kind; an office writes for its own."""
    if not named.whole:
        return None
    governing = (Kind.GOVERNMENT, Kind.OFFICE, Kind.COMMITTEE, Kind.STREET)
    if own.kind in governing and other.kind in governing and _places_differ(own.places, other.places) is None:
        return None
    superior = other.kind in governing and not own.is_government
    related = bool(own.field and other.field) and fields_differ(own.field, other.field) is not Severity.ERROR
    if related and _places_differ(own.places, other.places) is None:
        return None  # a bureau that was a committee
    return Severity.WARNING if superior or related or other.kind is Kind.INSTITUTION else Severity.ERROR


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

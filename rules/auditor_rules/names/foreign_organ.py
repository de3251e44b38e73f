"""OGI-N703: the report speaks of its own organ, not of another one's work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Line, Table
from auditor.model.text import Memo, holds
from auditor_rules.names.own_name import fields_differ
from auditor_rules.names.words import WORDS
from auditor_rules.organs import Kind, Level, Organ, organ_of
from auditor_rules.organs.in_text import MATTERS, name_at_end
from auditor_rules.prose.sentences import Sentence, blanked, sentences

_NO_STEM = tuple(WORDS["no_stem"].split())
_PHRASE = re.compile("|".join(WORDS["phrase"].split()))

# How an organ calls itself. 我委托, 本乡土, 我县级 and 本局部 hold no such word.
_SELF = re.compile(r"[我本](?P<kind>镇(?!静)|乡(?![村土愁亲])|街道|局(?!部)|委(?![托派任])|厅|县(?![级直委志域]))")
_SAYS_SELF = holds(_SELF)
_QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》|「[^「」]*」")
_YEAR = r"(?:(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})\s*年"
# What may stand before the subject of a sentence: the mark of a list, a word of time.
_LEAD = re.compile(
    r"[\s\u3000]*(?:[（(]?[一二三四五六七八九十]{1,2}[)）、]|[一二三四五六七八九十]是|\d{1,2}[.、．])?"
    rf"(?:(?:在)?{_YEAR}(?:度)?(?:以来|来|中)?[，,、]?|(?:一年来|本年度|年内|全年|今年以来|近年来)[，,]?)?"
)
_SUBJECT = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,24}?(?:街道办事处|街道|人民政府|委员会|镇|乡|局|县|区))"
    rf"(?=[，,]?(?:{'|'.join(sorted(set(WORDS['work'].split()), key=len, reverse=True))}))"
)
_DISCLOSURE = re.compile(r"信息公开|政务公开|主动公开|公开政府信息|申请公开")
# Where a report says whose it is: 现将我县2024年政府信息公开工作情况报告如下. There 我县 is the author, not the county that it lies in.
_AUTHOR = re.compile(
    r"(?P<self>[我本全](?P<rank>[县市区旗州省]))(?=[^县市区，,。；]{0,2}(?:(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})?\s*(?:年度?)?(?:的)?(?:政府信息|政务)公开(?:工作)?"
    r"(?:年度)?(?:情况|报告|年报|总结|开展情况|工作|实际|[，,]))"
)
_PRESENTS = re.compile(
    r"现[将就]|报告如下|公布如下|汇报如下|总结如下|编制[^，,。]{0,6}报告|形成[^，,。]{0,6}报告|特此|予以公[布开]|向社会公[布开]"
)
_OPENING_LINES = 3
# A request goes to whoever handles it: 向市政府办公室提出的申请5件 is the text of that office.
_ADDRESSED = re.compile(
    r"(?:受理|收到|接到|办理|答复|新收)[^，,。；]{0,24}?向(?P<to>[\u4e00-\u9fff、]{2,30}?)(?:提出|提交|递交|申请)[^。；]{0,30}?\d+\s*[件条份宗起]"
)
_DID = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,14}?政府办公?[室厅]?)[，,]?(?:共|累计|全年|主动|已)?(?:主动公开|收到|受理|办理|答复)[^。；]{0,30}?\d+\s*[件条份宗起]"
)
_ITSELF = re.compile(r"本(?:[局镇乡办委厅县市区省]|街道|机关|单位)")


@rule(
    id="OGI-N703",
    title=("混入其他单位名称", "Foreign organ name (copy residue)"),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    basis=("国办公开办函〔2021〕30号（四）：年度报告不得雷同、敷衍", "letter [2021] No. 30 (4): no copied reports"),
    remedy=("核实该段内容是否从其他单位报告中抄用，按本机关实际改写。", "Check whether the passage was taken from another organ's report and write about your own work."),
)  # fmt: skip
def own_work(report: Report) -> Iterator[Violation]:
    """A bureau that calls itself 我镇, or a town whose report tells what the neighbouring town did, published a text that
    was written elsewhere.

    Three things are looked for: 我镇, 我乡, 我街道, 我局, 我委, 我厅 and 我县 where the organ's name has no such word, or where
    the report says whose it is (现将我县2024年政府信息公开工作情况报告如下 in a township's); another organ of the same level as
    the subject of a sentence on disclosure; requests that were made to a government's office which is not this organ.
    Superiors, partners, lists of subordinates and what stands in quotation marks are let pass.
    """
    own = report.derived(organ_of)
    if own.kind is Kind.UNKNOWN:
        return
    report.asked.add_all([section.heading for section in report.sections])
    wrong: dict[str, list[Span]] = {}
    foreign = _foreign_words(own)
    for line, section in report.prose():
        if not _SAYS_SELF[line.text] or not any(match["kind"] in foreign for match in _SELF.finditer(line.text)):
            continue
        for match in _SELF.finditer(blanked(_QUOTED, line.text)):
            if match["kind"] in foreign:
                span = Span(match[0], line.line, line.col + match.start(), section)
                wrong.setdefault(match["kind"], []).append(span)
    for sentence in report.derived(sentences):
        if _HAS_SUBJECT[sentence.text]:
            yield from _others(sentence, own)
        elif _SAYS_OFFICE[sentence.text]:
            yield from _superiors(sentence, own)
    wrong.update(_as_author(report, own))
    for kind, spans in wrong.items():
        yield Violation(
            Message(f"本机关为“{own.name}”，文中自称“{spans[0].text}”（{len(spans)}处）", f"the organ is {own.name}, but the text calls it {spans[0].text} ({len(spans)}×)"),
            spans[0],
            quotes=tuple(spans[:7]),
            expected=own.name,
            actual=spans[0].text,
            subject=f"self {kind}",
            cause="foreign organ",
        )  # fmt: skip


@lru_cache(maxsize=1024)
def _foreign_words(own: Organ) -> frozenset[str]:
    return frozenset(word for word in ("镇", "乡", "街道", "局", "委", "厅", "县") if _contradicts(word, own))


def _contradicts(word: str, own: Organ) -> bool:
    """Tell whether an organ of this name can hardly call itself so."""
    tails = {place.tail for place in own.places}
    if word == "镇":
        return "镇" not in tails
    if word == "乡":
        return not tails & {"乡", "苏木"}
    if word == "街道":
        return "街道" not in tails and own.kind is not Kind.STREET
    if word == "县":
        # The county of a town is known only where its name gives it.
        above = {place.level for place in own.places if place.level < Level.TOWN}
        return bool(above) and not tails & {"县", "自治县"}
    return word not in own.name


def _as_author(report: Report, own: Organ) -> dict[str, list[Span]]:
    """Return where the report calls itself a county's, a city's or a district's, and its organ is none of these."""
    if own.kind not in (Kind.GOVERNMENT, Kind.STREET, Kind.DEPARTMENT, Kind.INSTITUTION) or not own.places:
        return {}
    if own.kind is Kind.GOVERNMENT and own.level is not Level.TOWN:
        return {}
    overview = report.section("overview")
    lines: list[tuple[Line, str | None]] = [(node, None) for node in report.preamble if not isinstance(node, Table)]
    lines += [(line, "overview") for line in list(overview.lines)[:_OPENING_LINES]] if overview else []
    found: dict[str, list[Span]] = {}
    for line, section in lines:
        if not _PRESENTS.search(line.text):
            continue
        for match in _AUTHOR.finditer(blanked(_QUOTED, line.text)):
            if match["rank"] not in {place.tail for place in own.places[-1:]}:
                span = Span(match["self"], line.line, line.col + match.start(), section)
                found.setdefault(f"author {match['rank']}", []).append(span)
    return found


def _office(sentence: str) -> re.Match[str] | None:
    if "政府" not in sentence:
        return None
    lead = _LEAD.match(sentence)
    return _ADDRESSED.search(sentence) or _DID.match(sentence, lead.end() if lead else 0)


_SAYS_OFFICE: Memo[bool] = Memo(lambda sentence: _office(sentence) is not None)


def _superiors(sentence: Sentence, own: Organ) -> Iterator[Violation]:
    """Report the figures of a government's office in the report of an organ that is neither the government nor its office."""
    match = _office(blanked(_QUOTED, sentence.text))
    if match is None or (own.kind not in (Kind.STREET, Kind.DEPARTMENT) and own.level is not Level.TOWN):
        return
    group = "to" if "to" in match.re.groupindex else "name"
    named = re.search(r"[省市县区旗州](?:人民)?政府(?:办公?[室厅]?)?", match[group])
    if named is None or _ITSELF.search(match[group]) or re.search(r"[我镇乡]|街道|各|及其|有关|部门", match[group]):
        return
    start = match.start(group) + named.start()
    span = sentence.span(start, match.start(group) + named.end())
    yield _violation(sentence, span, own)


def _subject(sentence: str) -> re.Match[str] | None:
    """Return the organ that is the subject of a sentence on disclosure, and not this one by its own words."""
    if "公开" not in sentence or "我" in sentence:
        return None
    lead = _LEAD.match(sentence)
    match = _SUBJECT.match(sentence, lead.end() if lead else 0)
    if match is None or _ITSELF.search(sentence) or not _DISCLOSURE.search(sentence):
        return None
    return match


_HAS_SUBJECT: Memo[bool] = Memo(lambda sentence: _subject(sentence) is not None)


def _others(sentence: Sentence, own: Organ) -> Iterator[Violation]:
    match = _subject(sentence.text)
    if match is None:
        return
    # 开展全县…, 报告可在县教育局…: what is no name, or has other words before it, is not who did the work.
    named = name_at_end(match["name"])
    if named is not None and named.start == 0 and _another(own, named.organ):
        yield _violation(sentence, sentence.span(match.start("name"), match.end("name")), own)


def _violation(sentence: Sentence, span: Span, own: Organ) -> Violation:
    return Violation(
        Message(f"本机关为“{own.name}”，此处叙述“{span.text}”的工作", f"the organ is {own.name}; this sentence is on the work of {span.text}"),
        span,
        quotes=(span, sentence.span(0, len(sentence.text))),
        expected=own.name,
        actual=span.text,
        subject="subject",
        cause="foreign organ",
    )  # fmt: skip


def _another(own: Organ, other: Organ) -> bool:
    """Tell whether the other is an organ of the same level and kind as this one, and not this one."""
    if other.name in own.name:
        return False
    stems = [place.stem for place in other.places]
    if any(stem.startswith(_NO_STEM) or _PHRASE.search(stem) for stem in stems):
        return False
    if own.kind is Kind.DEPARTMENT:
        return _another_department(own, other)
    here = own.places[-1] if own.places else None
    there = other.places[-1] if other.places else None
    if (
        here is None
        or there is None
        or there.zone
        or not there.stem
        or other.kind not in (Kind.GOVERNMENT, Kind.STREET)
    ):
        return False
    local = own.kind in (Kind.GOVERNMENT, Kind.STREET) and own.level is not None and own.level >= Level.COUNTY
    return local and here.level is there.level and there.stem not in own.name and len(there.stem) <= 5


def _another_department(own: Organ, other: Organ) -> bool:
    if other.kind is not Kind.DEPARTMENT or other.ending not in ("局", "委员会") or not MATTERS.search(other.field):
        return False
    here = next((place for place in reversed(own.places) if place.stem), None)
    there = next((place for place in reversed(other.places) if place.stem), None)
    if other.places and own.places and other.places[-1].level is not own.places[-1].level:
        return False
    if here is not None and there is not None and here.stem != there.stem:
        return True
    return own.field != other.field and fields_differ(own.field, other.field) is Severity.ERROR

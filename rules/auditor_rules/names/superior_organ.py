"""OGI-N704: the office of the superior government is called what it is, and one thing throughout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.text import Memo
from auditor_rules.organs import MUNICIPALITIES, Level, Organ, organ_of, split_places

_OFFICE = re.compile(r"(?P<before>[\u4e00-\u9fff]{0,24}?)(?P<government>人民政府|政府)办公(?P<kind>[厅室])")
# What stands before a name in running text; the name begins behind the last of them.
_LEAD = re.compile(
    r".*(?:根据|按照|依据|依照|贯彻|落实|转发|印发|下发|制发|要求|关于|报送|接受|联系|以及|国务院|办公[厅室]|年度?|[和与及由经向请对从将在到至报据照])"
)
_COUNTY_TAILS = frozenset({"县", "旗", "自治县", "自治旗", "镇", "乡"})


class Office(NamedTuple):
    """A government's office as named in the text: the place's name (市 where it is not named), and 厅 or 室."""

    place: str
    level: Level
    kind: str
    span: Span


def offices(report: Report) -> tuple[Office, ...]:
    """Return the offices of governments that the prose names, in reading order."""
    if "政府办公" not in report.source.text:
        return ()
    return tuple([
        Office(place, level, kind, Span(line.text[start:end], line.line, line.col + start, section))
        for line, section in report.prose()
        for place, level, kind, start, end in _NAMED[line.text]
    ])  # fmt: skip


def _named(line: str) -> Iterator[tuple[str, Level, str, int, int]]:
    """Yield the offices that a line names: the place, its level, 厅 or 室, and where the name stands."""
    for match in _OFFICE.finditer(line) if "政府办公" in line else ():
        name = _LEAD.sub("", match["before"])
        places, rest = split_places(name)
        if places and not rest:
            yield name, places[-1].level, match["kind"], match.end("before") - len(name), match.end()


_NAMED: Memo[tuple[tuple[str, Level, str, int, int], ...]] = Memo(lambda line: tuple(_named(line)))


@rule(
    id="OGI-N704",
    title=("上级机关名称矛盾", "Superior organ inconsistent"),
    severity=Severity.REVIEW,
    confidence=Confidence.LOW,
    basis=(
        "省级政府设办公厅，县级以下政府设办公室",
        "provincial governments have a 办公厅, counties and below a 办公室",
    ),
    remedy=("核对上级机关的规范名称。", "Check what the superior organ is properly called."),
)
def superior_right(report: Report) -> Iterator[Violation]:
    """The instruction that a report rests on comes from one office. A district of a municipality cannot be instructed by
    a “市政府办公室”, because the municipality has a 办公厅; a county has no 办公厅; and one office has one name.

    Which of the two a city below the province has differs from city to city, so cities are compared only with
    themselves.
    """
    own = report.derived(organ_of)
    named = report.derived(offices)
    report.asked.add_all([office.span for office in named])
    seen: set[str] = set()
    for number, office in enumerate(named):
        said = _impossible(office, own)
        twin = next(
            (other for other in named[:number] if _same_place(office, other) and other.kind != office.kind), None
        )
        if said is None and twin is not None:
            said = Message(f"同一机关又写作“{twin.span.text}”", f"the same office is also called {twin.span.text}")
        if said is None or office.span.text in seen:
            continue
        seen.add(office.span.text)
        yield Violation(
            Message(f"“{office.span.text}”：{said.zh}", f"{office.span.text}: {said.en}"),
            office.span,
            quotes=tuple(dict.fromkeys([*([twin.span] if twin else []), office.span])),
            actual=office.span.text,
            subject="superior",
        )


def _impossible(office: Office, own: Organ) -> Message | None:
    """Return what is wrong with an office's name, or None where there can be such an office."""
    bare = len(office.place) == 1
    tail = next(tail for tail in ("自治县", "自治旗", "自治区", office.place[-1]) if office.place.endswith(tail))
    municipal = next((place.name for place in own.places if place.name in MUNICIPALITIES), None)
    provincial = office.level is Level.PROVINCE or (bare and tail == "市" and municipal is not None)
    if provincial and office.kind == "室":
        where = municipal if bare and municipal else office.place
        return Message(f"{where}为省级，设办公厅", f"{where} is a province's equal and has a 办公厅")
    if office.kind == "厅" and (tail in _COUNTY_TAILS or (tail == "区" and not bare)):
        return Message("县级以下政府设办公室，不设办公厅", "a county has a 办公室 and no 办公厅")
    county = next((place.tail for place in reversed(own.places) if place.level is Level.COUNTY and place.stem), None)
    if bare and county is not None and own.level is not None and own.level >= Level.COUNTY:
        if tail == "县" and county in ("区", "市", "旗"):
            return Message(f"本机关所属的是{county}，不是县", f"this organ belongs to a {county}, not to a county")
        if tail == "区" and county in ("县", "自治县") and office.kind == "室":
            return Message("本机关所属的是县，不是区", "this organ belongs to a county, not to a district")
    return None


def _same_place(one: Office, other: Office) -> bool:
    return one.place == other.place or (
        min(len(one.place), len(other.place)) > 1
        and (one.place.endswith(other.place) or other.place.endswith(one.place))
    )

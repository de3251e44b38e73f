"""What an organ wrote itself: the running text of sections 一 and 五, without names, numbers and what every report has."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from auditor.model.document import Heading, Line
from auditor.model.finding import Span
from auditor.model.report import Report
from auditor_rules.dates.foot import foot
from auditor_rules.organs import Kind, kind_of

COMPARED = ("problems", "overview")
"""The sections that are compared, the telling one first."""
_QUOTED = 60
_LONGEST_HEADING = 30
_DATA: dict[str, str] = tomllib.loads((files("auditor_rules.across") / "passages.toml").read_text(encoding="utf-8"))


def _any(key: str) -> str:
    """Return a pattern for the words of a list; single characters as a class, which is searched for much faster."""
    words = sorted(_DATA[key].split(), key=len, reverse=True)
    long = [re.escape(word) for word in words if len(word) > 1]
    single = "".join(word for word in words if len(word) == 1)
    return "|".join([*long, f"[{single}]"] if single else long)


_SENTENCE = re.compile(r"[^。；！？]*[。；！？]?")
_BOILERPLATE = re.compile(_any("boilerplate"))
_CALLED = re.compile(rf"{_any('self_words')}(?:{_any('areas')})|(?:{_any('kinds')})(?={_any('behind_kinds')})")
_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}")
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]+")
_MARKS = "，。；：、！？（）“”《》"


class Passage(NamedTuple):
    """One section's writing: what is compared of it (Han only), its length with its marks, and its beginning as printed."""

    text: str
    length: int
    quote: Span


class Written(NamedTuple):
    """A report's own writing by section, and the organ it names: in its title, failing that beneath it."""

    organ: str | None
    passages: dict[str, Passage]


def written(report: Report) -> Written:
    """Keep what a report's organ wrote in its sections 一 and 五."""
    organ = report.organ
    if organ is None:
        beneath = report.derived(foot).organ
        organ = beneath.text.strip() if beneath else None
    found: dict[str, Passage] = {}
    for key in COMPARED:
        section = report.section(key)
        if section is not None:
            lines = [line for line in section.lines if not _is_heading(line)]
            own = _own("\n".join([line.text for line in lines]), organ)
            if own:
                han = _NOT_HAN.sub("", own)
                found[key] = Passage(han, len(han) + sum(map(own.count, _MARKS)), _beginning(lines, key))
    return Written(organ, found)


def _is_heading(line: Line) -> bool:
    return isinstance(line, Heading) and len(line.text) <= _LONGEST_HEADING and "。" not in line.text


def _beginning(lines: list[Line], key: str) -> Span:
    first = next(line for line in lines if line.text.strip())
    return Span(first.text[:_QUOTED], first.line, first.col, key)


def _own(text: str, organ: str | None) -> str:
    """Return a text without boilerplate, the organ's names and years in Chinese digits."""
    if _BOILERPLATE.search(text):
        text = "".join([part for part in _SENTENCE.findall(text) if not _BOILERPLATE.search(part)])
    for name in _names(organ) if organ else ():
        text = text.replace(name, "")
    return _YEAR.sub("", _CALLED.sub("", text))


@lru_cache(maxsize=1024)
def _names(organ: str) -> tuple[str, ...]:
    """Return the names that an organ has in its own report, the longest first: whole, without its places, its places."""
    known = kind_of(organ)
    names = {organ, known.name}
    rest = known.name
    for place in known.places:
        rest = rest.removeprefix(place.name)
        names |= {place.name} if rest == known.ending else {place.name, rest}
        names |= {place.stem} if len(place.stem) >= 2 else set()
    if known.kind is not Kind.UNKNOWN and known.field:
        names.add(known.field + known.ending)
    return tuple(sorted(names - {""}, key=lambda name: (-len(name), name)))

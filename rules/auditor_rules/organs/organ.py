"""What kind of organ a name is the name of, and of which level; the one place where a manifest may say otherwise."""

from __future__ import annotations

import re
import tomllib
from enum import Enum
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from auditor.model.report import Report
from auditor.model.text import SPACES, normalise
from auditor_rules.organs.places import Level, Place, split_places


class Kind(Enum):
    """The kinds of organ that the law and the forms tell apart."""

    MINISTRY = "ministry"
    GOVERNMENT = "government"
    AGENCY = "agency"
    """The agency of a provincial government over a region (行政公署)."""
    OFFICE = "office"
    """The office of a government, which writes for the government as well as for itself."""
    DEPARTMENT = "department"
    COMMITTEE = "committee"
    """The committee that runs a development zone."""
    STREET = "street"
    INSTITUTION = "institution"
    UNKNOWN = "unknown"


class Organ(NamedTuple):
    """A name and what it tells. `ending` is the class of its last words (局, 人民政府办公室 …), with short forms unified;
    `field` is what stands between its places and that ending (教育, 市场监督管理)."""

    name: str
    kind: Kind
    level: Level | None
    places: tuple[Place, ...] = ()
    field: str = ""
    ending: str = ""

    @property
    def is_government(self) -> bool:
        """Whether it is a people's government itself: not its office, no department, no street office."""
        return self.kind is Kind.GOVERNMENT

    @property
    def may_issue_regulations(self) -> bool:
        """Whether it may issue 规章, or its name does not rule that out: ministries, governments with districts."""
        if self.kind in (Kind.MINISTRY, Kind.UNKNOWN):
            return True
        return self.kind in (Kind.GOVERNMENT, Kind.OFFICE) and (self.level is None or self.level <= Level.PREFECTURE)

    @property
    def is_enforcement(self) -> bool:
        """Whether it is a department that takes decisions on licences and penalties all the year round."""
        return self.kind is Kind.DEPARTMENT and any(word in self.field for word in _ENFORCING)


DATA: dict[str, Any] = tomllib.loads((files("auditor_rules.organs") / "organs.toml").read_text(encoding="utf-8"))
_ENDINGS: dict[str, tuple[Kind, str]] = {
    name: (Kind(entry["kind"]), full)
    for entry in DATA["endings"]
    for name, full in [*((name, name) for name in entry["names"].split()), *entry.get("short", {}).items()]
}
_ENDING = re.compile(f"(?:{'|'.join(sorted(_ENDINGS, key=len, reverse=True))})$")
_ENFORCING = tuple(DATA["departments"]["enforcing"].split())
_MINISTRIES = frozenset(DATA["departments"]["ministries"].split())
_BEGINNINGS = tuple(DATA["departments"]["beginnings"].split())
_HEADQUARTERS = re.compile(
    rf"(?:{'|'.join(_BEGINNINGS)})[\u4e00-\u9fff]{{2,10}}?(?:{'|'.join(DATA['departments']['headquarters'].split())})"
    r"(?=[\u4e00-\u9fff])"
)
_KINDS = {word: kind for kind, words in DATA["kinds"].items() for word in words.split()}
_LEVELS = {word: Level[level.upper()] for level, words in DATA["levels"].items() for word in words.split()}
KIND_WORDS = tuple(_KINDS)
"""The words for kinds of organ that a manifest may use, in English and in Chinese."""
_NOISE = re.compile(r"^(?:关于)?(?:公布|发布|印发)?|\([^()]*\)|[《》\"'、,;:。·]")


@lru_cache(maxsize=4096)
def kind_of(name: str) -> Organ:
    """Return what a name tells of the organ that bears it; an area alone (青禾县) stands for its government."""
    name = _NOISE.sub("", SPACES.sub("", normalise(name)))
    if name in _MINISTRIES:
        return Organ(name, Kind.MINISTRY, Level.STATE)
    headquarters = _HEADQUARTERS.match(name)
    places, rest = split_places(name[headquarters.end() :] if headquarters else name)
    if not places:
        rest = name
    elif not rest:
        return _area(name, places)
    level = places[-1].level if places else None
    matched = _ENDING.search(rest)
    if matched is None:
        return Organ(name, Kind.UNKNOWN, level, places)
    kind, ending = _ENDINGS[matched[0]]
    if not places and name.startswith(_BEGINNINGS):
        kind, level = Kind.MINISTRY, Level.STATE
    elif kind is Kind.STREET or ending.startswith("党政"):
        level = Level.TOWN
    return Organ(name, kind, level, places, rest[: matched.start()], ending)


def _area(name: str, places: tuple[Place, ...]) -> Organ:
    last = places[-1]
    if last.tail == "街道":
        return Organ(name, Kind.STREET, Level.TOWN, places, "", "街道办事处")
    if last.zone:
        return Organ(name, Kind.COMMITTEE, last.level, places, "", "管理委员会")
    return Organ(name, Kind.GOVERNMENT, last.level, places, "", "人民政府")


def organ_of(report: Report) -> Organ:
    """Return the organ that reports: by its name in the title, unless the manifest says what it is.

    Share the answer with `report.derived(organ_of)`.
    """
    organ = kind_of(report.organ or "")
    said = str(report.options.get("kind") or "").strip().lower()
    if said not in _KINDS:
        return organ
    kind = Kind.GOVERNMENT if _KINDS[said] == "town" else Kind(_KINDS[said])
    return organ._replace(kind=kind, level=_LEVELS.get(said, organ.level))

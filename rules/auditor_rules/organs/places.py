"""Places in organs' names, and the level of government that each stands for."""

from __future__ import annotations

import re
import tomllib
from enum import IntEnum
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple


class Level(IntEnum):
    """The levels of government, from the highest to the lowest."""

    STATE = 1
    PROVINCE = 2
    PREFECTURE = 3
    COUNTY = 4
    TOWN = 5


class Place(NamedTuple):
    """One place of an organ's name: 青禾县 has the stem 青禾 and the tail 县. A zone has a committee, no government."""

    name: str
    stem: str
    tail: str
    level: Level
    zone: bool = False


_DATA: dict[str, str] = tomllib.loads((files("auditor_rules.organs") / "places.toml").read_text(encoding="utf-8"))


def _listed(key: str) -> frozenset[str]:
    return frozenset(_DATA[key].split())


MUNICIPALITIES = _listed("municipalities")
_COUNTY_CITIES = _listed("county_cities")
_ZONES = tuple(_listed("zones"))
_FIELDS = "|".join(sorted(_listed("fields")))
_NO_PLACE = "|".join(sorted(_listed("fields") | _listed("beginnings")))
_PREFECTURES = "|".join(sorted(_listed("autonomous_prefectures"), key=len, reverse=True))
_WHOLE = "|".join(sorted(_listed("whole"), key=len, reverse=True))

# 新乡市, 固镇县 and 红旗区 go on after a character that elsewhere ends a place; 乡市场监管所 does not.
_GOES_ON = "".join(
    f"(?!{tail}(?!委|{'|'.join(sorted(field[1:] for field in _listed('fields') if field[0] == tail))}))"
    for tail in "市县区"
)
# A town may be named after what was once a county: 旧县镇, 新市镇, 城区街道. Its rank follows such a character directly, and
# with the rank its name ends; 镇海街道 in 青禾区镇海街道 goes on.
_TOWN = "(?![镇乡](?:$|人民|政府|党))"
_TAILS = (
    f"自治区|自治州|自治县|自治旗|地区|街道|苏木|省|市{_TOWN}|盟"
    rf"|乡(?![族村土]){_TOWN}{_GOES_ON}|镇(?!村){_TOWN}{_GOES_ON}|旗{_GOES_ON}|县{_TOWN}{_GOES_ON}|(?<![社小])区(?!街道){_TOWN}"
)
_PLACE = re.compile(
    rf"(?!{_NO_PLACE})(?:(?P<whole>{_WHOLE})|(?P<state>{_PREFECTURES})州"
    rf"|(?P<stem>(?:(?!{_FIELDS}|[局厅委办]|中心|政府)[\u4e00-\u9fff]){{1,14}}?)(?P<tail>{_TAILS}))"
)
_BARE = {
    "省": Level.PROVINCE,
    "市": Level.PREFECTURE,
    "州": Level.PREFECTURE,
    "县": Level.COUNTY,
    "区": Level.COUNTY,
    "旗": Level.COUNTY,
    "镇": Level.TOWN,
    "乡": Level.TOWN,
}
_BY_TAIL = {
    "自治区": Level.PROVINCE,
    "自治州": Level.PREFECTURE,
    "盟": Level.PREFECTURE,
    "地区": Level.PREFECTURE,
    "自治县": Level.COUNTY,
    "自治旗": Level.COUNTY,
    "街道": Level.TOWN,
    "苏木": Level.TOWN,
    **_BARE,
}


@lru_cache(maxsize=4096)
def split_places(name: str) -> tuple[tuple[Place, ...], str]:
    """Return the places that a name begins with, the highest first, and the rest of the name.

    县教育局 begins with a county that is not named: a place with no stem.
    """
    found: list[Place] = []
    at = 0
    if name[:1] in _BARE and not re.match(_NO_PLACE, name) and not re.match(_WHOLE, name):
        bare = _PLACE.match(name)
        if bare is None or name[1:3] == "人民":
            found.append(Place(name[0], "", name[0], _BARE[name[0]]))
            at = 1
    while (match := _PLACE.match(name, at)) is not None:
        if match["whole"]:
            tail = next(tail for tail in sorted(_BY_TAIL, key=len, reverse=True) if match["whole"].endswith(tail))
            stem = match["whole"].removesuffix(tail)
        else:
            stem, tail = match["stem"] or match["state"], match["tail"] or "州"
        found.append(_place(stem, tail, found[-1].level if found else Level.STATE))
        at = match.end()
    return tuple(found), name[at:]


def _place(stem: str, tail: str, above: Level) -> Place:
    name = stem + tail
    zone = name.endswith(_ZONES)
    level = _BY_TAIL[tail]
    if name in MUNICIPALITIES:
        level = Level.PROVINCE
    elif tail == "市" and (name in _COUNTY_CITIES or above is Level.PREFECTURE):
        level = Level.COUNTY
    return Place(name, stem, tail, level, zone)

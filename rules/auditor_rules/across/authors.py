"""Whether two reports are of one author, and an author's report for another year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from auditor import Across, Member
from auditor_rules.organs import Kind, Level, kind_of

_GOVERNING = (Kind.GOVERNMENT, Kind.OFFICE)
_YEARS = re.compile(r"(?:19|20)\d{2}")


@lru_cache(maxsize=65536)
def one_author(one: str, other: str) -> bool:
    """Tell whether two names are of one author: one with fewer places before it, or a government and its office."""
    if one == other:
        return True
    mine, theirs = kind_of(one), kind_of(other)
    if Kind.UNKNOWN in (mine.kind, theirs.kind) or mine.field != theirs.field:
        return False
    if mine.ending != theirs.ending and not (mine.kind in _GOVERNING and theirs.kind in _GOVERNING):
        return False
    return all(
        place.tail == its.tail and (place.stem == its.stem or not place.stem or not its.stem)
        for place, its in zip(reversed(mine.places), reversed(theirs.places), strict=False)
    )


@lru_cache(maxsize=65536)
def names_one_organ(name: str) -> bool:
    """Tell whether a name is one organ's alone: 青禾县教育局 is, 教育局, 县教育局 and 城关镇人民政府 are many counties'."""
    return any(place.stem and place.level < Level.TOWN for place in kind_of(name).places)


def same_author(one: Member, other: Member) -> bool:
    """Tell whether two reports are of one author: by the manifest's names where it lists both, else by their own.

    A name that many counties' organs bear is one organ's only within one folder.
    """
    mine, theirs = _name(one), _name(other)
    if not one_author(mine, theirs):
        return False
    return (names_one_organ(mine) and names_one_organ(theirs)) or _home(one) == _home(other)


def author_key(member: Member) -> tuple[str, str]:
    """Return what reports under exactly one name have in common if they are one author's: the name, and where it must, the folder."""
    name = _name(member)
    return name, "" if names_one_organ(name) else _home(member)


class Before(NamedTuple):
    """What there is of an author's report for a year: the one report, or the names between which nothing tells."""

    report: Member | None = None
    names: tuple[str, ...] = ()
    differ: bool = False
    """There are several reports, with different figures."""


class Authors:
    """The reports of a run, and of those before it, by author."""

    def __init__(self, across: Across) -> None:
        self._by_year: dict[int, dict[tuple[str, str], list[Member]]] = {}
        for member in (*across.members, *across.earlier):
            if member.organ and member.year and member.path is not None:
                year = self._by_year.setdefault(member.year, defaultdict(list))
                year[_group(_name(member))].append(member)

    def of(self, member: Member, year: int) -> list[Member]:
        """Return the reports for a year that are of a report's author: under exactly its name, failing that one that fits."""
        group = self._by_year.get(year, {}).get(_group(_name(member)), ())
        fitting = [other for other in group if same_author(member, other)]
        return [other for other in fitting if _name(other) == _name(member)] or fitting

    def before(self, member: Member) -> Before:
        """Return the same author's report for the year before. A run's own stands before the same one of an earlier run."""
        if member.year is None:
            return Before()
        found = self.of(member, member.year - 1)
        found = [one for one in found if not one.earlier] or found
        if not found:
            return Before()
        names = {_name(one) for one in found}
        if names != {_name(member)}:
            # Under another name it must fit this author alone: 教育局 fits the bureaus of all counties.
            names |= {_name(one) for one in self.of(found[0], member.year)}
        if not _all_one(sorted(names | {_name(member)})):
            return Before(names=tuple(sorted(names - {_name(member)})))
        if any(one.facts != found[0].facts for one in found):
            return Before(differ=True)
        return Before(found[0])


def _all_one(names: Sequence[str]) -> bool:
    return all(one_author(one, other) for number, one in enumerate(names) for other in names[number + 1 :])


def _name(member: Member) -> str:
    return member.listed.organ if member.listed is not None else member.organ or ""


@lru_cache(maxsize=65536)
def _group(name: str) -> tuple[str, str]:
    """Return what the names of one author have in common: a government's and its office's are one group."""
    organ = kind_of(name)
    if organ.kind is Kind.UNKNOWN:
        return name, ""
    return organ.field, "government" if organ.kind in _GOVERNING else organ.ending


def _home(member: Member) -> str:
    """Return the folder of a report, years left out: reports of several years lie in folders named after them."""
    folders = (member.path or "").split("/")[:-1]
    return "/".join(folder for folder in folders if not _YEARS.search(folder))

"""Whether two reports are of one author."""

from __future__ import annotations

from functools import lru_cache

from auditor_rules.organs import Kind, kind_of

_GOVERNING = (Kind.GOVERNMENT, Kind.OFFICE)


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

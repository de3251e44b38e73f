"""Organs' names in running text: where a name begins, told by what names are made of and not by what stands around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.model.text import Memo
from auditor_rules.organs.organ import DATA, Kind, Organ, kind_of
from auditor_rules.organs.places import Place

_WORDS: dict[str, str] = DATA["in_text"]


def _any(*lists: str) -> str:
    words = {word for name in lists for word in _WORDS[name].split()}
    return "|".join(sorted(words, key=len, reverse=True))


MATTERS = re.compile(_any("matters"))
"""A matter that departments are named after."""
_FIELD = re.compile(rf"(?:{_any('matters', 'joints')})+$")
_LAST_WORDS = re.compile(r"(?:委员会|管理局|监管局|总局|分局|局|厅|委|署|办公室|办|中心|支队|大队|总队)$")
_CUT = re.compile(rf"(?:{_any('cut')})")
_SOFT = frozenset(_WORDS["soft"].split())
_RANK = re.compile("街道|[省市县区旗州盟镇乡]")
_LONGEST = 40
_SHORTEST_STEM = 2
_LONGEST_STEM = 3
"""A longer stem is taken for a place with something before it, unless it ends like a nationality's or a zone's."""
_LONG_STEMS = re.compile(r"族(?:自治)?$|自治$|兵团$|尔|斯|克|浩特")


class Named(NamedTuple):
    """The name with which a text ends, and where in the text it begins.

    `whole`: it is a place by its name and rank, and for a department its matter and ending. What is not whole may be a name
    with words before it, or one from which something is missing: enough to ask, not to assert.
    """

    organ: Organ
    start: int
    whole: bool


def _at_end(text: str) -> Named | None:
    text = text[-_LONGEST:] if len(text) > _LONGEST else text
    start = _start(text)
    organ = kind_of(text[start:])
    if organ.kind is Kind.UNKNOWN or not (organ.field or any(place.stem for place in organ.places)):
        return None
    if organ.kind is Kind.DEPARTMENT and not organ.places and MATTERS.search(organ.field) is None:
        return None
    return Named(organ, start, _whole(organ))


_NAMES: Memo[Named | None] = Memo(_at_end)


def name_at_end(text: str) -> Named | None:
    """Return the organ's name that a run of Han characters ends with: 青禾县教育局 of 及时编制完成青禾县教育局.

    我局, 全县 and 本镇 are no names; the start counts within the last 40 characters.
    """
    return _NAMES[text]


def _start(text: str) -> int:
    """Return where the name begins: behind the last word that no name holds, leaving a department's matter alone."""
    ending = _LAST_WORDS.search(text)
    field = _FIELD.search(text, 0, ending.start()) if ending else None
    until = field.start() if field and MATTERS.search(field[0]) else ending.start() if ending else len(text)
    start = 0
    for match in _CUT.finditer(text, 0, until):
        start = match.end()
    return _behind_soft(text, start, until)


def _behind_soft(text: str, start: int, until: int) -> int:
    """Move the start behind a word of one character, where a place of two characters or more is left behind it."""
    rank = _RANK.search(text, start, until)
    end = rank.start() if rank else until
    if set(text[start:end]) <= _SOFT:
        return end
    while text[start] in _SOFT and end - start > _SHORTEST_STEM:
        start += 1
    return start


def _whole(organ: Organ) -> bool:
    if not organ.places or not all(map(_plain, organ.places)) or not organ.places[-1].stem:
        return False
    if organ.kind in (Kind.DEPARTMENT, Kind.MINISTRY):
        field = _FIELD.fullmatch(organ.field)
        return field is not None and MATTERS.search(organ.field) is not None
    return not organ.field or organ.kind is Kind.INSTITUTION


def _plain(place: Place) -> bool:
    short = len(place.stem) <= _LONGEST_STEM or place.zone or _LONG_STEMS.search(place.stem) is not None
    return short and _CUT.search(place.stem) is None

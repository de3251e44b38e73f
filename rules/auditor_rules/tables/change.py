"""The signed change of 本年增/减: the form wants +1 or -2, and offices write 增加5, 减少3 or 2/0 as well."""

from __future__ import annotations

import re

from auditor.grammar.stated import plain
from auditor.model.values import Amount, Value

_WORDS = re.compile(r"(?P<way>新?增[加长]?|减[少]?|下降|上升|[↑↓])(?:了|\+|-)?(?P<number>\d{1,7})[件条项个]?")
_BOTH = re.compile(r"\+?(?P<more>\d{1,7})[件条项个]?/-?(?P<less>\d{1,7})[件条项个]?")
_NONE = frozenset({"无变化", "没有变化", "无增减", "不变", "持平", "未变化", "未增减"})
_DOWN = frozenset({"减", "减少", "下降", "↓"})


def change_of(text: str, value: Value) -> Amount | None:
    """Return a change as a signed number, or None where it says none that can be read."""
    if value.number is not None:
        return value.number
    said = plain(text)
    if said in _NONE:
        return 0
    both = _BOTH.fullmatch(said)
    if both is not None:
        return int(both["more"]) - int(both["less"])
    parts = [(match["way"] in _DOWN, int(match["number"])) for match in _WORDS.finditer(said)]
    if not parts or _WORDS.sub("", said).strip(",、;/"):
        return None
    return sum(-number if down else number for down, number in parts)

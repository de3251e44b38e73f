"""The families of the built-in rules: what the letter of an id stands for. Unknown letters stand for themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from auditor.model.finding import Message

FAMILIES: Mapping[str, tuple[str, str]] = {
    "P": ("读取", "Reading"),
    "S": ("结构和格式", "Structure and format"),
    "T": ("法定表格", "Statutory tables"),
    "C": ("图文一致和年度衔接", "Text, tables and years compared"),
    "D": ("日期和年度", "Dates and years"),
    "N": ("名称", "Names"),
    "L": ("语言文字", "Language and layout"),
    "X": ("多份报告之间", "Across reports"),
}
"""What the letter of an id stands for, in the order of the index."""

_BY_EYE = Message("审核人补充", "Added by reviewers")
_NUMBER = re.compile(r"[-_]?\d+$")


@lru_cache(maxsize=4096)
def family(rule: str) -> str:
    """Return the family a rule belongs to: its id without the number (OGI-T303 is of OGI-T)."""
    return _NUMBER.sub("", rule)


def place(of: str) -> tuple[int, str]:
    """Return where a family stands among others: the known ones in their order, then the rest by name."""
    known = list(FAMILIES)
    letter = of.rpartition("-")[2]
    return (known.index(letter) if letter in FAMILIES else len(known), of)


def name(of: str) -> Message:
    """Return what a family is called; one that is not known by its own name."""
    letter = of.rpartition("-")[2]
    if of == "MANUAL":
        return _BY_EYE
    return Message(*FAMILIES[letter]) if of.startswith("OGI-") and letter in FAMILIES else Message(of, of)

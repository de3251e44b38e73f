"""Which two characters make a word: enough of a dictionary to tell whether two words can meet at a place."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Compounds(NamedTuple):
    """Two-character words, and the characters that stand by themselves or make longer words."""

    following: dict[str, str]
    suffixes: frozenset[str]
    leading: frozenset[str]
    trailing: frozenset[str]
    surnames: frozenset[str]
    given: frozenset[str]
    not_led: frozenset[str]

    def word(self, first: str, second: str) -> bool:
        """Tell whether two characters are a word."""
        return bool(second) and second in self.following.get(first, "")

    def meet(self, text: str, at: int) -> bool:
        """Tell whether the doubled character at a place can belong to two words: one that ends with the first of
        them, and one that begins with the second.
        """
        twice, before, behind = text[at], text[at - 1 : at], text[at + 2 : at + 3]
        ends = self.word(before, twice)
        if not ends and twice in self.suffixes and before:
            # 市|市场 behind 全, but 镇镇 at the beginning of a clause ends no word.
            ends = before.isalnum()
        begins = self.word(twice, behind)
        return (
            (ends and (begins or twice in self.trailing))
            or (begins and twice in self.leading and twice + behind not in self.not_led)
            or (before in self.surnames and twice in self.given)
        )


@cache
def compounds() -> Compounds:
    """Return the compounds; read when the first doubled character is met, which most texts never do."""
    data = tomllib.loads((files("auditor_rules.language") / "lexicon" / "compounds.toml").read_text("utf-8"))
    following = {line[0]: line[1:] for line in data["common"].split()}
    for word in data["official"]:
        following[word[0]] = following.get(word[0], "") + word[1]
    chars = {key: frozenset(data[key].strip()) for key in ("suffixes", "leading", "trailing", "surnames", "given")}
    return Compounds(following, **chars, not_led=frozenset(data["not_led"]))

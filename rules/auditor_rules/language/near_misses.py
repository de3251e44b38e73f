"""Usual words with one character mistaken, and usual phrases that only sound right."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import chain
from operator import add
from typing import Any, NamedTuple

from auditor.model.text import Memo
from auditor_rules.language.compounds import Compounds, compounds

_SURE = 4
"""Characters of a phrase that is known by its sound."""


class NearMiss(NamedTuple):
    """What stands where a usual word or phrase was meant."""

    start: int
    end: int
    right: str


class _Maimed(NamedTuple):
    text: str
    at: int
    """Where the character is that was mistaken, or that follows the one left out."""
    right: str
    sure: bool
    """Whether it is a slip even where the character makes a word with its other neighbour."""


class _Lexicon(NamedTuple):
    words: dict[str, str]
    """A pair of characters that is no word: the usual word that was meant."""
    pieces: dict[str, tuple[_Maimed, ...]]
    """The maimed phrases that hold a pair of characters."""
    heard: dict[str, tuple[tuple[str, str], ...]]
    """Two sounds: how the phrases sound that hold them, and the phrases."""
    sounds: dict[int, str]
    right: frozenset[str]
    compounds: Compounds


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((files("auditor_rules.language") / "lexicon" / f"{name}.toml").read_text("utf-8"))


class _Alike:
    """Which characters are taken for one another."""

    def __init__(self) -> None:
        data = _data("confusable")
        self.sounds: dict[int, str] = {}
        self.groups: dict[str, str] = {}
        self.shapes: dict[str, str] = {}
        for group in data["sound"].split():
            self.sounds.update(dict.fromkeys(map(ord, group), group[0]))
            self.groups.update(dict.fromkeys(group, group))
        for group in data["shape"].split():
            for char in group:
                self.shapes[char] = self.shapes.get(char, "") + group

    def both(self, char: str) -> set[str]:
        """Return the characters that sound or look like one."""
        return {*self.groups.get(char, ""), *self.shapes.get(char, "")} - {char}


@cache
def _lexicon() -> _Lexicon:
    usual, known, alike = _data("usual"), compounds(), _Alike()
    words, phrases = usual["words"].split(), dict.fromkeys(usual["phrases"].split())
    right, free = frozenset((*words, *phrases, *usual["right"].split())), frozenset(usual["free"])
    near = {char: alike.both(char) - free for char in {*"".join(words)}}
    wrong: dict[str, str] = {}
    # The first words are the commonest; what could be several is taken for the first.
    for word in reversed(words):
        first, second = word
        wrong.update(dict.fromkeys([char + second for char in near[first]], word))
        wrong.update(dict.fromkeys([first + char for char in near[second]], word))
        wrong[second + first] = word
    pieces: dict[str, list[_Maimed]] = {}
    for maimed in chain.from_iterable(_maimed(phrase, alike, free) for phrase in phrases):
        pair = maimed.text[max(maimed.at - 1, 0) :][:2]
        lost = len(maimed.text) < len(maimed.right)
        if (
            pair in right
            or maimed.text in right
            or maimed.text in phrases
            or ((lost or not maimed.sure) and known.word(*pair))
        ):
            continue
        pieces.setdefault(pair, []).append(maimed)
    return _Lexicon(
        wrong,
        {key: tuple(found) for key, found in pieces.items()},
        _by_rarest_pair([(phrase.translate(alike.sounds), phrase) for phrase in phrases if len(phrase) >= _SURE]),
        alike.sounds,
        right,
        known,
    )


def _by_rarest_pair(phrases: list[tuple[str, str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return phrases by the two sounds in them that the fewest others share, so that few texts need a search for one."""
    shared = Counter(pair for sound, _ in phrases for pair in map(add, sound, sound[1:]))
    found: dict[str, list[tuple[str, str]]] = {}
    for sound, phrase in phrases:
        found.setdefault(min(map(add, sound, sound[1:]), key=shared.__getitem__), []).append((sound, phrase))
    return {pair: tuple(those) for pair, those in found.items()}


def _maimed(phrase: str, alike: _Alike, free: frozenset[str]) -> Iterator[_Maimed]:
    """Yield a phrase with one character mistaken by its shape or left out. Of a short one, a character mistaken by its sound
    counts, too; longer ones are compared by sound.
    """
    long = len(phrase) >= _SURE
    for at, char in enumerate(phrase):
        for other in sorted(set(alike.shapes.get(char, "")) - {char} if long else alike.both(char) - free):
            yield _Maimed(phrase[:at] + other + phrase[at + 1 :], at, phrase, long)
        if len(phrase) > _SURE and 0 < at < len(phrase) - 1 and _breaks(phrase, at):
            yield _Maimed(phrase[:at] + phrase[at + 1 :], at, phrase, True)


def _breaks(phrase: str, at: int) -> bool:
    """Tell whether a phrase without this character holds one that is left alone: not 服务政府 for 服务型政府."""
    known = compounds()
    whole_before = at >= 2 and known.word(phrase[at - 2], phrase[at - 1])
    whole_behind = at + 2 < len(phrase) and known.word(phrase[at + 1], phrase[at + 2])
    return not (whole_before and whole_behind)


def _near_misses(line: str) -> Iterator[NearMiss]:
    lexicon = _lexicon()
    pairs = set(map(add, line, line[1:]))
    for pair in sorted(lexicon.words.keys() & pairs):
        if pair not in lexicon.right and not lexicon.compounds.word(*pair):
            for at in _places(line, pair):
                if not _elsewhere(lexicon.compounds, line, at):
                    yield NearMiss(at, at + 2, lexicon.words[pair])
    for pair in sorted(lexicon.pieces.keys() & pairs):
        for maimed in lexicon.pieces[pair]:
            for at in _places(line, maimed.text):
                if not _explained(lexicon.compounds, line, at, maimed):
                    yield NearMiss(at, at + len(maimed.text), maimed.right)
    sound = line.translate(lexicon.sounds)
    for pair in sorted(lexicon.heard.keys() & set(map(add, sound, sound[1:]))):
        for heard, phrase in lexicon.heard[pair]:
            for at in _places(sound, heard):
                said = line[at : at + len(phrase)]
                if (
                    said != phrase
                    and said not in lexicon.right
                    and not _other_words(lexicon.compounds, line, at, phrase)
                ):
                    yield NearMiss(at, at + len(phrase), phrase)


def _places(text: str, piece: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _elsewhere(known: Compounds, line: str, at: int) -> bool:
    """Tell whether one of the two characters makes a word with its other neighbour."""
    return known.word(line[at - 1 : at], line[at]) or known.word(line[at + 1], line[at + 2 : at + 3])


def _explained(known: Compounds, line: str, at: int, maimed: _Maimed) -> bool:
    """Tell whether the mistaken character, or the one left alone at the edge of the phrase, makes a word with another."""
    end = at + len(maimed.text)
    if len(maimed.text) < len(maimed.right):
        return (maimed.at == 1 and known.word(line[at - 1 : at], line[at])) or (
            maimed.at == len(maimed.text) - 1 and known.word(line[end - 1], line[end : end + 1])
        )
    place = at + maimed.at
    return not maimed.sure and (
        known.word(line[place - 1 : place], line[place]) or known.word(line[place], line[place + 1 : place + 2])
    )


def _other_words(known: Compounds, line: str, at: int, phrase: str) -> bool:
    """Tell whether what sounds like a phrase is made of other words: 应急|时公开, or 资源|服务 for 志愿服务."""
    wrong = [at + n for n, char in enumerate(phrase) if line[at + n] != char]
    end = at + len(phrase)
    if (wrong[0] == at and known.word(line[at - 1 : at], line[at])) or (
        wrong[-1] == end - 1 and known.word(line[end - 1], line[end : end + 1])
    ):
        return True
    if len(phrase) > _SURE:
        return False
    halves = {at + (place - at) // 2 * 2 for place in wrong}
    return all(known.word(line[half], line[half + 1]) for half in halves)


def near_misses(line: str) -> tuple[NearMiss, ...]:
    """Return the near misses of a line, the longest first where several begin together, none within another."""
    found: list[NearMiss] = []
    for miss in sorted(_near_misses(line), key=lambda miss: (miss.start, -miss.end)):
        if not found or miss.start >= found[-1].end:
            found.append(miss)
    return tuple(found)


NEAR_MISSES: Memo[tuple[NearMiss, ...]] = Memo(near_misses)
"""The near misses of each line; most lines stand word for word in other reports, too."""

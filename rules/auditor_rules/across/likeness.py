"""How alike two texts are, and which of many are nearly the same.

Candidates come from MinHash signatures (rensa) in bands, so that ten thousand texts are compared in minutes; every one is
then verified on the texts themselves. Of two texts at the lowest likeness asked for, the bands miss three in a million.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

SHINGLE = 5
"""How many characters a shingle has."""
_PERMUTATIONS, _BANDS = 160, 32
_SEED = 711
_SLACK = 0.15
"""A signature of this length is off by 0.03 on average; candidates whose estimate is lower by this much are no pair."""
_MOST = 25
"""In a crowd that is all alike the nearest ones tell enough: more of them are listed nowhere."""
_BATCH = 256


class Pair(NamedTuple):
    """Two texts, by their numbers in the sequence, and their Jaccard likeness."""

    first: int
    second: int
    likeness: float


@lru_cache(maxsize=256)
def shingles(text: str) -> frozenset[str]:
    """Return every run of five characters in a text."""
    return frozenset([text[start : start + SHINGLE] for start in range(len(text) - SHINGLE + 1)])


def likeness(one: str, other: str) -> float:
    """Return the share of shingles that two texts have in common: 1 for equal texts, 0 for texts too short for one."""
    mine, theirs = shingles(one), shingles(other)
    common = len(mine & theirs)
    return common / (len(mine) + len(theirs) - common) if common else 0.0


def near_pairs(texts: Sequence[str], least: float, wanted: Callable[[int, int], bool]) -> Iterator[Pair]:
    """Yield the wanted pairs of different texts that are at least so alike."""
    # Costs a library, and only runs over several reports of a year need it.
    from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

    index = RMinHashLSH(least, _PERMUTATIONS, _BANDS)
    sketches: list[Any] = []
    for start in range(0, len(texts), _BATCH):
        batch = [list(shingles(text)) for text in texts[start : start + _BATCH]]
        for sketch in RMinHash.from_token_sets(batch, _PERMUTATIONS, _SEED):
            number = len(sketches)
            for other in _nearest(sketch, [n for n in index.query(sketch) if wanted(n, number)], sketches, least):
                found = likeness(texts[other], texts[number])
                if found >= least:
                    yield Pair(other, number, found)
            index.insert(number, sketch)
            sketches.append(sketch)


def _nearest(sketch: Any, candidates: Sequence[int], sketches: Sequence[Any], least: float) -> list[int]:
    """Return the candidates worth a closer look, the most alike first."""
    estimates = ((sketch.jaccard(sketches[n]), n) for n in candidates)
    worth = sorted((-estimate, n) for estimate, n in estimates if estimate >= least - _SLACK)
    return [n for _, n in worth[:_MOST]]

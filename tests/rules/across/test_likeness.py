"""How alike texts are: candidates from signatures, verified on the texts, and none of those above the bound missed."""

from __future__ import annotations

from itertools import combinations
from random import Random

from auditor_rules.across.likeness import likeness, near_pairs, shingles


def text(rng: Random, length: int = 300) -> str:
    return "".join(chr(rng.randrange(0x4E00, 0x4F00)) for _ in range(length))


def changed(rng: Random, of: str, times: int) -> str:
    letters = list(of)
    for _ in range(times):
        letters[rng.randrange(len(letters))] = "改"
    return "".join(letters)


def anyone(one: int, other: int) -> bool:
    return True


def test_a_text_of_seven_characters_has_three_shingles() -> None:
    assert shingles("一二三四五六七") == {"一二三四五", "二三四五六", "三四五六七"}


def test_likeness_is_the_share_of_common_shingles() -> None:
    assert likeness("一二三四五六七", "二三四五六七八") == 2 / 4
    assert (likeness("一二三四五", "一二三四五"), likeness("一二三", "一二三")) == (1.0, 0.0)


def test_every_pair_that_brute_force_finds_is_found() -> None:
    rng = Random(7)
    texts = [
        variant for _ in range(60) for base in [text(rng)]
        for variant in (base, changed(rng, base, 2), changed(rng, base, 5), changed(rng, base, 8))
    ]  # fmt: skip
    wanted = {
        (one, other): likeness(texts[one], texts[other])
        for one, other in combinations(range(len(texts)), 2)
        if likeness(texts[one], texts[other]) >= 0.8
    }

    assert {(pair.first, pair.second): pair.likeness for pair in near_pairs(texts, 0.8, anyone)} == wanted
    assert any(found < 0.85 for found in wanted.values())


def test_unwanted_pairs_are_left_out() -> None:
    base = text(Random(1))
    texts = [base, base + "尾", base + "末"]

    assert [pair[:2] for pair in near_pairs(texts, 0.8, lambda one, other: other == 2)] == [(0, 2), (1, 2)]


def test_in_a_crowd_everyone_finds_someone() -> None:
    rng = Random(3)
    base = text(rng)
    pairs = list(near_pairs([changed(rng, base, 3) for _ in range(120)], 0.8, anyone))

    assert {pair.second for pair in pairs} == set(range(1, 120))
    assert len(pairs) <= 25 * 120

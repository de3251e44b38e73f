"""Relations between cells: what a formula says, and what can be said of it where cells are blank."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.grammar.relation import Relation, RelationError, parse_relation
from auditor.model.values import Amount

KEYS = ("a", "b", "c", "d")
LARGEST = 6
"""Fillings are tried with every number up to this."""

CELLS = st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=4, max_size=4)
SIDES = st.lists(st.tuples(st.sampled_from(["+", "-"]), st.sampled_from([*KEYS, "2"])), min_size=1, max_size=3).map(
    lambda terms: " ".join(f"{sign} {name}" for sign, name in terms).removeprefix("+ ")
)
COMPARISONS = st.sampled_from(["==", "<=", ">=", "<", ">"])


def possible(formula: str, cells: list[Amount | None], keys: tuple[str, ...] = KEYS) -> bool:
    relation = parse_relation(formula)
    left, right = relation.resolve(keys)
    return relation.possible(left, right, cells)


def holds(formula: str, cells: list[Amount], keys: tuple[str, ...] = KEYS) -> bool:
    relation = parse_relation(formula)
    left, right = relation.resolve(keys)
    return relation.holds(left.value(cells), right.value(cells))


def some_filling_holds(relation: Relation, cells: list[Amount | None]) -> bool:
    """Decide by trying every small filling, what `possible` decides by bounds."""
    left, right = relation.resolve(KEYS)
    blanks = [place for place, cell in enumerate(cells) if cell is None]
    for filling in (
        product(range(LARGEST * 4), repeat=len(blanks))
        if len(blanks) < 3
        else product(range(LARGEST * 2), repeat=len(blanks))
    ):
        filled = [cell or 0 for cell in cells]
        for place, number in zip(blanks, filling, strict=True):
            filled[place] = number
        if relation.holds(left.value(filled), right.value(filled)):
            return True
    return False


@settings(deadline=None, max_examples=250)
@given(SIDES, COMPARISONS, SIDES, CELLS)
def test_what_bounds_rule_out_no_filling_satisfies(
    left: str, word: str, right: str, cells: list[Amount | None]
) -> None:
    relation = parse_relation(f"{left} {word} {right}")

    if some_filling_holds(relation, cells):
        assert possible(relation.text, cells)


@settings(deadline=None, max_examples=250)
@given(st.permutations(KEYS), st.integers(1, 3), COMPARISONS, CELLS)
def test_what_bounds_allow_some_filling_satisfies(
    keys: list[str], cut: int, word: str, cells: list[Amount | None]
) -> None:
    relation = parse_relation(f"{' + '.join(keys[:cut])} {word} {' + '.join(keys[cut:])}")

    assert possible(relation.text, cells) == some_filling_holds(relation, cells)


@settings(deadline=None, max_examples=100)
@given(SIDES, COMPARISONS, SIDES, st.lists(st.integers(-5, 5), min_size=4, max_size=4))
def test_without_blanks_possible_means_holds(left: str, word: str, right: str, cells: list[int]) -> None:
    formula = f"{left} {word} {right}"

    assert possible(formula, list(cells)) == holds(formula, list(cells))


def test_a_sum_that_agrees_holds() -> None:
    assert holds("a + b == c + d", [1, 2, 3, 0])


def test_a_sum_that_disagrees_does_not() -> None:
    assert not holds("a + b == c + d", [1, 2, 4, 0])


def test_known_parts_above_the_total_rule_every_filling_out() -> None:
    assert not possible("a + b + c == d", [5, None, 1, 4])


def test_known_parts_below_the_total_leave_room_for_the_blank() -> None:
    assert possible("a + b + c == d", [1, None, 1, 4])


def test_a_blank_total_can_be_anything() -> None:
    assert possible("a + b + c == d", [5, 7, 1, None])


def test_a_blank_is_never_negative() -> None:
    assert not possible("a == b - c", [3, 1, None, 0])


def test_one_blank_on_both_sides_is_one_number() -> None:
    assert not possible("a + b == a", [None, 1, 0, 0])


def test_a_row_that_the_table_lacks_may_hold_anything() -> None:
    assert possible("a + missing == b", [1, 4, 0, 0])


def test_a_row_that_the_table_lacks_may_be_what_is_taken_away() -> None:
    assert possible("a - missing == b", [4, 1, 0, 0])


def test_a_prefix_stands_for_every_name_that_begins_so() -> None:
    assert holds("sum(denied_*) == total", [1, 2, 3], ("denied_1", "denied_2", "total"))


def test_inside_sum_a_name_may_be_missing() -> None:
    assert holds("sum(other, other_*) == total", [2, 3, 5], ("other_1", "other_2", "total"))


def test_a_factor_multiplies_a_sum() -> None:
    assert holds("2 * (a + b) >= c", [1, 2, 6], ("a", "b", "c"))


def test_decimals_are_exact() -> None:
    assert holds("a + b == c", [Decimal("0.1"), Decimal("0.2"), Decimal("0.3")], ("a", "b", "c"))


def test_a_constant_may_stand_alone() -> None:
    assert not holds("a <= 1.5", [2], ("a",))


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "a",
        "a = b",
        "a == ",
        "a == b == c",
        "a + * b == c",
        "sum() == a",
        "A == b",
        "a == 1e3",
        "sum(a + b) == c",
        "(a == b",
    ],
)
def test_what_is_no_relation_is_refused_with_its_place(formula: str) -> None:
    with pytest.raises(RelationError, match="not a relation"):
        parse_relation(formula)


def test_a_product_of_two_cells_is_refused() -> None:
    with pytest.raises(RelationError, match="two cells cannot be multiplied"):
        parse_relation("a * b == c")


@settings(deadline=None, max_examples=150)
@given(st.text(alphabet="ab_1 +-*(),=<>.sum\n中", max_size=30))
def test_any_text_is_a_relation_or_a_relation_error(text: str) -> None:
    try:
        relation = parse_relation(text)
    except RelationError:
        return
    assert relation.text == text


def test_names_are_listed_as_written() -> None:
    assert parse_relation("new + sum(denied_*) == total").names == ("new", "denied_*", "total")

"""Relations between particular cells: when they hold, when they may, and when two say the same."""

from __future__ import annotations

import pytest

from auditor.model.tie import Figure, Operand, Tie, can_hold


def figure(col: int, number: int | None) -> Figure:
    return Figure(1, col, number, "" if number is None else str(number), "t", "r", f"c{col}", "row", f"column {col}")


def tie(
    *numbers: int | None, factors: tuple[int, ...] = (1, 1, -1), comparison: str = "==", turned: bool = False
) -> Tie:
    operands = [
        Operand(factor, figure(col, number)) for col, (factor, number) in enumerate(zip(factors, numbers, strict=True))
    ]
    return Tie(tuple(reversed(operands) if turned else operands), comparison)


def test_it_holds_with_figures_changed() -> None:
    assert tie(1, 2, 3).holds({})
    assert not tie(1, 2, 4).holds({})
    assert tie(1, 2, 4).holds({(1, 0): 2})


def test_a_blank_counts_as_zero_and_may_be_any_number() -> None:
    assert not tie(1, None, 3).holds({})
    assert tie(1, None, 3).possible({})
    assert not tie(4, None, 3).possible({})
    assert not tie(1, None, 3).possible({(1, 1): 5})


def test_an_operand_that_the_table_lacks_may_be_any_number() -> None:
    assert tie(4, 0, 3)._replace(absent=(-1,)).possible({})
    assert not tie(4, 0, 3)._replace(absent=(1,)).possible({})


def test_two_ways_to_write_one_equation_are_the_same() -> None:
    assert tie(1, 2, 3).key == tie(1, 2, 3, factors=(-1, -1, 1), turned=True).key
    assert tie(1, 2, 3).key == tie(7, 8, 9).key
    assert tie(1, 2, 3).key != tie(1, 2, 3, factors=(1, -1, -1)).key


def test_a_bound_and_its_reverse_are_not_the_same() -> None:
    bound = tie(1, 2, 3, comparison="<=")

    assert bound.key != tie(1, 2, 3, factors=(-1, -1, 1), comparison="<=").key
    assert bound.key != tie(1, 2, 3).key


@pytest.mark.parametrize(
    ("comparison", "known", "unknown", "may"),
    [
        ("==", 0, (), True), ("==", 1, (), False), ("==", 1, (-1,), True), ("==", 1, (1,), False), ("==", -1, (1,), True),
        ("<=", 1, (1,), False), ("<=", 1, (-1,), True), (">=", -1, (1,), True), (">=", -1, (-1,), False),
        ("<", 0, (1,), False), (">", 0, (1,), True), ("==", 5, (1, -1), True), ("==", 5, (0,), False),
    ],
)  # fmt: skip
def test_what_unknown_figures_from_zero_up_can_make_hold(
    comparison: str, known: int, unknown: tuple[int, ...], may: bool
) -> None:
    assert can_hold(comparison, known, unknown) is may

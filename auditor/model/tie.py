"""A relation between particular cells: what must hold between their figures, whichever rule says so."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from auditor.model.values import Amount

Holds = Callable[[Amount, Amount], bool]
HOLDS: Mapping[str, Holds] = {
    "==": operator.eq,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}


class Figure(NamedTuple):
    """A cell that takes part in a relation: where it stands, what it says, and what a reader calls its row and column."""

    line: int
    col: int
    number: Amount | None
    text: str
    table: str
    row: str
    column: str
    row_name: str
    column_name: str

    @property
    def place(self) -> Place:
        """What tells it from every other cell of the report."""
        return (self.line, self.col)


Place = tuple[int, int]


class Operand(NamedTuple):
    """A figure with its factor on the left side; a figure of the right side has a negative one."""

    factor: Amount
    figure: Figure


class Tie(NamedTuple):
    """Left minus right, compared with zero. `absent` are the factors of operands that the table does not have."""

    operands: tuple[Operand, ...]
    comparison: str
    constant: Amount = 0
    absent: tuple[Amount, ...] = ()

    @property
    def key(self) -> TieKey:
        """What is the same for two ties that say the same of the same cells, however they are written."""
        factors = {operand.figure.place: operand.factor for operand in self.operands}
        turned = self.comparison == "==" and bool(factors) and factors[min(factors)] < 0
        sign = -1 if turned else 1
        return (self.comparison, sign * self.constant, tuple(sorted((at, sign * by) for at, by in factors.items())))

    def difference(self, changed: Mapping[Place, Amount]) -> Amount:
        """Return left minus right with some figures changed, blanks taken as zero."""
        return self.constant + sum(
            factor * changed.get(figure.place, figure.number or 0) for factor, figure in self.operands
        )

    def holds(self, changed: Mapping[Place, Amount]) -> bool:
        """Tell whether it holds with some figures changed, blanks taken as zero."""
        return HOLDS[self.comparison](self.difference(changed), 0)

    def possible(self, changed: Mapping[Place, Amount]) -> bool:
        """Tell whether it can hold with some figures changed, where a blank may be any number from zero up."""
        blank = [
            factor
            for factor, figure in self.operands
            if figure.number is None and figure.place not in changed
        ]  # fmt: skip
        return can_hold(self.comparison, self.difference(changed), (*blank, *self.absent))


TieKey = tuple[str, Amount, tuple[tuple[Place, Amount], ...]]


def can_hold(comparison: str, known: Amount, unknown: Iterable[Amount]) -> bool:
    """Tell whether known figures plus unknown ones, each from zero up times its factor, can stand so to zero."""
    signs = {factor > 0 for factor in unknown if factor}
    least = None if False in signs else known
    most = None if True in signs else known
    match comparison:
        case "==":
            return (least is None or least <= 0) and (most is None or most >= 0)
        case "<=" | "<":
            return least is None or HOLDS[comparison](least, 0)
        case _:
            return most is None or HOLDS[comparison](most, 0)

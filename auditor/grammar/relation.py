"""Relations between table cells: a small linear language, compiled once and decided even where cells are blank."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput, VisitError

from auditor.model.tie import HOLDS, can_hold
from auditor.model.values import Amount


class RelationError(Exception):
    """A formula that is not a relation; the text shows the place."""


class Term(NamedTuple):
    """A factor with a name, or with a prefix (denied_*) for every such name. Inside sum() a name may be missing."""

    factor: Amount
    name: str
    optional: bool = False


class Linear(NamedTuple):
    """A sum of terms and a constant."""

    terms: tuple[Term, ...] = ()
    constant: Amount = 0


@dataclass(frozen=True, slots=True)
class Resolved:
    """A side of a relation over the rows or columns that one table really has.

    `positions` are those of its operands; `absent` are the terms named outright that the table lacks.
    """

    factors: tuple[Amount, ...]
    positions: tuple[int, ...]
    constant: Amount
    absent: tuple[Term, ...]
    plain: bool
    """Every factor is 1 and there is no constant: the side is a sum."""

    def value(self, numbers: Sequence[Amount]) -> Amount:
        """Return the side's value, given the number at every position."""
        if self.plain:
            return sum([numbers[position] for position in self.positions])
        terms = zip(self.factors, self.positions, strict=True)
        return self.constant + sum(factor * numbers[position] for factor, position in terms)


@dataclass(frozen=True, slots=True)
class Relation:
    """A parsed relation; `text` is the formula as written."""

    text: str
    left: Linear
    comparison: str
    right: Linear

    @property
    def names(self) -> tuple[str, ...]:
        """The names and prefixes it mentions, left before right."""
        return tuple(term.name for term in (*self.left.terms, *self.right.terms))

    def resolve(self, keys: tuple[str, ...]) -> tuple[Resolved, Resolved]:
        """Return both sides over these keys, made once for each set of keys."""
        return _resolve(self.left, keys), _resolve(self.right, keys)

    def holds(self, left: Amount, right: Amount) -> bool:
        """Tell whether two values stand in the relation."""
        return HOLDS[self.comparison](left, right)

    def possible(self, left: Resolved, right: Resolved, numbers: Sequence[Amount | None]) -> bool:
        """Tell whether the relation can hold: a None, and an operand that is absent, may be any number from zero up."""
        known, unknown = _split(left, right, numbers)
        return can_hold(self.comparison, known, unknown)


def _split(left: Resolved, right: Resolved, numbers: Sequence[Amount | None]) -> tuple[Amount, Collection[Amount]]:
    """Return what is known of left minus right, and the factors of what is not. A blank on both sides is one number."""
    known = left.constant - right.constant
    unknown: dict[int | str, Amount] = {}
    for sign, side in ((1, left), (-1, right)):
        for factor, position in zip(side.factors, side.positions, strict=True):
            number = numbers[position]
            if number is None:
                unknown[position] = unknown.get(position, 0) + sign * factor
            else:
                known += sign * factor * number
        for term in side.absent:
            unknown[term.name] = unknown.get(term.name, 0) + sign * term.factor
    return known, unknown.values()


def parse_relation(text: str) -> Relation:
    """Return the relation that a formula states.

    Raises:
        RelationError: not a formula, or not linear; the text shows where.
    """
    try:
        parsed: tuple[Linear, str, Linear] = _parser().parse(text)  # type: ignore[assignment]
    except UnexpectedInput as error:
        shown = error.get_context(text).rstrip() if error.pos_in_stream is not None else text
        raise RelationError(f"not a relation:\n{shown}") from error
    except VisitError as error:
        raise RelationError(str(error.orig_exc)) from error
    left, comparison, right = parsed
    return Relation(text, left, comparison, right)


@lru_cache(maxsize=4096)
def _resolve(side: Linear, keys: tuple[str, ...]) -> Resolved:
    factors: list[Amount] = []
    positions: list[int] = []
    absent: list[Term] = []
    for term in side.terms:
        factor, name, optional = term
        if name.endswith("*"):
            found = [n for n, key in enumerate(keys) if key.startswith(name[:-1])]
        else:
            found = [n for n, key in enumerate(keys) if key == name]
            if not found and not optional:
                absent.append(term)
        factors += [factor] * len(found)
        positions += found
    plain = side.constant == 0 and all(factor == 1 for factor in factors)
    return Resolved(tuple(factors), tuple(positions), side.constant, tuple(absent), plain)


class _Builder(Transformer[Token, Any]):
    def start(self, children: list[Any]) -> tuple[Linear, str, Linear]:
        left, comparison, right = children
        return left, str(comparison), right

    def number(self, children: list[Token]) -> Linear:
        digits = str(children[0])
        return Linear(constant=Decimal(digits) if "." in digits else int(digits))

    def name(self, children: list[Token]) -> Linear:
        return Linear((Term(1, str(children[0])),))

    prefix = name

    def total(self, children: list[Linear]) -> Linear:
        return Linear(tuple(term._replace(optional=True) for child in children for term in child.terms))

    def plus(self, children: list[Linear]) -> Linear:
        left, right = children
        return Linear(left.terms + right.terms, left.constant + right.constant)

    def negative(self, children: list[Linear]) -> Linear:
        return _scaled(children[0], -1)

    def minus(self, children: list[Linear]) -> Linear:
        return self.plus([children[0], _scaled(children[1], -1)])

    def times(self, children: list[Linear]) -> Linear:
        left, right = children
        if left.terms and right.terms:
            raise RelationError("two cells cannot be multiplied: a relation is linear")
        return _scaled(left, right.constant) if left.terms else _scaled(right, left.constant)


def _scaled(side: Linear, factor: Amount) -> Linear:
    return Linear(tuple(term._replace(factor=factor * term.factor) for term in side.terms), factor * side.constant)


@cache
def _parser() -> Lark:
    return Lark.open_from_package("auditor.grammar", "relation.lark", parser="lalr", transformer=_Builder())

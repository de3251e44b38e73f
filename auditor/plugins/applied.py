"""A relation applied to one row or column of cells after another: where it fails, and what a reader is told there."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple, TypeGuard

from auditor.grammar.relation import Relation, Resolved
from auditor.model.finding import Cell, Message, Severity, Violation
from auditor.model.report import Report
from auditor.model.tie import Figure, Operand, Place, Tie
from auditor.model.values import Amount, Kind, show

# Of so many cells, a column of a table is told from a row; more than half of them blank, it was left blank.
_COLUMN = 15
_WRITTEN_OUT = 6
"""A side of at most so many cells is written out whole; of a longer one the zeros are left out."""
_DIFFER: Mapping[str, Message] = {
    "==": Message("，{}，两者不符", ", but {}"),
    ">=": Message("，小于{}", ", which is less than {}"),
    "<=": Message("，大于{}", ", which is more than {}"),
    ">": Message("，不大于{}", ", which is not more than {}"),
    "<": Message("，不小于{}", ", which is not less than {}"),
}
_SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}


class Names(NamedTuple):
    """What a reader calls the rows and columns of a table, by key. `by_column`: the relation runs down each column."""

    by_column: bool
    rows: Mapping[str, str]
    columns: Mapping[str, str]

    def operand(self, cell: Cell) -> str:
        """Return what tells a cell from the others in its column or row."""
        return self.rows[cell.row] if self.by_column else self.columns[cell.column]

    def vector(self, cell: Cell) -> str:
        """Return what the cell's column or row as a whole is called."""
        return self.columns[cell.column] if self.by_column else self.rows[cell.row]


def _complete(numbers: Sequence[Amount | None]) -> TypeGuard[Sequence[Amount]]:
    return None not in numbers


class Applied:
    """A relation over rows or columns that have the same keys."""

    __slots__ = ("_left", "_net", "_plain", "_relation", "_right", "_total_left", "corner", "used")

    def __init__(self, relation: Relation, keys: tuple[str, ...]) -> None:
        self._relation = relation
        self._left, self._right = left, right = relation.resolve(keys)
        self.used = left.positions + right.positions
        """The positions it speaks of; none where these rows or columns are others."""
        self._plain = not left.absent and not right.absent
        # A reader looks first at what a sum is to be, and at what is bounded: that is left but for a + b == total.
        self._total_left = relation.comparison != "==" or (len(left.positions) == 1 and len(right.positions) > 1)
        first, second = (left, right) if self._total_left else (right, left)
        net: dict[int, Amount] = {}
        for sign, side in ((1, left), (-1, right)):
            for factor, n in zip(side.factors, side.positions, strict=True):
                net[n] = net.get(n, 0) + sign * factor
        self._net = tuple(net.items())
        self.corner = (first.positions or second.positions or (0,))[0]

    def says_nothing(self, numbers: Sequence[Amount | None]) -> bool:
        """Tell whether a sum is blank, all its parts are, or it stands in a column left blank: what is blank is one
        finding of its own, and a comparison with it would only repeat that."""
        if _complete(numbers):
            return False
        used = [numbers[n] for n in self.used]
        if None not in used or self._relation.comparison != "==":
            return False
        sides = [[numbers[n] for n in side.positions] for side in (self._left, self._right)]
        left_blank = len(numbers) >= _COLUMN and sum(number is None for number in numbers) * 2 > len(numbers)
        return left_blank or any(side and all(number is None for number in side) for side in sides)

    def note(self, report: Report, cells: Sequence[Cell]) -> None:
        """Note the cells as examined."""
        asked = report.asked
        operands = tuple([cells[n].text.strip() for n in self.used]) if asked.wants_sample else ()
        asked.add(cells[self.corner], self._relation.text, operands)

    def broken(self, cells: Sequence[Cell], numbers: Sequence[Amount | None]) -> Severity | None:
        """Return how badly it fails: for certain, only when blanks count as zero, or not at all.

        `numbers` is what the cells hold.
        """
        relation, left, right = self._relation, self._left, self._right
        if self._plain and _complete(numbers):  # as nearly every row and column of every report
            return None if relation.holds(left.value(numbers), right.value(numbers)) else Severity.ERROR
        if self._plain and None not in [numbers[n] for n in self.used]:
            known = [number or 0 for number in numbers]
            return None if relation.holds(left.value(known), right.value(known)) else Severity.ERROR
        if not relation.possible(left, right, numbers):
            return Severity.ERROR
        if any(cells[n].value.kind is Kind.TEXT for n in self.used):
            return None  # what a text stands for is not to be guessed; the rule on invalid values reports it
        filled = [number or 0 for number in numbers]
        return None if relation.holds(left.value(filled), right.value(filled)) else Severity.REVIEW

    def violation(self, cells: Sequence[Cell], broken: Severity, names: Names) -> Violation:
        """Return what a reader is told of cells that break the relation."""
        filled: list[Amount] = [cell.value.number or 0 for cell in cells]
        left, right = show(self._left.value(filled)), show(self._right.value(filled))
        comparison = self._relation.comparison
        differ = _DIFFER[comparison]
        where = names.vector(cells[self.corner])
        zh = f"{where}：{_zh(self._left, cells, names)}{differ.zh.format(_zh(self._right, cells, names))}"
        en = f"{where}: {_en(self._left, cells, names)}{differ.en.format(_en(self._right, cells, names))}"
        if broken is Severity.REVIEW:
            zh, en = f"{zh}（空白按0计）", f"{en} (blanks taken as 0)"
        return Violation(
            Message(zh, en),
            cells[self.corner],
            quotes=tuple(cells[n] for n in self.used),
            expected=_SIGNS.get(comparison, "") + (right if self._total_left else left),
            actual=left if self._total_left else right,
            formula=self._relation.text,
            severity=Severity.REVIEW if broken is Severity.REVIEW else None,
            ties=(self.tie(cells, names),),
        )

    def touches(self, cells: Sequence[Cell], near: Container[Place]) -> bool:
        """Tell whether one of the cells that the relation speaks of stands at one of the places."""
        return any((cells[n].line, cells[n].col) in near for n in self.used)

    def tie(self, cells: Sequence[Cell], names: Names) -> Tie:
        """Return the relation between these very cells."""
        operands = tuple([Operand(factor, _figure(cells[n], names)) for n, factor in self._net])
        absent = (*(term.factor for term in self._left.absent), *(-term.factor for term in self._right.absent))
        constant = self._left.constant - self._right.constant
        return Tie(operands, self._relation.comparison, constant, absent)


def merged(failures: Sequence[Violation], subject: str) -> Violation:
    """Put the failures of one relation into one finding that lists them all."""
    first = failures[0]
    certain = [failure for failure in failures if failure.severity is None]
    return Violation(
        Message("；".join(f.message.zh for f in failures), "; ".join(f.message.en for f in failures)),
        (certain or [first])[0].at,
        quotes=tuple(quote for failure in failures for quote in failure.quotes),
        expected="; ".join(failure.expected or "" for failure in failures),
        actual="; ".join(failure.actual or "" for failure in failures),
        formula=first.formula,
        severity=None if certain else Severity.REVIEW,
        subject=subject,
        ties=tuple(tie for failure in failures for tie in failure.ties),
    )


def _figure(cell: Cell, names: Names) -> Figure:
    text, line, col, _, table, row, column, value = cell
    return Figure(line, col, value.number, text.strip(), table, row, column, names.rows[row], names.columns[column])


def _zh(side: Resolved, cells: Sequence[Cell], names: Names) -> str:
    return _written(side, cells, names, "（其余为0）", "{}等{}项均为 0")


def _en(side: Resolved, cells: Sequence[Cell], names: Names) -> str:
    return _written(side, cells, names, " (the rest 0)", "{} and the others, {} in all, are 0")


def _written(side: Resolved, cells: Sequence[Cell], names: Names, rest: str, nothing: str) -> str:
    """Write a side out with its figures: 结果维持 10 + 结果纠正 1（其余为0）= 11."""
    terms = []
    for factor, n in zip(side.factors, side.positions, strict=True):
        number = cells[n].value.number
        if number or len(side.positions) <= _WRITTEN_OUT:
            sign = "+" if factor > 0 else "−"
            size = factor if factor > 0 else -factor
            times = "" if size == 1 else f"{show(size)} × "
            terms.append(f"{sign} {times}{names.operand(cells[n])} {show(number or 0)}")
    if not terms and side.positions and not side.constant:
        return nothing.format(names.operand(cells[side.positions[0]]), len(side.positions))
    if side.constant or not side.positions:
        terms.append(f"+ {show(side.constant)}")
    written = " ".join(terms).removeprefix("+ ")
    if len(terms) == 1 and len(side.positions) + bool(side.constant) <= 1:
        return written
    left_out = rest if len(terms) - bool(side.constant) < len(side.positions) else ""
    filled: list[Amount] = [cell.value.number or 0 for cell in cells]
    return f"{written}{left_out} = {show(side.value(filled))}"

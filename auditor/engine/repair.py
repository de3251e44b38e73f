"""A single change of a table that explains why relations fail, and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from auditor.engine.slips import is_sign, slip
from auditor.model.finding import Message, Violation
from auditor.model.tie import Figure, Tie, TieKey
from auditor.model.values import Amount, show
from auditor.record.entry import Repaired

_IN_THE_TEXT = Message("与正文所述一致", "as the text says")


class Repair(NamedTuple):
    """A figure written otherwise ("figure"), two "exchanged", or rows moved by a column to the "left" or "right"."""

    kind: str
    figures: tuple[Figure, ...]
    numbers: tuple[Amount, ...]
    fixes: frozenset[TieKey]
    reason: Message | None = None
    """What makes it likelier than another that explains as much."""

    def said_by(self, violation: Violation) -> bool:
        """Tell whether a finding sets the text against this very cell, and the text has the number that repairs it."""
        return (
            self.kind == "figure"
            and show(self.numbers[0]) in (violation.expected, violation.actual)
            and any((quote.line, quote.col) == self.figures[0].place for quote in violation.quotes)
            and any(quote.table is None for quote in violation.quotes)
        )

    def weighed(self, beside: Sequence[Violation]) -> Repair:
        """Return the repair with what speaks for it: the text, or a slip of the pen."""
        if self.kind != "figure":
            return self
        if any(self.said_by(violation) for violation in beside):
            return self._replace(reason=_IN_THE_TEXT)
        return self._replace(reason=slip(self.figures[0].number, self.numbers[0]))

    @property
    def rank(self) -> int:
        """How likely it is beside others: 0 the text says so, 1 a slip of the pen, 2 neither."""
        return 0 if self.reason is _IN_THE_TEXT else 1 if is_sign(self.reason) else 2

    def cells(self) -> Iterator[Repaired]:
        """Yield the cells it would write otherwise, as the record keeps them."""
        for figure, number in zip(self.figures, self.numbers, strict=True):
            if figure.number != number:
                yield {
                    "table": figure.table, "row": figure.row, "column": figure.column,
                    "line": figure.line, "col": figure.col, "from": figure.text, "to": show(number),
                }  # fmt: skip


class Part(NamedTuple):
    """Broken relations, and the repairs each of which makes all of them hold; none where no single change does."""

    broken: Mapping[TieKey, Tie]
    repairs: tuple[Repair, ...]

    @property
    def name(self) -> str:
        """What tells the part from others in its report, in words that outlive a corrected figure."""
        return min(
            " ".join([tie.comparison, *(f"{figure.table}.{figure.row}.{figure.column}" for _, figure in tie.operands)])
            for tie in self.broken.values()
        )

    @property
    def likeliest(self) -> Repair | None:
        """The repair that stands out: the only one, or the one that more speaks for than for any other."""
        first, *rest = self.repairs or (None,)
        return first if first and all(first.rank < other.rank for other in rest) else None

    @property
    def equal(self) -> bool:
        """Whether its relations say that two sums are equal; a bound can be kept in many ways."""
        return all(tie.comparison == "==" for tie in self.broken.values())

    def weighed(self, beside: Sequence[Violation]) -> Part:
        """Return the part with its likeliest repair first; of those that nothing speaks for, the total of a sum."""
        repairs = [repair.weighed(beside) for repair in self.repairs]
        repairs.sort(key=lambda repair: (repair.rank, not self._is_total(repair), repair.figures[0].place))
        return Part(self.broken, tuple(repairs))

    def confirmed_by(self, violation: Violation) -> bool:
        """Tell whether a finding is one more symptom: it names the number that the likeliest repair would write."""
        return bool(self.repairs) and self.repairs[0].said_by(violation)

    def _is_total(self, repair: Repair) -> bool:
        """Tell whether the figure stands alone on its side of a relation, as a total does."""
        place = repair.figures[0].place
        for key in repair.fixes:
            signs = {operand.figure.place: operand.factor > 0 for operand in self.broken[key].operands}
            if place in signs and len(signs) > 2 and list(signs.values()).count(signs[place]) == 1:
                return True
        return False

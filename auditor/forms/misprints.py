"""Labels too short or too far off to be known by themselves: known by the place where the form has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from auditor.forms.labels import LabelIndex, closeness
from auditor.model.document import Row
from auditor.model.form import TableSpec
from auditor.model.report import DrawnRow
from auditor.model.values import Kind, read_value


class Foreign(NamedTuple):
    """A row of figures whose label is none of the form's, and where the labels that are known in it end."""

    row: Row
    labels: int

    @property
    def label(self) -> int | None:
        """The position of its own label: the last text before its first figure."""
        texts = self.row.texts
        kinds = [read_value(text).kind for text in texts[self.labels :]]
        first = next((n for n, kind in enumerate(kinds) if kind in (Kind.NUMBER, Kind.PLACEHOLDER)), len(kinds))
        return next((self.labels + n for n in range(first - 1, -1, -1) if kinds[n] is Kind.TEXT), None)


def row_of(
    foreign: Foreign, missing: Sequence[str], beside: Sequence[Foreign], spec: TableSpec
) -> tuple[str, int] | None:
    """Return the missing row whose misprinted label a foreign row bears, and where that stands, or None.

    The rows missing at one place are those of the foreign rows there only if there are as many, each in its turn.
    """
    position = foreign.label
    if position is None or len(missing) != len(beside):
        return None
    key = missing[beside.index(foreign)]
    labels = [row.label for block in spec.blocks for row in block.rows if row.key == key]
    text = foreign.row.texts[position]
    return (key, position) if any(closeness(text, label) is not None for label in labels) else None


def misprinted_labels(
    drawn: Sequence[DrawnRow], index: LabelIndex, lacking: Mapping[str, int]
) -> Iterator[tuple[Row, int, str]]:
    """Yield printed texts that can only be labels which the table lacks: row, position, label."""
    left = dict(lacking)
    for row, labels, key in drawn:
        for position in range(labels - 1 if key else len(row.texts)):
            text = row.texts[position]
            if not text.strip() or index.hits[text] is not None or read_value(text).kind is not Kind.TEXT:
                continue
            near = sorted(
                (distance, label)
                for label, times in left.items()
                if times > 0 and (distance := closeness(text, label)) is not None
            )
            if near and (len(near) == 1 or near[0][0] < near[1][0]):
                left[near[0][1]] -= 1
                yield row, position, near[0][1]

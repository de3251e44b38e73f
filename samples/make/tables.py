"""The three statutory tables as grids of cells: a covered cell is empty, a spanning one written once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from samples.make import labels
from samples.make.draft import Cell, Grid, Row
from samples.make.facts import Facts, Number

_PADS = {
    "none": ("",),
    "ideographic": ("　", "　　", "　"),
    "nbsp": ("\u00a0",),
    "mixed": ("", "\u00a0", "　", "　　"),
}
_ASCII = str.maketrans({"（": "(", "）": ")", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class Layout:
    """What a word processor or a clerk may vary and no rule may mind."""

    pad: str = "none"
    gap: str = "none"
    breaks: bool = False
    ascii_marks: bool = False
    plus: bool = False

    @classmethod
    def drawn(cls, rng: Random) -> Layout:
        return cls(
            pad=rng.choice(("none", "none", "ideographic", "nbsp", "mixed")),
            gap=rng.choice(("none", "none", "headings", "all")),
            breaks=rng.random() < 0.5,
            ascii_marks=rng.random() < 0.15,
            plus=rng.random() < 0.4,
        )


def make_grids(facts: Facts, layout: Layout, rng: Random) -> dict[str, Grid]:
    writer = _Writer(facts, layout, rng)
    return {
        "disclosure": Grid("disclosure", tuple(writer.disclosure())),
        "requests": Grid("requests", tuple(writer.requests())),
        "appeals": Grid("appeals", tuple(writer.appeals())),
    }


@dataclass(frozen=True, slots=True)
class _Writer:
    facts: Facts
    layout: Layout
    rng: Random

    def label(self, text: str) -> Cell:
        if self.layout.breaks and text in labels.BREAKS:
            text = "\n".join(labels.BREAKS[text])
        return Cell(text.translate(_ASCII) if self.layout.ascii_marks else text)

    def number(self, table: str, row: str, column: str) -> Cell:
        value = self.facts.value(table, row, column)
        shown = shown_number(value)
        if self.layout.plus and column == "change" and value > 0:
            shown = "+" + shown
        pad = self.rng.choice(_PADS[self.layout.pad])
        left = self.rng.random() < 0.8
        return Cell(pad + shown if left else shown + pad, (table, row, column))

    def row(self, *heads: str, table: str, key: str, columns: tuple[str, ...]) -> Row:
        return (*map(self.label, heads), *(self.number(table, key, column) for column in columns))

    def disclosure(self) -> Iterator[Row]:
        for title, heads, rows, columns in labels.DISCLOSURE[self.facts.form]:
            yield (self.label(title),)
            yield tuple(map(self.label, heads))
            for key, label in rows:
                yield self.row(label, table="disclosure", key=key, columns=columns)

    def requests(self) -> Iterator[Row]:
        yield (self.label(labels.NOTE), self.label(labels.APPLICANTS))
        yield tuple(map(self.label, ("", *labels.PERSONS)))
        yield tuple(map(self.label, ("", "", *labels.ORGANISATIONS, "")))
        yield self._request(labels.NEW, key="new")
        yield self._request(labels.CARRIED_IN, key="carried_in")
        first = labels.RESULTS
        for key, label in labels.SINGLE:
            yield self._request(first, label, key=key)
            first = ""
        for group, label, items in labels.GROUPS:
            yield from self._group(group, label, items)
        if self.facts.form == "2019":
            yield self._request("", labels.OTHER, key="other")
        else:
            yield from self._group("other", labels.OTHER, labels.OTHERS)
        yield self._request("", labels.TOTAL, key="total")
        yield self._request(labels.CARRIED_OUT, key="carried_out")

    def _group(self, group: str, label: str, items: tuple[str, ...]) -> Iterator[Row]:
        for number, item in enumerate(items, 1):
            yield self._request("", label if number == 1 else "", item, key=f"{group}_{number}")

    def _request(self, *heads: str, key: str) -> Row:
        return self.row(*heads, table="requests", key=key, columns=labels.COLUMNS)

    def appeals(self) -> Iterator[Row]:
        outcomes = labels.OUTCOME_LABELS
        yield tuple(map(self.label, (labels.REVIEW, labels.SUIT)))
        yield tuple(map(self.label, (*outcomes, *labels.SUITS)))
        yield tuple(map(self.label, ("",) * len(outcomes) + outcomes * 2))
        yield tuple(self.number("appeals", block, outcome) for block in labels.BLOCKS for outcome in labels.OUTCOMES)


def shown_number(value: Number) -> str:
    return f"{value:f}" if not isinstance(value, int) else str(value)

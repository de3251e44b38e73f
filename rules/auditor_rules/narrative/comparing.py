"""Compares what the running text states with what the tables hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from auditor import Cell, Message, Report, Severity, Span, Unknown, Unread, Violation
from auditor.model.values import Amount, show
from auditor_rules.prose.statement import Statement
from auditor_rules.prose.statements import statements
from auditor_rules.prose.subjects import METRICS
from auditor_rules.prose.telling import PLAIN, Surroundings

# 表三予以公开、部分公开: the table is named once.
_TABLE = len("表三")


class Figure(NamedTuple):
    """What the tables hold for the sum of some metrics; one that is not `whole` has a cell that is no count, mostly a blank."""

    metrics: tuple[str, ...]
    cells: tuple[Cell, ...]
    total: Amount
    whole: bool

    @property
    def name(self) -> Message:
        """What the figure is called."""
        names = [METRICS[metric].name for metric in self.metrics]
        others = [name.zh.removeprefix(names[0].zh[:_TABLE]) for name in names[1:]]
        return Message("、".join([names[0].zh, *others]), " and ".join(name.en for name in names))


Differ = Callable[[Report, Statement, Figure], Iterator[Violation]]


class _Figures(dict[tuple[str, ...], "Figure | None"]):
    """What the tables of one report hold, looked up once for each sum of metrics."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self._report = report

    def __missing__(self, metrics: tuple[str, ...]) -> Figure | None:
        cells: list[Cell] = []
        for metric in metrics:
            found = self._cells(metric)
            if not found:
                self[metrics] = None
                return None
            cells += found
        numbers = [number for cell in cells if (number := cell.value.number) is not None]
        sound = len(numbers) == len(cells) and min(numbers) >= 0
        self[metrics] = figure = Figure(metrics, tuple(cells), sum(numbers), sound)
        return figure

    def _cells(self, metric: str) -> list[Cell]:
        cells: list[Cell] = []
        for table, row, column in METRICS[metric].cells:
            bound = self._report.table(table)
            figures = bound.rows.get(row)
            if figures:
                # The wanted column is mostly the last one, the total.
                cell = figures[-1] if figures[-1].column == column else bound.cell(row, column)
                if cell is None:
                    continue
                # Where the total was left blank, what its columns hold is the least that it can be.
                parts = [each for each in figures if each.column != column and each.value.number]
                cells += [cell, *parts] if cell.value.number is None and column == "total" and parts else [cell]
        return cells


def of_family(report: Report, *families: str) -> tuple[Statement, ...]:
    """Return what the text states of some families of figures (subjects.toml)."""
    found = report.derived(statements)
    return tuple([statement for family in families for statement in found.get(family, ())])


def figure(report: Report, *metrics: str) -> Figure | None:
    """Return what the tables hold for the sum of some metrics, noted as examined; None where the report has no such cells.

    Raises:
        Unread: the table was not soundly read.
    """
    found = report.derived(_Figures)[metrics]
    if found is not None:
        report.asked.add_all(found.cells)
    return found


def compared(report: Report, stated: Sequence[Statement], differ: Differ) -> Iterator[Violation]:
    """Yield what `differ` finds, statement by statement; what one table cannot answer keeps no other from an answer.

    Raises:
        Unread: a table was not soundly read.
        Unknown: the tables hold no figure for anything that was stated.
    """
    unread: Unread | None = None
    blank = compares = False
    for statement in stated:
        try:
            found = figure(report, *statement.metrics)
            if found is None:
                continue
            # A blank may be any number: it contradicts no figure but one that is less than what stands beside it.
            if not found.whole and statement.high >= found.total:
                blank = True
                continue
            compares = True
            report.asked.add_all(_read(report, statement))
            yield from differ(report, statement, found)
        except Unread as error:
            unread = unread or error
    if unread is not None:
        raise unread
    if blank and not compares:
        raise Unknown(
            Message("正文所述事项在表格中没有数字，无从核对", "the tables give no figures to compare the text with")
        )


def _read(report: Report, statement: Statement) -> tuple[Span, ...]:
    """Return what a statement was read from: its own words, and what stands before where only that names the subject."""
    told = statement.told
    if told is None or (told.own | told.lead) & PLAIN:
        return (statement.span,)
    return (statement.span, *report.derived(Surroundings).named_by(told.reading.position))


def disagreement(
    statement: Statement,
    found: Figure,
    fits: Sequence[Amount],
    *,
    severity: Severity | None = None,
    subject: str = "",
    cause: str = "",
) -> Violation:
    """Return the violation that a statement differs from every figure that it could mean."""
    expected = " / ".join(show(number) for number in dict.fromkeys(fits))
    cells = found.cells if len(found.cells) <= 3 else tuple(cell for cell in found.cells if cell.value.number)
    return Violation(
        Message(
            f"正文称“{statement.span.text}”，{found.name.zh}为{show(found.total)}",
            f"the text says {statement.span.text}; {found.name.en}: {show(found.total)}",
        ),
        statement.span,
        quotes=(statement.span, *cells),
        expected=expected,
        actual=show(statement.number),
        severity=severity,
        subject=subject or "+".join(statement.metrics),
        cause=cause or cause_of(statement),
    )


def cause_of(statement: Statement) -> str:
    """Return what stands for the figure that text and table disagree on, whichever rule says so."""
    return "text and table: " + "+".join(statement.metrics)


def allows(statement: Statement, number: Amount) -> bool:
    """Tell whether a number is what the text states, as far as it was rounded."""
    return statement.low <= number <= statement.high

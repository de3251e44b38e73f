"""OGI-T310: what a table states of its own figures holds."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from auditor import Cell, Message, Report, Severity, Span, Unknown, Unread, Violation, rule
from auditor.grammar.stated import as_written, plain
from auditor.model.finding import Quotable
from auditor.model.tie import Place, Tie
from auditor.model.values import Amount
from auditor.plugins.applied import Applied, Names, merged
from auditor_rules.tables.stated.grid import Grid, without_note
from auditor_rules.tables.stated.meant import Reading
from auditor_rules.tables.stated.notes import Note
from auditor_rules.tables.stated.statements import Statement, stated

_QUOTED = 60
_NO_UNIT = frozenset({""})
_AS_PRINTED: Mapping[Place, Amount] = {}


@rule(
    id="OGI-T310",
    title=("表内自述勾稽关系不成立", "A relation that the table states itself does not hold"),
    severity=(Severity.ERROR, Severity.REVIEW),
    basis=("表格自身载明的勾稽关系", "the relation printed in the table itself"),
    remedy=("按表内所注关系核对所列数据，更正有误的一项；注释有误的，更正注释。", "Check the figures against the printed relation and correct the wrong one, or the note where that is wrong."),
    ties=lambda report, near=None: _ties(report, near),
)  # fmt: skip
def stated_relations_hold(report: Report) -> Iterator[Violation]:
    """A table that prints how its figures are tied and breaks it contradicts itself, whatever form it is in.

    Read are notes in the corner or a head of a table, in the lines right above and under it, and labels that begin with
    其中, whose figure is some of the one before. A relation between rows is checked in every column and the other way
    round. Where a note can mean several things (合计 is a row and a column), it fails only if none of them holds.
    Rates and averages, figures in different units and what rounding explains are let pass; a blank may be any number, and with a blank total there is nothing to compare.
    A note that states a relation and is not understood, or speaks of rows that the table lacks, leaves the rule not
    assessable, with the note quoted.
    """
    found = report.derived(stated)
    for statement in found.statements:
        yield from _check(report, statement)
    for table in found.unsound:
        report.table(table)  # says why it cannot be asked
    if found.unread:
        raise Unread(
            _quoted(
                found.unread,
                Message(
                    "表内所注关系未能识别，须人工核对",
                    "a stated relation was not understood and must be checked by hand",
                ),
            )
        )
    if found.unfound:
        raise Unknown(
            _quoted(
                found.unfound,
                Message(
                    "表内所注关系涉及的行或列不在表中",
                    "a stated relation speaks of rows or columns that the table lacks",
                ),
            )
        )


def _quoted(notes: Sequence[Note], why: Message) -> Message:
    quoted = [(note.span.line, as_written(plain(note.span.text))[:_QUOTED]) for note in notes[:3]]
    zh = "；".join(f"第{line}行“{text}”" for line, text in quoted)
    en = "; ".join(f"line {line} “{text}”" for line, text in quoted)
    return Message(f"{why.zh}：{zh}", f"{why.en}: {en}")


class _Judged(NamedTuple):
    """A statement in one of its meanings: the cells it speaks of, and where it fails."""

    reading: Reading
    vectors: list[tuple[Applied, tuple[Cell, ...]]]
    failures: list[Violation]


def _check(report: Report, statement: Statement) -> Iterator[Violation]:
    """Yield one finding for a statement that holds in none of its meanings."""
    _, vectors, failures = _judged(statement)
    for applied, cells in vectors:
        if not applied.says_nothing([cell.value.number for cell in cells]):
            applied.note(report, cells)
    if not failures:
        return
    found = merged(failures, f"stated {statement.text}")
    said = as_written(statement.text)
    quotes: list[Quotable] = [_printed(quote, statement.grid) for quote in found.quotes]
    if statement.span is not None:
        quotes.insert(0, statement.span)
        message = Message(f"表内载明“{said}”，但{found.message.zh}", f"the table states {said}, but {found.message.en}")
        found = replace(found, message=message, formula=said)
    yield replace(found, at=_printed(found.at, statement.grid), quotes=tuple(quotes))


def _ties(report: Report, near: Container[Place] | None) -> Iterator[Tie]:
    for statement in report.derived(stated).statements:
        reading, vectors, _ = _judged(statement)
        names = _names(statement.grid, reading, {})
        for applied, cells in vectors:
            if near is None or applied.touches(cells, near):
                yield applied.tie(cells, names)


def _judged(statement: Statement) -> _Judged:
    """Return a statement in the meaning in which it holds, or else in its first meaning."""
    first: _Judged | None = None
    for reading in statement.readings:
        vectors = list(_vectors(statement.grid, reading))
        judged = _Judged(reading, vectors, list(_failures(statement.grid, reading, vectors)))
        if not judged.failures:
            return judged
        first = first or judged
    if first is None:
        raise ValueError(f"{statement.text} means nothing")
    return first


def _failures(grid: Grid, reading: Reading, vectors: Iterable[tuple[Applied, tuple[Cell, ...]]]) -> Iterator[Violation]:
    for applied, cells in vectors:
        numbers = [cell.value.number for cell in cells]
        broken = applied.broken(cells, numbers)
        if broken is Severity.ERROR or (broken is not None and not applied.says_nothing(numbers)):
            tie = applied.tie(cells, _names(grid, reading, {}))
            off = tie.difference(_AS_PRINTED)
            if max(off, -off) > _rounding([cells[n] for n in applied.used]):
                called = _names(grid, reading, dict(reading.called))
                yield replace(applied.violation(cells, broken, called), ties=(tie,))


def _vectors(grid: Grid, reading: Reading) -> Iterator[tuple[Applied, tuple[Cell, ...]]]:
    """Yield the cells of every row or column that a reading speaks of, but for what does not add up."""
    named = {key for key, _ in reading.called}
    if reading.down:
        keys = tuple([line.key for line in grid.layout.rows if line.key in named])
        across, vectors = grid.layout.columns, list(zip(*(grid.cells[key] for key in keys), strict=True))
    else:
        places = [n for n, line in enumerate(grid.layout.columns) if line.key in named]
        keys = tuple([grid.layout.columns[n].key for n in places])
        across = grid.layout.rows
        vectors = [tuple([grid.cells[line.key][n] for n in places]) for line in across]
    for relation in reading.relations:
        applied = Applied(relation, keys)
        for line, cells in zip(across, vectors, strict=True):
            if line.key in grid.layout.adding and len({cells[n].value.unit for n in applied.used} - _NO_UNIT) < 2:
                yield applied, cells


def _names(grid: Grid, reading: Reading, called: Mapping[str, str]) -> Names:
    rows = {line.key: without_note(line.name) for line in grid.layout.rows}
    columns = {line.key: without_note(line.name) for line in grid.layout.columns}
    (rows if reading.down else columns).update(called)
    return Names(reading.down, rows, columns)


def _rounding(cells: Sequence[Cell]) -> Amount:
    """Return how far figures with decimals may be off because each was rounded."""
    numbers = [cell.value.number for cell in cells]
    places = [-int(number.as_tuple().exponent) for number in numbers if isinstance(number, Decimal)]
    return Decimal(len(cells)).scaleb(-max(places)) / 2 if places else 0


def _printed(at: Quotable, grid: Grid) -> Quotable:
    """Return a cell of a foreign table as the piece of text that it is: its keys mean nothing to a reader."""
    return Span(at.text, at.line, at.col, at.section) if grid.foreign else at

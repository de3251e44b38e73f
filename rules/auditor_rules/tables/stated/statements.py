"""What the tables of a report state of themselves: each statement with the figures it speaks of and what it can mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from auditor import Report, Span
from auditor.grammar.relation import Linear, Relation, Term
from auditor.grammar.stated import StatedError, parse_stated
from auditor.model.report import BoundTable
from auditor_rules.tables.stated.foreign import foreign_grid
from auditor_rules.tables.stated.grid import Grid, Layout, Line, bound_grids, comparable
from auditor_rules.tables.stated.meant import Reading, names_of, readings
from auditor_rules.tables.stated.notes import Note, Noted, is_evident, noted_tables, notes_without_table, pieces

_PREFIX = 8
_OPERATOR = re.compile(r"[-+=≥≤<>()\d、]|加|减|和|与|第")


class Statement(NamedTuple):
    """One statement of a table about a grid of its figures: the note, and what it can mean. A label 其中 is no note."""

    span: Span | None
    text: str
    grid: Grid
    readings: tuple[Reading, ...]


class Stated(NamedTuple):
    """What the tables of a report state of themselves, and what stands in the way of checking the rest."""

    statements: tuple[Statement, ...]
    unread: tuple[Note, ...]
    """Notes that are not understood, or whose table the source lost."""
    unfound: tuple[Note, ...]
    """Notes that speak of rows or columns that their table does not have."""
    unsound: tuple[str, ...]
    """Tables with notes that were not soundly read."""


def stated(report: Report) -> Stated:
    """Return what the tables of a report state of themselves."""
    statements: list[Statement] = []
    unread: list[Note] = []
    unfound: list[Note] = []
    unsound: list[str] = []
    for noted in noted_tables(report):
        if isinstance(noted.table, BoundTable) and noted.table.problems:
            unsound.append(noted.table.spec.key)
            continue
        grids = list(_grids(noted))
        for note in noted.notes:
            made = _made(note, grids)
            if made is not None:
                statements += made
            elif all(_parses(ways, grids) for ways in pieces(note)):
                unfound.append(note)
            else:
                unread.append(note)
        if noted.parts:
            statements += [part for grid in grids for part in _parts(grid)]
    unread += notes_without_table(report)
    return Stated(tuple(statements), tuple(unread), tuple(unfound), tuple(unsound))


def _grids(noted: Noted) -> Iterator[Grid]:
    if isinstance(noted.table, BoundTable):
        yield from bound_grids(noted.table)
    elif (grid := foreign_grid(noted.table, noted.section)) is not None:
        yield grid


def _made(note: Note, grids: Sequence[Grid]) -> list[Statement] | None:
    """Return what a note states of its table, or None where it must state something and is not understood."""
    made: list[Statement] = []
    for ways in pieces(note):
        found = _first(_read(note, text, grids) for text in ways)
        if found is None:
            # A remark may stand beside the relation: 数据截至年底,合计=男+女.
            clauses = [clause for clause in ways[0].split(",") if "=" in clause or "等于" in clause]
            read = [_read(note, clause, grids) for clause in clauses]
            found = [one for some in read if some for one in some] if clauses and None not in read else None
        if found is None:
            names = [name for grid in grids for name in names_of(grid.layout)]
            if is_evident(note, ways[0], names) or _parses(ways, grids):
                return None
        made += found or ()
    return made


def _first(found: Iterable[list[Statement] | None]) -> list[Statement] | None:
    return next((one for one in found if one is not None), None)


def _read(note: Note, text: str, grids: Sequence[Grid]) -> list[Statement] | None:
    for begin in (_whole, _from_first_name):
        for grid in grids:
            said = begin(text, grid.layout)
            understood = _understood(said, grid.layout)
            if understood is not None:
                return [Statement(note.span, said, grid, found) for found in understood]
    return None


def _whole(text: str, layout: Layout) -> str:
    return text


def _from_first_name(text: str, layout: Layout) -> str:
    """Return the text from the first name of a row or column on: 各单位合计与本级、下级之和一致."""
    first = min((at for name in names_of(layout) if len(name) > 1 and (at := text.find(name)) >= 0), default=0)
    return text[first:] if 0 < first <= _PREFIX and _OPERATOR.search(text[:first]) is None else text


@lru_cache(maxsize=512)
def _understood(text: str, layout: Layout) -> tuple[tuple[Reading, ...], ...] | None:
    """Return what each relation in a text can mean in a table, or None where it or a name in it is not understood."""
    names = names_of(layout)
    try:
        relations = parse_stated(text, names)
    except StatedError:
        return None
    found = tuple([tuple(readings(relation, layout, names)) for relation in relations])
    return found if all(found) else None


def _parses(ways: Iterable[str], grids: Iterable[Grid]) -> bool:
    """Tell whether a text is a relation in one of its readings, whatever its names may mean."""
    for text in ways:
        for grid in grids:
            with suppress(StatedError):
                return bool(parse_stated(text, names_of(grid.layout)))
    return False


def _parts(grid: Grid) -> Iterator[Statement]:
    """Yield for every label that begins with 其中 that its figure is no more than one that it may be a part of."""
    for lines, down in ((grid.layout.rows, True), (grid.layout.columns, False)):
        before: list[Line] = []
        group: int | None = None
        for line in lines:
            labels = line.labels
            position = next((n for n, label in enumerate(labels) if label is not None and label.part), None)
            # 其中 may stand in a merged cell over several rows.
            inside = group is not None and len(labels) > group + 1 and labels[group] is None
            if position is None and not inside:
                before.append(line)
                group = None
                continue
            if position is not None:
                group = position if position < len(labels) - 1 else None
            meant = tuple(_part_of(line, whole, down=down) for whole in _wholes(before) if comparable(line, whole))
            if meant:
                yield Statement(None, f"其中：{line.name}", grid, meant)


def _wholes(before: Sequence[Line]) -> Iterator[Line]:
    """Yield what the next line may be a part of: the line right before it, and whatever that belongs to in turn."""
    level: int | None = None
    for n, line in enumerate(reversed(before)):
        own = line.own.level if line.own else None
        if n == 0 or level is None or (own is not None and own < level):
            level = own
            yield line


def _part_of(part: Line, whole: Line, *, down: bool) -> Reading:
    relation = Relation(
        f"其中：{part.name} ≤ {whole.name}", Linear((Term(1, part.key),)), "<=", Linear((Term(1, whole.key),))
    )
    return Reading((relation,), ((part.key, f"其中：{part.name}"), (whole.key, whole.name)), down)

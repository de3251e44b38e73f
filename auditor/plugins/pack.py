"""Relation packs: rules over table cells written in TOML, without Python."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from auditor.grammar.relation import Relation, RelationError, Resolved, parse_relation
from auditor.model.finding import Cell, Confidence, Message, Severity, Violation
from auditor.model.form import TableSpec
from auditor.model.report import Report
from auditor.model.rule import Rule, rule
from auditor.model.text import without_numbering
from auditor.model.values import Amount, Kind, show


class PackError(Exception):
    """A relation pack that cannot be used; the text names the file and the place."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Text(_Strict):
    zh: str
    en: str


class RelationEntry(_Strict):
    """One relation of a pack, as written in TOML.

    `each` = "column": the formula's names are row keys, evaluated in every column; "row" the other way round.
    `one_finding`: what fails is listed in one finding, not in one for each column or row.
    """

    id: str
    title: _Text
    table: str
    each: Literal["row", "column"]
    formula: str
    why: str
    basis: _Text
    remedy: _Text
    severity: Literal["error", "warning", "review"] = "error"
    confidence: Confidence = Confidence.HIGH
    forms: tuple[str, ...] = ()
    one_finding: bool = False

    @field_validator("formula")
    @classmethod
    def _is_relation(cls, text: str) -> str:
        try:
            parse_relation(text)
        except RelationError as error:
            raise ValueError(str(error)) from error
        return text


class _Pack(_Strict):
    relations: tuple[RelationEntry, ...]


def load_pack(file: Traversable) -> tuple[Rule, ...]:
    """Return the rules of a relation pack.

    Raises:
        PackError: not TOML, an unknown key, or a formula that is no relation.
    """
    try:
        pack = _Pack.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        return tuple(_rule(entry) for entry in pack.relations)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError, TypeError) as error:
        raise PackError(f"{file.name}: {error}") from error


def _rule(entry: RelationEntry) -> Rule:
    relation = parse_relation(entry.formula)
    severity = Severity[entry.severity.upper()]
    # A blank read as zero leaves room for doubt, so what fails only so is for a person to look at.
    severities = (severity,) if severity is Severity.REVIEW else (severity, Severity.REVIEW)

    def check(report: Report) -> Iterator[Violation]:
        failures = list(_failures(report, entry, relation))
        if entry.one_finding and failures:
            yield _merged(failures, entry.table)
        else:
            yield from failures

    check.__doc__ = entry.why
    axis = "row" if entry.each == "column" else "column"
    return rule(
        id=entry.id,
        title=(entry.title.zh, entry.title.en),
        severity=severities,
        confidence=entry.confidence,
        basis=(entry.basis.zh, entry.basis.en),
        remedy=(entry.remedy.zh, entry.remedy.en),
        forms=entry.forms,
        needs=tuple((entry.table, axis, name) for name in relation.names),
    )(check)


def _failures(report: Report, entry: RelationEntry, relation: Relation) -> Iterator[Violation]:
    table = report.table(entry.table)
    by_column = entry.each == "column"
    asked = report.asked
    for keys, vectors in table.vectors(by_column=by_column):
        left, right = relation.resolve(keys)
        used = left.positions + right.positions
        if not used:
            continue  # a block of the table with other columns than the relation speaks of
        corner = (right.positions or left.positions)[0]
        for cells in vectors:
            at = cells[corner]
            asked.add(at, entry.formula, tuple([cells[n].text.strip() for n in used]) if asked.wants_sample else ())
            numbers = [cell.value.number for cell in cells]
            broken = _broken(relation, left, right, numbers, cells)
            if broken is not None:
                named = _Named(table.spec, by_column)
                yield _violation(relation, left, right, cells, at, broken, named)


def _broken(
    relation: Relation, left: Resolved, right: Resolved, numbers: Sequence[Amount | None], cells: Sequence[Cell]
) -> Severity | None:
    """Return how badly the relation fails: for certain, only when blanks count as zero, or not at all."""
    used = [numbers[n] for n in left.positions + right.positions]
    if None not in used and not left.absent and not right.absent:
        known = [number or 0 for number in numbers]
        return None if relation.holds(left.value(known), right.value(known)) else Severity.ERROR
    if not relation.possible(left.bounds(numbers), right.bounds(numbers)):
        return Severity.ERROR
    if any(cells[n].value.kind is Kind.TEXT for n in left.positions + right.positions):
        return None  # what a text stands for is not to be guessed; the rule on invalid values reports it
    filled = [number or 0 for number in numbers]
    return None if relation.holds(left.value(filled), right.value(filled)) else Severity.REVIEW


_WRITTEN_OUT = 6
"""A side of at most so many cells is written out whole; of a longer one the zeros are left out."""


class _Named:
    """Labels of the form, to write a relation out for a reader."""

    def __init__(self, spec: TableSpec, by_column: bool) -> None:
        self._rows = {row.key: row.label for block in spec.blocks for row in block.rows}
        self._columns = {column.key: column.label for block in spec.blocks for column in block.columns}
        self._by_column = by_column

    def operand(self, cell: Cell) -> str:
        return _short(self._rows[cell.row] if self._by_column else self._columns[cell.column])

    def vector(self, cell: Cell) -> str:
        return _short(self._columns[cell.column] if self._by_column else self._rows[cell.row])


def _short(label: str) -> str:
    return without_numbering(label.split("（区分")[0])


def _violation(
    relation: Relation,
    left: Resolved,
    right: Resolved,
    cells: Sequence[Cell],
    at: Cell,
    broken: Severity,
    named: _Named,
) -> Violation:
    filled: list[Amount] = [cell.value.number or 0 for cell in cells]
    expected, actual = show(left.value(filled)), show(right.value(filled))
    blank = broken is Severity.REVIEW
    where = named.vector(at)
    zh = f"{where}：{_written(left, cells, named, '其余为0')}，{_written(right, cells, named, '其余为0')}，两者不符"
    en = f"{where}: {_written(left, cells, named, 'the rest 0')}, but {_written(right, cells, named, 'the rest 0')}"
    if blank:
        zh, en = zh + "（空白按0计）", en + " (blanks taken as 0)"
    return Violation(
        Message(zh, en),
        at,
        quotes=tuple(cells[n] for n in left.positions + right.positions),
        expected=expected,
        actual=actual,
        formula=relation.text,
        severity=Severity.REVIEW if blank else None,
    )


def _written(side: Resolved, cells: Sequence[Cell], named: _Named, rest: str) -> str:
    """Write a side out with its figures: 结果维持 10 + 结果纠正 1（其余为0）= 11."""
    terms = []
    for factor, n in zip(side.factors, side.positions, strict=True):
        number = cells[n].value.number
        if number or len(side.positions) <= _WRITTEN_OUT:
            sign = "+" if factor > 0 else "−"
            size = factor if factor > 0 else -factor
            times = "" if size == 1 else f"{show(size)} × "
            terms.append(f"{sign} {times}{named.operand(cells[n])} {show(number or 0)}")
    if side.constant:
        terms.append(f"+ {show(side.constant)}")
    filled: list[Amount] = [cell.value.number or 0 for cell in cells]
    total = show(side.value(filled))
    if not terms:
        first = named.operand(cells[side.positions[0]]) if side.positions else ""
        return f"{first} … = {total}"
    written = " ".join(terms).removeprefix("+ ")
    if len(side.positions) == 1 and not side.constant:
        return written
    left_out = f"（{rest}）" if len(terms) < len(side.positions) else ""
    return f"{written}{left_out} = {total}"


def _merged(failures: Sequence[Violation], table: str) -> Violation:
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
        subject=table,
    )

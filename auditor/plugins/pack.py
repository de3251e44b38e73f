"""Relation packs: rules over table cells written in TOML, without Python."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterator, Mapping
from functools import cache
from importlib.resources.abc import Traversable
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from auditor.grammar.relation import Relation, RelationError, parse_relation
from auditor.model.finding import Confidence, Severity, Violation
from auditor.model.form import TableSpec
from auditor.model.report import Block, BoundTable, Report
from auditor.model.rule import Rule, rule
from auditor.model.text import without_numbering
from auditor.model.tie import Place, Tie
from auditor.plugins.applied import Applied, Names, merged

_NOTE = re.compile("（[^（）]*）$")


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
    """A pack's relations, and short names for rows and columns whose labels would make a finding hard to read."""

    relations: tuple[RelationEntry, ...]
    names: dict[str, str] = {}


def load_pack(file: Traversable) -> tuple[Rule, ...]:
    """Return the rules of a relation pack.

    Raises:
        PackError: not TOML, an unknown key, or a formula that is no relation.
    """
    try:
        pack = _Pack.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        return tuple(_rule(entry, pack.names) for entry in pack.relations)
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, found['loc']))}: {found['msg']}" for found in error.errors()]
        raise PackError(f"{file.name}: {'; '.join(wrong)}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
        raise PackError(f"{file.name}: {error}") from error


def _rule(entry: RelationEntry, names: Mapping[str, str]) -> Rule:
    relation = parse_relation(entry.formula)
    severity = Severity[entry.severity.upper()]
    # A blank read as zero leaves room for doubt, so what fails only so is for a person to look at.
    severities = (severity,) if severity is Severity.REVIEW else (severity, Severity.REVIEW)
    by_column = entry.each == "column"

    def check(report: Report) -> Iterator[Violation]:
        failures = list(_failures(report, entry, relation, names))
        if entry.one_finding and failures:
            yield merged(failures, entry.table)
        else:
            yield from failures

    def ties(report: Report, near: Container[Place] | None = None) -> Iterator[Tie]:
        table = report.table(entry.table)
        named = _names(table.spec, names, by_column=by_column)
        for applied, block in _applied(table, relation, by_column=by_column):
            for cells in block.cells:
                if near is None or applied.touches(cells, near):
                    yield applied.tie(cells, named)

    check.__doc__ = entry.why
    axis = "row" if by_column else "column"
    return rule(
        id=entry.id,
        title=(entry.title.zh, entry.title.en),
        severity=severities,
        confidence=entry.confidence,
        basis=(entry.basis.zh, entry.basis.en),
        remedy=(entry.remedy.zh, entry.remedy.en),
        forms=entry.forms,
        needs=tuple((entry.table, axis, name) for name in relation.names),
        ties=ties,
    )(check)


def _applied(table: BoundTable, relation: Relation, *, by_column: bool) -> Iterator[tuple[Applied, Block]]:
    for block in table.blocks(turned=by_column):
        applied = Applied(relation, block.columns)
        if applied.used:  # some blocks of a table have other columns than the relation speaks of
            yield applied, block


def _failures(
    report: Report, entry: RelationEntry, relation: Relation, names: Mapping[str, str]
) -> Iterator[Violation]:
    table = report.table(entry.table)
    by_column = entry.each == "column"
    for applied, block in _applied(table, relation, by_column=by_column):
        for cells, numbers in zip(block.cells, block.numbers, strict=True):
            broken = applied.broken(cells, numbers)
            if broken is not Severity.ERROR and applied.says_nothing(numbers):
                continue
            applied.note(report, cells)
            if broken is not None:
                yield applied.violation(cells, broken, _names(table.spec, names, by_column=by_column))


def _names(spec: TableSpec, short: Mapping[str, str], *, by_column: bool) -> Names:
    """Return what the pack or else the form calls the table's rows and columns."""
    rows = {row.key: short.get(row.key) or _short(row.label) for block in spec.blocks for row in block.rows}
    columns = {head.key: short.get(head.key) or _short(head.label) for block in spec.blocks for head in block.columns}
    return Names(by_column, rows, columns)


@cache
def _short(label: str) -> str:
    label = _NOTE.sub("", label)
    return label[len(label) - len(without_numbering(label)) :]

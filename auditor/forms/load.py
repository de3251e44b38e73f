"""Reads a form from its TOML file, strictly: an unknown key or a doubled one is an error that names the place."""

from __future__ import annotations

import tomllib
from importlib.resources.abc import Traversable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from auditor.model.finding import Message
from auditor.model.form import BlockSpec, ColumnSpec, Form, RowSpec, SectionSpec, TableSpec


class FormError(Exception):
    """A form file that cannot be used; the text names the file and the place in it."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Text(_Strict):
    zh: str
    en: str

    def message(self) -> Message:
        return Message(self.zh, self.en)


class _Section(_Strict):
    key: str
    ordinal: str
    title: str
    official: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()


class _Row(_Strict):
    key: str
    label: str
    group: str = ""
    optional: bool = False


class _Block(_Strict):
    title: str = ""
    heads: tuple[str, ...] = ()
    columns: dict[str, str]
    rows: tuple[_Row, ...]


class _Table(_Strict):
    key: str
    section: str
    title: _Text
    minimum_labels: int
    one_row: bool = False
    notes: tuple[str, ...] = ()
    head: tuple[tuple[tuple[str, int, int], ...], ...] = ()
    blocks: Annotated[tuple[_Block, ...], Field(min_length=1)]


class _Form(_Strict):
    id: str
    name: _Text
    basis: _Text
    first_year: int
    last_year: int | None = None
    exclusive: tuple[str, ...] = ()
    sections: tuple[_Section, ...] = ()
    tables: tuple[_Table, ...] = ()


def load_form(file: Traversable) -> Form:
    """Return the form in a TOML file.

    Raises:
        FormError: not TOML, or not a form; the text says where.
    """
    try:
        read = _Form.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise FormError(f"{file.name}: {error}") from error
    return Form(
        id=read.id,
        name=read.name.message(),
        first_year=read.first_year,
        last_year=read.last_year,
        basis=read.basis.message(),
        sections=tuple(SectionSpec(**dict(section)) for section in read.sections),
        tables=tuple(_table(table) for table in read.tables),
        exclusive=read.exclusive,
    )


def _table(table: _Table) -> TableSpec:
    blocks = tuple(
        BlockSpec(
            columns=tuple(ColumnSpec(key, label) for key, label in block.columns.items()),
            rows=tuple(RowSpec(row.key, row.label, row.group, row.optional) for row in block.rows),
            title=block.title,
            heads=block.heads,
        )
        for block in table.blocks
    )
    return TableSpec(
        table.key, table.section, table.title.message(), blocks, table.minimum_labels, table.one_row, table.notes, table.head
    )  # fmt: skip

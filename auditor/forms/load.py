"""Reads a form from its TOML file, strictly: an unknown key or a doubled one is an error that names the place."""

from __future__ import annotations

import re
import tomllib
from importlib.resources.abc import Traversable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from auditor.model.finding import Message
from auditor.model.form import (
    BlockSpec,
    ColumnSpec,
    Evidence,
    Form,
    Lookalike,
    RowSpec,
    SectionSpec,
    TableSpec,
    TitleSpec,
)  # fmt: skip


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


class _Title(_Strict):
    pattern: str
    weight: float


class _Lookalike(_Strict):
    name: _Text
    weight: float
    title: str = ""
    text: str = ""


class _Evidence(_Strict):
    enough: float
    subject: str
    title_ends: str
    section: float
    table: float
    headings: str = ""
    titles: Annotated[tuple[_Title, ...], Field(min_length=1)]
    blank: _Lookalike | None = None
    listing: _Lookalike | None = None
    others: tuple[_Lookalike, ...] = ()
    title_labels: str = ""
    organ_labels: str = ""
    organ_ends: str = ""
    behind_title: str = ""


def load_evidence(file: Traversable, before_organ: tuple[str, ...] = ()) -> Evidence:
    """Return from a TOML file by what reports of a kind are known.

    Raises:
        FormError: not TOML, not evidence, or a pattern that is no regular expression; the text says where.
    """
    try:
        read = _Evidence.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        for pattern in (read.subject, *(title.pattern for title in read.titles), *(p for o in read.others for p in (o.title, o.text))):  # fmt: skip
            re.compile(pattern)
    except (tomllib.TOMLDecodeError, ValidationError, re.error) as error:
        raise FormError(f"{file.name}: {error}") from error
    return Evidence(
        enough=read.enough,
        titles=tuple(TitleSpec(title.pattern, title.weight) for title in read.titles),
        subject=read.subject,
        title_ends=tuple(read.title_ends.split()),
        section=read.section,
        table=read.table,
        headings=tuple(read.headings.split()),
        blank=_lookalike(read.blank) if read.blank else None,
        listing=_lookalike(read.listing) if read.listing else None,
        others=tuple(map(_lookalike, read.others)),
        title_labels=tuple(read.title_labels.split()),
        organ_labels=tuple(read.organ_labels.split()),
        organ_ends=read.organ_ends,
        before_organ=before_organ,
        behind_title=tuple(read.behind_title.split()),
    )


def _lookalike(read: _Lookalike) -> Lookalike:
    return Lookalike(read.name.message(), read.weight, read.title, read.text)


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

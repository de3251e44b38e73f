"""A form: the sections, tables, rows and columns that a report of one kind must have. Data, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.model.finding import Message


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One required section: its place in the order, its canonical title and the variants that are accepted."""

    key: str
    ordinal: str
    title: str
    variants: tuple[str, ...] = ()
    official: tuple[str, ...] = ()
    """Other wordings that an official text uses; as good as the title."""
    words: tuple[tuple[str, ...], ...] = ()
    """Groups of words: a heading that has one of each group plainly means this section."""


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of figures: its key and the head printed over it."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class RowSpec:
    """One row of figures. An optional row may be there or not without being missed; `group` names a merged label."""

    key: str
    label: str
    group: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """Rows that share their columns, under an optional title row of their own."""

    columns: tuple[ColumnSpec, ...]
    rows: tuple[RowSpec, ...]
    title: str = ""
    heads: tuple[str, ...] = ()
    """Further header labels over the columns (信息内容, 申请人情况), in reading order."""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """One table of the form. `one_row`: every row of the form stands side by side in a single line of figures."""

    key: str
    section: str
    title: Message
    blocks: tuple[BlockSpec, ...]
    minimum_labels: int
    """How many row labels must be found before it counts as this table (OGI-S105)."""
    one_row: bool = False
    notes: tuple[str, ...] = ()
    """Labels that carry no figures and may be missing, such as the reconciliation note in the corner."""
    head: tuple[tuple[tuple[str, int, int], ...], ...] = ()
    """How the header is drawn: rows of (label, columns spanned, rows spanned)."""


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of report. `first_year` to `last_year` (None: still in force) are the report years it is prescribed for."""

    id: str
    name: Message
    first_year: int
    last_year: int | None
    basis: Message
    sections: tuple[SectionSpec, ...] = ()
    tables: tuple[TableSpec, ...] = ()
    exclusive: tuple[str, ...] = ()
    """Labels that no other form has; three of them in a report tell the form."""

    def cues(self) -> tuple[str, ...]:
        """Return the phrases by which a text of this kind is told from others: titles of sections, labels of rows."""
        titles = [title for spec in self.sections for title in (spec.title, *spec.variants, *spec.official)]
        rows = [row.label for table in self.tables for block in table.blocks for row in block.rows]
        return tuple(dict.fromkeys([*titles, *rows]))

    def prescribed_for(self, year: int) -> bool:
        """Tell whether reports for this year must use the form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def table(self, key: str) -> TableSpec | None:
        """Return the table with this key, or None where the form has no such table."""
        return next((table for table in self.tables if table.key == key), None)

    def section(self, key: str) -> SectionSpec | None:
        """Return the section with this key, or None where the form has no such section."""
        return next((section for section in self.sections if section.key == key), None)

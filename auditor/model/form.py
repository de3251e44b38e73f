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
class TitleSpec:
    """One way in which titles of a kind of report read, as a regular expression over the title without blanks.

    `weight`: how much such a title says for itself, before any content is seen.
    """

    pattern: str
    weight: float


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Another kind of document that may be taken for the kind: how its title reads, or what its text says.

    `title` and `text` are regular expressions, "" for none; `weight` is how much it speaks against the kind.
    """

    name: Message
    weight: float
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """By what a text of a kind is known, and whose it is. What speaks for the kind is added up, what speaks against it
    taken off; `enough` is what must be left.
    """

    enough: float
    titles: tuple[TitleSpec, ...]
    subject: str
    """What such reports are on, as a regular expression: the organ's name stands before it in a title."""
    title_ends: tuple[str, ...]
    """The characters in which a title's last word ends, to look closer at few lines only."""
    section: float
    """What each section with its title speaks for the kind; half of it where the title is only nearly right."""
    table: float
    """What each table speaks for the kind that holds figures."""
    headings: tuple[str, ...] = ()
    """Titles of sections of older forms that are not bound: each counts as a section."""
    blank: Lookalike | None = None
    """What a text is called whose tables hold no figure and whose sections hold no text."""
    listing: Lookalike | None = None
    """What a text is called that is a list of titles."""
    others: tuple[Lookalike, ...] = ()
    title_labels: tuple[str, ...] = ()
    organ_labels: tuple[str, ...] = ()
    """Labels behind which a page names the title and the organ (标题：, 发布机构：)."""
    organ_ends: str = ""
    """The characters in which organs' names end."""
    before_organ: tuple[str, ...] = ()
    """Words that may stand before an organ's name in a sentence, and no name holds."""
    behind_title: tuple[str, ...] = ()
    """Words with which the text goes on directly behind the title where line breaks were lost."""


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
    evidence: Evidence | None = None
    """By what reports of this kind are known; the forms of one kind share it."""

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

"""Names the places of a form as it prints them: 表三 本年新收…·总计 for requests, new, total."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from auditor.model.finding import Message
from auditor.model.form import Form
from auditor.plugins.load import load_catalogue

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NOTE = re.compile(r"（[^（）]{6,}）$")


class Named(NamedTuple):
    """A place in the words of its form; "" where it does not apply."""

    section: str
    table: str
    row: str
    column: str

    @property
    def path(self) -> str:
        """The place as a path from the whole to the part: 表三/总计/本年新收. A slash within a name is full-width."""
        parts = (self.table, self.column, self.row) if self.table else (self.section,)
        return "/".join(part.replace("/", "／") for part in parts if part)

    @property
    def text(self) -> str:
        """The place as a reader names it: 表三 本年新收·总计."""
        if not self.table:
            return self.section
        return " ".join(filter(None, (self.table, "·".join(filter(None, (self.row, self.column))))))


class Labels:
    """The labels of the installed forms, in one language. A form or key that is not installed stands as it is."""

    def __init__(self, lang: str) -> None:
        """Load the forms. Labels are Chinese in either language, as the form has them; only tables are translated."""
        self._forms = {form.id: _Names(form, lang) for form in load_catalogue().forms}

    def place(self, form: str | None, place: Mapping[str, Any]) -> Named:
        """Return the names of a recorded place."""
        return self.named(form, place["section"], place["table"], place["row"], place["column"])

    def fact(self, form: str | None, name: str) -> Named:
        """Return the names of a fact: table.row.column."""
        table, _, rest = name.partition(".")
        row, _, column = rest.partition(".")
        return self.named(form, None, table, row, column)

    def formula(self, form: str | None, table: str | None, formula: str | None) -> str:
        """Return a formula in the words of its form; "" where some of its names have none: nobody need decipher keys."""

        def label(found: re.Match[str]) -> str:
            named = self.named(form, None, table, found[0], found[0])
            return named.column if named.column != found[0] else named.row

        told = _NAME.sub(label, formula or "").replace("==", "=")
        return "" if _NAME.search(told) else told

    def named(
        self, form: str | None, section: str | None, table: str | None, row: str | None, column: str | None
    ) -> Named:
        """Return the names that a form prints for its keys."""
        names = self._forms.get(form or "")
        if names is None:
            return Named(section or "", table or "", row or "", column or "")
        return Named(
            names.sections.get(section or "", section or ""),
            names.tables.get(table or "", table or ""),
            names.rows.get((table, row), row or ""),
            names.columns.get((table, row, column)) or names.columns.get((table, None, column), column or ""),
        )


class _Names:
    """What one form prints for its keys. Where a row has several wordings, the first is taken."""

    def __init__(self, form: Form, lang: str) -> None:
        self.sections = {section.key: f"{section.ordinal}、{section.title}" for section in form.sections}
        self.tables = {table.key: _short(table.title, lang) for table in form.tables}
        self.rows: dict[tuple[str | None, str | None], str] = {}
        self.columns: dict[tuple[str | None, str | None, str | None], str] = {}
        for table in form.tables:
            for block in table.blocks:
                for row in block.rows:
                    label = " ".join(filter(None, (row.group, _NOTE.sub("", row.label))))
                    self.rows.setdefault((table.key, row.key), label)
                for column in block.columns:
                    for key in (*(row.key for row in block.rows), None):
                        self.columns.setdefault((table.key, key, column.key), column.label)


def _short(title: Message, lang: str) -> str:
    """Return a table's title without what stands in brackets: 表三, table 3."""
    return title.zh.partition("（")[0] if lang == "zh" else title.en.partition(" (")[0]

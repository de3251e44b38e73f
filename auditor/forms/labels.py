"""Finds a form's labels in printed cells: exact after normalising, then by edit distance."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from auditor.model.form import TableSpec
from auditor.model.text import Memo, full_key, label_key, without_numbering
from auditor.model.values import Kind, read_value

# A label is matched approximately at edit distance 1-3 and at most a third of its length, from 5 characters on (OGI-S108).
_SHORTEST, _FARTHEST = 5, 3


class Role(Enum):
    """What a label of a table stands for."""

    ROW = "row"
    COLUMN = "column"
    TITLE = "title"
    OTHER = "other"
    """A group, a spanning head or a note: carries no figures of its own."""


class Part(NamedTuple):
    """One thing a label designates: a row, column or title of a block of the table."""

    role: Role
    block: int
    key: str


class Hit(NamedTuple):
    """A printed text recognised as a label of the form.

    `differs`: matched approximately, or its bracketed note is not the form's. `row` and `names_column` say
    what it can designate: 总计 is both.
    """

    label: str
    differs: bool
    parts: tuple[Part, ...]
    row: Part | None
    names_column: bool


class LabelIndex:
    """The labels of one table. `hits[text]` is the label a printed text is, or None for figures and foreign texts."""

    def __init__(self, spec: TableSpec) -> None:
        self.spec = spec
        self._parts: dict[str, list[Part]] = {}
        self._labels: dict[str, str] = {}
        self._bare: dict[str, list[Part]] = {}
        for number, block in enumerate(spec.blocks):
            if block.title:
                self._add(block.title, Part(Role.TITLE, number, "title"))
            for head in block.heads:
                self._add(head, Part(Role.OTHER, number, head))
            for column in block.columns:
                self._add(column.label, Part(Role.COLUMN, number, column.key))
            for row in block.rows:
                self._add(row.label, Part(Role.ROW, number, row.key))
                if row.group:
                    self._add(row.group, Part(Role.OTHER, number, row.group))
        for note in spec.notes:
            self._add(note, Part(Role.OTHER, 0, note))
        self._noted = {
            label: full_key(label) for key, label in self._labels.items() if full_key(label) != label_key(label)
        }
        self.hits: Memo[Hit | None] = Memo(self._look_up)

    def _add(self, label: str, part: Part) -> None:
        key = label_key(label) or full_key(label)
        parts = self._parts.setdefault(key, [])
        if part not in parts:
            parts.append(part)
        self._labels.setdefault(key, label)
        bare = label_key(without_numbering(label))
        if bare and bare != key:
            self._bare.setdefault(bare, []).append(part)
            self._labels.setdefault(bare, label)

    def _look_up(self, text: str) -> Hit | None:
        if len(text) > 200 or read_value(text).kind is not Kind.TEXT:
            return None
        key = label_key(text) or full_key(text)
        for known in (key, label_key(without_numbering(text))):
            # 总计 names a column, and without its （七） a row: both readings are kept for binding to choose.
            parts = (*self._parts.get(known, ()), *self._bare.get(known, ()))
            if parts:
                label = self._labels[known]
                noted = self._noted.get(label)
                return _hit(label, parts, differs=noted is not None and full_key(text) != noted)
        near = self._nearest(key)
        return None if near is None else _hit(self._labels[near], tuple(self._parts[near]), differs=True)

    def _nearest(self, key: str) -> str | None:
        """Return the one label near enough, or None where there is none or two are equally near."""
        if len(key) < _SHORTEST - 1:
            return None
        found = process.extract(key, self._parts.keys(), scorer=Levenshtein.distance, score_cutoff=_FARTHEST, limit=2)
        if not found or (len(found) > 1 and found[0][1] == found[1][1]):
            return None
        label, distance, _ = found[0]
        return label if len(label) >= _SHORTEST and distance * 3 <= len(label) else None


def _hit(label: str, parts: tuple[Part, ...], *, differs: bool) -> Hit:
    row = next((part for part in parts if part.role is Role.ROW), None)
    return Hit(label, differs, parts, row, any(part.role is Role.COLUMN for part in parts))

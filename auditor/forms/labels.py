"""Finds a form's labels in printed cells: exact after normalising, then by edit distance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from auditor.model.form import TableSpec
from auditor.model.text import Memo, full_key, label_key, normalise, without_numbering
from auditor.model.values import Kind, read_value

# A label is matched approximately at edit distance 1-3 and at most a third of its length, from 5 characters on (OGI-S108).
_SHORTEST, _FARTHEST = 5, 3
_NUMBERED = re.compile(r"\(?(?P<numeral>[一二三四五六七八九十](?=[、.,) ])|\d{1,2}(?=\D))")
_IN_A_ROW = 3
_NUMERALS = "零一二三四五六七八九十"


class Role(Enum):
    """What a label of a table stands for."""

    ROW = "row"
    COLUMN = "column"
    TITLE = "title"
    OTHER = "other"
    """A group, a spanning head or a note: carries no figures of its own."""


class Part(NamedTuple):
    """One thing a label designates: a row, column or title of a block of the table, and how the form prints it."""

    role: Role
    block: int
    key: str
    label: str


class Hit(NamedTuple):
    """A printed text recognised as a label of the form.

    `differs`: matched approximately, or its number or bracketed note is not the form's. `row` and `columns` (a key for
    each block that has such a column) say what it can designate: 总计 is both.
    """

    label: str
    differs: bool
    row: Part | None
    columns: dict[int, str]
    title: bool


class LabelIndex:
    """The labels of one table. `hits[text]` is the label a printed text is, or None for figures and foreign texts."""

    def __init__(self, spec: TableSpec) -> None:
        self.spec = spec
        self._parts: dict[str, list[Part]] = {}
        self._labels: dict[str, str] = {}
        self._bare: dict[str, list[Part]] = {}
        for number, block in enumerate(spec.blocks):
            if block.title:
                self._add(Part(Role.TITLE, number, "title", block.title))
            for head in block.heads:
                self._add(Part(Role.OTHER, number, head, head))
            for column in block.columns:
                self._add(Part(Role.COLUMN, number, column.key, column.label))
            for row in block.rows:
                self._add(Part(Role.ROW, number, row.key, row.label))
                if row.group:
                    self._add(Part(Role.OTHER, number, row.group, row.group))
        for note in spec.notes:
            self._add(Part(Role.OTHER, 0, note, note))
        self.columns = [tuple(column.key for column in block.columns) for block in spec.blocks]
        self.required, self.beside = _printed_beside_rows(spec)
        self._noted = {
            label: full_key(label) for key, label in self._labels.items() if full_key(label) != label_key(label)
        }
        # Words such as 行政许可、行政处罚 stand in a row in prose, too, but with a mark between them.
        known = sorted({_run_on(label) for label in self._labels.values()}, key=len, reverse=True)
        self._in_a_row = re.compile(rf"(?:{'|'.join(map(re.escape, known)) or '(?!)'}){{{_IN_A_ROW}}}")
        self.hits: Memo[Hit | None] = Memo(self._look_up)

    def first_in_a_row(self, texts: Sequence[str]) -> int | None:
        """Return which of some texts begins a run of labels, one right behind another as only a table has them."""
        joined = [_run_on(text) for text in texts]
        match = self._in_a_row.search("".join(joined))
        if match is None:
            return None
        ends = accumulate(map(len, joined))
        return next(number for number, end in enumerate(ends) if match.start() < end)

    def _add(self, part: Part) -> None:
        label = part.label
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
                misnumbered = next(
                    (part.label for part in self._bare.get(known, ()) if _misnumbered(text, part.label)), None
                )
                label = misnumbered or self._labels[known]
                noted = self._noted.get(label)
                differs = misnumbered is not None or (noted is not None and full_key(text) != noted)
                return _hit(label, parts, differs=differs)
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


def _run_on(text: str) -> str:
    """Return a text as it reads where cells run together."""
    return normalise(text).replace(" ", "").replace("|", "")


def closeness(printed: str, label: str) -> int | None:
    """Return how many characters a printed text differs from a label that its place calls for, or None where they
    have too little in common for one to be a misprint of the other."""
    key = label_key(label) or full_key(label)
    most = min(_FARTHEST, len(key) // 2)
    distance = Levenshtein.distance(label_key(printed) or full_key(printed), key, score_cutoff=most)
    return distance if distance <= most else None


def _hit(label: str, parts: tuple[Part, ...], *, differs: bool) -> Hit:
    row = next((part for part in parts if part.role is Role.ROW), None)
    columns = {part.block: part.key for part in parts if part.role is Role.COLUMN}
    return Hit(label, differs, row, columns, any(part.role is Role.TITLE for part in parts))


def _number(text: str) -> int | None:
    """Return the number that a label begins with, however it is written."""
    match = _NUMBERED.match(normalise(text))
    if match is None:
        return None
    numeral = match["numeral"]
    return int(numeral) if numeral.isdecimal() else _NUMERALS.index(numeral)


def _misnumbered(text: str, label: str) -> bool:
    """Tell whether a text bears another number than the label, or a bracket in place of one: （某）总计."""
    own, printed = _number(label), _number(text)
    if own is None or printed is not None:
        return own is not None and printed != own
    return normalise(text).startswith("(") and normalise(label).startswith("(")


def _printed_beside_rows(spec: TableSpec) -> tuple[Counter[str], Counter[str]]:
    """Count how often each column head and block title must be printed; and the labels that may be left out."""
    required: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    for block in spec.blocks:
        times = len(block.rows) if spec.one_row else 1
        for column in block.columns:
            required[column.label] += times
        if block.title:
            required[block.title] += 1
        if spec.one_row:
            required.update(row.label for row in block.rows)
        beside.update(block.heads)
        beside.update({row.group for row in block.rows if row.group})
    return required, beside

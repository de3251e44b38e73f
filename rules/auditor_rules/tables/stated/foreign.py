"""A table of no form as rows and columns of figures: what its labels, units, row and column numbers are is inferred."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from auditor.grammar.stated import plain
from auditor.model.document import Row, Table
from auditor.model.finding import Cell
from auditor.model.values import Kind, read_value
from auditor_rules.tables.stated.grid import Grid, Label, Layout, Line, label_of, labels_of
from auditor_rules.tables.stated.words import words

_ROW_NUMBERS, _UNIT_HEADS, _NO_FIGURES = words("row_numbers"), words("units_heads"), words("no_figures")
_UNITS = words("units")
_ORDER = words("column_order") | {""}
_OWN_NUMBER = re.compile(r"\(?(\d{1,2}|[A-Z])\)?(?==|$)")
_BRACKETED_UNIT = re.compile(r"\((?:单位:?)?([^()]{1,4})\)$")

_Heads = list[tuple[Label, ...]]


def foreign_grid(table: Table, section: str | None) -> Grid | None:
    """Return a table of no form as a grid, or None where its figures do not stand in columns for certain."""
    numbered = _column_numbers(table.rows)
    data = [row for row in table.rows if row is not numbered and _has_number(row)]
    if not data:
        return None
    width = Counter(len(row.texts) for row in data).most_common(1)[0][0]
    whole = [row for row in data if len(row.texts) == width]
    above = table.rows[: next(n for n, row in enumerate(table.rows) if row is data[0])]
    heads = _heads([row for row in above if row is not numbered and len(row.texts) > 1], whole, width)
    columns = _figure_columns(whole, heads)
    first = columns[0] if columns else width
    index = next((n for n in range(first) if _own(heads[n]) in _ROW_NUMBERS), None)
    units = next((n for n in range(first) if _is_units([row.texts[n] for row in whole], heads[n])), None)
    aligned = [row if len(row.texts) == width else _aligned(row, width, columns) for row in data]
    if not columns or None in aligned:
        return None
    rows: list[Line] = []
    cells: dict[str, tuple[Cell, ...]] = {}
    for n, row in enumerate(row for row in aligned if row is not None):
        key = f"r{n}"
        labels = labels_of([row.texts[at] for at in range(first) if at not in (index, units)])
        number = plain(row.texts[index]) if index is not None else ""
        unit = plain(row.texts[units]) if units is not None else _unit(labels)
        rows.append(Line(key, labels, number, unit))
        cells[key] = tuple([
            Cell(row.texts[at], row.lines[at], row.cols[at], section, "", key, f"c{at}", read_value(row.texts[at]))
            for at in columns
        ])  # fmt: skip
    lines = [Line(f"c{n}", heads[n], _number(numbered, n, width), _unit(heads[n])) for n in columns]
    return Grid(Layout(tuple(rows), tuple(lines)), cells, foreign=True)


def _aligned(row: Row, width: int, columns: Sequence[int]) -> Row | None:
    """Return a row whose label spans several columns with the cells it lacks; None where figures may be displaced."""
    lacks = width - len(row.texts)
    figures = row.texts[columns[0] - lacks :] if columns and 0 < lacks < columns[0] else ()
    if len(figures) != width - columns[0] if columns else True:
        return None
    if any(read_value(text).kind is Kind.TEXT for text in figures) or _is_number(row.texts[columns[0] - lacks - 1]):
        return None
    empty = ("",) * lacks
    return Row(
        (*empty, *row.texts), (row.lines[0],) * lacks + tuple(row.lines), (row.cols[0],) * lacks + tuple(row.cols)
    )


def _is_number(text: str) -> bool:
    return read_value(text).kind is Kind.NUMBER


def _has_number(row: Row) -> bool:
    return any(map(_is_number, row.texts))


def _own(head: Sequence[Label]) -> str:
    return head[-1].name if head else ""


def _unit(labels: Sequence[Label | None]) -> str:
    """Return the unit that a line's own label says in brackets: 培训人数（人）."""
    own = labels[-1] if labels else None
    match = _BRACKETED_UNIT.search(own.text) if own else None
    return match[1] if match and match[1] in _UNITS else ""


def _is_units(texts: Sequence[str], head: Sequence[Label]) -> bool:
    return _own(head) in _UNIT_HEADS or {plain(text) for text in texts} <= _UNITS


def _figure_columns(rows: Sequence[Row], heads: _Heads) -> list[int]:
    """Return the columns that hold figures; behind the first of them one may be empty, but not full of words."""
    columns: list[int] = []
    for n, head in enumerate(heads):
        kinds = Counter(read_value(row.texts[n]).kind for row in rows)
        named = _own(head) in _ROW_NUMBERS or _own(head) in _NO_FIGURES
        if not named and (kinds[Kind.NUMBER] or columns) and kinds[Kind.TEXT] * 3 <= len(rows):
            columns.append(n)
    return columns


def _column_numbers(rows: Sequence[Row]) -> Row | None:
    """Return the row that numbers the columns: 甲 乙 1 2 3, or 栏次 1=2+3 2 3."""
    for n, row in enumerate(rows):
        found = [(text, _OWN_NUMBER.match(text)) for text in map(plain, row.texts)]
        numbers = [match[1] for _, match in found if match]
        if len(numbers) > 1 and {text for text, match in found if not match} <= _ORDER:
            counted = [str(at) for at in range(1, len(numbers) + 1)]
            lettered = [chr(ord("A") + at) for at in range(len(numbers))]
            if numbers in (counted, lettered) and any(map(_has_number, rows[n + 1 :])):
                return row
        if _has_number(row):
            return None
    return None


def _number(numbered: Row | None, position: int, width: int) -> str:
    if numbered is None or len(numbered.texts) != width:
        return ""
    text = plain(numbered.texts[position])
    match = _OWN_NUMBER.match(text)
    return match[1] if match else text


def _heads(rows: Sequence[Row], data: Sequence[Row], width: int) -> _Heads:
    """Return each column's labels from the widest head to its own.

    A head over several columns is written once and one over several rows leaves empty cells, so a row of heads is
    laid out over the one below it; what cannot be laid out for certain is left out.
    """
    if not rows:
        return [()] * width
    below = list(rows[-1].texts)
    labels = next((n for n in range(width) if any(_is_number(row.texts[n]) for row in data)), width)
    if len(below) == width - labels + 1 < width:
        below = [""] * (labels - 1) + below  # one head over all columns of labels
    if len(below) != width:
        return [()] * width
    heads: _Heads = [_with(text, ()) for text in below]
    for row in reversed(rows[:-1]):
        laid = _laid_out(row.texts, below)
        if laid is None:
            break
        heads = [_with(text, head) for text, head in zip(laid, heads, strict=True)]
        below = laid
    return heads


def _with(text: str, head: tuple[Label, ...]) -> tuple[Label, ...]:
    label = label_of(text)
    return head if label is None else (label, *head)


def _laid_out(texts: Sequence[str], below: Sequence[str]) -> list[str] | None:
    """Return a head for every column of the row below: over an empty cell one of its own, over a run of heads one."""
    if len(texts) == len(below):
        return list(texts)
    starts = [n for n, text in enumerate(below) if not text.strip() or n == 0 or not below[n - 1].strip()]
    if len(starts) != len(texts):
        return None
    return [texts[sum(start <= n for start in starts) - 1] for n in range(len(below))]

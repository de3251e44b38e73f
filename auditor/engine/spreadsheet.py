"""A CSV table as spreadsheets save it: they change encodings, separators, quotes, dates and long numbers. No files."""

from __future__ import annotations

import csv
import datetime
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from auditor.reading.reader import UnreadableError
from auditor.reading.text.decoding import decode

_SEPARATORS = (",", ";", "\t")
_FORMULA = re.compile(r"['=+\-@\t\r]")
_GUARDED = re.compile(r"'['=+\-@\t\r]")
_ROUNDED = re.compile(r"[1-9](?:[.,]\d+)?[Ee]\+?\d{2,3}|(?=\d{20})[1-9]\d{14}0+(?:[.,]0+)?")
_DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s*星期.)?(?:[T\s]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?"
)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_FIRST_DAY = datetime.date(1899, 12, 30)
"""Day 0 of a spreadsheet, which takes 1900 for a leap year."""
_YEAR = re.compile(r"(\d{4})(?:[.,]0+)?\s*(?:年度?)?")
_REMARK = re.compile(r"(?<=.)[(\[].*", re.DOTALL)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_IN_USE = range(1990, 2100)


class TableError(Exception):
    """A text that is no such table; the text says where, beginning with the row where one is meant."""


class Row(NamedTuple):
    """One row: its number as the spreadsheet counts (the head is row 1, or further down behind blank rows), and its cells."""

    number: int
    cells: Mapping[str, str]


class Table(NamedTuple):
    """The rows of a table, and the heads of columns that nobody asked for, as they stand there."""

    rows: list[Row]
    unknown: tuple[str, ...]


def located(name: str, error: TableError) -> str:
    """Return what is wrong with a file, its row beside its name where one is meant."""
    told = str(error)
    return f"{name}:{told}" if told[:1].isdigit() else f"{name}: {told}"


def text_of(data: bytes) -> str:
    """Return the text of a file, whatever encoding a spreadsheet has chosen.

    Raises:
        TableError: a workbook and no CSV, or no encoding makes sense of it.
    """
    if data.startswith(_WORKBOOKS):
        raise TableError("a workbook; save it as “CSV UTF-8” / 这是工作簿，请另存为“CSV UTF-8（逗号分隔）”")
    try:
        return decode(data)[0]
    except UnreadableError as error:
        raise TableError(str(error)) from error


def table(
    text: str, columns: Sequence[str], needed: Sequence[str], heads: Mapping[str, Sequence[str]] | None = None
) -> Table:
    """Return the rows below the head, whatever their separator, order of columns and further columns.

    `heads` are other words for a column, besides its name in any case. Cells lose outer blanks and the apostrophe that
    keeps a spreadsheet from computing them. Empty rows are left out.

    Raises:
        TableError: a needed column is missing, one is there twice, or the text is no CSV.
    """
    text = text.lstrip("\ufeff")
    told = re.match(r'"?sep=(.)"?[\r\n]+', text)
    if told:
        text = text[told.end() :]
    named = {_name(word): column for column, words in (heads or {}).items() for word in words}
    lines = _records(text, told[1] if told else _separator(text))
    head: list[str] = []
    rows: list[Row] = []
    unknown: tuple[str, ...] = ()
    for number, cells in enumerate(lines, start=1 + bool(told)):
        if not any(cell.strip() for cell in cells):
            continue
        if not head:
            head = [named.get(_name(cell), _name(cell)) for cell in cells]
            _check_head(head, cells, columns, needed)
            unknown = tuple(cell.strip() for cell, name in zip(cells, head, strict=True) if name not in ("", *columns))
            continue
        known = {name: _plain(cell) for name, cell in zip(head, cells, strict=False) if name in columns}
        if any(known.values()):
            rows.append(Row(number, {name: known.get(name, "") for name in columns}))
    if not head:
        _check_head(head, (), columns, needed)
    return Table(rows, unknown)


def _separator(text: str) -> str:
    """Return what separates the cells of the first line that holds anything."""
    first = next((line for line in text.splitlines() if line.strip(' ,;\t"')), "")
    return max(_SEPARATORS, key=first.count)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    done = 0
    try:
        for cells in reader:
            done += 1
            yield cells
    except csv.Error as error:
        raise TableError(f"{done + 1}: {error}") from error


def _name(cell: str) -> str:
    """Return the head of a column without blanks, a star for what is required, and a remark in brackets."""
    plain = unicodedata.normalize("NFKC", cell).strip(" '\ufeff*").lower()
    return "".join(_REMARK.sub("", plain).split())


def _check_head(head: Sequence[str], cells: Sequence[str], columns: Sequence[str], needed: Sequence[str]) -> None:
    for name in columns:
        if head.count(name) > 1:
            called = sorted({cell.strip() for cell, column in zip(cells, head, strict=True) if column == name} - {name})
            also = f" ({', '.join(called)})" if called else ""
            raise TableError(f"column {name!r} is there twice{also}")
    for name in needed:
        if name not in head:
            raise TableError(f"column {name!r} is missing")


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if _GUARDED.match(cell) else cell


def guarded(text: str) -> str:
    """Return a cell that no spreadsheet computes: an apostrophe before what begins like a formula, as the pages write it."""
    return f"'{text}" if _FORMULA.match(text) else text


def rounded(text: str) -> bool:
    """Tell whether a spreadsheet has taken a fingerprint for a number and rounded it, so that it is lost."""
    return _ROUNDED.fullmatch(text) is not None


def date(text: str) -> datetime.date | None:
    """Return a date as spreadsheets rewrite it: 2024-01-31, 2024/1/31, 2024年1月31日, 45322; None for any other text.

    31/1/2024 and 1/31/24 are none: which number is the month depends on whose spreadsheet it was.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    serial = _SERIAL.fullmatch(text)
    if serial:
        day = _FIRST_DAY + datetime.timedelta(days=int(serial[1]))
        return day if day.year in _IN_USE else None
    match = _DATE.fullmatch(text)
    try:
        return datetime.date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def year(text: str) -> str:
    """Return a year as four digits: 2023.0, 2023年, 2023年度; other text as it is."""
    match = _YEAR.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return match[1] if match else text

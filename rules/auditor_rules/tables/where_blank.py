"""Says which rows and columns of a table are blank, in as few words as they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor import Cell, Message
from auditor.model.form import TableSpec
from auditor.model.text import without_numbering
from auditor.model.values import Kind

EMPTY = (Kind.BLANK, Kind.PLACEHOLDER)
"""What a cell holds that holds no figure."""
_NAMED, _MOST = 3, 8


def where_blank(spec: TableSpec, cells: Sequence[Cell]) -> Message:
    """Return where the blank cells among all cells of a table are: by its rows or by its columns, whichever says it in
    fewer parts; a row or column without any figure is said to be blank as a whole.
    """
    rows = {row.key: _short(row.label) for block in spec.blocks for row in block.rows}
    columns = {head.key: _short(head.label) for block in spec.blocks for head in block.columns}
    by_row = _lines(cells, [cell.row for cell in cells])
    by_column = _lines(cells, [cell.column for cell in cells])
    # Blocks of other columns have only their rows in common.
    if len(spec.blocks) == 1 and len(by_column) <= len(by_row):
        parts = [_part(columns[key], "列", "column", line, rows, "行", "row") for key, line in by_column.items()]
    else:
        parts = [_part(rows[key], "行", "row", line, columns, "列", "column") for key, line in by_row.items()]
    left_out = len(parts) - _MOST
    shown = parts[:_MOST]
    zh, en = "、".join(part.zh for part in shown), ", ".join(part.en for part in shown)
    return Message(f"{zh}等", f"{en} and {left_out} more") if left_out > 0 else Message(zh, en)


class _Line:
    """A row or column: its blank cells, and how many it has in all."""

    __slots__ = ("blank", "cells")

    def __init__(self) -> None:
        self.blank: list[Cell] = []
        self.cells = 0


def _lines(cells: Sequence[Cell], keys: Sequence[str]) -> dict[str, _Line]:
    """Return the rows or columns that have blank cells; those with most of them first."""
    lines: dict[str, _Line] = {}
    for cell, key in zip(cells, keys, strict=True):
        line = lines.setdefault(key, _Line())
        line.cells += 1
        if cell.value.kind in EMPTY:
            line.blank.append(cell)
    blank = [(key, line) for key, line in lines.items() if line.blank]
    return dict(sorted(blank, key=lambda item: -len(item[1].blank)))


def _part(name: str, zh: str, en: str, line: _Line, others: Mapping[str, str], other_zh: str, other_en: str) -> Message:
    count = len(line.blank)
    if line.cells == 1:
        return Message(f"“{name}”{zh}", f"{en} {name}")
    if count == line.cells:
        return Message(f"“{name}”{zh}全部空白", f"all of {en} {name}")
    if count <= _NAMED:
        crossing = [others[cell.row if other_en == "row" else cell.column] for cell in line.blank]
        return Message(
            f"“{name}”{zh}的{'、'.join(f'“{other}”' for other in crossing)}{other_zh}",
            f"{en} {name} at {', '.join(crossing)}",
        )
    return Message(f"“{name}”{zh}{count}{other_zh}空白", f"{count} {other_en}s of {en} {name}")


def _short(label: str) -> str:
    return without_numbering(label.partition("（")[0] or label)

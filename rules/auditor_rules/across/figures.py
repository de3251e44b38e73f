"""What a reader calls a cell of the statutory tables, by its fact name: 表三上年结转政府信息公开申请数量（总计）."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from auditor.model.across import fact_name
from auditor.model.finding import Cell, Message
from auditor_rules.forms import shipped_forms

_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}\.)")
_NOTE = re.compile(r"[（(](?![一二三四五六七八九十]{1,3}[）)])[^（()）]*[）)]")


def cell_name(cell: Cell) -> Message:
    """Return what a reader calls a cell."""
    return figure_name(fact_name(cell.table, cell.row, cell.column))


def figure_name(name: str) -> Message:
    """Return what a reader calls a figure, by the name under which it is published."""
    known = _names().get(name)
    return known if known is not None else Message(name, name)


@cache
def _names() -> Mapping[str, Message]:
    names: dict[str, Message] = {}
    for form in shipped_forms():
        for table in form.tables:
            title = Message(*(_NOTE.sub("", text).strip() for text in table.title))
            for block in table.blocks:
                for row in block.rows:
                    group = f"{_NUMBERING.sub('', row.group)}·" if row.group else ""
                    label = _NUMBERING.sub("", _NOTE.sub("", row.label))
                    for column in block.columns:
                        names[fact_name(table.key, row.key, column.key)] = Message(
                            f"{title.zh}{group}{label}（{_NOTE.sub('', column.label)}）",
                            f"{title.en}, {row.key.replace('_', ' ')}, {column.key.replace('_', ' ')}",
                        )
    return names

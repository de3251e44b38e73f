"""A web table inside a text file as rows of cells: what Markdown writers fall back to where cells are merged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from lxml import etree, html

from auditor.reading.text.report_lines import Cell, Line, Row

_SPACES = re.compile(r"[ \t\r\n]+")
_BLOCKS = frozenset({"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})


def html_rows(lines: Sequence[Line], expect: Callable[[int], None]) -> list[Row]:
    """Return the rows of the first table in some lines: a cell covered from above is empty, a wide one written once.

    Each cell is announced to `expect`.
    """
    source = "\n".join(line.text for line in lines)
    root = html.fromstring(f"<div>{source}</div>", parser=html.HTMLParser(no_network=True, huge_tree=False))
    rows: list[Row] = []
    covered: dict[int, tuple[int, int]] = {}  # column: how many columns, and rows still to come
    for element in root.iterfind(".//tr"):
        row: list[Cell] = []
        below: dict[int, tuple[int, int]] = {}
        column = 0
        waiting = [child for child in element if child.tag in ("td", "th")]
        number = _number(lines, element)
        while waiting or any(at >= column for at in covered):
            if column in covered:
                width, left = covered[column]
                row.append([Line("", number)])
                if left > 1:
                    below[column] = (width, left - 1)
            elif waiting:
                cell = waiting.pop(0)
                width, height = _span(cell, "colspan"), _span(cell, "rowspan")
                row.append([Line(text, _number(lines, cell)) for text in _texts(cell)])
                if height > 1:
                    below[column] = (width, height - 1)
            else:
                width = 1
            column += width
            expect(1)
        covered = below
        rows.append(row)
    return rows


def _number(lines: Sequence[Line], element: etree._Element) -> int:
    line = element.sourceline
    return lines[min(line, len(lines)) - 1 if isinstance(line, int) else 0].number


def _span(cell: etree._Element, name: str) -> int:
    value = str(cell.get(name) or "")
    return max(1, min(int(value), 1000)) if value.isascii() and value.isdecimal() else 1


def _texts(cell: etree._Element) -> list[str]:
    """Return the lines of a cell as a browser breaks them."""
    whole = "".join(_pieces(cell))
    texts = [_SPACES.sub(" ", text).strip(" ") for text in whole.split("\0")]
    return [text for text in texts if text] or [""]


def _pieces(element: etree._Element) -> Iterator[str]:
    for event, each in etree.iterwalk(element, events=("start", "end")):
        tag = each.tag if isinstance(each.tag, str) else None
        if (tag == "br" and event == "start") or tag in _BLOCKS:
            yield "\0"
        if event == "start" and tag is not None:
            yield each.text or ""
        elif event == "end" and each is not element:
            yield each.tail or ""

"""A page as a list of lines and tables, and which of them each element holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from auditor.reading.html.grid import DrawnRow, GridCell, drawn_rows, grid, stray_texts, too_many_cells
from auditor.reading.html.lists import is_numbered, markers
from auditor.reading.html.text import (
    BLOCKS,
    HEADINGS,
    LEFT_OUT,
    LETTERS,
    Styled,
    breaks_line,
    collapsed,
    styled,
)
from auditor.reading.html.tree import too_deep
from auditor.reading.limits import Limits

_FIGURE = re.compile(r"[\s\u200b]*[+\-]?\d[\d,.]*[\s\u200b]*")
# A cell with more text than any label or note of a table holds prose, and its table only lays out the page.
_PROSE = 300
_PROSE_LINE = 60
# So many figures make a table of figures, whatever else stands in its cells.
_FIGURES = 3
_FIGURES_ROUND_TABLES = 6
_ICON = 48
_SPACES = " \t\r\n\f"
_LINES_OF_LINK = 5
_TYPED_IN = frozenset((None, "", "text", "number", "tel", "search"))


class Line(NamedTuple):
    """A paragraph, or a line of one."""

    text: str
    element: etree._Element
    linked: bool = False
    """Most of it is a link."""
    heading: bool = False


class Table(NamedTuple):
    """A table of figures or labels. Rows of the source, without those that are not shown."""

    rows: list[list[GridCell]]
    element: etree._Element


class Container(NamedTuple):
    """An element and the items it holds, as a range."""

    element: etree._Element
    start: int
    end: int


@dataclass(slots=True)
class Page:
    """What a page shows, in order."""

    items: list[Line | Table]
    containers: list[Container]
    """Inner ones before those around them."""
    pictures: list[int]
    """For each picture, how many items stand before it."""


def blocks(body: etree._Element, limits: Limits, is_heading: Callable[[str], bool], *, hidden: bool = False) -> Page:
    """Return the lines and tables of an element. `hidden`: also what the page holds and does not show.

    A table is cut at rows that hold nothing but a heading.

    Raises:
        UnreadableError: elements nested too deeply, or too many cells.
    """
    walker = _Walker(limits, is_heading, styled(body, hidden=hidden))
    walker.element(body, 1)
    return Page(walker.items, walker.containers, walker.pictures)


class _Walker:
    def __init__(self, limits: Limits, is_heading: Callable[[str], bool], styles: Styled) -> None:
        self.items: list[Line | Table] = []
        self.containers: list[Container] = []
        self.pictures: list[int] = []
        self._is_heading = is_heading
        self._limits = limits
        self._depth = limits.depth
        self._cells_left = limits.cells
        self._hidden, self._blocks, self._preformatted = styles
        self._special = {cell for kind in styles for element in kind for cell in element.iterancestors("td", "th")}
        self._special |= self._preformatted
        self._text: list[str] = []
        self._linked = 0
        self._in_link = False
        self._keeps_lines = False
        self._in_cell = False
        self._markers: dict[etree._Element, str] = {}
        self._marker = ""

    def element(self, element: etree._Element, depth: int) -> None:
        """Take in an element that stands on lines of its own."""
        self._end_line(element)
        start = len(self.items)
        kept = self._keeps_lines
        self._keeps_lines = kept or element in self._preformatted
        if element in self._markers:
            self._marker = self._markers[element]
        self._contents(element, element, depth)
        self._end_line(element)
        self._marker = ""
        self._keeps_lines = kept
        if len(self.items) > start:
            self.containers.append(Container(element, start, len(self.items)))

    def _contents(self, element: etree._Element, block: etree._Element, depth: int) -> None:
        if depth > self._depth:
            raise too_deep(self._depth)
        text = self._text
        if element.text:
            text.append(element.text)
        for child in element:
            tag = child.tag
            if tag in BLOCKS:
                if child not in self._hidden:
                    self._end_line(block)
                    if tag == "table":
                        self._table(child, depth + 1)
                    else:
                        if tag == "ol":
                            self._markers.update(markers(child))
                        self.element(child, depth + 1)
            elif breaks_line(tag):
                self._end_line(block)
            elif tag in LEFT_OUT:
                if self._in_cell and (tag == "input" or tag == "textarea"):
                    self._typed_in(child)
                elif tag == "img" and not _is_icon(child):
                    self.pictures.append(len(self.items))
            elif child in self._hidden:
                pass
            elif tag == "a":
                self._link(child, block, depth + 1)
            elif child in self._blocks:
                self._end_line(block)
                self.element(child, depth + 1)
            else:
                # Inline, known or not.
                self._contents(child, block, depth + 1)
            if child.tail:
                text.append(child.tail)

    def _link(self, element: etree._Element, block: etree._Element, depth: int) -> None:
        before, outer = len(self._text), self._in_link
        # An anchor without a target is a mark that a word processor left.
        self._in_link = outer or element.get("href") is not None
        lines = len(self.items)
        self._contents(element, block, depth)
        if self._in_link and not outer:
            if len(self.items) == lines:
                self._linked += sum(map(len, self._text[before:]))
            elif len(self.items) > lines + _LINES_OF_LINK:
                # A link that was never closed.
                self.items[lines:] = [
                    item._replace(linked=False) if isinstance(item, Line) else item for item in self.items[lines:]
                ]
        self._in_link = outer

    def _typed_in(self, element: etree._Element) -> None:
        if element.tag == "textarea":
            self._text.append(element.text or "")
        elif (element.get("type") or "").lower() in _TYPED_IN:
            self._text.append(element.get("value") or "")

    def _end_line(self, block: etree._Element) -> None:
        if not self._text:
            return
        raw = "".join(self._text)
        self._text.clear()
        linked, self._linked = self._linked, 0
        for part in raw.splitlines() if self._keeps_lines else (raw,):
            shown = collapsed(part)
            if shown and not shown.isspace():
                if self._marker:
                    shown = shown if is_numbered(shown) else self._marker + shown
                    self._marker = ""
                mostly = self._in_link or linked * 2 > len(shown)
                self.items.append(Line(shown, block, mostly, block.tag in HEADINGS))

    def _table(self, table: etree._Element, depth: int) -> None:
        if depth > self._depth:
            raise too_deep(self._depth)
        outer = any(map(_holds_more, table.iterdescendants("table")))
        if outer and not self._figures_of_its_own(table):
            self.element(table, depth)
            return
        start = len(self.items)
        rows = list(drawn_rows(table, self._hidden, lambda cell: self._cell_lines(cell, depth + 1)))
        # With figures of its own it is not looked at again: tables nested in each other would take twice as long each.
        if not outer and _only_lays_out(rows):
            self.element(table, depth)
            return
        for child in table:
            if child.tag == "caption" and child not in self._hidden:
                self.element(child, depth + 1)
        # What stands between the cells is shown above the table.
        self.items += [
            Line(text, table)
            for text in map(collapsed, stray_texts(table, self._hidden))
            if text and not text.isspace()
        ]
        self._rows(grid(rows, self._spend), table)
        self.containers.append(Container(table, start, len(self.items)))

    def _rows(self, rows: list[list[GridCell]], table: etree._Element) -> None:
        """Take in the rows of a table, cut where a paragraph is laid across it."""
        paragraphs = _laid_across(rows, self._is_heading)
        part: list[list[GridCell]] = []
        for number, cells in enumerate(rows):
            if number not in paragraphs:
                part.append(cells)
                continue
            if part:
                self.items.append(Table(part, table))
                part = []
            self.items += [Line(line, cells[0].element) for line in cells[0].lines]
        if part:
            self.items.append(Table(part, table))

    def _spend(self, cells: int) -> None:
        self._cells_left -= cells
        if self._cells_left < 0:
            raise too_many_cells(self._limits.cells)

    def _figures_of_its_own(self, table: etree._Element) -> bool:
        """Tell whether a table with tables inside holds figures itself."""
        found = 0
        for cell in table.iter("td"):
            if next(cell.iterancestors("table")) is table and cell.find(".//table") is None:
                found += _FIGURE.fullmatch("".join(map(str, cell.itertext()))) is not None
                if found >= _FIGURES_ROUND_TABLES:
                    return True
        return False

    def _cell_lines(self, cell: etree._Element, depth: int) -> tuple[str, ...]:
        if cell in self._special or self._keeps_lines:
            return self._lines_within(cell, depth)
        # Most cells hold one paragraph, or a text in some marks.
        inner = cell
        if len(cell) == 1:
            only = cell[0]
            if only.tag == "p" and _is_blank(cell.text) and _is_blank(only.tail):
                inner = only
        text = inner.text or ""
        for element in inner:
            if element.tag not in LETTERS:
                return self._lines_within(cell, depth)
            if len(element):
                return self._marked_text(inner) or self._lines_within(cell, depth)
            text += (element.text or "") + (element.tail or "")
        text = collapsed(text)
        return (text,) if text and not text.isspace() else ()

    def _marked_text(self, inner: etree._Element) -> tuple[str, ...]:
        """Return a text in marks within marks, or nothing where there is more to it."""
        if any(element.tag not in LETTERS for element in inner.iterdescendants()):
            return ()
        text = collapsed("".join(map(str, inner.itertext())))
        return (text,) if text and not text.isspace() else ()

    def _lines_within(self, cell: etree._Element, depth: int) -> tuple[str, ...]:
        outside = (self.items, self.containers, self._in_cell, self._marker)
        self.items, self.containers, self._in_cell, self._marker = [], [], True, ""
        self.element(cell, depth)
        lines: list[str] = []
        for item in self.items:
            if isinstance(item, Line):
                lines.append(item.text)
            else:
                lines += [line for row in item.rows for inner in row for line in inner.lines]
        self.items, self.containers, self._in_cell, self._marker = outside
        return tuple(lines)


def _holds_more(table: etree._Element) -> bool:
    """Tell whether a table inside another holds more than one short text."""
    cells = [cell for cell, _ in zip(table.iter("td", "th"), range(2), strict=False)]
    return (
        len(cells) > 1 or table.find(".//table") is not None or len("".join(map(str, table.itertext()))) > _PROSE_LINE
    )


def _only_lays_out(rows: list[DrawnRow]) -> bool:
    """Tell whether a table holds prose, or nothing side by side: what is in it are paragraphs."""
    figures = 0
    prose = False
    widest = 0
    for _, cells, _ in rows:
        widest = max(widest, len(cells))
        for cell in cells:
            if len(cell.lines) == 1 and len(cell.lines[0]) < 20:
                figures += _FIGURE.fullmatch(cell.lines[0]) is not None
            elif cell.lines:
                prose = prose or _long(cell.lines)
    return widest <= 1 or (prose and figures < _FIGURES)


def _long(lines: tuple[str, ...]) -> bool:
    return sum(map(len, lines)) > _PROSE or sum(len(line) > _PROSE_LINE for line in lines) > 1


def _laid_across(rows: list[list[GridCell]], is_heading: Callable[[str], bool]) -> set[int]:
    """Return which rows are paragraphs: headings, prose, and what stands between headings without a table."""
    single = [number for number, cells in enumerate(rows) if len(cells) == 1]
    headings = [number for number in single if any(map(is_heading, rows[number][0].lines))]
    found = {*headings, *(number for number in single if _long(rows[number][0].lines))}
    if headings:
        for before, after in pairwise([-1, *headings, len(rows)]):
            alone = [number for number in single if before < number < after]
            whole = len(alone) == after - before - 1
            found.update(n for n in alone if whole or any("。" in line for line in rows[n][0].lines))
    return found


def _is_blank(text: str | None) -> bool:
    return not text or not text.strip(_SPACES)


def _is_icon(picture: etree._Element) -> bool:
    """Tell whether a picture is too small to show a table."""
    size = picture.get("width") or picture.get("height") or ""
    return size.removesuffix("px").isdigit() and int(size.removesuffix("px")) <= _ICON

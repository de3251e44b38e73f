"""Tables in plain lines: cells between bars (甲 | 0 | 0 |), or between TABs as a spreadsheet pastes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from auditor.reading.text.report_lines import Cell, Line, Row

_BAR = re.compile(r"[|｜│┃║]")
_RULER = re.compile(r"[\s|｜│┃║:：+\-=─-╿]*")
_RULES = re.compile(r"--|==|[─━═]{2}|:-|-:")
_FIGURE = re.compile(r"\s*(?:[+\-]?[\d０-９][\d０-９,，.．]*|[/—–\-]|无)\s*")
# 1. 甲 and 一、 甲 are what a word processor makes of a numbered list, not rows of two cells.
_MARKER = re.compile(r"\s*[（(]?(?:[一二三四五六七八九十]{1,3}|[\d０-９]{1,2}|[a-zA-Z●•·\-*])[）)、.．]?\s*")
_QUOTED_LINES = 8
# A cell broken over lines leaves lines without a bar: this many, this short.
_BROKEN_LINES, _LONGEST = 3, 60
_SPACES = re.compile(r"\s+")
_ORDINAL = re.compile(r"^\s*[一二三四五六七八九十]{1,3}、")


class Titles:
    """Phrases that stand as lines of their own and never in a cell that is broken over lines."""

    def __init__(self, cues: Iterable[str]) -> None:
        self._keys = frozenset(_SPACES.sub("", cue) for cue in cues)

    def __contains__(self, text: object) -> bool:
        key = _SPACES.sub("", str(text))
        return key in self._keys or _ORDINAL.sub("", key) in self._keys


def has_bar(text: str) -> bool:
    """Tell whether a line holds a bar."""
    return _BAR.search(text) is not None


def bars_in(lines: Iterable[Line]) -> int:
    """Count the bars in some lines."""
    return sum(len(_BAR.findall(line.text)) for line in lines)


def is_ruler(text: str) -> bool:
    """Tell whether a line only rules off: |---|:--:|, +----+, ├──┼──┤."""
    return _RULER.fullmatch(text) is not None and _RULES.search(text) is not None


def is_table(rows: Sequence[Row]) -> bool:
    """Tell whether rows are a table: several cells side by side, and a figure somewhere (a menu has none)."""
    figures = [sum(_FIGURE.fullmatch(cell[0].text) is not None for cell in row) for row in rows]
    if len(rows) < 2:
        return any(count > 1 for count in figures)
    empty = any(not line.text.strip() for row in rows for cell in row[1:] for line in cell)
    return (any(figures) or empty) and any(len(row) > 1 for row in rows)


def cell_per_line(lines: Iterable[Line]) -> bool:
    """Tell whether bars end lines of one cell each, so that nothing says where a row ends."""
    barred = [line.text.strip() for line in lines if has_bar(line.text)]
    alone = sum(_BAR.search(text[:-1]) is None and _BAR.match(text[-1]) is not None for text in barred)
    return len(barred) > 2 and alone * 5 >= len(barred) * 4


def without_bar(line: Line) -> Line:
    """Return a line without the bar at its end."""
    return line._replace(text=_BAR.sub("", line.text).rstrip())


def bar_rows(lines: Sequence[Line]) -> list[Row]:
    """Return the rows of a block of lines with bars.

    Whether a bar at a line's start or end is the table's edge or ends an empty cell, most of the lines tell. Where
    they end in a bar, a line that does not is the beginning of a cell that goes on in the next.
    """
    kept = [line for line in lines if not is_ruler(line.text)]
    barred = [line.text.strip() for line in kept if has_bar(line.text)]
    # Where every line has as many bars, none is torn: then an edge is one that all lines have.
    even = len({len(_BAR.findall(text)) for text in barred}) == 1
    share = len(barred) if even else len(barred) // 2 + 1
    opens = sum(_BAR.match(text) is not None for text in barred) >= share
    closes = sum(_BAR.match(text[-1]) is not None for text in barred) >= share
    rows: list[Row] = []
    cells: list[list[Line]] = []
    going_on = False
    for line in kept:
        if not line.text.strip():
            continue
        parts = _BAR.split(line.text)
        if opens and not going_on and len(parts) > 1 and not parts[0].strip():
            parts = parts[1:]
        ends = len(parts) > 1 and not parts[-1].strip()
        if closes and ends:
            parts = parts[:-1]
        pieces = [Line(part.strip(" "), line.number) for part in parts]
        if going_on and cells:
            cells[-1].append(pieces[0])
            pieces = pieces[1:]
        cells += [[piece] for piece in pieces]
        going_on = closes and not ends
        if not going_on:
            rows.append(cells)
            cells = []
    return [*rows, cells] if cells else rows


def tabbed(text: str) -> bool:
    """Tell whether a line holds two cells or more with TABs between them."""
    cells = [cell for cell in text.split("\t") if cell.strip()]
    if len(cells) == 2:
        return _MARKER.fullmatch(cells[0]) is None or _FIGURE.fullmatch(cells[1]) is not None
    return len(cells) > 2


def tab_rows(lines: Sequence[Line]) -> list[Row]:
    """Return the rows of a block of lines with TABs; a cell of several lines stands in quotes, as spreadsheets paste it."""
    rows: list[Row] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        position += 1
        cells: list[Cell] = []
        for part in line.text.split("\t") if line.text.strip() else ():
            cells.append([Line(part, line.number)])
        while cells and _unclosed(cells[-1]) and position < len(lines):
            further = lines[position]
            position += 1
            more, *behind = further.text.split("\t")
            cells[-1] = [*cells[-1], Line(more, further.number)]
            cells += [[Line(part, further.number)] for part in behind]
        if cells:
            rows.append([_unquoted(cell) for cell in cells])
    return rows


def bars_end(lines: Sequence[Line], start: int, titles: Titles, *, blank_lines: int) -> int:
    """Return the position behind a block of lines with bars: rows, rulers, and short lines of cells broken over lines."""
    end = position = start
    blank = broken = 0
    while position < len(lines):
        text = lines[position].text
        if has_bar(text) or is_ruler(text):
            end, blank, broken = position + 1, 0, 0
        elif not text.strip():
            blank += 1
            if broken or blank > blank_lines:
                break
        else:
            broken += 1
            sentence = len(text) > _LONGEST or "。" in text or text.startswith(("\t", "#"))
            heading = text in titles or (
                _ORDINAL.match(text) and not _figures_follow(lines[position + 1 :][:_BROKEN_LINES])
            )
            if blank or broken > _BROKEN_LINES or sentence or heading:
                break
        position += 1
    return end


def _figures_follow(lines: Iterable[Line]) -> bool:
    """Tell whether the next row holds figures: then an ordinal above it begins the row's label, and no heading."""
    barred = next((line.text for line in lines if has_bar(line.text)), "")
    return any(part.strip() and _FIGURE.fullmatch(part) for part in _BAR.split(barred))


def tabs_end(lines: Sequence[Line], start: int, *, blank_lines: int) -> int:
    """Return the position behind a block of lines with TABs."""
    end = position = start
    blank = 0
    while position < len(lines):
        text = lines[position].text
        if "\t" in text:
            end = position = _quoted_end(lines, position)
            blank = 0
            continue
        if text.strip() or blank == blank_lines:
            break
        blank += 1
        position += 1
    return end


def _quoted_end(lines: Sequence[Line], position: int) -> int:
    """Return the position behind a line and behind those into which a quoted cell of it runs on."""
    if not _unclosed([Line(lines[position].text.rpartition("\t")[2], 0)]):
        return position + 1
    for end in range(position + 2, min(position + 1 + _QUOTED_LINES, len(lines)) + 1):
        whole = "\n".join(line.text for line in lines[position:end])
        if not _unclosed([Line(whole.rpartition("\t")[2], 0)]):
            return end
    return position + 1


def _unclosed(cell: Cell) -> bool:
    whole = "\n".join(line.text for line in cell)
    return whole.startswith('"') and (len(whole) == 1 or (len(whole) - len(whole.rstrip('"'))) % 2 == 0)


def _unquoted(cell: Cell) -> Cell:
    whole = "\n".join(line.text for line in cell)
    if (
        len(whole) < 2
        or not (whole.startswith('"') and whole.endswith('"'))
        or (len(cell) < 2 and '""' not in whole[1:-1])
    ):
        return cell
    texts = whole[1:-1].replace('""', '"').split("\n")
    return [Line(text, line.number) for text, line in zip(texts, cell, strict=True)]

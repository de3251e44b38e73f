"""Draws the report again as HTML: headings, paragraphs, and tables with their merged cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from auditor.outputs.html.inert import escape, escaped
from auditor.outputs.html.layout import PADDING, DocumentRow, Grid, Line, Part, lay_out
from auditor.outputs.html.mark import Home, Spot, marked
from auditor.outputs.html.words import WORDS, both

_TAGS = {0: "p", 1: "h2", 2: "h3", 3: "h4"}
_REBUILT = f'<p class="said warn">{both(WORDS["rebuilt"])}</p>'
_AS_PRINTED = f'<p class="said">{both(WORDS["as_printed"])}</p>'
_FOREIGN = f'<p class="said">{both(WORDS["foreign"])}</p>'
_FROM_LABELS = {0: "", 1: '<col style="width:34%">', 2: '<col style="width:12%"><col style="width:26%">',
                3: '<col style="width:7%"><col style="width:8.5%"><col style="width:22%">'}  # fmt: skip

Spots = Mapping[Home, Sequence[Spot]]


class Drawer:
    """Draws documents. Tables of the same build share their layout, so it is worked out once for all reports."""

    def __init__(self) -> None:
        self._grids: dict[tuple[Any, ...], Grid] = {}

    def document(self, document: Mapping[str, Any], spots: Spots, prefix: str) -> str:
        """Return the whole document as HTML; `prefix` goes before every anchor."""
        title = set((document["title"] or "").split("\n"))
        pieces = []
        for n, node in enumerate(document["nodes"]):
            if "rows" in node:
                pieces.append(self._table(n, node, spots, prefix))
                continue
            content = node["text"]
            found = spots.get(Home(n)) if spots else None
            shown = marked(content, found, prefix) if found else escape(content)
            tag = _TAGS[node["level"]]
            kind = ' class="title"' if node["section"] is None and content in title else ""
            line = node["line"]
            pieces.append(f'<{tag}{kind} id="{prefix}L{line}" data-n="{line}">{shown}</{tag}>')
        return "\n".join(pieces)

    def grid(self, node: Mapping[str, Any]) -> Grid:
        """Return the layout of a table node."""
        rows = node["rows"]
        known, rebuilt = node["table"] is not None, node["rebuilt"]
        # What the layout depends on: how long rows are, where figures begin, and the texts of heads and labels.
        build = (known, rebuilt, *[(row[3] is None, len(row[0]), row[2], *_shape(row)) for row in rows])
        grid = self._grids.get(build)
        if grid is None:
            if len(self._grids) > 2000:
                self._grids.clear()
            grid = self._grids[build] = lay_out(rows, known=known, rebuilt=rebuilt)
        return grid

    def _table(self, number: int, node: Mapping[str, Any], spots: Spots, prefix: str) -> str:
        grid = self.grid(node)
        rows = node["rows"]
        cited = {home.row for home in spots if home.node == number} if spots else ()
        lines = []
        for line in grid.lines:
            row = rows[line.row]
            if line.row in cited:
                cells = _cited_cells(line, row, number, spots, prefix)
            else:
                cells = _cells(line, row[0])
            first = row[1][0]
            # A rebuilt row may be drawn as two lines; only the first of them is the anchor.
            own = "" if line.part is Part.DATA and lines and lines[-1][0] == line.row else f' id="{prefix}L{first}"'
            lines.append((line.row, f'<tr{own} data-n="{first}">{cells}</tr>'))
        shown = [text for _, text in lines]
        said = _REBUILT if node["rebuilt"] else _AS_PRINTED if node["table"] else _FOREIGN
        cut = grid.heads
        head = f"<thead>{''.join(shown[:cut])}</thead>" if cut else ""
        wide = " wide" if grid.width > 10 else ""
        return (
            f'<div class="grid{wide}" role="group" tabindex="0"><table><colgroup>{_columns(grid)}</colgroup>{head}'
            f"<tbody>{''.join(shown[cut:])}</tbody></table></div>{said}"
        )


def _shape(row: DocumentRow) -> Iterable[Any]:
    """Return what the layout reads of a row's texts: all of a head, which labels are empty otherwise."""
    texts, _, begin, key = row
    if key is None:
        return tuple(texts)
    return [not text or text.isspace() for text in texts[: begin or 1]]


def _columns(grid: Grid) -> str:
    if grid.labels not in _FROM_LABELS:
        return ""
    figures = grid.width - grid.labels
    return _FROM_LABELS[grid.labels] + (f'<col span="{figures}">' if figures else "")


def _cells(line: Line, texts: Sequence[str]) -> str:
    """Return the cells of a row that nothing cites; most of every report, so nothing here but lookups."""
    if line.part is Part.LEAD:
        return _lead(line, [escaped[texts[slot.cell].strip()] for slot in line.slots])
    pieces = []
    for cell, _, colspan, rowspan, label in line.slots:
        text = escaped[texts[cell].strip()] if cell != PADDING else ""
        if colspan == 1 and rowspan == 1:
            pieces.append(f"<th>{text}</th>" if label else f"<td>{text}</td>")
        else:
            pieces.append(_spanning(text, colspan, rowspan, label))
    return "".join(pieces)


def _cited_cells(line: Line, row: DocumentRow, node: int, spots: Spots, prefix: str) -> str:
    shown = []
    for slot in line.slots:
        content = row[0][slot.cell].strip() if slot.cell != PADDING else ""
        found = spots.get(Home(node, line.row, slot.cell))
        shown.append(marked(content, found, prefix) if found else escaped[content])
    if line.part is Part.LEAD:
        return _lead(line, shown)
    return "".join(
        _spanning(text, slot.colspan, slot.rowspan, slot.label) for slot, text in zip(line.slots, shown, strict=True)
    )


def _lead(line: Line, shown: Sequence[str]) -> str:
    labels = " ".join(f"<span>{text}</span>" for text in shown)
    return f'<th class="lead" colspan="{line.slots[0].colspan}">{labels}</th>'


def _spanning(text: str, colspan: int, rowspan: int, label: bool) -> str:
    tag = "th" if label else "td"
    wide = f' colspan="{colspan}"' if colspan > 1 else ""
    high = f' rowspan="{rowspan}"' if rowspan > 1 else ""
    return f"<{tag}{wide}{high}>{text}</{tag}>"


def headings(grid: Grid, rows: Sequence[DocumentRow], at: Home) -> tuple[str, str]:
    """Return the row label and the column head that name a cell; "" where it has none."""
    column = -1
    row_label = ""
    over: list[tuple[int, str]] = []
    in_head = False
    for line in grid.lines:
        texts = rows[line.row][0]
        if line.row == at.row and line.part is not Part.LEAD:
            own = next((slot for slot in line.slots if slot.cell == at.cell), None)
            column = own.column if own is not None and not own.label else -1
            labels = [texts[slot.cell] for slot in line.slots if slot.label and slot.cell != PADDING]
            row_label = labels[-1] if labels else ""
            break
    for line in grid.lines:
        if line.row >= at.row:
            break
        if line.part is Part.HEAD:
            over = over if in_head else []
            over += [
                (line.row, rows[line.row][0][slot.cell])
                for slot in line.slots
                if slot.column <= column < slot.column + slot.colspan
            ]
        in_head = line.part is Part.HEAD
    return _flat(row_label), _column_head(grid, rows, [text for _, text in over])


def _column_head(grid: Grid, rows: Sequence[DocumentRow], over: Sequence[str]) -> str:
    """Return the lowest head over a column, with the one above it where other columns have the same."""
    if not over:
        return ""
    head = _flat(over[-1])
    twins = sum(
        _flat(rows[line.row][0][slot.cell]) == head
        for line in grid.lines
        if line.part is Part.HEAD
        for slot in line.slots
        if slot.cell != PADDING
    )
    return f"{_flat(over[-2])}·{head}" if len(over) > 1 and twins > 1 else head


def _flat(text: str) -> str:
    return "".join(text.split())

"""Draws the report again as HTML: headings, paragraphs, and tables with their merged cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from auditor.model.text import Memo
from auditor.model.values import Kind, read_value
from auditor.outputs.html.inert import escape
from auditor.outputs.html.layout import PADDING, DocumentRow, Grid, Line, Part, Slot, lay_out
from auditor.outputs.html.mark import Home, Spot, marked
from auditor.outputs.html.original import Origins
from auditor.outputs.html.words import WORDS, both

_TAGS = {0: "p", 1: "h2", 2: "h3", 3: "h4"}
_SAID = {word: both(WORDS[word]) for word in ("rebuilt", "as_published", "inferred", "foreign", "table_findings")}
_LABEL_COLUMNS = {
    0: "",
    1: '<col class="l1">',
    2: '<col class="l2"><col class="l3">',
    3: '<col class="l4"><col class="l5"><col class="l6">',
}
_WIDE = 6
"""Tables of more columns than this scroll on a narrow screen and are kept on one printed page."""

Spots = Mapping[Home, Sequence[Spot]]

# Figures as HTML, remembered: the small numbers of tables are the same in every report.
_figure: Memo[str] = Memo(lambda text: escape(text.strip()))


class Plan:
    """How tables of one build are drawn. Labels are part of the build, so their HTML is made once for all reports."""

    def __init__(self, grid: Grid, rows: Sequence[DocumentRow]) -> None:
        self.grid = grid
        above = (None, *grid.lines)
        self.rows = [
            _RowPlan(line, rows[line.row], anchored=before is None or before.row != line.row)
            for before, line in zip(above, grid.lines, strict=False)
        ]
        self._heads: dict[tuple[int, int], tuple[str, str]] = {}

    @cached_property
    def columns(self) -> str:
        """The table's column widths."""
        labels = _LABEL_COLUMNS.get(self.grid.labels)
        figures = self.grid.width - self.grid.labels
        return "" if labels is None else labels + (f'<col span="{figures}">' if figures else "")

    @cached_property
    def whole(self) -> str:
        """The whole table, with the gaps of all its rows."""
        return self._table([own.pattern for own in self.rows])

    def in_rows(self, filling: Sequence[Any], instead: Mapping[int, str]) -> str:
        """Return the table with its gaps filled, but for some rows that were drawn one by one."""
        shown, at = [], 0
        for n, own in enumerate(self.rows):
            end = at + 3 + len(own.gaps)
            shown.append(instead[n] if n in instead else own.pattern % tuple(filling[at:end]))
            at = end
        return self._table(shown)

    def _table(self, rows: Sequence[str]) -> str:
        cut = self.grid.heads
        head = f"<thead>{''.join(rows[:cut])}</thead>" if cut else ""
        wide = " wide" if self.grid.width > _WIDE else ""
        return (
            f'<div class="grid{wide}" role="group" tabindex="0"><table><colgroup>{self.columns}</colgroup>{head}'
            f"<tbody>{''.join(rows[cut:])}</tbody></table></div>"
        )

    def headings(self, rows: Sequence[DocumentRow], row: int, cell: int) -> tuple[str, str]:
        """Return the row label and the column head that name a cell; "" where it has none."""
        known = self._heads.get((row, cell))
        if known is None:
            line = next(line for line in self.grid.lines if line.row == row and line.part is not Part.LEAD)
            labels = [slot.cell for slot in line.slots if slot.label and slot.cell != PADDING]
            label = _flat(rows[row][0][labels[-1]]) if labels else ""
            known = self._heads[row, cell] = (label, self._head(rows, line, cell))
        return known

    def _head(self, rows: Sequence[DocumentRow], at: Line, cell: int) -> str:
        """Return the lowest head over a cell, with the one above it where other columns have the same."""
        column = next((slot.column for slot in at.slots if slot.cell == cell and not slot.label), None)
        if column is None:
            return ""
        before = [line for line in self.grid.lines if line.row < at.row]
        while before and before[-1].part is not Part.HEAD:
            before.pop()
        head: list[tuple[Slot, str]] = []
        for line in reversed(before):
            if line.part is not Part.HEAD:
                break
            head = [(slot, _flat(rows[line.row][0][slot.cell])) for slot in line.slots] + head
        over = [text for slot, text in head if slot.column <= column < slot.column + slot.colspan]
        twins = sum(text == over[-1] for _, text in head) if over else 0
        return "·".join(over[-2:]) if twins > 1 else "".join(over[-1:])


class _RowPlan:
    """One drawn row: HTML with gaps for the anchor, the line number and what is no label."""

    __slots__ = ("anchored", "filled", "gaps", "line", "pattern")

    def __init__(self, line: Line, row: DocumentRow, *, anchored: bool) -> None:
        self.line = line
        # A rebuilt row may be drawn as two lines; only the first of them is the anchor.
        self.anchored = anchored
        texts, _, begin, key = row
        fixed = len(texts) if key is None else begin
        shown = ["%s" if slot.cell >= fixed else _pattern(texts, slot.cell) for slot in line.slots]
        self.gaps = [slot.cell for slot in line.slots if slot.cell >= fixed]
        self.filled = frozenset(self.gaps)
        self.pattern = _row(line, shown, ' id="%sL%d"' if anchored else "%.0s%.0s", "%d")
        if not line.slots:
            # All its cells lie under merges of the rows above: there is none to hang the line number on.
            self.pattern += "%.0s"


def _pattern(texts: Sequence[str], cell: int) -> str:
    return "" if cell == PADDING else escape(texts[cell].strip()).replace("%", "%%")


def _row(line: Line, shown: Sequence[str], anchor: str, number: str) -> str:
    kind = ' class="h"' if line.part is Part.HEAD else ""
    if line.part is Part.LEAD:
        labels = " ".join([f"<span>{text}</span>" for text in shown])
        return f'<tr{anchor}><th class="lead" colspan="{line.slots[0].colspan}" data-n="{number}">{labels}</th></tr>'
    pieces = []
    for n, (slot, text) in enumerate(zip(line.slots, shown, strict=True)):
        tag = "th" if slot.label else "td"
        wide = f' colspan="{slot.colspan}"' if slot.colspan > 1 else ""
        high = f' rowspan="{slot.rowspan}"' if slot.rowspan > 1 else ""
        # The line number hangs on a cell: a row itself cannot hold it without growing a column.
        own = f' data-n="{number}"' if n == line.numbered else ""
        pieces.append(f"<{tag}{wide}{high}{own}>{text}</{tag}>")
    return f"<tr{kind}{anchor}>{''.join(pieces)}</tr>"


class Drawer:
    """Keeps the plans of tables already met."""

    def __init__(self) -> None:
        self._plans: dict[tuple[Any, ...], Plan] = {}

    def plan(self, node: Mapping[str, Any], origins: Origins) -> Plan:
        """Return the plan of a table node."""
        rows = node["rows"]
        spans = [origins.spans(row[1]) for row in rows] if origins and origins.has_cells(node["line"]) else None
        build: list[Any] = [node["table"] is not None, node["rebuilt"], spans and tuple(spans)]
        for texts, _, begin, key in rows:
            # What the layout depends on: how many cells, where figures begin, and all that is label or head.
            build += (len(texts), begin, key is None)
            build += texts[:begin] if key is not None else texts
            if not begin and key is not None:
                build.append(tuple([read_value(text).kind is Kind.TEXT for text in texts]))
        known = tuple(build)
        plan = self._plans.get(known)
        if plan is None:
            if len(self._plans) >= 500:
                self._plans.clear()
            grid = lay_out(rows, known=node["table"] is not None, rebuilt=node["rebuilt"], spans=spans)
            plan = self._plans[known] = Plan(grid, rows)
        return plan


class Original:
    """One report's document, ready to be drawn; `prefix` goes before every anchor."""

    def __init__(self, document: Mapping[str, Any], drawer: Drawer, prefix: str, origins: Origins) -> None:
        self.nodes: Sequence[Any] = document["nodes"]
        self._title = set((document["title"] or "").split("\n"))
        self._prefix = prefix
        self._origins = origins
        self._plans = {n: drawer.plan(node, origins) for n, node in enumerate(self.nodes) if "rows" in node}

    def headings(self, home: Home) -> tuple[str, str]:
        """Return the row label and the column head that name a cell."""
        return self._plans[home.node].headings(self.nodes[home.node]["rows"], home.row, home.cell)

    def html(self, spots: Spots) -> str:
        """Return the whole document as HTML."""
        prefix, title = self._prefix, self._title
        pieces = []
        for n, node in enumerate(self.nodes):
            if n in self._plans:
                pieces.append(self._table(n, node, spots))
                continue
            content = node["text"]
            found = spots.get(Home(n)) if spots else None
            shown = marked(content, found, prefix) if found else escape(content)
            tag = _TAGS[node["level"]]
            kind = ' class="title"' if node["section"] is None and content in title else ""
            line = node["line"]
            pieces.append(f'<{tag}{kind} id="{prefix}L{line}" data-n="{line}">{shown}</{tag}>')
            if self._origins:
                pieces.append(self._origins.pictures(line, line))
        return "\n".join(pieces)

    def _table(self, n: int, node: Mapping[str, Any], spots: Spots) -> str:
        plan, rows, prefix = self._plans[n], node["rows"], self._prefix
        cited: dict[int, dict[int, Sequence[Spot]]] = {}
        for home, found in spots.items():
            if home.node == n:
                cited.setdefault(home.row, {})[home.cell] = found
        filling: list[Any] = []
        labels: dict[int, str] = {}
        for at, own in enumerate(plan.rows):
            row = own.line.row
            texts, lines = rows[row][0], rows[row][1]
            line, marks = lines[0], cited.get(row)
            filling += (prefix, line, line)
            if marks is None:
                filling += [_figure[texts[cell]] for cell in own.gaps]
                continue
            filling += [
                marked(texts[cell].strip(), marks[cell], prefix) if cell in marks else _figure[texts[cell]]
                for cell in own.gaps
            ]
            if not marks.keys() <= own.filled:
                labels[at] = _cited_row(own, texts, line, marks, prefix)
        drawn = plan.whole % tuple(filling) if not labels else plan.in_rows(filling, labels)
        return drawn + self._said(n, node, plan, spots)

    def _said(self, n: int, node: Mapping[str, Any], plan: Plan, spots: Spots) -> str:
        """Say how the table was read, and where that is doubtful."""
        how = (
            "rebuilt"
            if node["rebuilt"]
            else "foreign"
            if not node["table"]
            else "as_published"
            if plan.grid.told
            else "inferred"
        )
        parts = [_SAID[how]]
        if self._origins:
            parts.append(self._origins.place(node["line"]))
        numbers = {
            number for home, found in spots.items() if home.node == n for spot in found for number in spot.findings
        }
        if numbers:
            links = "、".join([f'<a href="#{self._prefix}f{number}">{number}</a>' for number in sorted(numbers)])
            parts.append(f"{_SAID['table_findings']} {links}")
        warn = " warn" if node["rebuilt"] else ""
        said = f'<p class="said{warn}">{" ".join(filter(None, parts))}</p>'
        if self._origins and node["rows"]:
            last = node["rows"][-1][1][-1]
            said += self._origins.pictures(node["line"], last)
        return said


def _cited_row(
    own: _RowPlan, texts: Sequence[str], number: int, marks: Mapping[int, Sequence[Spot]], prefix: str
) -> str:
    """Draw a row of which a label is cited, too."""
    shown = []
    for slot in own.line.slots:
        found = marks.get(slot.cell)
        if found:
            shown.append(marked(texts[slot.cell].strip(), found, prefix))
        else:
            shown.append(_figure[texts[slot.cell]] if slot.cell != PADDING else "")
    anchor = f' id="{prefix}L{number}"' if own.anchored else ""
    return _row(own.line, shown, anchor, str(number))


def _flat(text: str) -> str:
    return "".join(text.split())

"""Finds what findings cite in the redrawn report, so that phrase and finding can point at each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from auditor.outputs.html.inert import escape, escaped
from auditor.outputs.html.words import SEVERITIES


class _Links(dict[int, str]):
    """The numbers of lines as links to where they are drawn, made when first asked for; "" where nothing is drawn."""

    __slots__ = ("_lines", "_prefix")

    def __init__(self, lines: Sequence[int], prefix: str) -> None:
        super().__init__()
        self._lines = lines
        self._prefix = prefix

    def __missing__(self, line: int) -> str:
        anchor = _anchor(self._lines, line, self._prefix)
        made = self[line] = f'<a class="ln" href="#{anchor}">{line}</a> ' if anchor else ""
        return made


class Anchors:
    """The lines of the report text that the page draws and can be linked to: each paragraph, each row of a table."""

    def __init__(self, nodes: Sequence[Any], prefix: str) -> None:
        self.prefix = prefix
        self._lines: list[int] = []
        for node in nodes:
            if "rows" in node:
                self._lines += [row[1][0] for row in node["rows"]]
            else:
                self._lines.append(node["line"])
        self.links = _Links(self._lines, prefix)

    def of(self, line: int) -> str | None:
        """Return the anchor of a line, or of the nearest one drawn above it."""
        return _anchor(self._lines, line, self.prefix)


def _anchor(lines: Sequence[int], line: int, prefix: str) -> str | None:
    return f"{prefix}L{lines[max(bisect_right(lines, line) - 1, 0)]}" if lines else None


class Home(NamedTuple):
    """Where a text is drawn: a node of the document, and for a table the row and cell."""

    node: int
    row: int = -1
    cell: int = -1


@dataclass(slots=True)
class Spot:
    """A cited piece of one text: from where to where, its anchor, and the numbers of the findings that cite it."""

    start: int
    end: int
    anchor: str
    severity: str
    findings: list[int] = field(default_factory=list)
    main: bool = False
    """Whether a finding stands here; otherwise the piece is only an operand or a quotation of one."""
    repair: str = ""
    """What the cell is suspected to have to say."""
    incident: str = ""
    """The anchor of the incident that suspects it."""

    def cite(self, number: int, severity: str, *, main: bool) -> None:
        """Note that a finding cites this; the gravest one gives the mark its look."""
        if number not in self.findings:
            self.findings.append(number)
        self.main = self.main or main
        if SEVERITIES.index(severity) < SEVERITIES.index(self.severity):
            self.severity = severity


class Marks:
    """The spots of one report, by the text they stand in. Made only for reports with findings."""

    def __init__(self, nodes: Sequence[Any], text: str, anchors: Anchors) -> None:
        self._nodes = nodes
        self._lines = [node["line"] for node in nodes]
        self._text = text
        self._source: list[str] | None = None
        self._prefix = anchors.prefix
        self._anchors = anchors
        self._count = 0
        self._homes: dict[tuple[int, int | None], Home | None] = {}
        self._begins: dict[int, list[int]] = {}
        self.spots: dict[Home, list[Spot]] = {}

    def cite(
        self, number: int, severity: str, place: Mapping[str, Any], quoted: str | None, *, main: bool
    ) -> str | None:
        """Mark what a place and its quoted text point at and return the anchor, or None for a place without line."""
        line = place["line"]
        if line is None:
            return None
        first: str | None = None
        col = place["col"]
        home = self.home(line, col)
        if home is not None and home.cell >= 0:
            # A cell's further lines are part of the cell.
            return self._spot(
                home, line, col, (quoted or "").partition("\n")[0], number, severity, main
            ) or self._anchors.of(line)
        for offset, piece in enumerate((quoted or "").split("\n")):
            home = self.home(line + offset, col if offset == 0 else None)
            if home is None:
                break
            anchor = self._spot(home, line + offset, col if offset == 0 else 1, piece, number, severity, main)
            first = first or anchor
        return first or self._anchors.of(line)

    def suspect(self, severity: str, repaired: Mapping[str, Any], incident: str) -> str | None:
        """Mark a cell as suspected with what it should say, and return its anchor; None where it is not drawn."""
        home = self.home(repaired["line"], repaired["col"])
        if home is None or home.cell < 0:
            return None
        spot = self._at(home, (0, len(self.content(home))), severity)
        spot.repair, spot.incident = repaired["to"], incident
        return spot.anchor

    def home(self, line: int, col: int | None = None) -> Home | None:
        """Return where a line of the report text is drawn, or None where it is not."""
        key = (line, col)
        try:
            return self._homes[key]
        except KeyError:
            home = self._homes[key] = self._home(line, col)
            return home

    def _home(self, line: int, col: int | None) -> Home | None:
        at = bisect_right(self._lines, line) - 1
        if at < 0:
            return None
        node = self._nodes[at]
        if "rows" not in node:
            return Home(at) if node["line"] == line else None
        rows = node["rows"]
        begins = self._begins.get(at)
        if begins is None:
            begins = self._begins[at] = [row[1][0] for row in rows]
        row = bisect_right(begins, line) - 1
        if node["rebuilt"] and col is not None:
            return self._rebuilt_home(at, line, col)
        texts, lines = rows[row][0], rows[row][1]
        cell = bisect_right(lines, line) - 1
        return Home(at, row, cell) if line <= lines[cell] + texts[cell].count("\n") else None

    def _rebuilt_home(self, at: int, line: int, col: int) -> Home | None:
        """Find a cell of a rebuilt table, many of which may come from one line."""
        source = self._line(line)
        found: Home | None = None
        end = 0
        for r, (texts, lines, *_) in enumerate(self._nodes[at]["rows"]):
            for c, (text, where) in enumerate(zip(texts, lines, strict=True)):
                if where != line:
                    continue
                start = source.find(text, end)
                if start < 0 or start >= col:
                    return found or Home(at, r, c)
                found, end = Home(at, r, c), start + len(text)
        return found

    def content(self, home: Home) -> str:
        """Return the text drawn at a home."""
        node = self._nodes[home.node]
        if home.cell < 0:
            return str(node["text"])
        return str(node["rows"][home.row][0][home.cell]).strip()

    def _line(self, line: int) -> str:
        if self._source is None:
            self._source = self._text.split("\n")
        return self._source[line - 1] if 0 < line <= len(self._source) else ""

    def _spot(
        self, home: Home, line: int, col: int | None, quoted: str, number: int, severity: str, main: bool
    ) -> str | None:
        content = self.content(home)
        span = self._span(home, content, line, col, quoted.strip())
        if span is None:
            return None
        spot = self._at(home, span, severity)
        spot.cite(number, severity, main=main)
        return spot.anchor

    def _at(self, home: Home, span: tuple[int, int], severity: str) -> Spot:
        spots = self.spots.setdefault(home, [])
        spot = next((spot for spot in spots if (spot.start, spot.end) == span), None)
        if spot is None:
            self._count += 1
            spot = Spot(*span, f"{self._prefix}m{self._count}", severity)
            spots.append(spot)
        return spot

    def _span(self, home: Home, content: str, line: int, col: int | None, quoted: str) -> tuple[int, int] | None:
        """Return from where to where a quotation stands in a drawn text."""
        if home.cell >= 0:
            if not quoted or quoted not in content or quoted == content:
                return 0, len(content)
            start = content.find(quoted)
            return start, start + len(quoted)
        if not quoted:
            return None
        source = self._line(line)
        indent = len(source) - len(source.lstrip())
        start = -1 if col is None else col - 1 - indent
        if start < 0 or not content.startswith(quoted, start):
            start = content.find(quoted)
        return (start, start + len(quoted)) if start >= 0 else None


def marked(content: str, spots: Sequence[Spot], prefix: str) -> str:
    """Return a text as HTML with its spots marked, each followed by the numbers of the findings that cite it.

    Spots may overlap: the text is cut at every border, and a piece looks like the gravest spot over it.
    """
    first = spots[0]
    if len(spots) == 1 and first.end - first.start == len(content):
        look = first.severity + (" main" if first.main else "") + ("" if content else " empty")
        return f'<mark class="{look}" id="{first.anchor}">{escaped[content]}</mark>{_numbers(spots, prefix)}'
    borders = sorted({0, len(content), *(spot.start for spot in spots), *(spot.end for spot in spots)})
    pieces = []
    for start, end in pairwise(borders):
        over = [spot for spot in spots if spot.start <= start and spot.end >= end]
        piece = escape(content[start:end])
        if over:
            piece = _mark([spot.anchor for spot in over if spot.start == start], over, piece)
            ending = [spot for spot in over if spot.end == end]
            if ending:
                piece += _numbers(ending, prefix)
        pieces.append(piece)
    return "".join(pieces)


def _mark(anchors: Sequence[str], over: Sequence[Spot], piece: str) -> str:
    worst = over[0] if len(over) == 1 else min(over, key=lambda spot: SEVERITIES.index(spot.severity))
    look = worst.severity + (" main" if any(spot.main for spot in over) else "") + ("" if piece else " empty")
    more = "".join(f'<span id="{anchor}"></span>' for anchor in anchors[1:])
    own = f' id="{anchors[0]}"' if anchors else ""
    return f'{more}<mark class="{look}"{own}>{piece}</mark>'


def _numbers(spots: Sequence[Spot], prefix: str) -> str:
    one = spots[0].findings
    numbers = (
        one if len(spots) == 1 and len(one) == 1 else sorted({number for spot in spots for number in spot.findings})
    )
    links = " ".join(f'<a href="#{prefix}f{number}">{number}</a>' for number in numbers)
    cited = f'<sup class="n">{links}</sup>' if links else ""
    fixes = [f'<a class="fix" href="#{spot.incident}">→ {escaped[spot.repair]}</a>' for spot in spots if spot.incident]
    return cited + "".join(fixes)

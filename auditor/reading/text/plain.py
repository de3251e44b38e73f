"""Text files: report text once they are decoded, or tables between bars, TABs or drawn lines that become it."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.reading.breaking_off import broken_off, ends_in_row
from auditor.reading.reader import ReadOptions, ReadText
from auditor.reading.text.decoding import decode, without_broken_character
from auditor.reading.text.drawn_grid import grid_end, grid_rows
from auditor.reading.text.report_lines import Line, ReportLines, Row
from auditor.reading.text.separated_rows import (
    Titles,
    bar_rows,
    bars_end,
    bars_in,
    cell_per_line,
    has_bar,
    is_table,
    tab_rows,
    tabbed,
    tabs_end,
    without_bar,
)

__all__ = ["decode", "read"]

# So many may stand between two rows of one table.
_BLANK_LINES = 2
_NEAR = 4


def read(data: bytes, options: ReadOptions) -> ReadText:
    """Return a text file as report text: decoded, with LF line ends; tables in plain lines become rows of cells.

    Raises:
        UnreadableError: in no encoding that reports are saved in does the file make sense, or it has too many cells.
    """
    whole = without_broken_character(data)
    text, encoding = decode(whole)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    read = ReadText(text, encoding)
    if _suspect(text):
        written = _Rewriter(text, options)
        if written.changed:
            read = ReadText(written.lines.text(), encoding, written.lines.origins())
    return broken_off(read) if len(whole) < len(data) or ends_in_row(read.text) else read


def _suspect(text: str) -> bool:
    """Tell whether a text may hold tables in plain lines: bars, or TABs elsewhere than before a cell."""
    if "|" in text or "｜" in text or "│" in text:
        return True
    return text.count("\t") != text.count("\n\t") + text.startswith("\t")


class _Rewriter:
    """Goes through the lines once; what is no table in plain lines is kept as it is."""

    def __init__(self, text: str, options: ReadOptions) -> None:
        self.lines = ReportLines(options.limits.cells)
        self.changed = False
        self._last_table = -_NEAR
        self._titles = Titles(options.cues)
        self._read([Line(text, number) for number, text in enumerate(text.removesuffix("\n").split("\n"), start=1)])

    def _read(self, lines: Sequence[Line]) -> None:
        position = 0
        while position < len(lines):
            end, rows = self._block(lines, position)
            if rows is None:
                for line in lines[position:end]:
                    self.lines.as_it_is(line)
            else:
                self.changed = True
                self._last_table = end
                if rows:
                    self.lines.table(rows)
            position = end

    def _block(self, lines: Sequence[Line], start: int) -> tuple[int, Sequence[Row] | None]:
        """Return how far what begins at a line goes, and its rows where it is a table."""
        text = lines[start].text
        if text.startswith("\t") or not has_bar(text):
            if "+-" in text and (end := grid_end(lines, start)) > start:
                return end, grid_rows(lines[start:end], self.lines.expect)
            return self._tabs(lines, start) if "\t" in text else (start + 1, None)
        end = bars_end(lines, start, self._titles, blank_lines=_BLANK_LINES)
        block = lines[start:end]
        if cell_per_line(block):
            for line in block:
                self.lines.line(without_bar(line))
            return end, ()
        self.lines.expect(bars_in(block))
        rows = bar_rows(block)
        return end, rows if is_table(rows) else None

    def _tabs(self, lines: Sequence[Line], start: int) -> tuple[int, Sequence[Row] | None]:
        end = tabs_end(lines, start, blank_lines=_BLANK_LINES)
        block = lines[start:end]
        several = sum(tabbed(line.text) for line in block)
        single = sum("\t" in line.text for line in block) - several
        # Cells that each begin a line with a TAB are report text already, even where a line holds two of them.
        if not several or several < single or (several == single and any(line.text.startswith("\t") for line in block)):
            return end, None
        self.lines.expect(sum(line.text.count("\t") for line in block))
        rows = tab_rows(block)
        # Right behind a table stands its next part, even where none of its cells holds a figure.
        return end, rows if is_table(rows) or start - self._last_table < _NEAR else None

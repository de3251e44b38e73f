"""Markdown as converters and people write it: headings, emphasis and escapes are undone, tables become rows of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from auditor.reading.breaking_off import broken_off
from auditor.reading.reader import ReadOptions, ReadText
from auditor.reading.text.decoding import decode, without_broken_character
from auditor.reading.text.drawn_grid import columns, grid_end, grid_rows, narrow
from auditor.reading.text.markdown_inline import Inline
from auditor.reading.text.report_lines import Cell, Line, ReportLines, Row
from auditor.reading.text.separated_rows import Titles, bar_rows, bars_end, bars_in, has_bar, is_ruler, is_table

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<text>.*?)(?:[ \t]+#+)?(?:[ \t]*\{[^{}]*\})?[ \t]*")
_BARE_HEADING = re.compile(r" {0,3}#{1,6}(?P<text>[^#\s].*)")
_RULE = re.compile(r" {0,3}(?:={2,}|-{2,}|(?:[-*_] *){3,})\s*")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,}|:{3,}).*")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)")
_LEAD = re.compile(r"\s*(?:>\s?)*(?:[-*+•][ \t]+(?:\[[ xX]\][ \t]+)?)?")
_COLUMNS = re.compile(r"\s*-{2,}(?: +-{2,})+\s*")
_DELIMITER = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*(?::?-+:?\s*)?")
_TITLE = re.compile(r"title:\s*[\"']?(?P<text>.+?)[\"']?\s*")
_MARKER = re.compile(
    r"\s*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）、.．]|[一二三四五六七八九十]是|第[一二三四五六七八九十]+)"
)
_INNER_MARK = re.compile("[，。；：、,]")
_SENTENCE_END = re.compile(r"[。！？；：!?;:]\s*$")
# pandoc breaks lines at blanks so that they are no wider than this.
_WRAPPED, _SHORT = 72, 40
_LONGEST_HEADING = 500
_FRONT = ("---", "...")


def read(data: bytes, options: ReadOptions) -> ReadText:
    """Return a Markdown file as report text; every line knows the line of the file it came from.

    Raises:
        UnreadableError: in no encoding that texts are saved in does the file make sense, or it has too many cells.
    """
    whole = without_broken_character(data)
    text, encoding = decode(whole)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    reader = _MarkdownReader([Line(text, number) for number, text in enumerate(lines, start=1)], options)
    found = ReadText(reader.out.text(), encoding, reader.out.origins())
    return broken_off(found) if len(whole) < len(data) else found


class _MarkdownReader:
    def __init__(self, lines: Sequence[Line], options: ReadOptions) -> None:
        self.out = ReportLines(options.limits.cells)
        self._lines = lines
        self._titles = Titles(options.cues)
        # Only pandoc draws grids, and it writes typographic quotes as plain ones.
        self._inline = Inline(smart=any(grid_end(lines, at) > at for at in range(len(lines)) if "+-" in lines[at].text))
        self._paragraph: list[Line] = []
        self._read()

    def _read(self) -> None:
        position = self._front_matter()
        while position < len(self._lines):
            end, rows = self._table(position)
            if rows is not None:
                self._flush()
                self.out.table(rows)
                position = end
            else:
                self._line(self._lines[position])
                position += 1
        self._flush()

    def _front_matter(self) -> int:
        """Skip the block of metadata at the top, but for the title, and return where the text begins."""
        if not self._lines or self._lines[0].text.strip() != "---":
            return 0
        end = next((n for n, line in enumerate(self._lines[1:], start=1) if line.text.strip() in _FRONT), 0)
        for line in self._lines[1:end]:
            if match := _TITLE.fullmatch(line.text):
                self._write(Line(match["text"], line.number))
        return end + 1 if end else 0

    def _table(self, start: int) -> tuple[int, Sequence[Row] | None]:
        """Return how far the table that begins at a line goes and its rows, or None where none begins there."""
        lines, text = self._lines, self._lines[start].text
        if "<table" in text.lower():
            from auditor.reading.text.html_table import html_rows

            end = next((n for n in range(start, len(lines)) if "</table" in lines[n].text.lower()), len(lines) - 1) + 1
            return end, html_rows(lines[start:end], self.out.expect)
        if "+-" in text and (end := grid_end(lines, start)) > start:
            rows = grid_rows(lines[start:end], self.out.expect)
            return end, [[self._cell(cell) for cell in row] for row in rows]
        if _COLUMNS.fullmatch(text):
            return self._simple(start)
        if has_bar(text):
            return self._pipes(start)
        return start + 1, None

    def _pipes(self, start: int) -> tuple[int, Sequence[Row] | None]:
        end = bars_end(self._lines, start, self._titles, blank_lines=0)
        self.out.expect(bars_in(self._lines[start:end]))
        block = [line._replace(text=self._inline.hide_escapes(line.text)) for line in self._lines[start:end]]
        ruled = any(is_ruler(line.text) for line in block)
        if not ruled and len(block) > 1 and "-" in block[1].text and _DELIMITER.fullmatch(block[1].text):
            del block[1]
            ruled = True
        rows: list[Row] = [[self._cell(cell) for cell in row] for row in bar_rows(block)]
        if not (ruled or is_table(rows)):
            return end, None
        if ruled and rows and not any(line.text.strip() for cell in rows[0] for line in cell):
            rows = rows[1:]  # Markdown needs a head where the table has none
        return end, rows

    def _simple(self, start: int) -> tuple[int, Sequence[Row] | None]:
        """Read a table whose columns a line of dashes marks, with its head above and a blank line or dashes behind."""
        lines = self._lines
        edges = [match.start() for match in re.finditer("-+", lines[start].text)]
        end = start + 1
        while end < len(lines) and lines[end].text.strip() and not _RULE.fullmatch(lines[end].text):
            end += 1
        head: Sequence[Line] = ()
        if self._paragraph and self._paragraph[-1].number == lines[start].number - 1:
            self._paragraph.pop()
            head = lines[start - 1 : start]
        self.out.expect(len(edges) * (end - start))
        rows = [self._cut(line, edges) for line in (*head, *lines[start + 1 : end])]
        return end + (end < len(lines)), rows if rows else None

    def _cut(self, line: Line, edges: Sequence[int]) -> Row:
        shown = columns(line.text)
        bounds = [*edges, len(shown)]
        bounds[0] = 0
        texts = [shown[left:right] for left, right in pairwise(bounds)]
        return [self._cell([Line(narrow(text), line.number)]) for text in texts]

    def _cell(self, cell: Cell) -> Cell:
        made = [
            Line(part.strip(" "), line.number)
            for line in cell
            for part in self._inline.plain(line.text.removesuffix("\\")).split("\n")
        ]
        return [line for line in made if line.text.strip()] or made[:1]

    def _line(self, line: Line) -> None:
        text = _COMMENT.sub("", line.text)
        if (not text.strip() and line.text.strip()) or _FENCE.fullmatch(text):
            return
        heading = len(text) < _LONGEST_HEADING and (_HEADING.fullmatch(text) or _BARE_HEADING.fullmatch(text))
        if heading:
            self._flush()
            self._write(Line(heading["text"], line.number))
        elif not text.strip():
            self._flush()
            self.out.line(Line("", line.number))
        elif _RULE.fullmatch(text):
            self._flush()
        else:
            lead = _LEAD.match(text)
            bare = text[lead.end() :] if lead else text
            if self._paragraph and ((lead and lead[0].strip()) or not _goes_on(self._paragraph[-1].text, bare)):
                self._flush()
            self._paragraph.append(Line(bare, line.number))

    def _flush(self) -> None:
        """Write the lines of a paragraph as one."""
        if self._paragraph:
            text = ""
            for line in self._paragraph:
                piece = line.text.strip(" ")
                between = " " if text and piece and (text[-1] + piece[0]).isascii() else ""
                text += between + piece
            self._write(Line(text, self._paragraph[0].number))
            self._paragraph = []

    def _write(self, line: Line) -> None:
        for text in self._inline.plain(line.text.rstrip("\\ ")).split("\n"):
            self.out.line(Line(text.strip(" \t"), line.number))


def _goes_on(before: str, text: str) -> bool:
    """Tell whether a line was broken only for its width: Markdown counts both as one paragraph."""
    if before.endswith(("\\", "  ")) or _SENTENCE_END.search(before) or _MARKER.match(text):
        return False
    width = len(columns(before))
    word = text.split(" ", 1)[0]
    return width >= _SHORT and _INNER_MARK.search(before) is not None and width + 1 + len(columns(word)) > _WRAPPED

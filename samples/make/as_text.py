"""Report texts as people and programs write them into text files: other encodings, tables in plain lines, Markdown."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from samples.make.grid import Cell, Grid, blocks

_TITLE = re.compile(r"[一二三四五六]、.{4,30}$")
_MEANING = re.compile(r"([\\`*_\[\]<>#|~&])")
_NUMBERED = re.compile(r"^(\d{1,2})([.)])(?=\s|\S)")


def _lines(text: str, table: Callable[[Grid], Iterator[str]], prose: Callable[[str], str] = str) -> str:
    """Return a report text with its tables written in another way and its paragraphs as they are."""
    out: list[str] = []
    for block in blocks(text):
        out += table(block) if isinstance(block, Grid) else [prose(block.text)]
    return "\n".join(out) + "\n"


def _written(grid: Grid) -> list[list[str]]:
    """Return the cells as report text has them: empty where covered from above, a wide one once."""
    return [[cell.text if begins else "" for begins, cell in row] for row in grid.placed()]


def _full(grid: Grid, *, repeated: bool = False, covered: bool = True) -> list[list[str]]:
    """Return the cells with one for each column: empty, or the same again, for those that a cell covers besides."""
    rows = []
    for row in grid.placed():
        texts: list[str] = []
        for begins, cell in row:
            if not begins and not covered:
                continue
            first = cell.text if begins or repeated else ""
            texts += [first, *([cell.text if repeated else ""] * (cell.columns - 1))]
        rows.append(texts)
    return rows


def _broken(text: str, between: str) -> str:
    return between.join(part.strip(" ") for part in text.split("\n"))


def _flat(text: str) -> str:
    """Every cell a paragraph, a blank line after each; an empty cell is a blank paragraph."""
    return "\n".join(
        _lines(text, lambda grid: (cell for row in _written(grid) for cell in row)).split("\n")[:-1]
    ).replace("\n", "\n\n")


def _cell_per_paragraph(text: str) -> str:
    return _lines(text, lambda grid: (cell for row in _written(grid) for cell in row if cell.strip(" ")))


def _untabbed(text: str) -> str:
    return re.sub(r"^\t", "", text, flags=re.MULTILINE)


def _tabbed(text: str) -> str:
    """As a spreadsheet copies cells: merged ones leave empty cells, those of several lines stand in quotes."""

    def quoted(cell: str) -> str:
        return f'"{cell}"' if "\n" in cell else cell

    return _lines(text, lambda grid: ("\t".join(map(quoted, row)) for row in _full(grid)))


def _converted(text: str) -> str:
    """As a word processor turns a table into text: TABs between the cells that it has."""
    return _lines(text, lambda grid: ("\t".join(_broken(cell, "") for cell in row) for row in _written(grid)))


def _pipes(text: str) -> str:
    return _lines(text, lambda grid: ("".join(f"{_broken(cell, '')} | " for cell in row) for row in _written(grid)))


def _pipes_spans(text: str) -> str:
    return _lines(text, lambda grid: ("|".join(_broken(cell, "") for cell in row) for row in _full(grid)))


def _pipes_broken(text: str) -> str:
    """Rows between bars, with the line breaks that cells have."""
    return _lines(text, lambda grid: ("| " + " | ".join(row) + " |" for row in _written(grid)))


def _pipes_one_per_line(text: str) -> str:
    return _lines(text, lambda grid: (f"{_broken(cell, '')} |" for row in _written(grid) for cell in row))


def _blanks(text: str) -> str:
    return _lines(
        text, lambda grid: (" ".join(filter(None, (_broken(cell, "") for cell in row))) for row in _written(grid))
    )


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _drawn(grid: Grid) -> Iterator[str]:
    """Yield the lines of a grid drawn with + - and |."""
    placed = list(grid.placed())
    columns = grid.width
    wide = [3] * columns
    starts = [_starts(row) for row in placed]
    for row, at in zip(placed, starts, strict=True):
        for (_, cell), start in zip(row, at, strict=True):
            most = max(map(_width, cell.text.split("\n"))) + 2
            have = sum(wide[start : start + cell.columns]) + cell.columns - 1
            wide[start + cell.columns - 1] += max(0, most - have)
    edges = [0, *(sum(wide[:n]) + n for n in range(1, columns + 1))]
    above: set[tuple[int, int]] = set()
    for n, row in enumerate(placed):
        below = {
            (start, start + cell.columns) for (begins, cell), start in zip(row, starts[n], strict=True) if not begins
        }
        yield _ruler(edges, above, {(s, s + cell.columns) for (_, cell), s in zip(row, starts[n], strict=True)}, below)
        texts = [cell.text.split("\n") if begins else [""] for begins, cell in row]
        for line in range(max(map(len, texts))):
            out = "|"
            for (_, cell), start, parts in zip(row, starts[n], texts, strict=True):
                room = edges[start + cell.columns] - edges[start] - 1
                part = parts[line] if line < len(parts) else ""
                out += " " + part + " " * (room - _width(part) - 1) + "|"
            yield out
        above = {(s, s + cell.columns) for (_, cell), s in zip(row, starts[n], strict=True)}
    yield _ruler(edges, above, set(), set())


def _starts(row: Sequence[tuple[bool, Cell]]) -> list[int]:
    found, column = [], 0
    for _, cell in row:
        found.append(column)
        column += cell.columns
    return found


def _ruler(
    edges: Sequence[int], above: set[tuple[int, int]], here: set[tuple[int, int]], going_on: set[tuple[int, int]]
) -> str:
    """Return a line between two rows: blank where a cell goes on, with a corner where a cell ends above or begins below."""
    corners = {column for span in above | here for column in span}
    line = [" "] * (edges[-1] + 1)
    for column, (left, right) in enumerate(pairwise(edges)):
        if not any(start <= column < end for start, end in going_on):
            line[left : right + 1] = ["-"] * (right - left + 1)
    for column in corners:
        inside = any(start < column < end for start, end in going_on)
        line[edges[column]] = (
            " " if inside else "+" if "-" in line[max(edges[column] - 1, 0) : edges[column] + 2] else "|"
        )
    return "".join(line)


def _grid(text: str) -> str:
    return _lines(text, _drawn)


def _escaped(text: str) -> str:
    """Return a text that means itself in Markdown."""
    return _NUMBERED.sub(r"\1\\\2", _MEANING.sub(r"\\\1", text))


def _heading(text: str) -> str:
    return f"## {_escaped(text)}\n" if _TITLE.match(text.strip()) else _escaped(text.strip(" ")) + "\n"


def _bold(text: str) -> str:
    return f"**{_escaped(text)}**\n" if _TITLE.match(text.strip()) else _escaped(text.strip(" ")) + "\n"


def _markdown_rows(rows: Sequence[Sequence[str]], between: str, ruler: str) -> Iterator[str]:
    yield ""
    for n, row in enumerate(rows):
        yield "| " + " | ".join(_broken(_escaped(cell), between) for cell in row) + " |"
        if n == 0:
            yield "|" + "|".join([ruler] * max(map(len, rows))) + "|"
    yield ""


def _markdown(text: str) -> str:
    return _lines(text, lambda grid: _markdown_rows(_written(grid), "<br>", ":---:"), _bold)


def _markitdown(text: str) -> str:
    """Cells covered from above are dropped, wide ones leave empty cells, and the table gets an empty head."""
    return _lines(
        text, lambda grid: _markdown_rows([[""] * grid.width, *_full(grid, covered=False)], " ", " --- "), _heading
    )


def _docling(text: str) -> str:
    """A merged cell stands in every cell that it covers."""
    return "<!-- image -->\n\n" + _lines(
        text, lambda grid: _markdown_rows(_full(grid, repeated=True), " ", "-" * 10), _heading
    )


def _pandoc(text: str) -> str:
    """Grids, with a backslash where a cell's line ends, and typographic quotes as plain ones."""

    def drawn(grid: Grid) -> Iterator[str]:
        rows = tuple(tuple(Cell(_pandoc_text(cell.text), cell.columns, cell.rows) for cell in row) for row in grid.rows)
        yield from ("", *_drawn(Grid(rows)), "")

    return _lines(text, drawn, lambda line: _pandoc_text(_heading(line)))


def _pandoc_text(text: str) -> str:
    return text.replace('"', '\\"').replace("“", '"').replace("”", '"').rstrip("\n").replace(
        "\n", "\\\n"
    ) + "\n" * text.endswith("\n")


def _gfm(text: str) -> str:
    """Web tables, since GitHub's Markdown has no merged cells."""

    def table(grid: Grid) -> Iterator[str]:
        yield from ("", "<table>", "<tbody>")
        for row in grid.rows:
            yield "<tr>"
            for cell in row:
                spans = f' colspan="{cell.columns}"' * (cell.columns > 1) + f' rowspan="{cell.rows}"' * (cell.rows > 1)
                inner = cell.text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br />\n")
                yield f"<td{spans}>{inner}</td>"
            yield "</tr>"
        yield from ("</tbody>", "</table>", "")

    return _lines(text, table, _heading)


def _saved(write: Callable[[str], str], encoding: str = "utf-8", mark: bytes = b"") -> Callable[[str], bytes]:
    return lambda text: mark + write(text).encode(encoding)


VARIANTS: dict[str, Callable[[str], bytes]] = {
    "utf8_bom": _saved(str, mark=codecs.BOM_UTF8),
    "utf16le": _saved(str, "utf-16-le", codecs.BOM_UTF16_LE),
    "utf16be": _saved(str, "utf-16-be", codecs.BOM_UTF16_BE),
    "utf16le_unmarked": _saved(str, "utf-16-le"),
    "utf16be_unmarked": _saved(str, "utf-16-be"),
    "gb18030": _saved(str, "gb18030"),
    "crlf": _saved(lambda text: text.replace("\n", "\r\n")),
    "cr": _saved(lambda text: text.replace("\n", "\r")),
    "flat": _saved(_flat),
    "cell_per_paragraph": _saved(_cell_per_paragraph),
    "untabbed": _saved(_untabbed),
    "tabbed": _saved(_tabbed),
    "converted": _saved(_converted),
    "pipes": _saved(_pipes),
    "pipes_spans": _saved(_pipes_spans),
    "pipes_broken": _saved(_pipes_broken),
    "pipes_one_per_line": _saved(_pipes_one_per_line),
    "blanks": _saved(_blanks),
    "grid": _saved(_grid),
    "markdown": _saved(_markdown),
    "markdown_pandoc": _saved(_pandoc),
    "markdown_gfm": _saved(_gfm),
    "markdown_markitdown": _saved(_markitdown),
    "markdown_docling": _saved(_docling),
}
"""By name, what makes the bytes of a file of a report text."""


def extension(variant: str) -> str:
    """Return the extension of a variant's files."""
    return ".md" if variant.startswith("markdown") else ".txt"

"""Where a line of the report text stood in the original file, and where reading it was doubtful."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from auditor.model.finding import Message
from auditor.outputs.html.inert import escape
from auditor.outputs.html.words import WORDS, both, counted, told

SURE = 0.9
"""Character recognition less sure than this is shown with the picture of the place."""

Span = tuple[int, int]


class Origins:
    """The origins of one report's lines; empty for formats that have none."""

    def __init__(self, source: Mapping[str, Any]) -> None:
        self._lines: Sequence[Mapping[str, Any]] = source.get("origins", ())
        self._notes = source.get("notes", ())

    def __bool__(self) -> bool:
        return bool(self._lines)

    def of(self, line: int) -> Mapping[str, Any]:
        """Return what is known of a line's origin."""
        return self._lines[line - 1] if 0 < line <= len(self._lines) else {}

    def spans(self, lines: Sequence[int]) -> tuple[Span, ...]:
        """Return how many columns and rows each cell covers, cells being known by their first lines."""
        return tuple([tuple(self.of(line).get("span", (1, 1))) for line in lines])

    def has_cells(self, line: int) -> bool:
        """Tell whether the format says where the cells of a table are, of which this line begins one."""
        origin = self.of(line)
        return "span" in origin or len(origin.get("part", ())) == 3

    def place(self, line: int | None) -> str:
        """Return as HTML where a line stood in the original: page, paragraph or cell; "" where that is not known."""
        origin = self.of(line) if line is not None and self._lines else None
        if not origin:
            return ""
        return _place(origin.get("page"), tuple(origin.get("part", ())), origin.get("element", ""))

    def notes(self) -> str:
        """Return what the reader must know of how the file was read, as list items."""
        return "".join([f"<li>{told(note)}</li>" for note in self._notes])

    def doubtful(self, first: int, last: int) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield the lines of a range whose characters were not surely recognised."""
        for line in range(first, min(last, len(self._lines)) + 1):
            origin = self._lines[line - 1]
            if origin.get("confidence", 1) < SURE:
                yield line, origin

    def pictures(self, first: int, last: int) -> str:
        """Return the doubtful lines of a table or paragraph with their pictures; "" where all is sure."""
        found = list(self.doubtful(first, last)) if self._lines else []
        if not found:
            return ""
        items = "".join([_picture(line, origin) for line, origin in found])
        return (
            f'<details class="said warn"><summary>{both(counted("doubtful", len(found)))}</summary>'
            f'<ul class="pictures">{items}</ul></details>'
        )


def _picture(line: int, origin: Mapping[str, Any]) -> str:
    sure = f"{origin['confidence']:.0%}"
    picture = origin.get("picture")
    shown = f'<img alt="" src="data:image/png;base64,{escape(picture)}">' if picture else ""
    return f'<li><span class="ln">{line}</span> {both(WORDS["confidence"])} {sure} {shown}</li>'


@lru_cache(maxsize=4096)
def _place(page: int | None, part: tuple[int, ...], element: str) -> str:
    parts: list[Message] = []
    if page is not None:
        parts.append(counted("pages", page))
    if len(part) == 1:
        parts.append(counted("paragraphs", part[0]))
    elif len(part) == 3:
        table, row, cell = part
        parts.append(Message(f"表格{table}第{row}行第{cell}格", f"table {table}, row {row}, cell {cell}"))
    if not parts:
        return f'<code class="element">{escape(element)}</code>' if element else ""
    shown = both(Message(" ".join(part.zh for part in parts), ", ".join(part.en for part in parts)))
    return f'<span class="orig">{both(WORDS["in_original"])} {shown}</span>'

"""A report before it is text: pieces that know what they are, and figures that know what they count.

A figure in running text carries its key inside private-use characters, so that a defect can change just that
figure and a test can compare every figure with the tables. Rendering drops the keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

Key = tuple[str, str, str]
_T = TypeVar("_T")
_OPEN, _MID, _CLOSE = "\ue000", "\ue001", "\ue002"


def figure_of(key: str) -> str:
    """A pattern for a figure in a tagged text: its key, itself a pattern, and what is shown."""
    return f"{_OPEN}({key}){_MID}([^{_CLOSE}]*){_CLOSE}"


FIGURE = re.compile(figure_of(f"[^{_MID}]*"))


@dataclass(frozen=True, slots=True)
class Para:
    """`role` is title, preamble, heading, subheading, body or sign; `marks` names the defects here."""

    text: str
    section: str
    role: str = "body"
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with a key is a number of the form; after a line break the same cell goes on."""

    text: str
    key: Key | None = None
    marks: tuple[str, ...] = ()


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. An unclosed one has lost the blank lines at its end (a defect)."""

    table: str
    rows: tuple[Row, ...]
    closed: bool = True

    def edited(self, change: Callable[[Cell], Cell]) -> Grid:
        return replace(self, rows=tuple(tuple(change(cell) for cell in row) for row in self.rows))


Piece = Para | Grid
Draft = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """Report text with the lines (from 1) and the cells that each mark came to stand on."""

    text: str
    lines: Mapping[str, tuple[int, ...]]
    cells: Mapping[str, tuple[Key, ...]]


def tag(key: str, shown: str) -> str:
    return f"{_OPEN}{key}{_MID}{shown}{_CLOSE}"


def plain(text: str) -> str:
    return FIGURE.sub(r"\2", text)


def figures(text: str) -> Iterator[tuple[str, str]]:
    """Key and shown text of every figure in a tagged text."""
    yield from ((match[1], match[2]) for match in FIGURE.finditer(text))


def render(draft: Draft, gap: str) -> Rendered:
    """Report text version 1. `gap` says where blank lines stand between paragraphs: none, headings or all."""
    out: list[str] = []
    lines: dict[str, list[int]] = {}
    cells: dict[str, list[Key]] = {}
    open_row = False
    for piece in draft:
        if isinstance(piece, Para):
            if out and not open_row and out[-1] and (gap == "all" or gap == piece.role + "s"):
                out.append("")
            open_row = False
            for mark in piece.marks:
                lines.setdefault(mark, []).append(len(out) + 1)
            out += plain(piece.text).split("\n")
            continue
        for row in piece.rows:
            for cell in row:
                for mark in cell.marks:
                    lines.setdefault(mark, []).append(len(out) + 1)
                    if cell.key is not None:
                        cells.setdefault(mark, []).append(cell.key)
                out += ("\t" + cell.text).split("\n")
            out.append("")
        open_row = not piece.closed
        out = out[:-1] if open_row else out + [""] * (gap != "none")
    return Rendered("\n".join(out) + "\n", _frozen(lines), _frozen(cells))


def _frozen(found: dict[str, list[_T]]) -> dict[str, tuple[_T, ...]]:
    return {mark: tuple(places) for mark, places in found.items()}

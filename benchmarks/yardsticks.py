"""The least work that a report can be had for: what the audit's own times are held against."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

_LINE = re.compile(r"^(?:\t(?P<cell>.*)|(?P<section>[一二三四五六七八九十]{1,3}、.*)|(?P<paragraph>.+))$", re.MULTILINE)
_NUMERALS = "一二三四五六七八九十"


def read(file: Path) -> str:
    """Read and decode, and nothing else."""
    return file.read_bytes().decode("utf-8")


def floor(file: Path) -> list[tuple[str | None, str]]:
    """Read and decode, then one pass of one compiled pattern: the kind and the text of every line."""
    return [(match.lastgroup, match[match.lastgroup or 0]) for match in _LINE.finditer(read(file))]


Table = list[list[str]]


@dataclass
class Part:
    """A section as split by hand: its heading, and paragraphs and tables in reading order."""

    heading: str
    body: list[str | Table] = field(default_factory=list)


def split_by_hand(file: Path) -> list[Part]:
    """Read and decode, then one loop over the lines: sections, paragraphs, and tables as rows of cells.

    This is what one would write without a grammar. It knows no lines and columns, nests nothing below a
    section, and takes 四、结转下年度继续办理 for a heading where a source lost its TAB.
    """
    part = Part("")
    parts = [part]
    table: Table = []
    row: list[str] = []
    for line in read(file).split("\n"):
        if line[:1] == "\t":
            row.append(line[1:])
        elif not line or line.isspace():
            if row:
                table.append(row)
                row = []
            elif table:
                part.body.append(table)
                table = []
        elif row:
            row[-1] += "\n" + line
        else:
            if table:
                part.body.append(table)
                table = []
            if line[0] in _NUMERALS and "、" in line[1:4]:
                part = Part(line)
                parts.append(part)
            else:
                part.body.append(line)
    if row:
        table.append(row)
    if table:
        part.body.append(table)
    return parts

"""Reports as broken conversions leave them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from auditor.testing import report_text


def mangled(year: int, seed: int) -> str:
    """A report with lines deleted, doubled, swapped, untabbed and tabbed at random."""
    chance = random.Random(seed)
    lines = report_text(year, cells={"requests.new": "1 2 3 4 5 6 21"}).split("\n")
    for _ in range(chance.randint(1, 30)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(6):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines.insert(other, lines[at])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = lines[at].lstrip("\t")
            case 4:
                lines[at] = "\t" + lines[at]
            case _:
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
    return "\n".join(lines)


def each_cell_a_paragraph(text: str) -> str:
    """The text as a page that lost its tables leaves it: no TAB, no empty cells, no blank lines."""
    return re.sub(r"\n{2,}", "\n", re.sub(r"^\t", "", text, flags=re.MULTILINE))


Table = list[list[str]]


def with_tables(text: str, write: Callable[[Table], str], between: str = "\n") -> str:
    """The text with every table written in another way, and so much between its paragraphs."""
    parts = re.split(r"((?:^\t[^\n]*\n(?:[^\t\n][^\n]*\n)*|(?<=\n)\n(?=\t))+)", text, flags=re.MULTILINE)
    written = []
    for number, part in enumerate(parts):
        if number % 2:
            rows = [row.strip("\n")[1:].split("\n\t") for row in re.split(r"\n\n(?=\t)", part.strip("\n"))]
            written.append(write(rows))
        else:
            written += [line for line in part.split("\n") if line.strip()]
    return between.join(written) + "\n"


def copied_in_a_browser(text: str) -> str:
    """The text as selected and copied in a browser: cells are paragraphs, a lone TAB between them, blank lines all about."""
    return with_tables(text, lambda rows: "\n\n\n\n\n".join("\n\n\t\n\n".join(row) for row in rows) + "\n\n\n", "\n\n")


def lone_tabs(text: str) -> str:
    """The same without blank lines: a cell, a line with a TAB, a cell."""
    return with_tables(text, lambda rows: "\n\n".join("\n\t\n".join(row) for row in rows))


def barred(text: str) -> str:
    """Every row a line, a bar behind each cell, the last one too."""
    return with_tables(text, lambda rows: "\n".join(" | ".join(row) + " |" for row in rows))


def bordered(text: str) -> str:
    """Every row a line between bars."""
    return with_tables(text, lambda rows: "\n".join(f"| {' | '.join(row)} |" for row in rows))


def each_cell_led(text: str) -> str:
    """Every cell a paragraph of its own that begins with a TAB."""
    return with_tables(text, lambda rows: "\n".join(f"\t{cell}\n" for row in rows for cell in row))

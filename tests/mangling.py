"""Reports as broken conversions leave them."""

from __future__ import annotations

import random
import re

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

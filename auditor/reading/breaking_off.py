"""Files that break off: what stands at their end is half a sentence or half a row, and is not taken for the whole of it."""

from __future__ import annotations

from dataclasses import replace

from auditor.model.finding import Message
from auditor.reading.reader import ReadText

_ROWS_LOOKED_AT = 60
"""Lines."""
_FEWEST_ROWS = 2
"""So many rows have to be longer than the last one for it to be half of one."""


def broken_off(read: ReadText) -> ReadText:
    """Return what was read of a file that breaks off, without its last paragraph or row, told as unread from there on."""
    lines = read.text.removesuffix("\n").split("\n")
    last = len(lines) - 1
    while last >= 0 and not lines[last].strip(" \u3000"):
        last -= 1
    first = _unit(lines, last)
    kept = lines[:first]
    before = next((line.strip() for line in reversed(kept) if line.strip()), "")[-20:]
    return replace(
        read,
        text="".join(f"{line}\n" for line in kept),
        origins=read.origins[:first],
        unread=(*read.unread, _told(before)),
    )


def ends_in_row(text: str) -> bool:
    """Tell whether report text ends in the middle of a table's row: no line ends it, and those before it are longer."""
    if text.endswith("\n"):
        return False
    lines = text.rsplit("\n", _ROWS_LOOKED_AT)
    rows: list[int] = [0]
    for line in reversed(lines):
        if line.startswith("\t"):
            rows[-1] += 1
        elif rows[-1] and not line.strip(" \u3000"):
            rows.append(0)
        elif line.strip(" \u3000"):
            break
    last, *before = [count for count in rows if count] or [0]
    return last > 0 and len(before) >= _FEWEST_ROWS and last < min(before[:_FEWEST_ROWS])


def _unit(lines: list[str], last: int) -> int:
    """Return where the paragraph or the table's row begins that ends at a line."""
    if last < 0:
        return 0
    first = last
    while first > 0 and lines[first - 1].strip(" \u3000"):
        first -= 1
    row = next((number for number in range(first, last + 1) if lines[number].startswith("\t")), None)
    return last if row is None else row


def _told(before: str) -> Message:
    if not before:
        return Message("文件不完整，在末尾中断，其后的内容未读到", "the file breaks off, and what follows was not read")
    return Message(
        f"文件不完整，在“{before}”之后中断，其后的内容未读到",
        f"the file breaks off behind “{before}”, and what follows was not read",
    )

"""Tables that run over a page break: their halves joined, repeated heads dropped, torn rows and cells made whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from auditor.model.text import label_key
from auditor.reading.pdf.lines import Line, joined, line_of
from auditor.reading.pdf.page import Glyph
from auditor.reading.pdf.table import FIGURE, PADDING, Cell, Piece, Placed, Table, breaks, is_cut, write

_NEAR = 5.0
_MARKED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}\s*、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}\s*[.．、](?!\d))"
)


def fits(first: Table, second: Table) -> bool:
    """Tell whether one table may go on in another, which stands at the top of the next page."""
    return first.last_page == second.page - 1 and abs(first.width - second.width) <= _NEAR


def stitch(first: Table, second: Table, known: Collection[str]) -> Table:
    """Return two halves as one table. `known` are the keys of labels that the forms print."""
    _drop_open_row(first)
    rows = _without_head(first.rows, second.rows)
    if rows and first.rows:
        _mend(first, second, rows, known)
    return Table(
        [*first.rows, *rows], second.left, first.width, first.page, first.top, second.bottom,
        first.open_top, second.open_bottom,
    )  # fmt: skip


def _drop_open_row(table: Table) -> None:
    """Leave out the empty row that is the upper edge of what follows on the next page."""
    if not table.open_bottom or len(table.rows) < 2 or any(cell.pieces for cell in table.rows[-1]):
        return
    last = table.rows.pop()
    for cell in last:
        if cell.covered:
            _owner([*table.rows, last], cell).rows -= 1


def absorb(table: Table, overhanging: Sequence[Placed]) -> bool:
    """Put lines that hang out of a table at the foot of a page into its last row; return whether they all belong there.

    Where a merged cell runs over the page break, some programs rule it only as far as its first row.
    """
    bottom = table.bottom
    parts: list[tuple[Cell, int, Line]] = []
    for placed in overhanging:
        line = placed.line
        if bottom - line.y > 2.5 * line.size or _MARKED.match(line.text):
            return False
        bottom = line.y
        for cell, glyphs in _by_cell(table, line):
            owner = None if cell is None else _owner(table.rows, cell)
            part = line_of(glyphs)
            if owner is None or part is None or not owner.pieces or FIGURE.fullmatch(owner.text):
                return False
            parts.append((owner, placed.page, part))
    for owner, page, part in parts:
        _append(owner, [Piece(part.text, page, part.box)], part)
        owner.room = owner.right - owner.left - 2 * PADDING - (part.x1 - part.x0)
    return True


def _by_cell(table: Table, line: Line) -> list[tuple[Cell | None, list[Glyph]]]:
    """Return the characters of a line under each cell of the last row; under None those that run on over a rule."""
    found: list[tuple[Cell | None, list[Glyph]]] = []
    for glyph in line.glyphs:
        middle = (glyph.x0 + glyph.x1) / 2 - table.left
        cell = next((cell for cell in table.rows[-1] if cell.left <= middle <= cell.right), None)
        if found and glyph.x0 - found[-1][1][-1].x1 < 0.3 * glyph.size:
            if cell is not found[-1][0]:
                return [(None, [glyph])]
            found[-1][1].append(glyph)
        elif found and cell is found[-1][0]:
            found[-1][1].append(glyph)
        else:
            found.append((cell, [glyph]))
    return found


def _without_head(rows: Sequence[list[Cell]], more: list[list[Cell]]) -> list[list[Cell]]:
    """Leave out head rows that are printed again on the next page."""
    same = 0
    for above, below in zip(rows, more, strict=False):
        texts = [label_key(cell.text) for cell in above]
        if texts != [label_key(cell.text) for cell in below] or not any(
            text and not FIGURE.fullmatch(text) for text in texts
        ):
            break
        same += 1
    return more[same:]


def _mend(first: Table, second: Table, rows: list[list[Cell]], known: Collection[str]) -> None:
    if len(rows) > 1:
        _lift(rows[0], rows[1], known)
    last, following = first.rows[-1], rows[0]
    pairs = _pairs(last, following)
    torn = pairs is not None and _is_torn(pairs, known, drawn=not (first.open_bottom or second.open_top))
    heads = not any(FIGURE.fullmatch(cell.text) for cell in (*last, *following))
    for above, below in _pairs_of(last, following):
        owner = _owner(first.rows, above)
        if torn:
            _take(owner, below)
            owner.rows += below.rows - 1
            below.covered = True
        elif _continues_down(owner, below, above, known, heads=heads):
            _take(owner, below)
            owner.rows += below.rows
            below.covered = True
        if below.covered:
            below.pieces, below.columns, below.rows = [], 1, 1
    if not torn and all(cell.covered for cell in following):
        # Every cell goes on: no row begins here.
        for above, _ in _pairs_of(last, following):
            _owner(first.rows, above).rows -= 1
        torn = True
    if torn:
        # What was covered below the torn row stays; the row itself has gone into the one above.
        del rows[0]


def _lift(upper: list[Cell], lower: list[Cell], known: Collection[str]) -> None:
    """Give back to the first row of a page what hangs out of it into the second.

    Some programs rule the rest of a merged cell too low a row: its text ends above the next row's figure or label.
    """
    for below in lower:
        for at in range(1, len(below.lines)):
            over, own = below.lines[:at], below.lines[at:]
            fitting = (cell for cell in upper if not FIGURE.fullmatch(cell.text))
            above = next((cell for cell in fitting if all(_is_under(line, cell) for line in over)), None)
            head, rest = ("".join(line.text for line in lines) for lines in (over, own))
            if above is not None and _stands_alone(rest, known) and not _stands_alone(head, known):
                write(above, [*above.lines, *over])
                write(below, own)
                break


def _is_under(line: Line, cell: Cell) -> bool:
    return cell.box[0] - 2 <= line.x0 and line.x1 <= cell.box[2] + 2


def _stands_alone(text: str, known: Collection[str]) -> bool:
    return bool(FIGURE.fullmatch(text)) or _begins(text, known)


def _pairs_of(last: list[Cell], following: list[Cell]) -> list[tuple[Cell, Cell]]:
    """Pair the cells of two rows that have the same columns."""
    found = []
    for below in following:
        for above in last:
            if abs(above.left - below.left) <= _NEAR and abs(above.right - below.right) <= _NEAR:
                found.append((above, below))
                break
    return found


def _pairs(last: list[Cell], following: list[Cell]) -> list[tuple[Cell, Cell]] | None:
    found = _pairs_of(last, following)
    return found if len(found) == len(following) == len(last) else None


def _owner(rows: Sequence[Sequence[Cell]], cell: Cell) -> Cell:
    """Return the cell that covers a covered one."""
    if not cell.covered:
        return cell
    for row in reversed(rows):
        for above in row:
            if abs(above.left - cell.left) <= _NEAR and abs(above.right - cell.right) <= _NEAR and not above.covered:
                return above
    return cell


def _append(owner: Cell, more: Sequence[Piece], line: Line) -> None:
    if owner.pieces and (breaks(owner.room, line) or is_cut(owner.pieces[-1].text, owner.room, line)):
        piece = owner.pieces[-1]
        owner.pieces[-1] = piece._replace(text=joined(piece.text, more[0].text))
        more = more[1:]
    owner.pieces += more


def _take(owner: Cell, below: Cell) -> None:
    if below.pieces:
        _append(owner, below.pieces, below.lines[0])
        owner.room = below.room


def _is_torn(pairs: Sequence[tuple[Cell, Cell]], known: Collection[str], *, drawn: bool) -> bool:
    """Tell whether a page break tore one row in two: each figure stands in one half only, and texts go on.

    `drawn`: both halves are closed by a rule, as a new row is.
    """
    plain = [(above, below) for above, below in pairs if not (above.covered or above.rows > 1)]
    if not plain or all(not below.text for _, below in plain):
        return bool(plain) and not drawn
    goes_on = figures_above = figures_below = False
    for above, below in plain:
        a, b = above.text, below.text
        figures_above |= bool(a and FIGURE.fullmatch(a))
        figures_below |= bool(b and FIGURE.fullmatch(b))
        if a and b:
            if FIGURE.fullmatch(a) or FIGURE.fullmatch(b):
                if not is_cut(above.pieces[-1].text, above.room, below.lines[0]):
                    return False
            elif _goes_on(above, below, known):
                goes_on = True
            else:
                return False
    if goes_on:
        return figures_above or figures_below or not drawn
    if not figures_below or not any(above.text for above, _ in plain):
        return False
    # The figures alone came over: a label that came with them, beside an empty cell, would be that of a new row.
    came = [below.text for above, below in plain if below.text and not above.text]
    return all(FIGURE.fullmatch(text) for text in came)


def _goes_on(above: Cell, below: Cell, known: Collection[str]) -> bool:
    """Tell whether a cell's text is the rest of the one above it."""
    if _begins(below.text, known):
        return False
    key = label_key(above.text)
    return label_key(above.text + below.text) in known or (key not in known and breaks(above.room, below.lines[0]))


def _begins(text: str, known: Collection[str]) -> bool:
    return bool(_MARKED.match(text)) or label_key(text) in known


def _continues_down(owner: Cell, below: Cell, above: Cell, known: Collection[str], *, heads: bool) -> bool:
    """Tell whether a merged cell goes on: the part of it on the next page comes back empty, or with the rest of its text."""
    merged = above.covered or owner.rows > 1 or below.rows > 1
    if not (merged or (heads and below.text)) or FIGURE.fullmatch(owner.text):
        return False
    if not below.text:
        return bool(owner.text) or above.covered
    if _begins(below.text, known) or FIGURE.fullmatch(below.text):
        return False
    return not owner.text or _goes_on(owner, below, known)

"""Rebuilds a table whose cells the source lost: each a paragraph of its own, or a whole row run together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from auditor.forms.labels import Hit, LabelIndex
from auditor.model.document import Node, Row, Table
from auditor.model.text import full_key
from auditor.model.values import Kind, read_value

# A longer paragraph is neither a cell nor a row run together.
_LONGEST = 400
# A label that a narrow cell breaks is in no more parts.
_MOST_PARTS = 5
_MOST_WORDS = 5
_BARS = re.compile(r"[|\t｜]")
_BAR = ("|", "｜")
# Where so large a part of the rows begin or end with a bar, it closes the row and stands between no cells.
_NEARLY_ALL = 0.8
_WORD = re.compile(r"\S+")
_FIGURES = re.compile(r"(?:[+\-]?\d[\d,.]*|[/—–-]+)")
# A label and the figures behind it, or figures alone, separated by nothing but spaces.
_RUN_TOGETHER = re.compile(
    rf"(?P<label>.*?[^\d\s,.+\-/—–])??\s*(?P<figures>{_FIGURES.pattern}(?:\s+{_FIGURES.pattern})*)\s*"
)


class _Piece(NamedTuple):
    text: str
    line: int
    col: int
    node: int
    hit: Hit | None
    figure: bool
    last: int
    """The line in which it ends."""
    tabs: tuple[tuple[int, int], ...] = ()
    """Line and column of the marks between cells (TABs, bars) that stand before it and behind the piece before."""

    @property
    def known(self) -> bool:
        return self.hit is not None


def rebuild(nodes: Sequence[Node], labels: LabelIndex) -> tuple[tuple[Node, ...], Table, tuple[Node, ...]] | None:
    """Return the prose before, the table, and the prose behind, or None where no table of the form was flattened.

    The form's labels are walked over the paragraphs; a row begins at each label that follows a figure. Where marks between
    cells were kept (a lone TAB, as a browser leaves between the cells that are copied from it), they tell which are empty.
    """
    if any(isinstance(node, Table) and not is_flattened(node) for node in nodes):
        return None
    *pieces, end = _joined(list(_pieces(nodes, labels)), labels)
    belongs = [n for n, piece in enumerate(pieces) if piece.known or piece.figure]
    named = {hit.label for n in belongs if (hit := labels.hits[pieces[n].text]) is not None}
    if len(named) < labels.spec.minimum_labels or not any(pieces[n].figure for n in belongs):
        return None
    known = [n for n in belongs if pieces[n].known]
    first, last = pieces[known[0]].node, pieces[belongs[-1]].node
    behind = next((n for n in range(belongs[-1] + 1, len(pieces)) if pieces[n].node > last), len(pieces))
    inside = [piece for piece in pieces[:behind] if first <= piece.node]
    following = pieces[behind] if behind < len(pieces) else end
    rows = tuple((_OneRow if labels.spec.one_row else _Rows)([*inside, following], labels))
    if not rows:
        return None
    table = Table(rows, rows[0].lines[0], rebuilt=True)
    return tuple(nodes[:first]), table, tuple(nodes[last + 1 :])


def is_flattened(table: Table) -> bool:
    """Tell whether TABs only stand between what else are paragraphs: each row is one cell, or each cell begins with an
    empty line, or holds TABs itself, as rows of a spreadsheet do whose first cell is empty."""
    if all(len(row.texts) == 1 for row in table.rows):
        return True
    texts = [text for row in table.rows for text in row.texts]
    return all(not text.partition("\n")[0].strip() for text in texts) or all("\t" in text.rstrip() for text in texts)


def _pieces(nodes: Sequence[Node], labels: LabelIndex) -> Iterator[_Piece]:
    """Yield labels, figures and what else stands in the lines; last an empty piece for what stands behind all."""
    tabs: list[tuple[int, int]] = []
    line = 0
    opened, closed = _bordered([node.text for node in nodes if not isinstance(node, Table)])
    for number, node in enumerate(nodes):
        for text, line, col, led in _lines(node):
            if led:
                tabs.append((line, col - 1))
            if len(text) > _LONGEST:
                # Prose between the cells is kept as it is.
                yield _Piece(text, line, col, number, None, False, line, tuple(tabs))
                tabs.clear()
                continue
            if opened and text.startswith(_BAR):
                text, col = text[1:], col + 1
            if closed and text.endswith(_BAR):
                text = text[:-1]
            start = 0
            for part in _BARS.split(text):
                if start:
                    tabs.append((line, col + start - 1))
                for word, offset in _apart(part, labels) if part.strip() else ():
                    value = read_value(word)
                    figure = value.kind is not Kind.TEXT and value.kind is not Kind.BLANK
                    yield _Piece(word, line, col + start + offset, number, labels.hits[word], figure, line, tuple(tabs))
                    tabs.clear()
                start += len(part) + 1
    # Far below, so that all marks that are left belong to the last row.
    yield _Piece("", line + _LONGEST, 1, len(nodes), None, False, line + _LONGEST, tuple(tabs))


def _bordered(lines: Sequence[str]) -> tuple[bool, bool]:
    """Tell whether bars stand before the first cell and behind the last cell of the rows."""
    rows = [line for line in lines if any(bar in line for bar in _BAR)]
    enough = _NEARLY_ALL * len(rows)
    return (
        bool(rows) and sum(line.startswith(_BAR) for line in rows) >= enough,
        bool(rows) and sum(line.endswith(_BAR) for line in rows) >= enough,
    )


def _lines(node: Node) -> Iterator[tuple[str, int, int, bool]]:
    """Yield the lines of a paragraph or of the cells of a flattened table, and whether a TAB leads the line."""
    if not isinstance(node, Table):
        yield node.text, node.line, node.col, False
        return
    for row in node.rows:
        for text, line, col in zip(row.texts, row.lines, row.cols, strict=True):
            for offset, part in enumerate(text.split("\n")):
                yield part, line + offset, col if not offset else 1, not offset


def _apart(part: str, labels: LabelIndex) -> Iterator[tuple[str, int]]:
    """Split labels from each other and from the figures that run on behind them."""
    match = _RUN_TOGETHER.fullmatch(part)
    if match is None:
        yield from _labels_apart(part, 0, labels)
        return
    if match["label"]:
        yield from _labels_apart(match["label"], match.start("label"), labels)
    for figure in _FIGURES.finditer(part, match.start("figures")):
        yield figure[0], figure.start()


def _labels_apart(text: str, start: int, labels: LabelIndex) -> Iterator[tuple[str, int]]:
    """Split a text at its spaces where that leaves labels: （三）不予公开 1.属于国家秘密, and 行政许可 若干."""
    words = [(word[0], start + word.start(), start + word.end()) for word in _WORD.finditer(text)]
    while words:
        for end in range(min(len(words), _MOST_WORDS), 0, -1):
            begin = words[0][1]
            first = text[begin - start : words[end - 1][2] - start]
            hit = labels.hits[first]
            if hit is not None and (not hit.differs or end == 1) and _is_whole(first, hit):
                break
        else:
            end = len(words)
        yield text[words[0][1] - start : words[end - 1][2] - start], words[0][1]
        words = words[end:]


def _is_whole(text: str, hit: Hit) -> bool:
    """Tell whether a label is the whole text, and not the rest behind another one that is all in brackets."""
    return hit.differs or full_key(text) == full_key(hit.label) or len(_WORD.findall(text)) == 1


def _joined(pieces: list[_Piece], labels: LabelIndex) -> list[_Piece]:
    """Join labels broken over several paragraphs (商业 / 企业)."""
    joined: list[_Piece] = []
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        step = 1
        # What is a label only roughly may be the first half of one: 社会公益 / 组织.
        if not piece.figure and (piece.hit is None or piece.hit.differs):
            for length in range(2, _MOST_PARTS + 1):
                parts = pieces[position : position + length]
                # A cell of several lines, as it stood before the source lost it.
                text = "\n".join(part.text for part in parts)
                apart = (
                    len(parts) < length or any(part.figure for part in parts) or any(part.tabs for part in parts[1:])
                )
                if apart:
                    break
                hit = labels.hits[text]
                if hit is None or (hit.differs and (step > 1 or any(part.known for part in parts))):
                    continue
                piece, step = piece._replace(text=text, hit=hit, last=parts[-1].last), length
                if not hit.differs:
                    break
        joined.append(piece)
        position += step
    return joined


class _OneRow:
    """Cuts pieces into rows of labels and rows of figures; the figures of the whole table stand in one line."""

    def __init__(self, pieces: Sequence[_Piece], labels: LabelIndex) -> None:
        *self._pieces, self._end = pieces
        block = labels.spec.blocks[0]
        self._expected = len(block.columns) * len(block.rows)

    def __iter__(self) -> Iterator[Row]:
        groups = [list(group) for _, group in groupby(self._pieces, key=lambda piece: piece.figure)]
        for number, group in enumerate(groups):
            if not group[0].figure or not number:
                yield _row(group)
                continue
            following = groups[number + 1][0] if number + 1 < len(groups) else self._end
            yield _row(_with_blanks(groups[number - 1][-1], group, following, self._expected, below=True) or group)


class _Rows:
    """Cuts pieces into rows: labels, then figures. A row's own label says how many figures must follow."""

    def __init__(self, pieces: Sequence[_Piece], labels: LabelIndex) -> None:
        *self._pieces, self._end = pieces
        self._labels = labels
        gaps = Counter(
            after.line - before.last for before, after in pairwise(self._pieces) if before.figure and after.figure
        )
        self._gap = max(gaps, key=lambda gap: gaps[gap], default=0)

    def __iter__(self) -> Iterator[Row]:
        row: list[_Piece] = []
        position = 0
        while position < len(self._pieces):
            piece = self._pieces[position]
            position += 1
            if row and row[-1].figure and not piece.figure:
                yield _row(row)
                row = []
            row.append(piece)
            expected = self._figures_of(piece)
            if not expected:
                continue
            behind = self._behind(position)
            end = position + len(behind)
            following = self._pieces[end] if end < len(self._pieces) else self._end
            figures = self._whole(piece, behind, following, expected)
            if figures is not None:
                yield _row([*row, *figures])
                row = []
                position += len(behind)
            elif not any(piece.figure for piece in behind):
                yield _row(row)
                row = []
        if row:
            yield _row(row)

    def _figures_of(self, piece: _Piece) -> int:
        """Return how many figures belong to a label, 0 where it may be another than that of a row."""
        hit = piece.hit
        if hit is None or hit.row is None or hit.columns or hit.label in self._labels.beside:
            return 0
        return len(self._labels.spec.blocks[hit.row.block].columns)

    def _behind(self, position: int) -> Sequence[_Piece]:
        """Return what stands before the next label."""
        end = next((n for n in range(position, len(self._pieces)) if self._pieces[n].known), len(self._pieces))
        return self._pieces[position:end]

    def _whole(self, label: _Piece, behind: Sequence[_Piece], following: _Piece, expected: int) -> list[_Piece] | None:
        """Return all figures of a row, or None where their number is another; a blank line may be an empty one."""
        in_line = all(piece.line == label.line for piece in behind)
        if len(behind) == expected and (in_line or any(piece.figure for piece in behind)):
            return list(behind)
        if any(piece.tabs for piece in (*behind, following)):
            return _with_blanks(label, behind, following, expected, below=False)
        if not any(piece.figure for piece in behind):
            return None
        filled: list[_Piece] = []
        last = label.last
        for piece in behind:
            missed = range(last + self._gap, piece.line, self._gap) if self._gap > 0 else ()
            filled += [piece._replace(text="", line=line, last=line, col=1) for line in missed]
            filled.append(piece)
            last = piece.last
        return filled if len(filled) == expected else None


def _with_blanks(
    label: _Piece, behind: Sequence[_Piece], following: _Piece, expected: int, *, below: bool
) -> list[_Piece] | None:
    """Return the figures of a row with its empty cells, as the marks between cells tell, or None where they do not.

    `below`: the row stands below the label and not behind it, so that marks before its first figure may belong to the
    row of the label.
    """
    ends_after = _broken_at(behind[-1].last if behind else label.last, following)
    trailing = _marks_before(following)[:ends_after]
    if not behind:
        return [_blank(label, at) for at in trailing] if len(trailing) == expected else None
    if not any(piece.tabs for piece in (*behind, following)):
        return None
    first, *rest = behind
    filled = [first]
    for piece in rest:
        # A mark stands between two cells; one more is an empty cell.
        filled += [_blank(first, at) for at in piece.tabs[1:]]
        filled.append(piece)
    lacking = expected - len(filled)
    leading = _marks_before(first)[_broken_at(label.last, first) :] if below else first.tabs[1:]
    # So many of the leading marks are empty cells as the trailing ones leave open; the rest a merged label left.
    fewest, most = max(0, lacking - len(trailing)), min(len(leading), lacking)
    if lacking < 0 or fewest > most or (fewest < most and ends_after is None):
        return None
    if fewest < most:
        # Where the row ends is known: all marks up to there are its own.
        fewest = most = lacking - len(trailing)
    before = [_blank(first, at) for at in leading[len(leading) - most :]]
    return [*before, *filled, *(_blank(first, at) for at in trailing[: lacking - most])]


def _marks_before(piece: _Piece) -> tuple[tuple[int, int], ...]:
    """Return the marks before a piece, without the TAB that leads its own line."""
    return piece.tabs[:-1] if piece.tabs and piece.tabs[-1] == (piece.line, 1) else piece.tabs


def _blank(like: _Piece, at: tuple[int, int]) -> _Piece:
    line, col = at
    return like._replace(text="", line=line, last=line, col=col + 1, figure=True, hit=None, tabs=())


def _broken_at(last: int, piece: _Piece) -> int | None:
    """Return before which of the marks before a piece the row ended: where the widest gap is; None where two are as wide."""
    lines = [last, *(line for line, _ in piece.tabs), piece.line]
    gaps = [after - before for before, after in pairwise(lines)]
    widest = max(gaps)
    return gaps.index(widest) if gaps.count(widest) == 1 else None


def _row(pieces: Sequence[_Piece]) -> Row:
    return Row(
        tuple(piece.text for piece in pieces),
        tuple(piece.line for piece in pieces),
        tuple(piece.col for piece in pieces),
    )

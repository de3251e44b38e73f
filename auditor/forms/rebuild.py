"""Rebuilds a table whose cells the source lost: each a paragraph of its own, or a whole row run together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
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

    @property
    def known(self) -> bool:
        return self.hit is not None


def rebuild(nodes: Sequence[Node], labels: LabelIndex) -> tuple[tuple[Node, ...], Table, tuple[Node, ...]] | None:
    """Return the prose before, the table, and the prose behind, or None where no table of the form was flattened.

    The form's labels are walked over the paragraphs; a row begins at each label that follows a figure.
    """
    if any(isinstance(node, Table) for node in nodes):
        return None
    pieces = _joined(list(_pieces(nodes, labels)), labels)
    belongs = [n for n, piece in enumerate(pieces) if piece.known or piece.figure]
    named = {hit.label for n in belongs if (hit := labels.hits[pieces[n].text]) is not None}
    if len(named) < labels.spec.minimum_labels or not any(pieces[n].figure for n in belongs):
        return None
    known = [n for n in belongs if pieces[n].known]
    first, last = pieces[known[0]].node, pieces[belongs[-1]].node
    inside = [piece for piece in pieces if first <= piece.node <= last]
    rows = tuple(_one_row(inside) if labels.spec.one_row else _Rows(inside, labels))
    if not rows:
        return None
    table = Table(rows, rows[0].lines[0], rebuilt=True)
    return tuple(nodes[:first]), table, tuple(nodes[last + 1 :])


def _pieces(nodes: Sequence[Node], labels: LabelIndex) -> Iterator[_Piece]:
    for number, node in enumerate(nodes):
        if isinstance(node, Table):
            continue
        if len(node.text) > _LONGEST:
            # Prose between the cells is kept as it is.
            yield _Piece(node.text, node.line, node.col, number, None, False, node.line)
            continue
        start = 0
        for part in _BARS.split(node.text):
            if part.strip():
                for text, offset in _apart(part, labels):
                    value = read_value(text)
                    figure = value.kind is not Kind.TEXT and value.kind is not Kind.BLANK
                    col = node.col + start + offset
                    yield _Piece(text, node.line, col, number, labels.hits[text], figure, node.line)
            start += len(part) + 1


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
                apart = len(parts) < length or any(part.figure for part in parts)
                hit = None if apart else labels.hits[text]
                if hit is not None and not (hit.differs and any(part.known for part in parts)):
                    piece, step = piece._replace(text=text, hit=hit, last=parts[-1].last), length
                    break
        joined.append(piece)
        position += step
    return joined


def _one_row(pieces: Iterable[_Piece]) -> Iterator[Row]:
    row: list[_Piece] = []
    for piece in pieces:
        if row and piece.figure != row[-1].figure:
            yield _row(row)
            row = []
        row.append(piece)
    if row:
        yield _row(row)


class _Rows:
    """Cuts pieces into rows: labels, then figures. A row's own label says how many figures must follow."""

    def __init__(self, pieces: Sequence[_Piece], labels: LabelIndex) -> None:
        self._pieces = pieces
        self._labels = labels
        gaps = Counter(after.line - before.last for before, after in pairwise(pieces) if before.figure and after.figure)
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
            figures = self._whole(piece, behind, expected)
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

    def _whole(self, label: _Piece, behind: Sequence[_Piece], expected: int) -> list[_Piece] | None:
        """Return all figures of a row, or None where their number is another; a blank line may be an empty one."""
        in_line = all(piece.line == label.line for piece in behind)
        if len(behind) == expected and (in_line or any(piece.figure for piece in behind)):
            return list(behind)
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


def _row(pieces: Sequence[_Piece]) -> Row:
    return Row(
        tuple(piece.text for piece in pieces),
        tuple(piece.line for piece in pieces),
        tuple(piece.col for piece in pieces),
    )

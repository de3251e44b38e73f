"""Rebuilds a table whose cells the source lost: each a paragraph of its own, or a whole row run together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.forms.labels import LabelIndex
from auditor.model.document import Node, Row, Table
from auditor.model.values import Kind, read_value

# A longer paragraph is neither a cell nor a row run together.
_LONGEST = 400
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
    known: bool
    figure: bool


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
    rows = tuple(_rows(inside, one_row=labels.spec.one_row))
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
            yield _Piece(node.text, node.line, node.col, number, False, False)
            continue
        start = 0
        for part in _BARS.split(node.text):
            if part.strip():
                for text, offset in _apart(part, labels):
                    value = read_value(text)
                    figure = value.kind is not Kind.TEXT and value.kind is not Kind.BLANK
                    yield _Piece(
                        text, node.line, node.col + start + offset, number, labels.hits[text] is not None, figure
                    )
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
    """Split a text at its spaces where that leaves nothing but labels: （三）不予公开 1.属于国家秘密."""
    words = [(word[0], start + word.start()) for word in _WORD.finditer(text)]
    if labels.hits[text] is None and len(words) > 1 and all(labels.hits[word] is not None for word, _ in words):
        yield from words
    else:
        yield text.strip(), start + len(text) - len(text.lstrip())


def _joined(pieces: list[_Piece], labels: LabelIndex) -> list[_Piece]:
    """Join labels broken over two or three paragraphs (商业 / 企业)."""
    joined: list[_Piece] = []
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        step = 1
        if not piece.known and not piece.figure:
            for length in (2, 3):
                parts = pieces[position : position + length]
                # A cell of several lines, as it stood before the source lost it.
                text = "\n".join(part.text for part in parts)
                alone = any(part.figure or part.known for part in parts)
                if len(parts) == length and not alone and labels.hits[text] is not None:
                    piece, step = piece._replace(text=text, known=True), length
                    break
        joined.append(piece)
        position += step
    return joined


def _rows(pieces: Sequence[_Piece], *, one_row: bool) -> Iterator[Row]:
    row: list[_Piece] = []
    for piece in pieces:
        if row and row[-1].figure and not piece.figure and not one_row:
            yield _row(row)
            row = []
        if one_row and row and piece.figure != row[-1].figure:
            yield _row(row)
            row = []
        row.append(piece)
    if row:
        yield _row(row)


def _row(pieces: Sequence[_Piece]) -> Row:
    return Row(
        tuple(piece.text for piece in pieces),
        tuple(piece.line for piece in pieces),
        tuple(piece.col for piece in pieces),
    )

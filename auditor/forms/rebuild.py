"""Rebuilds a table whose cells the source lost: each a paragraph of its own, or a whole row run together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.forms.labels import LabelIndex
from auditor.model.document import Node, Row, Table
from auditor.model.values import Kind, read_value

_BARS = re.compile(r"[|\t｜]")
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
        if isinstance(node, Table) or len(node.text) > 400:
            continue
        start = 0
        for part in _BARS.split(node.text):
            if part.strip():
                for text, offset in _apart(part):
                    value = read_value(text)
                    figure = value.kind is not Kind.TEXT and value.kind is not Kind.BLANK
                    yield _Piece(
                        text, node.line, node.col + start + offset, number, labels.hits[text] is not None, figure
                    )
            start += len(part) + 1


def _apart(part: str) -> Iterator[tuple[str, int]]:
    """Split a label from the figures that run on behind it."""
    match = _RUN_TOGETHER.fullmatch(part)
    if match is None:
        yield part.strip(), len(part) - len(part.lstrip())
        return
    if match["label"]:
        yield match["label"].strip(), match.start("label")
    for figure in _FIGURES.finditer(part, match.start("figures")):
        yield figure[0], figure.start()


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
                text = "".join(part.text for part in parts)
                if len(parts) == length and not any(part.figure for part in parts) and labels.hits[text] is not None:
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

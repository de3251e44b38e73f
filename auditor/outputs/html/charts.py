"""The index's pictures as inline SVG. Every bar says its numbers in words, and its pattern tells what its colour does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from auditor.model.finding import Message
from auditor.outputs.html.inert import escape
from auditor.outputs.html.words import both

_WIDTH, _LABEL, _ROW, _BAR = 520, 172, 26, 14
_LONGEST = _WIDTH - _LABEL - 60

PATTERNS = (
    '<svg width="0" height="0" class="patterns" aria-hidden="true"><defs>'
    '<pattern id="p-warning" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="ground" width="6" height="6"/><rect class="ink" width="3" height="6"/></pattern>'
    '<pattern id="p-review" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<rect class="ground" width="5" height="5"/><circle class="ink" cx="2.5" cy="2.5" r="1.4"/></pattern>'
    '<pattern id="p-open" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
    '<rect class="ground" width="5" height="5"/><rect class="ink" width="1.5" height="5"/></pattern>'
    "</defs></svg>"
)
"""The fills that tell severities apart without colour; they stand once in a page."""


class Bar(NamedTuple):
    """One bar: its label and the pieces it is made of, each with its kind, what it is called and how many."""

    label: Message
    pieces: Sequence[tuple[str, Message, int]]


def bars(title: Message, rows: Sequence[Bar], name: str, legend: Sequence[tuple[str, Message]] = ()) -> str:
    """Return a chart of horizontal bars, whose longest one fills the width. `legend` explains pieces of bars."""
    longest = max((sum(piece[2] for piece in row.pieces) for row in rows), default=0) or 1
    told = Message(
        "；".join(f"{row.label.zh}：{_told(row, zh=True)}" for row in rows),
        "; ".join(f"{row.label.en}: {_told(row, zh=False)}" for row in rows),
    )
    drawn = "".join([_bar(row, n, longest) for n, row in enumerate(rows)])
    height = (len(rows) + bool(legend)) * _ROW
    for n, (kind, word) in enumerate(legend):
        x, y = _LABEL + n * 84, len(rows) * _ROW + 8
        drawn += f'<rect class="{kind}" x="{x}" y="{y}" width="{_BAR}" height="{_BAR}"/>'
        drawn += f'<text class="legend" x="{x + _BAR + 6}" y="{y + _BAR / 2}">{_tspans(word)}</text>'
    return (
        f'<svg class="chart" role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {_WIDTH} {height}">'
        f'<title id="{name}-t">{escape(title.zh)} / {escape(title.en)}</title>'
        f'<desc id="{name}-d">{escape(told.zh)} / {escape(told.en)}</desc>{drawn}</svg>'
    )


def ledger_bar(title: Message, counts: Mapping[str, int], words: Mapping[str, Message]) -> str:
    """Return the ledger as one bar of seven pieces."""
    total = sum(counts.values()) or 1
    pieces, x = [], 0.0
    for state, number in counts.items():
        if number:
            wide = max(number / total * 100, 0.6)
            pieces.append(f'<rect class="{state}" x="{x:.2f}%" width="{wide:.2f}%" height="12"/>')
            x += wide
    zh = "，".join(f"{words[state].zh}{number}" for state, number in counts.items())
    en = ", ".join(f"{words[state].en} {number}" for state, number in counts.items())
    return (
        f'<svg class="bar" role="img" aria-labelledby="ledger-t ledger-d" height="12" width="100%">'
        f'<title id="ledger-t">{escape(title.zh)} / {escape(title.en)}</title>'
        f'<desc id="ledger-d">{escape(zh)} / {escape(en)}</desc>{"".join(pieces)}</svg>'
    )


def _told(row: Bar, *, zh: bool) -> str:
    parts = [(word.zh if zh else word.en, number) for _, word, number in row.pieces if number]
    return ("，" if zh else ", ").join(f"{word} {number}" for word, number in parts) or "0"


def _bar(row: Bar, n: int, longest: int) -> str:
    top = n * _ROW + (_ROW - _BAR) / 2
    middle = n * _ROW + _ROW / 2
    pieces, x = [], float(_LABEL)
    for kind, _, number in row.pieces:
        if number:
            wide = max(number / longest * _LONGEST, 2)
            pieces.append(f'<rect class="{kind}" x="{x:.1f}" y="{top}" width="{wide:.1f}" height="{_BAR}"/>')
            x += wide + 1.5
    total = sum(number for _, _, number in row.pieces)
    return (
        f'<text class="label" x="{_LABEL - 10}" y="{middle}">{_tspans(row.label)}</text>{"".join(pieces)}'
        f'<text class="sum" x="{x + 5:.1f}" y="{middle}">{total}</text>'
    )


def _tspans(text: Message) -> str:
    return both(text).replace("<span", "<tspan").replace("</span", "</tspan")

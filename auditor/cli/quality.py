"""`audit rules quality`: what reviewers made of each rule's findings."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import click

from auditor.cli.records import opened
from auditor.engine.quality import Card, quality
from auditor.outputs.terminal import inert

_HEADS = {
    "zh": ("规则", "发现", "属实", "接受现状", "不成立", "未判定", "无法判断", "准确率"),
    "en": ("rule", "fired", "confirmed", "accepted", "dismissed", "undecided", "not assessable", "precision"),
}


@click.command("quality")
@click.argument("records", metavar="RUN...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def rule_quality(records: tuple[Path, ...], lang: str) -> int:
    """Count for each rule what reviewers decided, over the run records named, the oldest first.

    Precision is the part of the decided findings that were confirmed or accepted. A finding of several runs counts once.
    """
    with ExitStack() as stack:
        cards = quality([stack.enter_context(opened(record)) for record in records])
    table = [_HEADS[lang], *(_row(card, lang) for card in cards)]
    widths = [max(_width(row[n]) for row in table) for n in range(len(table[0]))]
    for row, title in zip(table, ("", *(card.title[lang == "en"] for card in cards)), strict=True):
        first, *figures = (
            _padded(cell, width, left=n == 0) for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        click.echo(inert("  ".join((first, *figures, title)).rstrip()))
    return 0


def _row(card: Card, lang: str) -> Sequence[str]:
    decided = [card.decided(verdict) for verdict in ("confirmed", "accepted", "dismissed")]
    precision = card.precision
    counts = (card.fired, *decided, card.fired - sum(decided), len(card.open))
    return (card.id, *map(str, counts), "—" if precision is None else f"{precision:.1%}")


def _width(text: str) -> int:
    """Return how many columns of the terminal a text takes."""
    return sum(2 if char >= "\u2e80" else 1 for char in text)


def _padded(text: str, width: int, *, left: bool) -> str:
    blanks = " " * (width - _width(text))
    return text + blanks if left else blanks + text

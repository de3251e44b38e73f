"""Report text to Document: one grammar for every format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Any

from lark import Lark, Token, Transformer

from auditor.model.document import Document, Heading, Node, Paragraph, Row, Table

# A blank line ends a row; only a TAB-led line may follow inside one table token.
_ROW_END = re.compile(r"\n[^\S\t\n]*\n")
# A cell's text starts behind its TAB, which is the first character of the line.
_CELL_COL = 2


def parse(text: str) -> Document:
    """Return the text as nested blocks. Never refuses: what has no marker is a paragraph."""
    # The blank lines close a table that ends with the file.
    document: Document = _parser().parse(text + "\n\n\n")  # type: ignore[assignment]
    return document


class Builder(Transformer[Token, Any]):
    """Turns tokens into blocks while the parser runs, so that no tree is ever built."""

    def PARAGRAPH(self, token: Token) -> Paragraph:
        line = token.partition("\n")[0].rstrip()
        text = line.lstrip()
        return Paragraph(text, token.line or 1, 1 + len(line) - len(text))

    HEAD1 = HEAD2 = HEAD3 = PARAGRAPH

    def TABLE(self, token: Token) -> Table:
        start = line = token.line or 1
        rows = []
        for row in _ROW_END.split(token):
            if row[:1] != "\t":
                break  # the blank lines behind the last row
            texts = tuple(row[1:].split("\n\t"))
            after = line + row.count("\n") + 1
            lines: Sequence[int] = range(line, after)
            if len(lines) > len(texts):
                # A cell of several lines: each cell's line depends on those before it.
                lines = tuple(accumulate((1 + text.count("\n") for text in texts[:-1]), initial=line))
            rows.append(Row(texts, lines, (_CELL_COL,) * len(texts)))
            line = after + 1
        return Table(tuple(rows), start)

    def section(self, children: list[Any]) -> Heading:
        return _heading(1, children)

    def sub(self, children: list[Any]) -> Heading:
        return _heading(2, children)

    def item(self, children: list[Any]) -> Heading:
        return _heading(3, children)

    def start(self, children: list[Node]) -> Document:
        return Document(tuple(children))


def _heading(level: int, children: list[Any]) -> Heading:
    head: Paragraph = children[0]
    return Heading(level, head.text, head.line, head.col, tuple(children[1:]))


@cache
def _parser() -> Lark:
    return Lark.open_from_package(
        "auditor.grammar", "report.lark", parser="lalr", transformer=Builder(), maybe_placeholders=False
    )

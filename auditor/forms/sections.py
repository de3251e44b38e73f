"""Cuts a document into the form's sections; headings are matched by title, and may overrule the markers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz, process

from auditor.model.document import Document, Heading, Line, Node, Paragraph, Row, Table
from auditor.model.finding import Span
from auditor.model.form import Form, SectionSpec
from auditor.model.report import Section
from auditor.model.text import Memo, label_key

LONGEST_TITLE = 40
"""A heading is a line of its own of at most so many characters, without a full stop (OGI-S101)."""
_SIMILAR = 70
_ORDINAL = re.compile(
    r"^\s*([（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）、.．]|[—\-–－―]\s*、|第[一二三四五六七八九十]{1,3}部分\s*[、：:]?)\s*"
)


class _Candidate(NamedTuple):
    spec: SectionSpec
    ordinal: str
    title: str
    exact: bool
    score: float


class Outline(NamedTuple):
    """The document cut at its section headings."""

    preamble: tuple[Node, ...]
    sections: tuple[Section, ...]
    lost_row_ends: tuple[Span, ...]
    """Cells into which a section heading ran, because the blank line that ends a row was lost."""


class SectionIndex:
    """The section titles of a form, looked up by what is printed."""

    def __init__(self, form: Form) -> None:
        self._titles: dict[str, tuple[SectionSpec, bool]] = {}
        for spec in form.sections:
            for title in spec.variants:
                self._titles[label_key(title)] = (spec, False)
            for title in (spec.title, *spec.official):
                self._titles[label_key(title)] = (spec, True)
        # Row labels that begin like a heading (四、结转下年度继续办理) are no headings.
        self._row_labels = frozenset(
            label_key(label)
            for table in form.tables
            for label in (*table.notes, *(row.label for block in table.blocks for row in block.rows))
        )

        self._matches: Memo[_Candidate | None] = Memo(self._match)

    def match(self, text: str) -> _Candidate | None:
        """Return the section whose title this line may be."""
        return None if len(text) > LONGEST_TITLE + 4 else self._matches[text]

    def _match(self, text: str) -> _Candidate | None:
        if "。" in text or not text:
            return None
        marked = _ORDINAL.match(text)
        ordinal = marked[1] if marked else ""
        title = text[marked.end() :] if marked else text
        key = label_key(title)
        found = self._titles.get(key)
        if found is not None:
            return _Candidate(found[0], ordinal, title, found[1], 100.0)
        if not marked or len(key) < 4 or label_key(text) in self._row_labels:
            return None
        near = process.extractOne(key, self._titles.keys(), scorer=fuzz.ratio, score_cutoff=_SIMILAR)
        return None if near is None else _Candidate(self._titles[near[0]][0], ordinal, title, False, near[1])

    def is_title(self, text: str) -> bool:
        """Tell whether a line inside a table cell is a section heading, to the letter and with its ordinal."""
        found = self.match(text)
        return found is not None and found.score == 100 and bool(found.ordinal)


def cut(document: Document, index: SectionIndex) -> Outline:
    """Return the document's nodes, flat, under the section headings found among them."""
    lost: list[Span] = []
    nodes = list(_without_swallowed_headings(document.flat(), index, lost))
    found: list[tuple[int, _Candidate]] = []
    for position, node in enumerate(nodes):
        if not isinstance(node, Table):
            candidate = index.match(node.text)
            if candidate is not None:
                found.append((position, candidate))
    heads = _choose(found)
    first = heads[0][0] if heads else len(nodes)
    ends = [*(position for position, _ in heads[1:]), len(nodes)]
    sections = tuple(
        _section(nodes, position, end, candidate) for (position, candidate), end in zip(heads, ends, strict=False)
    )
    return Outline(tuple(nodes[:first]), sections, tuple(lost))


def _choose(found: list[tuple[int, _Candidate]]) -> list[tuple[int, _Candidate]]:
    """Keep each section's best headings: a sub-heading may repeat a title, and a table of contents lists them all."""
    best: dict[str, tuple[int, float]] = {}
    for _, candidate in found:
        key = candidate.spec.key
        best[key] = max(best.get(key, (-1, 0.0)), _standing(candidate))
    heads = [pair for pair in found if _standing(pair[1]) == best[pair[1].spec.key]]
    # Titles one right after another, all of which come again later, are a table of contents.
    listed: list[str] = []
    for number, (position, candidate) in enumerate(heads):
        if candidate.spec.key in listed or (number and position != heads[number - 1][0] + 1):
            break  # the first section may follow right behind the list
        listed.append(candidate.spec.key)
    later = {candidate.spec.key for _, candidate in heads[len(listed) :]}
    return heads[len(listed) :] if len(listed) >= 3 and later.issuperset(listed) else heads


def _standing(candidate: _Candidate) -> tuple[int, float]:
    """Rank what a heading looks like: 一、 before a bare title, both before （一）, and the title's letters before all."""
    ordinal = candidate.ordinal
    marked = 1 if not ordinal else 0 if ordinal[0] in "（(" or ordinal[-1] in "）)" else 2
    return (marked if candidate.score == 100 else -1, candidate.score)


def _section(nodes: list[Node], position: int, end: int, candidate: _Candidate) -> Section:
    head = nodes[position]
    if isinstance(head, Table):
        raise TypeError("a table cannot be a heading")
    return Section(
        spec=candidate.spec,
        heading=Span(head.text, head.line, head.col, candidate.spec.key),
        ordinal=candidate.ordinal,
        title=candidate.title,
        exact=candidate.exact,
        nodes=tuple(nodes[position + 1 : end]),
    )


def _without_swallowed_headings(nodes: Iterable[Node], index: SectionIndex, lost: list[Span]) -> Iterator[Node]:
    """Split tables at cells whose further lines hold a section heading: there the row's end was lost."""
    for node in nodes:
        if not isinstance(node, Table):
            # Children follow one by one in the flat order.
            yield Heading(node.level, node.text, node.line, node.col, ()) if isinstance(node, Heading) else node
        elif all(isinstance(row.lines, range) for row in node.rows):
            yield node
        else:
            yield from _split(node, index, lost)


def _split(table: Table, index: SectionIndex, lost: list[Span]) -> Iterator[Node]:
    rows: list[Row] = []
    known = len(lost)
    for row in table.rows:
        start = 0
        # Where every cell is one line, nothing ran into the table.
        for position, text in () if isinstance(row.lines, range) else enumerate(row.texts):
            if "\n" not in text:
                continue
            first, *further = text.split("\n")
            at = next((n for n, line in enumerate(further) if index.is_title(line.strip())), None)
            if at is None:
                continue
            line = row.lines[position]
            kept = "\n".join([first, *further[:at]])
            lost.append(Span(kept, line, row.cols[position]))
            rows.append(Row(
                (*row.texts[start:position], kept), row.lines[start : position + 1], row.cols[start : position + 1]
            ))  # fmt: skip
            yield Table(tuple(rows), rows[0].lines[0])
            for offset, prose in enumerate(further[at:], start=line + at + 1):
                yield _line(prose, offset)
            rows, start = [], position + 1
        if start < len(row.texts):
            rows.append(Row(row.texts[start:], row.lines[start:], row.cols[start:]) if start else row)
    if len(lost) == known:
        yield table
    elif rows:
        yield Table(tuple(rows), rows[0].lines[0])


def _line(text: str, line: int) -> Line:
    stripped = text.strip()
    return Paragraph(stripped, line, 1 + len(text) - len(text.lstrip()))

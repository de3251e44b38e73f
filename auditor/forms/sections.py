"""Cuts a document into the form's sections; headings are matched by title, and may overrule the markers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from auditor.forms.headings import LONGEST_TITLE, Candidate, Likeness, Marker, SectionIndex, Standing
from auditor.forms.labels import LabelIndex
from auditor.forms.swallowed import without_swallowed_headings
from auditor.model.document import Document, Heading, Line, Node, Paragraph, Table
from auditor.model.finding import Span
from auditor.model.form import SectionSpec
from auditor.model.report import Section, Unplaced

# What a heading's marker, title, ordinal and table weigh against each other. A title with section marks outweighs any
# sub-heading's; the table that belongs to a section outweighs every other sign but both together.
_MARKED: Mapping[Marker, int] = {
    Marker.SMALL: 1, Marker.BRACKET: 2, Marker.ARABIC: 5, Marker.BARE: 6, Marker.DASH: 9, Marker.CHINESE: 10,
}  # fmt: skip
_OWN_ORDINAL, _OTHER_ORDINAL, _TABLE = 3, -1, 8
_PART_OF_A_LIST = (Marker.SMALL, Marker.BRACKET, Marker.ARABIC)
# A statutory table stands within so many lines or rows of its heading; two of its labels tell it.
_LOOKED_AT, _LABELS = 40, 2
_CONTENTS = 3
_BEFORE_LISTED = re.compile(r"[、，,；;：:由含括（(《“\"和及与]\s*$")
_BETWEEN_LISTED = re.compile(r"[\s、，,；;。.和及与以]*")


class Outline(NamedTuple):
    """The document cut at its section headings."""

    preamble: tuple[Node, ...]
    sections: tuple[Section, ...]
    lost_row_ends: tuple[Span, ...]
    """Cells into which a section heading ran, because the blank line that ends a row was lost."""
    unplaced: tuple[Unplaced, ...] = ()
    """Titles of sections that stand in the text, but cannot be told to be headings."""


class _Found(NamedTuple):
    """A candidate with its node's position, whether its own table follows, and what that makes it weigh."""

    at: int
    candidate: Candidate
    table: bool

    @property
    def weight(self) -> int:
        candidate = self.candidate
        ordinal = 0 if candidate.number is None else _OWN_ORDINAL if candidate.fits else _OTHER_ORDINAL
        return _MARKED[candidate.marker] + candidate.likeness + ordinal + (_TABLE if self.table else 0)


def cut(document: Document, index: SectionIndex, tables: Mapping[str, LabelIndex]) -> Outline:
    """Return the document's nodes, flat, under the section headings found among them.

    The headings are chosen together: of all lines that may be one, those that fit best as the six sections in their
    order, by marker, title, ordinal and the table that follows. `tables` are the labels of the form's tables, by section.
    """
    lost: list[Span] = []
    nodes = _run_in_split(list(without_swallowed_headings(document.flat(), index, lost)), index)
    found = _candidates(nodes, index, tables)
    heads = found if _each_in_its_place(found, index) else _choose(found, nodes, index, tables)
    first = heads[0].at if heads else len(nodes)
    ends = [*(head.at for head in heads[1:]), len(nodes)]
    sections = tuple(_section(nodes, head, end) for head, end in zip(heads, ends, strict=False))
    unplaced = tuple(_unplaced(nodes, index, found, heads))
    return Outline(tuple(nodes[:first]), sections, tuple(lost), unplaced)


def _run_in_split(nodes: list[Node], index: SectionIndex) -> list[Node]:
    """Split a heading off a paragraph: one that stands behind its last full stop, or one that text runs on behind.

    Only the form's own marker and a title to the letter are split off, and only where no line has that heading to itself.
    """
    inside = {
        at: found
        for at, node in enumerate(nodes)
        if not isinstance(node, Table) and (found := index.run_in[node.text]) is not None
    }
    if not inside:
        return nodes
    alone = {
        candidate.spec.key
        for node in nodes
        if not isinstance(node, Table)
        and (candidate := index.match(node.text)) is not None
        and candidate.marker is Marker.CHINESE
        and candidate.likeness >= Likeness.VARIANT
    }
    times = Counter(standing.spec.key for standing in inside.values())
    split: list[Node] = []
    for at, node in enumerate(nodes):
        standing = inside.get(at)
        if isinstance(node, Table) or standing is None or standing.spec.key in alone or times[standing.spec.key] > 1:
            split.append(node)
        elif not node.text[: standing.start].strip():
            split += _head_and_rest(node, standing)
        else:
            split.append(Paragraph(node.text[: standing.start].rstrip(), node.line, node.col))
            split.append(Heading(1, node.text[standing.start :].strip(), node.line, node.col + standing.start, ()))
    return split


def _head_and_rest(node: Line, standing: Standing) -> Iterator[Node]:
    """Yield the heading that a paragraph begins with, and what stands behind it; a mark between them is the heading's."""
    text = node.text
    rest = text[standing.end :].lstrip(" \t\u3000\u00a0。．.：:")
    yield Heading(1, text[standing.start : len(text) - len(rest)].rstrip(), node.line, node.col + standing.start, ())
    if rest:
        yield Paragraph(rest, node.line, node.col + len(text) - len(rest))


def _candidates(nodes: Sequence[Node], index: SectionIndex, tables: Mapping[str, LabelIndex]) -> list[_Found]:
    match = index.match
    found = [
        _Found(at, candidate if candidate.exact else _over_two_lines(candidate, nodes, at, index), table=False)
        for at, node in enumerate(nodes)
        if not isinstance(node, Table) and (candidate := match(node.text)) is not None
    ]
    if _each_in_its_place(found, index):
        return found  # nothing to choose from: no need to look for the tables
    ends = [*(one.at for one in found[1:]), len(nodes)]
    return [
        one._replace(table=_table_follows(nodes, one.at + 1, end, one.candidate.spec, tables))
        for one, end in zip(found, ends, strict=False)
    ]


def _over_two_lines(candidate: Candidate, nodes: Sequence[Node], at: int, index: SectionIndex) -> Candidate:
    """Return what a heading says together with the line below it, where only both are a title."""
    node, below = nodes[at], nodes[at + 1] if at + 1 < len(nodes) else None
    if candidate.marker is not Marker.CHINESE or isinstance(node, Table) or not isinstance(below, Paragraph):
        return candidate
    joined = index.match(node.text + below.text)
    return joined if joined is not None and joined.exact and joined.spec is candidate.spec else candidate


def _each_in_its_place(found: Sequence[_Found], index: SectionIndex) -> bool:
    """Tell whether each section has one heading, in order and with its own ordinal, as in most reports."""
    return len(found) == len(index.specs) and all(
        one.candidate.spec is spec and one.candidate.marker is Marker.CHINESE and one.candidate.fits
        for one, spec in zip(found, index.specs, strict=True)
    )


def _table_follows(
    nodes: Sequence[Node], start: int, end: int, spec: SectionSpec, tables: Mapping[str, LabelIndex]
) -> bool:
    """Tell whether labels of the section's own table, and of no other as many, stand below its heading."""
    own = tables.get(spec.key)
    if own is None:
        return False
    mine: set[str] = set()
    others = [(other, set[str]()) for key, other in tables.items() if key != spec.key]
    for text in islice(_short_texts(nodes, start, min(end, start + _LOOKED_AT)), _LOOKED_AT):
        if (hit := own.hits[text]) is not None and not hit.differs:
            mine.add(hit.label)
            if len(mine) > _LABELS and not any(theirs for _, theirs in others):
                return True
        for other, theirs in others:
            if (hit := other.hits[text]) is not None and not hit.differs:
                theirs.add(hit.label)
    return len(mine) >= _LABELS and len(mine) > max((len(theirs) for _, theirs in others), default=0)


def _short_texts(nodes: Sequence[Node], start: int, end: int) -> Iterator[str]:
    """Yield what may be a label of a table: cells, and lines where the source lost its cells."""
    for node in nodes[start:end]:
        if not isinstance(node, Table):
            if len(node.text) <= LONGEST_TITLE:
                yield node.text
            continue
        for row in node.rows[:_LOOKED_AT]:
            yield from (text for text in row.texts if 0 < len(text) <= LONGEST_TITLE)


def _choose(
    found: Sequence[_Found], nodes: Sequence[Node], index: SectionIndex, tables: Mapping[str, LabelIndex]
) -> list[_Found]:
    """Return the headings that together are the form's sections best, and those that only stand in a wrong place."""
    found = _without_contents(found, nodes)
    # A part of a list that neither is followed by the section's table nor bears its number opens no section.
    likely = [
        one for one in found
        if one.table or one.candidate.fits or one.candidate.marker not in _PART_OF_A_LIST
        or one.candidate.spec.key not in tables
    ]  # fmt: skip
    order = {spec.key: number for number, spec in enumerate(index.specs)}
    spine = _best_in_order(likely, order)
    style = _style(spine)
    spine = [one for one in spine if _opens_a_section(one, style, tables)]
    chosen = [*spine, *_out_of_place(likely, spine, style, tables)]
    chosen += _by_ordinal_alone(chosen, nodes, index, tables, order)
    return sorted(chosen)


def _without_contents(found: Sequence[_Found], nodes: Sequence[Node]) -> list[_Found]:
    """Leave out a table of contents: titles with nothing but other titles between them, all of which come again later."""
    left_out: set[int] = set()
    for marker in {one.candidate.marker for one in found}:
        alike = [one for one in found if one.candidate.marker is marker]
        begin = 0
        while begin < len(alike):
            end, listed = begin, set[str]()
            while end < len(alike) and alike[end].candidate.spec.key not in listed:
                if end > begin and not _goes_on(alike[end - 1], alike[end], nodes):
                    break
                listed.add(alike[end].candidate.spec.key)
                end += 1
            later = {one.candidate.spec.key for one in alike[end : end + _LOOKED_AT]}
            if len(listed) >= _CONTENTS and later.issuperset(listed):
                left_out.update(range(alike[begin].at, alike[end - 1].at + 1))
            begin = end
    return [one for one in found if one.at not in left_out]


def _goes_on(before: _Found, after: _Found, nodes: Sequence[Node]) -> bool:
    """Tell whether a list of titles goes on with the next: numbered on, and nothing but short lines between them."""
    first, second = before.candidate.number, after.candidate.number
    return (first is None or second is None or first < second) and _only_titles(nodes[before.at + 1 : after.at])


def _only_titles(nodes: Sequence[Node]) -> bool:
    return not any(
        isinstance(node, Table) or len(node.text) > LONGEST_TITLE or "。" in node.text for node in nodes[:20]
    )


def _best_in_order(found: Sequence[_Found], order: Mapping[str, int]) -> list[_Found]:
    """Return the heaviest run of headings that stand in the form's order, each section at most once."""
    best: list[tuple[int, tuple[_Found, ...]]] = [(0, ())] * len(order)
    for one in found:
        place = order[one.candidate.spec.key]
        weight, before = max(best[:place], key=lambda run: run[0], default=(0, ()))
        if weight + one.weight >= best[place][0]:
            best[place] = (weight + one.weight, (*before, one))
    return list(max(best, key=lambda run: run[0], default=(0, ()))[1])


def _style(spine: Sequence[_Found]) -> Marker:
    """Return the strongest marker that two sections share, else that of the heaviest."""
    times = Counter(one.candidate.marker for one in spine)
    shared = [marker for marker, count in times.items() if count > 1]
    return max(shared or times, default=Marker.CHINESE)


def _opens_a_section(one: _Found, style: Marker, tables: Mapping[str, LabelIndex]) -> bool:
    """Tell a heading with a weaker marker than the others from a sub-heading that bears a section's title."""
    candidate = one.candidate
    if one.table or candidate.marker >= style:
        return True
    if candidate.spec.key in tables or candidate.likeness < Likeness.VARIANT:
        return False
    return candidate.fits or candidate.marker is Marker.BARE


def _out_of_place(
    found: Sequence[_Found], spine: Sequence[_Found], style: Marker, tables: Mapping[str, LabelIndex]
) -> Iterator[_Found]:
    """Yield headings that look as those of the sections do, but stand in a wrong place or come twice."""
    placed = {one.candidate.spec.key: one for one in spine}
    at = {one.at for one in spine}
    for one in found:
        candidate = one.candidate
        if one.at in at or not _opens_a_section(one, style, tables):
            continue
        twin = placed.get(candidate.spec.key)
        if twin is None:
            if candidate.likeness >= Likeness.VARIANT or candidate.fits:
                yield one
        elif one.table or (
            candidate.marker is Marker.CHINESE and (candidate.fits or (candidate.exact and not twin.table))
        ):
            yield one


def _by_ordinal_alone(
    chosen: Sequence[_Found],
    nodes: Sequence[Node],
    index: SectionIndex,
    tables: Mapping[str, LabelIndex],
    order: Mapping[str, int],
) -> Iterator[_Found]:
    """Yield headings of other titles that stand where a missing section should, with its ordinal, and above its table.

    The overview has no table; the first heading of all with its ordinal opens it.
    """
    if len(chosen) < _CONTENTS:
        return
    places = {one.candidate.spec.key: one.at for one in chosen}
    for spec in index.specs:
        if spec.key in places or (spec.key not in tables and order[spec.key]):
            continue
        after = max((at for key, at in places.items() if order[key] < order[spec.key]), default=-1)
        before = min((at for key, at in places.items() if order[key] > order[spec.key]), default=len(nodes))
        for at in range(after + 1, before):
            node = nodes[at]
            candidate = None if isinstance(node, Table) else index.in_place_of(spec, node.text)
            if candidate is not None and (
                spec.key not in tables or _table_follows(nodes, at + 1, before, spec, tables)
            ):
                yield _Found(at, candidate, table=spec.key in tables)
                break


def _section(nodes: Sequence[Node], head: _Found, end: int) -> Section:
    node = nodes[head.at]
    if isinstance(node, Table):
        raise TypeError("a table cannot be a heading")
    candidate = head.candidate
    return Section(
        spec=candidate.spec,
        heading=Span(node.text, node.line, node.col, candidate.spec.key),
        ordinal=candidate.ordinal,
        title=candidate.title,
        exact=candidate.exact,
        nodes=tuple(nodes[head.at + 1 : end]),
    )


def _unplaced(
    nodes: Sequence[Node], index: SectionIndex, found: Sequence[_Found], heads: Sequence[_Found]
) -> Iterator[Unplaced]:
    """Yield the sections without a heading whose title stands, with its ordinal, somewhere inside a line."""
    missing = {spec.key for spec in index.specs} - {head.candidate.spec.key for head in heads}
    candidates = {one.at for one in found}
    for at, node in enumerate(nodes) if missing else ():
        if at in candidates:
            continue
        for text, line, col in printed(node):
            for standing in _not_listed(text, list(index.inside(text))):
                if standing.spec.key in missing:
                    missing.remove(standing.spec.key)
                    span = Span(text[standing.start : standing.end], line, col + standing.start)
                    yield Unplaced(standing.spec.key, span)


def printed(node: Node) -> Iterator[tuple[str, int, int]]:
    """Yield what is printed in a line, or in the cells of a table, with its place."""
    if not isinstance(node, Table):
        yield node.text, node.line, node.col
        return
    for row in node.rows:
        yield from zip(row.texts, row.lines, row.cols, strict=False)


def _not_listed(text: str, standings: list[Standing]) -> Iterator[Standing]:
    """Leave out titles that a sentence lists (包括：一、总体情况；二、…)."""
    listed = {
        one
        for pair in pairwise(standings)
        if _BETWEEN_LISTED.fullmatch(text, pair[0].end, pair[1].start)
        for one in pair
    }
    for standing in standings:
        if standing not in listed and not _BEFORE_LISTED.search(text, max(0, standing.start - 3), standing.start):
            yield standing

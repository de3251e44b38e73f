"""Notes of tables that state a relation: in a corner or head cell, or in the lines right above and under the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from auditor.grammar.stated import plain
from auditor.model.document import Node, Row, Table
from auditor.model.finding import Span
from auditor.model.report import BoundTable, Report
from auditor.model.text import Memo
from auditor.model.values import Kind, read_value

_CUE = re.compile(
    r"[=＝≥≤≧≦⩾⩽]|等于|之和|总和|[勾钩]稽|(?:平衡|逻辑|审核|校验)(?:关系|公式)|相等|一致|组成|构成|[大小]于|不(?:得|应|能)?超过"
)
_PART = re.compile(r"其中")
_STATES = re.compile(r"[勾钩]稽关系|(?:平衡|逻辑|审核|校验)(?:关系|公式)")
_EVIDENT = re.compile(r"[=≥≤]|等于|之和")
_NO_RELATION = re.compile(r"四舍五入|取舍|舍入|误差|不(?:完全)?(?:等于|一致|相等|相符)")
_LEAD = re.compile(r"^.*?(?:[勾钩]稽|平衡|逻辑|审核|校验|对应|计算|数量)(?:关系|公式)式?(?:如下|为|是|有)?[:,]?")
_NOTE = re.compile(r"^[\[(【]?(?:表)?(?:注|备注|说明|附注)\d{0,2}[\])】]?[:.、]?")
_UNDER = re.compile(r"^\s*[（(【\[※*＊]?\s*(?:表?注|备注|说明|附注|[勾钩]稽|平衡|逻辑|审核|校验|表内)")
_FURTHER = re.compile(r"^\s*(?:[（(]?\d{1,2}[）).、．]|[①-⑳])")
_SCOPE = re.compile(
    r"^(?:在?(?:本|各|每一?|同一)(?:表|列|行|栏)(?:数据|数字)?(?:中|内|的)*(?!之和|的?和|合计|总和|相加|均|都|不|[应须]),?)"
)
_COUNTED = re.compile(r"^(?:\d{1,2}[.、](?=\D)|\(\d{1,2}\)(?=[\u4e00-\u9fffA-Z]))")
_UNDER_MOST = 6
_HEADS_MOST, _ROW_MOST = 12, 80
_FIGURE_LAST = re.compile(r"(?:^|[\s|｜])[+\-]?\d[\d,.]*[\s|｜]*$")
_TERM = r"(?:第?[\dA-Z一二三四五六七八九十甲乙丙丁]{1,3}[项行栏列]?|\(\d{1,2}\))"
_SUM = rf"{_TERM}(?:[-+]{_TERM})+"
_IN_BRACKETS = re.compile(
    rf"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、])?(?P<own>[^()]+)\((?:(?P<left>[^()=]+)=)?(?P<right>{_SUM})\)$"
)


class Note(NamedTuple):
    """A printed text that may state relations: where, and whether it says that it does."""

    span: Span
    sure: bool


class Noted(NamedTuple):
    """A table, of the form or foreign, with the notes that belong to it and whether labels say 其中."""

    table: BoundTable | Table
    section: str | None
    notes: tuple[Note, ...]
    parts: bool


def _kind(text: str) -> str:
    """Tell what a cell's text is to this module: a possible note, a label that says 其中, or nothing."""
    if read_value(text).kind is not Kind.TEXT:
        return ""
    if _CUE.search(text) or (("+" in text or "＋" in text) and in_brackets(plain(text))):
        return "note"
    return "part" if _PART.search(text) else ""


_KINDS: Memo[str] = Memo(_kind)


def noted_tables(report: Report) -> Iterator[Noted]:
    """Yield the tables that state a relation of themselves; one of the form once, however many pieces it is in."""
    bound = report.found_tables()
    yield from _among(report.preamble, None, bound)
    for section in report.sections:
        yield from _among(section.nodes, section.spec.key, bound)


def notes_without_table(report: Report) -> Iterator[Note]:
    """Yield the notes of tables that the source lost: figures stand right above or below them, and no table."""
    for section in report.sections:
        for n, node in enumerate(section.nodes):
            if isinstance(node, Table) or not _UNDER.match(node.text) or not _EVIDENT.search(plain(node.text)):
                continue
            above, below = section.nodes[max(n - 1, 0) : n], section.nodes[n + 1 : n + 1 + _HEADS_MOST]
            lines = [near for near in (*above, *below) if not isinstance(near, Table)]
            if len(lines) < len(above) + len(below):
                continue
            if any(len(near.text) <= _ROW_MOST and _FIGURE_LAST.search(near.text) for near in lines):
                yield _note(node.text, node.line, node.col, section.spec.key)


def _among(nodes: Sequence[Node], section: str | None, bound: Sequence[BoundTable]) -> Iterator[Noted]:
    for n, node in enumerate(nodes):
        if isinstance(node, Table):
            texts = node.rows[0].texts
            table = next((one for one in bound if one.drawn[0].row.texts is texts), None)
            if table is not None:
                labels = [(drawn.row, drawn.figures_from) for drawn in table.drawn]
            else:
                # A further piece of a table of the form has been seen with the first.
                table = next((one for one in bound if any(drawn.row.texts is texts for drawn in one.drawn)), None)
                labels = [] if table else [(row, len(row.texts)) for row in node.rows]
            notes, parts = _inside(labels, section)
            notes += _beside(nodes, n, section)
            if notes or parts:
                yield Noted(table or node, section, tuple(notes), parts)


def _inside(rows: Iterable[tuple[Row, int]], section: str | None) -> tuple[list[Note], bool]:
    """Return the notes among the labels of a table, and whether some say 其中."""
    kinds = _KINDS
    notes: list[Note] = []
    parts = False
    for row, end in rows:
        found = [kinds[text] for text in row.texts[:end]]
        if any(found):
            parts = parts or "part" in found
            for n, kind in enumerate(found):
                # A note in a merged cell may stand in every cell that it covers.
                if kind == "note" and all(note.span.text != row.texts[n] for note in notes):
                    notes.append(_note(row.texts[n], row.lines[n], row.cols[n], section))
    return notes, parts


def _beside(nodes: Sequence[Node], at: int, section: str | None) -> list[Note]:
    """Return the notes in the line above a table and in those under it."""
    notes = []
    before = nodes[at - 1] if at else None
    if before is not None and not isinstance(before, Table) and _STATES.search(before.text):
        notes.append(_note(before.text, before.line, before.col, section))
    for n, node in enumerate(nodes[at + 1 : at + 1 + _UNDER_MOST]):
        if isinstance(node, Table) or not (_UNDER.match(node.text) or (n and _FURTHER.match(node.text))):
            break
        if _CUE.search(node.text):
            notes.append(_note(node.text, node.line, node.col, section))
    return notes


def _note(text: str, line: int, col: int, section: str | None) -> Note:
    return Note(Span(text, line, col, section), _STATES.search(text) is not None)


def pieces(note: Note) -> tuple[tuple[str, ...], ...]:
    """Return what a note states, ready for the grammar: piece by piece, each in the ways in which it may be read."""
    return _pieces(note.span.text)


@lru_cache(maxsize=1024)
def _pieces(note: str) -> tuple[tuple[str, ...], ...]:
    whole = plain(note)
    own = in_brackets(whole)
    if own:
        return (own,)
    text = _unwrapped(_NOTE.sub("", _unwrapped(whole)))
    found = []
    for piece in re.split(r"[;。]", _LEAD.sub("", text)):
        stated = _SCOPE.sub("", _COUNTED.sub("", piece.strip(",:")))
        if _CUE.search(stated) and not _NO_RELATION.search(stated):
            found.append((stated,))
    return tuple(found)


def _unwrapped(text: str) -> str:
    """Take away brackets around the whole of a text."""
    while text.startswith("(") and text.endswith(")"):
        depth = 0
        for n, char in enumerate(text):
            depth += (char == "(") - (char == ")")
            if not depth and n < len(text) - 1:
                return text
        text = text[1:-1]
    return text


def in_brackets(label: str) -> tuple[str, ...]:
    """Return what a label says in brackets of its own figures: 合计(3=1+2), 收到数(申请数=1+2), 总数(1+2)."""
    match = _IN_BRACKETS.search(label)
    if match is None:
        return ()
    own, left, right = match["own"], match["left"], match["right"]
    return (f"{left}={right}", f"{own}={right}") if left else (f"{own}={right}",)


def is_evident(note: Note, text: str, names: Sequence[str]) -> bool:
    """Tell whether a text must be a relation of its table, so that not understanding it leaves something unchecked."""
    if note.sure:
        return True
    if not _EVIDENT.search(text):
        return False
    return any(name in text for name in names if len(name) > 1) or bool(
        re.search(r"第?\w{1,3}[项行栏列]|各项|\d=", text)
    )

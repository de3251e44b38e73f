"""The numbers that Word puts before paragraphs and does not store in them: 一、（一）1. and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from auditor.reading.docx.names import attribute, child, is_on, number, tags, value
from auditor.reading.docx.numerals import numeral
from auditor.reading.docx.styles import NOT_NUMBERED, NumberedAs, Styles, hides

_NUM = tags("num")
_ABSTRACT_NUM = tags("abstractNum")
_ABSTRACT_NUM_ID = tags("abstractNumId")
_OVERRIDE = tags("lvlOverride")
_START_OVERRIDE = tags("startOverride")
_LEVEL = tags("lvl")
_START = tags("start")
_FORM = tags("numFmt")
_TEXT = tags("lvlText")
_SUFFIX = tags("suff")
_RESTART = tags("lvlRestart")
_LEGAL = tags("isLgl")
_STYLE = tags("pStyle")
_STYLE_LINK = tags("numStyleLink")
_RPR = tags("rPr")

_LEVELS = 9
_PLACEHOLDER = re.compile("%([1-9])")
# Word allows no longer one.
_LONGEST = 255
# Bullets are written in symbol fonts, whose characters mean nothing elsewhere.
_BULLETS = {
    "\uf06c": "●", "\uf06e": "■", "\uf075": "◆", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0e0": "→", "\uf0fc": "✓",
    "\uf076": "❖", "\uf0b2": "□", "\uf0a8": "□", "\uf06f": "□", "\uf071": "□",
}  # fmt: skip
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class _Level:
    """How paragraphs at one level of a list are numbered."""

    start: int
    form: str
    text: str
    suffix: str
    restart: int | None
    legal: bool
    style: str | None
    hidden: bool


@dataclass(slots=True)
class _List:
    """A list that paragraphs can belong to. Lists of one `abstract` count on from each other."""

    abstract: str
    levels: dict[int, _Level]
    overrides: dict[int, int]
    """Levels that begin anew, and with which number, where this list is first used."""
    begun: set[int] = field(default_factory=set)


class Numbering:
    """Counts the numbered paragraphs of a document, which must be asked for in their order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._root = root
        self._styles = styles
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}

    def label(self, own: NumberedAs | None, style: str | None) -> str:
        """Count a paragraph and return what Word shows before it: number and gap, or "" for one without a number.

        `own` is what the paragraph says itself, if anything, `style` the style it has.
        """
        by_style, chain = self._styles.numbering(style)
        if own is None:
            own = NOT_NUMBERED
        list_id = by_style.list_id if own.list_id is None else own.list_id
        if list_id is None or list_id == "0" or self._root is None:
            return ""
        found = self._list(list_id)
        if found is None:
            return ""
        at = own.level
        if at is None:
            tied = {level.style: number for number, level in found.levels.items() if level.style is not None}
            at = next((tied[name] for name in chain if name in tied), None)
        if at is None:
            at = by_style.level if own.list_id is None and by_style.level is not None else 0
        level = found.levels.get(at)
        if level is None:
            return ""
        counts = self._count(found, at, level)
        return "" if level.hidden else _shown(found, at, level, counts)

    def _count(self, found: _List, at: int, level: _Level) -> list[int | None]:
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        before = counts[at]
        if at in found.overrides and at not in found.begun:
            counts[at] = found.overrides[at]
        elif before is None:
            counts[at] = found.overrides.get(at, level.start)
        else:
            counts[at] = before + 1
        found.begun.add(at)
        # A level left out between counts as used: below it the numbers show that it began.
        for higher in range(at):
            other = found.levels.get(higher)
            if counts[higher] is None and other is not None:
                counts[higher] = found.overrides.get(higher, other.start)
        for deeper in range(at + 1, _LEVELS):
            other = found.levels.get(deeper)
            restart = None if other is None else other.restart
            if restart is None or at < restart:
                counts[deeper] = None
        return counts

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read(list_id)
        return self._lists[list_id]

    @cached_property
    def _numbered(self) -> dict[str | None, etree._Element]:
        """The lists, by id."""
        root = self._root
        return {} if root is None else {attribute(num, "numId"): num for num in root.iterchildren(*_NUM)}

    @cached_property
    def _abstracts(self) -> dict[str | None, etree._Element]:
        root = self._root
        if root is None:
            return {}
        return {attribute(abstract, "abstractNumId"): abstract for abstract in root.iterchildren(*_ABSTRACT_NUM)}

    def _read(self, list_id: str) -> _List | None:
        num = self._numbered.get(list_id)
        abstract = self._abstract(num)
        # A list may leave its levels to a numbering style, which names another list.
        for _ in range(_LEVELS):
            link = child(abstract, _STYLE_LINK)
            other = None if link is None else self._styles.list_of(value(link) or "")
            if other is None:
                break
            abstract = self._abstract(self._numbered.get(other))
        if num is None or abstract is None:
            return None
        levels = dict(_levels(abstract))
        overrides = {}
        for override in num.iterchildren(*_OVERRIDE):
            levels.update(_levels(override))
            at, start = number(attribute(override, "ilvl")), child(override, _START_OVERRIDE)
            if at is not None and start is not None:
                overrides[at] = number(value(start)) or 0
        return _List(attribute(abstract, "abstractNumId") or "", levels, overrides)

    def _abstract(self, num: etree._Element | None) -> etree._Element | None:
        found = child(num, _ABSTRACT_NUM_ID)
        return None if found is None else self._abstracts.get(value(found))


def _levels(parent: etree._Element) -> list[tuple[int, _Level]]:
    found = []
    for element in parent.iterchildren(*_LEVEL):
        at = number(attribute(element, "ilvl"))
        if at is not None and at < _LEVELS:
            found.append((at, _level(element)))
    return found


def _level(element: etree._Element) -> _Level:
    def said(names: tuple[str, ...]) -> str | None:
        found = child(element, names)
        return None if found is None else value(found)

    # A format of Word 2010 and later stands beside its nearest relative in an mc:AlternateContent.
    forms = [value(form) for form in element.iter(*_FORM)]
    legal = child(element, _LEGAL)
    text = said(_TEXT) or ""
    return _Level(
        start=number(said(_START)) or 0,
        form=next((form for form in forms if form and form != "custom"), "decimal"),
        text=text if len(text) <= _LONGEST else "",
        suffix=said(_SUFFIX) or "tab",
        restart=number(said(_RESTART)),
        legal=legal is not None and is_on(legal),
        style=said(_STYLE),
        hidden=hides(child(element, _RPR)) is True,
    )


def _shown(found: _List, at: int, level: _Level, counts: list[int | None]) -> str:
    def shown(match: re.Match[str]) -> str:
        position = int(match[1]) - 1
        other = found.levels.get(position)
        count = counts[position]
        if position > at or other is None or count is None:
            return ""
        return numeral(count, "decimal" if level.legal and other.form != "none" else other.form)

    if level.form == "bullet":
        text = _PRIVATE.sub("•", "".join(_BULLETS.get(char, char) for char in level.text)).strip()
    else:
        text = _PLACEHOLDER.sub(shown, level.text)
    if not text:
        return ""
    return text + _gap(text, level.suffix)


def _gap(text: str, suffix: str) -> str:
    """Return what stands for the gap behind a number: a tab is a blank, and none behind a full-width mark."""
    if suffix == "nothing":
        return ""
    return " " if suffix == "space" or text[-1].isascii() or text[-1] in _BULLETS.values() or text[-1] == "•" else ""

"""What paragraph and character styles say of numbering and of hidden text, each style with those it is based on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from auditor.reading.docx.names import attribute, child, is_on, number, tags, value

_STYLE = tags("style")
_BASED_ON = tags("basedOn")
_PPR = tags("pPr")
_RPR = tags("rPr")
_NUM_PR = tags("numPr")
_NUM_ID = tags("numId")
_ILVL = tags("ilvl")
_VANISH = tags("vanish")


@dataclass(frozen=True, slots=True)
class NumberedAs:
    """What properties say of a paragraph's place in a list; None where they do not say. List "0" is none."""

    list_id: str | None = None
    level: int | None = None


NOT_NUMBERED = NumberedAs()


def numbered_as(num_pr: etree._Element | None) -> NumberedAs:
    """Return what an element numPr says."""
    if num_pr is None:
        return NOT_NUMBERED
    list_id, level = child(num_pr, _NUM_ID), child(num_pr, _ILVL)
    return NumberedAs(
        None if list_id is None else value(list_id), None if level is None else number(value(level))
    )  # fmt: skip


def hides(properties: etree._Element | None) -> bool | None:
    """Return whether run properties (rPr) hide their text; None where they do not say."""
    vanish = child(properties, _VANISH)
    return None if vanish is None else is_on(vanish)


class Styles:
    """The styles of a document; without a styles part, none. Styles based on each other in a circle end there."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self.default: str | None = None
        """The style of a paragraph that names none."""
        for style in () if root is None else root.iterchildren(*_STYLE):
            name = attribute(style, "styleId")
            if name is None:
                continue
            self._styles.setdefault(name, style)
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
                self.default = name
        self._numbered: dict[str | None, tuple[NumberedAs, tuple[str, ...]]] = {}
        self._hidden: dict[str | None, bool | None] = {}

    @cached_property
    def any_hidden(self) -> bool:
        """Whether any style hides text."""
        return any(next(style.iter(*_VANISH), None) is not None for style in self._styles.values())

    def chain(self, style: str | None) -> tuple[str, ...]:
        """Return a style and those it is based on, nearest first."""
        names: dict[str, None] = {}
        while style in self._styles and style not in names:
            names[style] = None
            based_on = child(self._styles[style], _BASED_ON)
            style = None if based_on is None else value(based_on)
        return tuple(names)

    def numbering(self, style: str | None) -> tuple[NumberedAs, tuple[str, ...]]:
        """Return what a paragraph style says of numbering, and the styles that a level of that list may be tied to."""
        found = self._numbered.get(style)
        if found is None:
            list_id: str | None = None
            level: int | None = None
            chain = self.chain(style)
            for name in chain:
                own = self._own(self._styles[name])
                level = own.level if level is None else level
                list_id = own.list_id
                if list_id is not None:
                    break
            found = self._numbered[style] = (NumberedAs(list_id, level), chain)
        return found

    def list_of(self, style: str) -> str | None:
        """Return the list that a numbering style stands for."""
        found = self._styles.get(style)
        return None if found is None else self._own(found).list_id

    @staticmethod
    def _own(style: etree._Element) -> NumberedAs:
        return numbered_as(child(child(style, _PPR), _NUM_PR))

    def hidden(self, style: str | None) -> bool | None:
        """Return whether a style hides its text; None where neither it nor those it is based on say."""
        if style not in self._hidden:
            said = (hides(child(self._styles[name], _RPR)) for name in self.chain(style))
            self._hidden[style] = next((hidden for hidden in said if hidden is not None), None)
        return self._hidden[style]

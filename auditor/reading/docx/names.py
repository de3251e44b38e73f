"""The names of WordprocessingML, transitional and strict alike, and how attribute values are read."""

from __future__ import annotations

from lxml import etree

NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_OFF = ("0", "false", "off", "none")
_LARGEST = 2**31


def tags(*names: str) -> tuple[str, ...]:
    """Return the full tags of some elements, for `iter` and `iterchildren`."""
    return tuple(f"{{{namespace}}}{name}" for namespace in NAMESPACES for name in names)


_VAL = tags("val")


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute, or None where the element lacks it."""
    value = element.get(f"{{{NAMESPACES[0]}}}{name}")
    return element.get(f"{{{NAMESPACES[1]}}}{name}") if value is None else value


def value(element: etree._Element) -> str | None:
    """Return the attribute that most elements have, and no other: val."""
    found = element.get(_VAL[0])
    return element.get(_VAL[1]) if found is None else found


def number(text: str | None) -> int | None:
    """Return a number that is not negative, or None for anything else."""
    if text is None or len(text) > 10 or not text.isdecimal():
        return None
    found = int(text)
    return found if found < _LARGEST else None


def is_on(element: etree._Element) -> bool:
    """Tell whether a property that is there is switched on."""
    return value(element) not in _OFF


def child(element: etree._Element | None, names: tuple[str, ...]) -> etree._Element | None:
    """Return the first child of one of some tags, or None."""
    if element is None:
        return None
    return next(element.iterchildren(*names), None)

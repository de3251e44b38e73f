"""What single elements of a run print, and where drawings and alternative forms keep their text."""

from __future__ import annotations

import re

from lxml import etree

from auditor.reading.docx.names import NAMESPACES, attribute, tags
from auditor.reading.docx.numerals import numeral

MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_ALTERNATIVES = "http://schemas.openxmlformats.org/markup-compatibility/2006"


EITHER = f"{{{_ALTERNATIVES}}}AlternateContent"
"""The element that stores the same in several forms."""
_TEXT_BOX = tags("txbxContent")
_MATH_TEXT = tuple(f"{{{namespace}}}t" for namespace in (*MATH, *NAMESPACES))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_XML_BLANK = " \t\r\n"
_TO_BLANKS = str.maketrans("\t\r\n", "   ")
# Symbol fonts keep their signs in the private area; these are the ones that forms use.
_SYMBOLS = {
    "F0FC": "✓", "F0FB": "✗", "F0FE": "☑", "F0FD": "☒", "F0A8": "□", "F06F": "□", "F071": "□", "F0A3": "□",
    "F0B7": "•", "F06C": "●", "F06E": "■", "F0D8": "➢", "F0E0": "→", "F0B4": "×", "F0B1": "±", "F0A3;Symbol": "≤",
    "F0B3;Symbol": "≥",
}  # fmt: skip
# One thing over another: a character in a circle, or with its reading above it. What counts comes last.
_OVERPRINTED = re.compile(r"\s*eq\s.*?\\o\s*(?:\\a[a-z])?\s*\((.*)[,，;；](.*)\)\s*", re.IGNORECASE | re.DOTALL)
_CIRCLES = "○〇◯"


def printed(element: etree._Element) -> str:
    """Return the text of an element t: Word drops blanks round it that it is not told to keep."""
    text = element.text
    if not text:
        return ""
    if (text[0] in _XML_BLANK or text[-1] in _XML_BLANK) and not _is_preserved(element):
        text = text.strip(_XML_BLANK)
    return text.translate(_TO_BLANKS) if "\n" in text or "\t" in text or "\r" in text else text


def _is_preserved(element: etree._Element) -> bool:
    said = element.get(_SPACE)
    if said is None:
        said = next((found for above in element.iterancestors() if (found := above.get(_SPACE))), None)
    return said == "preserve"


def symbol(element: etree._Element) -> str:
    """Return the character that an element sym stands for, as far as it has one outside its font."""
    code = (attribute(element, "char") or "").upper()
    known = _SYMBOLS.get(f"{code};{attribute(element, 'font')}") or _SYMBOLS.get(code)
    if known is not None:
        return known
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    return chr(point) if 0x20 <= point < 0xD800 or 0xE000 <= point < 0xFFFE else ""


def text_boxes(drawing: etree._Element) -> list[etree._Element]:
    """Return the text boxes of a drawing; those inside one of them come with it, and an alternative form not at all."""
    found: list[etree._Element] = []
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag in _TEXT_BOX:
            found.append(element)
        elif element.tag == EITHER:
            waiting.append(chosen(element))
        else:
            waiting += reversed(list(element))
    return found


def chosen(either: etree._Element) -> etree._Element:
    """Return one of the alternatives in which something is stored: Word shows the first it knows."""
    choices = list(either)
    return next((choice for choice in choices if len(choice)), either)


def formula(element: etree._Element) -> str:
    """Return the characters of a formula, in their order."""
    return "".join(text.text or "" for text in element.iter(*_MATH_TEXT))


def overprinted(instruction: str) -> str:
    """Return the character that a field without result draws: one in a circle, or one with its reading above it."""
    match = _OVERPRINTED.fullmatch(instruction)
    if match is None:
        return ""
    under, over = match[1].strip(), match[2].strip()
    in_circle = under in _CIRCLES and over.isdecimal() and len(over) <= 2
    return numeral(int(over), "decimalEnclosedCircle") if in_circle else over

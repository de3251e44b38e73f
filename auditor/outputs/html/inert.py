"""Makes any text harmless in a page: markup is escaped, characters that HTML forbids or that reorder text are shown."""

from __future__ import annotations

import re

import orjson
from markupsafe import Markup
from markupsafe import escape as markup_escape

from auditor.model.text import Memo

# C0 and C1 controls but TAB, LF and CR; lone surrogates; non-characters. HTML allows none of them.
_ILLEGAL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
# Direction marks, embeddings, overrides and isolates: they would show a reader another text than the file holds.
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HARMFUL = re.compile(f"[{_ILLEGAL}{_BIDI}]")
_UNSAFE_IN_JSON = re.compile(f"[<>&\u2028\u2029{_ILLEGAL}{_BIDI}]")
_BIDI_ONLY = re.compile(f"[{_BIDI}]")


def escape(text: str) -> str:
    """Return text as HTML that shows it and does nothing else, in element content or a quoted attribute."""
    # Everything harmful is unprintable, and asking that first is many times faster than the search.
    if not text.isprintable():
        text = _HARMFUL.sub(_shown, text)
    return str(markup_escape(text))


def visible(text: str) -> str:
    """Return text with what it hides shown, not yet escaped: for data that a script puts into the page as text."""
    return text if text.isprintable() else _HARMFUL.sub(_shown, text)


def ours(html: str) -> Markup:
    """Return HTML made of escaped parts as what a template leaves as it is."""
    return Markup(html)  # noqa: S704 - every part has been escaped


def safe(value: object) -> object:
    """Return a template's value ready for autoescaping: plain text is made inert, markup of our own stays."""
    return Markup(escape(value)) if type(value) is str else value  # noqa: S704 - escaped in the same breath


def css_string(text: str) -> str:
    """Return text as a CSS string in which nothing but letters and digits stands for itself."""
    shown = _HARMFUL.sub(_shown, text)
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in shown) + '"'


def _shown(found: re.Match[str]) -> str:
    character = found[0]
    return f"[U+{ord(character):04X}]" if _BIDI_ONLY.match(character) else "\ufffd"


def json_block(value: object) -> str:
    """Return a value as JSON that can stand in a script element: no character of it can end the element or hide."""
    return _UNSAFE_IN_JSON.sub(_escaped, orjson.dumps(value).decode())


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


escaped: Memo[str] = Memo(escape)
"""Escaped texts, remembered: the labels and small numbers of tables are the same in every report."""

"""Whether a page breaks off: told by what is open at its end, for many a whole page closes neither its body nor itself."""

from __future__ import annotations

import re

_CLOSED = re.compile(r"</(?:body|html)\s*>", re.I)
_HIDDEN = re.compile(r"<!--|<(script|style)\b")
_OPENING = re.compile(r"<(?:/?[a-z]|!|\?|/?$)", re.I)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9:]*)", re.I)
_BLOCKS = frozenset(
    ("p", "div", "span", "li", "font", "a", "b", "strong", "h1", "h2", "h3", "h4", "section", "article")
)
_RARELY_BEHIND = 200
"""What stands behind the end of a page is a comment or a counter; a page pasted into a page goes on for longer."""


def breaks_off(markup: str) -> bool:
    """Tell whether a page ends in the middle: in a tag, a comment, a script, an open table or an unfinished paragraph.

    Where the page closes its body or itself, and little stands behind that, it is whole, whatever is open.
    """
    markup = markup.rstrip()
    if _CLOSED.search(markup, max(0, len(markup) - _RARELY_BEHIND)):
        return False
    shown = _without_hidden(markup)
    if shown is None:
        return True
    closed = max((match.end() for match in _CLOSED.finditer(shown)), default=0)
    behind = shown[closed:].rstrip()
    if closed and len(behind) <= _RARELY_BEHIND:
        return False
    return _in_tag(behind) or _in_content(behind)


def _without_hidden(markup: str) -> str | None:
    """Return a page without comments, scripts and style sheets, or None where one of them is open at its end."""
    lower = markup.lower()
    pieces = []
    at = 0
    for opening in _HIDDEN.finditer(lower):
        if opening.start() < at:
            continue
        ending = "-->" if opening[0] == "<!--" else f"</{opening[1]}"
        end = lower.find(ending, opening.end())
        if end < 0:
            # Only XML closes an empty one with a slash.
            closed = lower.find(">", opening.end())
            if ending == "-->" or closed < 0 or lower[closed - 1] != "/":
                return None
            end = closed
        pieces.append(markup[at : opening.start()])
        at = end + len(ending) if ending == "-->" else lower.find(">", end) + 1 or len(markup)
    pieces.append(markup[at:])
    return "".join(pieces)


def _in_tag(markup: str) -> bool:
    opened = markup.rfind("<")
    return opened > markup.rfind(">") and _OPENING.match(markup, opened) is not None


def _in_content(markup: str) -> bool:
    """Tell whether a table is open at the end, or the last text stands in an element that others of its kind close."""
    depth = 0
    closes: set[str] = set()
    inside: list[str] = []
    for slash, name in _TAG.findall(markup):
        name = name.lower()
        if name == "table":
            depth = max(0, depth + (-1 if slash else 1))
        if name not in _BLOCKS:
            continue
        if not slash:
            inside.append(name)
        else:
            closes.add(name)
            # An element that was never closed ends with what holds it.
            for back in range(1, min(len(inside), 12) + 1):
                if inside[-back] == name:
                    del inside[-back:]
                    break
    if depth:
        return True
    in_text = not markup.endswith(">")
    return in_text and bool(inside) and inside[-1] in closes

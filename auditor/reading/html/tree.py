"""Markup to an element tree, whole or not at all, and the paths of its elements."""

from __future__ import annotations

import re

from lxml import etree

from auditor.model.finding import Message
from auditor.reading.limits import Limits
from auditor.reading.reader import UnreadableError

# The parser drops what stands behind the first </body> or </html>; pages pasted into a page have one of their own.
_ENDS = re.compile(r"</(?:body|html)\s*>", re.I)
_XML = re.compile(r"\s*<\?xml\b")
# Only XML closes these with a slash; read as HTML they would swallow what follows.
_CLOSED = re.compile(r"<(script|style|title|textarea|iframe|td|th|div|p|span|a)\b([^<>]*)/>", re.I)
# libxml2 gives up below this depth, whatever the setting.
_DEEPEST = 250


def parse(markup: str, limits: Limits) -> etree._Element | None:
    """Return the root of a page, or None where there is no element at all. Paths of origins refer to this tree.

    Raises:
        UnreadableError: the parser would have dropped part of the page.
    """
    if _XML.match(markup):
        markup = _CLOSED.sub(r"<\1\2></\1>", markup)
    if markup.count("</") and (found := _ENDS.search(markup)) and found.end() < len(markup):
        markup = _ENDS.sub("", markup)
    data = markup.replace("\0", "").encode()
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        root: etree._Element | None = etree.fromstring(data, parser)
    except (etree.LxmlError, AssertionError):
        # Nothing but blanks and comments.
        root = None
    for entry in parser.error_log.filter_from_fatals():
        if entry.type_name in ("ERR_RESOURCE_LIMIT", "ERR_INTERNAL_ERROR", "ERR_NO_MEMORY"):
            if "depth" in (entry.message or ""):
                raise too_deep(min(limits.depth, _DEEPEST))
            raise UnreadableError(Message("网页过大，解析器未能读完", f"the page is too large for the parser: {entry.message}"))  # fmt: skip
    return root


def too_deep(limit: int) -> UnreadableError:
    """Return the error for elements nested too deeply."""
    return UnreadableError(Message(
        f"网页元素嵌套超过{limit}层（limits.depth）", f"elements nested deeper than {limit} (limits.depth)"
    ))  # fmt: skip


class Paths:
    """XPaths of elements; an element's siblings are counted once, however many of them are asked for."""

    def __init__(self) -> None:
        self._paths: dict[etree._Element, str] = {}

    def path(self, element: etree._Element) -> str:
        """Return the path from the root, as /html[1]/body[1]/div[2]."""
        found = self._paths.get(element)
        if found is None:
            parent = element.getparent()
            if parent is None:
                found = self._paths[element] = f"/{element.tag}[1]"
            else:
                self._number(parent)
                found = self._paths[element]
        return found

    def _number(self, parent: etree._Element) -> None:
        above = self.path(parent)
        counts: dict[str, int] = {}
        for position, child in enumerate(parent, 1):
            tag = str(child.tag)
            number = counts[tag] = counts.get(tag, 0) + 1
            # o:p and its like have no namespace here, and no path can name them.
            self._paths[child] = f"{above}/*[{position}]" if ":" in tag else f"{above}/{tag}[{number}]"

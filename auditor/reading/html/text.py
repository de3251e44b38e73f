"""The text of a page as a browser shows it: which elements make lines, which are left out, how blanks collapse."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "ul",
        "xmp",
        "caption",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
        "table",
    ]
)
HEADINGS = frozenset(("h1", "h2", "h3"))
LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "iframe",
        "frame",
        "frameset",
        "noframes",
        "object",
        "embed",
        "applet",
        "param",
        "audio",
        "video",
        "canvas",
        "svg",
        "math",
        "map",
        "select",
        "option",
        "datalist",
        "button",
        "input",
        "textarea",
        "img",
        "area",
        "rp",
        "rt",
        "col",
        "colgroup",
    ]
)
# What editors mark letters with; nothing in them breaks a line or is left out.
LETTERS = frozenset(
    [
        "span",
        "font",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "o:p",
        "sub",
        "sup",
        "big",
        "small",
        "tt",
        "ins",
        "bdo",
        "bdi",
        "cite",
        "code",
        "kbd",
        "var",
        "samp",
        "mark",
        "strike",
        "s",
        "del",
        "label",
    ]
)
_LINE_BREAKING = frozenset(("br", "hr"))

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—·"
_BESIDE = re.compile(f"[{_WIDE}]")
# A line end among blanks, all of them, looked for only where blanks begin: no run of them is gone through twice.
_LINE_END = re.compile(r"(?<![ \t\r\n\f])[ \t\f]*+[\r\n][ \t\r\n\f]*+")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_LIKE_BLOCKS = frozenset(("block", "flex", "grid", "table", "list-item", "table-row"))
_PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext"))
_DISPLAY = re.compile(r"(?:^|[;\s])display\s*:\s*([\w-]+)", re.I)
_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)", re.I)
_KEEPS_LINES = re.compile(r"white-space\s*:\s*(?:pre|break)", re.I)


def collapsed(text: str) -> str:
    """Return text with its blanks collapsed as a browser does; no-break and ideographic spaces stay."""
    if "\n" in text or "\r" in text:
        text = _LINE_END.sub(_joined, text)
    if "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text:
        text = _BLANKS.sub(" ", text)
    return text.strip(" ")


def _joined(line_end: re.Match[str]) -> str:
    """Return what a line end stands for: beside a Chinese character it was put there by the program that wrote the page."""
    text, start, end = line_end.string, line_end.start(), line_end.end()
    beside = (start and _BESIDE.match(text, start - 1)) or _BESIDE.match(text, end)
    return "" if beside else " "


class Styled(NamedTuple):
    """The elements of which their own attributes say how they are shown; all others are shown as their tag is."""

    hidden: frozenset[etree._Element]
    blocks: frozenset[etree._Element]
    """On lines of their own, whatever their tag."""
    preformatted: frozenset[etree._Element]
    """Line ends in the source are line ends on the page."""


def styled(body: etree._Element, *, hidden: bool) -> Styled:
    """Return the elements in a body that are shown otherwise. `hidden`: what is not shown counts as shown."""
    unseen: list[etree._Element] = []
    blocks: list[etree._Element] = []
    preformatted = list(body.iter(*_PREFORMATTED))
    for element in body.iter():
        if element.get("hidden") is not None:
            unseen.append(element)
        style = element.get("style")
        # Most styles are long and say nothing of it.
        if style is None or not ("isplay" in style or "isibility" in style or "ISPLAY" in style or "ISIBILITY" in style
                                 or "so-hide" in style or "hite-space" in style):  # fmt: skip
            continue
        if _HIDDEN.search(style):
            unseen.append(element)
        if (match := _DISPLAY.search(style)) and match[1].lower() in _LIKE_BLOCKS:
            blocks.append(element)
        if _KEEPS_LINES.search(style):
            preformatted.append(element)
    return Styled(frozenset(() if hidden else unseen), frozenset(blocks), frozenset(preformatted))


def breaks_line(tag: str) -> bool:
    """Tell whether a tag ends a line without holding any text."""
    return tag in _LINE_BREAKING

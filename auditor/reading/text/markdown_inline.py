"""Markdown within a line: emphasis, links, escapes and entities undone, so that the words as printed remain."""

from __future__ import annotations

import html
import re

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~ ])")
# Escaped characters wait here until everything that gives them a meaning is undone.
_HIDDEN = 0xE100
_HIDDEN_CHARS = {_HIDDEN + code: chr(code) for code in range(0x20, 0x7F)}
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])(?:\{[^{}]*\})?")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\((?:[^()]|\([^()]{0,200}\)){0,2000}\)|\{[^{}]*\})")
_ADDRESS = re.compile(r"<((?:https?|ftp|mailto):[^<>\s]+|[\w.+-]+@[\w.-]+)>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_EMPHASIS = (
    re.compile(r"(\*{1,3})(?![\s*])([^*\n]+?)(?<![\s*])\1(?!\*)"),
    re.compile(r"(?<!\w)(_{1,3})(?![\s_])([^_\n]+?)(?<![\s_])\1(?!\w)"),
    re.compile(r"(~~)(?![\s~])([^~\n]+?)(?<![\s~])\1"),
    re.compile(r"(`+)(?!`)([^`\n]+?)\1(?!`)"),
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")
_QUOTED = re.compile(r'"([^"\n]*)"')
_SMART = (("......", "……"), ("...", "…"), ("---", "—"), ("--", "–"))


class Inline:
    """Undoes the markup within a line. `smart`: plain quotes and dashes stand for typographic ones."""

    def __init__(self, *, smart: bool) -> None:
        self._smart = smart

    def hide_escapes(self, text: str) -> str:
        r"""Return the text with escaped characters hidden, so that \| is no bar; `plain` brings them back."""
        return _ESCAPED.sub(lambda match: chr(_HIDDEN + ord(match[1])), text) if "\\" in text else text

    def plain(self, text: str) -> str:
        """Return what a reader of the rendered text sees, with a line break where it has one."""
        text = self.hide_escapes(text)
        if "<" in text:
            text = _TAG.sub("", _BREAK.sub("\n", _ADDRESS.sub(r"\1", text)))
        if "](" in text or "]{" in text or "![" in text:
            text = _LINK.sub(r"\1", _IMAGE.sub("", text))
        for pattern in _EMPHASIS:
            text = pattern.sub(r"\2", text)
        if self._smart:
            text = _QUOTED.sub("“\\1”", text)
            for plain, printed in _SMART:
                text = text.replace(plain, printed)
        if "&" in text:
            text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
        return text.translate(_HIDDEN_CHARS)

"""What is the same around every page: head, style, script, language switch. Made once a run, with room for the rest."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from types import SimpleNamespace

import orjson
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from auditor.outputs.html.inert import css_string, escape, json_block, ours, safe
from auditor.outputs.html.words import SCRIPT_WORDS, WORDS, both, counted
from auditor.record.view import Run

# Where the frame leaves room; no text of a report can hold a NUL once it is escaped.
_POLICY, _TITLE, _RUNNING, _BODY = (ours(f"\x00{word}\x00") for word in ("policy", "title", "running", "body"))
_COMMON = ("common", "decisions")


@cache
def environment() -> Environment:
    """Return the templates, compiled once. A name they use and nobody gives is an error."""
    env = Environment(
        loader=PackageLoader("auditor.outputs.html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=safe,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    env.globals["w"] = SimpleNamespace(**{name: ours(both(text)) for name, text in WORDS.items()})
    env.globals["counted"] = lambda word, number: ours(both(counted(word, number)))
    return env


def run_identity(run: Run) -> str:
    """Return what tells this run from others, for the browser to keep its reviewer's decisions apart.

    It is made of what was audited, by what and when, and of no result: it stands in every page, and what one file holds must
    not change the page of another.
    """
    told = [run.get("version"), run.get("as_of"), [rule.id for rule in run.rules], list(run.files())]
    return hashlib.sha256(orjson.dumps(told)).hexdigest()[:16]


class Frame:
    """A page without its content. `scripts` names the script files it needs besides the common ones.

    `given` is the JSON of the decisions that the page keeps when it saves, ready to stand in a script element.
    """

    def __init__(self, run: Run, lang: str, *, home: str, scripts: tuple[str, ...], given: str = "") -> None:
        self._product = WORDS["product"].zh if lang == "zh" else WORDS["product"].en
        style, theme, script = _style(), _script(("theme",)), _script((*_COMMON, *scripts))
        page = environment().get_template("page.html.j2").render(
            lang=lang, home=home, version=run.get("version"), as_of=run.get("as_of"), run=run_identity(run),
            style=style, style_hash=_hash(style), script=script, script_hash=_hash(script), theme=theme,
            theme_hash=_hash(theme), words=ours(json_block(SCRIPT_WORDS_JSON)), given=ours(given),
            policy=_POLICY, title=_TITLE, running=_RUNNING, body=_BODY,
        )  # fmt: skip
        self._pieces: list[bytes] = []
        for gap in (_POLICY, _TITLE, _RUNNING, _BODY):
            piece, _, page = page.partition(gap)
            self._pieces.append(piece.encode())
        self._pieces.append(page.encode())

    def around(self, title: str) -> tuple[bytes, bytes]:
        """Return what goes before and behind a page's content. `title` is shown in the window and on printed pages."""
        running = f"@page{{@top-left{{content:{css_string(title or self._product)}}}}}"
        shown = escape(f"{title} · {self._product}" if title else self._product)
        start, policy, named, style, end = self._pieces
        gaps = (_hash(running), shown, running)
        before = (start, gaps[0].encode(), policy, gaps[1].encode(), named, gaps[2].encode(), style)
        return b"".join(before), end

    def page(self, title: str, body: str) -> bytes:
        """Return a whole page."""
        before, after = self.around(title)
        return before + body.encode() + after


SCRIPT_WORDS_JSON = {name: list(text) for name, text in SCRIPT_WORDS.items()}


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _style() -> Markup:
    """Return the style sheet without its comments and indents, as it stands in every page."""
    text = re.sub(r"/\*.*?\*/", "", _file("style.css"), flags=re.DOTALL)
    return ours("\n" + re.sub(r"\s*\n\s*", "\n", text).strip() + "\n")


@cache
def _script(names: tuple[str, ...]) -> Markup:
    """Return scripts as one, without comments (whole lines) and indents."""
    lines = [line.strip() for name in names for line in _file(f"{name}.js").split("\n")]
    kept = "\n".join(line for line in lines if line and not line.startswith("//"))
    return ours(f'\n(() => {{\n"use strict";\n{kept}\n}})();\n')


def _file(name: str) -> str:
    return files("auditor.outputs.html").joinpath(name).read_text(encoding="utf-8")

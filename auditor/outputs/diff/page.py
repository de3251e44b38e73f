"""The comparison of two runs as one page, which holds all it needs and loads nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from auditor.engine.compare import Comparison
from auditor.model.finding import Message
from auditor.outputs.diff.sections import Cell, about, sections
from auditor.outputs.html.inert import escape, safe
from auditor.outputs.html.words import both

_SAME = Message("两次运行的结果相同", "Both runs came to the same")
_OTHER = Message("两次运行的结果不同", "The runs differ")
_TITLE = Message("两次审核的比较", "Two audits compared")
_RUNS = (Message("前", "before"), Message("后", "after"))


def write(comparison: Comparison, names: Sequence[str], file: Path, lang: str) -> None:
    """Write the page; it shows one of both languages, first the one asked for."""
    told = sections(comparison)
    style = "\n" + files("auditor.outputs.diff").joinpath("page.css").read_text(encoding="utf-8")
    page = _environment().get_template("page.html.j2").render(
        lang=lang,
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'",
        title=_TITLE.zh if lang == "zh" else _TITLE.en,
        heading=_shown(_TITLE),
        verdict=_shown(_OTHER if told else _SAME),
        same=not told,
        runs=[
            (_shown(word), name, *about(results))
            for word, name, results in zip(_RUNS, names, (comparison.old, comparison.new), strict=True)
        ],
        as_of=_shown(Message("审核日期", "as of")),
        version=_shown(Message("程序版本", "program version")),
        sections=[
            (section.key, _shown(section.title), [_shown(head) for head in section.heads], [
                [_shown(cell) for cell in row] for row in section.rows
            ])
            for section in told
        ],
    )  # fmt: skip
    file.write_text(page, encoding="utf-8", newline="\n")


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("auditor.outputs.diff", "."),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=safe,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _shown(cell: Cell) -> Markup:
    return Markup(both(cell) if isinstance(cell, Message) else escape(cell))  # noqa: S704 - escaped by either

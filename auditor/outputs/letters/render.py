"""Fills a DOCX template: what reports say is text in it and nothing else, and the same letter gives the same bytes."""

from __future__ import annotations

import io
import re
import traceback
import zipfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from auditor.model.problem import Problem
from auditor.outputs.packing import packed

DEFAULT = "template.docx"
"""The template that comes with the program, beside this module."""
_MOST_SHOWN = 120


class TemplateProblem(Problem):
    """A template of letters that cannot be used; the text names the file and the place."""


class Template:
    """A template, read once for all letters of a run."""

    def __init__(self, file: Path | None) -> None:
        """Read the template; without a file, the one that comes with the program.

        Raises:
            TemplateProblem: it is not there, or no DOCX.
        """
        self._name = file.name if file else DEFAULT
        try:
            with file.open("rb") if file else files(__package__).joinpath(DEFAULT).open("rb") as opened:
                self._data = opened.read()
        except OSError as error:
            raise TemplateProblem(f"{file}: {error.strerror}") from error
        if not zipfile.is_zipfile(io.BytesIO(self._data)):
            raise TemplateProblem(f"{self._name}: no DOCX / 信函模板不是DOCX文件")
        self._environment = ImmutableSandboxedEnvironment(
            autoescape=True, undefined=StrictUndefined, finalize=_inert, keep_trailing_newline=True
        )

    def render(self, context: Mapping[str, object]) -> bytes:
        """Return the letter.

        Raises:
            TemplateProblem: the template is damaged, or has an error in what it asks for.
        """
        out = io.BytesIO()
        try:
            document = DocxTemplate(io.BytesIO(self._data))
            document.render(dict(context), self._environment, autoescape=True)
            document.save(out)
        except TemplateError as error:
            raise TemplateProblem(f"{self._name}: {_place(error)}{error.message or type(error).__name__}") from error
        # A template may be damaged in any way, and may do with the values whatever an expression can.
        except Exception as error:
            raise TemplateProblem(f"{self._name}: {type(error).__name__}: {str(error)[:_MOST_SHOWN]}") from error
        with zipfile.ZipFile(out) as archive:
            return packed((name, archive.read(name)) for name in archive.namelist())


def _inert(value: object) -> object:
    """Return a text escaped, its braces too: docxtpl gives some of them a meaning even after the template is filled."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return Markup(str(escape(value)).replace("{", "&#123;").replace("}", "&#125;"))  # noqa: S704 - escaped in the same breath
    return value


def _place(error: TemplateError) -> str:
    """Return where in the template an error lies: the words of that paragraph, as far as Jinja2 tells."""
    around: Any = getattr(error, "docx_context", None)
    if around is None:
        number = _paragraph(error)
        return f"paragraph {number} / 第{number}段: " if number else ""
    words = [" ".join(text.split()) for text in around]
    near = next((text for text in words[3:] + words[2::-1] if re.search(r"\{[{%#]", text)), "")
    return f"“{near[:_MOST_SHOWN]}”: " if near else ""


def _paragraph(error: TemplateError) -> int | None:
    """Return which paragraph of the body it was, from 1: docxtpl begins a line with each."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
    return lines[-1] - 1 if lines and lines[-1] else None

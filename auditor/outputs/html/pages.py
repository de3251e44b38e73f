"""Writes the HTML report: a folder of an index and a page for each report, or everything in one file."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from auditor.outputs.html.index import Index
from auditor.outputs.html.inert import css_string, escape, safe
from auditor.outputs.html.report import Drawn, ReportPages, page_name
from auditor.outputs.html.words import WORDS, both, counted
from auditor.record.view import RuleCard, Run

REPORTS = "reports"
_PAGE = re.compile(r"[0-9a-f]{12}(-\d+)?\.html")
# Where the frame leaves room; no text of a report can hold a NUL once it is escaped.
_TITLE, _RUNNING, _BODY = Markup("\x00title\x00"), Markup("\x00running\x00"), Markup("\x00body\x00")


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
    env.globals["w"] = SimpleNamespace(**{name: both(text) for name, text in WORDS.items()})
    env.globals["counted"] = lambda word, number: both(counted(word, number))
    return env


@cache
def _style() -> Markup:
    """Return the style sheet without its comments and indents, as it stands in every page."""
    text = files("auditor.outputs.html").joinpath("style.css").read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return Markup(re.sub(r"\s*\n\s*", "\n", text).strip())  # noqa: S704 - our own file


def write_folder(run: Run, folder: Path, lang: str) -> None:
    """Write index.html and one page for each report, whose name depends on its path alone."""
    reports = folder / REPORTS
    reports.mkdir(parents=True, exist_ok=True)
    index = Index(run, _titles(run.rules, "#"), link=REPORTS + "/{}.html")
    pages = ReportPages(_template("report"), _titles(run.rules, "../index.html#"), prefixed=False)
    frame = _Frame(run, lang, home="../index.html")
    written: set[str] = set()
    for drawn in _drawn(run, pages):
        summary = drawn.summary
        name = f"{summary.name}.html"
        title = f"{summary.organ or summary.path} {summary.year or ''}".strip()
        _write(reports / name, frame.page(title, drawn.html))
        written.add(name)
        index.add(summary)
    for old in sorted(reports.iterdir()):
        if _PAGE.fullmatch(old.name) and old.name not in written:
            old.unlink()  # a page of an earlier run: its report is no longer part of this one
    _write(folder / "index.html", _Frame(run, lang, home="").page("", _template("index").render(index.context())))


def write_file(run: Run, file: Path, lang: str) -> None:
    """Write the index and all reports as one document."""
    titles = _titles(run.rules, "#")
    index = Index(run, titles, link="#r{}")
    pages = ReportPages(_template("report"), titles, prefixed=True)
    # The index comes first and is known last; the reports wait on disk, since a run may hold thousands.
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as waiting:
        for drawn in _drawn(run, pages):
            waiting.write(drawn.html)
            index.add(drawn.summary)
        waiting.seek(0)
        before, after = _Frame(run, lang, home="#index").around("")
        with file.open("w", encoding="utf-8", newline="\n") as out:
            out.write(before + _template("index").render(index.context()))
            shutil.copyfileobj(waiting, out)
            out.write(after)


class _Frame:
    """What is the same around every page: head, style, language switch. Made once, with room for title and body."""

    def __init__(self, run: Run, lang: str, *, home: str) -> None:
        self._product = WORDS["product"].zh if lang == "zh" else WORDS["product"].en
        page = _template("page").render(
            lang=lang, home=home, version=run.get("version"), as_of=run.get("as_of"), style=_style(),
            title=_TITLE, running=_RUNNING, body=_BODY,
        )  # fmt: skip
        self._start, _, rest = page.partition(_TITLE)
        self._style, _, rest = rest.partition(_RUNNING)
        self._top, _, self._end = rest.partition(_BODY)

    def around(self, title: str) -> tuple[str, str]:
        """Return what goes before and behind a page's content. `title` is shown in the window and on printed pages."""
        shown = escape(f"{title} · {self._product}" if title else self._product)
        return f"{self._start}{shown}{self._style}{css_string(title or self._product)}{self._top}", self._end

    def page(self, title: str, body: str) -> str:
        """Return a whole page."""
        before, after = self.around(title)
        return before + body + after


def _drawn(run: Run, pages: ReportPages) -> Iterator[Drawn]:
    taken: dict[str, int] = {}
    for row in run.reports():
        name = page_name(row.path, row.organ, row.year)
        taken[name] = taken.get(name, 0) + 1
        if taken[name] > 1:
            name += f"-{taken[name]}"
        yield pages.draw(row, name, run.findings(row.number))


def _titles(rules: tuple[RuleCard, ...], index: str) -> dict[str, Markup]:
    """Return each rule's id and title, linked to its line of the index."""
    return {
        rule.id: Markup(  # noqa: S704 - escaped
            f'<a class="rule" href="{index}rule-{escape(rule.id)}">{escape(rule.id)}</a> '
            f'<span class="t">{both(rule.title)}</span>'
        )
        for rule in rules
    }


def _template(name: str) -> Template:
    return environment().get_template(f"{name}.html.j2")


def _write(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(text)

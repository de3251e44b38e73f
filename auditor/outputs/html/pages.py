"""Writes the HTML report: a folder of an index and a page for each report, or everything in one file."""

from __future__ import annotations

import gc
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from auditor.engine.assess import said
from auditor.outputs.html.baseline import Baseline
from auditor.outputs.html.frame import Frame, environment
from auditor.outputs.html.index import Index
from auditor.outputs.html.inert import escape, json_block
from auditor.outputs.html.report import Drawn, ReportPages, page_name
from auditor.outputs.html.scorecard import Scorecard
from auditor.outputs.html.words import both
from auditor.record.unmade import PAGE
from auditor.record.view import RuleCard, Run

REPORTS = "reports"
CARRIED = 50_000_000
"""So many bytes the rows of a decisions file may come to on all pages of a folder."""
_PAGE = re.compile(r"[0-9a-f]{12}(-\d+)?\.html")
_LISTING = re.compile(r"index-\d+\.html")


def write_folder(run: Run, folder: Path, lang: str) -> None:
    """Write index.html and one page for each report, whose name depends on its path alone."""
    reports = folder / REPORTS
    reports.mkdir(parents=True, exist_ok=True)
    baseline = Baseline(run)
    index = Index(run, titles(run.rules, "#"), baseline, link=REPORTS + "/{}.html")
    pages = ReportPages(titles(run.rules, "../index.html#"), run.rules, Scorecard(run), baseline, prefixed=False)
    frame = Frame(run, lang, home="../index.html", scripts=("report",), given=_carried(run))
    written: set[str] = set()
    with _uncollected():
        for drawn in _drawn(run, pages):
            summary = drawn.summary
            index.add(summary)
            if drawn.html:
                name = f"{summary.name}.html"
                title = f"{summary.organ or summary.path} {summary.year or ''}".strip()
                _write(reports / name, frame.page(title, drawn.html))
                written.add(name)
    _clear(reports, _PAGE, written)
    write_index(run, index, folder, lang)


def write_index(run: Run, index: Index, folder: Path, lang: str) -> None:
    """Write index.html, and the further pages on which a long run's reports are listed for readers without script."""
    frame = Frame(run, lang, home="", scripts=("index",), given=_given(run))
    _write(folder / "index.html", frame.page("", _render("index", index.context(split=True))))
    frame = Frame(run, lang, home="index.html", scripts=())
    listings = {listing["file"]: listing for listing in index.listings()}
    for name, listing in listings.items():
        _write(folder / name, frame.page("", _render("listing", listing)))
    _clear(folder, _LISTING, set(listings))


def write_file(run: Run, file: Path, lang: str) -> None:
    """Write the index and all reports as one document."""
    titled = titles(run.rules, "#")
    baseline = Baseline(run)
    index = Index(run, titled, baseline, link="#r{}")
    pages = ReportPages(titled, run.rules, Scorecard(run), baseline, prefixed=True)
    # The index comes first and is known last; the reports wait on disk, since a run may hold thousands.
    with tempfile.TemporaryFile() as waiting, _uncollected():
        for drawn in _drawn(run, pages):
            waiting.write(drawn.html.encode())
            index.add(drawn.summary)
        waiting.seek(0)
        frame = Frame(run, lang, home="#index", scripts=("index", "report"), given=_given(run))
        before, after = frame.around("")
        with file.open("wb") as out:
            out.write(before + _render("index", index.context(split=False)).encode())
            shutil.copyfileobj(waiting, out)
            out.write(after)


def _given(run: Run) -> str:
    """Return the rows of the decisions file that the run was given, as JSON for the page; "" without any."""
    rows = run.find("given_decisions")
    return json_block(rows) if rows else ""


def _carried(run: Run) -> str:
    """Return the same for the pages of a folder: where they would weigh too much on all of them, only the index has them."""
    given = _given(run)
    return given if len(given) * run.ledger["reports"] <= CARRIED else ""


class Titles(dict[str, str]):
    """Each rule's id and title as HTML, linked to its line of the index; what is no rule of the run goes by its id."""

    def __missing__(self, rule: str) -> str:
        """Return the id of what no rule found: a finding that a reviewer added."""
        return f'<b class="rule">{escape(rule)}</b>'


def titles(rules: tuple[RuleCard, ...], index: str) -> Titles:
    """Return the titles of a run's rules."""
    return Titles(
        (
            rule.id,
            f'<a class="rule" href="{index}rule-{escape(rule.id)}">{escape(rule.id)}</a> '
            f'<span class="t">{both(rule.title)}</span>',
        )
        for rule in rules
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold the garbage collector: parsed JSON is thousands of objects a page, none of them in a cycle."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _drawn(run: Run, pages: ReportPages) -> Iterator[Drawn]:
    taken: dict[str, int] = {}
    for row in run.reports():
        name = page_name(row.path, row.organ, row.year)
        taken[name] = taken.get(name, 0) + 1
        if taken[name] > 1:
            name += f"-{taken[name]}"
        findings = run.findings(row.number)
        if not pages.has_page(row, findings):
            yield pages.line(row, findings)
            continue
        try:
            drawn = pages.draw(row, name, findings)
        # What one report holds must not cost the pages of the others.
        except Exception as error:
            why = said(error)
            run.given.fail(row.path, PAGE, why)
            drawn = pages.plain(row, name, findings, why)
        yield drawn


def _clear(folder: Path, ours: re.Pattern[str], written: set[str]) -> None:
    """Remove the pages of an earlier run: what they show is no longer part of this one."""
    for old in sorted(folder.iterdir()):
        if ours.fullmatch(old.name) and old.name not in written:
            old.unlink()


def _render(name: str, context: Mapping[str, object]) -> str:
    return environment().get_template(f"{name}.html.j2").render(context)


def _write(file: Path, content: bytes) -> None:
    # Not emptied first: some file systems wait for the disk when a file is cut to nothing and filled again.
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    with open(opened, "wb") as out:
        out.write(content)
        out.truncate()

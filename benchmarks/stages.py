"""The stages of one report's audit, each by itself and all together."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path

from auditor.cli.main import main
from auditor.engine.assess import assess
from auditor.engine.audit import Auditor, read_options
from auditor.engine.decisions import Decisions
from auditor.forms.bind import Binder
from auditor.grammar.parse import parse
from auditor.model.report import Report
from auditor.outputs.html.pages import write_folder
from auditor.plugins.load import load_catalogue
from auditor.reading.walk import Candidate
from auditor.reading.walk import read as read_source
from auditor.record.view import Run
from benchmarks.material import write_copies
from benchmarks.stopwatch import Repeated, Turn
from benchmarks.yardsticks import floor, read, split_by_hand

AS_OF = datetime.date(2024, 3, 31)
PAGES = 20
"""A page is timed as one of so many, so that what is written once a run does not count."""

# The catalogue grows; these are the rules that the first target of PERFORMANCE speaks of.
TWO_DOZEN = frozenset({
    "OGI-P001", "OGI-P002", "OGI-P003", "OGI-S101", "OGI-S103", "OGI-S104", "OGI-S105", "OGI-S106", "OGI-S107",
    "OGI-S108", "OGI-S117", "OGI-T301", "OGI-T302", "OGI-T303", "OGI-T304", "OGI-T305", "OGI-T401", "OGI-T402",
    "OGI-T403", "OGI-C501", "OGI-C514", "OGI-D601", "OGI-D603", "OGI-N701", "OGI-L801",
})  # fmt: skip


def stages(file: Path, calls: int) -> Mapping[str, Turn]:
    """Return the yardsticks and the stages over one report, ready to be timed."""
    catalogue = load_catalogue()
    few = replace(catalogue, rules=tuple(rule for rule in catalogue.rules if rule.id in TWO_DOZEN))
    if len(few.rules) != len(TWO_DOZEN):
        raise LookupError(f"no longer shipped: {', '.join(sorted(TWO_DOZEN - {rule.id for rule in few.rules}))}")
    binder = Binder(catalogue.forms)
    candidate = Candidate(file, file.name)
    source = read_source(candidate, catalogue.readers, read_options(catalogue.forms))
    document = parse(source.text)

    def bind() -> Report:
        return binder.bind(source, document)

    def check(report: Report) -> None:
        for rule in few.rules:
            assess(rule, report)

    audit_few = Auditor(few, Decisions(), AS_OF)
    audit_all = Auditor(catalogue, Decisions(), AS_OF)
    return {
        "read and decode": Repeated(read, lambda: file, calls),
        "floor": Repeated(floor, lambda: file, calls),
        "hand splitter": Repeated(split_by_hand, lambda: file, calls),
        "parse": Repeated(parse, lambda: source.text, calls),
        "bind": Repeated(lambda found: binder.bind(source, found), lambda: document, calls),
        "rules": Repeated(check, bind, calls),
        "audit": Repeated(audit_few.audit, lambda: candidate, calls),
        "audit, all rules": Repeated(audit_all.audit, lambda: candidate, calls),
    }


def pages(file: Path, scratch: Path) -> Mapping[str, Turn]:
    """Return the writing of a run's HTML with one page, and with one and some more."""
    return {name: _writing(file, scratch / name, count) for name, count in (("one page", 1), ("pages", 1 + PAGES))}


def _writing(file: Path, folder: Path, count: int) -> Turn:
    """Audit copies of the report once; what is timed is their HTML."""
    folder.mkdir()
    copies = write_copies(file, folder / "reports", count)
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        main([str(copies), "-q", "--jobs", "1", "-o", str(folder / "out"), "-f", f"json={folder / 'audit.json'}"])
    run = Run(folder / "out")
    return Repeated(lambda target: write_folder(run, target, "zh"), lambda: folder / "html", calls=1)

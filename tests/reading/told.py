"""What tests of readers compare: the blocks that a text is read as, and what a report is told whatever its file."""

from __future__ import annotations

from collections import Counter
from functools import cache

from auditor.engine.assess import assess
from auditor.engine.decisions import Decisions
from auditor.engine.stamp import stamp
from auditor.forms.bind import Binder
from auditor.grammar.parse import parse
from auditor.model.document import Table
from auditor.model.source import Source
from auditor.plugins.load import Catalogue, load_catalogue
from auditor.reading.reader import ReadText
from auditor.testing import AS_OF

Told = Counter[tuple[str, str, str, str | None, str | None, str | None]]


@cache
def _audit() -> tuple[Catalogue, Binder]:
    catalogue = load_catalogue()
    return catalogue, Binder(catalogue.forms)


def shown(text: str) -> str:
    """Return the paragraphs and table rows of a report text, one a line, cells between brackets."""
    found = []
    for node in parse(text).flat():
        rows = (
            ["".join(f"[{cell}]" for cell in row.texts) for row in node.rows]
            if isinstance(node, Table)
            else [node.text]
        )
        found += rows
    return "\n".join(found)


def told(read: ReadText) -> Told:
    """Return the findings of a report as read, without their places in the text."""
    catalogue, binder = _audit()
    report = binder.read(Source("report.txt", "0" * 64, read.text, read.encoding, read.origins))
    outcomes = [assess(rule, report) for rule in catalogue.rules if rule.across is None]
    found, _ = stamp(report, outcomes, Decisions(), AS_OF)
    return Counter(
        (
            each.rule,
            str(each.severity),
            "".join(each.message.zh.split()),
            each.place.table,
            each.place.row,
            each.place.column,
        )
        for each in found
    )

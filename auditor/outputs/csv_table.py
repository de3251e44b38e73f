"""CSV: a row for each finding, made so that a spreadsheet opens it by double click and computes nothing in it."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

from auditor.outputs.finding_table import FindingTable, Value
from auditor.outputs.labels import Labels
from auditor.record.view import Run

_STARTS = frozenset("=+-@\t\r\n")


def write(run: Run, target: Path, lang: str) -> None:
    """Write the findings with heads in one language; UTF-8 with BOM and CRLF, as Excel and WPS expect."""
    table = FindingTable(run, lang, Labels(lang))
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file, lineterminator="\r\n")
        rows.writerow(table.heads)
        for report in run.reports():
            for row in table.rows(report, run.findings(report.number)):
                rows.writerow([guarded(value) for value in row])


def guarded(value: Value) -> Value:
    """Return a value that no spreadsheet takes for a formula: such a text gets an apostrophe before it.

    Full-width and small forms of the signs count, and so do signs behind blanks, which some programs cut off.
    """
    if not isinstance(value, str) or not value:
        return value
    first = unicodedata.normalize("NFKC", value.lstrip(" \u3000\xa0\u200b\ufeff")[:1])
    return f"'{value}" if value[0] in _STARTS or first in _STARTS else value

"""OGI-T304, OGI-T403: the figures of tables 3 and 4 are whole numbers of zero or more."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Cell, Message, Report, Severity, Violation, rule
from auditor.model.values import Kind

_REMEDY = ("填写不小于0的整数，没有的填0。", "Enter a whole number of zero or more; 0 where there is none.")


def _invalid(report: Report, table: str) -> Iterator[Violation]:
    for cell in report.odd_cells(table):
        if cell.value.kind in (Kind.TEXT, Kind.NUMBER):
            yield _violation(cell)


def _violation(cell: Cell) -> Violation:
    number = cell.value.number
    zh, en = (
        ("不是数字", "is no number")
        if number is None
        else ("为负数", "is negative")
        if number < 0
        else ("不是整数", "is no whole number")
    )
    shown = cell.text.strip()
    return Violation(Message(f"“{shown}”{zh}", f"“{shown}” {en}"), cell, quotes=(cell,), actual=shown)


@rule(
    id="OGI-T304",
    title=("表三数值非法", "Invalid value in table 3"),
    severity=Severity.ERROR,
    basis=("表三各项为件数（国办公开办函〔2019〕60号、〔2021〕30号）", "the figures of table 3 are counts (letters [2019] No. 60 and [2021] No. 30)"),
    remedy=_REMEDY,
)  # fmt: skip
def requests_are_counts(report: Report) -> Iterator[Violation]:
    """Requests are counted in whole numbers. A negative number, a fraction or a word cannot be a count, and whatever is
    added up with it is wrong as well.
    """
    yield from _invalid(report, "requests")


@rule(
    id="OGI-T403",
    title=("表四数值非法", "Invalid value in table 4"),
    severity=Severity.ERROR,
    basis=("表四各项为件数（国办公开办函〔2019〕60号、〔2021〕30号）", "the figures of table 4 are counts (letters [2019] No. 60 and [2021] No. 30)"),
    remedy=_REMEDY,
)  # fmt: skip
def appeals_are_counts(report: Report) -> Iterator[Violation]:
    """Reviews and suits are counted in whole numbers. A negative number, a fraction or a word cannot be a count, and
    whatever is added up with it is wrong as well.
    """
    yield from _invalid(report, "appeals")

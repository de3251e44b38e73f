"""Defects of the three tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from samples.make.draft import Cell, Grid, Key, Para, Row
from samples.make.plant import Report
from samples.make.text import make_sample

Plant = Callable[[Report], Report]


def moved(table: str, row: str, column: str) -> Plant:
    """One cell raised by a small number; everything else stays."""

    def plant(report: Report) -> Report:
        value = report.facts.value(table, row, column)
        return report.value((table, row, column), value + report.rng.choice((1, 1, 2, 3, 10)))

    return plant


def row_total(report: Report) -> Report:
    """The total of one outcome row that the text does not speak of."""
    rows = [row for row in report.facts.requests if row.startswith(("denied", "unable", "not_processed"))]
    told = [row for row in rows if row.rstrip("_12345678") not in report.keys]
    report.need(bool(told))
    row = report.rng.choice(told)
    return report.value(("requests", row, "total"), report.facts.value("requests", row, "total") + 1)


def shown(table: str, text: str, at: Key | None = None) -> Plant:
    """A cell, or the first of some zeros, shows something that is no count."""

    def plant(report: Report) -> Report:
        return report.cell(at or report.zeros(table, 1)[0], text)

    return plant


def emptied(table: str, text: str) -> Plant:
    """Several zeros left blank or filled with a sign."""

    def plant(report: Report) -> Report:
        for key in report.zeros(table, 3):
            report = report.cell(key, text)
        return report

    return plant


def only_totals(report: Report) -> Report:
    """Table three filled in its last column alone: every other cell is blank."""
    for key in report.numbers("requests"):
        if key[2] != "total":
            report = report.cell(key, "")
    return report


def fraction(table: str, row: str, column: str) -> Plant:
    def plant(report: Report) -> Report:
        return report.value((table, row, column), report.facts.value(table, row, column) + Decimal("0.5"))

    return plant


def valid_too_few(report: Report) -> Report:
    cells = report.facts.disclosure["normative"]
    report.need(cells["made"] - cells["repealed"] > 0 and "docs_valid" not in report.keys)
    return report.value(("disclosure", "normative", "valid"), cells["made"] - cells["repealed"] - 1)


def disclosed_too_few(report: Report) -> Report:
    made = report.facts.disclosure["normative"]["disclosed"]
    report.need(made > 0 and "docs_total_disclosed" not in report.keys)
    return report.value(("disclosure", "normative", "total_disclosed"), made - 1)


def items_below_zero(report: Report) -> Report:
    cells = report.facts.disclosure["licence"]
    return report.value(("disclosure", "licence", "change"), -(cells["previous"] + 1))


def town_makes_rules(report: Report) -> Report:
    return report.value(("disclosure", "regulations", "valid"), 1)


def purchase_without_amount(report: Report) -> Report:
    report.need(report.facts.disclosure["procurement"]["count"] > 0)
    return report.value(("disclosure", "procurement", "amount"), 0)


def decisions_like_items(report: Report) -> Report:
    """Two rows whose decisions equal last year's items and this year's change."""
    for row in report.rng.sample(("other_services", "coercion", "licence", "penalty"), 3):
        cells = report.facts.disclosure[row]
        items = cells["previous"] + cells["change"]
        if items > 0 and row not in report.keys:
            report = report.value(("disclosure", row, "decisions"), items)
    return report.need(
        sum(
            cells.get("decisions") == cells.get("previous", 0) + cells.get("change", 0) != 0
            for cells in report.facts.disclosure.values()
        )
        >= 2
    )


def suit_without_review(report: Report) -> Report:
    report.need("zero:appeals" not in report.keys)
    return report.value(("appeals", "suit_after_review", "upheld"), 1).value(
        ("appeals", "suit_after_review", "total"), 1
    )


def unpaid_untold(report: Report) -> Report:
    """A closure for an unpaid fee in the table, though the text says that no fee notice was issued."""
    other = "".join(para.text for para in report.paras("other"))
    report.need(not {"granted", "other", "open_results", "rate:open"} & report.keys)
    report.need("收费通知0件" in other or "未发出收费通知" in other)
    cells = report.facts.requests
    report.need(cells["granted"]["natural"] > 0 and cells["other_2"]["total"] == 0)
    for column in ("natural", "total"):
        report = report.value(("requests", "granted", column), cells["granted"][column] - 1)
        report = report.value(("requests", "other_2", column), 1)
    return report


def cell_lost(report: Report) -> Report:
    """A row of table three with six numbers: one cell did not come through."""
    keys = [key for key in report.zeros("requests", 1) if key[2] != "total"]
    report.need(bool(keys))
    key = keys[0]
    grid = report.grid("requests")
    return report.swap(grid, replace(grid, rows=tuple(_without(row, key, report.mark) for row in grid.rows)))


def _without(row: Row, key: Key, mark: str) -> Row:
    if all(cell.key != key for cell in row):
        return row
    at = max(index for index, cell in enumerate(row) if cell.key is None)
    head = replace(row[at], marks=(*row[at].marks, mark))
    return (*row[:at], head, *(cell for cell in row[at + 1 :] if cell.key != key))


def row_end_lost(report: Report) -> Report:
    """The blank line after table four is gone, so that the next heading became part of its last cell."""
    grid, heading = report.grid("appeals"), report.paras("problems", "heading")[0]
    last = replace(grid.rows[-1][-1], marks=(report.mark,))
    lost = replace(grid, rows=(*grid.rows[:-1], (*grid.rows[-1][:-1], last)), closed=False)
    return report.swap(grid, lost).swap(heading, report.marked(heading, heading.text))


def row_missing(table: str, *keys: str) -> Plant:
    """A data row of zeros that the report leaves out."""

    def plant(report: Report) -> Report:
        free = [
            key for key in keys if key in report.facts.table(table) and not any(report.facts.table(table)[key].values())
        ]
        report.need(bool(free))
        key, grid = report.rng.choice(free), report.grid(table)
        rows = tuple(row for row in grid.rows if all(cell.key is None or cell.key[1] != key for cell in row))
        return report.swap(grid, replace(grid, rows=rows))

    return plant


def column_missing(report: Report) -> Report:
    """Table three without its column for research bodies."""
    column = "research"
    report.need(not any(cells[column] for cells in report.facts.requests.values()))
    grid = report.grid("requests")
    head = next(cell for row in grid.rows for cell in row if cell.text.replace("\n", "") == "科研机构")
    rows = tuple(
        tuple(cell for cell in row if cell is not head and (cell.key is None or cell.key[2] != column))
        for row in grid.rows
    )
    return report.swap(grid, replace(grid, rows=rows))


def row_added(report: Report) -> Report:
    """A row that the form does not have, after 规范性文件."""
    grid = report.grid("disclosure")
    at = next(index for index, row in enumerate(grid.rows) if any(c.key and c.key[1] == "normative" for c in row))
    numbers = [str(report.rng.randint(3, 60)) for _ in range(3)]
    row = (Cell("其他主动公开文件", marks=(report.mark,)), *(Cell(number) for number in numbers))
    return report.swap(grid, replace(grid, rows=(*grid.rows[: at + 1], row, *grid.rows[at + 1 :])))


def relabelled(table: str, old: str, new: str) -> Plant:
    return lambda report: report.label(table, old, new)


def missing(table: str, *texts: str) -> Plant:
    """A section with a sentence where its table should be."""

    def plant(report: Report) -> Report:
        heading = report.paras(table, "heading")[0]
        told = Para(texts[0] if len(texts) == 1 else report.rng.choice(texts), table)
        return report.swap(report.grid(table), told).swap(heading, report.marked(heading, heading.text))

    return plant


def wrong_form(report: Report) -> Report:
    """The whole report made anew with the tables of the other form."""
    facts = report.facts
    sample = make_sample(facts.organ, facts.year, "2019" if facts.form == "2021" else "2021", facts.size, report.seed)
    grid = next(piece for piece in sample.draft if isinstance(piece, Grid))
    first = grid.rows[1][1]
    marked = grid.edited(lambda cell: replace(cell, marks=(report.mark,)) if cell is first else cell)
    return replace(report, facts=sample.facts, draft=sample.draft).swap(grid, marked)

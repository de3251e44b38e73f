"""Defects of tables whose figures are numbers and still cannot mean what the form asks for."""

from __future__ import annotations

from dataclasses import replace

from samples.make.defects_tables import Plant
from samples.make.draft import FIGURE, Cell, Grid, Key, Para, tag
from samples.make.labels import COLUMNS, outcome_rows
from samples.make.plant import Report

_OUTCOMES_TOLD = frozenset({"granted", "partial", "open_results", "rate:granted", "rate:open"})


def made_undisclosed(report: Report) -> Report:
    """More normative documents made than disclosed; the text does not speak of those made."""
    cells = report.facts.disclosure["normative"]
    report.need(not {"docs_made", "zero:docs"} & report.keys)
    made = cells["disclosed"] + report.rng.randint(1, 4)
    return report.value(("disclosure", "normative", "made"), made)


def all_zero(report: Report) -> Report:
    """Every figure of table two is 0."""
    numbers = report.numbers("disclosure")
    report.need(any(numbers.values()))
    for key in numbers:
        report = report.value(key, 0)
    return report


def all_zero_though_told(report: Report) -> Report:
    told = {"licence", "penalty", "coercion", "docs_made", "fees"} & report.keys
    return all_zero(report.need(bool(told)))


def all_zero_enforcing(report: Report) -> Report:
    told = {"licence", "penalty", "coercion", "docs_made", "docs_valid", "docs_repealed", "fees", "purchases"}
    return all_zero(report.need(report.facts.organ.enforcing and not told & report.keys))


def fees_beyond_reach(report: Report) -> Report:
    """A small organ that would have collected more than a billion yuan."""
    report.need("fees" not in report.keys)
    return report.value(("disclosure", "fee", "amount"), report.rng.randint(100_001, 900_000))


def fees_in_yuan(report: Report) -> Report:
    """The fees in yuan in the text, and the same number in the table, which counts in ten thousand."""
    amount = int(report.facts.value("disclosure", "fee", "amount") * 10_000)
    report.need(amount > 0 and "fees" in report.keys)
    report = report.rewrite(rf"{FIGURE.pattern}万元", lambda match: f"{tag(match[1], str(amount))}元", "overview")
    told = {shown for para in report.paras("overview") for key, shown in FIGURE.findall(para.text) if key == "fees"}
    return report.need(told == {str(amount)}).value(("disclosure", "fee", "amount"), amount)


def amount_without_purchase(report: Report) -> Report:
    """An amount spent on no purchase at all."""
    report.need("purchases" not in report.keys and report.facts.disclosure["procurement"]["amount"] > 0)
    return report.value(("disclosure", "procurement", "count"), 0)


def shifted(report: Report) -> Report:
    """The rows of table three moved by one column: each total stands before the first figure."""
    rows = [row for row, cells in report.facts.requests.items() if cells["total"]]
    report.need(len(rows) >= 3)
    for row in rows:
        cells = report.facts.requests[row]
        values = [cells[column] for column in COLUMNS]
        for column, value in zip(COLUMNS, (values[-1], *values[:-1]), strict=True):
            if value != cells[column]:
                report = report.value(("requests", row, column), value)
    return report


def counted_twice(report: Report) -> Report:
    """Requests granted in part counted a second time as granted, in every column; their total is marked as well."""
    cells = report.facts.requests
    report.need(cells["partial"]["total"] > 0 and not _OUTCOMES_TOLD & report.keys)
    for column in COLUMNS:
        more = cells["partial"][column]
        report = report.value(("requests", "granted", column), cells["granted"][column] + more) if more else report
    return report.value(("requests", "partial", "total"), cells["partial"]["total"])


def rows_missing(report: Report) -> Report:
    """Two rows of zeros left out of table three."""
    free = [row for row in outcome_rows(report.facts.form) if not any(report.facts.requests[row].values())]
    free = [row for row in free if row.endswith(("_2", "_3", "_4", "_8"))]
    report.need(len(free) >= 2)
    gone, grid = report.rng.sample(free, 2), report.grid("requests")
    rows = tuple(row for row in grid.rows if not any(cell.key and cell.key[1] in gone for cell in row))
    return report.swap(grid, replace(grid, rows=rows))


def noted(table: str, notes: tuple[str, ...], at: Key) -> Plant:
    """A note under a table that states a relation, and one cell that breaks it."""

    def plant(report: Report) -> Report:
        report = report.value(at, report.facts.value(*at) + report.rng.randint(1, 9))
        grid = report.grid(table)
        note = Para(report.rng.choice(notes), table, "note", marks=(report.mark,))
        return report.swap(grid, grid, note)

    return plant


def foreign_table(report: Report) -> Report:
    """A table of the report's own whose note, in its corner or under it, its figures do not keep."""
    rng, organ = report.rng, report.facts.organ
    heads = rng.choice((("合计", "网站", "新媒体"), ("合计", "线上", "线下"), ("合计", "图文", "视频")))
    inside = rng.random() < 0.5
    corner = f"（注：{heads[0]}={heads[1]}+{heads[2]}）" if inside else "事项"
    rows: list[tuple[Cell, ...]] = [(Cell(corner), *map(Cell, heads))]
    wrong = rng.randrange(2)
    for number, area in enumerate(organ.areas[:2]):
        one, two = rng.randint(2, 40), rng.randint(2, 40)
        total = one + two + (number == wrong) * rng.randint(1, 5)
        marks = (report.mark,) if number == wrong else ()
        rows.append((Cell(area), Cell(str(total), marks=marks), Cell(str(one)), Cell(str(two))))
    paras = [para for para in report.paras("overview", "body") if para.text.endswith("。")]
    told = replace(paras[-1], text=f"{paras[-1].text}重点事项发布情况见下表。")
    under = () if inside else (Para(f"注：{heads[0]}等于{heads[1]}与{heads[2]}之和。", "overview", "note"),)
    return report.swap(paras[-1], told, Grid("own", tuple(rows)), *under)


def suits_in_wrong_block(report: Report) -> Report:
    """Suits that were filed directly, entered as suits after a review that there was not."""
    cells = report.facts.appeals
    report.need(not any(cells["review"].values()) and not {"zero:appeals", "suits", "after"} & report.keys)
    number = report.rng.randint(2, 5)
    for outcome in ("pending", "total"):
        before = cells["suit_after_review"][outcome]
        report = report.value(("appeals", "suit_after_review", outcome), before + number)
    return report

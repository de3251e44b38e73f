"""The numbers of one report: three tables that tie out, and the counts that only the running text gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from samples.make.counts import REACH, Form, Size, draw_counts, draw_fees, split
from samples.make.labels import BLOCKS, COLUMNS, OUTCOMES, disclosure_columns, outcome_rows, request_rows
from samples.make.organs import Kind, Organ

Number = int | Decimal
Table = Mapping[str, Mapping[str, Number]]
SIZES: tuple[Size, ...] = ("zero", "small", "medium", "large")


@dataclass(frozen=True, slots=True)
class Facts:
    """`counts` holds what no table has: posts, other registers, last year's requests, fees in yuan."""

    organ: Organ
    year: int
    form: Form
    size: Size
    disclosure: Table
    requests: Table
    appeals: Table
    counts: Mapping[str, int]

    @property
    def kind(self) -> Kind:
        return self.organ.kind

    def table(self, name: str) -> Table:
        tables = {"disclosure": self.disclosure, "requests": self.requests, "appeals": self.appeals}
        return tables[name]

    def value(self, table: str, row: str, column: str) -> Number:
        return self.table(table)[row][column]

    def with_value(self, table: str, row: str, column: str, value: Number) -> Facts:
        """The same report with one cell changed and nothing brought back into line."""
        rows = {key: dict(cells) for key, cells in self.table(table).items()}
        rows[row][column] = value
        if table == "disclosure":
            return replace(self, disclosure=rows)
        return replace(self, requests=rows) if table == "requests" else replace(self, appeals=rows)


def form_of(year: int) -> Form:
    return "2019" if year <= 2020 else "2021"


def make_facts(rng: Random, organ: Organ, year: int, form: Form, size: Size) -> Facts:
    """Numbers as such an organ may have them; every identity and every plausibility rule holds."""
    unpaid = rng.randint(1, 2) if form == "2021" and size in ("medium", "large") and rng.random() < 0.15 else 0
    requests = _requests(rng, form, size, unpaid)
    unpaid = int(requests["other_2"]["total"]) if form == "2021" else 0
    counts = draw_counts(rng, organ, size, int(requests["new"]["total"]))
    counts |= draw_fees(rng, form, size, unpaid)
    disclosure = _disclosure(rng, organ, form, size)
    collected = counts["fee_collected"]
    if form == "2021" and collected and disclosure["fee"]["amount"] * 10000 < collected:
        disclosure["fee"]["amount"] = (Decimal(collected) / 10000).quantize(Decimal("0.0001"))
    return Facts(organ, year, form, size, disclosure, requests, _appeals(rng, size), counts)


_NEW = {"zero": (0, 0), "small": (1, 12), "medium": (20, 260), "large": (1500, 24000)}
_APPLICANTS = (86.0, 6.0, 0.3, 0.3, 3.0, 1.0)
_RESULTS = {"granted": 46.0, "partial": 9.0, "denied": 1.6, "unable": 9.0, "not_processed": 1.3, "other": 1.6}


def _requests(rng: Random, form: Form, size: Size, unpaid: int) -> dict[str, dict[str, int]]:
    new_total = rng.randint(*_NEW[size])
    carried = rng.choice((0, new_total // 25, new_total // 60 + rng.randint(0, 1))) if new_total else 0
    rows: dict[str, dict[str, int]] = {row: {} for row in request_rows(form)}
    new = split(rng, new_total, _APPLICANTS)
    carried_in = split(rng, carried, (95.0, 4.0, 0.1, 0.1, 1.0, 0.2))
    keep = rng.choice((0.0, 0.02, 0.05))
    results = outcome_rows(form)
    weights = [_RESULTS[row.rstrip("_12345678")] for row in results]
    for at, column in enumerate(COLUMNS[:-1]):
        rows["new"][column], rows["carried_in"][column] = new[at], carried_in[at]
        both = new[at] + carried_in[at]
        out = min(max(0, both - 1), int(both * keep + rng.random() * (keep > 0)))
        rows["carried_out"][column], rows["total"][column] = out, both - out
        for row, part in zip(results, split(rng, both - out, weights), strict=True):
            rows[row][column] = part
    if form == "2021":
        _move_unpaid(rows, unpaid)
    for cells in rows.values():
        cells["total"] = sum(cells.values())
    return rows


def _move_unpaid(rows: dict[str, dict[str, int]], unpaid: int) -> None:
    """Closures for an unpaid fee are set by hand: section six must then tell of fee notices (rule T307)."""
    for column in COLUMNS[:-1]:
        rows["granted"][column] += rows["other_2"][column]
        rows["other_2"][column] = 0
    moved = min(unpaid, rows["granted"]["natural"])
    rows["granted"]["natural"] -= moved
    rows["other_2"]["natural"] = moved


def _appeals(rng: Random, size: Size) -> dict[str, dict[str, int]]:
    top = {
        "zero": 0,
        "small": rng.choice((0, 0, 1, 2)),
        "medium": rng.randint(0, 16),
        "large": rng.randint(60, 900),
    }[size]
    reviews = top
    direct = rng.randint(0, top // 2)
    after = rng.randint(0, top // 3)
    return {
        block: dict(zip(OUTCOMES, (*(parts := split(rng, total, (60.0, 14.0, 14.0, 8.0))), sum(parts)), strict=True))
        for block, total in zip(BLOCKS, (reviews, direct, after), strict=True)
    }


_SHARE = {"zero": 0.0, "small": 0.25, "medium": 0.6, "large": 1.0}


def _disclosure(rng: Random, organ: Organ, form: Form, size: Size) -> dict[str, dict[str, Number]]:
    rows: dict[str, dict[str, Number]] = {
        row: dict.fromkeys(columns, 0) for row, columns in disclosure_columns(form).items()
    }
    share = 0.25 if organ.enforcing and size == "zero" else _SHARE[size]
    if share == 0.0:
        return rows
    reach = [int(top * share) for top in REACH[organ.kind]]
    drawn = [rng.randint(top // 3, top) if top > 30 else rng.randint(0, top) for top in reach]
    if organ.enforcing:
        drawn[1:3] = [max(3, number) for number in drawn[1:3]]
    if organ.kind in ("province", "prefecture"):
        _documents(rng, rows["regulations"], rng.randint(0, 6), form)
    _documents(rng, rows["normative"], drawn[0], form)
    decisions = dict(zip(("licence", "penalty", "coercion"), drawn[1:4], strict=True))
    if form == "2021":
        for row, number in decisions.items():
            rows[row]["decisions"] = number
        rows["fee"]["amount"] = _amount(rng, drawn[4])
        return rows
    for row, number in {**decisions, "other_services": drawn[1] // 3}.items():
        _items(rng, rows[row], number)
    _items(rng, rows["fee"], None if drawn[4] == 0 else 1)
    purchases = rng.randint(0, reach[0] + 4)
    rows["procurement"] |= {
        "count": purchases,
        "amount": sum(rng.randint(3, 900) for _ in range(purchases)) * 1000,
    }
    return rows


def _documents(rng: Random, cells: dict[str, Number], made: int, form: Form) -> None:
    before = rng.randint(made, made * 6 + 2) if made else rng.choice((0, 0, 3))
    if form == "2019":
        cells |= {"made": made, "disclosed": made, "total_disclosed": before + made}
        return
    gone = min(before, rng.choice((0, 0, 1, made // 2)))
    cells |= {"made": made, "repealed": gone, "valid": before + made - gone}


def _items(rng: Random, cells: dict[str, Number], decisions: int | None) -> None:
    """Item counts of the 2019 form; the decisions must not look like the item count (rule T208)."""
    if not decisions:
        return
    before = rng.randint(2, 160)
    change = rng.choice((0, 0, 1, 2, 5, -1, -2))
    cells |= {"previous": before, "change": change}
    if "decisions" in cells:
        cells["decisions"] = decisions + 1 if decisions == before + change else decisions


def _amount(rng: Random, whole: int) -> Number:
    if whole == 0:
        return 0
    digits = rng.choice((0, 2, 2, 4))
    return whole if digits == 0 else Decimal(whole * 10**digits + rng.randint(1, 10**digits - 1)).scaleb(-digits)

"""OGI-C516: this year's stock is last year's, plus what came, less what went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from auditor import Across, Cell, Confidence, Message, Peer, Severity, Violation, run_rule
from auditor.model.across import headline
from auditor.model.values import Amount, show
from auditor_rules.across.figures import cell_name
from auditor_rules.across.years import Years, both_read, years

_FAR, _MANY = 5, 5
"""More than a fifth of the stock and more than five documents off is no clean-up that nobody mentions."""


class _Stock(NamedTuple):
    """A column that counts what there is, and the columns by which it changes: this year's, or last year's."""

    rows: tuple[str, ...]
    column: str
    this_year: tuple[tuple[int, str], ...] = ()
    last_year: tuple[tuple[int, str], ...] = ()


_STOCKS = {
    "ogi-2021": (_Stock(("regulations", "normative"), "valid", ((1, "made"), (-1, "repealed"))),),
    "ogi-2019": (
        _Stock(("regulations", "normative"), "total_disclosed", ((1, "disclosed"),)),
        # 上一年项目数量 is the count at the end of the year before: a year behind, as is its change.
        _Stock(("licence", "other_services", "penalty", "coercion", "fee"), "previous", last_year=((1, "change"),)),
    ),
}  # fmt: skip


class _Off(NamedTuple):
    cell: Cell
    due: Amount
    terms: tuple[tuple[bool, Cell], ...]
    """What it was worked out from, each with whether it is last year's."""

    @property
    def far(self) -> bool:
        """Whether it is off by more than a fifth and more than five."""
        difference = abs(float(self.cell.value.number or 0) - float(self.due))
        return difference > _MANY and difference * _FAR > float(self.due)


@run_rule(
    id="OGI-C516",
    title=("规范性文件存量衔接不符", "Stock does not follow from last year's"),
    severity=(Severity.REVIEW, Severity.WARNING),
    confidence=Confidence.MEDIUM,
    basis=("两年报告表二的存量应当衔接：上年存量＋本年制发－本年废止＝本年存量", "the stock of table 2 follows from last year's: stock plus made less repealed"),
    remedy=("核对两年的制发、废止和现行有效数；因清理、失效或机构调整变化的，在报告中说明。", "Check what was made, repealed and valid in both years; explain a clean-up or a reorganisation."),
    keep=(headline,),
)  # fmt: skip
def stock_follows(across: Across) -> Iterator[Peer]:
    """Documents do not appear or vanish on New Year's Eve: what is valid now was valid then or was made since.

    From 2021 on 现行有效 is compared with last year's plus 制发 less 废止; for 2020 对外公开总数量 with that of 2019 plus
    新公开, and 上一年项目数量 with that of 2019 and its 增/减. The scope changed from 2020 to 2021, so these two are not
    compared. Clean-ups and reorganisations explain much, so a difference is for review; above a fifth and above five
    it is a warning.
    """
    for pair in years(across):
        stocks = _STOCKS.get(pair.now.form or "", ())
        if pair.now.form == pair.before.form and stocks and both_read(across, pair, "disclosure"):
            off = list(_off(across, pair, stocks))
            if off:
                yield _peer(pair, off)


def _off(across: Across, pair: Years, stocks: tuple[_Stock, ...]) -> Iterator[_Off]:
    now, before = pair.figures()
    for stock in stocks:
        for row in stock.rows:
            name = f"disclosure.{row}."
            cell = now.get(name + stock.column)
            terms = [(1, True, before.get(name + stock.column))]
            terms += [(sign, False, now.get(name + column)) for sign, column in stock.this_year]
            terms += [(sign, True, before.get(name + column)) for sign, column in stock.last_year]
            known = [
                (sign, last, term) for sign, last, term in terms if term is not None and term.value.number is not None
            ]
            if cell is None or cell.value.number is None or len(known) < len(terms):
                continue
            across.examine(
                pair.now, cell, _formula(stock), (cell.text.strip(), *(term.text.strip() for _, _, term in known))
            )
            due = sum(sign * (term.value.number or 0) for sign, _, term in known)
            if cell.value.number != due:
                yield _Off(cell, due, tuple((last, term) for _, last, term in known))


def _formula(stock: _Stock) -> str:
    terms = [("+" if sign > 0 else "-", column) for sign, column in stock.this_year]
    terms += [("+" if sign > 0 else "-", f"{column} (last year)") for sign, column in stock.last_year]
    return f"{stock.column} == {stock.column} (last year) {' '.join(f'{sign} {name}' for sign, name in terms)}"


def _peer(pair: Years, off: list[_Off]) -> Peer:
    zh, en = [], []
    for each in off:
        name = cell_name(each.cell)
        terms = [(last, cell_name(term), show(term.value.number or 0)) for last, term in each.terms]
        from_zh = "、".join(f"{'上年' if last else '本年'}{_column(called.zh)}{value}" for last, called, value in terms)
        from_en = ", ".join(f"{called.en}{' last year' if last else ''} {value}" for last, called, value in terms)
        zh.append(f"{name.zh}为{show(each.cell.value.number or 0)}，按{from_zh}推算应为{show(each.due)}")
        en.append(f"{name.en} is {show(each.cell.value.number or 0)}; {from_en} make {show(each.due)}")
    far = any(each.far for each in off)
    return Peer(
        pair.now,
        Violation(
            Message("；".join(zh), "; ".join(en)),
            next((each for each in off if each.far), off[0]).cell,
            quotes=tuple(
                cell for each in off for cell in (each.cell, *(term for last, term in each.terms if not last))
            ),
            expected="; ".join(show(each.due) for each in off),
            actual="; ".join(show(each.cell.value.number or 0) for each in off),
            severity=Severity.WARNING if far else Severity.REVIEW,
            subject="stock",
        ),
        tuple((pair.before, term) for each in off for last, term in each.terms if last),
    )


def _column(name: str) -> str:
    """Return the column alone: 本年制发件数 of 表二规章（本年制发件数）, without the year that is said before it."""
    return name.rpartition("（")[2].rstrip("）").removeprefix("本年")

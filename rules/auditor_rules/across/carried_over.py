"""OGI-C515: what is carried in is what last year's report carried out."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Across, Cell, Message, Peer, Severity, Violation, run_rule
from auditor.model.across import headline
from auditor.model.values import show
from auditor_rules.across.years import Years, both_read, years

_COLUMNS = {
    "natural": "自然人",
    "commercial": "商业企业",
    "research": "科研机构",
    "public_benefit": "社会公益组织",
    "legal_service": "法律服务机构",
    "other": "其他",
}


@run_rule(
    id="OGI-C515",
    title=("上年结转与上年报告不符", "Carried in is not what was carried out last year"),
    severity=(Severity.WARNING, Severity.REVIEW),
    basis=("表三“二、上年结转政府信息公开申请数量”即上年报告“四、结转下年度继续办理”", "requests carried in are those that last year's report carries out"),
    remedy=("核对上年度报告和办理台账，更正有误的一年；机构合并、更名或上年报告已更正的，在报告中说明。", "Check last year's report and the register and correct the wrong year; explain a merger or a corrected report."),
    keep=(headline,),
)  # fmt: skip
def carried_over(across: Across) -> Iterator[Peer]:
    """A request that was pending on 31 December is pending on 1 January. A figure that changes overnight means that one
    of the two reports lost or invented requests.

    Compared is the total of 上年结转 with that of 结转下年度继续办理 in the organ's report for the year before; where
    the totals agree, the six kinds of applicants for review. A blank is compared with nothing.
    """
    for pair in years(across):
        if both_read(across, pair, "requests"):
            yield from _compared(across, pair)


def _compared(across: Across, pair: Years) -> Iterator[Peer]:
    now, before = pair.figures()
    columns = [("total", "总计"), *_COLUMNS.items()]
    differ: list[tuple[str, str, Cell, Cell]] = []
    for column, name in columns:
        carried_in, carried_out = now.get(f"requests.carried_in.{column}"), before.get(f"requests.carried_out.{column}")
        if carried_in is None or carried_out is None or None in (carried_in.value.number, carried_out.value.number):
            continue
        operands = (carried_in.text.strip(), carried_out.text.strip())
        across.examine(pair.now, carried_in, "carried_in == carried_out (last year)", operands)
        if carried_in.value.number != carried_out.value.number:
            differ.append((column, name, carried_in, carried_out))
    if not differ:
        return
    total = differ[0][0] == "total"
    shown = differ[:1] if total else differ
    zh = "、".join(
        f"{'' if total else name}{_number(cell)}（上年结转下年度{_number(last)}）" for _, name, cell, last in shown
    )
    en = ", ".join(f"{'' if total else column + ' '}{_number(cell)} (last year {_number(last)})" for column, _, cell, last in shown)  # fmt: skip
    yield Peer(
        pair.now,
        Violation(
            Message(
                f"表三上年结转{'总计' if total else '各类申请人'}与{pair.before.year}年度报告结转下年度不符：{zh}",
                f"carried in {'in all' if total else 'by applicant'} is not what the report for {pair.before.year} carries out: {en}",
            ),
            shown[0][2],
            quotes=tuple(cell for _, _, cell, _ in shown),
            expected="; ".join(_number(last) for _, _, _, last in shown),
            actual="; ".join(_number(cell) for _, _, cell, _ in shown),
            formula="carried_in == carried_out (last year)",
            severity=Severity.WARNING if total else Severity.REVIEW,
            subject="carried over",
        ),
        tuple((pair.before, last) for _, _, _, last in shown),
    )


def _number(cell: Cell) -> str:
    return show(cell.value.number or 0)

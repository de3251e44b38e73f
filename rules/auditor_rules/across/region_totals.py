"""OGI-C518: a government's report holds what its subordinate organs report."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from auditor import Across, Cell, Confidence, Member, Message, Peer, Severity, Violation, run_rule
from auditor.model.across import Listed, headline
from auditor.model.values import Amount, show
from auditor_rules.across.figures import figure_name
from auditor_rules.organs import Kind, Level, kind_of

_SUMMED = re.compile(r"requests\.\w+\.total|appeals\.\w+\.\w+|disclosure\.(?:regulations|normative)\.\w+")
_LISTED = 3
_NO_MANIFEST = Message(
    "未提供标明隶属关系的清单，无法与下级报告核对", "no manifest says who belongs to this government"
)


class _Off(NamedTuple):
    """A figure of the region that its parts contradict: one of them is larger, or their sum is another."""

    name: str
    cell: Cell
    due: Amount
    parts: tuple[tuple[Member, Cell], ...]


@run_rule(
    id="OGI-C518",
    title=("政府汇总与下级合计不符", "Region total is not the sum of the subordinate reports"),
    severity=(Severity.REVIEW, Severity.WARNING),
    confidence=Confidence.MEDIUM,
    basis=("《政府信息公开条例》第四十九条第二款", "OGI Regulations art. 49(2)"),
    remedy=("核对汇总范围和各单位上报数，更正汇总数或说明口径。", "Check what was summed up and the parts' figures; correct the total or say what it covers."),
    keep=(headline,),
)  # fmt: skip
def region_sums(across: Across) -> Iterator[Peer]:
    """A government's report is made from those of its departments and towns. A figure below that of one of its parts
    cannot hold them all; one that is not their sum lost some or counted twice.

    The manifest's `parent` says who belongs to whom. A single part above the whole is a warning. Sums are compared only
    where every part listed has delivered and has the figure, and for review: a government may report for itself alone.
    """
    rows: dict[tuple[str, int], list[Listed]] = defaultdict(list)
    for row in across.listed or ():
        if row.parent and row.parent != row.organ:
            rows[(row.parent, row.year)].append(row)
    delivered = {member.listed: member for member in across.reports() if member.listed is not None}
    for member in across.reports():
        name = member.listed.organ if member.listed else member.organ
        below = rows.get((name or "", member.year or 0))
        if below is not None:
            parts = [delivered[row] for row in below if row in delivered]
            yield from _compared(across, member, parts, complete=len(parts) == len(below) > 1)
        elif not rows and _may_sum(name):
            across.cannot_tell(member, _NO_MANIFEST)


def _may_sum(organ: str | None) -> bool:
    """Tell whether an organ's report may hold those of others: a government's above the towns."""
    known = kind_of(organ or "")
    return known.kind is Kind.GOVERNMENT and known.level is not None and known.level <= Level.COUNTY


def _compared(across: Across, whole: Member, parts: Sequence[Member], *, complete: bool) -> Iterator[Peer]:
    below: list[_Off] = []
    unequal: list[_Off] = []
    cells: Mapping[str, Cell] = whole.keeps(headline) or {}
    figures: list[tuple[Member, Mapping[str, Cell]]] = [(part, part.keeps(headline) or {}) for part in parts]
    for name, cell in cells.items():
        number = cell.value.number
        if number is None or not _SUMMED.fullmatch(name):
            continue
        known = [
            (part, theirs[name]) for part, theirs in figures if name in theirs and theirs[name].value.number is not None
        ]
        if not known:
            continue
        across.examine(whole, cell, None, (cell.text.strip(), *(theirs.text.strip() for _, theirs in known)))
        highest = max(known, key=lambda found: found[1].value.number or 0)
        total = sum(theirs.value.number or 0 for _, theirs in known)
        if (highest[1].value.number or 0) > number:
            below.append(_Off(name, cell, highest[1].value.number or 0, (highest,)))
        elif complete and len(known) == len(parts) and total != number:
            unequal.append(_Off(name, cell, total, tuple(known)))
    if not cells:
        across.unread(whole, Message("没有读取完整的表格，无法与下级报告核对", "no table was read completely"))
    if below or unequal:
        yield _peer(whole, below, unequal)


def _peer(whole: Member, below: Sequence[_Off], unequal: Sequence[_Off]) -> Peer:
    off = [*below, *unequal]
    zh, en = [], []
    for each in off[:_LISTED]:
        name, number, due = figure_name(each.name), show(each.cell.value.number or 0), show(each.due)
        part = each.parts[0][0].organ
        zh.append(
            f"{name.zh}为{number}，小于{part}的{due}" if each in below else f"{name.zh}为{number}，所属各单位合计{due}"
        )
        en.append(f"{name.en} {number}, less than {due} of {part}" if each in below else f"{name.en} {number}, its parts {due} together")  # fmt: skip
    more = len(off) > _LISTED
    return Peer(
        whole,
        Violation(
            Message("；".join(zh) + (f"；等共{len(off)}项" if more else ""), "; ".join(en) + (f"; {len(off)} figures in all" if more else "")),
            off[0].cell,
            quotes=tuple(each.cell for each in off),
            expected="; ".join(f"≥ {show(each.due)}" if each in below else show(each.due) for each in off),
            actual="; ".join(show(each.cell.value.number or 0) for each in off),
            severity=Severity.WARNING if below else Severity.REVIEW,
            subject="region total",
        ),
        tuple({(part.number, cell.line, cell.col): (part, cell) for each in off for part, cell in each.parts}.values()),
    )  # fmt: skip

"""OGI-X904: an organ has one report for a year, or at least one set of figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from auditor import Across, Cell, Member, Message, Peer, Severity, Span, Violation, run_rule
from auditor.model.across import headline
from auditor_rules.across.authors import author_key
from auditor_rules.across.figures import figure_name

_LISTED = 3


@run_rule(
    id="OGI-X904",
    title=("重复报告且内容不同", "Two versions differ"),
    severity=Severity.WARNING,
    basis=("《政府信息公开条例》第六条：及时、准确公开；已公布的报告不得随意改动", "OGI Regulations art. 6: accurate disclosure; a published report is not changed at will"),
    remedy=("核实以哪一份为准，撤下另一份；更正的，说明更正内容。", "Find out which one holds and withdraw the other; a correction says what was corrected."),
    keep=(headline,),
)  # fmt: skip
def one_version(across: Across) -> Iterator[Peer]:
    """Two reports of one organ for one year with different figures leave open which of them is true; one of them may have
    been changed after it was published.

    Every figure is compared that both have as a number, in tables that were soundly read in both. The same report in two
    formats agrees and passes. A name that many counties' organs bear (教育局) is one organ's only within one folder. Reports of an earlier run are not compared: a correction since then is what audits are for.
    """
    versions: dict[tuple[str, str, int], list[Member]] = defaultdict(list)
    for member in across.reports():
        if member.organ is not None and member.year is not None:
            versions[(*author_key(member), member.year)].append(member)
    for group in versions.values():
        for member in group:
            others = [other for other in (*group, *across.copies(member)) if other is not member and other.is_report]
            if others:
                yield from _compared(across, member, others)


def _compared(across: Across, member: Member, others: Sequence[Member]) -> Iterator[Peer]:
    differ = {other.number: _different(member, other) for other in others}
    against = [other for other in others if differ[other.number]]
    if any(_tables(member) & _tables(other) for other in others):
        across.examine(member, member.whole)
    else:
        across.unread(
            member, Message("各份报告没有都读取完整的表格，无法比较", "no table was read completely in both versions")
        )
    if not against:
        return
    other = max(against, key=lambda each: (len(differ[each.number]), -each.number))
    names = differ[other.number]
    cells: dict[str, Cell] = member.keeps(headline)
    # The figures whose cells are kept come first: there a reader can look.
    shown = sorted(names, key=lambda name: name not in cells)[:_LISTED]
    at = cells.get(shown[0], member.whole)
    values = [(figure_name(name), member.fact(name), other.fact(name)) for name in shown]
    more = f"，共{len(names)}处" if len(names) > len(shown) else ""
    yield Peer(
        member,
        Violation(
            Message(
                f"与同一机关同年度另一份报告（{other.path}）数据不同：{'、'.join(f'{name.zh}为{_shown(mine)}，另一份为{_shown(theirs)}' for name, mine, theirs in values)}{more}",
                f"differs from another report of this organ and year ({other.path}): {', '.join(f'{name.en} {_shown(mine)} here and {_shown(theirs)} there' for name, mine, theirs in values)}{f'; {len(names)} figures in all' if more else ''}",
            ),
            Span(at.text, at.line, at.col, at.section, at.table, at.row, at.column),
            quotes=tuple(cells[name] for name in shown if name in cells),
            expected="; ".join(_shown(theirs) for _, _, theirs in values),
            actual="; ".join(_shown(mine) for _, mine, _ in values),
            subject="versions",
            cause=f"versions {member.organ} {member.year}",
        ),
        tuple((each, (each.keeps(headline) or {}).get(shown[0], each.whole)) for each in against),
    )  # fmt: skip


def _different(one: Member, other: Member) -> list[str]:
    """Return the figures that both have as numbers and that differ, in the order of the form."""
    both = _tables(one) & _tables(other)
    return [
        name
        for name, number in one.facts.items()
        if number is not None
        and name.partition(".")[0] in both
        and (theirs := other.fact(name)) is not None
        and theirs != number
    ]


def _tables(member: Member) -> set[str]:
    return {cell.table for cell in (member.keeps(headline) or {}).values()}


def _shown(number: int | float | None) -> str:
    return f"{number:.15g}" if isinstance(number, float) else str(number)

"""OGI-X905: two organs do not have all the same figures."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from auditor import Across, Cell, Member, Message, Peer, Severity, Violation, run_rule
from auditor.model.across import headline
from auditor_rules.across.authors import one_author

_TABLES = ("disclosure", "requests")
_SHOWN = 5


@run_rule(
    id="OGI-X905",
    title=("全部表格与他单位相同", "Tables identical to another organ's"),
    severity=Severity.WARNING,
    basis=("年度报告数据应当真实准确；雷同的依照《条例》第四十七条处理（国办公开办函〔2021〕30号）", "figures must be the organ's own; copied reports are pursued under art. 47 (letter [2021] No. 30)"),
    remedy=("按本机关台账重新统计填报表二、表三。", "Fill in tables 2 and 3 anew from the organ's own register."),
    keep=(headline,),
)  # fmt: skip
def own_tables(across: Across) -> Iterator[Peer]:
    """That two organs took the same number of decisions and had the same requests with the same outcomes is no chance:
    one of them handed in the other's tables.

    Tables 2 and 3 of all reports of a year are compared cell by cell. Tables of zeros are naturally the same, and so are
    those of a government and its office. One request granted is all that many towns have to report, so the more reports
    there are, the more must be the same: two digits of different figures between two reports, ten among ten thousand.
    """
    by_year: dict[int, list[Member]] = defaultdict(list)
    for member in across.reports():
        if member.organ is not None and member.year is not None:
            by_year[member.year].append(member)
    for year in sorted(by_year):
        if len({member.organ for member in by_year[year]}) < 2:
            continue
        same: dict[bytes, list[Member]] = defaultdict(list)
        for member in by_year[year]:
            figures = _figures(across, member)
            if figures:
                same[_digest(figures)].append(member)
        enough = 2 + int(2 * math.log10(len(by_year[year])))
        for group in same.values():
            if len(group) > 1 and _telling(group[0]) >= enough:
                yield from _peers(group)


def _figures(across: Across, member: Member) -> list[tuple[str, int | float]]:
    """Return the figures of both tables, a blank as 0, or nothing where one of them was not soundly read."""
    cells: dict[str, Cell] = member.keeps(headline) or {}
    read = {cell.table for cell in cells.values()}
    if not read.issuperset(_TABLES):
        across.unread(
            member, Message("表二或表三未找到或读取不完整", "table 2 or 3 was not found or not read completely")
        )
        return []
    across.examine(member, next(cell for cell in cells.values() if cell.table == _TABLES[0]))
    return sorted((name, number or 0) for name, number in member.facts.items() if name.startswith(_TABLES))


def _telling(member: Member) -> int:
    """Return how many digits the different figures of both tables have, zeros left out."""
    figures = {number for name, number in member.facts.items() if number and name.startswith(_TABLES)}
    return sum(len(re.sub(r"\D", "", f"{number:.15g}")) for number in figures)


def _digest(figures: Sequence[tuple[str, int | float]]) -> bytes:
    return blake2b(repr(figures).encode(), digest_size=16).digest()


def _peers(group: Sequence[Member]) -> Iterator[Peer]:
    organs = {member.organ for member in group}
    for member in group:
        others = [other for other in group if not one_author(str(member.organ), str(other.organ))]
        if not others:
            continue
        cells: dict[str, Cell] = member.keeps(headline)
        telling = [cell for cell in cells.values() if cell.table in _TABLES and cell.value.number][:_SHOWN]
        at = telling[0] if telling else next(iter(cells.values()))
        more = f"等{len(organs) - 1}个机关" if len(organs) > 2 else ""
        yield Peer(
            member,
            Violation(
                Message(
                    f"表二、表三全部数据与{others[0].organ}{more}相同",
                    f"every figure of tables 2 and 3 is that of {others[0].organ}{f' and {len(organs) - 2} more' if more else ''}",
                ),
                at,
                quotes=tuple(telling) or (at,),
                actual=str(others[0].organ),
                subject="same tables",
                cause=f"same tables {group[0].year} {group[0].organ}",
            ),
            tuple((other, _first(other)) for other in others),
        )  # fmt: skip


def _first(member: Member) -> Cell:
    cells: dict[str, Cell] = member.keeps(headline)
    return next(
        (cell for cell in cells.values() if cell.table in _TABLES and cell.value.number), next(iter(cells.values()))
    )

"""A report beside its organ's report for the year before: what rules over two years compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from auditor import Across, Cell, Member, Message
from auditor.model.across import headline
from auditor_rules.across.authors import Authors, Before

_FIRST = 2020
"""Reports before that of 2019 have another form, so 2020 is the first year that has one to be compared with."""
_NO_ORGAN = Message("未识别机关名称，无法找到其上一年度报告", "the organ is unknown: its report of the year before cannot be found")  # fmt: skip
_NO_YEAR = Message("未识别报告年度，无法找到其上一年度报告", "the year is unknown: the report of the year before cannot be found")  # fmt: skip
_MISSING = Message("未提供该机关上一年度报告", "the organ's report for the year before was not given")
_SEVERAL = Message("该机关上一年度报告有多份且数据不同", "there are several reports for the year before, with different figures")  # fmt: skip
_TABLES = {"disclosure": Message("表二", "table 2"), "requests": Message("表三", "table 3"), "appeals": Message("表四", "table 4")}  # fmt: skip


class Years(NamedTuple):
    """One organ's reports for two years running."""

    now: Member
    before: Member

    def figures(self) -> tuple[Mapping[str, Cell], Mapping[str, Cell]]:
        """Return the cells compared over years, of this year and of the year before."""
        return (self.now.keeps(headline) or {}, self.before.keeps(headline) or {})


def years(across: Across) -> Iterator[Years]:
    """Yield every report of the run that has one of the year before; of the others say why they cannot be answered.

    A name with and without its city (洪泽区人民政府, 淮安市洪泽区人民政府) is one author's, where it fits no other.
    """
    authors = Authors(across)
    for member in across.reports():
        if member.organ is None or member.year is None:
            across.cannot_tell(member, _NO_ORGAN if member.organ is None else _NO_YEAR)
        elif member.year >= _FIRST:
            before = authors.before(member)
            if before.report is not None:
                yield Years(member, before.report)
            else:
                across.cannot_tell(member, _why(before))


def _why(before: Before) -> Message:
    if before.names:
        return Message(
            f"有多个机关的名称与该机关上下年度相符（{'、'.join(before.names[:3])}），无法确定上一年度报告是哪一份",
            f"the names of several organs fit from one year to the next ({', '.join(before.names[:3])}): which is it cannot be told",
        )
    return _SEVERAL if before.differ else _MISSING


def both_read(across: Across, pair: Years, *tables: str) -> bool:
    """Tell whether a table was soundly read in both reports; where it was not, the rule cannot be answered."""
    now, before = pair.figures()
    for table in tables:
        name = _TABLES[table]
        if not _holds(now, table):
            across.unread(pair.now, Message(f"{name.zh}未找到或读取不完整", f"{name.en} was not found or not read completely"))  # fmt: skip
            return False
        if not _holds(before, table):
            across.cannot_tell(pair.now, Message(f"上一年度报告{name.zh}未能读取", f"{name.en} of the year before could not be read"))  # fmt: skip
            return False
    return True


def _holds(figures: Mapping[str, Cell], table: str) -> bool:
    return any(cell.table == table for cell in figures.values())

"""OGI-T201, OGI-T207: every cell of table 2 holds a number, and one that can be a count."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Cell, Message, Report, Severity, Violation, rule
from auditor_rules.tables.change import change_of
from auditor_rules.tables.where_blank import EMPTY, where_blank

_DUMPS = (".html", ".htm", ".mht", ".mhtml")
"""Files whose tables may have lost figures on the way to text."""


@rule(
    id="OGI-T201",
    title=("表二数值非法", "Invalid value in table 2"),
    severity=(Severity.ERROR, Severity.WARNING, Severity.REVIEW),
    basis=("表二各项为件数或金额（国办公开办函〔2019〕60号、〔2021〕30号）", "the figures of table 2 are counts or amounts (letters [2019] No. 60 and [2021] No. 30)"),
    remedy=("填写不小于0的数字，件数为整数；“本年增/减”按规定用正负数填写，单位不写入单元格。", "Enter numbers of zero or more, whole ones for counts; 本年增/减 takes a signed number, and no cell a unit."),
)  # fmt: skip
def disclosure_is_counted(report: Report) -> Iterator[Violation]:
    """Documents, decisions and items are counted in whole numbers of zero or more. A word or a negative number cannot be
    a count, and who adds tables up with a machine loses it without notice.

    Amounts may have decimals and 本年增/减 may be negative. What is understood but not written as the form wants it
    (增加5, 0/0, 5件) is one finding for review, with its cells listed.
    """
    loose: list[Cell] = []
    for cell in report.cells("disclosure"):
        value = cell.value
        amount, change = cell.column == "amount", cell.column == "change"
        if value.kind in EMPTY:
            continue
        shown = cell.text.strip()
        if value.number is None:
            if change and change_of(cell.text, value) is not None:
                loose.append(cell)
            else:
                yield _violation(cell, Message(f"“{shown}”不是数字", f"“{shown}” is no number"))
        elif value.number < 0 and not change:
            yield _violation(cell, Message(f"“{shown}”为负数", f"“{shown}” is negative"))
        elif not amount and value.number != int(value.number):
            whole = Message(f"“{shown}”不是整数", f"“{shown}” is no whole number")
            yield _violation(cell, whole, Severity.WARNING)
        elif value.unit and not (amount and (value.unit == "万元" or cell.row != "fee")):
            loose.append(cell)  # the amount of purchases has no unit in the form, so that offices write one
    if loose:
        listed = "、".join(f"“{cell.text.strip()}”" for cell in loose[:5]) + ("等" if len(loose) > 5 else "")
        yield Violation(
            Message(f"{listed}共{len(loose)}处未按数字填写", f"{listed}: {len(loose)} not written as plain numbers"),
            loose[0], quotes=tuple(loose), severity=Severity.REVIEW, subject="loose figures disclosure",
        )  # fmt: skip


def _violation(cell: Cell, message: Message, severity: Severity | None = None) -> Violation:
    return Violation(message, cell, quotes=(cell,), actual=cell.text.strip(), severity=severity)


@rule(
    id="OGI-T207",
    title=("表二空白或占位", "Blank cells in table 2"),
    severity=(Severity.WARNING, Severity.REVIEW),
    basis=("表二各项均应填写数字，没有的填0", "every cell of table 2 holds a number, 0 where there is none"),
    remedy=("空白处补填数字，没有的填0。", "Enter a number in every blank cell, 0 where there is none."),
)
def disclosure_filled(report: Report) -> Iterator[Violation]:
    """A blank does not say whether there was nothing or nobody counted. The finding says once which rows
    and columns are blank.

    Where more than half of the cells are blank and the table was rebuilt from a text that had lost its cells, or comes
    from a saved web page, the figures may have been lost on the way: then it is for review.
    """
    cells = report.cells("disclosure")
    empty = tuple(cell for cell in cells if cell.value.kind in EMPTY)
    if not empty:
        return
    lost = len(empty) * 2 > len(cells) and (
        report.table("disclosure").rebuilt or report.path.lower().endswith(_DUMPS)
    )  # fmt: skip
    where = where_blank(report.table("disclosure").spec, cells)
    yield Violation(
        Message(
            f"{len(cells)}个数据中有{len(empty)}个空白或占位符：{where.zh}" + ("，可能是转存时丢失" if lost else ""),
            f"{len(empty)} of {len(cells)} cells are blank or hold a placeholder: {where.en}" + (
                "; they may have been lost when the page was saved" if lost else ""
            ),
        ),
        empty[0], quotes=empty, expected="0", actual=empty[0].text.strip(),
        severity=Severity.REVIEW if lost else None, subject="blank disclosure",
    )  # fmt: skip

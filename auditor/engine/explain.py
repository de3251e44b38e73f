"""What a reader is told of relations that fail together: the suspected figure, and what it should be."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.engine.repair import Part, Repair
from auditor.model.finding import Message, Violation
from auditor.model.report import Report
from auditor.model.tie import Figure
from auditor.model.values import show

_NAMED = 3
"""So many repairs are named where several explain as much."""
_NONE = Message(
    "没有单一改动可以说明此项不符而不打破其他关系", "No single change explains it without breaking another relation"
)


def explained(report: Report, symptoms: Sequence[Violation], parts: Sequence[Part]) -> Message | None:
    """Return what lies behind findings: for each part the change that explains it, or that none does.

    None where there is nothing to say: a bound is kept by many figures.
    """
    told = [_told(report, part) for part in parts if part.repairs or part.equal]
    if not told:
        return None
    if len(symptoms) == 1:
        told.insert(0, symptoms[0].message)
    return Message("。".join(zh for zh, _ in told), ". ".join(en for _, en in told))


def _told(report: Report, part: Part) -> Message:
    count = len(part.broken)
    if not part.repairs:
        if count == 1:
            return _NONE
        return Message(
            f"没有单一改动可以同时说明这{count}项关系的不符，请逐项核对",
            f"No single change explains these {count} broken relations; check the figures one by one",
        )
    first, *rest = part.repairs
    change, holds = _change(report, first), _holds(count)
    if not rest:
        return Message(f"疑为{change.zh}，{holds.zh}", f"Suspected: {change.en}; {holds.en}")
    if first.rank < rest[0].rank:
        others = _listed(report, rest, _NAMED - 1)
        return Message(
            f"最可能是{change.zh}，{holds.zh}；另有同样可以说明的：{others.zh}",
            f"Likeliest: {change.en}; {holds.en}. These would explain it as well: {others.en}",
        )
    listed = _listed(report, part.repairs, _NAMED)
    return Message(
        f"下列改动任取其一，{holds.zh}：{listed.zh}", f"Any one of these changes explains it; {holds.en}: {listed.en}"
    )


def _holds(count: int) -> Message:
    zh = "该项关系即成立" if count == 1 else f"所涉{count}项关系即全部成立"
    return Message(
        zh, "then " + {1: "the relation holds", 2: "both relations hold"}.get(count, f"all {count} relations hold")
    )


def _listed(report: Report, repairs: Sequence[Repair], most: int) -> Message:
    """List some repairs, and say how many more there are."""
    named = [_change(report, repair) for repair in repairs[:most]]
    left = len(repairs) - len(named)
    zh = "；".join(change.zh for change in named) + (f"；等{len(repairs)}处" if left > 0 else "")
    en = "; ".join(change.en for change in named) + (f"; and {left} more" if left > 0 else "")
    return Message(zh, en)


def _change(report: Report, repair: Repair) -> Message:
    """Describe a repair: 表三“予以公开·自然人”一格由21改为12（疑为数字颠倒）."""
    cells = [_cell(report, figure) for figure in repair.figures]
    first = repair.figures[0]
    match repair.kind:
        case "figure":
            was = Message(f"由{first.text or '空白'}", f"from {first.text or 'blank'}")
            number = show(repair.numbers[0])
            why = Message(f"（{repair.reason.zh}）", f" ({repair.reason.en})") if repair.reason else Message("", "")
            return Message(f"{cells[0].zh}{was.zh}改为{number}{why.zh}", f"{cells[0].en} {was.en} to {number}{why.en}")
        case "exchanged":
            other = repair.figures[1]
            return Message(
                f"{cells[0].zh}（{first.text}）与{cells[1].zh}（{other.text}）互相填错，对调",
                f"{cells[0].en} ({first.text}) and {cells[1].en} ({other.text}) exchanged",
            )
        case _:
            way = Message("左", "left") if repair.kind == "left" else Message("右", "right")
            table = _table(report, first)
            rows = list(dict.fromkeys(figure.row_name for figure in repair.figures))
            named = "、".join(f"“{row}”" for row in rows[:_NAMED]) + (f"等{len(rows)}行" if len(rows) > 1 else "一行")
            return Message(
                f"{table.zh}{named}错位，各数{way.zh}移一列",
                f"{_rows(rows)} of {table.en} out of place, their figures one column to the {way.en}",
            )


def _rows(rows: Sequence[str]) -> str:
    named = ", ".join(rows[:_NAMED])
    return f"row {named}" if len(rows) == 1 else f"{len(rows)} rows ({named}{' …' if len(rows) > _NAMED else ''})"


def _cell(report: Report, figure: Figure) -> Message:
    table = _table(report, figure)
    return Message(
        f"{table.zh}“{figure.row_name}·{figure.column_name}”一格",
        f"{table.en} “{figure.row_name} / {figure.column_name}”",
    )


def _table(report: Report, figure: Figure) -> Message:
    """Return the table's short name: 表三（收到和处理…） is 表三."""
    spec = report.form.table(figure.table)
    if spec is None:
        return Message("表中", "the table")
    return Message(spec.title.zh.partition("（")[0], spec.title.en.partition(" (")[0])

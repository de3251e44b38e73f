"""A kit for testing rules, the built-in ones and those of plugins alike: a report as text in, what a user reads out."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache

from auditor.engine.assess import Outcome, assess
from auditor.engine.decisions import Decisions
from auditor.engine.stamp import stamp
from auditor.forms.bind import Binder
from auditor.model.finding import Finding
from auditor.model.form import BlockSpec, Form, TableSpec
from auditor.model.report import Report
from auditor.model.rule import Rule
from auditor.model.source import Source
from auditor.plugins.load import load_catalogue

AS_OF = datetime.date(2024, 1, 31)


def bound(text: str, path: str = "report.txt") -> Report:
    """Return a report text parsed and bound to its form, as rules get it."""
    return _binder().read(Source(path, hashlib.sha256(text.encode()).hexdigest(), text))


def outcome(rule: Rule, text: str, path: str = "report.txt") -> Outcome:
    """Return how a rule ends on a report text."""
    return assess(rule, bound(text, path))


def state(rule: Rule, text: str, path: str = "report.txt") -> str:
    """Return the ledger state a rule ends in."""
    return outcome(rule, text, path).state.value


def full_findings(rule: Rule, text: str, path: str = "report.txt") -> tuple[Finding, ...]:
    """Return the findings of a rule as the engine publishes them."""
    report = bound(text, path)
    found, _ = stamp(report, [assess(rule, report)], Decisions(), AS_OF)
    return found


def findings(rule: Rule, text: str, path: str = "report.txt") -> list[str]:
    """Return the findings of a rule, each as "line: severity message" in Chinese."""
    return [f"{found.place.line}: {found.severity} {found.message.zh}" for found in full_findings(rule, text, path)]


def report_text(
    year: int = 2023,
    *,
    title: str | None = None,
    preamble: str = "",
    sections: Mapping[str, str] | None = None,
    cells: Mapping[str, str | int] | None = None,
    form: str | None = None,
    without: Sequence[str] = (),
) -> str:
    """Return a small consistent report in the form of its year, all its figures 0 but for the given ones.

    `sections` replaces the prose of a section, by key; `cells` sets figures by fact name
    (`requests.new.total`) or, for a whole row, by `requests.new` with blank-separated figures.
    `without` leaves out sections by key, tables by key with a "table:" before, or rows by "table.row".
    """
    chosen = _form(year, form)
    prose = {**_PROSE, **(sections or {})}
    lines = [title if title is not None else f"青禾县石桥镇人民政府{year}年政府信息公开工作年度报告"]
    lines += [preamble] if preamble else []
    for section in chosen.sections:
        if section.key in without:
            continue
        lines.append(f"{section.ordinal}、{section.title}")
        lines += [prose[section.key]] if prose.get(section.key) else []
        for table in chosen.tables:
            if table.section == section.key and f"table:{table.key}" not in without:
                lines += [*_table(table, cells or {}, without), ""]
    return "\n".join(lines) + "\n"


_PROSE = {
    "overview": "本镇按照《中华人民共和国政府信息公开条例》要求，稳步推进主动公开、依申请公开、政府信息管理、平台建设和监督保障各项工作，"
    "全年未发生泄密事件，年度考核和社会评议结果良好，未出现责任追究情形。",
    "problems": "一年来，政策解读的形式还比较单一，公开的时效有待提高。下一步，将丰富解读方式，加强业务培训，明确公开时限。",
    "other": "本年度未发出收费通知，未收取信息处理费。",
}  # fmt: skip


@cache
def _binder() -> Binder:
    return Binder(load_catalogue().forms)


def _form(year: int, named: str | None) -> Form:
    forms = _binder().forms
    return next(form for form in reversed(forms) if form.id == named or (named is None and form.prescribed_for(year)))


def _table(spec: TableSpec, cells: Mapping[str, str | int], without: Sequence[str]) -> list[str]:
    lines: list[str] = []
    if spec.one_row:
        block = spec.blocks[0]
        lines += _row([block.rows[0].label, *block.heads])
        lines += _row([column.label for column in block.columns] + [row.label for row in block.rows[1:]])
        lines += _row([""] * len(block.columns) + [c.label for _ in block.rows[1:] for c in block.columns])
        lines += _row([figure for row in block.rows for figure in _figures(spec, block, row.key, cells)])
        return lines
    for block in spec.blocks:
        lines += _row([block.title]) if block.title else []
        lines += _row([*block.heads, *(column.label for column in block.columns)])
        group = ""
        for row in block.rows:
            if row.optional or f"{spec.key}.{row.key}" in without:
                continue
            labels = [row.label] if not row.group else ["" if row.group == group else row.group, row.label]
            group = row.group
            lines += _row(labels + _figures(spec, block, row.key, cells))
    return lines


def _figures(spec: TableSpec, block: BlockSpec, row: str, cells: Mapping[str, str | int]) -> list[str]:
    whole = cells.get(f"{spec.key}.{row}")
    given = str(whole).split(" ") if whole is not None else ["0"] * len(block.columns)
    return [
        str(cells.get(f"{spec.key}.{row}.{column.key}", given[number] if number < len(given) else ""))
        for number, column in enumerate(block.columns)
    ]


def _row(cells: Sequence[str]) -> list[str]:
    return [*(f"\t{cell}" for cell in cells), ""]

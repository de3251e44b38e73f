"""Writes made-up reports: small, consistent, in the form of their year, for examples and tests. No files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from auditor.model.form import BlockSpec, Form, TableSpec
from auditor.model.page import MadeUp

_PROSE = {
    "overview": "本镇按照《中华人民共和国政府信息公开条例》要求，稳步推进主动公开、依申请公开、政府信息管理、平台建设和监督保障各项工作，"
    "全年未发生泄密事件，年度考核和社会评议结果良好，未出现责任追究情形。",
    "problems": "一年来，政策解读的形式还比较单一，公开的时效有待提高。下一步，将丰富解读方式，加强业务培训，明确公开时限。",
    "other": "本年度未发出收费通知，未收取信息处理费。",
}  # fmt: skip


def text_of(made: MadeUp, forms: Iterable[Form]) -> str:
    """Return the report text of a made-up report.

    Raises:
        ValueError: it names what the form does not have, or a text to be replaced that does not occur.
    """
    prose = {**_PROSE, **made.sections}
    chosen = _form(forms, made.year, made.form)
    _check_names(made, chosen)
    lines = [made.title if made.title is not None else f"青禾县石桥镇人民政府{made.year}年政府信息公开工作年度报告"]
    lines += [made.preamble] if made.preamble else []
    for section in chosen.sections:
        if section.key in made.without:
            continue
        lines.append(f"{section.ordinal}、{section.title}")
        lines += [prose[section.key]] if prose.get(section.key) else []
        for table in chosen.tables:
            if table.section == section.key and f"table:{table.key}" not in made.without:
                lines += [*_table(table, made.cells, made.without), ""]
    text = "\n".join(lines) + "\n"
    for old, new in made.replace:
        if old not in text:
            raise ValueError(f"{old!r} does not occur in the made-up report")
        text = text.replace(old, new)
    return text


def _form(forms: Iterable[Form], year: int, named: str | None) -> Form:
    newest_first = sorted(forms, key=lambda form: (form.first_year, form.id), reverse=True)
    for form in newest_first:
        if form.id == named or (named is None and form.prescribed_for(year)):
            return form
    raise ValueError(f"there is no form {named}" if named else f"no form is prescribed for {year}")


def _check_names(made: MadeUp, form: Form) -> None:
    """Refuse a name that the form does not have: the report would not show what it was made up for."""
    sections = {section.key for section in form.sections}
    rows, cells = set[str](), set[str]()
    for table in form.tables:
        for block in table.blocks:
            rows |= {f"{table.key}.{row.key}" for row in block.rows}
            cells |= {f"{table.key}.{row.key}.{column.key}" for row in block.rows for column in block.columns}
    wrong = [*(made.sections.keys() - sections), *(made.cells.keys() - rows - cells)]
    wrong += [*({*made.without} - sections - rows - {f"table:{table.key}" for table in form.tables})]
    if wrong:
        raise ValueError(f"the form {form.id} has no {', '.join(sorted(wrong))}")


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

"""OGI-T209: a table 2 of zeros only, where the organ or its text says that there was something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.text import holds
from auditor_rules.organs import organ_of
from auditor_rules.prose.statements import statements

_TOLD = ("documents", "decisions", "fees")
# 公开行政处罚信息10条 is no count of decisions, but there were some; 行政许可事项清单12项 lists powers.
_KIND = r"行政(?:许可|处罚|强制)(?:[、和与及]行政(?:许可|处罚|强制))*(?:决定|结果|案件|类|公示|公开)*信息"
_COUNT = r"(?:共|累计|合计|共计|达|为|是|计)*\s*[1-9]\d{0,5}[余多]?[条件个]"
_PUBLISHED = re.compile(rf"{_KIND}{_COUNT}|[1-9]\d{{0,5}}[余多]?[条件个](?:的)?{_KIND}")

_PUBLISHES = holds(_PUBLISHED)


@rule(
    id="OGI-T209",
    title=("表二全零", "Table 2 holds nothing but zeros"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("《政府信息公开条例》第二十条；年度报告数据应当真实完整", "OGI Regulations art. 20; the report's figures must be true and complete"),
    remedy=("核对本年制发文件、行政许可、行政处罚、行政强制和收费数据，如实填写表二。", "Check documents, licences, penalties, coercive measures and fees of the year and fill in table 2."),
)  # fmt: skip
def something_was_done(report: Report) -> Iterator[Violation]:
    """Offices that do not know how to count fill in zeros. Towns often have nothing to report, so zeros alone are let
    pass; they are a question where the overview counts documents, decisions or fees, or where the organ is one that
    decides on licences and penalties all the year round (公安, 市场监管, 自然资源, 交通, 生态环境, 城管, 应急).
    """
    cells = report.cells("disclosure")
    if any(cell.value.number != 0 for cell in cells):
        return
    found = report.derived(statements)
    told = [
        statement.span
        for family in _TOLD
        for statement in found.get(family, ())
        if statement.number and statement.span.section == "overview"
    ]
    told += _published(report)
    organ = report.derived(organ_of)
    if told:
        why = Message(f"总体情况称“{told[0].text}”", f"the overview says {told[0].text}")
    elif organ.is_enforcement:
        why = Message(f"{report.organ}承担行政许可、行政处罚职责", f"{report.organ} decides on licences and penalties")
    else:
        return
    yield Violation(
        Message(f"表二{len(cells)}个数据全部为0，但{why.zh}", f"all {len(cells)} figures of table 2 are 0, but {why.en}"),
        cells[0], quotes=(*told[:3], cells[0]), actual="0", subject="all zero",
    )  # fmt: skip


def _published(report: Report) -> Iterator[Span]:
    """Yield where the overview counts published licences, penalties or coercive measures."""
    for line, section in report.prose("overview"):
        for match in _PUBLISHED.finditer(line.text) if _PUBLISHES[line.text] else ():
            yield Span(match[0], line.line, line.col + match.start(), section)

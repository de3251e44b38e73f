"""OGI-C508: how requests ended is the same in the text and in table 3."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Report, Severity, Violation, rule
from auditor_rules.narrative.comparing import Figure, allows, compared, disagreement, of_family
from auditor_rules.prose.statement import Statement


@rule(
    id="OGI-C508",
    title=("结果分类数不一致", "Outcome classes: text and table 3 differ"),
    severity=Severity.WARNING,
    basis=("国办公开办函〔2019〕60号、〔2021〕30号：表三“本年度办理结果”", "letters [2019] No. 60 and [2021] No. 30: outcomes in table 3"),
    remedy=("按表三各类小计核对正文所列结果。", "Check the outcomes in the text against the groups of table 3."),
)  # fmt: skip
def outcomes_agree(report: Report) -> Iterator[Violation]:
    """Whether people got what they asked for is the heart of the report. The text often gives one item or one column
    where it means the whole group.

    予以公开, 部分公开, 不予公开, 无法提供, 不予处理 and 其他处理 are compared with the total of their group;
    “予以公开及部分公开7件” with the sum of both. Single reasons (属于国家秘密), single channels or applicants, and other
    things that are made public or not, are let pass.
    """
    yield from compared(report, of_family(report, "outcomes"), _differ)


def _differ(report: Report, statement: Statement, found: Figure) -> Iterator[Violation]:
    if not allows(statement, found.total):
        yield disagreement(statement, found, [found.total])

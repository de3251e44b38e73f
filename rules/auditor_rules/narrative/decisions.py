"""OGI-C505: the licences, penalties and coercive measures that the text states are those of table 2."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Confidence, Report, Severity, Violation, rule
from auditor_rules.narrative.comparing import Figure, allows, compared, disagreement, of_family
from auditor_rules.prose.statement import Statement


@rule(
    id="OGI-C505",
    title=("许可处罚强制数与表二不一致", "Licences, penalties, coercion: text and table 2 differ"),
    severity=(Severity.REVIEW, Severity.WARNING),
    confidence=Confidence.MEDIUM,
    basis=("《政府信息公开条例》第二十条第（五）项、第（六）项；表二", "OGI Regulations art. 20(5) and (6); table 2"),
    remedy=("核对执法台账，统一正文与表二的处理决定数量。", "Check the register of decisions and make the text and table 2 agree."),
)  # fmt: skip
def decisions_agree(report: Report) -> Iterator[Violation]:
    """Decisions on licences, penalties and coercion are counted in table 2, whether they were published or not; the text
    may not give another number of them.

    With 办理, 作出 or 实施 and counted in 件 or 宗, the text speaks of decisions, and a difference is a warning; without, it
    may mean items or cases, and a person decides. Published information (公开行政许可信息10条), items, lists, applications
    accepted, one field only (交通运输行政处罚) and two kinds in one number are let pass.
    """
    yield from compared(report, of_family(report, "decisions"), _differ)


def _differ(report: Report, statement: Statement, found: Figure) -> Iterator[Violation]:
    if not allows(statement, found.total):
        yield disagreement(statement, found, [found.total], severity=Severity.WARNING if statement.sure else None)

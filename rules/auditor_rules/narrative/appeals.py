"""OGI-C507: the reviews and suits that the text states are those of table 4."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Report, Severity, Violation, rule
from auditor_rules.narrative.comparing import Figure, allows, compared, disagreement, of_family
from auditor_rules.prose.statement import Statement


@rule(
    id="OGI-C507",
    title=("复议诉讼数不一致", "Reviews and suits: text and table 4 differ"),
    severity=Severity.WARNING,
    basis=("《政府信息公开条例》第五十条第（三）项；表四", "OGI Regulations art. 50(3); table 4"),
    remedy=("核对复议、诉讼台账，统一正文与表四的数据。", "Check the register of cases and make the text and table 4 agree."),
)  # fmt: skip
def appeals_agree(report: Report) -> Iterator[Violation]:
    """How often the organ was taken to review or court over disclosure, and how that ended, stands in table 4; the text
    may not tell it differently.

    行政复议 is compared with the total of reviews, 行政诉讼 with both totals of suits, 维持, 纠正, 其他结果 and 尚未审结 with the
    outcome of the cases that were spoken of last; “复议、诉讼0件” speaks of each. Cases in general, the organ's own work
    as a reviewing body, other years and stages of a suit are let pass.
    """
    yield from compared(report, of_family(report, "appeals"), _differ)


def _differ(report: Report, statement: Statement, found: Figure) -> Iterator[Violation]:
    if not allows(statement, found.total):
        yield disagreement(statement, found, [found.total])

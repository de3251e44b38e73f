"""OGI-C502: the requests that the text says were carried over are those of table 3."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Report, Severity, Violation, rule
from auditor_rules.narrative.comparing import Figure, allows, compared, disagreement, of_family
from auditor_rules.prose.statement import Statement


@rule(
    id="OGI-C502",
    title=("结转数不一致", "Carried in or out: text and table differ"),
    severity=Severity.WARNING,
    basis=("国办公开办函〔2019〕60号、〔2021〕30号：表三第二项、第四项", "letters [2019] No. 60 and [2021] No. 30: rows two and four of table 3"),
    remedy=("核对登记台账，统一正文与表三的结转数。", "Check the register and make the text and table 3 agree."),
)  # fmt: skip
def carried_agree(report: Report) -> Iterator[Violation]:
    """Requests that were open at the turn of a year link one report to the next. When text and table name different
    numbers of them, neither year can be checked.

    上年结转3件, 结转上年度申请3件 and 2022年结转的3件 speak of those carried in; 结转下年度继续办理2件 and 2件结转至下一年度 of
    those carried out. A 结转 without a direction, or of reviews and other registers, is let pass.
    """
    yield from compared(report, of_family(report, "carried"), _differ)


def _differ(report: Report, statement: Statement, found: Figure) -> Iterator[Violation]:
    if statement.sure and not allows(statement, found.total):
        yield disagreement(statement, found, [found.total])

"""OGI-C504: the documents that the text says were made, in force or repealed are those of table 2."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Cell, Confidence, Message, Report, Severity, Violation, rule
from auditor.model.values import show
from auditor_rules.narrative.comparing import Figure, allows, cause_of, compared, disagreement, figure, of_family
from auditor_rules.prose.statement import Statement


@rule(
    id="OGI-C504",
    title=("主动公开文件数与表二不一致", "Documents: text and table 2 differ"),
    severity=(Severity.WARNING, Severity.REVIEW),
    confidence=Confidence.MEDIUM,
    basis=("《政府信息公开条例》第二十条第（一）项；表二", "OGI Regulations art. 20(1); table 2"),
    remedy=("核对发文登记，统一正文与表二的文件数。", "Check the register of documents and make the text and table 2 agree."),
)  # fmt: skip
def documents_agree(report: Report) -> Iterator[Violation]:
    """Rules and normative documents bind people; how many were made, are in force or were repealed is stated in table 2
    and must be the same in the text.

    规章 and 规范性文件 with 制发, 印发, 制定, 公布 or 出台 are compared with those made (2019 form: made or newly disclosed),
    with 现行有效 with those in force, with 废止 with those repealed; 失效 is left to a person. Published information,
    interpretation, revision, superiors' documents and those of one level or name only are let pass. 政策文件 is a wider
    word: a number of them above a table of zeros is a question, not a contradiction, and none where the text itself says
    that no normative document was made.
    """
    stated = of_family(report, "documents")
    yield from compared(report, stated, _differ)
    # Where the text itself says that there was none, its 政策文件 are others.
    if any(not statement.number and "normative.made" in statement.metrics for statement in stated):
        return
    policy = [statement for statement in of_family(report, "policy") if statement.number]
    if policy:
        yield from _weak(report, policy[0])


def _differ(report: Report, statement: Statement, found: Figure) -> Iterator[Violation]:
    fits = [found.total]
    if statement.metrics[0].endswith(".made"):
        disclosed = figure(report, statement.metrics[0].replace(".made", ".disclosed"))
        fits += [disclosed.total] if disclosed is not None and disclosed.whole else []
    if not any(allows(statement, number) for number in fits):
        yield disagreement(statement, found, fits, severity=None if statement.sure else Severity.REVIEW)


def _weak(report: Report, statement: Statement) -> Iterator[Violation]:
    """Ask about 政策文件7件 where the table knows of no document at all."""
    table = report.table("disclosure")
    cells: list[Cell] = [cell for row in ("regulations", "normative") for cell in table.rows.get(row, ())]
    if not cells:
        return
    report.asked.add(statement.span)
    report.asked.add_all(cells)
    if all(cell.value.number == 0 for cell in cells):
        yield Violation(
            Message(
                f"正文称“{statement.span.text}”，表二规章、规范性文件各项均为0，请核实其中有无规范性文件",
                f"the text says {statement.span.text}; every figure for documents in table 2 is 0",
            ),
            statement.span,
            quotes=(statement.span,),
            expected="0",
            actual=show(statement.number),
            severity=Severity.REVIEW,
            subject="policy documents",
            cause=cause_of(statement),
        )

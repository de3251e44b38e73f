"""OGI-T308: outcomes that exceed their total by just what was granted in part."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Violation, rule
from auditor.model.values import show
from auditor_rules.relations import broken_ties

_NO_OUTCOME = frozenset({"new", "carried_in", "total", "carried_out"})


@rule(
    id="OGI-T308",
    title=("部分公开重复计算提示", "Requests granted in part may be counted twice"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("表三“部分公开”注明：区分处理的，只计这一情形，不计其他情形", "table 3 says of 部分公开: what is granted in part counts here and nowhere else"),
    remedy=("区分处理的申请只计入“部分公开”，从其他办理结果中剔除重复件数。", "Count requests granted in part only in their own row and take them out of the other outcomes."),
)  # fmt: skip
def granted_in_part_once(report: Report) -> Iterator[Violation]:
    """A request granted in part was refused in part as well, and offices enter it in both rows. Then the outcomes exceed
    their total by the very number of 部分公开, in every column that does not add up, while every row adds up. It may be
    chance: a hint only.
    """
    partial = report.cell("requests", "partial", "total")
    total = report.cell("requests", "total", "total")
    if partial is None or total is None or not partial.value.number or total.value.number is None:
        return
    outcomes = [
        row[-1].value.number or 0 for key, row in report.table("requests").rows.items() if key not in _NO_OUTCOME
    ]
    if sum(outcomes) - total.value.number != partial.value.number:
        return
    if broken_ties(report, "OGI-T303"):
        return  # who counts twice counts so in the applicant's column and in the total alike
    ties = broken_ties(report, "OGI-T302")
    surplus = [
        (tie.difference({}), next((figure for _, figure in tie.operands if figure.row == "partial"), None)) for tie in ties
    ]  # fmt: skip
    over = all(figure is not None and figure.number and off == figure.number for off, figure in surplus)
    if over and any(figure is not None and figure.column == "total" for _, figure in surplus):
        shown = show(partial.value.number)
        yield Violation(
            Message(
                f"办理结果各项之和比总计多{shown}，正好等于“部分公开”总计{shown}，可能把部分公开的申请又计入了其他结果",
                f"the outcomes exceed their total by {shown}, the very number granted in part: these may be counted twice",
            ),
            partial, quotes=(partial, total), subject="granted in part", ties=ties,
        )  # fmt: skip

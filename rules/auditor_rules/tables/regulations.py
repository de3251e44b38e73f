"""OGI-T206: 规章 are reported only by organs that may make them."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Violation, rule
from auditor_rules.organs import organ_of


@rule(
    id="OGI-T206",
    title=("无权制发规章", "The organ cannot make rules (规章)"),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    basis=("《立法法》：规章由国务院部门、省级和设区的市、自治州人民政府制定", "Legislation Law: rules are made by departments of the State Council and by governments of provinces, prefectures and cities with districts"),
    remedy=("核对是否把规范性文件或上级规章填入“规章”一行；本机关无规章的填0。", "Check whether normative documents or a superior's rules were entered here; enter 0 where the organ has none."),
)  # fmt: skip
def only_who_may(report: Report) -> Iterator[Violation]:
    """A county, a town, a street or a bureau makes no 规章, so a number there is a normative document in the wrong row, or
    a superior's document counted as its own.

    A city's government may make them where the city has districts, and its office writes for it; an organ that its
    name does not place is let pass.
    """
    row = report.table("disclosure").rows.get("regulations", ())
    report.asked.add_all(row)
    filled = tuple(cell for cell in row if cell.value.number)
    if not filled or report.organ is None or report.derived(organ_of).may_issue_regulations:
        return
    yield Violation(
        Message(
            f"{report.organ}无权制定规章，表二“规章”一行填有{'、'.join(cell.text.strip() for cell in filled)}",
            f"{report.organ} cannot make rules (规章), but table 2 has {', '.join(cell.text.strip() for cell in filled)} in that row",
        ),
        filled[0], quotes=filled, expected="0", actual=filled[0].text.strip(), subject="regulations",
    )  # fmt: skip

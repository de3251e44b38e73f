"""OGI-S110: a government reports how its work was assessed."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Span, Unknown, Violation, rule
from auditor.model.document import Heading
from auditor_rules.organs import Kind, organ_of
from auditor_rules.structure.passages import first_place, word_patterns
from auditor_rules.structure.required_sections import is_short

_ASSESSMENT = word_patterns("assessment")
_EN = {"工作考核": "assessment", "社会评议": "public appraisal", "责任追究": "accountability"}


@rule(
    id="OGI-S110",
    title=("政府年报未报告考核评议追责", "Government report omits assessment results"),
    severity=(Severity.WARNING, Severity.REVIEW),
    confidence=Confidence.MEDIUM,
    basis=("《政府信息公开条例》第五十条第（四）项：各级人民政府还应报告工作考核、社会评议和责任追究结果情况", "OGI Regulations art. 50(4): governments also report assessment, public appraisal and accountability"),
    remedy=("在“监督保障”中补充工作考核、社会评议和责任追究结果情况。", "Report the results of assessment, public appraisal and accountability under 监督保障."),
)  # fmt: skip
def assessment_reported(report: Report) -> Iterator[Violation]:
    """Article 50(4) obliges governments of every level, towns included, to report assessment, public appraisal and
    accountability; departments and street offices, which are agencies, need not.

    Looked for are the words anywhere in the text: none of the three is a warning, one or two missing is for review.
    Whether the reporter is a government is read from the title, unless a manifest says what it is.
    """
    organ = report.derived(organ_of)
    if organ.kind is Kind.UNKNOWN:
        raise Unknown(
            Message(
                "从标题看不出报告机关的类型", "the title does not tell whether the organ is a government"
            )
        )  # fmt: skip
    if not organ.is_government:
        return
    lines = tuple(report.prose())
    places = {result: first_place(words, lines) for result, words in _ASSESSMENT.items()}
    found = {result: place for result, place in places.items() if place is not None}
    report.asked.add_all([report.whole(), *found.values()])
    missing = [result for result in places if result not in found]
    if missing:
        report.read_whole()
        at = _where(report)
        yield Violation(
            Message(f"政府年报未报告{'、'.join(missing)}结果情况", f"a government's report says nothing of {', '.join(_EN[result] for result in missing)}"),
            at,
            quotes=(at, *found.values()),
            expected="、".join(_ASSESSMENT),
            actual="、".join(found) or None,
            severity=Severity.REVIEW if found or is_short(report) else None,
            subject="assessment",
        )  # fmt: skip


def _where(report: Report) -> Span:
    """Return the heading under which the results belong: 监督保障, else section one, else the report."""
    section = report.section("overview")
    if section is None:
        return report.whole()
    heads = [line for line in section.lines if isinstance(line, Heading) and len(line.text) < 30]
    head = next((line for line in heads if "监督" in line.text), None)
    return Span(head.text, head.line, head.col, "overview") if head else section.heading

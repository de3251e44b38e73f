"""ACME-X001: the overview says who is in charge."""

from collections.abc import Iterator

from auditor import Message, Report, Rule, Severity, Violation, hookimpl, rule


@rule(
    id="ACME-X001",
    title=("总体情况未写明由谁负责", "Overview does not say who is in charge"),
    severity=Severity.REVIEW,
    basis=("本市政务公开考核细则", "the city's own scoring sheet"),
    remedy=("在总体情况中写明分管领导或领导小组。", "Name the leader or the leading group in the overview."),
)
def leader_named(report: Report) -> Iterator[Violation]:
    """Work that nobody answers for is soon nobody's work, so our city scores the name of who is in charge."""
    section = report.section("overview")
    if section is None:
        return
    report.asked.add(section.heading)
    if not any(word in line.text for line in section.lines for word in ("领导", "分管", "负责人")):
        yield Violation(Message("未写明由谁负责", "nobody in charge is named"), section.heading)


@hookimpl
def provide_rules() -> list[Rule]:
    """Return the rule of this file."""
    return [leader_named]

"""OGI-S102: the sections bear the form's own titles."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Violation, rule


@rule(
    id="OGI-S102",
    title=("部分标题不规范", "Section title not canonical"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("国办公开办函〔2021〕30号、〔2019〕60号规定的六部分标题", "the six titles in letters [2021] No. 30 and [2019] No. 60"),
    remedy=("改用规定格式的部分标题。", "Use the titles that the form prescribes."),
)  # fmt: skip
def titles_canonical(report: Report) -> Iterator[Violation]:
    """Readers and machines find a section by its title. A variant can be understood, but makes reports harder to compare.

    Compared are the titles as printed with the form's own, without ordinals, spaces and punctuation. Wordings of the
    Regulations (因政府信息公开工作被申请行政复议、提起行政诉讼情况) are as good. One finding lists all variants.
    """
    report.asked.add_all([section.heading for section in report.sections])
    variants = [section for section in report.sections if not section.exact]
    if variants:
        printed = "、".join(f"“{section.title}”" for section in variants)
        wanted = "、".join(f"“{section.spec.title}”" for section in variants)
        yield Violation(
            Message(f"部分标题{printed}与规定标题不同，应为{wanted}", f"section titles differ from the form's: {printed} for {wanted}"),
            variants[0].heading,
            quotes=tuple(section.heading for section in variants),
            expected=wanted,
            actual=printed,
            subject="titles",
        )  # fmt: skip

"""OGI-T404: a suit after a review presupposes a review."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import Confidence, Message, Report, Severity, Violation, rule


@rule(
    id="OGI-T404",
    title=("复议后起诉缺少复议", "Suits after review without a review"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("复议后起诉以经过行政复议为前提", "a suit after review presupposes a review"),
    remedy=("核对复议后起诉的案件；复议在上年度办结的，可不更正。", "Check the suits; where their review was closed last year, nothing needs correcting."),
)  # fmt: skip
def reviewed_before(report: Report) -> Iterator[Violation]:
    """Suits after review beside no review at all are mostly suits filed directly, entered in the wrong block. The review
    may have been last year's, so this is for review.
    """
    suits = report.cell("appeals", "suit_after_review", "total")
    reviews = report.cell("appeals", "review", "total")
    if suits is None or reviews is None or not suits.value.number or reviews.value.number != 0:
        return
    if suits.value.number > 0:
        shown = suits.text.strip()
        yield Violation(
            Message(
                f"表四复议后起诉总计为{shown}，行政复议总计为0，请核对案件是否在上年度复议",
                f"table 4 has {shown} suits after review and no review; check whether the review was last year's",
            ),
            suits, quotes=(suits, reviews), subject="suits after review",
        )  # fmt: skip

"""What rests on characters that were recognised with doubt is for a person to compare, not an error."""

from __future__ import annotations

import datetime

from auditor.engine.assess import assess
from auditor.engine.decisions import Decisions
from auditor.engine.stamp import stamp
from auditor.forms.bind import Binder
from auditor.model.finding import Finding
from auditor.model.source import Origin, Source
from auditor.plugins.load import load_catalogue
from auditor.testing import report_text

TEXT = report_text(cells={"appeals.review": "10 1 0 0 0"})
CATALOGUE = load_catalogue()
RULE = next(rule for rule in CATALOGUE.rules if rule.id == "OGI-T401")


def found(confidence: float) -> Finding:
    """The finding on a wrong sum whose cells were all recognised with this confidence."""
    origins = tuple(Origin(page=1, confidence=confidence) for _ in TEXT.split("\n"))
    report = Binder(CATALOGUE.forms).read(Source("a.pdf", "0" * 64, TEXT, origins=origins))
    (finding,), _ = stamp(report, [assess(RULE, report)], Decisions(), datetime.date(2024, 2, 1))
    return finding


def test_below_the_threshold_an_error_is_for_review_and_says_why() -> None:
    finding = found(0.89)

    assert (finding.severity, "由图片识别" in finding.message.zh) == ("review", True)


def test_from_the_threshold_on_it_is_an_error() -> None:
    finding = found(0.9)

    assert (finding.severity, "由图片识别" in finding.message.zh) == ("error", False)

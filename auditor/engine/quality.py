"""How good each rule has proved: what reviewers decided on its findings, over any number of runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from auditor.model.finding import Message
from auditor.record.view import Run

_DECIDED = ("confirmed", "accepted", "dismissed")


@dataclass(slots=True)
class Card:
    """One rule's record. Every finding counts once, however many runs had it; so does every report it could not judge."""

    id: str
    title: Message
    verdicts: dict[tuple[str, str], str] = field(default_factory=dict)
    """What was decided on each finding, by fingerprint and evidence; "" where nothing was, or no longer holds."""
    open: set[tuple[object, ...]] = field(default_factory=set)
    """The reports on which it could not be assessed."""

    @property
    def fired(self) -> int:
        """How many findings it had."""
        return len(self.verdicts)

    def decided(self, verdict: str) -> int:
        """Return on how many of them reviewers came to a verdict."""
        return sum(each == verdict for each in self.verdicts.values())

    @property
    def precision(self) -> Decimal | None:
        """Which part of the decided findings were true (confirmed or accepted as they are); None where none is decided."""
        right = self.decided("confirmed") + self.decided("accepted")
        decided = right + self.decided("dismissed")
        return (Decimal(right) / decided).quantize(Decimal("0.001")) if decided else None


def quality(runs: Iterable[Run]) -> list[Card]:
    """Return a card for each rule of the runs, by id. A later run's decision on the same finding goes before an earlier one's."""
    cards: dict[str, Card] = {}
    for run in runs:
        for rule in run.rules:
            cards.setdefault(rule.id, Card(rule.id, rule.title))
        for report in run.reports():
            result = report.result
            # A report is the same in every run: by its organ and year, or its file.
            who = (report.organ, report.year) if report.organ and report.year else (report.sha256,)
            for rule, state in result["states"].items():
                if state == "not_assessable":
                    cards[rule].open.add(who)
            for finding in run.findings(report.number):
                card = cards.get(finding["rule"])
                if card is None:  # seen by eye
                    continue
                key = (finding["fingerprint"], finding["evidence"])
                decision = finding["decision"]
                holds = decision and decision["state"] == "holds" and decision["verdict"] in _DECIDED
                card.verdicts[key] = decision["verdict"] if holds else card.verdicts.get(key, "")
    return [card for _, card in sorted(cards.items())]

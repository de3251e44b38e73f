"""Two runs compared, by sets of fingerprints: what is new, unchanged, changed or gone, and what cannot be compared."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from auditor.engine.by_eye import is_manual
from auditor.model.ledger import Reason
from auditor.record.results import Found, Reported, Results

NEW, UNCHANGED, UPDATED = "new", "unchanged", "updated"
"""How a finding compares with an earlier run, in the words of SARIF."""

_NOT_RUN = Reason("rule_not_run", "该规则未运行", "the rule did not run")
_NOT_THERE = Reason("report_not_there", "该报告不在其中", "the report is not among them")
_NOT_ASSESSED = Reason("not_assessed", "该规则对该报告无法判断", "the rule could not be assessed on the report")
_OTHER_IDENTITY = Reason(
    "other_identity", "该规则的问题标识方式已改变", "the rule tells its findings apart in another way"
)
_UNANSWERED = ("not_assessable", "error")


@dataclass(frozen=True, slots=True)
class StateChange:
    """A rule that ended otherwise on the same report; None where it did not run."""

    rule: str
    report: Reported
    before: str | None
    after: str | None


class Comparison:
    """A later run seen from an earlier one."""

    def __init__(self, old: Results, new: Results) -> None:
        self.old = old
        self.new = new
        self.pairs = _paired(old.reports, new.reports)
        """Positions of the reports that are in both, from old to new."""
        self._back = {later: earlier for earlier, later in self.pairs.items()}

    @property
    def states(self) -> dict[str, str]:
        """How each finding of the later run compares, by fingerprint."""
        old = self.old.findings
        return {
            key: NEW if key not in old else UNCHANGED if old[key].evidence == found.evidence else UPDATED
            for key, found in self.new.findings.items()
        }

    def added(self) -> Iterator[tuple[Found, Reason | None]]:
        """Yield the findings that are new; with the reason where the earlier run could not have had them."""
        for key, found in self.new.findings.items():
            if key not in self.old.findings:
                yield found, self._unseen(found, self.old, self._back)

    def gone(self) -> Iterator[tuple[Found, Reason | None]]:
        """Yield the findings that are gone; with the reason where the later run could not have had them."""
        for key, found in self.old.findings.items():
            if key not in self.new.findings:
                yield found, self._unseen(found, self.new, self.pairs)

    def updated(self) -> Iterator[tuple[Found, Found]]:
        """Yield the findings of both runs whose evidence changed, as they were and as they are."""
        for key, found in self.new.findings.items():
            known = self.old.findings.get(key)
            if known is not None and known.evidence != found.evidence:
                yield known, found

    def redecided(self) -> Iterator[tuple[Found, Found]]:
        """Yield the findings of both runs on the same evidence whose decision is another, as they were and as they are."""
        for key, found in self.new.findings.items():
            known = self.old.findings.get(key)
            if known is not None and known.evidence == found.evidence and known.text != found.text:
                before, after = known.json, found.json
                if before["decision"] != after["decision"]:
                    yield known, found

    def reports_added(self) -> list[Reported]:
        """Return the reports that only the later run has."""
        return [report for n, report in enumerate(self.new.reports) if n not in self._back]

    def reports_removed(self) -> list[Reported]:
        """Return the reports that only the earlier run has."""
        return [report for n, report in enumerate(self.old.reports) if n not in self.pairs]

    def reports_changed(self) -> list[tuple[Reported, Reported]]:
        """Return the reports of both runs whose file is not the same, or not in the same place."""
        both = ((self.old.reports[before], self.new.reports[after]) for before, after in self.pairs.items())
        return [(one, other) for one, other in both if (one.sha256, one.path) != (other.sha256, other.path)]

    def rules_added(self) -> list[str]:
        """Return the rules that only the later run had."""
        return sorted(self.new.rules.keys() - self.old.rules.keys())

    def rules_removed(self) -> list[str]:
        """Return the rules that only the earlier run had."""
        return sorted(self.old.rules.keys() - self.new.rules.keys())

    def rules_changed(self) -> list[str]:
        """Return the rules of both runs that came from different plugins."""
        return sorted(id for id, source in self.new.rules.items() if self.old.rules.get(id, source) != source)

    def state_changes(self) -> Iterator[StateChange]:
        """Yield the rules of both runs that ended otherwise on a report of both."""
        for before, after in sorted(self.pairs.items(), key=lambda pair: pair[1]):
            if self.old.reports[before].states == self.new.reports[after].states and self.old.rules == self.new.rules:
                continue
            for rule in sorted(self.new.rules.keys() & self.old.rules.keys()):
                was, is_ = self.old.state(before, rule), self.new.state(after, rule)
                if was != is_:
                    yield StateChange(rule, self.new.reports[after], was, is_)

    def same(self) -> bool:
        """Tell whether both runs came to the same: reports, rules, states, findings, decisions and verdict."""
        return (
            dict(self.old.verdict) == dict(self.new.verdict)
            and self.old.rules == self.new.rules
            and not (self.reports_added() or self.reports_removed() or self.reports_changed())
            and self.old.findings.keys() == self.new.findings.keys()
            and not any(True for _ in self.updated())
            and not any(True for _ in self.redecided())
            and not any(True for _ in self.state_changes())
        )

    def _unseen(self, found: Found, other: Results, to: Mapping[int, int]) -> Reason | None:
        """Return why a finding of one run could not be among those of the other, or None where it could."""
        report = None if found.report is None else to.get(found.report)
        if found.report is not None and report is None:
            return _NOT_THERE
        if is_manual(found.rule):
            return None
        if found.rule not in other.rules:
            return _NOT_RUN
        versions = {each.fingerprint_versions.get(found.rule) for each in (self.old, self.new)} - {None}
        if len(versions) > 1:
            return _OTHER_IDENTITY
        if report is not None and other.state(report, found.rule) in _UNANSWERED:
            return _NOT_ASSESSED
        return None


def baseline_notes(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison with a baseline as the run record keeps it."""
    states = comparison.states
    gone = list(comparison.gone())
    absent = [found.json for found, reason in gone if reason is None]
    unseen = [(found.json, reason) for found, reason in gone if reason is not None]
    words = list(states.values())
    was = [known.json for known, _ in comparison.updated()]
    return {
        "of": {"version": comparison.old.version, "as_of": comparison.old.as_of},
        "states": states,
        "absent": absent,
        "before": {finding["fingerprint"]: _as_it_was(finding) for finding in was},
        "moved": {
            one.path: other.path
            for one, other in comparison.reports_changed()
            if one.path and other.path and one.path != other.path
        },
        "not_compared": [
            {"finding": found, "reason": {"code": reason.code, "zh": reason.zh, "en": reason.en}}
            for found, reason in unseen
        ],
        "counts": {
            **{word: words.count(word) for word in (NEW, UNCHANGED, UPDATED)},
            "absent": len(absent),
            "not_compared": len(unseen),
        },
        "rules_not_in_baseline": comparison.rules_added(),
        "rules_only_in_baseline": comparison.rules_removed(),
    }


def _as_it_was(finding: Any) -> dict[str, Any]:
    """Return what a reader is told of a finding as the baseline has it."""
    return {name: finding[name] for name in ("message", "expected", "actual", "quotes")}


_KEYS: tuple[Callable[[Reported], Hashable], ...] = (
    lambda report: report.path and (report.path, report.organ, report.year),
    lambda report: report.organ and report.year and (report.organ, report.year),
    lambda report: report.path,
    lambda report: report.sha256 or None,
)
"""What makes a report of one run that of the other, the surest first."""


def _paired(old: tuple[Reported, ...], new: tuple[Reported, ...]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    left = set(range(len(new)))
    for key in _KEYS:
        waiting: dict[Hashable, list[int]] = {}
        for position in sorted(left):
            waiting.setdefault(key(new[position]) or None, []).append(position)
        for position, report in enumerate(old):
            same = waiting.get(key(report) or None) if key(report) else None
            if position not in pairs and same:
                pairs[position] = same.pop(0)
        left -= set(pairs.values())
    return pairs

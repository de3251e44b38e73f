"""Rules over the whole run: each inside a guard, and every report of the run gets its state from each of them."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditor.engine.assess import checked, crash, worst_state
from auditor.engine.conceal import concealed_finding
from auditor.engine.decisions import Decision, Decisions
from auditor.engine.identity import digest, fingerprint, owner, subject
from auditor.engine.stamp import finding_of, place
from auditor.model.across import Across, Member, Peer
from auditor.model.finding import Finding, Message, Severity, Violation
from auditor.model.ledger import Reason, State
from auditor.model.report import Asked
from auditor.model.rule import Rule
from auditor.record.entry import Incident

RELATED = 20
"""How many peers of a finding are listed; the message says how many there are in all."""

_NO_REPORT = Reason("unread", "不是政府信息公开工作年度报告，见 OGI-P001", "not an annual report; see OGI-P001")
_NOT_DELIVERED = Reason("unknown", "清单所列报告未提交", "listed in the manifest and not delivered")
_INTERRUPTED = Reason("unread", "审核被中断，未比较各份报告", "interrupted before the reports were compared")


@dataclass(frozen=True, slots=True)
class Answer:
    """How one rule over the run ended on one report. `decision` is a reviewer's on what could not be assessed."""

    rule: Rule
    state: State
    finding: Finding | None
    reason: Reason | None
    asked: Asked
    decision: Decision | None = None
    reopened: bool = False
    """The decision no longer holds, since the file has changed or it has expired."""

    @property
    def unread(self) -> bool:
        """Whether the run is incomplete for this answer."""
        return self.state is State.NOT_ASSESSABLE and self.reason is not None and self.reason.code == "unread"


def ask_across(
    rules: Iterable[Rule], across: Across, decisions: Decisions, as_of: datetime.date
) -> tuple[Mapping[int, Sequence[Answer]], tuple[Incident, ...]]:
    """Return, by report number, how each rule over the run ended, and the incidents that their findings form."""
    answers: dict[int, list[Answer]] = {member.number: [] for member in across.members}
    clusters: dict[str, list[Finding]] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for rule in rules:
        across.asked.clear()
        across.unanswered.clear()
        peers: dict[int, Peer] = {}
        broken: Reason | None = None
        try:
            for peer in rule.across(across) if rule.across else ():
                _check(peer, rule, answers)
                if peers.setdefault(peer.member.number, peer) is not peer:
                    raise ValueError(f"{rule.id} yielded two findings for {peer.member.path}")
            # What was examined is published like what was found.
            for sample in [sample for asked in across.asked.values() for sample in asked.samples]:
                checked(Violation(rule.title, sample.at), rule)
        # As in assess: a rule's bug must not hide what the others find.
        except (Exception, SystemExit) as error:
            broken = crash(rule, None, None, error)
        for member in across.members:
            found = peers.get(member.number)
            # An organ may have two reports for a year, and each of them its finding.
            occurrence = (rule.id, *owner(member), *subject(found.violation)) if found else ()
            seen[occurrence] += 1
            answer = _answer(rule, member, found, seen[occurrence], across, broken, decisions, as_of)
            answers[member.number].append(answer)
            if answer.finding is not None:
                clusters.setdefault(answer.finding.incident, []).append(answer.finding)
    incidents = tuple(
        Incident(identity, tuple(finding.fingerprint for finding in findings), _together(findings))
        for identity, findings in clusters.items()
    )
    return answers, incidents


def _check(peer: Peer, rule: Rule, answers: Mapping[int, Sequence[Answer]]) -> None:
    """Raise inside the guard what would otherwise break the run after it, or be lost."""
    checked(peer.violation, rule)
    checked(Violation(rule.title, peer.member.whole, quotes=tuple(at for _, at in peer.related)), rule)
    if peer.member.number not in answers:
        raise ValueError(f"{rule.id} yielded a finding for {peer.member.path}, which is not audited")


def _together(findings: Sequence[Finding]) -> Message:
    first, reports = findings[0].message, len(findings)
    if reports == 1:
        return first
    return Message(f"{first.zh}（同一问题涉及{reports}份报告）", f"{first.en} ({reports} reports share this cause)")


def interrupted(rules: Iterable[Rule], members: Iterable[Member]) -> Mapping[int, Sequence[Answer]]:
    """Return the answers of a run that was stopped: what is missing in half a run is not missing."""
    asked = tuple(rules)
    return {
        member.number: [Answer(rule, State.NOT_ASSESSABLE, None, _INTERRUPTED, Asked()) for rule in asked]
        for member in members
    }


def _answer(
    rule: Rule,
    member: Member,
    peer: Peer | None,
    occurrence: int,
    across: Across,
    broken: Reason | None,
    decisions: Decisions,
    as_of: datetime.date,
) -> Answer:
    asked = across.asked.get(member.number) or Asked()
    if broken is not None:
        return Answer(rule, State.ERROR, None, broken, Asked())
    if peer is not None:
        finding = _finding(rule, peer, occurrence, decisions, as_of)
        severity = Severity[finding.severity.upper()]
        return Answer(rule, State.WAIVED if finding.waived else worst_state([severity]), finding, None, asked)
    reason = across.unanswered.get(member.number)
    if member.path is None or not member.is_report:
        reason = _NOT_DELIVERED if member.path is None else _NO_REPORT
    if reason is not None:
        return _not_assessed(rule, member, reason, asked, decisions, as_of)
    return Answer(rule, State.PASS if asked.count else State.NOT_APPLICABLE, None, None, asked)


def _not_assessed(
    rule: Rule, member: Member, reason: Reason, asked: Asked, decisions: Decisions, as_of: datetime.date
) -> Answer:
    """Return the answer where there is none, unless a reviewer looked by eye and said what it is."""
    decision = decisions.find(fingerprint(rule, member, ("not_assessable",), 0))
    if decision is None or decision.verdict not in ("checked_ok", "checked_fail"):
        return Answer(rule, State.NOT_ASSESSABLE, None, reason, asked)
    if decision.state(member.sha256, as_of) != "holds":
        return Answer(rule, State.NOT_ASSESSABLE, None, reason, asked, decision, reopened=True)
    state = State.PASS if decision.verdict == "checked_ok" else State.FAIL
    return Answer(rule, state, None, reason, asked, decision)


def _finding(rule: Rule, peer: Peer, occurrence: int, decisions: Decisions, as_of: datetime.date) -> Finding:
    violation = peer.violation
    identity = fingerprint(rule, peer.member, subject(violation), occurrence)
    # A cause names the cluster, so that every report of it shares the incident.
    incident = digest("incident", "run", violation.cause or identity)[:12]
    related = [place(member, at) for member, at in peer.related[:RELATED]]
    found = finding_of(peer.member, rule, violation, identity, incident, decisions, as_of, related)
    masks = dict(peer.member.masks)
    for member, _ in peer.related:
        masks |= member.masks
    return concealed_finding(found, masks)

"""Rules over the whole run: each inside a guard, and every report of the run gets its state from each of them."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditor.engine.assess import NO_REPORT, crash, worst_state
from auditor.engine.clock import STEP, Ticking
from auditor.engine.conceal import concealed_finding
from auditor.engine.decisions import Decision, Decisions
from auditor.engine.identity import digest, fingerprint, owner, subject
from auditor.engine.sound import OutOfShapeError, is_message, sound_sample, sound_violation
from auditor.engine.stamp import finding_of, place
from auditor.model.across import Across, Member, Peer
from auditor.model.finding import Finding, Message, Quotable, Severity, Violation
from auditor.model.ledger import Reason, State
from auditor.model.report import Asked
from auditor.model.rule import Rule
from auditor.model.stopping import StoppedError
from auditor.reading.limits import Limits
from auditor.record.entry import Incident

RELATED = 20
"""How many peers of a finding are listed; the message says how many there are in all."""

_INTERRUPTED = Reason("unread", "审核被中断，未比较各份报告", "interrupted before the reports were compared")


SECONDS = Limits().rule_seconds


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

    def is_rest(self, member: Member) -> bool:
        """Tell whether it says no more of a report than the rest of its row in the record does."""
        return self.state is State.NOT_ASSESSABLE and member.why is not None and self.reason == member.why


def ask_across(
    rules: Iterable[Rule], across: Across, decisions: Decisions, as_of: datetime.date, seconds: float = SECONDS
) -> tuple[Mapping[int, Sequence[Answer]], tuple[Incident, ...]]:
    """Return, by report number, how each rule over the run ended, and the incidents that their findings form.

    A rule may take so many seconds for each report.
    """
    answers: dict[int, list[Answer]] = {member.number: [] for member in across.members}
    clusters: dict[str, list[Finding]] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    with Ticking(seconds):
        STEP.may_take("rule_seconds", seconds, max(1, len(across.members)))
        told = [(rule, _asked(rule, across)) for rule in rules]
    for rule, said in told:
        for member in across.members:
            found = said.peers.get(member.number)
            # An organ may have two reports for a year, and each of them its finding.
            occurrence = (rule.id, *owner(member), *subject(found.violation)) if found else ()
            seen[occurrence] += 1
            answer = _answer(rule, member, found, seen[occurrence], said, decisions, as_of)
            answers[member.number].append(answer)
            if answer.finding is not None:
                clusters.setdefault(answer.finding.incident, []).append(answer.finding)
    incidents = tuple(
        Incident(identity, tuple(finding.fingerprint for finding in findings), _together(findings))
        for identity, findings in clusters.items()
    )
    return answers, incidents


@dataclass(frozen=True, slots=True)
class _Said:
    """What one rule said of the run: its findings, what it looked at and why it could not tell, by report number."""

    peers: Mapping[int, Peer]
    asked: Mapping[int, Asked]
    unanswered: Mapping[int, Reason]
    broken: Mapping[int, Reason]
    """The reports on which it crashed: all of them, or those of which what it wants kept could not be."""


def _asked(rule: Rule, across: Across) -> _Said:
    """Run a rule's check. A report of which something could not be kept is in error by itself and costs the others nothing."""
    lost = {member.number: why for member in across.members if (why := member.broken(rule.keep))}
    broken = {
        number: Reason("error", f"规则 {rule.id} 运行出错（{why.zh}）", f"rule {rule.id} crashed: {why.en}")
        for number, why in lost.items()
    }
    across.asked.clear()
    across.unanswered.clear()
    across = across.without(lost) if lost else across
    peers: dict[int, Peer] = {}
    members = {member.number: member for member in across.members}
    try:
        STEP.now = peers
        for peer in rule.across(across) if rule.across else ():
            sound = _sound(peer, rule, members)
            if peers.setdefault(sound.member.number, sound) is not sound:
                raise ValueError(f"{rule.id} yielded two findings for {sound.member.path}")
        # What was examined is published like what was found.
        for asked in across.asked.values():
            for sample in asked.samples:
                sound_sample(sample)
        for reason in across.unanswered.values():
            if not is_message(Message(reason.zh, reason.en)):
                raise OutOfShapeError(f"{rule.id} gave a reason that is no Message")
        STEP.now = None
    # As in assess: a rule's bug must not hide what the others find.
    except BaseException as error:
        STEP.now = None
        if isinstance(error, StoppedError):
            raise
        return _Said({}, {}, {}, dict.fromkeys(members, crash(rule, None, None, error)))
    return _Said(peers, dict(across.asked), dict(across.unanswered), broken)


def _sound(peer: object, rule: Rule, members: Mapping[int, Member]) -> Peer:
    """Return a rule's finding on one report.

    Raises:
        OutOfShapeError: it is none, or something in it is not what it must be.
    """
    if not isinstance(peer, Peer) or not isinstance(peer.member, Member):
        raise OutOfShapeError(f"{rule.id} yielded {type(peer).__name__}, not a Peer")
    if members.get(peer.member.number) is not peer.member:
        raise ValueError(f"{rule.id} yielded a finding for {peer.member.path}, which is not audited")
    if type(peer.related) is not tuple or not all(isinstance(member, Member) for member, _ in peer.related):
        raise OutOfShapeError(f"{rule.id} yielded something else for related; pairs of Member and place are needed")
    related: tuple[Quotable, ...] = tuple(at for _, at in peer.related)
    related = sound_violation(Violation(rule.title, peer.member.whole, quotes=related), rule).quotes
    pairs = tuple((member, at) for (member, _), at in zip(peer.related, related, strict=True))
    return Peer(peer.member, sound_violation(peer.violation, rule), pairs)


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
    said: _Said,
    decisions: Decisions,
    as_of: datetime.date,
) -> Answer:
    asked = said.asked.get(member.number) or Asked()
    if member.number in said.broken:
        return Answer(rule, State.ERROR, None, said.broken[member.number], Asked())
    if peer is not None:
        finding = _finding(rule, peer, occurrence, decisions, as_of)
        severity = Severity[finding.severity.upper()]
        return Answer(rule, State.WAIVED if finding.waived else worst_state([severity]), finding, None, asked)
    reason = said.unanswered.get(member.number)
    if member.path is None or not member.is_report:
        reason = member.why or NO_REPORT
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

"""Rules over the whole run: each inside a guard, and every report of the run gets its state from each of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditor.engine.assess import checked, crash, worst_state
from auditor.engine.decisions import Decisions
from auditor.engine.identity import digest, fingerprint, subject
from auditor.engine.stamp import finding_of, place
from auditor.model.across import Across, Member, Peer
from auditor.model.finding import Finding, Severity
from auditor.model.ledger import Reason, State
from auditor.model.report import Asked
from auditor.model.rule import Rule
from auditor.record.entry import Incident

RELATED = 20
"""How many peers of a finding are listed; the message says how many there are in all."""

_NO_REPORT = Reason("unread", "不是政府信息公开工作年度报告，见 OGI-P001", "not an annual report; see OGI-P001")
_NOT_DELIVERED = Reason("unread", "清单所列报告未提交", "listed in the manifest and not delivered")


@dataclass(frozen=True, slots=True)
class Answer:
    """How one rule over the run ended on one report."""

    rule: Rule
    state: State
    finding: Finding | None
    reason: Reason | None
    asked: Asked


def ask_across(
    rules: Iterable[Rule], across: Across, decisions: Decisions, as_of: datetime.date
) -> tuple[Mapping[int, Sequence[Answer]], tuple[Incident, ...]]:
    """Return, by report number, how each rule over the run ended, and the incidents that their findings form."""
    answers: dict[int, list[Answer]] = {member.number: [] for member in across.members}
    clusters: dict[str, list[Finding]] = {}
    for rule in rules:
        across.asked.clear()
        across.unknown.clear()
        peers: dict[int, Peer] = {}
        broken: Reason | None = None
        try:
            for peer in rule.across(across) if rule.across else ():
                checked(peer.violation, rule)
                if peers.setdefault(peer.member.number, peer) is not peer:
                    raise ValueError(f"{rule.id} yielded two findings for {peer.member.path}")
        # As in assess: a rule's bug must not hide what the others find.
        except (Exception, SystemExit) as error:
            broken = crash(rule, None, None, error)
        for member in across.members:
            answer = _answer(rule, member, peers.get(member.number), across, broken, decisions, as_of)
            answers[member.number].append(answer)
            if answer.finding is not None:
                clusters.setdefault(answer.finding.incident, []).append(answer.finding)
    incidents = tuple(
        Incident(identity, tuple(finding.fingerprint for finding in findings), findings[0].message)
        for identity, findings in clusters.items()
    )
    return answers, incidents


def _answer(
    rule: Rule,
    member: Member,
    peer: Peer | None,
    across: Across,
    broken: Reason | None,
    decisions: Decisions,
    as_of: datetime.date,
) -> Answer:
    asked = across.asked.get(member.number) or Asked()
    if broken is not None:
        return Answer(rule, State.ERROR, None, broken, asked)
    if peer is not None:
        finding = _finding(rule, peer, decisions, as_of)
        severity = Severity[finding.severity.upper()]
        return Answer(rule, State.WAIVED if finding.waived else worst_state([severity]), finding, None, asked)
    if member.path is None:
        return Answer(rule, State.NOT_ASSESSABLE, None, _NOT_DELIVERED, asked)
    if not member.is_report:
        return Answer(rule, State.NOT_ASSESSABLE, None, _NO_REPORT, asked)
    unknown = across.unknown.get(member.number)
    if unknown is not None:
        return Answer(rule, State.NOT_ASSESSABLE, None, Reason("unknown", unknown.zh, unknown.en), asked)
    return Answer(rule, State.PASS if asked.count else State.NOT_APPLICABLE, None, None, asked)


def _finding(rule: Rule, peer: Peer, decisions: Decisions, as_of: datetime.date) -> Finding:
    violation = peer.violation
    identity = fingerprint(rule, peer.member, subject(violation), 1)
    # A cause names the cluster, so that every report of it shares the incident.
    incident = digest("incident", "run", violation.cause or identity)[:12]
    related = [place(member, at) for member, at in peer.related[:RELATED]]
    return finding_of(peer.member, rule, violation, identity, incident, decisions, as_of, related)

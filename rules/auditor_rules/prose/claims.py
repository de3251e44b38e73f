"""Gathers what the running text claims of figures in the tables; scanned once for each report."""

from __future__ import annotations

import re

from auditor.model.report import Report
from auditor_rules.prose.appeals import appeals
from auditor_rules.prose.claim import Claim, Subject
from auditor_rules.prose.documents import normative
from auditor_rules.prose.requests import received
from auditor_rules.prose.sentences import clauses, sentences

_SUBJECT = re.compile(r"申请|复议|诉讼|规范性文件")
_STATED = re.compile(r"[\d〇零一二两三四五六七八九十百未没无]|不存在")

# A clause is never so long; what is, is no prose, and patterns are slow on it.
_LONGEST = 400


def claims(report: Report) -> tuple[Claim, ...]:
    """Return what the prose claims, in reading order; what is in doubt is left out."""
    found = [
        claim
        for sentence in report.derived(sentences)
        if _SUBJECT.search(sentence.text) and _STATED.search(sentence.text)
        for clause in clauses(sentence)
        if len(clause.text) <= _LONGEST
        for read in (received, appeals, normative)
        for claim in read(clause, report)
    ]
    # 受理 counts what was accepted of the requests that another clause says were 收到.
    if any(claim.subject is Subject.RECEIVED and claim.number and not _accepted(claim) for claim in found):
        found = [claim for claim in found if not _accepted(claim)]
    return tuple(found)


def _accepted(claim: Claim) -> bool:
    return claim.span.text.startswith("受理")

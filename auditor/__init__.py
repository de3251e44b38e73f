"""Audits annual reports on open government information. What a plugin needs is imported from here."""

from __future__ import annotations

import pluggy

from auditor.model.across import Across, Member, Peer
from auditor.model.finding import Cell, Confidence, Message, Severity, Span, Violation
from auditor.model.ledger import Unknown, Unread
from auditor.model.report import Report
from auditor.model.rule import Rule, rule, run_rule

__version__ = "0.1.0"


hookimpl = pluggy.HookimplMarker("auditor")
"""Marks a function of a plugin as the implementation of a hook."""

__all__ = [
    "Across", "Cell", "Confidence", "Member", "Message", "Peer", "Report", "Rule", "Severity", "Span", "Unknown",
    "Unread", "Violation", "hookimpl", "rule", "run_rule",
]  # fmt: skip

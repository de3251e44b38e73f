"""One report's page: the report drawn again, its findings beside it, and what was checked."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from jinja2 import Template
from markupsafe import Markup

from auditor.model.finding import Message
from auditor.outputs.html.checks import Checks
from auditor.outputs.html.draw import Drawer, Original
from auditor.outputs.html.findings import Exhibits, waived
from auditor.outputs.html.mark import Anchors
from auditor.outputs.html.words import SEVERITIES, WORDS, both, counted, joined
from auditor.record.view import ReportRow


class Summary(NamedTuple):
    """What the index needs of a report, so that it never has to be read twice."""

    name: str
    path: str
    organ: str | None
    year: int | None
    form: str | None
    severities: Mapping[str, int]
    incidents: Mapping[str, int]
    states: Mapping[str, int]
    unread: bool
    rule_states: Mapping[str, str]
    reasons: Mapping[str, Any]
    waived: int


class Drawn(NamedTuple):
    """A report as HTML, and its summary."""

    html: str
    summary: Summary


def page_name(path: str, organ: str | None, year: int | None) -> str:
    """Return the name of a report's page: it depends on nothing but which report it is."""
    who = path or f"\0{organ}\0{year}"
    return hashlib.sha256(who.encode("utf-8", "surrogatepass")).hexdigest()[:12]


class ReportPages:
    """Makes report pages; what they share is made once."""

    def __init__(self, template: Template, titles: Mapping[str, Markup], *, prefixed: bool) -> None:
        self._template = template
        self._titles = titles
        self._prefixed = prefixed
        self._drawer = Drawer()
        self._checks = Checks(titles)

    def draw(self, row: ReportRow, name: str, findings: Sequence[Any]) -> Drawn:
        """Return a report's article. In a file of many reports every anchor begins with the report's name."""
        result, document = row.result, row.document
        prefix = f"r{name}-" if self._prefixed else ""
        anchors = Anchors(document["nodes"], prefix)
        original = Original(document, self._drawer, prefix)
        exhibits = Exhibits(original, row.text, anchors, self._titles) if findings else None
        groups = exhibits.groups(findings, row.incidents) if exhibits else []
        summary = _summary(row, name, result, findings)
        states, reasons, checks = result["states"], result["reasons"], self._checks
        html = self._template.render(
            row=row,
            name=name,
            prefix=prefix,
            summary=summary,
            verdict=both(verdict(row, summary)),
            grave=_grave(summary),
            document=Markup(original.html(exhibits.marks.spots if exhibits else {})),  # noqa: S704
            groups=groups,
            passed=checks.passed(states, result["checks"], anchors),
            not_applicable=checks.in_state(states, "not_applicable"),
            not_assessable=checks.reasons(states, reasons, "not_assessable"),
            crashed=checks.reasons(states, reasons, "error"),
        )
        return Drawn(html, summary)


def _summary(row: ReportRow, name: str, result: Mapping[str, Any], findings: Sequence[Any]) -> Summary:
    severities = dict.fromkeys(SEVERITIES, 0)
    by_incident: dict[str, str] = {}
    aside = 0
    for finding in findings:
        severity = finding["severity"]
        if waived(finding):
            aside += 1
            continue
        severities[severity] += 1
        known = by_incident.get(finding["incident"], "review")
        by_incident[finding["incident"]] = min(severity, known, key=SEVERITIES.index)
    return Summary(
        name, row.path, row.organ, row.year, row.form, severities, Counter(by_incident.values()), row.states,
        row.unread, result["states"], result["reasons"], aside,
    )  # fmt: skip


def verdict(row: ReportRow, summary: Summary) -> Message:
    """Return what the audit of a report comes to, in one sentence."""
    if row.is_report is None:
        return WORDS["unreadable"]
    parts = [] if row.is_report else [WORDS["no_report"]]
    parts += [counted(word, number) for word, number in summary.severities.items() if number]
    if not parts and not row.unread and not row.states["error"]:
        parts.append(WORDS["clean"])
    if summary.waived:
        parts.append(counted("waived", summary.waived))
    if row.unread:
        parts.append(WORDS["unread"])
    if row.states["error"]:
        parts.append(counted("crashed", row.states["error"]))
    return joined(parts)


def _grave(summary: Summary) -> str:
    """Return the look of the verdict: the gravest severity, open where something could not be read, or clear."""
    found = next((word for word in SEVERITIES if summary.severities[word]), None)
    return found or ("open" if summary.unread or summary.states["error"] else "clear")

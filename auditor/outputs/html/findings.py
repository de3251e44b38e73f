"""A report's findings as its page shows them: numbered, grouped by cause, each with what proves it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from auditor.model.finding import Message
from auditor.outputs.html.draw import Original
from auditor.outputs.html.inert import escape
from auditor.outputs.html.mark import Anchors, Marks
from auditor.outputs.html.words import (
    CONFIDENCE,
    DECIDED,
    DECISION_STATE,
    SEVERITIES,
    SEVERITY,
    WORDS,
    both,
    counted,
    told,
)

QUOTES_OPEN = 12
"""Quotations shown at once; the rest is folded."""

_NOTE = re.compile(r"（[^（）]{6,}）$")
_BLANK = f'<i class="blank">{both(WORDS["blank"])}</i>'

Json = Mapping[str, Any]


class Shown(NamedTuple):
    """One finding, ready for the template."""

    number: int
    finding: Json
    severity: Markup
    confidence: Markup
    title: Markup
    message: Markup
    basis: Markup
    remedy: Markup
    place: Markup
    quotes: Sequence[Markup]
    folded: Sequence[Markup]
    more: Markup
    related: Sequence[Markup]
    decision: Markup
    waived: bool


class Group(NamedTuple):
    """The findings of one incident; the explanation is empty where it says no more than the only finding."""

    explanation: Markup
    together: Markup
    findings: Sequence[Shown]


def waived(finding: Json) -> bool:
    """Tell whether a decision that holds sets the finding aside."""
    decision = finding["decision"]
    return bool(decision) and decision["state"] == "holds" and decision["verdict"] in ("dismissed", "accepted")


def worst(severities: Iterable[str]) -> str:
    """Return the gravest of some severities."""
    return min(severities, key=SEVERITIES.index)


class Exhibits:
    """Turns recorded findings into what the page shows, and marks what they cite."""

    def __init__(self, original: Original, text: str, anchors: Anchors, titles: Mapping[str, Markup]) -> None:
        nodes = original.nodes
        self._sections = {
            node["section"]: node["text"] for node in reversed(nodes) if node.get("level") == 1 and node["section"]
        }
        self._original = original
        self._titles = titles
        self.marks = Marks(nodes, text, anchors)

    def groups(self, findings: Sequence[Json], incidents: Sequence[Json]) -> list[Group]:
        """Return the findings by incident, in the order of each incident's first finding."""
        explained = {incident["id"]: incident["explanation"] for incident in incidents}
        by_incident: dict[str, list[Json]] = {}
        for finding in findings:
            by_incident.setdefault(finding["incident"], []).append(finding)
        groups = []
        number = 0
        for incident, together in by_incident.items():
            shown = [self._shown(finding, number + n) for n, finding in enumerate(together, 1)]
            number += len(together)
            explanation = explained[incident] if incident in explained else together[0]["message"]
            # A lone finding is explained only where the diagnosis says more than the finding itself.
            says_more = len(together) > 1 or explanation["zh"] != together[0]["message"]["zh"]
            told_ = told(explanation) if says_more else Markup()
            groups.append(Group(told_, both(counted("together", len(together))), shown))
        return groups

    def _shown(self, finding: Json, number: int) -> Shown:
        place, severity = finding["place"], finding["severity"]
        quotes = [
            (quote, self.marks.cite(number, severity, quote["place"], quote["text"], main=_same(quote["place"], place)))
            for quote in finding["quotes"]
        ]
        anchor = next((target for quote, target in quotes if _same(quote["place"], place)), None)
        if anchor is None:
            anchor = self.marks.cite(number, severity, place, None, main=True)
        labels = self._quote_labels([quote["place"] for quote, _ in quotes])
        shown = [self._quote(quote, target, label) for (quote, target), label in zip(quotes, labels, strict=True)]
        rest = len(shown) - QUOTES_OPEN
        return Shown(
            number=number,
            finding=finding,
            severity=both(SEVERITY[severity]),
            confidence=both(CONFIDENCE[finding["confidence"]]),
            title=self._titles[finding["rule"]],
            message=told(finding["message"]),
            basis=told(finding["basis"]),
            remedy=told(finding["remedy"]),
            place=self._place(place, anchor),
            quotes=shown if rest <= 2 else shown[:QUOTES_OPEN],
            folded=[] if rest <= 2 else shown[QUOTES_OPEN:],
            more=both(counted("more_quotes", rest)) if rest > 2 else Markup(),
            related=[_related(other) for other in finding["related"]],
            decision=_decision(finding["decision"]),
            waived=waived(finding),
        )

    def _place(self, place: Json, anchor: str | None) -> Markup:
        """Return where a finding stands: section, cell by its printed labels, and line."""
        parts = []
        section = self._sections.get(place["section"])
        if section:
            parts.append(f'<span lang="zh-CN">{escape(section)}</span>')
        row, column = self._cell(place)
        if row or column:
            parts.append(f'<span lang="zh-CN">{escape(" × ".join(filter(None, (_short(row), column))))}</span>')
        if place["line"] is not None and anchor:
            parts.append(f'<a class="ln" href="#{anchor}">{place["line"]}</a>')
        elif place["line"] is not None:
            parts.append(f'<span class="ln">{place["line"]}</span>')
        if place["page"] is not None:
            parts.append(f'<span class="pg">{place["page"]}</span>')
        return Markup(" · ".join(parts))  # noqa: S704 - every part is escaped

    def _cell(self, place: Json) -> tuple[str, str]:
        if not place["table"] or place["line"] is None:
            return "", ""
        home = self.marks.home(place["line"], place["col"])
        return self._original.headings(home) if home is not None and home.cell >= 0 else ("", "")

    def _quote_labels(self, places: Sequence[Json]) -> list[str]:
        """Name each quoted cell by what tells it from the others: its row, its column, or both."""
        cells = [(row, column or (row and place["column"])) for place in places for row, column in [self._cell(place)]]
        rows = {row for row, column in cells if row or column}
        columns = {column for row, column in cells if row or column}
        labels = []
        for row, column in cells:
            if len(columns) <= 1 and row and (len(rows) > 1 or not column):
                labels.append(_short(row))
            elif len(rows) <= 1 and column:
                labels.append(column)
            else:
                labels.append("·".join(filter(None, (_short(row), column))))
        return labels

    def _quote(self, quote: Json, anchor: str | None, label: str) -> Markup:
        text = quote["text"].strip()
        line = quote["place"]["line"]
        cell = bool(quote["place"]["table"])
        shown = escape(text) if text else _BLANK
        if cell:
            inner = f'<span class="k">{escape(label)}</span> <b>{shown}</b>'
            link = f'<a href="#{anchor}">{inner}</a>' if anchor else inner
            zero = " zero" if text in ("0", "０") else ""
            return Markup(f'<li class="operand{zero}" lang="zh-CN">{link}</li>')  # noqa: S704
        where = f' <a class="ln" href="#{anchor}">{line}</a>' if anchor else ""
        return Markup(f'<li class="phrase"><q lang="zh-CN">{shown}</q>{where}</li>')  # noqa: S704


def _same(one: Json, other: Json) -> bool:
    return bool(one["line"] == other["line"] and one["col"] == other["col"])


def _short(label: str) -> str:
    """Return a row label without the long note in brackets behind it."""
    return _NOTE.sub("", label)


def _related(place: Json) -> Markup:
    line = f' <span class="ln">{place["line"]}</span>' if place["line"] is not None else ""
    return Markup(f"{escape(place['path'] or '')}{line}")  # noqa: S704


def _decision(decision: Json | None) -> Markup:
    if not decision:
        return Markup()
    said = both(Message("：", ": ")).join((both(WORDS["decision"]), both(DECIDED[decision["verdict"]])))
    parts = [said, both(DECISION_STATE[decision["state"]])]
    parts += [Markup(escape(decision[key])) for key in ("reason", "reviewer", "date") if decision[key]]  # noqa: S704
    if decision["expires"]:
        parts.append(both(WORDS["expires"]) + Markup(" " + escape(decision["expires"])))  # noqa: S704
    return Markup(" · ").join(parts)

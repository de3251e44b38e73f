"""The index: the verdict, the ledger, and every report of the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from auditor.outputs.html.inert import escape
from auditor.outputs.html.report import Summary
from auditor.outputs.html.words import DECIDED, REASON, SEVERITIES, SEVERITY, STATE, STATES, WORDS, both, counted, told
from auditor.record.view import Run

REPORTS_NAMED = 20
"""Reports named with each reason; the rest is counted."""
REASONS_SHOWN = 300

_CODES = ("unread", "error", "unknown")


class NotAssessed(NamedTuple):
    """Why some rules gave no answer, on which reports."""

    code: str
    word: Markup
    text: Markup
    rules: Sequence[str]
    reports: Markup


class Index:
    """Gathers the reports' summaries while their pages are made, and says what they come to."""

    def __init__(self, run: Run, titles: Mapping[str, Markup], *, link: str) -> None:
        self._run = run
        self._titles = titles
        self._link = link
        self._rows: list[str] = []
        self._findings: Counter[str] = Counter()
        self._incidents: Counter[str] = Counter()
        self._affected: Counter[str] = Counter()
        self._by_rule: Counter[tuple[str, str]] = Counter()
        self._reasons: dict[tuple[str, str], _Reason] = {}
        self._waived = 0

    def add(self, summary: Summary) -> None:
        """Take in one report."""
        self._rows.append(self._row(summary))
        self._findings.update(summary.severities)
        self._incidents.update(summary.incidents)
        self._affected.update(word for word, number in summary.severities.items() if number)
        self._waived += summary.waived
        self._by_rule.update(summary.rule_states.items())
        told_here: set[tuple[str, str]] = set()
        for rule, reason in summary.reasons.items():
            if summary.rule_states[rule] not in ("not_assessable", "error"):
                continue  # a reviewer looked at it by eye
            key = (reason["code"], reason["zh"])
            known = self._reasons.get(key)
            if known is None:
                known = self._reasons[key] = _Reason(told(reason))
            known.rules.setdefault(rule)
            if key not in told_here:
                told_here.add(key)
                known.add(summary)

    def context(self) -> dict[str, Any]:
        """Return what the index template shows."""
        run = self._run
        ledger = run.ledger
        reasons = self._not_assessed()
        left = len(reasons) - REASONS_SHOWN
        return {
            "verdict": told(run.get("verdict")),
            "grave": {"clean": "clear", "findings": "error"}.get(run.get("verdict")["code"], "open"),
            "ledger": ledger,
            "states": [(state, both(STATE[state]), ledger[state]) for state in STATES],
            "severities": [
                (word, both(SEVERITY[word]), self._findings[word], self._incidents[word], self._affected[word])
                for word in SEVERITIES
            ],
            "waived": self._waived,
            "rows": Markup("\n".join(self._rows)),  # noqa: S704 - made of escaped parts
            "not_assessed": reasons[:REASONS_SHOWN],
            "reasons_left": both(counted("more_reasons", left)) if left > 0 else "",
            "rules": [(rule, self._titles[rule.id], both(rule.basis), self._counts(rule.id)) for rule in run.rules],
            "skipped": [(item["path"], told(item["reason"])) for item in run.get("skipped")],
            "decisions": [(note, both(DECIDED[note["verdict"]]), told(note["note"])) for note in run.get("decisions")],
        }

    def _counts(self, rule: str) -> Sequence[tuple[str, int]]:
        return [(state, self._by_rule[(rule, state)]) for state in STATES]

    def _row(self, summary: Summary) -> str:
        kind = "found" if any(summary.severities.values()) else ""
        incomplete = summary.unread or summary.states["error"]
        organ = escape(summary.organ) if summary.organ else f"<i>{both(WORDS['unnamed'])}</i>"
        flag = f' <span class="flag">{both(WORDS["incomplete"])}</span>' if incomplete else ""
        counts = "".join([_number(n, f"{word} ") for word, n in summary.severities.items()])
        states = "".join([_number(n) for n in summary.states.values()])
        return (
            f'<tr class="{kind}{" open" if incomplete else ""}"><th scope="row"><a href="{self._href(summary)}" lang="zh-CN">'
            f'{organ}</a>{flag}<small lang="zh-CN">{escape(summary.path)}</small></th>'
            f"<td>{summary.year or '—'}</td><td>{escape(summary.form or '—')}</td>{counts}{states}</tr>"
        )

    def _href(self, summary: Summary) -> str:
        return self._link.format(summary.name)

    def _not_assessed(self) -> list[NotAssessed]:
        ordered = sorted(self._reasons.items(), key=lambda item: (_CODES.index(item[0][0]), -item[1].count, item[0][1]))
        return [
            NotAssessed(code, both(REASON[code]), reason.text, sorted(reason.rules), reason.named(self._link))
            for (code, _), reason in ordered
        ]


class _Reason:
    """One reason and the rules and reports it concerns."""

    __slots__ = ("count", "first", "rules", "text")

    def __init__(self, text: Markup) -> None:
        self.text = text
        self.rules: dict[str, None] = {}
        self.first: list[Summary] = []
        self.count = 0

    def add(self, summary: Summary) -> None:
        self.count += 1
        if len(self.first) < REPORTS_NAMED:
            self.first.append(summary)

    def named(self, link: str) -> Markup:
        left = self.count - len(self.first)
        more = f" {both(counted('more_reports', left))}" if left else ""
        return Markup("、".join(self._links(link)) + more)  # noqa: S704 - escaped

    def _links(self, link: str) -> Iterator[str]:
        for summary in self.first:
            yield f'<a href="{link.format(summary.name)}" lang="zh-CN">{escape(summary.path)}</a>'


def _number(number: int, kind: str = "") -> str:
    nil = "" if number else "nil"
    return f'<td class="{kind}{nil}">{number}</td>' if kind or nil else f"<td>{number}</td>"

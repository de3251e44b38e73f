"""The index: the verdict, the ledger, and every report of the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from auditor.model.finding import Message
from auditor.outputs.families import name as family_name
from auditor.outputs.families import place as family_place
from auditor.outputs.html.baseline import Baseline
from auditor.outputs.html.charts import PATTERNS, Bar, bars, ledger_bar
from auditor.outputs.html.inert import escape, json_block, ours, visible
from auditor.outputs.html.matrix import Matrix
from auditor.outputs.html.report import Summary
from auditor.outputs.html.scorecard import Scorecard
from auditor.outputs.html.words import DECIDED, REASON, SEVERITIES, SEVERITY, STATE, STATES, WORDS, both, counted, told
from auditor.record.view import Run

REPORTS_NAMED = 20
"""Reports named with each reason; the rest is counted."""
REASONS_SHOWN = 300
ROWS_OF_A_PAGE = 500
"""Reports listed on one page of a folder; the script of the first page knows all of them."""

_CODES = ("unread", "error", "unknown")
_NOT_PASSED = ("fail", "review", "error")


class NotAssessed(NamedTuple):
    """Why some rules gave no answer, on which reports."""

    code: str
    word: Markup
    text: Markup
    rules: Sequence[str]
    reports: Markup


class Index:
    """Gathers the reports' summaries while their pages are made, and says what they come to."""

    def __init__(self, run: Run, titles: Mapping[str, str], baseline: Baseline, *, link: str) -> None:
        self._run = run
        self._baseline = baseline
        self._scores = Scorecard(run)
        self._titles = titles
        self._link = link
        self._numbers = {rule.id: n for n, rule in enumerate(run.rules)}
        self._rows: list[str] = []
        self._data: list[Sequence[Any]] = []
        self._findings: Counter[str] = Counter()
        self._incidents: Counter[str] = Counter()
        self._affected: Counter[str] = Counter()
        self._families: Counter[tuple[str, str]] = Counter()
        self._results: Counter[str] = Counter()
        self._by_rule: Counter[tuple[str, str]] = Counter()
        self._reasons: dict[tuple[str, str], _Reason] = {}
        self._whys: dict[tuple[str, str], int] = {}
        self._matrix = Matrix(link)
        self._waived = 0

    def add(self, summary: Summary) -> None:
        """Take in one report."""
        self._rows.append(self._row(summary))
        self._data.append(self._datum(summary))
        self._findings.update(summary.severities)
        self._incidents.update(summary.incidents)
        self._affected.update(word for word, number in summary.severities.items() if number)
        self._families.update(summary.families)
        self._results[summary.gravest or ("open" if summary.incomplete else "clear")] += 1
        self._waived += summary.waived
        self._by_rule.update(summary.rule_states.items())
        self._matrix.add(summary)
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

    def context(self, *, split: bool) -> dict[str, Any]:
        """Return what the index template shows; `split` leaves all but the first reports to pages of their own."""
        run = self._run
        ledger = run.ledger
        reasons = self._not_assessed()
        left = len(reasons) - REASONS_SHOWN
        kept = run.get("decisions")
        return {
            "verdict": ours(told(run.get("verdict"))),
            "grave": {"clean": "clear", "findings": "error"}.get(run.get("verdict")["code"], "open"),
            "ledger": ledger,
            "bar": ours(ledger_bar(WORDS["ledger"], {state: ledger[state] for state in STATES}, STATE)),
            "severities": [
                (word, _shown(SEVERITY[word]), self._findings[word], self._incidents[word], self._affected[word])
                for word in SEVERITIES
            ],
            "waived": self._waived,
            **self._compared(),
            "patterns": ours(PATTERNS),
            "families": ours(self._family_chart()),
            "results": ours(self._result_chart()),
            "matrix": ours(self._matrix.html()),
            "data": ours(json_block(self._all())),
            "not_assessed": reasons[:REASONS_SHOWN],
            "reasons_left": _shown(counted("more_reasons", left)) if left > 0 else "",
            "rules": [
                (rule, ours(self._titles[rule.id]), _shown(rule.basis), self._counts(rule.id)) for rule in run.rules
            ],
            "skipped": [(item["path"], ours(told(item["reason"]))) for item in run.get("skipped")],
            "decisions": [(note, _shown(DECIDED[note["verdict"]]), ours(told(note["note"]))) for note in kept],
            **self._table(0, split=split),
        }

    def _compared(self) -> dict[str, Any]:
        """Return what the page shows of the comparison with a baseline, once every report's page is made."""
        baseline = self._baseline
        if not baseline:
            return {"baseline": ""}
        return {
            "baseline": baseline.of,
            "since": [(kind, _shown(word), number) for kind, word, number in baseline.counts()],
            "since_rules": [(_shown(word), rules) for word, rules in baseline.rules()],
            "gone": ours(baseline.rest(self._titles)),
        }

    def listings(self) -> Iterator[dict[str, Any]]:
        """Yield what the further pages of reports show, each with the name of its file."""
        for page in range(1, self._pages()):
            yield {"file": _listing(page), **self._table(page, split=True)}

    def _pages(self) -> int:
        return -(-len(self._rows) // ROWS_OF_A_PAGE)

    def _table(self, page: int, *, split: bool) -> dict[str, Any]:
        first = page * ROWS_OF_A_PAGE
        rows = self._rows[first : first + ROWS_OF_A_PAGE] if split else self._rows
        count = self._pages() if split else 1
        return {
            "states": [(state, _shown(STATE[state]), self._run.ledger[state]) for state in STATES],
            "words": [_shown(SEVERITY[word]) for word in SEVERITIES],
            "scheme": ours(self._scores.scheme()) if self._scores else "",
            "rows": ours("\n".join(rows)),
            "pages": [(_listing(n), n + 1, n == page) for n in range(count)] if count > 1 else [],
        }

    def _counts(self, rule: str) -> Sequence[tuple[str, int]]:
        return [(state, self._by_rule[(rule, state)]) for state in STATES]

    def _row(self, summary: Summary) -> str:
        kind = " ".join(_kinds(summary))
        organ = escape(summary.organ) if summary.organ else f"<i>{both(WORDS['unnamed'])}</i>"
        flag = f' <span class="flag">{both(WORDS["incomplete"])}</span>' if summary.incomplete else ""
        counts = "".join([_number(n, f"{word} ") for word, n in summary.severities.items()])
        states = "".join([_number(n) for n in summary.states.values()])
        score = "".join([f"<td>{escape(str(part))}</td>" for part in _scored(summary)]) if self._scores else ""
        named = (
            f'<a href="{self._link.format(summary.name)}" lang="zh-CN">{organ}</a>'
            if summary.why is None
            else both(summary.why)
        )
        return (
            f'<tr class="{kind}"><th scope="row">{named}{flag}<small lang="zh-CN">{escape(summary.path)}</small></th>'
            f"<td>{escape(str(summary.year or '—'))}</td><td>{escape(summary.form or '—')}</td>{score}{counts}{states}</tr>"
        )

    def _datum(self, summary: Summary) -> Sequence[Any]:
        """Return a report as the page's script knows it."""
        numbers = self._numbers
        not_passed = [
            numbers[rule] for rule, state in summary.rule_states.items() if state in _NOT_PASSED and rule in numbers
        ]
        return (
            summary.name, visible(summary.organ or ""), visible(summary.path), summary.year or 0, summary.form or "—",
            *summary.severities.values(), *summary.states.values(), int(summary.incomplete), not_passed,
            self._why(summary.why),
            *(_scored(summary) if self._scores else ()),
        )  # fmt: skip

    def _why(self, why: Message | None) -> int:
        """Return which of the reasons it is that the script knows, from 1; 0 for none. Thousands of files share one."""
        return 0 if why is None else self._whys.setdefault((visible(why.zh), visible(why.en)), len(self._whys) + 1)

    def _all(self) -> dict[str, Any]:
        rules = [(rule.id, rule.title.zh, rule.title.en) for rule in self._run.rules]
        return {
            "link": self._link,
            "rules": rules,
            "rows": self._data,
            "whys": list(self._whys),
            "scored": bool(self._scores),
            "decided": bool(self._run.get("decisions")) or self._waived > 0,
        }

    def _family_chart(self) -> str:
        families = {of for of, _ in self._families}
        rows = [
            Bar(family_name(of), [(word, SEVERITY[word], self._families[of, word]) for word in SEVERITIES])
            for of in sorted(families, key=family_place)
        ]
        return bars(WORDS["chart_families"], rows, "chart-families", list(SEVERITY.items())) if rows else ""

    def _result_chart(self) -> str:
        words = {**SEVERITY, "open": WORDS["incomplete"], "clear": WORDS["clean"]}
        rows = [Bar(word, [(kind, word, self._results[kind])]) for kind, word in words.items()]
        return bars(WORDS["chart_reports"], rows, "chart-reports")

    def _not_assessed(self) -> list[NotAssessed]:
        ordered = sorted(self._reasons.items(), key=lambda item: (_CODES.index(item[0][0]), -item[1].count, item[0][1]))
        return [
            NotAssessed(code, _shown(REASON[code]), ours(reason.text), sorted(reason.rules), reason.named(self._link))
            for (code, _), reason in ordered
        ]


class _Reason:
    """One reason and the rules and reports it concerns."""

    __slots__ = ("count", "first", "rules", "text")

    def __init__(self, text: str) -> None:
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
        return ours("、".join(self._links(link)) + more)

    def _links(self, link: str) -> Iterator[str]:
        for summary in self.first:
            name = summary.path or f"{summary.organ} {summary.year}"
            if summary.why is not None:
                yield f'<span lang="zh-CN">{escape(name)}</span>'
                continue
            yield f'<a href="{link.format(summary.name)}" lang="zh-CN">{escape(name)}</a>'


def _kinds(summary: Summary) -> Iterator[str]:
    """Yield the classes by which rows are filtered."""
    if summary.gravest:
        yield "found"
    if summary.severities["error"]:
        yield "grave"
    if summary.incomplete:
        yield "open"
    if not summary.gravest and not summary.incomplete:
        yield "clear"


def _scored(summary: Summary) -> tuple[str, int | str]:
    """Return a report's score and rank as shown."""
    score, rank = (summary.score["score"], summary.score["rank"]) if summary.score else (None, None)
    return "—" if score is None else score, "—" if rank is None else rank


def _listing(page: int) -> str:
    return f"index-{page + 1}.html" if page else "index.html"


def _shown(text: tuple[str, str]) -> Markup:
    return ours(both(text))


def _number(number: int, kind: str = "") -> str:
    nil = "" if number else "nil"
    return f'<td class="{kind}{nil}">{number}</td>' if kind or nil else f"<td>{number}</td>"

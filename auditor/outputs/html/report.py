"""One report's page: the report drawn again, its findings beside it, and what was checked.

A run makes thousands of these, so the HTML is put together here and not by a template; every text of a report passes
`escape` on its way in.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from auditor.engine.identity import closing_fingerprint
from auditor.model.finding import Message
from auditor.outputs.families import family
from auditor.outputs.html.baseline import Baseline
from auditor.outputs.html.checks import Checks, Listed
from auditor.outputs.html.draw import Drawer, Original
from auditor.outputs.html.findings import Exhibits, waived
from auditor.outputs.html.inert import escape
from auditor.outputs.html.mark import Anchors
from auditor.outputs.html.original import Origins
from auditor.outputs.html.scorecard import Scorecard
from auditor.outputs.html.words import SEVERITIES, SEVERITY, WORDS, both, counted, joined
from auditor.record.view import ReportRow, RuleCard

_W = {word: both(text) for word, text in WORDS.items()}
_NO_TEXT = f'<p class="note">{_W["no_text"]}</p>'


class Summary(NamedTuple):
    """What the index needs of a report, so that it never has to be read twice."""

    name: str
    path: str
    organ: str | None
    year: int | None
    form: str | None
    severities: Mapping[str, int]
    incidents: Mapping[str, int]
    families: Mapping[tuple[str, str], int]
    """Findings by family of rules and severity."""
    states: Mapping[str, int]
    unread: bool
    rule_states: Mapping[str, str]
    reasons: Mapping[str, Any]
    waived: int
    score: Mapping[str, Any] | None = None
    """As the record has it; None where the run has no scores."""
    why: Message | None = None
    """What the index says of a file that has no page of its own."""

    @property
    def incomplete(self) -> bool:
        """Whether something of the report was not read, or a rule crashed on it."""
        return self.unread or bool(self.states["error"])

    @property
    def gravest(self) -> str:
        """The gravest severity found; "" where nothing was."""
        return next((word for word in SEVERITIES if self.severities[word]), "")


class Drawn(NamedTuple):
    """A report as HTML, "" where it has no page of its own, and its summary."""

    html: str
    summary: Summary


def page_name(path: str, organ: str | None, year: int | None) -> str:
    """Return the name of a report's page: it depends on nothing but which report it is."""
    who = path or f"\0{organ}\0{year}"
    return hashlib.sha256(who.encode("utf-8", "surrogatepass")).hexdigest()[:12]


class ReportPages:
    """Makes report pages; what they share is made once."""

    def __init__(
        self,
        titles: Mapping[str, str],
        rules: Iterable[RuleCard],
        scores: Scorecard,
        baseline: Baseline,
        *,
        prefixed: bool,
    ) -> None:
        self._titles = titles
        self._scores = scores
        self._baseline = baseline
        self._rules = {rule.id: rule for rule in rules}
        self._prefixed = prefixed
        self._drawer = Drawer()
        self._checks = Checks(titles)

    def draw(self, row: ReportRow, name: str, findings: Sequence[Any]) -> Drawn:
        """Return a report's article. In a file of many reports every anchor begins with the report's name."""
        result, document, source = row.result, row.document, row.source
        prefix = f"r{name}-" if self._prefixed else ""
        origins = Origins(source)
        anchors = Anchors(document["nodes"], prefix)
        original = Original(document, self._drawer, prefix, origins)
        exhibits = self._exhibits(row, original, anchors, origins) if findings else None
        found = exhibits.html(findings, row.incidents) if exhibits else f'<p class="note">{_W["no_findings"]}</p>'
        drawn = original.html(exhibits.marks.spots if exhibits else {})
        summary = _summary(row, name, result, findings)._replace(score=self._scores.of(row.number))
        notes = origins.notes()
        read = f'<section class="reading"><h2>{_W["how_read"]}</h2><ul>{notes}</ul></section>' if notes else ""
        html = (
            f'<article class="report" id="r{name}"{_identity(row)}>\n{_head(row, summary)}{self._scores.folded(row.number)}{read}<div class="desk">\n'
            f'<section class="sheet" aria-label="{escape(row.path)}"><div class="original" lang="zh-CN">\n{drawn}\n</div>'
            f"{'' if drawn else _NO_TEXT}</section>\n"
            f'<section class="margin" tabindex="0" aria-label="{escape(row.organ or row.path)}">'
            f"<h2>{_W['findings']}</h2>\n{found}\n{self._baseline.take(row.path, self._titles)}</section>\n</div>\n"
            f"{self._rest(result, self._closing(row, result), anchors)}{_text(row.text, prefix)}</article>\n"
        )
        return Drawn(html, summary)

    def has_page(self, row: ReportRow, findings: Sequence[Any]) -> bool:
        """Tell whether there is more to show of a file than one line of the index holds.

        Of what is no report, or could not be read, no rule can say anything but that; a folder may hold tens of thousands of such files.
        """
        if row.is_report or not row.path or row.states["error"] or len(findings) > 1 or self._scores:
            return True
        return any(finding["severity"] != "review" or finding["decision"] for finding in findings)

    def line(self, row: ReportRow, findings: Sequence[Any]) -> Drawn:
        """Return a file that needs no page: the index says all there is to say."""
        reasons = list(row.result["reasons"].values())
        found = [Message(finding["message"]["zh"], finding["message"]["en"]) for finding in findings]
        why = found[0] if found else Message(reasons[0]["zh"], reasons[0]["en"]) if reasons else WORDS["unreadable"]
        summary = _summary(row, "", row.result, findings)
        return Drawn("", summary._replace(score=self._scores.of(row.number), why=why))

    def plain(self, row: ReportRow, name: str, findings: Sequence[Any], why: Message) -> Drawn:
        """Return a report whose page could not be drawn: why not, and its findings as a list."""
        prefix = f"r{name}-" if self._prefixed else ""
        summary = _plain_summary(row, name, findings)._replace(score=self._scores.of(row.number), unread=True)
        found = "".join([_plain_finding(n, finding, prefix) for n, finding in enumerate(findings, start=1)])
        html = (
            f'<article class="report" id="r{name}"{_identity(row)}>\n{_head(row, summary)}'
            f'<section class="undrawn"><p class="warn">{both(Message(WORDS["undrawn"].zh + why.zh, WORDS["undrawn"].en + why.en))}</p>\n'
            f'<h2>{_W["findings"]}</h2>\n<ol class="plain">{found}</ol></section></article>\n'
        )
        return Drawn(html, summary)

    def _exhibits(self, row: ReportRow, original: Original, anchors: Anchors, origins: Origins) -> Exhibits:
        return Exhibits(
            original,
            row.text,
            anchors,
            origins,
            self._titles,
            self._baseline,
            row.form,
            owned=bool(row.organ and row.year),
        )

    def _closing(self, row: ReportRow, result: Mapping[str, Any]) -> Mapping[str, str]:
        """Return by which identity a reviewer closes what could not be assessed; without the file's hash nobody can."""
        if not row.sha256:
            return {}
        open_ = [rule for rule, state in result["states"].items() if state == "not_assessable"]
        return {rule: closing_fingerprint(self._rules[rule], row) for rule in open_}

    def _rest(self, result: Mapping[str, Any], closing: Mapping[str, str], anchors: Anchors) -> str:
        states, reasons, checks = result["states"], result["reasons"], self._checks
        parts = [f'<section class="rest">\n<h2>{_W["checks"]}</h2>\n']
        for state, word in (("error", "crashed"), ("not_assessable", "not_assessable")):
            open_ = checks.reasons(states, reasons, state, closing if state == "not_assessable" else {})
            if open_:
                parts.append(f'<section><h3>{_W[word]}</h3><ul class="reasons">{open_}</ul></section>\n')
        parts.append(_folded("passed", checks.passed(states, result["checks"], anchors), "proofs"))
        parts.append(_folded("not_applicable", checks.in_state(states, "not_applicable"), "rules"))
        return "".join([*parts, "</section>\n"])


def _identity(row: ReportRow) -> str:
    """Return what a decision made on the page is bound to."""
    return (
        f' data-sha="{escape(row.sha256)}" data-organ="{escape(row.organ or "")}" data-year="{escape(str(row.year or ""))}" '
        f'data-path="{escape(row.path)}"'
    )


def _head(row: ReportRow, summary: Summary) -> str:
    grave = summary.gravest or ("open" if summary.incomplete else "clear")
    organ = escape(row.organ) if row.organ else _W["unnamed"]
    return (
        f'<header class="headline"><h1 lang="zh-CN">{organ}</h1>\n'
        f'<p class="verdict {grave}">{both(verdict(row, summary))}</p>\n<dl class="about">'
        f"<div><dt>{_W['year']}</dt><dd>{escape(str(row.year or '—'))}</dd></div>"
        f"<div><dt>{_W['form']}</dt><dd>{escape(row.form or '—')}</dd></div>"
        f"<div><dt>{_W['file']}</dt><dd>{escape(row.path or '—')}</dd></div>"
        f"<div><dt>SHA-256</dt><dd><code>{escape(row.sha256 or '—')}</code></dd></div></dl></header>\n"
    )


def _folded(word: str, rules: Listed, kind: str) -> str:
    if not rules.number:
        return ""
    return (
        f'<details class="{word}"><summary>{_W[word]} · {both(counted("rules", rules.number))}</summary>'
        f'<ul class="{kind}">{rules.items}</ul></details>\n'
    )


def _text(text: str, prefix: str) -> str:
    """Return the report text, line by line: what the program read, for whoever doubts it."""
    if not text:
        return ""
    lines = escape(text.rstrip("\n")).replace("\n", "\n<li>")
    return (
        f'<details class="text" id="{prefix}text"><summary>{_W["report_text"]}</summary>'
        f'<ol lang="zh-CN"><li>{lines}</ol></details>\n'
    )


def _summary(row: ReportRow, name: str, result: Mapping[str, Any], findings: Sequence[Any]) -> Summary:
    severities = dict.fromkeys(SEVERITIES, 0)
    by_incident: dict[str, str] = {}
    families: Counter[tuple[str, str]] = Counter()
    aside = 0
    for finding in findings:
        severity = finding["severity"]
        if waived(finding):
            aside += 1
            continue
        severities[severity] += 1
        families[family(finding["rule"]), severity] += 1
        known = by_incident.get(finding["incident"], "review")
        by_incident[finding["incident"]] = min(severity, known, key=SEVERITIES.index)
    return Summary(
        name, row.path, row.organ, row.year, row.form, severities, Counter(by_incident.values()), families, row.states,
        row.unread, result["states"], result["reasons"], aside,
    )  # fmt: skip


def _plain_summary(row: ReportRow, name: str, findings: Sequence[Any]) -> Summary:
    """Return a summary of what may be the very cause that a page could not be drawn."""
    try:
        return _summary(row, name, row.result, findings)
    except Exception:
        none = dict.fromkeys(SEVERITIES, 0)
        return Summary(name, row.path, row.organ, row.year, row.form, none, {}, {}, row.states, True, {}, {}, 0)


def _plain_finding(number: int, finding: Any, prefix: str) -> str:
    """Return a finding as a list item, whatever it holds."""
    place, message = _part(finding, "place"), _part(finding, "message")
    line, zh, en = place.get("line"), message.get("zh"), message.get("en")
    known = [escape(str(_part(finding, None).get(key, ""))) for key in ("severity", "rule", "fingerprint", "evidence")]
    severity, rule, fingerprint, evidence = known
    word = both(SEVERITY[severity]) if severity in SEVERITY else severity
    where = f' <span class="ln">{escape(str(line))}</span>' if line is not None else ""
    return (
        f'<li class="finding {severity}" id="{prefix}f{number}" tabindex="-1" data-rule="{rule}" data-fp="{fingerprint}" '
        f'data-ev="{evidence}"><h4><span class="no">{number}</span> <span class="tag {severity}">{word}</span> '
        f'<b class="rule">{rule}</b>{where}</h4>\n<p class="message">{both(Message(str(zh), str(en)))}</p></li>\n'
    )


def _part(finding: Any, key: str | None) -> Mapping[str, Any]:
    part = finding if key is None else finding.get(key) if isinstance(finding, dict) else None
    return part if isinstance(part, dict) else {}


def verdict(row: ReportRow, summary: Summary) -> Message:
    """Return what the audit of a report comes to, in one sentence."""
    if row.is_report is None:
        return WORDS["unreadable"]
    parts = [] if row.is_report else [WORDS["no_report"]]
    parts += [counted(word, number) for word, number in summary.severities.items() if number]
    if not parts and not summary.incomplete:
        parts.append(WORDS["clean"])
    if summary.waived:
        parts.append(counted("waived", summary.waived))
    if row.unread:
        parts.append(WORDS["unread"])
    if row.states["error"]:
        parts.append(counted("crashed", row.states["error"]))
    return joined(parts)

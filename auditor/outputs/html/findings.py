"""A report's findings as its page shows them: numbered, grouped by cause, each with what proves it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from auditor.model.finding import Message
from auditor.outputs.html.baseline import Baseline
from auditor.outputs.html.draw import Original
from auditor.outputs.html.inert import escape, escaped
from auditor.outputs.html.mark import Anchors, Marks
from auditor.outputs.html.original import Origins
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
from auditor.outputs.labels import Labels

QUOTES_OPEN = 12
"""Quotations shown at once; the rest is folded."""

_NOTE = re.compile(r"（[^（）]{6,}）$")
_BLANK = f'<i class="blank">{both(WORDS["blank"])}</i>'
_DT = {word: f"<dt>{both(text)}</dt>" for word, text in WORDS.items()}
_TAG = {word: f'<span class="tag {word}">{both(text)}</span>' for word, text in SEVERITY.items()}
_SURE = {word: f"<div>{_DT['confidence']}<dd>{both(text)}</dd></div>" for word, text in CONFIDENCE.items()}
_LABEL = {word: both(WORDS[word]) for word in ("expected", "actual", "quote_was")}
_REOPENED = f' <span class="since reopened">{both(WORDS["reopened"])}</span>'
_FINGERPRINT, _EVIDENCE = both(WORDS["fingerprint"]), both(WORDS["evidence"])

Json = Mapping[str, Any]


def waived(finding: Json) -> bool:
    """Tell whether a decision that holds sets the finding aside."""
    decision = finding["decision"]
    return bool(decision) and decision["state"] == "holds" and decision["verdict"] in ("dismissed", "accepted")


class Exhibits:
    """Turns recorded findings into HTML, and marks what they cite."""

    def __init__(
        self,
        original: Original,
        text: str,
        anchors: Anchors,
        origins: Origins,
        titles: Mapping[str, str],
        baseline: Baseline,
        form: str | None,
        *,
        owned: bool = True,
    ) -> None:
        """`owned`: organ and year are known, so that a fingerprint is not that of the file as it lies there."""
        nodes = original.nodes
        self._form = form
        self._identified = "" if owned else f" {both(WORDS['by_file'])}"
        self._sections = {
            node["section"]: node["text"] for node in reversed(nodes) if node.get("level") == 1 and node["section"]
        }
        self._original = original
        self._origins = origins
        self._titles = titles
        self._baseline = baseline
        self._prefix = anchors.prefix
        self.marks = Marks(nodes, text, anchors)

    def html(self, findings: Sequence[Json], incidents: Sequence[Json]) -> str:
        """Return the findings by incident, in the order of each incident's first finding."""
        known = {incident["id"]: incident for incident in incidents}
        by_incident: dict[str, list[Json]] = {}
        for finding in findings:
            by_incident.setdefault(finding["incident"], []).append(finding)
        pieces = []
        number = 0
        for incident, together in by_incident.items():
            anchor = f"{self._prefix}i{number + 1}"
            shown = "".join([self._exhibit(finding, number + n) for n, finding in enumerate(together, 1)])
            number += len(together)
            told_of: Json = known.get(incident, {"explanation": together[0]["message"]})
            explanation = told_of["explanation"]
            listed = f'<ol class="findings">{shown}</ol>'
            # A lone finding is explained only where the diagnosis says more than the finding itself.
            if len(together) == 1 and explanation["zh"] == together[0]["message"]["zh"]:
                pieces.append(listed)
                continue
            severity = min((finding["severity"] for finding in together), key=SEVERITIES.index)
            head = f"<h3>{both(counted('together', len(together)))}</h3>" if len(together) > 1 else ""
            repairs = self._repairs(told_of.get("repairs", ()), severity, anchor)
            pieces.append(
                f'<section class="incident" id="{anchor}">{head}<p>{told(explanation)}</p>{repairs}{listed}</section>'
            )
        return "\n".join(pieces)

    def _repairs(self, repairs: Sequence[Json], severity: str, incident: str) -> str:
        """Mark the suspected cells in their table, and return links to them with what each should say."""
        shown = []
        for repaired in repairs:
            anchor = self.marks.suspect(severity, repaired, incident)
            if anchor is None:
                continue
            row, column = self._cell(repaired)
            name = escape("·".join(filter(None, (_short(row), column))))
            was = escape(repaired["from"].strip()) or _BLANK
            shown.append(
                f'<a href="#{anchor}"><span class="k" lang="zh-CN">{name}</span> {was} → <b>{escape(repaired["to"])}</b></a>'
            )
        head = both(counted("repairs", len(shown)))
        return f'<p class="repairs">{head} {" ".join(shown)}</p>' if shown else ""

    def _exhibit(self, finding: Json, number: int) -> str:
        place, severity, prefix = finding["place"], finding["severity"], self._prefix
        quotes = [
            (quote, self.marks.cite(number, severity, quote["place"], quote["text"], main=_same(quote["place"], place)))
            for quote in finding["quotes"]
        ]
        anchor = next((target for quote, target in quotes if _same(quote["place"], place)), None)
        if anchor is None:
            anchor = self.marks.cite(number, severity, place, None, main=True)
        decision = finding["decision"]
        before = self._baseline.before(finding["fingerprint"])
        since = self._baseline.tag(finding["fingerprint"])
        set_aside = " waived" if waived(finding) else ""
        fingerprint, evidence = escape(finding["fingerprint"]), escape(finding["evidence"])
        told_of = finding["related"]
        related = f"<div>{_DT['related']}<dd>{_related(told_of)}</dd></div>" if told_of else ""
        return (
            f'<li class="finding {severity}{set_aside}" id="{prefix}f{number}" tabindex="-1" '
            f'data-rule="{escape(finding["rule"])}" data-fp="{fingerprint}" data-ev="{evidence}">'
            f'<h4><span class="no">{number}</span> {_TAG[severity]} '
            f"{self._titles[finding['rule']]}{since}{_REOPENED if _reopened(decision) else ''}</h4>\n"
            f'<p class="at">{self._place(place, anchor)}</p>\n<p class="message">{told(finding["message"])}</p>\n'
            f"{_figures(finding, self._form)}{self._quotes(quotes)}"
            f"{_decision(decision, finding, before) if decision else ''}{self._changes(before, finding)}"
            f'<dl class="why"><div>{_DT["remedy"]}<dd>{told(finding["remedy"])}</dd></div>'
            f"<div>{_DT['basis']}<dd>{told(finding['basis'])}</dd></div>"
            f"{related}{_SURE[finding['confidence']]}</dl>\n"
            f'<p class="hash">{_FINGERPRINT} <code>{fingerprint}</code>{self._identified} {_EVIDENCE} <code>{evidence}</code></p></li>\n'
        )

    def _changes(self, before: Json | None, finding: Json) -> str:
        """Return what of a finding is not as the baseline has it: old and new side by side."""
        if before is None:
            return ""
        rows = [
            (_LABEL[name], _figure(before[name]), _figure(finding[name]))
            for name in ("expected", "actual")
            if before[name] != finding[name]
        ]
        rows += self._changed_quotes(before["quotes"], finding["quotes"])
        if not rows and before["message"] != finding["message"]:
            rows.append((both(WORDS["message_was"]), told(before["message"]), told(finding["message"])))
        shown = "".join([f"<div><dt>{label}</dt><dd>{was} → <b>{now}</b></dd></div>" for label, was, now in rows])
        zh, en = WORDS["changed_since"]
        title = both((zh.format(self._baseline.of), en.format(self._baseline.of)))
        return f'<div class="changes"><p>{title}</p><dl>{shown}</dl></div>\n' if shown else ""

    def _changed_quotes(self, before: Sequence[Json], now: Sequence[Json]) -> list[tuple[str, str, str]]:
        """Return the quotations that say something else, each by the name of its cell."""
        if len(before) != len(now):
            return [(_LABEL["quote_was"], _texts(before), _texts(now))]
        labels = self._quote_labels([quote["place"] for quote in now])
        return [
            (escape(label) or _LABEL["quote_was"], _figure(was["text"]), _figure(is_["text"]))
            for was, is_, label in zip(before, now, labels, strict=True)
            if was["text"].strip() != is_["text"].strip()
        ]

    def _place(self, place: Json, anchor: str | None) -> str:
        """Return where a finding stands: section, cell by its printed labels, line, and place in the original."""
        parts = []
        section = self._sections.get(place["section"])
        if section:
            parts.append(f'<span lang="zh-CN">{escaped[section]}</span>')
        row, column = self._cell(place)
        if row or column:
            parts.append(f'<span lang="zh-CN">{escape(" × ".join(filter(None, (_short(row), column))))}</span>')
        line = place["line"]
        if line is not None:
            parts.append(f'<a class="ln" href="#{anchor}">{line}</a>' if anchor else f'<span class="ln">{line}</span>')
        original = self._origins.place(line)
        if original:
            parts.append(original)
        elif place["page"] is not None:
            parts.append(both(counted("pages", place["page"])))
        return " · ".join(parts)

    def _cell(self, place: Json) -> tuple[str, str]:
        if not place["table"] or place["line"] is None:
            return "", ""
        home = self.marks.home(place["line"], place["col"])
        return self._original.headings(home) if home is not None and home.cell >= 0 else ("", "")

    def _quotes(self, quotes: Sequence[tuple[Json, str | None]]) -> str:
        if not quotes:
            return ""
        labels = self._quote_labels([quote["place"] for quote, _ in quotes])
        shown = [_quote(quote, target, label) for (quote, target), label in zip(quotes, labels, strict=True)]
        rest = len(shown) - QUOTES_OPEN
        if rest <= 2:
            return f'<ul class="quotes">{"".join(shown)}</ul>\n'
        return (
            f'<ul class="quotes">{"".join(shown[:QUOTES_OPEN])}</ul><details><summary>'
            f'{both(counted("more_quotes", rest))}</summary><ul class="quotes">{"".join(shown[QUOTES_OPEN:])}</ul></details>\n'
        )

    def _quote_labels(self, places: Sequence[Json]) -> list[str]:
        """Name each quoted cell by what tells it from the others: its row, its column, or both."""
        found = [(place["column"], *self._cell(place)) for place in places]
        cells = [(row, column or (row and key)) for key, row, column in found]
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


@cache
def _in_words(form: str | None, table: str | None, formula: str) -> str:
    """Return a formula as a reader has it before him, in the labels of the form; its keys stand in the tip."""
    words = _labels().formula(form, table, formula)
    return f'<span title="{escape(formula)}">{escape(words)}</span>' if words else f"<code>{escape(formula)}</code>"


@cache
def _labels() -> Labels:
    return Labels("zh")


def _figures(finding: Json, form: str | None) -> str:
    formula, expected, actual = finding["formula"], finding["expected"], finding["actual"]
    parts = []
    if formula is not None:
        parts.append(f"<div>{_DT['formula']}<dd>{_in_words(form, finding['place']['table'], formula)}</dd></div>")
    if expected is not None:
        parts.append(f"<div>{_DT['expected']}<dd>{escape(expected)}</dd></div>")
    if actual is not None:
        parts.append(f"<div>{_DT['actual']}<dd>{escape(actual)}</dd></div>")
    counted_ = formula is not None or finding["place"]["table"]  # a wrong year is not off by one
    difference = _difference(expected, actual) if counted_ and expected and actual else ""
    if difference:
        parts.append(f'<div class="diff">{_DT["difference"]}<dd>{difference}</dd></div>')
    return f'<dl class="figures">{"".join(parts)}</dl>\n' if parts else ""


def _difference(expected: str, actual: str) -> str:
    """Return by how much the figure printed is off, with its sign; "" where these are no two numbers."""
    try:
        off = Decimal(actual) - Decimal(expected)
    except InvalidOperation:
        return ""
    return f"{off:+f}".replace("-", "−") if off.is_finite() and off else ""


def _quote(quote: Json, anchor: str | None, label: str) -> str:
    text = quote["text"].strip()
    shown = escaped[text] if text else _BLANK
    if quote["place"]["table"]:
        named = f'<span class="k">{escaped[label]}</span> ' if label != text else ""
        inner = f"{named}<b>{shown}</b>"
        link = f'<a href="#{anchor}">{inner}</a>' if anchor else inner
        zero = " zero" if text in ("0", "０") else ""
        return f'<li class="operand{zero}" lang="zh-CN">{link}</li>'
    where = f' <a class="ln" href="#{anchor}">{quote["place"]["line"]}</a>' if anchor else ""
    return f'<li class="phrase"><q lang="zh-CN">{shown}</q>{where}</li>'


def _same(one: Json, other: Json) -> bool:
    return bool(one["line"] == other["line"] and one["col"] == other["col"])


def _short(label: str) -> str:
    """Return a row label without the long note in brackets behind it."""
    return _NOTE.sub("", label) if label.endswith("）") else label


def _related(places: Sequence[Json]) -> str:
    return "、".join([
        escape(place["path"] or "") + ("" if place["line"] is None else f' <span class="ln">{place["line"]}</span>')
        for place in places
    ])  # fmt: skip


def _figure(text: str | None) -> str:
    return f'<span lang="zh-CN">{escape(text.strip())}</span>' if text and text.strip() else _BLANK


def _texts(quotes: Sequence[Json]) -> str:
    return "；".join([_figure(quote["text"]) for quote in quotes]) or "—"


def _reopened(decision: Json | None) -> bool:
    return decision is not None and decision["state"] != "holds"


def _decision(decision: Json, finding: Json, before: Json | None) -> str:
    verdict = both(WORDS["decision"]) + both(Message("：", ": ")) + both(DECIDED[decision["verdict"]])
    parts = [verdict, both(DECISION_STATE[decision["state"]])]
    parts += [escape(decision[key]) for key in ("reason", "reviewer", "date") if decision[key]]
    if decision["expires"]:
        parts.append(f"{both(WORDS['expires'])} {escape(decision['expires'])}")
    said = " · ".join(parts)
    if decision["state"] == "holds":
        return f'<p class="decision" data-verdict="{decision["verdict"]}">{said}</p>\n'
    now = [f"{_LABEL[name]} {escape(finding[name])}" for name in ("expected", "actual") if finding[name] is not None]
    if decision["state"] == "changed":
        said += f"<br>{both(WORDS['now'])}{both(Message('：', ': '))}{'，'.join(now)}" if now else ""
        # What a reviewer saw by eye has no figures to compare.
        said += "" if before or not (now or finding["quotes"]) else f"<small>{both(WORDS['before_unknown'])}</small>"
    return f'<p class="decision reopened" data-verdict="{decision["verdict"]}">{said}</p>\n'

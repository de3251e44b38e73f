"""Which organ has trouble with which family of rules."""

from __future__ import annotations

from collections import Counter

from auditor.outputs.families import family, name, place
from auditor.outputs.html.inert import escape
from auditor.outputs.html.report import Summary
from auditor.outputs.html.words import SEVERITIES, WORDS, both, counted

SHOWN = 100
"""Organs shown, the gravest first; the rest is counted and stands in the list of reports."""

_SIGNS = {"error": "■", "warning": "▲", "review": "○"}


class Matrix:
    """Gathers the findings of each organ by family of rules."""

    def __init__(self, link: str) -> None:
        self._link = link
        self._organs: dict[str, Counter[tuple[str, str]]] = {}
        self._first: dict[str, Summary] = {}
        self._families: set[str] = set()

    def add(self, summary: Summary) -> None:
        """Take in one report."""
        who = summary.organ or summary.path
        if who not in self._first:
            self._first[who] = summary
            self._organs[who] = Counter()
        self._organs[who].update(summary.families)
        if not self._families:
            self._families = {family(rule) for rule in summary.rule_states}
        self._families.update(of for of, _ in summary.families)  # reviewers add findings of their own

    def html(self) -> str:
        """Return the matrix as a table; "" where no report was audited."""
        families = sorted(self._families, key=place)
        if not self._organs:
            return ""
        heads = "".join([f'<th scope="col">{both(name(of))}</th>' for of in families])
        ordered = sorted(self._organs, key=lambda who: (_weight(self._organs[who]), who))
        rows = "".join([self._row(who, families) for who in ordered[:SHOWN]])
        left = len(ordered) - SHOWN
        more = f'<p class="note">{both(counted("organs", left))}</p>' if left > 0 else ""
        return (
            f'<div class="scroll" tabindex="0" role="group"><table class="matrix"><thead><tr><th scope="col">'
            f"{both(WORDS['organ'])}</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{more}"
        )

    def _row(self, who: str, families: list[str]) -> str:
        counts = self._organs[who]
        first = self._first[who]
        named = escape(who) if first.why else f'<a href="{self._link.format(first.name)}">{escape(who)}</a>'
        cells = "".join([_cell(*[counts[of, word] for word in SEVERITIES]) for of in families])
        return f'<tr><th scope="row" lang="zh-CN">{named}</th>{cells}</tr>\n'


def _weight(counts: Counter[tuple[str, str]]) -> tuple[int, ...]:
    return tuple(-sum(number for (_, own), number in counts.items() if own == word) for word in SEVERITIES)


def _cell(*counts: int) -> str:
    total = sum(counts)
    if not total:
        return '<td class="nil">·</td>'
    gravest = next(word for word, number in zip(SEVERITIES, counts, strict=True) if number)
    return f'<td class="{gravest}"><i>{_SIGNS[gravest]}</i>{total}</td>'

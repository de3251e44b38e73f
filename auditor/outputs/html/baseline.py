"""How the run compares with its baseline, as the pages show it: what is new, what changed and how, what is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from auditor.model.finding import Message
from auditor.outputs.html.inert import escape
from auditor.outputs.html.words import SEVERITY, WORDS, both, counted, told
from auditor.record.view import Run

GONE_SHOWN = 300
"""Findings gone that one list names; the rest is counted."""

_COUNTS = ("new", "unchanged", "updated", "absent", "not_compared")
_TAGS = {word: f' <span class="since {word}">{both(WORDS["since_" + word])}</span>' for word in ("new", "updated")}

_COLON = Message("：", ": ")

Json = Mapping[str, Any]
Gone = tuple[Json, Json | None]
"""A finding that is gone, and why the run could not have had it; None where it could."""


class Baseline:
    """The comparison of a run with its baseline; without one there is nothing to say."""

    def __init__(self, run: Run) -> None:
        self._told: Json = run.find("baseline") or {}
        self._states: Json = self._told.get("states", {})
        self._before: Json = self._told.get("before", {})
        self._gone: dict[str | None, list[Gone]] = {}
        moved: Mapping[str, str] = self._told.get("moved", {})
        for finding, reason in self._every_gone():
            path = finding["place"]["path"]
            self._gone.setdefault(moved.get(path, path), []).append((finding, reason))

    def __bool__(self) -> bool:
        return bool(self._told)

    def _every_gone(self) -> Iterator[Gone]:
        yield from ((finding, None) for finding in self._told.get("absent", ()))
        yield from ((each["finding"], each["reason"]) for each in self._told.get("not_compared", ()))

    @property
    def of(self) -> str:
        """The date of the baseline."""
        date: str = self._told["of"]["as_of"]
        return date

    def tag(self, fingerprint: str) -> str:
        """Return the quiet word that tells a new or changed finding, as HTML."""
        return _TAGS.get(self._states.get(fingerprint, ""), "")

    def before(self, fingerprint: str) -> Json | None:
        """Return a changed finding as the baseline has it: message, expected, actual, quotes."""
        before: Json | None = self._before.get(fingerprint)
        return before

    def take(self, path: str, titles: Mapping[str, str]) -> str:
        """Return the findings of a report that are gone, folded; only the first page of a path shows them."""
        return _folded(self._gone.pop(path, []), titles)

    def rest(self, titles: Mapping[str, str]) -> str:
        """Return the findings gone that no report's page has taken: their reports are not in this run."""
        left = [each for path in sorted(self._gone, key=lambda path: path or "") for each in self._gone[path]]
        return _folded(left, titles, named=True)

    def counts(self) -> Sequence[tuple[str, Message, int]]:
        """Return how many findings compare in each way, with its word."""
        return [(word, WORDS["since_" + word], self._told["counts"][word]) for word in _COUNTS]

    def rules(self) -> Sequence[tuple[Message, Sequence[str]]]:
        """Return the rules that only one of the two runs had."""
        pairs = (("rules_added", "rules_not_in_baseline"), ("rules_removed", "rules_only_in_baseline"))
        return [(WORDS[word], self._told[key]) for word, key in pairs if self._told[key]]


def _folded(gone: Sequence[Gone], titles: Mapping[str, str], *, named: bool = False) -> str:
    if not gone:
        return ""
    items = "".join([_item(finding, reason, titles, named=named) for finding, reason in gone[:GONE_SHOWN]])
    left = len(gone) - GONE_SHOWN
    more = f'<p class="note">{both(counted("more_gone", left))}</p>' if left > 0 else ""
    head = f"{both(WORDS['gone_elsewhere' if named else 'gone'])} · {both(counted('gone', len(gone)))}"
    return f'<details class="gone"><summary>{head}</summary><ul>{items}</ul>{more}</details>\n'


def _item(finding: Json, reason: Json | None, titles: Mapping[str, str], *, named: bool) -> str:
    severity, path = finding["severity"], finding["place"]["path"]
    where = f' <small lang="zh-CN">{escape(path)}</small>' if named and path else ""
    why = f'<p class="note">{both(WORDS["since_not_compared"])}{both(_COLON)}{told(reason)}</p>' if reason else ""
    return (
        f'<li><span class="tag {severity}">{both(SEVERITY[severity])}</span> {titles[finding["rule"]]}{where}'
        f"<p>{told(finding['message'])}</p>{why}</li>"
    )

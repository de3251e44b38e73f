"""What was checked and what was not: the rules of a report that found nothing, and what their word rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from auditor.model.text import Memo
from auditor.outputs.html.inert import escape, escaped
from auditor.outputs.html.mark import Anchors
from auditor.outputs.html.words import REASON, WORDS, both, counted, told

SAMPLES_SHOWN = 2
OPERANDS_SHOWN = 12
_LONGEST = 40

Json = Mapping[str, Any]


class Listed(NamedTuple):
    """Some rules as list items, and how many."""

    number: int
    items: str


class Checks:
    """The rules of a run as lists of a report page; what never changes is made once."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = titles
        self._examined = _Examined()
        self._by_eye = f' <span class="n">{both(WORDS["by_eye"])}</span>'

    def passed(self, states: Mapping[str, str], checks: Json, anchors: Anchors) -> Listed:
        """Return the rules that passed, each with its first samples."""
        # A hundred rules a page: one loop that only looks up and appends.
        titles, examined, links = self._titles, self._examined, anchors.links
        pieces: list[str] = []
        number = 0
        for rule, state in states.items():
            if state != "pass":
                continue
            number += 1
            check = checks.get(rule)
            if check is None:
                pieces += ("<li>", titles[rule], self._by_eye, "</li>\n")
                continue
            samples = check["samples"]
            pieces += ("<li>", titles[rule], examined[check["count"]])
            if samples and samples[0]["formula"]:
                pieces += ("<code>", escaped[samples[0]["formula"]], "</code>")
            for sample in samples[:SAMPLES_SHOWN]:
                operands, line = sample["operands"], sample["place"]["line"]
                where = links[line] if line is not None else ""
                pieces += (
                    '<span class="s">',
                    where,
                    _one[operands[0]] if len(operands) == 1 else _several(operands),
                    "</span>",
                )
            pieces.append("</li>\n")
        return Listed(number, "".join(pieces))

    def in_state(self, states: Mapping[str, str], state: str) -> Listed:
        """Return the rules in a state, by title."""
        items = [f"<li>{self._titles[rule]}</li>" for rule, own in states.items() if own == state]
        return Listed(len(items), "\n".join(items))

    def reasons(self, states: Mapping[str, str], reasons: Json, state: str, closing: Mapping[str, str]) -> str:
        """Return why rules ended in a state as list items, each reason once with the rules it concerns.

        `closing` are the fingerprints under which a reviewer closes a rule by eye.
        """
        by_text: dict[tuple[str, str], tuple[Json, list[str]]] = {}
        for rule, own in states.items():
            reason = reasons.get(rule)
            if own == state and reason is not None:
                by_text.setdefault((reason["code"], reason["zh"]), (reason, []))[1].append(rule)
        return "".join([
            f'<li><p><span class="tag {reason["code"]}">{both(REASON[code])}</span> {told(reason)}</p>'
            f'<ul class="rules">{"".join([self._open(rule, closing) for rule in rules])}</ul></li>'
            for (code, _), (reason, rules) in by_text.items()
        ])  # fmt: skip

    def _open(self, rule: str, closing: Mapping[str, str]) -> str:
        own = closing.get(rule)
        if own is None:
            return f"<li>{self._titles[rule]}</li>"
        return f'<li data-rule="{escape(rule)}" data-closes="{escape(own)}">{self._titles[rule]}</li>'


class _Examined(dict[int, str]):
    """How many places a rule examined, in words."""

    def __missing__(self, count: int) -> str:
        first = f"<i>{both(counted('first', SAMPLES_SHOWN))}</i>" if count > SAMPLES_SHOWN else ""
        made = self[count] = f' <span class="n">{both(counted("examined", count))}{first}</span>'
        return made


def _cut(operand: str) -> str:
    text = operand.strip()
    return escape(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")


_one: Memo[str] = Memo(_cut)


def _several(operands: list[str]) -> str:
    shown = "，".join([_one[operand] or "—" for operand in operands[:OPERANDS_SHOWN]])
    return shown if len(operands) <= OPERANDS_SHOWN else f"{shown}… {both(counted('operands', len(operands)))}"

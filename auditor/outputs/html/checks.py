"""What was checked and what was not: the rules of a report that found nothing, and what their word rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from auditor.outputs.html.inert import escaped
from auditor.outputs.html.mark import Anchors
from auditor.outputs.html.words import REASON, WORDS, both, counted, told

SAMPLES_SHOWN = 3
OPERANDS_SHOWN = 12
_LONGEST = 40

Json = Mapping[str, Any]


class Listed(NamedTuple):
    """Some rules as list items, and how many."""

    number: int
    items: Markup


class Reason(NamedTuple):
    """Why some rules gave no answer, and which."""

    code: str
    word: Markup
    text: Markup
    rules: Listed


class Checks:
    """The rules of a run as lists of a report page; what never changes is made once."""

    def __init__(self, titles: Mapping[str, Markup]) -> None:
        # Plain strings: a Markup escapes or copies itself at every join.
        self._titles = {rule: str(title) for rule, title in titles.items()}
        self._examined: dict[int, str] = {}

    def passed(self, states: Mapping[str, str], checks: Json, anchors: Anchors) -> Listed:
        """Return the rules that passed, each with its first samples."""
        return _listed([
            f"{self._titles[rule]}{self._proof(checks.get(rule), anchors)}"
            for rule, state in states.items()
            if state == "pass"
        ])  # fmt: skip

    def in_state(self, states: Mapping[str, str], state: str) -> Listed:
        """Return the rules in a state, by title."""
        return _listed([self._titles[rule] for rule, own in states.items() if own == state])

    def reasons(self, states: Mapping[str, str], reasons: Json, state: str) -> list[Reason]:
        """Return why rules ended in a state, each reason once with the rules it concerns."""
        by_text: dict[tuple[str, str], tuple[Json, list[str]]] = {}
        for rule, own in states.items():
            reason = reasons.get(rule)
            if own == state and reason is not None:
                by_text.setdefault((reason["code"], reason["zh"]), (reason, []))[1].append(rule)
        return [
            Reason(code, both(REASON[code]), told(reason), _listed([self._titles[rule] for rule in rules]))
            for (code, _), (reason, rules) in by_text.items()
        ]

    def _proof(self, check: Json | None, anchors: Anchors) -> str:
        if check is None:
            return f' <span class="n">{both(WORDS["by_eye"])}</span>'
        count = check["count"]
        examined = self._examined.get(count)
        if examined is None:
            shown = f"<i>{both(counted('first', SAMPLES_SHOWN))}</i>" if count > SAMPLES_SHOWN else ""
            examined = f' <span class="n">{both(counted("examined", count))}{shown}</span>'
            self._examined[count] = examined
        samples = check["samples"][:SAMPLES_SHOWN]
        formula = samples[0]["formula"] if samples else None
        code = f"<code>{escaped[formula]}</code>" if formula else ""
        return examined + code + "".join([_sample(sample, anchors) for sample in samples])


def _listed(items: list[str]) -> Listed:
    return Listed(len(items), Markup("\n".join([f"<li>{item}</li>" for item in items])))  # noqa: S704


def _sample(sample: Json, anchors: Anchors) -> str:
    line = sample["place"]["line"]
    anchor = anchors.of(line) if line is not None else None
    where = f'<a class="ln" href="#{anchor}">{line}</a> ' if anchor else ""
    operands = sample["operands"]
    if len(operands) == 1:
        text = operands[0].strip()
        shown = escaped[text[:_LONGEST] + "…" if len(text) > _LONGEST else text]
    else:
        shown = escaped["，".join([operand.strip()[:_LONGEST] or "—" for operand in operands[:OPERANDS_SHOWN]])]
        if len(operands) > OPERANDS_SHOWN:
            shown += f"… {both(counted('operands', len(operands)))}"
    return f'<span class="s">{where}{shown}</span>'

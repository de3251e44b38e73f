"""The scores of a run as the pages show them, where it was given a scheme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.model.finding import Message
from auditor.outputs.families import name as family_name
from auditor.outputs.html.inert import escape
from auditor.outputs.html.words import WORDS, both, told
from auditor.record.view import Run

Json = Mapping[str, Any]


class Scorecard:
    """The scores of a run, by the number of the report; without a scheme there are none."""

    def __init__(self, run: Run) -> None:
        scores: Json = run.find("scores") or {"scheme": None, "reports": ()}
        self._scheme = scores["scheme"]
        self._reports = {each["report"]: each for each in scores["reports"]}
        self._ranked = sum(each["rank"] is not None for each in scores["reports"])

    def __bool__(self) -> bool:
        return self._scheme is not None

    def of(self, report: int) -> Json | None:
        """Return a report's score as the record has it."""
        return self._reports.get(report)

    def scheme(self) -> str:
        """Return by which scheme the reports were scored, as HTML."""
        known = self._scheme
        title = told(known["title"]) if known["title"] else escape(known["name"])
        of = Message(
            f"满分{known['maximum']}，最低{known['minimum']}", f"from {known['minimum']} to {known['maximum']}"
        )
        return f"{both(WORDS['scheme'])}{both(_COLON)}{title}{both(_COMMA)}{both(of)}{both(WORDS['same_rank'])}"

    def folded(self, report: int) -> str:
        """Return a report's score as HTML, its deductions folded; "" where the run has no scores."""
        each = self.of(report)
        if each is None:
            return ""
        said = f"{both(WORDS['score'])} <b>{escape(each['score'] or '—')}</b>"
        if each["rank"] is not None:
            said += f" · {both(_rank(each['rank'], self._ranked))}"
        items = [f"<li>{told(each['why'])}</li>"] if each["why"] else []
        items += [_lost(lost) for lost in each["lost"]]
        if not items:
            items.append(f"<li>{both(WORDS['nothing_lost'])}</li>")
        return (
            f'<details class="score"><summary>{said}</summary><p class="note">{self.scheme()}</p>'
            f"<ul>{''.join(items)}</ul></details>\n"
        )


_COLON, _COMMA = Message("：", ": "), Message("，", ", ")


def _rank(rank: int, of: int) -> Message:
    return Message(f"第{rank}名，共{of}份", f"rank {rank} of {of}")


def _lost(lost: Json) -> str:
    """Tell what one family of rules cost, and whether its cap was reached."""
    points, uncapped, family = lost["points"], lost["uncapped"], lost["family"]
    name = family_name(family)
    cap = "" if points == uncapped else both(Message(f"（原{uncapped}，已达上限）", f" (of {uncapped}, at its cap)"))
    named = "" if name.zh == family else f" <code>{escape(family)}</code>"
    return f'<li><b class="minus">−{escape(points)}</b> {both(name)}{named}{cap}</li>'

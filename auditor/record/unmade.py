"""What could not be made of a run once its audit had ended: such a run is incomplete, whatever its verdict was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from auditor.model.finding import Message

PAGE = Message("页面", "page")
LETTER = Message("信函", "letter")
COPY = Message("批注副本", "annotated copy")
_MANY = {PAGE: "pages", LETTER: "letters", COPY: "annotated copies"}

_INCOMPLETE = 3
"""The exit code of a run that is incomplete (auditor.engine.verdict)."""


class Unmade(NamedTuple):
    """One thing that could not be made: of which report, what, and why."""

    path: str
    what: Message
    why: Message

    @property
    def told(self) -> Message:
        """The same as a sentence."""
        zh, en = self.what
        return Message(
            f"{self.path}：{zh}未能生成（{self.why.zh}）", f"{self.path}: its {en} could not be made ({self.why.en})"
        )


def verdict_with(verdict: Mapping[str, str], unmade: Sequence[Unmade]) -> dict[str, str]:
    """Return a run's verdict that says what could not be made; unchanged where it says so already."""
    counts = Counter(each.what for each in unmade)
    zh = "；".join(f"{number}份{what.zh}未能生成" for what, number in counts.items())
    en = "; ".join(
        f"{number} {what.en if number == 1 else _MANY[what]} could not be made" for what, number in counts.items()
    )
    if not unmade or zh in verdict["zh"]:
        return dict(verdict)
    if verdict["code"] == "clean":
        return {
            "code": "incomplete",
            "zh": f"审核不完整：{zh}；{verdict['zh']}",
            "en": f"incomplete: {en}; {verdict['en']}",
        }
    return {**verdict, "zh": f"{verdict['zh']}；{zh}", "en": f"{verdict['en']}; {en}"}


def exit_code_with(code: int, unmade: Sequence[Unmade]) -> int:
    """Return a run's exit code; what would have been 0 is that of an incomplete run."""
    return _INCOMPLETE if unmade and code == 0 else code

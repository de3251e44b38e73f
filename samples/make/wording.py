"""Sentence patterns: `[a|b]` is a choice, `{name}` a slot. A Wording has one report's habits of writing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from samples.make.draft import tag
from samples.make.facts import Facts, Number
from samples.make.labels import GROUPS, OUTCOMES, outcome_rows
from samples.make.tables import shown_number

_MACROS = {
    "{yd}": "[全年|本年度|{y}年|{y}年度]",
    "{ydc}": "[{y}年，|{y}年度，|本年度，|报告期内，|一年来，]",
    "{wx}": "[“{account}”微信公众号|微信公众号“{account}”]",
    "{wb}": "[“{account_weibo}”政务微博|政务微博“{account_weibo}”]",
}
# Said once in a report at most: a second sentence with the same count would only say it again.
_ONCE = frozenset(
    [
        "trainings",
        "trainees",
        "checks",
        "flaws",
        "hotline",
        "letters",
        "messages",
        "surveys",
        "interviews",
        "briefings",
        "visits",
        "screened",
        "explained",
        "shown",
        "last",
        "decided",
        "docs_valid",
        "docs_repealed",
        "fees",
        "purchases",
        "hot_rate",
        "ok_rate",
        "total",
        "granted",
    ]
)
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([a-z_0-9]+)\}")


@dataclass(slots=True)
class Wording:
    """Chooses among patterns and fills them; a pattern is not used twice in one report."""

    facts: Facts
    rng: Random
    unit: str = "件"
    thousands: bool = False
    decimals: int = 1
    words: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    matters: dict[str, list[str]] = field(default_factory=dict)

    def say(self, patterns: Sequence[str]) -> str:
        """One of the patterns, filled."""
        return self.fill(self._draw(patterns))

    def some(self, patterns: Sequence[str], least: int, most: int) -> list[str]:
        """Several different patterns, filled, in drawn order."""
        wanted = self.rng.randint(least, most)
        return [self.fill(self._draw(patterns)) for _ in range(wanted) if self._fresh(patterns)]

    def _fresh(self, patterns: Sequence[str]) -> list[str]:
        return [
            pattern
            for pattern in patterns
            if pattern not in self.used and not _ONCE & self.used & set(_SLOT.findall(pattern))
        ]

    def _draw(self, patterns: Sequence[str]) -> str:
        pattern = self.rng.choice(self._fresh(patterns) or list(patterns))
        self.used.add(pattern)
        self.used.update(_SLOT.findall(pattern))
        return pattern

    def turn(self, subject: str) -> None:
        """Speak of other matters from here on; the same subject always brings the same matters back."""
        if subject not in self.matters:
            self.matters[subject] = self.rng.sample(self.facts.organ.areas, 3)
        self.words |= zip(("a1", "a2", "a3"), self.matters[subject], strict=True)

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def fill(self, pattern: str) -> str:
        for macro, choices in _MACROS.items():
            pattern = pattern.replace(macro, choices)
        while "[" in pattern:
            pattern = _CHOICE.sub(lambda match: self.rng.choice(match[1].split("|")), pattern, count=1)
        return _SLOT.sub(lambda match: self.slot(match[1]), pattern)

    def slot(self, name: str) -> str:
        """A word of this report, or a figure with its key."""
        if name in self.words:
            return self.words[name]
        return tag(name, self.shown(value_of(self.facts, name)))

    def shown(self, value: Number) -> str:
        if self.thousands and value >= 1000:
            return f"{value:,}"
        return shown_number(value)

    def percent(self, part: Number, base: Number) -> str:
        """A share in per cent, rounded half up to this report's decimals, without trailing zeros."""
        rounded = (Decimal(part) * 100 / Decimal(base)).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        text = f"{rounded:f}"
        return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"


def value_of(facts: Facts, name: str) -> Number:
    """The number behind a figure's name: a short name of this module, or a count of the running text."""
    if name in facts.counts:
        return facts.counts[name]
    if name in _CELLS:
        return facts.value(*_CELLS[name])
    if name in _SUMS:
        return sum(value_of(facts, part) for part in _SUMS[name])
    if name == "legal":
        return int(value_of(facts, "new")) - int(value_of(facts, "natural"))
    if name == "change":
        return abs(int(value_of(facts, "new")) - facts.counts["last"])
    if name not in RESULT_NAMES:
        raise KeyError(name)
    rows = [row for row in outcome_rows(facts.form) if row.startswith(name)]
    return sum(facts.value("requests", row, "total") for row in rows)


_SUMS = {
    "handled": ("new", "carried_in"),
    "open_results": ("granted", "partial"),
    "suits": ("direct", "after"),
}
_DOCUMENTS = ("made", "repealed", "valid", "disclosed", "total_disclosed")
_TOTALS = ("new", "carried_in", "granted", "partial", "total", "carried_out")
_CELLS = {
    **{row: ("requests", row, "total") for row in _TOTALS},
    "natural": ("requests", "new", "natural"),
    "reviews": ("appeals", "review", "total"),
    "direct": ("appeals", "suit_direct", "total"),
    "after": ("appeals", "suit_after_review", "total"),
    **{f"review_{outcome}": ("appeals", "review", outcome) for outcome in OUTCOMES[:-1]},
    **{f"rules_{column}": ("disclosure", "regulations", column) for column in _DOCUMENTS},
    **{f"docs_{column}": ("disclosure", "normative", column) for column in _DOCUMENTS},
    **{row: ("disclosure", row, "decisions") for row in ("licence", "penalty", "coercion")},
    "fees": ("disclosure", "fee", "amount"),
    "purchases": ("disclosure", "procurement", "count"),
}
RESULT_NAMES = {
    "granted": "予以公开",
    "partial": "部分公开",
    **{key: label.partition("）")[2] for key, label, _ in GROUPS},
    "other": "其他处理",
}

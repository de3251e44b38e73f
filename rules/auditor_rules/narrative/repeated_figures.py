"""OGI-C513: one metric has one value."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.values import show
from auditor_rules.prose.quantities import Quantity, Reading, readings
from auditor_rules.prose.subjects import SAID, bits


class _Words(BaseModel):
    """The word lists, as written in repeated_figures.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fillers: tuple[str, ...]
    channels: tuple[str, ...]
    acts: tuple[str, ...]
    open: tuple[str, ...]


_TEXT = (files("auditor_rules.narrative") / "repeated_figures.toml").read_text("utf-8")
_W = _Words.model_validate(tomllib.loads(_TEXT))
_FILLERS, _CHANNEL, _ACT, _OPEN = (re.compile("|".join(words)) for words in (_W.fillers, _W.channels, _W.acts, _W.open))
_UNITS = frozenset(("条", "篇", "期", "件", "则", "个", "份", "条次"))
_NARROWED = bits("part", "other_time", "compared", "last_year", "plan", "each") | bits("request", "normative", "policy")
_SHORTEST = 6


class Count(NamedTuple):
    """What a sentence counts first: so many of something made public, by a channel or in all."""

    reading: Reading
    quantity: Quantity

    @property
    def span(self) -> Span:
        """The count as printed, with its clause."""
        return self.reading.span(self.quantity.opened, self.quantity.end)

    def metric(self, year: int | None) -> str:
        """Return the normalised phrase of what is counted, or "" where it is a part of something or of the year."""
        words = self.reading.sentence.text[: self.quantity.start]
        said = SAID[self.reading.text[: self.quantity.start]]
        if _OPEN.search(words) or said.mask & _NARROWED or any(stated != year for stated in said.years):
            return ""
        phrase = _FILLERS.sub("", words)
        return phrase if len(phrase) >= _SHORTEST else ""


def counts(report: Report) -> Mapping[tuple[str, str], list[Count]]:
    """Return the counts of things made public, by unit and the last word for a channel before the number."""
    found: dict[tuple[str, str], list[Count]] = {}
    for reading in report.derived(readings):
        first = reading.quantities[0]
        if first.group or first.unit not in _UNITS or reading.sentence.section == "problems":
            continue
        if _ACT.search(first.head):
            channels = _CHANNEL.findall(reading.sentence.text, 0, first.start)
            if channels:
                found.setdefault((first.unit, channels[-1]), []).append(Count(reading, first))
    return found


@rule(
    id="OGI-C513",
    title=("同一指标前后数值不一致", "One metric, two values"),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    basis=("正文数据应当前后一致（国办公开办函〔2021〕30号）", "figures must be accurate (letter [2021] No. 30)"),
    remedy=("核实该项数据，全文统一。", "Check the figure and use it throughout."),
)  # fmt: skip
def one_value(report: Report) -> Iterator[Violation]:
    """The same thing counted twice with different results shows that the text was put together from several hands or
    several dates.

    Compared are phrases that are the same but for times, the organ's own name and words of counting: 主动公开信息N条, or
    what one named channel published, over the whole year. Parts of a list, parts of the year, and anything that one
    phrase names and the other does not, make them different metrics.
    """
    for alike in report.derived(counts).values():
        report.asked.add(alike[0].span)
        if len(alike) > 1:
            yield from _contradictions(report, alike)


def _contradictions(report: Report, alike: list[Count]) -> Iterator[Violation]:
    first: dict[str, Count] = {}
    for count in alike:
        metric = count.metric(report.year)
        before = first.setdefault(metric, count)
        one, other = before.quantity, count.quantity
        if metric and before is not count and (other.low > one.high or other.high < one.low):
            yield Violation(
                Message(
                    f"同一指标前后不一：“{before.span.text}”，“{count.span.text}”",
                    f"one metric with two values: {before.span.text}; {count.span.text}",
                ),
                count.span,
                quotes=(before.span, count.span),
                expected=show(one.number),
                actual=show(other.number),
                subject=f"metric {metric}",
            )

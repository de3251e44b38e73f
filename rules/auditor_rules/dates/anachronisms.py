"""OGI-D611: a report speaks of nothing that its year could not know, or had long left behind."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.document import Line


class _Reason(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    zh: str
    en: str


class _Phrase(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    pattern: str
    has: str
    shown: str = ""
    first: int | None = None
    last: int | None = None
    unless: str = ""
    reason: _Reason

    def fits(self, year: int) -> bool:
        return (self.first is None or year >= self.first) and (self.last is None or year <= self.last)


class _Phrases(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    phrases: tuple[_Phrase, ...] = Field(min_length=1)


def _read() -> tuple[_Phrase, ...]:
    text = (files("auditor_rules.dates") / "anachronisms.toml").read_text(encoding="utf-8")
    return _Phrases.model_validate(tomllib.loads(text)).phrases


_PHRASES = tuple((phrase, re.compile(phrase.pattern), re.compile(phrase.unless or "(?!)")) for phrase in _read())
_AROUND = 12
_CLAUSE_END = re.compile("[。；，;,]")


@rule(
    id="OGI-D611",
    title=("历史政策阶段词", "Anachronism"),
    severity=Severity.REVIEW,
    confidence=Confidence.LOW,
    basis=("表述应与报告年度相符", "wording must fit the report's year"),
    remedy=("核实该表述是否由其他年度的文本沿用而来。", "Check whether the wording was taken over from another year's text."),
)  # fmt: skip
def of_its_time(report: Report) -> Iterator[Violation]:
    """A congress that had not met, or a campaign that was over, shows that a text of another year was worked in.

    A report for a year is written early in the next one, so what happened by then is let pass, as are expectations
    (迎接党的二十大) and names of columns, which live on.
    """
    year = report.year
    if year is None:
        return
    report.asked.add_all([section.heading for section in report.sections])
    for phrase, pattern, unless in _PHRASES:
        if phrase.fits(year) or phrase.has not in report.source.text:
            continue
        for line, section in report.prose():
            match = next((found for found in pattern.finditer(line.text) if not _excused(unless, line, found)), None)
            if match is not None:
                span = Span(match[0], line.line, line.col + match.start(), section)
                yield Violation(
                    Message(
                        f"{year}年度报告出现“{span.text}”：{phrase.reason.zh}",
                        f"{span.text} in a report for {year}: {phrase.reason.en}",
                    ),
                    span,
                    quotes=(span,),
                    subject=phrase.shown or phrase.pattern,
                )
                break


def _excused(unless: re.Pattern[str], line: Line, match: re.Match[str]) -> bool:
    before = _CLAUSE_END.split(line.text[max(0, match.start() - _AROUND) : match.start()])[-1]
    behind = _CLAUSE_END.split(line.text[match.end() : match.end() + _AROUND], maxsplit=1)[0]
    return unless.search(before + match[0] + behind) is not None

"""Sentences and clauses of the running text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.model.document import Line
from auditor.model.finding import Span
from auditor.model.report import Report

_SENTENCE = re.compile(r"[^。；！？]*[。；！？]?")
# A comma between digits separates thousands.
_CLAUSE = re.compile(r"(?:[^，,]|(?<=\d)[,，](?=\d{3}))*[，,]?")


class Sentence(NamedTuple):
    """A sentence: it ends at 。；！？ or the end of its line. `start` counts characters within the line."""

    text: str
    start: int
    line: Line
    section: str | None

    def span(self, start: int, end: int) -> Span:
        """Return a piece of the sentence with its place in the report text."""
        return Span(self.text[start:end], self.line.line, self.line.col + self.start + start, self.section)


class Clause(NamedTuple):
    """A clause: it ends at ， or where its sentence ends. `start` counts characters within the sentence."""

    text: str
    start: int
    sentence: Sentence
    before: str
    """The sentence up to this clause."""

    def span(self, start: int, end: int) -> Span:
        """Return a piece of the clause with its place in the report text."""
        return self.sentence.span(self.start + start, self.start + end)


def sentences(report: Report) -> tuple[Sentence, ...]:
    """Return every sentence of the report's prose, in reading order."""
    return tuple(
        Sentence(match[0], match.start(), line, section)
        for line, section in report.prose()
        for match in _SENTENCE.finditer(line.text)
        if match[0]
    )


def clauses(sentence: Sentence) -> Iterator[Clause]:
    """Yield the clauses of a sentence."""
    for match in _CLAUSE.finditer(sentence.text):
        if match[0]:
            yield Clause(match[0], match.start(), sentence, sentence.text[: match.start()])

"""The running text as one string, each place in it known: patterns are searched once per report, not once per line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from auditor.model.document import Line
from auditor.model.finding import Span
from auditor.model.report import Report
from auditor.model.text import Memo


class RunningText(NamedTuple):
    """Headings and paragraphs, without section titles and tables, joined by line breaks."""

    text: str
    lines: tuple[Span, ...]
    starts: tuple[int, ...]
    """Where each line begins in the text."""
    nodes: tuple[Line, ...]
    """The headings and paragraphs themselves, one to a line."""

    def number(self, at: int) -> int:
        """Return which of the lines a place in the text belongs to."""
        return bisect_right(self.starts, at) - 1

    def placed(self) -> Iterator[tuple[str, int]]:
        """Yield every line's text with where it begins."""
        return zip([line.text for line in self.lines], self.starts, strict=True)

    def where(self, holds: Memo[bool]) -> Iterator[tuple[int, int]]:
        """Yield where each line begins and ends that holds something, as remembered of its text."""
        for line, start in zip(self.lines, self.starts, strict=True):
            if holds[line.text]:
                yield start, start + len(line.text)

    def span(self, start: int, end: int) -> Span:
        """Return a piece of the text with its place in the report text."""
        number = self.number(start)
        line = self.lines[number]
        return Span(self.text[start:end], line.line, (line.col or 1) + start - self.starts[number], line.section)

    def around(self, start: int, end: int, most: int = 12) -> Span:
        """Return a piece of the text with the characters around it, to quote it so that it can be found by eye."""
        number = self.number(start)
        first = self.starts[number]
        last = first + len(self.lines[number].text)
        return self.span(max(first, start - most), min(last, max(start, end) + most))


def running_text(report: Report) -> RunningText:
    """Return the report's running text; shared through `report.derived`."""
    found = list(report.prose())
    nodes = tuple([node for node, _ in found])
    lines = tuple([Span(node.text, node.line, node.col, section) for node, section in found])
    starts = tuple(accumulate((len(line.text) + 1 for line in lines[:-1]), initial=0))
    return RunningText("\n".join([line.text for line in lines]), lines, starts, nodes)

"""Sentences and clauses of the running text, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditor.model.document import Heading, Line
from auditor.model.finding import Span
from auditor.model.report import Report
from auditor.model.text import Memo

_SENTENCE = re.compile(r"[^。；！？;!?]+[。；！？;!?]?|[。；！？;!?]")
# A comma between digits separates thousands; a 、 behind a count begins the next member of a list (申请5件、办结4件).
_CLAUSE = re.compile(r"(?:[^，,、]|(?<=\d)[,，](?=\d{3}(?!\d))|(?<![件条宗起次份例])、)*+[，,、]?")
# Most lines of a report stand word for word in others, too: what was found in a line is remembered.
_CUT: Memo[tuple[tuple[str, int], ...]] = Memo(
    lambda text: tuple([(match[0], match.start()) for match in _SENTENCE.finditer(text)])
)
_ASIDE = re.compile(r"[（(][^（）()]*[）)]|《[^《》]*》")
_MARKS = "，,、。.；;！？!? \u3000"
PLAIN_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
REACH = 400
"""How many characters before and behind a clause its context is looked for."""
BLANK = "\u3000"
"""What stands in a clause's text where something was blanked out."""


class Sentence(NamedTuple):
    """A sentence: it ends at 。；！？ or the end of its line. `start` counts characters within the line."""

    text: str
    start: int
    line: Line
    section: str | None
    heading: str
    """The nearest sub-heading (（二）依申请公开) above it in its section, or "" where there is none."""

    def span(self, start: int, end: int) -> Span:
        """Return a piece of the sentence with its place in the report text."""
        return Span(self.text[start:end], self.line.line, self.line.col + self.start + start, self.section)


class Clause(NamedTuple):
    """A clause: it ends at ， or at 、 behind a count, or with its sentence. `start` counts within the sentence.

    In `text` and `before` what stands in brackets or 《》, an aside or a title, is blanked out, and digits are plain.
    """

    text: str
    start: int
    sentence: Sentence
    plain: str
    """The whole sentence, blanked in the same way."""

    @property
    def before(self) -> str:
        """What the sentence says before this clause, as far back as it can matter."""
        return self.plain[max(0, self.start - REACH) : self.start]

    @property
    def around(self) -> str:
        """The paragraph about this clause, as far as it can matter."""
        at = self.sentence.start + self.start
        return self.sentence.line.text[max(0, at - REACH) : at + REACH]

    def span(self, start: int, end: int) -> Span:
        """Return a piece of the clause as printed, without a mark at its end."""
        text = self.sentence.text[self.start + start : self.start + end]
        return self.sentence.span(self.start + start, self.start + start + len(text.rstrip(_MARKS)))

    def behind(self, end: int) -> str:
        """Return the rest of the sentence as printed, from a place in the clause on."""
        return self.sentence.text[self.start + end : self.start + end + REACH]


def sentences(report: Report) -> tuple[Sentence, ...]:
    """Return every sentence of the report's prose, in reading order."""
    found: list[Sentence] = []
    heading = ""
    last: str | None = None
    for line, section in report.prose():
        if section != last or isinstance(line, Heading):
            heading, last = line.text if isinstance(line, Heading) else "", section
        found += [Sentence(piece, start, line, section, heading) for piece, start in _CUT[line.text]]
    return tuple(found)


def clauses(sentence: Sentence) -> Iterator[Clause]:
    """Yield the clauses of a sentence."""
    text = blanked(_ASIDE, sentence.text.translate(PLAIN_DIGITS))
    for match in _CLAUSE.finditer(text):
        if match[0]:
            yield Clause(match[0], match.start(), sentence, text)


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """Return the text with every match replaced by as many spaces, so that places in it stay the same."""
    return pattern.sub(lambda match: BLANK * len(match[0]), text)

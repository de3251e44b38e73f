"""Finds a report's title among what stands above it: menus, breadcrumbs, labels; in one line, in several, or run into the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.model.document import Line
from auditor.model.finding import Span
from auditor.model.form import Evidence
from auditor.model.text import SPACES, Memo, normalise

YEAR_DIGITS = r"(?:(?:19|20)\d{2}|二[〇○Ｏ零][〇○Ｏ零一二三四五六七八九]{2})"
HEAD_LINES = 240
"""So many lines are looked at: a saved web page has its menus above the title."""
_LABEL_REACH = 200
SENTENCE = re.compile(r"[，。；！？,;!?]")
"""A mark that no title holds."""
_LONGEST, _SHORT, _MOST_LINES = 60, 40, 4
"""A title is no longer than this; lines that are joined to one are shorter still, and few."""
_PATH = re.compile(r"[>＞»›→]+|\s[|｜/／]\s")
_LABELLED = re.compile(r"[:：]")
_YEAR = re.compile(rf"(?<!\d)({YEAR_DIGITS})年")
_YEAR_ALONE = re.compile(rf"^\(?({YEAR_DIGITS})(?:年度?)?\)?$")
# A title ends in its last word, a note in brackets (（第一版）, （2024年度）) or the mark that closes it.
_END = r"(?:\([^()]{1,20}\))?[》\"”]?"
# A page's own title may have the site's name before it, or what is left of a label: 青禾县人民政府-青禾县教育局2024年….
_SITE = re.compile(r".*[\-_|—:](?=.{3})")
_LABEL, _STEP, _RUN_ON = 0.5, 1.5, 1.0
"""What a title loses against one that stands by itself: behind a label, at the end of a path, before text that goes on."""


class Title(NamedTuple):
    """A title and what it says of itself; `organ` and `year` are "" where it does not say."""

    span: Span
    text: str
    """The title in one line, normalised and without blanks."""
    organ: str
    year: str
    weight: float
    """What its wording alone speaks for the kind."""
    rank: float
    """How good a title it is: its wording, whether it names organ and year, and where it was found."""


class TitleIndex:
    """How the titles of a kind read, made ready once."""

    def __init__(self, evidence: Evidence) -> None:
        self._wordings = [(re.compile(spec.pattern), spec.weight) for spec in evidence.titles]
        self._whole = [(re.compile(f"(?:{spec.pattern}){_END}$"), spec.weight) for spec in evidence.titles]
        self._ends = evidence.title_ends
        subject = evidence.subject
        self._around_year = re.compile(
            rf"^(?P<organ>.*?)(?:关于)?(?:公布|发布|印发|报送)?(?P<year>{YEAR_DIGITS})年(?:度)?(?P<after>.*?){subject}"
        )
        self._before_subject = re.compile(rf"^(?P<organ>.*?)(?:关于)?{subject}(?P<rest>.*)$")
        self._organ_end = re.compile(f"[{evidence.organ_ends}]$")
        labels = any_label(evidence.title_labels)
        self._label = re.compile(rf"(?:^|(?<=\s))(?:[【\[(（]\s*)?(?:{labels})\s*(?:[】\])）]\s*[:：]?|[:：])\s*")
        self._behind = re.compile(r"\s|" + "|".join(map(re.escape, evidence.behind_title)))
        self._weights: Memo[float] = Memo(self._weigh)

    def weight(self, text: str) -> float:
        """Return what a text in one line, normalised and without blanks, says as a title of the kind; 0: it is none."""
        return self._weights[text]

    def _weigh(self, text: str) -> float:
        if len(text) > _LONGEST or SENTENCE.search(text):
            return 0
        return next((weight for pattern, weight in self._whole if pattern.search(text)), 0)

    def is_organ(self, name: str) -> bool:
        """Tell whether a name ends as organs' names do."""
        return len(name) >= 2 and self._organ_end.search(name) is not None

    def find(self, lines: Sequence[Line]) -> Title | None:
        """Return the line, or the lines together, that best name the report; the first of those that do so equally well."""
        return max(self._all(lines), key=lambda title: title.rank, default=None)

    def whole_titles(self, lines: Sequence[Line]) -> frozenset[str]:
        """Return the titles with organ and year that the lines name, each once: several of them are a list."""
        found = (self._single(line) for line in lines if self._may_end(line.text))
        return frozenset(title.text for title in found if title is not None and title.organ and title.year)

    def _all(self, lines: Sequence[Line]) -> Iterator[Title]:
        for last, line in enumerate(lines[:HEAD_LINES]):
            if self._may_end(line.text):
                title = self._single(line)
                first = last
                if title is None:
                    title, first = self._joined(lines, last)
                if title is not None:
                    yield self._completed(title, lines, first, last)

    def _may_end(self, text: str) -> bool:
        return any(end in text for end in self._ends)

    def _single(self, line: Line) -> Title | None:
        """Return the title that a line is: whole, behind a label, as the end of a path, or before text that goes on."""
        text, start, loss = line.text, 0, 0.0
        label = self._label.search(text[:_LABEL_REACH])
        if label is not None:
            start, loss = label.end(), _LABEL
        end = len(text.rstrip(" |｜\u3000"))
        steps = list(_PATH.finditer(text[: 2 * HEAD_LINES], start, end))
        if steps:
            start, loss = steps[-1].end(), _STEP
        title = self._piece(line, start, end, loss)
        if steps:
            # A path that ends in no whole title is the way to the reports, not the title of one.
            return title if title is not None and title.organ and title.year else None
        return title or self._run_on(line, start, loss + _RUN_ON)

    def _piece(self, line: Line, start: int, end: int, loss: float) -> Title | None:
        if end - start > 2 * _LONGEST:
            return None
        printed = line.text[start:end]
        text = _plain(printed)
        if not self.weight(text):
            return None
        start += len(printed) - len(printed.lstrip())
        return self._made((Span(printed.strip(), line.line, line.col + start),), text, loss)

    def _run_on(self, line: Line, start: int, loss: float) -> Title | None:
        """Return the title at the beginning of a line that goes on with something else, as text without line breaks does."""
        until = start + _LONGEST + 20
        for pattern, _ in self._wordings:
            match = pattern.search(line.text, start, until)
            if match is not None:
                end = match.end()
                if end < len(line.text) and not self._behind.match(line.text, end):
                    return None
                title = self._piece(line, start, end, loss)
                return title if title is not None and title.organ and title.year else None
        return None

    def _joined(self, lines: Sequence[Line], last: int) -> tuple[Title | None, int]:
        """Return the title that a line ends and lines above it begin, and the first of them."""
        if self._may_join(lines[last].text):
            for first in range(last - 1, max(-1, last - _MOST_LINES), -1):
                if not self._may_join(lines[first].text):
                    break
                text = _plain("".join(line.text for line in lines[first : last + 1]))
                if self.weight(text):
                    return self._made(_spans(lines, first, last), text, 0), first
        return None, last

    def _completed(self, title: Title, lines: Sequence[Line], first: int, last: int) -> Title:
        """Add the lines that name what the title lacks: the organ or the year above it, a year in brackets below."""
        if (title.organ and title.year) or not self._may_join(lines[last].text):
            return title
        if not title.year and last + 1 < len(lines):
            below = _YEAR_ALONE.match(_plain(lines[last + 1].text))
            if below is not None:
                last += 1
                title = self._made(_spans(lines, first, last), title.text, 0)._replace(year=below[1])
        for start in range(first - 1, max(-1, first - _MOST_LINES), -1):
            if (
                (title.organ and title.year)
                or not self._may_join(lines[start].text)
                or self.weight(_plain(lines[start].text))
            ):
                break
            above = _plain("".join(line.text for line in lines[start:first]))
            organ, year = self._parts(above + title.text)
            if self.is_organ(organ) and (not title.organ or organ.endswith(title.organ)) and len(above) <= _SHORT:
                dated = _YEAR_ALONE.match(_plain(lines[start - 1].text)) if start and not (year or title.year) else None
                more = self._made(_spans(lines, start - 1 if dated else start, last), above + title.text, 0)
                return more._replace(year=more.year or title.year or (dated[1] if dated else ""))
        return title

    def _may_join(self, text: str) -> bool:
        return len(text) <= _SHORT and not any(each.search(text) for each in (SENTENCE, _LABELLED, _PATH))

    def _made(self, spans: Sequence[Span], text: str, loss: float) -> Title:
        weight = next((weight for pattern, weight in self._wordings if pattern.search(text)), 0.0)
        organ, year = self._parts(text.strip("《》\"'“”"))
        organ = organ if len(organ) > 1 else ""
        site = _SITE.search(organ)
        if site is not None:
            organ, loss = organ[site.end() :], loss + _LABEL
        rank = weight - loss + (2 if self.is_organ(organ) else 0) + (2 if year else 0)
        span = Span("\n".join(span.text for span in spans), spans[0].line, spans[0].col)
        return Title(span, text, organ, year, weight, rank)

    def _parts(self, text: str) -> tuple[str, str]:
        """Return the organ and the year that a title names."""
        match = self._around_year.match(text)
        if match is not None:
            return _stripped(match["organ"] or match["after"]), match["year"]
        match = self._before_subject.match(text)
        year = _YEAR.search(match["rest"] if match is not None else text)
        if match is not None:
            return _stripped(match["organ"]), year[1] if year else ""
        return (_stripped(text[: year.start()]), year[1]) if year else ("", "")


def any_label(labels: Sequence[str]) -> str:
    """Return a pattern for any of some labels, which pages print with blanks between their characters (名  称：)."""
    return "|".join(r"\s*".join(map(re.escape, label)) for label in sorted(labels, key=len, reverse=True)) or "(?!)"


def _spans(lines: Sequence[Line], first: int, last: int) -> tuple[Span, ...]:
    return tuple(Span(line.text, line.line, line.col) for line in lines[first : last + 1])


def _plain(text: str) -> str:
    return SPACES.sub("", normalise(text))


def _stripped(name: str) -> str:
    return re.sub(r"^关于|(?:关于|的)$", "", name).strip("·-—《》\"'“”:：_|")

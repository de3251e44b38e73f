"""Whether a text is a report of a kind at all: title and content weighed together, and what else it looks like."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from auditor.forms.titles import HEAD_LINES, SENTENCE, Title, TitleIndex
from auditor.model.document import Line, Node, Table
from auditor.model.form import Evidence, Lookalike
from auditor.model.report import BoundTable, Section, Standing
from auditor.model.text import SPACES, label_key, normalise, without_numbering

_LONGEST, _SHORT = 60, 30
_LIST = 4
"""So many titles of whole reports are a list; a page may show the reports of the years before and after."""
_OPENING = 4000
"""So many characters are searched for what a text says of itself."""
_LITTLE = 120
"""A form without its content holds fewer characters in all its sections, instructions to the writer and all."""
_SHORTEST = 6
"""A menu's item of fewer characters (政策解读) is no title."""
_NAMES_ITSELF = re.compile(r"(?:19|20)\d{2}年|^关于|的(?:通知|公告|函)$")
_STRONG = 3


class KindIndex:
    """The evidence of a kind, made ready once; the same for every file."""

    def __init__(self, evidence: Evidence, titles: TitleIndex) -> None:
        self._evidence = evidence
        self._titles = titles
        self._headings = frozenset(map(label_key, evidence.headings))
        self._others = [
            (other, re.compile(other.title) if other.title else None, re.compile(other.text) if other.text else None)
            for other in evidence.others
        ]

        told = (evidence.blank, evidence.listing, *evidence.others)
        self._heaviest = max((other.weight for other in told if other is not None), default=0)

    def weigh(
        self,
        title: Title | None,
        head: Sequence[Line],
        body: Sequence[Line],
        sections: Sequence[Section],
        tables: Collection[BoundTable],
        text: str,
    ) -> Standing:
        """Return how a text stands as a report of the kind; `head` is its prose above the sections."""
        evidence = self._evidence
        points = 0.0
        if title is not None:
            points += title.weight if title.organ or title.year else title.weight / 2
        points += evidence.section * sum(self._known(section) for section in {s.spec.key: s for s in sections}.values())
        filled = sum(any(cell.value.number is not None for cell in table.cells()) for table in tables)
        points += evidence.table * filled
        if points - self._heaviest >= evidence.enough:
            return Standing(True)  # whatever else it may look like
        lines = [*head, *body]
        points += evidence.section * self._older(lines)
        against = self._against(title, head or body, text)
        titles = self._titles.whole_titles(lines[:HEAD_LINES]) if evidence.listing and not sections else ()
        if len(titles) >= _LIST:
            against = evidence.listing
        if evidence.blank is not None and len(tables) > 1 and not filled and _length(sections) < _LITTLE:
            against = max(against or evidence.blank, evidence.blank, key=lambda other: other.weight)
        points -= against.weight if against is not None else 0
        return Standing(points >= evidence.enough, against.name if against is not None else None)

    def _older(self, lines: Iterable[Line]) -> int:
        """Count the titles of parts of older forms that stand among the lines and head no section."""
        short = {label_key(without_numbering(line.text)) for line in lines if len(line.text) <= _SHORT}
        return len(short & self._headings)

    def _known(self, section: Section) -> float:
        """Return 1 for a section under a title of this form or an older one, half where the title is only nearly one."""
        key = label_key(section.title)
        variants = {label_key(variant) for variant in section.spec.variants}
        return 1 if section.exact or key in variants or key in self._headings else 0.5

    def _against(self, title: Title | None, lines: Sequence[Line], text: str) -> Lookalike | None:
        """Return the other kind of document that the title, or what stands above it, calls this one."""
        calls_itself = list(self._call_themselves(title, lines))
        opening = text[:_OPENING]
        strong = title is not None and title.weight >= _STRONG and (title.organ or title.year)
        found = [
            other
            for other, named, says in self._others
            if any(named.search(line) for line in calls_itself if named is not None)
            or (not strong and says is not None and says.search(opening) is not None)
        ]
        return max(found, key=lambda other: other.weight, default=None)

    def _call_themselves(self, title: Title | None, lines: Sequence[Line]) -> Iterable[str]:
        """Yield the lines that may be titles: the title with the line that goes on with it, and short lines above it."""
        if title is not None:
            yield title.text
        above = title.span.line if title is not None else None
        last = (above or 0) + title.span.text.count("\n") if title is not None else 0
        strong = title is not None and title.organ and title.year
        before = ""
        for line in lines[: HEAD_LINES if strong else 12]:
            plain = _plain(line.text) if len(line.text) <= _LONGEST and not SENTENCE.search(line.text) else ""
            if above is not None and line.line > last:
                if plain and title is not None and line.line <= last + 2 and not re.search(r"[:：]", plain):
                    yield title.text + plain
                if strong or line.line > last + 2:
                    return
            if len(plain) >= _SHORTEST and (not strong or _NAMES_ITSELF.search(plain)):
                yield plain
                if before:
                    yield before + plain
            before = plain if len(plain) > 1 else ""


def _length(sections: Iterable[Section]) -> int:
    return sum(len(line.text) for section in sections for line in section.lines)


def prose(nodes: Iterable[Node]) -> list[Line]:
    """Return the headings and paragraphs among nodes."""
    return [node for node in nodes if not isinstance(node, Table)]


def _plain(text: str) -> str:
    return SPACES.sub("", normalise(text))

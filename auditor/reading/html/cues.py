"""Where on a page the phrases of the forms stand: the report is where they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from auditor.model.text import Memo, label_key
from auditor.reading.html.blocks import Line, Table

_ORDINAL = re.compile(r"\s*[（(]?([一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）、.．]\s*")
_LONGEST = 60
_HEAD = 4
# Parts of this length that most phrases share, nearly as many as the commonest one, tell what the reports are about.
_TOPIC, _SHARED = 4, 0.6
_CJK = re.compile(r"[\u4e00-\u9fff]+")


class Hit(NamedTuple):
    """A phrase found. `ordinal` is the number before it on a line of its own, "" elsewhere."""

    item: int
    cue: str
    ordinal: str = ""
    in_table: bool = False


class Cues:
    """The phrases, made ready for looking up."""

    def __init__(self, phrases: Iterable[str]) -> None:
        phrases = tuple(phrases)
        keys = {key for phrase in phrases if len(key := label_key(_bare(phrase)[1])) > 1}
        self._keys = keys
        self._by_head: dict[str, tuple[str, ...]] = {}
        for key in sorted(keys, key=len, reverse=True):
            if len(key) >= _HEAD:
                self._by_head[key[:_HEAD]] = (*self._by_head.get(key[:_HEAD], ()), key)
        self._topics = _topics(phrases)
        self._found: Memo[tuple[str, str] | None] = Memo(self._find)

    def find(self, items: list[Line | Table]) -> list[Hit]:
        """Return every phrase on lines that are no links, and in cells."""
        found = self._found
        hits: list[Hit] = []
        for number, item in enumerate(items):
            if isinstance(item, Line):
                if not item.linked and (cue := found[item.text]) is not None:
                    hits.append(Hit(number, *cue))
            else:
                for row in item.rows:
                    for cell in row:
                        lines = cell.lines
                        if lines and (cue := found[lines[0] if len(lines) == 1 else "".join(lines)]) is not None:
                            hits.append(Hit(number, cue[0], "", in_table=True))
        return hits

    def within(self, text: str) -> set[str]:
        """Return the longer phrases that occur anywhere in a text."""
        key = label_key(text)
        return {cue for cues in self._by_head.values() for cue in cues if cue in key}

    def is_title(self, text: str) -> bool:
        """Tell whether a text is a numbered phrase, as the heading of a section is."""
        cue = self._found[text]
        return cue is not None and bool(cue[1])

    def is_on_topic(self, text: str) -> bool:
        """Tell whether a text speaks of what the phrases speak of."""
        return any(topic in text for topic in self._topics)

    def _find(self, text: str) -> tuple[str, str] | None:
        ordinal, rest = _bare(text)
        if len(text) > _LONGEST and not ordinal:
            return None
        key = label_key(rest[:_LONGEST])
        if key in self._keys:
            return key, ordinal
        if ordinal:
            # A heading that its paragraph follows on the same line.
            for cue in self._by_head.get(key[:_HEAD], ()):
                if key.startswith(cue):
                    return cue, ordinal
        return None


@lru_cache(maxsize=8)
def cues_of(phrases: tuple[str, ...]) -> Cues:
    """Return the phrases made ready, once for all files of a run."""
    return Cues(phrases)


def _bare(text: str) -> tuple[str, str]:
    match = _ORDINAL.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)


def _topics(phrases: Iterable[str]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for phrase in phrases:
        runs = _CJK.findall(phrase)
        counts.update({run[at : at + _TOPIC] for run in runs for at in range(len(run) - _TOPIC + 1)})
    most = max(counts.values(), default=0)
    return tuple(topic for topic, count in counts.items() if count >= _SHARED * most)

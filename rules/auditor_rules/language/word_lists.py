"""The word lists of the rules on wording: what is shipped, with the auditor's own entries behind it."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from auditor import Report
from auditor.model.terms import WordListSpec
from auditor.model.text import Memo
from auditor_rules.language.running_text import RunningText

SHIPPED = (
    "document_kinds", "foreign_content", "generic_names", "list_openers", "misuse", "placeholders", "regulations",
    "reduplications", "set_phrases", "telling_pairs", "template_notes",
)  # fmt: skip
"""The lists there are; each is words/<name>.toml, and `words.<name>` in the configuration."""

# The commonest characters of such reports, commonest first: words are looked up by their rarest one.
_COMMON = (
    "，。、：；（）“”《》公政开信息府的年件理度情行办况和作人发报主工一不条请申告动我要务众布在其中处问有对网是定复进提收到时文日方题事通内制及查民项实结站"
    "规二全号新关议三法群容本微为期与体改分局审他国性保面管县重责月诉范解需道核以出据依更平予机式督强共存设讼目等监业四展未总点任按化"
    "市下费各镇果统持建格上做组五栏室例现加部台数个同生类过次策常答计够推明织读落标合取整步知障区照评准于可集后好构求把六成力无会确专"
)

# How far beside a word its exception is looked for.
_CONTEXT = 40


class WordListError(ValueError):
    """An entry of a word list that cannot be used; the text names the list and the entry."""


class _Entry(BaseModel):
    """An entry as written: a plain word, or a table with these keys.

    `pattern` is what is looked for instead of `text`; a pattern's `text` is what each match holds, and its `marks` are
    characters of which each match holds one, so that most texts need no search.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = ""
    pattern: str = ""
    marks: str = ""
    right: str = ""
    unless: str = ""

    @model_validator(mode="after")
    def _usable(self) -> _Entry:
        if not self.text and not self.pattern:
            raise ValueError("text or pattern is needed")
        if self.marks and (self.text or not self.pattern):
            raise ValueError("marks belong to a pattern without text")
        return self


class Needle:
    """A literal to look for, by its rarest character: one character is found many times faster than two."""

    __slots__ = ("_offset", "rarest", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.rarest = max(text, key=_rarity, default="")
        self._offset = text.find(self.rarest)

    def places(self, text: str) -> Sequence[int]:
        """Return where the literal begins in a text."""
        found: list[int] = []
        offset, literal, rarest = self._offset, self.text, self.rarest
        at = text.find(rarest) if rarest else -1
        while at >= 0:
            if text.startswith(literal, at - offset) and at >= offset:
                found.append(at - offset)
            at = text.find(rarest, at + 1)
        return found


class Word:
    """One entry: a literal word or a pattern, what is right instead, and where it is let pass."""

    __slots__ = ("_marks", "_needs", "_pattern", "needle", "right", "text", "unless")

    def __init__(self, entry: _Entry) -> None:
        self.text = entry.text
        self.right = entry.right
        self.needle = Needle(entry.text)
        self._needs = frozenset(entry.text)
        self._marks = frozenset(entry.marks)
        self._pattern = entry.pattern
        self.unless = entry.unless

    def compile(self) -> None:
        """Compile the patterns now; those that are shipped wait until they are needed, which is rarely.

        Raises:
            re.error: a pattern cannot be read.
        """
        _compiled(self._pattern)
        _compiled(self.unless)

    def may_occur(self, chars: frozenset[str]) -> bool:
        """Tell whether a text of these characters can hold the word at all."""
        return self._needs <= chars and (not self._marks or not self._marks.isdisjoint(chars))

    def find(self, text: str) -> Sequence[tuple[int, int]]:
        """Return where the word stands in a text, except where it is let pass."""
        starts = self.needle.places(text)
        if self.text and not starts:
            return ()
        if self._pattern:
            found = [match.span() for match in _compiled(self._pattern).finditer(text)]
        else:
            found = [(start, start + len(self.text)) for start in starts]
        return [place for place in found if not self.let_pass(text, *place)]

    def let_pass(self, text: str, start: int, end: int) -> bool:
        """Tell whether an occurrence lies inside a match of the word's exception."""
        if not self.unless:
            return False
        first = max(0, start - _CONTEXT)
        around = text[first : end + _CONTEXT]
        return any(
            first + match.start() <= start and end <= first + match.end()
            for match in _compiled(self.unless).finditer(around)
        )


class WordList:
    """A word list, compared by identity, so that what is made of it can be remembered."""

    __slots__ = ("_by_char", "_rarest", "found", "words")

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = tuple(words)
        self.found: Memo[tuple[Hit, ...]] = Memo(self._search)
        """Where words of the list stand in a line and are not let pass, word by word; remembered for each line."""
        self._by_char: dict[str, list[Word]] = {}
        for word in words:
            self._by_char.setdefault(word.needle.rarest, []).append(word)
        self._rarest = frozenset(self._by_char)

    def possible(self, chars: frozenset[str]) -> Iterator[Word]:
        """Yield the words that a text of these characters may hold."""
        for char in sorted(self._rarest & chars):
            for word in self._by_char[char]:
                if word.may_occur(chars):
                    yield word
        yield from (word for word in self._by_char.get("", ()) if word.may_occur(chars))

    def _search(self, line: str) -> tuple[Hit, ...]:
        words = self.possible(frozenset(line))
        return tuple([Hit(word, start, end) for word in words for start, end in word.find(line)])

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    @property
    def texts(self) -> frozenset[str]:
        """The literal words of the list."""
        return frozenset(word.text for word in self.words)


def _rarity(char: str) -> int:
    at = _COMMON.find(char)
    return at if at >= 0 else len(_COMMON)


class Hit(NamedTuple):
    """A word of a list as found in a text."""

    word: Word
    start: int
    end: int


def words(report: Report, name: str) -> WordList:
    """Return a word list: what is shipped, and behind it the entries under `words.<name>` of the configuration.

    Raises:
        WordListError: an entry that cannot be used.
    """
    given: Mapping[str, Any] = report.options.get("words", {})
    own = given.get(name, ())
    return with_own(name, own) if own else _shipped(name)


def with_own(name: str, own: Sequence[Any]) -> WordList:
    """Return a word list with the auditor's own entries behind what is shipped.

    Raises:
        WordListError: an entry that cannot be used.
    """
    return _extended(name, json.dumps(own, default=str))


WORD_LISTS = tuple(WordListSpec(name, partial(with_own, name)) for name in SHIPPED)
"""The lists as the configuration is checked against them."""


def hits(listed: WordList, running: RunningText) -> Iterator[Hit]:
    """Yield every place of the running text where a word of the list stands and is not let pass, line by line."""
    found = listed.found
    for line, first in zip(running.lines, running.starts, strict=True):
        for word, start, end in found[line.text]:
            yield Hit(word, first + start, first + end)


@cache
def _shipped(name: str) -> WordList:
    file = files("auditor_rules.language") / "words" / f"{name}.toml"
    return WordList(list(_read(tomllib.loads(file.read_text("utf-8"))["words"], f"{name}.toml: words")))


@cache
def _extended(name: str, own: str) -> WordList:
    added = list(_read(json.loads(own), f"words.{name}"))
    for number, word in enumerate(added):
        try:
            word.compile()
        except re.error as error:
            raise WordListError(f"words.{name}[{number}]: {error}") from error
    return WordList([*_shipped(name), *added])


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _read(entries: Any, where: str) -> Iterator[Word]:
    if isinstance(entries, str) or not isinstance(entries, Sequence):
        raise WordListError(f"{where}: a list of words is needed")
    for number, entry in enumerate(entries):
        try:
            yield Word(_Entry.model_validate({"text": entry} if isinstance(entry, str) else entry))
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(str(part) for part in first["loc"])
            near = difflib.get_close_matches(key, _Entry.model_fields, n=1)
            hint = f"; did you mean {near[0]!r}?" if near and first["type"] == "extra_forbidden" else ""
            raise WordListError(f"{where}[{number}]{'.' + key if key else ''}: {first['msg']}{hint}") from error

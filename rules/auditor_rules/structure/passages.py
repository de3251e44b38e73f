"""Where words stand in the running text, for rules that ask whether something is spoken of at all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from auditor.model.document import Line
from auditor.model.finding import Span
from auditor.model.text import Memo

_WORDS: dict[str, dict[str, str]] = tomllib.loads(
    (files("auditor_rules.structure") / "words.toml").read_text(encoding="utf-8")
)


def word_patterns(table: str) -> dict[str, re.Pattern[str]]:
    """Return a table of words.toml: each name with a pattern for any of its words."""
    return {name: re.compile("|".join(words.split())) for name, words in _WORDS[table].items()}


def word_list(table: str, name: str) -> frozenset[str]:
    """Return one list of words.toml."""
    return frozenset(_WORDS[table][name].split())


def read_data(name: str) -> dict[str, Any]:
    """Return a data file of this package."""
    return tomllib.loads((files("auditor_rules.structure") / name).read_text(encoding="utf-8"))


def first_place(pattern: re.Pattern[str], lines: Iterable[tuple[Line, str | None]]) -> Span | None:
    """Return the first place where the pattern matches in these lines of prose."""
    places = _first(pattern)
    for line, section in lines:
        place = places[line.text]
        if place is not None:
            start, end = place
            return Span(line.text[start:end], line.line, line.col + start, section)
    return None


@cache
def _first(pattern: re.Pattern[str]) -> Memo[tuple[int, int] | None]:
    """Return where the pattern first matches in each line, remembered."""
    return Memo(lambda text: match.span() if (match := pattern.search(text)) else None)

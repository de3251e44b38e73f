"""Words that rules take from the auditor, so that a wrong one is refused before anything is audited."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

ReadEntries = Callable[[Sequence[Any]], object]
"""Reads the auditor's entries of a word list; raises ValueError, naming the entry, for one that cannot be used."""


@dataclass(frozen=True, slots=True)
class WordListSpec:
    """A word list that the auditor may add to, under `[words]` of the configuration."""

    name: str
    read: ReadEntries


@dataclass(frozen=True, slots=True)
class Terms:
    """What a plugin's rules read of the auditor's words: word lists, and the kinds of organ that a manifest may name."""

    word_lists: tuple[WordListSpec, ...] = ()
    kinds: tuple[str, ...] = ()

"""How report text is compared: normalising of prose and of the labels of a form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

SPACES = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
_PAIRED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "「": '"', "」": '"', "『": '"', "』": '"'})
_SEPARATORS = re.compile(r"[、,.;:·…\"'()\[\]<>/\-—–_~]")
# A bracketed note, but not a bracketed ordinal: 第二十条第（一）项 and （七）总计 keep theirs.
_NOTE = re.compile(r"\((?![一二三四五六七八九十]{1,3}\))[^()]*\)")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}(?=[、. ])|\([一二三四五六七八九十]{1,3}\)|\d{1,2}(?=[、. ]|\D))[、. ]*"
)

T = TypeVar("T")


class Memo(dict[str, T]):
    """What a function made of each text, remembered. Hits cost one dictionary look-up, which lru_cache cannot match.

    Texts come from audited files, so the memory is emptied when it has grown too large.
    """

    __slots__ = ("_make", "_most")

    def __init__(self, make: Callable[[str], T], most: int = 20_000) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, text: str) -> T:
        if len(self) >= self._most:
            self.clear()
        made = self[text] = self._make(text)
        return made


def holds(pattern: re.Pattern[str]) -> Memo[bool]:
    """Return which texts hold a match of the pattern, remembered: most lines stand word for word in other reports, too."""
    return Memo(lambda text: pattern.search(text) is not None)


def normalise(text: str) -> str:
    """Return text with compatible forms unified (full-width, brackets, quotes), spaces collapsed and trimmed.

    This is N(s) of the rule catalogue; use it on labels, cells and short phrases, not on whole documents.
    """
    return SPACES.sub(" ", unicodedata.normalize("NFKC", text).translate(_PAIRED)).strip()


@lru_cache(maxsize=16384)
def label_key(text: str) -> str:
    """Return what identifies a label: no spaces, separators, quotes or bracketed notes; 其它 reads as 其他."""
    return full_key(_NOTE.sub("", SPACES.sub("", normalise(text))))


@lru_cache(maxsize=16384)
def full_key(text: str) -> str:
    """Return the label's key with its bracketed notes kept, to compare a label to the letter."""
    return _SEPARATORS.sub("", SPACES.sub("", normalise(text))).replace("其它", "其他")


def without_numbering(text: str) -> str:
    """Return a label or heading without its leading 一、 （一） or 1."""
    return _NUMBERING.sub("", normalise(text)).strip()

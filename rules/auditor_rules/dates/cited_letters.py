"""The State Council's letters on the form, as reports cite them: by number, by title, or by both."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, NamedTuple

from rapidfuzz.distance import Levenshtein

from auditor import Report, Span
from auditor.model.document import Line
from auditor.model.text import SPACES, Memo, normalise

_DATA: dict[str, Any] = tomllib.loads((files("auditor_rules.dates") / "letters.toml").read_text(encoding="utf-8"))
ISSUER, LETTERS = _DATA["issuer"], _DATA["letters"]
_NUMBER = re.compile(
    r"(?:(?P<issuer>[\u4e00-\u9fff]{1,12})\s*)?(?P<open>[〔﹝\[［(（【]\s*)?(?P<year>20\d\d)"
    r"\s*[〕﹞\]］)）】]?\s*第?(?P<number>\d{1,4})\s*号"
)
_ANNUAL = re.compile(r"年度报告|年报|格式")
_BRACKETS = re.compile(r"[《》〈〉“”\"'<>]")
_FURTHEST = 2
"""How far the letters of a number may be from those of the office and still be meant for them; then one 公开 must be left."""


class Letter(NamedTuple):
    """One of the letters: its number, its title without issuer, and what a citation keeps of the title."""

    key: str
    year: str
    number: str
    title: str
    core: re.Pattern[str]

    @property
    def short(self) -> str:
        """Its number without the office's letters."""
        return f"〔{self.year}〕{self.number}号"


KNOWN = tuple(
    Letter(each["key"], each["year"], each["number"], each["title"], re.compile(each["core"]))
    for each in _DATA["letter"]
)
BY_KEY = {letter.key: letter for letter in KNOWN}
_BY_NUMBER = {(letter.year, letter.number): letter.key for letter in KNOWN}


class Document(NamedTuple):
    """Another document cited with its number: `cited` finds both in a line, the number in the group of that name."""

    cited: re.Pattern[str]
    right: str
    shown: str


DOCUMENTS = tuple(
    Document(re.compile(rf"{each['title']}\s*[（(]?\s*{each['number']}"), each["right"], each["shown"])
    for each in _DATA["document"]
)


class Misnumbered(NamedTuple):
    """A document cited with a number that is not its own."""

    document: Document
    span: Span


def misnumbered(report: Report) -> tuple[Misnumbered, ...]:
    """Return where the prose cites documents with another number than theirs, in reading order."""
    return tuple(
        Misnumbered(document, Span(line.text[start:end], line.line, line.col + start, section))
        for line, section in report.prose()
        for document, start, end in _MISNUMBERED[line.text]
    )


def _wrong_numbers(text: str) -> tuple[tuple[Document, int, int], ...]:
    if "号" not in text:
        return ()
    return tuple(
        (document, *match.span())
        for document in DOCUMENTS
        for match in document.cited.finditer(text)
        if re.sub(r"\D", "", match["number"]) != document.right
    )


_MISNUMBERED: Memo[tuple[tuple[Document, int, int], ...]] = Memo(_wrong_numbers)


class Number(NamedTuple):
    """A number that is, or is meant for, one of the office: `key` names the letter that bears it, None where none does.

    `issuer` are its letters as printed, "" where it has none.
    """

    key: str | None
    issuer: str
    start: int
    end: int


class Title(NamedTuple):
    """A title of one of the letters; `whole` is all of it as printed, from its 《 or its issuer on."""

    key: str
    whole: str
    start: int
    end: int


class Cited(NamedTuple):
    """What one line cites, in reading order."""

    line: Line
    section: str | None
    found: tuple[Number | Title, ...]

    def span(self, one: Number | Title) -> Span:
        """Return a citation with its place."""
        return Span(self.line.text[one.start : one.end], self.line.line, self.line.col + one.start, self.section)


def cited_letters(report: Report) -> tuple[Cited, ...]:
    """Return the lines of the prose that cite the letters."""
    return tuple(Cited(line, section, found) for line, section in report.prose() if (found := _CITED[line.text]))


def _in_line(text: str) -> tuple[Number | Title, ...]:
    if "号" not in text and "通知" not in text and "试行" not in text:
        return ()
    found: list[Number | Title] = [*_numbers(text), *_titles(text)]
    return tuple(sorted(found, key=lambda one: one.start))


_CITED: Memo[tuple[Number | Title, ...]] = Memo(_in_line)


def _numbers(text: str) -> Iterator[Number]:
    on_reports = _ANNUAL.search(text) is not None
    for match in _NUMBER.finditer(text):
        key = _BY_NUMBER.get((match["year"], match["number"]))
        issuer = _meant(match["issuer"] or "")
        if issuer:
            yield Number(key, issuer, match.end("issuer") - len(issuer), match.end())
        elif key and not match["issuer"] and match["open"] and on_reports:
            yield Number(key, "", match.start("open"), match.end())


def _meant(run: str) -> str:
    """Return the end of a run of characters that is meant for the letters of the office, or ""."""
    best, furthest = "", _FURTHEST + 1
    for length in range(len(LETTERS) - _FURTHEST, len(LETTERS) + _FURTHEST + 1):
        end = run[-length:]
        # 青公开办〔2019〕60号 is a number of another office, 国办函 and 国办发 those of the State Council's documents.
        if len(end) < length or not (end.startswith("国") or (end == run and end.startswith("公开办"))):
            continue
        distance = Levenshtein.distance(end, LETTERS)
        if distance < furthest and (distance < 2 or "公开" in end):
            best, furthest = end, distance
    return best


def _titles(text: str) -> Iterator[Title]:
    for letter in KNOWN:
        for match in letter.core.finditer(text):
            start = _beginning(text, match.start())
            end = match.end() + (text[match.end() : match.end() + 1] in ("》", "〉"))
            yield Title(letter.key, text[start:end], match.start(), match.end())


def _beginning(text: str, at: int) -> int:
    """Return where a title begins: at the outermost 《 that is still open, else where its issuer does."""
    first = max(0, at - 60)
    depth = 0
    opened = -1
    for place in range(at - 1, first - 1, -1):
        if text[place] in "》。；\n":
            depth += 1
            if text[place] != "》":
                break
        elif text[place] == "《":
            if depth:
                depth -= 1
            else:
                opened = place
    issuer = text.rfind("国务院办公厅", first, at)
    if 0 <= issuer < opened or (opened < 0 <= issuer):
        return issuer
    return opened if opened >= 0 else at


def title_key(title: str) -> str:
    """Return the letters of a title without brackets, spaces and issuer."""
    key = SPACES.sub("", _BRACKETS.sub("", normalise(title)))
    for issuer in (ISSUER, "国务院办公厅"):
        key = key.removeprefix(issuer)
    return key

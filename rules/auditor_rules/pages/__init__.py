"""The pages of the built-in rules: what their declarations do not say, one file for each family of rules."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from auditor import Message, Rule
from auditor.model.across import Listed
from auditor.model.page import Example, MadeUp, RulePage

FAMILIES = ("S", "T", "C", "D", "N", "L", "X", "P")


class PageError(Exception):
    """A page that cannot be used; the text names the file and the place."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Text(_Strict):
    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def message(self) -> Message:
        return Message(self.zh, self.en)


class _Report(_Strict):
    """One made-up report, as MadeUp describes it."""

    year: int = 2023
    title: str | None = None
    preamble: str = ""
    sections: dict[str, str] = {}
    cells: dict[str, str | int] = {}
    form: str | None = None
    without: tuple[str, ...] = ()
    replace: tuple[tuple[str, str], ...] = ()
    file: str = "report.txt"
    options: dict[str, Any] = {}

    def made(self) -> MadeUp:
        return MadeUp(**{name: getattr(self, name) for name in _Report.model_fields})


class _Example(_Report):
    """An example: what is shown, its report, and further reports of the run where the rule compares several."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
    others: tuple[_Report, ...] = ()
    manifest: tuple[Listed, ...] = ()

    def example(self) -> Example:
        reports = (self.made(), *(other.made() for other in self.others))
        return Example(Message(self.zh, self.en), reports, self.manifest)


class _Page(_Strict):
    why: str = Field(min_length=1)
    limits: _Text
    fires: _Example
    silent: _Example

    def page(self) -> RulePage:
        return RulePage(self.why, self.limits.message(), self.fires.example(), self.silent.example())


def with_pages(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules, each with its page; a rule without one is returned as it is.

    Raises:
        PageError: a file of pages is not valid.
    """
    known = pages()
    return tuple(replace(rule, page=known.get(rule.id, rule.page)) for rule in rules)


@cache
def pages() -> dict[str, RulePage]:
    """Return every page by rule id.

    Raises:
        PageError: a file of pages is not valid.
    """
    folder = files("auditor_rules.pages")
    return {id: page for family in FAMILIES for id, page in read_pages(folder / f"{family}.toml", family).items()}


def read_pages(file: Traversable, family: str) -> dict[str, RulePage]:
    """Return the pages in one file, which holds one family.

    Raises:
        PageError: the file is not valid, or holds a page of another family.
    """
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PageError(f"{file.name}: {error}") from error
    found = {}
    for id, entry in written.items():
        if not id.startswith(f"OGI-{family}"):
            raise PageError(f"{file.name}: {id} belongs into another file")
        try:
            found[id] = _Page.model_validate(entry).page()
        except ValidationError as error:
            wrong = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
            raise PageError(f"{file.name}: {id}: {'; '.join(wrong)}") from error
    return found

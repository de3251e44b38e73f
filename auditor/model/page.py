"""What a rule's page tells beside its declaration: why in Chinese, an example that fires, one that does not, its limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from auditor.model.across import Listed
from auditor.model.finding import Message


@dataclass(frozen=True, slots=True)
class MadeUp:
    """What a made-up report is made of: a consistent report of its year, all figures 0, but for what is given here.

    `sections` replaces the prose of a section, by key; `cells` sets figures by fact name (`requests.new.total`) or,
    for a whole row, by `requests.new` with blank-separated figures. `without` leaves out sections by key, tables as
    `table:requests`, or rows as `requests.other_1`. `replace` holds pairs (old, new), applied to the finished text.
    `file` is what the file is called, `options` what the settings would say.
    """

    year: int = 2023
    title: str | None = None
    preamble: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str | int] = field(default_factory=dict)
    form: str | None = None
    without: tuple[str, ...] = ()
    replace: tuple[tuple[str, str], ...] = ()
    file: str = "report.txt"
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    """A run that a rule fires on, or stays silent on: one report, or several where the rule compares them.

    `shown` says what is to be seen; `manifest` lists who must have reported, for rules that need to know.
    """

    shown: Message
    reports: tuple[MadeUp, ...]
    manifest: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class RulePage:
    """The part of a rule's page that its declaration does not hold."""

    why_zh: str
    limits: Message
    fires: Example
    silent: Example

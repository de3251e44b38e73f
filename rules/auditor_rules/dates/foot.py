"""The foot of a report: the organ's name and the date beneath it (落款)."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from auditor.forms.identity import year_number
from auditor.model.document import Line, Table
from auditor.model.finding import Span
from auditor.model.report import Report
from auditor.model.text import SPACES, Memo
from auditor_rules.organs import Kind, kind_of
from auditor_rules.prose.numerals import read_number

DATE = (
    r"(?P<year>(?:19|20)\d\d|二[〇○零0][〇○零0一二三四五六七八九]{2})(?:年(?:度)?|[.\-/])"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3})(?:月|[.\-/]|$)(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?)?"
)
"""A date on a line of its own, in any of the usual ways to write one, after spaces were taken out."""
_LINE = re.compile(
    rf"(?P<organ>[\u4e00-\u9fff()]{{4,40}}?)?(?:[（(](?:公?章|盖章)[)）])?(?:(?:日期|时间)[:：])?{DATE}[。.]?"
)
_NAME = re.compile(r"[\u4e00-\u9fff()]{4,40}")
# The name as printed before its date: 二 begins a date in Chinese digits, and no seal's note is part of a name.
_PRINTED = re.compile(
    r"\s*(?P<name>[\u4e00-\u9fff()（） \u3000]+?)\s*(?:[（(](?:公?章|盖章)[)）])?\s*(?=\d|二[〇○零]|日期|时间)"
)
_LAST, _LONGEST = 5, 60


class Foot(NamedTuple):
    """What stands beneath the report. The day is None where only a month is given; `lines` are the lines it takes up."""

    organ: Span | None = None
    date: Span | None = None
    year: int = 0
    month: int = 0
    day: int | None = None
    lines: frozenset[int] = frozenset()


def foot(report: Report) -> Foot:
    """Return the name and date among the last five paragraphs, each where it stands on a line of its own."""
    found = Foot()
    after_title = report.title.line or 0 if report.title is not None else 0
    for line, section in _last_lines(report):
        if len(line.text) > _LONGEST or line.line <= after_title:
            continue
        dated, named = _READ[line.text]
        if dated is not None:
            found = _with_date(found, dated, line, section)
        elif named:
            span = Span(line.text, line.line, line.col, section)
            found = found._replace(organ=span, lines=found.lines | {line.line})
    return found


def _read(line: str) -> tuple[re.Match[str] | None, bool]:
    """Return the date that a line consists of, or whether it is the name of an organ."""
    text = SPACES.sub("", unicodedata.normalize("NFKC", line))
    dated = _LINE.fullmatch(text) if any(char.isdigit() for char in text) or "年" in text else None
    return dated, dated is None and _NAME.fullmatch(text) is not None and kind_of(text).kind is not Kind.UNKNOWN


_READ: Memo[tuple[re.Match[str] | None, bool]] = Memo(_read)


def _last_lines(report: Report) -> list[tuple[Line, str | None]]:
    found: list[tuple[Line, str | None]] = []
    for section in reversed(report.sections):
        for node in reversed(section.nodes):
            if not isinstance(node, Table):
                found.append((node, section.spec.key))
            if len(found) == _LAST:
                return found[::-1]
    return found[::-1]


def _with_date(found: Foot, dated: re.Match[str], line: Line, section: str | None) -> Foot:
    organ = found.organ
    if dated["organ"] and kind_of(dated["organ"]).kind is not Kind.UNKNOWN:
        printed = _PRINTED.match(line.text)
        if printed is not None:
            organ = Span(printed["name"], line.line, line.col + printed.start("name"), section)
    elif dated["organ"]:
        return found
    year = year_number(dated["year"].replace("0", "〇") if dated["year"][0] == "二" else dated["year"])
    month, day = (int(read_number(dated[part]) or 0) if dated[part] else None for part in ("month", "day"))
    return Foot(
        organ,
        Span(line.text, line.line, line.col, section),
        year,
        month or 0,
        day,
        found.lines | {line.line},
    )

"""What is found in a report is found in its page: whatever content system made it, and however it is encoded."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from auditor.engine.assess import assess
from auditor.engine.audit import read_options
from auditor.engine.decisions import Decisions
from auditor.engine.stamp import stamp
from auditor.forms.bind import Binder
from auditor.model.finding import Place
from auditor.model.source import Source
from auditor.plugins.load import Catalogue, load_catalogue
from auditor.reading.html.read import read
from samples.make import DEFECTS, PlantedSample, Sample, clean_report, planted
from samples.make.as_html import STYLES, html_page, mhtml

AS_OF = datetime.date(2026, 3, 1)
SEEDS = 18
"""Clean reports, each in the style of its turn; every planted defect comes once."""
_LINE = re.compile(r"第\d+行")


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


@cache
def binder() -> Binder:
    return Binder(catalogue().forms)


Found = tuple[list[tuple[str | None, ...]], dict[str, str]]


def cell_of(place: Place) -> tuple[str | None, ...]:
    return place.table, place.row, place.column


def _said(rule: str, message: str) -> str:
    """Return what a finding says without its line; why a file is no report depends on the head a page may keep elsewhere."""
    return "" if rule == "OGI-P001" else _LINE.sub("", message)


def found(text: str, name: str, options: Mapping[str, object]) -> Found:
    """Findings without their lines, and the state of every rule."""
    report = binder().read(Source(name, "0" * 64, text))
    report.options = dict(options)
    outcomes = [assess(rule, report) for rule in catalogue().rules if rule.across is None]
    findings, _ = stamp(report, outcomes, Decisions(), AS_OF)
    return sorted(
        (
            (each.rule, each.severity, _said(each.rule, each.message.zh), *cell_of(each.place), each.actual)
            for each in findings
        ),
        key=str,
    ), {outcome.rule.id: outcome.state.value for outcome in outcomes}


def cases() -> Iterator[tuple[int, Sample | PlantedSample]]:
    yield from ((seed, clean_report(seed)) for seed in range(SEEDS))
    yield from ((SEEDS + number, planted(number, defect)) for number, defect in enumerate(DEFECTS.values()))


@pytest.mark.parametrize("style", range(len(STYLES)), ids=[style.__name__.strip("_") for style in STYLES])
def test_findings_in_a_page_equal_those_in_the_text(style: int) -> None:
    turns = [(seed, sample) for seed, sample in cases() if seed % len(STYLES) == style]
    assert len(turns) > 30
    for seed, sample in turns:
        options = dict(sample.defect.options) if isinstance(sample, PlantedSample) else {}
        published = f"{sample.facts.year + 1}-01-20" if seed % 4 else ""
        charset = ("utf-8", "gb2312", "gb18030")[seed // len(STYLES) % 3]
        page = html_page(sample.text, seed, charset=charset, published=published)
        codec = "utf-8" if charset == "utf-8" else "gb18030"
        data = mhtml(page, charset=codec) if seed % 7 == 0 else page.encode(codec)
        got = read(data, read_options(catalogue().forms))
        assert (got.published.isoformat() if got.published else "") == published
        known = {**options, "published": published} if published else options
        name = f"{sample.name}.html"
        assert found(got.text, name, known) == found(sample.text, name, known), (seed, sample.name)

"""What a correct audit says of real reports, which are no part of the project: read from ../shared/data where it exists."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest

from auditor.cli.main import main

DATA = Path(__file__).parents[2] / "shared" / "data"
COLUMNS = ("natural", "commercial", "research", "public_benefit", "legal_service", "other", "total")
KNOWN: dict[str, Any] = (
    tomllib.loads((DATA / "expected.toml").read_text("utf-8")) if (DATA / "expected.toml").is_file() else {}
)
_PROSE = "the numbers of the prose are compared anew in the next issue"
OPEN = {
    ("shanghai-2019.html", "OGI-C508"): _PROSE,
    ("suqian-2024.html", "OGI-C507"): _PROSE, ("suqian-2024.html", "OGI-C501"): _PROSE,
}  # fmt: skip
"""Lines that do not hold yet, and why."""
ONCE = ("nantuo-2020.txt", "hongze-2023.pdf")
"""Reports of which each line is met by one finding and no more."""

pytestmark = pytest.mark.skipif(not KNOWN, reason="../shared/data is not there")


class Audited(NamedTuple):
    """What the program writes of a report, as JSON, and what a correct audit says of it."""

    written: dict[str, Any]
    expected: dict[str, Any]

    @property
    def report(self) -> dict[str, Any]:
        (report,) = self.written["reports"]
        found: dict[str, Any] = report
        return found

    def said(self, rule: str) -> list[str]:
        """Return what the findings of a rule say."""
        return [found["message"]["zh"] for found in self.written["findings"] if found["rule"] == rule]

    def known(self, rules: list[str]) -> list[str]:
        """Leave out rules that this run does not have: the catalogue is still growing."""
        return [rule for rule in rules if rule in self.written["tool"]["rules"]]


@cache
def _audited(name: str) -> Audited:
    if not (DATA / name).is_file():
        pytest.skip(f"../shared/data/{name} is not there")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "out.json"
        main([str(DATA / name), "-f", f"json={file}"])
        return Audited(json.loads(file.read_text("utf-8")), KNOWN[name])


@pytest.fixture(params=KNOWN)
def audited(request: pytest.FixtureRequest) -> Audited:
    return _audited(request.param)


def _lines(kind: str) -> list[Any]:
    """Return the lines of one kind that a correct audit meets: each report with each rule, or with each finding."""
    return [
        pytest.param(
            name, line,
            id=f"{name} {rule}",
            marks=[pytest.mark.xfail(reason=OPEN[name, rule], strict=False)] if (name, rule) in OPEN else [],
        )
        for name, expected in KNOWN.items()
        for line in expected[kind]
        for rule in [line["rule"] if isinstance(line, dict) else line]
    ]  # fmt: skip


def test_organ_year_and_form_are_read(audited: Audited) -> None:
    assert (audited.report["organ"], audited.report["year"]) == (audited.expected["organ"], audited.expected["year"])
    assert audited.report["form"].endswith(audited.expected["form"])


def test_every_figure_is_a_fact(audited: Audited) -> None:
    facts = audited.report["facts"]
    if "cells" in audited.expected:
        # Every figure of that report is 0.
        for table, name in (("disclosure", "table 2"), ("requests", "table 3"), ("appeals", "table 4")):
            values = [value for key, value in facts.items() if key.startswith(f"{table}.")]
            assert values == [0] * audited.expected["cells"][name]
        return
    if "table_3" not in audited.expected:
        assert len([value for value in facts.values() if value is not None]) > 30
        return
    wanted: dict[str, list[int]] = {}
    for key, rows in audited.expected["table_3"].items():
        if isinstance(rows[0], list):
            wanted |= {f"{key}_{number}": row for number, row in enumerate(rows, start=1)}
        else:
            wanted[key] = rows
    assert {row: [facts[f"requests.{row}.{column}"] for column in COLUMNS] for row in wanted} == wanted
    assert sum(1 for key in facts if key.startswith("requests.")) >= len(list(chain(*wanted.values())))


@pytest.mark.parametrize(("name", "wanted"), _lines("finds"))
def test_what_must_be_found_is_found(name: str, wanted: dict[str, Any]) -> None:
    audited = _audited(name)
    if not audited.known([wanted["rule"]]):
        pytest.skip("this run does not have the rule")

    fitting = [found for found in audited.written["findings"] if _fits(found, wanted)]
    assert fitting, audited.said(wanted["rule"])
    assert len(fitting) == 1 or name not in ONCE


def _fits(found: dict[str, Any], wanted: dict[str, Any]) -> bool:
    quoted = [quote["text"] for quote in found["quotes"]]
    lines = [quote["place"]["line"] for quote in found["quotes"]]
    return (
        (found["rule"], found["severity"]) == (wanted["rule"], wanted["severity"])
        and all(any(text in quote for quote in quoted) for text in wanted["quotes"])
        and lines == wanted.get("lines", lines)
        and found["place"]["page"] == wanted.get("page", found["place"]["page"])
        and found["expected"] == wanted.get("expected", found["expected"])
        and found["actual"] == wanted.get("actual", found["actual"])
    )


@pytest.mark.parametrize(("name", "rule"), _lines("passes"))
def test_what_must_pass_passes(name: str, rule: str) -> None:
    audited = _audited(name)
    assert audited.report["states"].get(rule, "pass") == "pass", audited.said(rule)


@pytest.mark.parametrize(("name", "rule"), _lines("not_assessable"))
def test_what_cannot_be_assessed_says_so(name: str, rule: str) -> None:
    assert _audited(name).report["states"].get(rule, "not_assessable") == "not_assessable"


@pytest.mark.parametrize(("name", "rule"), _lines("never"))
def test_nothing_is_found_that_must_never_be(name: str, rule: str) -> None:
    assert _audited(name).said(rule) == []


def test_a_blank_column_is_one_finding_that_says_where() -> None:
    (found,) = _audited("shanghai-2019.html").said("OGI-T305")

    assert "“总计”列19行空白" in found

"""What a correct audit says of real reports, which are no part of the project: read from ../shared/data where it exists."""

from __future__ import annotations

import json
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from auditor.cli.main import main

DATA = Path(__file__).parents[2] / "shared" / "data"
TEXT, PDF = "nantuo-2020.txt", "hongze-2023.pdf"
COLUMNS = ("natural", "commercial", "research", "public_benefit", "legal_service", "other", "total")

pytestmark = pytest.mark.skipif(not (DATA / "expected.toml").is_file(), reason="../shared/data is not there")


class Audited(NamedTuple):
    """What the program writes of a report, as JSON, and what a correct audit says of it."""

    written: dict[str, Any]
    expected: dict[str, Any]

    @property
    def report(self) -> dict[str, Any]:
        (report,) = self.written["reports"]
        found: dict[str, Any] = report
        return found

    def known(self, rules: list[str]) -> list[str]:
        """Leave out rules that this run does not have: the catalogue is still growing."""
        return [rule for rule in rules if rule in self.written["tool"]["rules"]]


@pytest.fixture(scope="module", params=[TEXT, PDF])
def audited(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Audited:
    name: str = request.param
    if not (DATA / name).is_file():
        pytest.skip(f"../shared/data/{name} is not there")
    file = tmp_path_factory.mktemp("run") / "out.json"
    main([str(DATA / name), "-f", f"json={file}"])
    return Audited(
        json.loads(file.read_text("utf-8")), tomllib.loads((DATA / "expected.toml").read_text("utf-8"))[name]
    )


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
    wanted: dict[str, list[int]] = {}
    for key, rows in audited.expected["table_3"].items():
        if isinstance(rows[0], list):
            wanted |= {f"{key}_{number}": row for number, row in enumerate(rows, start=1)}
        else:
            wanted[key] = rows
    assert {row: [facts[f"requests.{row}.{column}"] for column in COLUMNS] for row in wanted} == wanted
    assert sum(1 for key in facts if key.startswith("requests.")) >= len(list(chain(*wanted.values())))


def test_what_must_be_found_is_found(audited: Audited) -> None:
    for wanted in audited.expected["finds"]:
        if not audited.known([wanted["rule"]]):
            continue
        fitting = [found for found in audited.written["findings"] if _fits(found, wanted)]
        assert len(fitting) == 1, wanted


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


def test_what_must_pass_passes(audited: Audited) -> None:
    rules = audited.known(audited.expected["passes"])
    assert {rule: audited.report["states"][rule] for rule in rules} == dict.fromkeys(rules, "pass")


def test_what_cannot_be_assessed_says_so(audited: Audited) -> None:
    rules = audited.known(audited.expected["not_assessable"])
    assert {rule: audited.report["states"][rule] for rule in rules} == dict.fromkeys(rules, "not_assessable")


def test_nothing_is_found_that_must_never_be(audited: Audited) -> None:
    found = {each["rule"] for each in audited.written["findings"]}
    assert found.isdisjoint(audited.expected["never"])

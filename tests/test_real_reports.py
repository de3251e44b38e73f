"""What a correct audit says of real reports, which are no part of the project: read from ../shared/data where it exists."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from auditor.cli.main import main

DATA = Path(__file__).parents[2] / "shared" / "data"
NAME = "nantuo-2020.txt"

pytestmark = pytest.mark.skipif(not (DATA / "expected.toml").is_file(), reason="../shared/data is not there")


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what the program writes of the report, as JSON."""
    file = tmp_path_factory.mktemp("run") / "out.json"
    main([str(DATA / NAME), "-f", f"json={file}"])
    document: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return document


def expected() -> dict[str, Any]:
    """Return what a correct audit says of the report.

    The catalogue is still growing: what is expected of rules that this run does not have is left out everywhere below.
    """
    entry: dict[str, Any] = tomllib.loads((DATA / "expected.toml").read_text("utf-8"))[NAME]
    return entry


def known(rules: list[str], audited: dict[str, Any]) -> list[str]:
    return [rule for rule in rules if rule in audited["tool"]["rules"]]


def test_organ_year_and_form_are_read(audited: dict[str, Any]) -> None:
    (report,) = audited["reports"]
    assert (report["organ"], report["year"]) == (expected()["organ"], expected()["year"])
    assert report["form"].endswith(expected()["form"])


@pytest.mark.parametrize(
    ("table", "name"), [("disclosure", "table 2"), ("requests", "table 3"), ("appeals", "table 4")]
)
def test_every_figure_is_a_fact(table: str, name: str, audited: dict[str, Any]) -> None:
    (report,) = audited["reports"]
    facts = [value for key, value in report["facts"].items() if key.startswith(f"{table}.")]
    assert facts == [0] * expected()["cells"][name]


def test_what_must_be_found_is_found(audited: dict[str, Any]) -> None:
    for wanted in expected()["finds"]:
        if not known([wanted["rule"]], audited):
            continue
        (found,) = [each for each in audited["findings"] if each["rule"] == wanted["rule"]]
        quoted = [quote["text"] for quote in found["quotes"]]
        assert found["severity"] == wanted["severity"]
        assert all(any(text in quote for quote in quoted) for text in wanted["quotes"])
        lines = [quote["place"]["line"] for quote in found["quotes"]]
        assert lines == wanted.get("lines", lines)


def test_what_must_pass_passes(audited: dict[str, Any]) -> None:
    (report,) = audited["reports"]
    rules = known(expected()["passes"], audited)
    assert {rule: report["states"][rule] for rule in rules} == dict.fromkeys(rules, "pass")


def test_what_cannot_be_assessed_says_so(audited: dict[str, Any]) -> None:
    (report,) = audited["reports"]
    assert all(report["states"][rule] == "not_assessable" for rule in known(expected()["not_assessable"], audited))


def test_nothing_is_found_that_must_never_be(audited: dict[str, Any]) -> None:
    found = {each["rule"] for each in audited["findings"]}
    assert found.isdisjoint(expected()["never"])

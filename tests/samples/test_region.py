"""The sample regions: where the reports bear each other out nothing is found, and elsewhere what was planted."""

from __future__ import annotations

import csv
import io

import pytest

from samples.make.__main__ import FOLDER
from samples.make.region import Written, make_regions
from tests.running import Ran, audit

REGIONS = {written.region.folder: written for written in make_regions()}
FAULTY = REGIONS["region"]
WRITTEN = pytest.mark.parametrize("written", REGIONS.values(), ids=REGIONS)


def audited(written: Written) -> Ran:
    folder = FOLDER / written.region.folder
    return audit("--manifest", folder / "manifest.csv", folder, "--now", "2025-03-01")


@pytest.fixture(scope="module")
def faulty() -> Ran:
    return audited(FAULTY)


def test_every_planted_fault_is_found_and_nothing_else(faulty: Ran) -> None:
    found = [(f["rule"], f["severity"], f["place"]["path"] or "manifest.csv") for f in faulty.json["findings"]]

    assert sorted(found) == sorted(
        (fault.rule, fault.severity, file) for fault in FAULTY.faults for file in fault.files
    )


def test_every_rule_over_several_reports_has_its_fault(faulty: Ran) -> None:
    rules = [f"OGI-C{number}" for number in range(515, 519)] + [f"OGI-X{number}" for number in range(901, 906)]

    assert [fault.rule for fault in FAULTY.faults] == rules


def test_what_two_reports_share_is_one_incident(faulty: Ran) -> None:
    incidents: dict[str, set[str]] = {}
    for finding in faulty.json["findings"]:
        incidents.setdefault(finding["rule"], set()).add(finding["incident"])

    assert {rule: len(of_it) for rule, of_it in incidents.items()} == {fault.rule: 1 for fault in FAULTY.faults}


def test_the_clean_region_is_clean_and_every_question_about_its_second_year_is_answered() -> None:
    ran = audited(REGIONS["region-clean"])
    asked = {fault.rule for fault in FAULTY.faults}

    assert (ran.code, ran.json["findings"]) == (0, [])
    for report in ran.json["reports"]:
        if report["year"] == 2022:
            states = {rule: state for rule, state in report["states"].items() if rule in asked}
            county = "镇" not in report["organ"]
            assert states.pop("OGI-C518") == ("pass" if county else "not_applicable")
            assert states.pop("OGI-X904") in ("pass", "not_applicable")
            assert set(states.values()) == {"pass"}, states


@WRITTEN
def test_the_manifest_names_every_report(written: Written) -> None:
    rows = list(csv.DictReader(io.StringIO(written.files[f"{written.region.folder}/manifest.csv"])))
    again = 1 if written.region.faulty else 0  # one report lies there twice, and another is missing

    assert len(rows) == len(written.files) - 1
    assert len({(row["organ"], row["year"]) for row in rows}) == len(rows)
    assert sum(row["parent"] == "" for row in rows) == 2
    assert sum(any(row["organ"] in text for text in written.files.values()) for row in rows) >= len(rows) - again


def test_the_readme_names_every_fault() -> None:
    text = (FOLDER / "README.md").read_text("utf-8")

    for fault in FAULTY.faults:
        assert f"| {fault.rule} |" in text
        assert all(file in text for file in fault.files)

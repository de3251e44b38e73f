"""JUnit XML: what other programs count in it is what the ledger says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase
from lxml import etree

from tests.outputs.busy import SHOWN, output
from tests.running import audit


@pytest.fixture(scope="module")
def root(record: Path) -> etree._Element:
    return etree.parse(output(record, "junit")).getroot()


@pytest.fixture(scope="module")
def suites(record: Path) -> dict[str, list[TestCase]]:
    """The cases by suite, read by another program."""
    return {suite.name: list(suite) for suite in JUnitXml.fromfile(str(output(record, "junit")))}


def cases(suites: dict[str, list[TestCase]], path: str, rule: str) -> list[TestCase]:
    return [case for case in suites[path] if case.name.startswith(f"{rule} ")]


def test_a_suite_is_a_report_and_has_a_case_for_each_rule(suites: dict[str, list[TestCase]], published: Any) -> None:
    assert list(suites) == [report["path"] or "青禾县文化局 2023" for report in published["reports"]]
    for report, found in zip(published["reports"], suites.values(), strict=True):
        assert {case.name.partition(" ")[0].rstrip(":") for case in found} - {"MANUAL-1"} == set(report["states"])


def test_what_a_reviewer_saw_by_eye_fails_too(suites: dict[str, list[TestCase]]) -> None:
    (case,) = [case for case in suites["d.txt"] if case.name.startswith("MANUAL-1")]

    assert (case.result[0].type, case.result[0].message) == ("warning", "落款缺公章")


def test_the_totals_add_up(root: etree._Element) -> None:
    tags = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    for suite in root:
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        for name, tag in tags.items():
            assert int(suite.get(name, "")) == len(suite.findall(f"testcase/{tag}"))
    for name in ("tests", *tags):
        assert int(root.get(name, "")) == sum(int(suite.get(name, "")) for suite in root)


def test_each_finding_is_one_case_and_every_other_state_too(root: etree._Element, published: Any) -> None:
    ledger = published["ledger"]
    passed = [case for case in root.iter("testcase") if not len(case)]
    skipped = root.get("skipped")
    waived = [f for f in published["findings"] if f["decision"] and f["decision"]["state"] == "holds"][:1]

    assert len(passed) == ledger["pass"]
    assert int(root.get("failures", "")) == len(published["findings"]) - len(waived)
    assert int(root.get("errors", "")) == ledger["error"]
    assert int(skipped or "") == ledger["not_applicable"] + ledger["not_assessable"] + len(waived)


def test_names_are_unique_within_a_suite(suites: dict[str, list[TestCase]]) -> None:
    for found in suites.values():
        assert len({case.name for case in found}) == len(found)


def test_a_finding_is_a_failure_of_its_severity_with_all_that_proves_it(suites: dict[str, list[TestCase]]) -> None:
    (case,) = cases(suites, "d.txt", "OGI-T303")
    (failure,) = case.result

    assert isinstance(failure, Failure)
    assert failure.type == "error"
    assert "总计 6" in failure.message
    for part in ("位置：表三", "引文：6", "应为：0", "实为：6", "关系式：", "依据：", "建议：", "标识：", "证据："):
        assert part in failure.text
    assert (case.classname, case._elem.get("file"), int(case._elem.get("line")) > 0) == ("d.txt", "d.txt", True)


def test_a_finding_to_review_fails_as_such(suites: dict[str, list[TestCase]]) -> None:
    (case,) = cases(suites, "n.txt", "OGI-P001")

    assert [failure.type for failure in case.result] == ["review"]


def test_a_crash_is_an_error(suites: dict[str, list[TestCase]]) -> None:
    (case,) = cases(suites, "b.txt", "TEST-A001")

    assert isinstance(case.result[0], Error)
    assert "ValueError" in case.result[0].message


def test_what_could_not_be_assessed_is_skipped_with_its_reason(suites: dict[str, list[TestCase]]) -> None:
    (case,) = cases(suites, "c.txt", "OGI-T303")

    assert isinstance(case.result[0], Skipped)
    assert case.result[0].message == "无法判断：未读到表三（收到和处理政府信息公开申请情况）"


def test_a_waived_finding_is_skipped_with_the_decision(suites: dict[str, list[TestCase]]) -> None:
    waived = cases(suites, "a 报告#1.txt", "OGI-T303")[0]

    assert isinstance(waived.result[0], Skipped)
    assert waived.result[0].message == "已豁免：口径不同, 王某, 2030-01-01"


def test_hostile_text_stays_text_and_forbidden_characters_are_gone(record: Path, root: etree._Element) -> None:
    (failure,) = [f for f in root.iter("failure") if f.get("type") == "review" and "cmd" in (f.get("message") or "")]

    assert failure.get("message") == SHOWN
    assert not any(tag in {element.tag for element in root.iter()} for tag in ("b", "a"))
    assert b"\x07" not in output(record, "junit").read_bytes()


def test_an_empty_run_is_an_empty_list(tmp_path: Path) -> None:
    audit(tmp_path, "-f", f"junit={tmp_path / 'o.xml'}")

    assert dict(etree.parse(tmp_path / "o.xml").getroot().attrib) == {
        "name": "auditor", "tests": "0", "failures": "0", "errors": "0", "skipped": "0", "time": "0",
    }  # fmt: skip

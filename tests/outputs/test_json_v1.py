"""JSON version 1: what is written has the published shape, whatever was audited."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from auditor.outputs.json_v1 import schema
from auditor.record.view import Run
from auditor.testing import report_text
from tests.mangling import mangled
from tests.running import Ran, audit, put

PUBLISHED = Path(__file__).parents[2] / "docs/json-v1.schema.json"
HOSTILE = "<script>\u2028\u202e]]>{{x}}\x00\x1b[31m\\\"'"


@pytest.fixture(scope="module")
def checker() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema())


def valid(checker: jsonschema.Draft202012Validator, ran: Ran) -> Any:
    found = ran.json
    checker.validate(found)
    return found


def test_the_published_schema_is_that_of_the_program() -> None:
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema()


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_a_run_over_all_sorts_of_files_has_the_published_shape(
    tmp_path: Path, checker: jsonschema.Draft202012Validator
) -> None:
    files = {f"{seed}.txt": mangled(2023, seed) for seed in range(20)}
    folder = put(
        tmp_path, {**files, "clean.txt": report_text(), "n.txt": "通知", "u.txt": b"\xff\xfe\x00", "x.xyz": ""}
    )

    assert len(valid(checker, audit(folder))["reports"]) == 23


def test_an_empty_run_has_the_published_shape(tmp_path: Path, checker: jsonschema.Draft202012Validator) -> None:
    found = valid(checker, audit(tmp_path))

    assert (found["exit_code"], found["reports"], found["ledger"]["reports"]) == (4, [], 0)


def test_hostile_texts_and_names_have_the_published_shape_and_come_back_as_they_are(
    tmp_path: Path, checker: jsonschema.Draft202012Validator
) -> None:
    text = report_text(
        title=f"青禾县{HOSTILE}局2023年政府信息公开工作年度报告",
        sections={"overview": HOSTILE + "三是。二是。"},
        cells={"requests.new.total": HOSTILE},
    )
    found = valid(checker, audit(put(tmp_path, {"<b>\n\x1b.txt": text})))

    assert found["reports"][0]["path"] == "<b>\\x0a\\x1b.txt"
    assert any(HOSTILE.strip() in quote["text"] for finding in found["findings"] for quote in finding["quotes"])


def test_a_decision_is_part_of_the_shape(tmp_path: Path, checker: jsonschema.Draft202012Validator) -> None:
    put(tmp_path / "in", {"a.txt": report_text(cells={"requests.new.total": "5"})})
    found = audit(tmp_path / "in").json["findings"][0]
    put(tmp_path, {"d.csv": f"fingerprint,evidence,verdict\n{found['fingerprint']},{found['evidence']},accepted\n"})

    decided = valid(checker, audit(tmp_path / "in", "--decisions", tmp_path / "d.csv"))
    assert [finding["decision"]["state"] for finding in decided["findings"] if finding["decision"]] == ["holds"]


def test_a_place_is_given_in_the_forms_own_keys(tmp_path: Path) -> None:
    text = report_text(cells={"requests.new.total": "5"})
    ran = audit(put(tmp_path, {"a.txt": text}), "--select", "OGI-T303")

    assert ran.json["findings"][0]["place"] == {
        "path": "a.txt", "line": text.split("\n").index("\t5") + 1, "col": 2, "section": "requests", "table": "requests",
        "row": "new", "column": "total", "page": None,
    }  # fmt: skip


def test_what_the_record_knows_of_an_incident_besides_stays_there(tmp_path: Path) -> None:
    put(tmp_path, {"in/a.txt": report_text(cells={"appeals.review": "10 1 0 0 0"})})
    incidents = audit(tmp_path / "in", "-o", tmp_path / "out").json["incidents"]
    record = Run(tmp_path / "out")
    recorded = [incident for report in record.reports() for incident in report.incidents]
    record.close()

    assert any(incident["repairs"] for incident in recorded)
    assert [list(incident) for incident in incidents] == [["id", "findings", "explanation"]] * len(recorded)


def test_every_finding_can_be_checked_by_hand(tmp_path: Path) -> None:
    folder = put(tmp_path, {f"{seed}.txt": mangled(2023, seed) for seed in range(20)})

    for finding in audit(folder).json["findings"]:
        assert all(finding[key]["zh"] and finding[key]["en"] for key in ("message", "basis", "remedy")), finding["rule"]
        assert len(finding["fingerprint"]) == len(finding["evidence"]) == 32


def test_the_same_json_goes_to_a_file_and_to_standard_output(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", {"a.txt": report_text()})
    ran = audit(folder)
    audit(folder, "-f", f"json={tmp_path / 'run.json'}")

    assert (tmp_path / "run.json").read_text(encoding="utf-8") == ran.out

"""What makes a finding the same finding: its fingerprint outlives edits elsewhere, its evidence does not outlive its figures."""

from __future__ import annotations

from auditor.model.finding import Finding
from auditor.model.rule import Rule
from auditor.plugins.load import load_catalogue
from auditor.testing import full_findings, report_text

CELLS = {"requests.new": "1 0 0 0 0 0 2"}
RULES = {rule.id: rule for rule in load_catalogue().rules}
ROW_TOTAL = RULES["OGI-T303"]


def only(text: str, path: str = "a.txt", rule: Rule = ROW_TOTAL) -> Finding:
    (finding,) = full_findings(rule, text, path)
    return finding


def test_a_moved_line_keeps_the_fingerprint() -> None:
    moved = report_text(cells=CELLS, preamble="现公布如下。\n第二段。")

    assert only(moved).fingerprint == only(report_text(cells=CELLS)).fingerprint
    assert only(moved).place.line != only(report_text(cells=CELLS)).place.line


def test_a_renamed_file_keeps_the_fingerprint() -> None:
    text = report_text(cells=CELLS)

    assert only(text, "new/name.txt").fingerprint == only(text, "a.txt").fingerprint


def test_a_typo_corrected_elsewhere_keeps_fingerprint_and_evidence() -> None:
    wrong, right = (
        report_text(cells=CELLS, sections={"problems": "布署"}),
        report_text(cells=CELLS, sections={"problems": "部署"}),
    )

    assert (only(wrong).fingerprint, only(wrong).evidence) == (only(right).fingerprint, only(right).evidence)


def test_a_corrected_figure_keeps_the_fingerprint_and_changes_the_evidence() -> None:
    before, after = only(report_text(cells=CELLS)), only(report_text(cells={"requests.new": "1 0 0 0 0 0 3"}))

    assert before.fingerprint == after.fingerprint
    assert before.evidence != after.evidence


def test_padding_and_full_width_digits_are_the_same_evidence() -> None:
    padded = report_text(cells=CELLS).replace("\t2\n", "\t　２ \n")

    assert only(padded).evidence == only(report_text(cells=CELLS)).evidence


def test_another_cell_has_another_fingerprint() -> None:
    other = report_text(cells={"requests.granted": "1 0 0 0 0 0 2"})

    assert only(other).fingerprint != only(report_text(cells=CELLS)).fingerprint


def test_another_rule_has_another_fingerprint() -> None:
    text = report_text(cells={"requests.new": "1 0 0 0 0 0 2"})

    assert only(text).fingerprint != only(text, rule=RULES["OGI-T301"]).fingerprint


def test_another_organ_or_year_has_another_fingerprint() -> None:
    titles = [
        "青禾县教育局2023年政府信息公开工作年度报告",
        "青禾县教育局2022年政府信息公开工作年度报告",
        "青禾县民政局2023年政府信息公开工作年度报告",
    ]
    found = {only(report_text(title=title, cells=CELLS)).fingerprint for title in titles}

    assert len(found) == 3


def test_without_organ_or_year_the_file_stands_in_and_the_finding_says_so() -> None:
    text = report_text(title="2023年政府信息公开工作年度报告", cells=CELLS)

    assert "identified by the file's hash" in only(text).message.en
    assert only(text).fingerprint != only(text + "\n落款\n").fingerprint


def test_two_findings_at_one_place_are_told_apart() -> None:
    text = report_text(sections={"overview": "三是公开。二是解读。"})
    found = [finding.fingerprint for rule in RULES.values() for finding in full_findings(rule, text)]

    assert len(found) == len(set(found))


def test_findings_come_in_the_order_of_their_places() -> None:
    text = report_text(cells={"requests.carried_out": "1 0 0 0 0 0 2", "requests.new": "1 0 0 0 0 0 2"})
    lines = [finding.place.line or 0 for finding in full_findings(ROW_TOTAL, text)]

    assert lines == sorted(lines)


def test_a_lone_finding_is_an_incident_of_one() -> None:
    assert only(report_text(cells=CELLS)).incident

"""OGI-N704: the office of the superior government is called what it is, and one thing throughout."""

from __future__ import annotations

import pytest

from auditor.testing import findings, report_text, state
from auditor_rules.names.superior_organ import superior_right


def found(organ: str, prose: str) -> list[str]:
    text = report_text(title=f"{organ}2023年政府信息公开工作年度报告", sections={"overview": prose})
    return findings(superior_right, text)


def test_a_municipality_has_no_office_of_a_county() -> None:
    assert found("重庆市青禾区石桥镇人民政府", "依据条例和市政府办公室要求，完善制度。") == [
        "3: review “市政府办公室”：重庆市为省级，设办公厅"
    ]


@pytest.mark.parametrize(
    ("organ", "prose"),
    [
        ("青禾县教育局", "按照江海省人民政府办公室要求开展工作。"),
        ("青禾县教育局", "按照省政府办公室要求开展工作。"),
        ("青禾县教育局", "按照《青禾县人民政府办公厅关于做好公开工作的通知》要求。"),
        ("青禾县教育局", "按照县政府办公厅通知开展工作。"),
        ("上海市青禾区教育局", "落实上海市人民政府办公室文件要求。"),
        ("云泽市青禾区教育局", "根据县人民政府办公室通知要求。"),
        ("青禾县教育局", "根据区人民政府办公室通知要求。"),
        ("青禾县教育局", "根据青禾县人民政府办公室和青禾县人民政府办公厅要求。"),
        ("云泽市青禾区教育局", "根据云泽市人民政府办公室通知，落实云泽市人民政府办公厅要求。"),
        ("广西壮族自治区教育厅", "按照广西壮族自治区人民政府办公室要求。"),
    ],
)
def test_offices_that_cannot_be_are_for_review(organ: str, prose: str) -> None:
    lines = found(organ, prose)
    assert len(lines) == 1
    assert lines[0].startswith("3: review ")


@pytest.mark.parametrize(
    ("organ", "prose"),
    [
        ("青禾县教育局", "按照国务院办公厅和省人民政府办公厅要求，落实县政府办公室安排。"),
        ("青禾县教育局", "按照江海省人民政府办公厅、云泽市人民政府办公室、青禾县人民政府办公室要求。"),
        ("云泽市青禾区教育局", "按照云泽市人民政府办公厅要求，落实区政府办公室安排。"),
        ("重庆市青禾区教育局", "按照市政府办公厅要求，落实青禾区人民政府办公室安排。"),
        ("内蒙古自治区教育厅", "按照自治区人民政府办公厅要求。"),
        ("内蒙古自治区教育厅", "按照区政府办公厅要求。"),
        ("石桥镇人民政府", "按照县人民政府办公室和市人民政府办公室要求。"),
        ("和和县教育局", "按照和和县人民政府办公室要求。"),
        ("云泽市教育局", "指导县区政府办公室做好工作。"),
        ("青禾县教育局", "根据《云泽市人民政府办公室关于印发要点的通知》和市政府办公室要求。"),
    ],
)
def test_offices_by_their_right_names_are_let_pass(organ: str, prose: str) -> None:
    assert found(organ, prose) == []


def test_a_report_that_names_no_office_has_nothing_to_check() -> None:
    assert state(superior_right, report_text()) == "not_applicable"

"""Findings with one cause stand together; quotations are named by what tells them apart."""

from __future__ import annotations

from typing import Any

from auditor.outputs.html.draw import Drawer, Original
from auditor.outputs.html.findings import Exhibits
from auditor.outputs.html.mark import Anchors
from auditor.outputs.html.pages import _titles
from tests.outputs.html import made_up
from tests.outputs.html.conftest import Audited


def exhibits(audited: Audited, *options: str) -> tuple[Exhibits, list[Any]]:
    run = audited({"水务局-2023.txt": made_up.report()}, *options)
    row = next(run.reports())
    original = Original(row.document, Drawer(), "")
    made = Exhibits(original, row.text, Anchors(original.nodes, ""), _titles(run.rules, "#"))
    return made, run.findings(1)


def test_findings_of_one_incident_stand_together_and_are_numbered_as_shown(audited: Audited) -> None:
    made, findings = exhibits(audited, "--select", "OGI-T301,OGI-T303,OGI-T401")
    findings[2]["incident"] = findings[0]["incident"]
    explanation = {"zh": "同一单元格有误", "en": "one wrong cell"}
    groups = made.groups(findings, [{"id": findings[0]["incident"], "findings": [], "explanation": explanation}])
    assert [[shown.number for shown in group.findings] for group in groups] == [[1, 2], [3]]
    assert "同一单元格有误" in groups[0].explanation
    assert "以下2项出于同一原因" in groups[0].together
    assert groups[1].findings[0].finding is findings[1]


def test_quotations_of_one_row_are_named_by_column_and_of_one_column_by_row(audited: Audited) -> None:
    made, findings = exhibits(audited, "--select", "OGI-T303,OGI-T302")
    by_row, by_column = (shown for group in made.groups(findings, []) for shown in group.findings)
    assert ">自然人</span> <b>3</b>" in by_row.quotes[0]
    assert ">（一）予以公开</span> <b>9</b>" in by_column.quotes[0]
    assert by_column.folded


def test_every_place_that_a_finding_cites_is_marked(audited: Audited) -> None:
    made, findings = exhibits(audited)
    made.groups(findings, [])
    cited = {(quote["place"]["line"], quote["place"]["col"]) for finding in findings for quote in finding["quotes"]}
    assert sum(len(spots) for spots in made.marks.spots.values()) >= len(cited) > 20

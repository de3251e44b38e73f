"""Findings with one cause stand together; quotations are named by what tells them apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lxml.html
import pytest

from auditor.outputs.html.baseline import Baseline
from auditor.outputs.html.draw import Drawer, Original
from auditor.outputs.html.findings import Exhibits
from auditor.outputs.html.mark import Anchors
from auditor.outputs.html.original import Origins
from auditor.outputs.html.pages import titles, write_folder
from tests.outputs.html import made_up
from tests.outputs.html.conftest import Audited


def exhibits(audited: Audited, *options: str) -> tuple[Exhibits, list[Any]]:
    run = audited({"水务局-2023.txt": made_up.report()}, *options)
    row = next(run.reports())
    origins = Origins(row.source)
    original = Original(row.document, Drawer(), "", origins)
    made = Exhibits(
        original, row.text, Anchors(original.nodes, ""), origins, titles(run.rules, "#"), Baseline(run), row.form
    )
    return made, run.findings(1)


def shown(made: Exhibits, findings: list[Any], incidents: list[Any]) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(made.html(findings, incidents), create_parent="div")


def test_findings_of_one_incident_stand_together_and_are_numbered_as_shown(audited: Audited) -> None:
    made, findings = exhibits(audited, "--select", "OGI-T301,OGI-T303,OGI-T401")
    findings[2]["incident"] = findings[0]["incident"]
    explanation = {"zh": "同一单元格有误", "en": "one wrong cell"}
    tree = shown(made, findings, [{"id": findings[0]["incident"], "findings": [], "explanation": explanation}])
    together, alone = tree.xpath("./section[@class='incident'] | ./ol")
    assert together.xpath(".//li[starts-with(@class, 'finding')]/@id") == ["f1", "f2"]
    assert "同一单元格有误" in together.text_content()
    assert "以下2项出于同一原因" in together.text_content()
    assert alone.xpath("./li/@data-fp") == [findings[1]["fingerprint"]]
    assert alone.xpath("./li/@id") == ["f3"]


def test_quotations_of_one_row_are_named_by_column_and_of_one_column_by_row(audited: Audited) -> None:
    made, findings = exhibits(audited, "--select", "OGI-T303,OGI-T302")
    by_row, by_column = shown(made, findings, []).xpath(".//li[starts-with(@class, 'finding')]")
    first = ".//li[contains(@class, 'operand')][1]"
    assert " ".join(by_row.xpath(first)[0].text_content().split()) == "自然人 3"
    assert " ".join(by_column.xpath(first)[0].text_content().split()) == "（一）予以公开 9"
    assert by_column.xpath(".//details")


def test_a_wrong_sum_tells_by_how_much_it_is_off_and_a_wrong_year_does_not(audited: Audited) -> None:
    made, findings = exhibits(audited, "--select", "OGI-T401")
    (wrong,) = shown(made, findings, []).xpath(".//div[@class='diff']/dd")
    assert wrong.text_content() == "+1"
    findings[0]["formula"] = findings[0]["place"]["table"] = None
    assert not shown(made, findings, []).xpath(".//div[@class='diff']")


@pytest.mark.parametrize(("expected", "actual"), [("甲", "3"), ("NaN", "3"), ("3", "Infinity"), ("2", "2.0")])
def test_what_are_no_two_different_numbers_has_no_difference(audited: Audited, expected: str, actual: str) -> None:
    made, findings = exhibits(audited, "--select", "OGI-T401")
    findings[0]["expected"], findings[0]["actual"] = expected, actual
    assert not shown(made, findings, []).xpath(".//div[@class='diff']")


def test_every_place_that_a_finding_cites_is_marked(audited: Audited) -> None:
    made, findings = exhibits(audited)
    made.html(findings, [])
    cited = {(quote["place"]["line"], quote["place"]["col"]) for finding in findings for quote in finding["quotes"]}
    assert sum(len(spots) for spots in made.marks.spots.values()) >= len(cited) > 20


def test_the_suspected_cell_is_framed_and_linked_with_its_incident(audited: Audited, tmp_path: Path) -> None:
    run = audited({"水务局-2023.txt": made_up.report()}, "--select", "OGI-T302,OGI-T303")
    write_folder(run, tmp_path, "zh")
    tree = lxml.html.parse(next((tmp_path / "reports").iterdir())).getroot()
    ((cell,),) = [incident["repairs"] for incident in next(run.reports()).incidents]
    (fix,) = tree.xpath("//a[@class='fix']")
    assert fix.text == f"→ {cell['to']}"
    assert fix.getparent().tag == "td"
    assert fix.getparent().xpath("string(./mark)") == cell["from"]
    (incident,) = tree.xpath(f"//section[@class='incident' and @id='{fix.get('href')[1:]}']")
    (link,) = incident.xpath("./p[@class='repairs']/a")
    assert link.get("href") == f"#{fix.getparent().xpath('string(./mark/@id)')}"
    assert f"{cell['from']} → {cell['to']}" in link.text_content()


def test_a_record_without_repairs_and_a_cell_that_is_not_drawn_are_passed_over(audited: Audited) -> None:
    made, findings = exhibits(audited, "--select", "OGI-T401")
    incident = {"id": findings[0]["incident"], "findings": [], "explanation": {"zh": "甲", "en": "a"}}
    assert not shown(made, findings, [incident]).xpath(".//p[@class='repairs']")
    cell = {"table": "appeals", "row": "review", "column": "total", "line": 1, "col": 1, "from": "3", "to": "2"}
    assert not shown(made, findings, [{**incident, "repairs": [cell]}]).xpath(".//p[@class='repairs']")

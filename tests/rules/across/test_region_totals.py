"""OGI-C518: a government's report holds what its subordinate organs report."""

from __future__ import annotations

from auditor.model.across import Listed
from auditor_rules.across.region_totals import region_sums
from tests.rules.across.reports import laid, report, said, states

COUNTY, TOWN, BUREAU = "青禾县人民政府", "青禾县石桥镇人民政府", "青禾县教育局"
MANIFEST = [Listed(COUNTY, 2023), Listed(TOWN, 2023, parent=COUNTY), Listed(BUREAU, 2023, parent=COUNTY)]


def requests(organ: str, number: int) -> str:
    row = f"{number} 0 0 0 0 0 {number}"
    return report(organ, cells={"requests.new": row, "requests.granted": row, "requests.total": row})


def test_a_whole_below_one_of_its_parts_is_a_warning() -> None:
    answers = laid(region_sums, requests(COUNTY, 4), requests(TOWN, 5), requests(BUREAU, 1), manifest=MANIFEST)

    assert states(answers) == ["fail", "not_applicable", "not_applicable"]
    assert "warning 表三本年新收政府信息公开申请数量（总计）为4，小于青禾县石桥镇人民政府的5" in said(answers)[0]
    found = answers[0].finding
    assert found is not None
    assert found.expected == "≥ 5; ≥ 5; ≥ 5"
    assert {place.path for place in found.related} == {"002.txt"}


def test_a_whole_that_is_not_the_sum_of_all_its_parts_is_for_review() -> None:
    answers = laid(region_sums, requests(COUNTY, 7), requests(TOWN, 5), requests(BUREAU, 1), manifest=MANIFEST)

    assert states(answers)[0] == "review"
    assert "总计）为7，所属各单位合计6" in said(answers)[0]


def test_the_sum_of_its_parts_passes() -> None:
    answers = laid(region_sums, requests(COUNTY, 6), requests(TOWN, 5), requests(BUREAU, 1), manifest=MANIFEST)

    assert states(answers)[0] == "pass"


def test_sums_are_not_compared_while_a_part_is_missing() -> None:
    answers = laid(region_sums, requests(COUNTY, 7), requests(TOWN, 5), manifest=MANIFEST)

    assert states(answers) == ["pass", "not_applicable", "not_assessable"]


def test_a_part_above_the_whole_shows_though_others_are_missing() -> None:
    assert states(laid(region_sums, requests(COUNTY, 4), requests(TOWN, 5), manifest=MANIFEST))[0] == "fail"


def test_sums_are_not_compared_where_a_part_has_a_blank() -> None:
    blank = report(BUREAU, cells={"requests.new.total": "/"})
    answers = laid(region_sums, requests(COUNTY, 7), requests(TOWN, 7), blank, manifest=MANIFEST)

    assert states(answers)[0] == "pass"


def test_reports_of_another_year_are_no_parts() -> None:
    manifest = [Listed(COUNTY, 2023), Listed(TOWN, 2022, parent=COUNTY)]
    last = report(TOWN, 2022, cells={"requests.new": "5 0 0 0 0 0 5"})

    assert states(laid(region_sums, requests(COUNTY, 4), last, manifest=manifest)) == ["not_applicable"] * 2


def test_without_a_manifest_it_is_unknown_for_governments_above_the_towns() -> None:
    answers = laid(region_sums, requests(COUNTY, 4), requests(TOWN, 5), requests(BUREAU, 1))

    assert states(answers) == ["not_assessable", "not_applicable", "not_applicable"]


def test_a_whole_without_tables_is_unread() -> None:
    bare = report(COUNTY, without=["table:disclosure", "table:requests", "table:appeals"])
    answers = laid(region_sums, bare, requests(TOWN, 5), requests(BUREAU, 1), manifest=MANIFEST)

    assert answers[0].reason is not None
    assert answers[0].reason.code == "unread"


def test_its_id_is_that_of_the_catalogue() -> None:
    assert region_sums.id == "OGI-C518"

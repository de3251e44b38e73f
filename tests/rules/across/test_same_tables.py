"""OGI-X905: two organs do not have all the same figures."""

from __future__ import annotations

import pytest

from auditor_rules.across.same_tables import own_tables
from tests.rules.across.reports import OTHER_TOWN, TOWN, laid, report, said, states

CELLS = {
    "disclosure.licence.decisions": 48,
    "disclosure.penalty.decisions": 17,
    "requests.new": "12 3 0 0 0 0 15",
    "requests.granted": "12 3 0 0 0 0 15",
    "requests.total": "12 3 0 0 0 0 15",
}
ONE_REQUEST = dict.fromkeys(("requests.new", "requests.granted", "requests.total"), "1 0 0 0 0 0 1")


def test_two_organs_with_the_same_tables_are_a_warning_on_both() -> None:
    answers = laid(own_tables, report(cells=CELLS), report(OTHER_TOWN, cells=CELLS))

    assert states(answers) == ["fail", "fail"]
    assert said(answers)[0].endswith(f"warning 表二、表三全部数据与{OTHER_TOWN}相同")
    first, second = (answer.finding for answer in answers)
    assert first is not None
    assert second is not None
    assert first.incident == second.incident
    assert [quote.text.strip() for quote in first.quotes][:2] == ["48", "17"]
    assert [place.path for place in first.related] == ["002.txt"]


def test_three_organs_are_one_incident_and_counted() -> None:
    answers = laid(own_tables, *(report(organ, cells=CELLS) for organ in (TOWN, OTHER_TOWN, "清河县教育局")))

    assert "等2个机关相同" in said(answers)[0]
    assert len({answer.finding.incident for answer in answers if answer.finding}) == 1


def test_one_other_figure_passes() -> None:
    other = {**CELLS, "disclosure.coercion.decisions": 1}

    assert states(laid(own_tables, report(cells=CELLS), report(OTHER_TOWN, cells=other))) == ["pass", "pass"]


def test_tables_of_zeros_are_naturally_the_same() -> None:
    assert states(laid(own_tables, report(), report(OTHER_TOWN))) == ["pass", "pass"]


def test_one_request_granted_is_what_many_towns_have() -> None:
    assert states(laid(own_tables, report(cells=ONE_REQUEST), report(OTHER_TOWN, cells=ONE_REQUEST))) == [
        "pass",
        "pass",
    ]


def test_the_more_reports_the_more_must_be_the_same() -> None:
    small = {"disclosure.licence.decisions": 6, "disclosure.normative.valid": 3, **ONE_REQUEST}
    two = [report(cells=small), report(OTHER_TOWN, cells=small)]
    rest = [
        report(f"清河县{name}镇人民政府", cells={"disclosure.penalty.decisions": n})
        for n, name in enumerate("甲乙丙丁戊己庚辛壬")
    ]

    assert states(laid(own_tables, *two)) == ["fail", "fail"]
    assert states(laid(own_tables, *two, *rest))[:2] == ["pass", "pass"]


@pytest.mark.parametrize("organ", ["青禾县人民政府办公室", "人民政府", TOWN])
def test_a_government_and_its_office_are_one_author(organ: str) -> None:
    government = TOWN if organ == TOWN else "青禾县人民政府"

    assert "fail" not in states(laid(own_tables, report(government, cells=CELLS), report(organ, cells=CELLS)))


def test_another_year_is_not_compared() -> None:
    answers = laid(own_tables, report(cells=CELLS), report(OTHER_TOWN, 2022, cells=CELLS))

    assert states(answers) == ["not_applicable", "not_applicable"]


def test_a_table_that_was_not_read_is_unread() -> None:
    answers = laid(own_tables, report(cells=CELLS), report(OTHER_TOWN, without=["table:disclosure"]))

    assert states(answers) == ["pass", "not_assessable"]


def test_its_id_is_that_of_the_catalogue() -> None:
    assert own_tables.id == "OGI-X905"

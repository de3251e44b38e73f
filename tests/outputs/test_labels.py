"""Places by the names that the forms print."""

from __future__ import annotations

import pytest

from auditor.outputs.labels import Labels


@pytest.mark.parametrize(
    ("form", "name", "expected"),
    [
        ("ogi-2021", "requests.new.total", "表三 一、本年新收政府信息公开申请数量·总计"),
        ("ogi-2021", "requests.denied_1.natural", "表三 （三）不予公开 1.属于国家秘密·自然人"),
        ("ogi-2021", "requests.partial.total", "表三 （二）部分公开情况·总计"),
        ("ogi-2021", "disclosure.fee.amount", "表二 行政事业性收费·本年收费金额（单位：万元）"),
        ("ogi-2019", "disclosure.licence.previous", "表二 行政许可·上一年项目数量"),
        ("elsewhere", "own.row.column", "own row·column"),
        (None, "own.row.column", "own row·column"),
    ],
)
def test_a_fact_is_named_as_printed_or_by_its_keys(form: str | None, name: str, expected: str) -> None:
    assert Labels("zh").fact(form, name).text == expected


def test_a_path_goes_from_the_whole_to_the_part_and_a_slash_in_a_name_is_no_step() -> None:
    assert Labels("zh").fact("ogi-2019", "disclosure.licence.change").path == "表二/本年增／减/行政许可"


def test_a_place_outside_the_tables_is_its_section() -> None:
    place = {"section": "overview", "table": None, "row": None, "column": None}

    assert Labels("zh").place("ogi-2021", place).text == Labels("zh").place("ogi-2021", place).path == "一、总体情况"


def test_tables_are_named_in_english_too() -> None:
    assert Labels("en").fact("ogi-2021", "requests.new.total").text.startswith("table 3 ")

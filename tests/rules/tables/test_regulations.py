"""OGI-T206: 规章 are reported only by organs that may make them."""

from __future__ import annotations

import pytest

from auditor.testing import full_findings, report_text, state
from auditor_rules.tables.regulations import only_who_may


def text(organ: str, figures: str = "0 0 2", year: int = 2023) -> str:
    title = f"{organ}{year}年政府信息公开工作年度报告"
    return report_text(year, title=title, cells={"disclosure.regulations": figures})


@pytest.mark.parametrize(
    "organ",
    ["青禾县石桥镇人民政府", "青禾县人民政府", "青禾县人民政府办公室", "云泽市青禾区人民政府", "石桥街道办事处", "青禾县公安局", "云泽市教育局", "江北省教育厅"],
)  # fmt: skip
def test_an_organ_that_cannot_make_rules_is_asked_about_them(organ: str) -> None:
    (found,) = full_findings(only_who_may, text(organ))

    assert (found.severity, found.confidence) == ("warning", "medium")
    assert found.message.zh == f"{organ}无权制定规章，表二“规章”一行填有2"
    assert [quote.text for quote in found.quotes] == ["2"]


@pytest.mark.parametrize(
    "organ",
    [
        "江北省人民政府",
        "云泽市人民政府",
        "云泽市人民政府办公室",
        "延边朝鲜族自治州人民政府",
        "国家税务总局",
        "内蒙古自治区人民政府",
    ],
)
def test_an_organ_that_may_make_rules_or_writes_for_one_passes(organ: str) -> None:
    assert state(only_who_may, text(organ)) == "pass"


@pytest.mark.parametrize("figures", ["0 0 0", "  ", "/ / /"])
def test_no_rules_reported_pass(figures: str) -> None:
    assert state(only_who_may, text("青禾县石桥镇人民政府", figures)) == "pass"


def test_the_2019_form_is_asked_as_well() -> None:
    (found,) = full_findings(only_who_may, text("青禾县水利局", "3 3 3", 2020))

    assert found.message.zh.endswith("填有3、3、3")


def test_a_report_that_does_not_name_its_organ_passes() -> None:
    assert state(only_who_may, text("")) == "pass"

"""OGI-T210: the fees of table 2 are in 万元, as its head says."""

from __future__ import annotations

import pytest

from auditor.testing import full_findings, report_text, state
from auditor_rules.tables.fee_unit import fees_in_myriads


def text(amount: str, overview: str = "工作平稳。", organ: str = "青禾县石桥镇人民政府") -> str:
    title = f"{organ}2023年政府信息公开工作年度报告"
    return report_text(title=title, sections={"overview": overview}, cells={"disclosure.fee": amount})


@pytest.mark.parametrize(
    "overview",
    [
        "本年度收取行政事业性收费共计52300元。",
        "全年行政事业性收费52,300元，全部上缴国库。",
        "收取信息处理费52300元。",
        "行政事业性收费金额为５２３００元。",
    ],
)
def test_the_very_number_that_the_text_gives_in_yuan_is_doubtful(overview: str) -> None:
    (found,) = full_findings(fees_in_myriads, text("52300", overview))

    assert (found.severity, found.confidence, found.place.row) == ("warning", "medium", "fee")
    assert found.message.zh.startswith("表二行政事业性收费填52300（单位：万元），正文称“")
    assert found.message.zh.endswith("以元计，疑似以元填写")
    assert [quote.text for quote in found.quotes][-1] == "52300"


@pytest.mark.parametrize("organ", ["青禾县石桥镇人民政府", "石桥街道办事处", "青禾县水利局"])
def test_a_small_organ_does_not_collect_a_billion(organ: str) -> None:
    (found,) = full_findings(fees_in_myriads, text("152300", organ=organ))

    assert (
        found.message.zh == f"表二行政事业性收费填152300（单位：万元），{organ}年收费超过10亿元，明显偏高，疑似以元填写"
    )


@pytest.mark.parametrize("organ", ["云泽市人民政府", "青禾县人民政府", "云泽市财政局", "江北省人民政府"])
def test_a_region_may_collect_as_much(organ: str) -> None:
    assert state(fees_in_myriads, text("316441", organ=organ)) == "pass"


@pytest.mark.parametrize(
    ("amount", "overview"),
    [
        ("5.23", "本年度收取行政事业性收费52300元。"),
        ("5.23", "本年度收取行政事业性收费5.23万元。"),
        ("400", "全年公开政府信息400条，行政事业性收费400万元。"),
        ("100000", "工作平稳。"),
        ("0", "未收取信息处理费，收费0元。"),
        ("52300元", "本年度收取行政事业性收费52300元。"),
        ("", "本年度收取行政事业性收费52300元。"),
        ("18.8710", "工作平稳。"),
    ],
)
def test_an_amount_that_may_be_right_passes(amount: str, overview: str) -> None:
    assert state(fees_in_myriads, text(amount, overview)) == "pass"


def test_the_2019_form_has_no_amount_of_fees() -> None:
    assert state(fees_in_myriads, report_text(2020)) == "not_applicable"

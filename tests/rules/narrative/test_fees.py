"""OGI-C506: the fees that the text states are those of table 2."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.narrative.fees import fees_agree


def report(sentence: str, amount: str = "26.55", year: int = 2023) -> str:
    """Return a report that says so, and has this amount of fees in table 2."""
    cells = {"disclosure.fee.amount": amount} if year > 2020 else {}
    return report_text(year, sections={"overview": sentence}, cells=cells)


def test_another_amount_is_a_warning() -> None:
    assert findings(fees_agree, report("全年收取行政事业性收费36.55万元。")) == [
        "3: warning 正文称“收取行政事业性收费36.55万元”，表二行政事业性收费为26.55万元"
    ]


def test_yuan_in_a_table_that_counts_in_ten_thousands_are_found() -> None:
    (found,) = full_findings(fees_agree, report("全年收取行政事业性收费126500元。", "126500"))
    assert (found.expected, found.actual) == ("1265000000元", "126500元")


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [
        ("收取行政事业性收费26.55万元。", "26.55"),
        ("收取行政事业性收费265500元。", "26.55"),
        ("收取行政事业性收费265,500元。", "26.55"),
        ("行政事业性收费收入265487元。", "26.55"),
        ("收取行政事业性收费26.6万元。", "26.55"),
        ("收取行政事业性收费27万元。", "26.55"),
        ("收取行政事业性收费约47.10万元。", "46.98"),
        ("收取行政事业性收费26万余元。", "26.55"),
        ("收取行政事业性收费1.2亿元。", "12034.5"),
        ("行政事业性收费0万元。", "0"),
        ("收取行政事业性收费0元。", "0"),
        ("行政事业性收费全年收取26.55万元，清单之外无收费。", "26.55"),
        ("公开收费项目5项，行政事业性收费金额为26.55万元。", "26.55"),
    ],
)
def test_amounts_agree_as_far_as_they_are_printed(sentence: str, amount: str) -> None:
    assert state(fees_agree, report(sentence, amount)) == "pass"


def test_half_of_the_last_digit_is_the_limit() -> None:
    assert state(fees_agree, report("收取行政事业性收费26.5万元。", "26.56")) == "fail"


def test_a_handling_fee_above_a_table_of_zero_is_a_question() -> None:
    assert findings(fees_agree, report("实际收取信息处理费400元。", "0")) == [
        "3: review 正文称“收取信息处理费400元”，表二行政事业性收费为0万元"
    ]


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [
        ("实际收取信息处理费400元。", "0.04"),
        ("信息处理费收取金额为0元。", "0"),
        ("发出信息处理费收费通知2件，通知金额600元。", "0"),
        ("未收取信息处理费。", "0"),
    ],
)
def test_a_handling_fee_that_the_table_bears_out_passes(sentence: str, amount: str) -> None:
    assert findings(fees_agree, report(sentence, amount)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("减免行政事业性收费50万元。", id="waived"),
        pytest.param("退还行政事业性收费5万元。", id="refunded"),
        pytest.param("2022年收取行政事业性收费50万元。", id="another year"),
        pytest.param("行政事业性收费同比下降5万元。", id="a difference"),
        pytest.param("实施行政处罚34件，罚款12.5万元。", id="fines"),
        pytest.param("全市收取行政事业性收费5000万元。", id="the whole city"),
    ],
)
def test_other_amounts_are_left_alone(sentence: str) -> None:
    text = report_text(
        title="青禾县财政局2023年政府信息公开工作年度报告",
        sections={"overview": sentence},
        cells={"disclosure.fee.amount": "26.55"},
    )
    assert findings(fees_agree, text) == []


def test_the_earlier_form_has_no_amount() -> None:
    assert state(fees_agree, report("全年收取行政事业性收费36.55万元。", year=2020)) == "not_applicable"

"""OGI-S111: section six reports the fees for handling information."""

from __future__ import annotations

import pytest

from auditor.testing import findings, report_text, state
from auditor_rules.structure.fee_statement import fees_reported


def other(prose: str, year: int = 2023, **sections: str) -> str:
    return report_text(year, sections={"other": prose, **sections})


def severities(text: str) -> list[str]:
    return [found.split(" ")[1] for found in findings(fees_reported, text)]


def test_nothing_but_wu_is_a_warning() -> None:
    text = other("无。")
    line = text.split("\n").index("无。") + 1
    assert findings(fees_reported, text) == [f"{line}: warning 第六部分仅写“无”，未报告信息处理费收取情况"]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("无", ["warning"]),
        ("暂无。", ["warning"]),
        ("无其他需要报告的事项。", ["warning"]),
        ("本年度无其他需要报告的事项。", ["warning"]),
        ("我镇没有其他需要报告的事项。", ["warning"]),
        ("2023年度没有其它需要报告的重要事项。", ["warning"]),
        ("", ["warning"]),
        ("本年度开展“政府开放日”活动两次。", ["review"]),
        ("建议提案办理结果均已公开。无其他需要报告的事项。", ["review"]),
        ("全年收取行政事业性收费20万元。", ["review"]),
        ("收费标准目录已公开。", ["review"]),
    ],
)
def test_what_stands_there_instead_decides_how_sure_it_is(prose: str, expected: list[str]) -> None:
    assert severities(other(prose)) == expected


@pytest.mark.parametrize(
    "prose",
    [
        "本年度未发出收费通知，未收取信息处理费。",
        "本年度无发出收费通知，无收取信息处理费用。",
        "全年实际收取信息处理费共计400元。",
        "依申请公开未收取任何费用。",
        "2023年我镇办理政府信息公开申请均免收费用。",
        "收费情况：0元。",
        "依申请提供政府信息没有收取检索、复制、邮寄等费用。",
        "按照《政府信息公开信息处理费管理办法》规定，未产生费用。\n无其他需要报告的事项。",
        "发出收费通知1件，总金额120元，实际收取120元。",
        "本机关未向申请人收取费用。",
    ],
)
def test_ways_of_reporting_the_fee_pass(prose: str) -> None:
    assert state(fees_reported, other(prose)) == "pass"


@pytest.mark.parametrize(
    "prose",
    [
        "依申请公开方面，收到申请2件，未收取信息处理费。",
        "办理政府信息公开申请2件，均未收取费用。",
        "全年未发出收费通知。",
        "依申请公开政府信息未收费。",
    ],
)
def test_a_statement_elsewhere_is_as_good(prose: str) -> None:
    assert state(fees_reported, other("无。", overview=prose)) == "pass"


@pytest.mark.parametrize(
    "prose", ["公开行政事业性收费目录1份。", "涉企收费、教育收费信息及时公开。", "公开收费标准12条，收到申请2件。"]
)
def test_other_charges_are_not_this_fee(prose: str) -> None:
    assert severities(other("无。", overview=prose)) == ["warning"]


def test_name_and_date_beneath_the_report_are_no_content() -> None:
    text = other("无。") + "青禾县石桥镇人民政府\n2024年1月20日\n"
    assert severities(text) == ["warning"]


def test_before_2021_nothing_was_asked() -> None:
    assert state(fees_reported, other("无。", 2020)) == "not_applicable"


def test_a_missing_section_is_another_rules_finding() -> None:
    assert state(fees_reported, report_text(without=["other"])) == "not_applicable"

"""OGI-D603: the stated statistical period is the report's year."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.dates.statistical_period import whole_year


def report(period: str) -> str:
    return report_text(2023, preamble=period)


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("统计期限自2023年1月1日至2023年12月30日。", "2023-01-01/2023-12-30"),
        ("统计期限自2022年1月1日起至2022年12月31日止。", "2022-01-01/2022-12-31"),
        ("统计期限自2022年1月1日至2023年12月31日。", "2022-01-01/2023-12-31"),
        ("数据统计周期为2023年2月1日至12月31日。", "2023-02-01/2023-12-31"),
        ("统计时间自2023年1月1日起，截至11月30日。", "2023-01-01/2023-11-30"),
        ("报告期为2023年1月1日—11月30日。", "2023-01-01/2023-11-30"),
        ("统计期限为2023.1.1-2023.11.30。", "2023-01-01/2023-11-30"),
        ("统计期限为二〇二三年一月一日至二〇二三年十一月三十日。", "2023-01-01/2023-11-30"),
        ("统计期限为２０２３年１月１日至１１月３０日。", "2023-01-01/2023-11-30"),
        ("统计期限为2023年1月至11月。", "2023-01-01/2023-11-30"),
        ("2023年1月1日至2023年11月30日的统计数据见下表。", "2023-01-01/2023-11-30"),
    ],
)
def test_a_period_other_than_the_year_is_an_error(period: str, shown: str) -> None:
    (found,) = full_findings(whole_year, report(period))
    assert (found.severity, found.place.line, found.actual) == ("error", 2, shown)
    assert found.message.zh.endswith("，不是2023年全年")


def test_the_period_is_told_in_words() -> None:
    assert findings(whole_year, report("统计期限自2023年1月1日至2023年12月30日。")) == [
        "2: error 统计期限为2023年1月1日至12月30日，不是2023年全年"
    ]


def test_the_period_is_quoted_as_printed() -> None:
    (found,) = full_findings(whole_year, report("数据的统计期限自2023年1月1日起至12月30日止。"))
    assert [quote.text for quote in found.quotes] == ["2023年1月1日起至12月30日"]
    assert (found.place.col, found.expected) == (9, "2023-01-01/2023-12-31")


@pytest.mark.parametrize(
    "period",
    [
        "统计期限自2023年1月1日起至2023年12月31日止。",
        "统计期限为2023年1月1日至12月31日。",
        "统计期限自2023年1月1日起到2023年12月31日止。",
        "统计时间从2023年1月1日起，截至2023年12月31日。",
        "统计期限：2023年1月1日—2023年12月31日。",
        "统计期限为2023年1月1日~12月31日。",
        "统计期限为2023年1月1日－12月31日。",
        "统计期限为2023.1.1-2023.12.31。",
        "统计期限为2023年01月01日至2023年12月31日。",
        "统计期限为2023年1月1日0时至2023年12月31日24时。",
        "统计期限为2023 年 1 月 1 日至 2023 年 12 月 31 日。",
        "统计期限为２０２３年１月１日至１２月３１日。",
        "统计期限为二〇二三年一月一日至十二月三十一日。",
        "统计期限为2023年1月至12月。",
        "统计期限为1月1日至12月31日。",
    ],
)
def test_the_whole_year_passes_however_it_is_written(period: str) -> None:
    assert state(whole_year, report(period)) == "pass"


@pytest.mark.parametrize(
    "period",
    [
        "数据期限为202311日至20231231日。",
        "统计期限自20231月1日至202312月31日。",
        "统计期限自20231月1日至20231231日。",
        "统计期限自202311日起至20231231日止。",
    ],
)
def test_digits_that_ran_together_and_can_be_the_whole_year_pass(period: str) -> None:
    assert state(whole_year, report(period)) == "pass"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("2023年3月1日至3月31日，开展数据核查。", id="a campaign"),
        pytest.param("报告电子版自2024年1月20日至2月20日可下载。", id="a download"),
        pytest.param("2023年1月1日至6月30日，收到政府信息公开申请3件。", id="half a year of requests"),
        pytest.param("数据截至2023年12月31日。", id="only a last day"),
        pytest.param("统计期限为2023年度。", id="the year in a word"),
        pytest.param("统计期限自2023年1月1日至2023年12月3\ufffd日。", id="a day lost in reading"),
        pytest.param("数据期限为202311日至20231130日。", id="glyphs lost in reading"),
    ],
)
def test_what_is_no_statistical_period_is_not_judged(sentence: str) -> None:
    assert state(whole_year, report(sentence)) == "not_applicable"


def test_a_period_in_section_one_is_found() -> None:
    text = report_text(2023, sections={"overview": "本镇健全机制。本报告数据统计期限为2023年1月1日至11月30日。"})
    assert [line.split(" ")[1] for line in findings(whole_year, text)] == ["error"]


def test_each_stated_period_is_judged() -> None:
    text = report("统计期限自2023年1月1日至12月31日。\n统计数据自2023年1月1日至10月31日。")
    assert [line.split(":")[0] for line in findings(whole_year, text)] == ["3"]

"""OGI-D610: dates exist, periods run forwards, and the report was not signed before its year was over."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.dates.impossible_dates import dates_exist


def overview(prose: str) -> str:
    return report_text(sections={"overview": prose})


def signed(date: str) -> str:
    return report_text() + f"青禾县石桥镇人民政府\n{date}\n"


def severities(text: str) -> list[str]:
    return [found.split(" ")[1] for found in findings(dates_exist, text)]


def test_a_day_that_the_calendar_lacks_is_an_error() -> None:
    assert findings(dates_exist, overview("我镇于2023年2月30日组织培训。")) == [
        "3: error “2023年2月30日”不是真实存在的日期"
    ]


@pytest.mark.parametrize(
    "date",
    [
        "2023年2月29日",
        "2023年13月1日",
        "6月31日",
        "2023年1月32日",
        "11月31日",
        "0月5日",
        "2023年4月0日",
        "二〇二三年十三月一日",
        "202323年3月1日",
        "20223年12月31日",
        "202年3月1日",
    ],
)
def test_impossible_dates_are_found(date: str) -> None:
    assert severities(overview(f"我镇于{date}组织培训。")) == ["error"]


@pytest.mark.parametrize(
    "prose",
    [
        "2024年2月29日印发通知。",
        "23年3月1日印发通知，120年历史档案12月公开。",
        "2月29日印发通知。",
        "2023年1月1日至12月31日。",
        "自2023年1月1日起至2023年12月31日止。",
        "20201月1日至202012月31日。",
        "统计期限为202011日至20201231日。",
        "通过12345热线和3.15活动月宣传，12月组织培训。",
        "2022年12月1日至3月31日开展整治。",
        "2023年12月印发，2022年11月修订。",
        "第13月刊号为2023年。",
        "网址为http://www.qinghe.example/2023-13-45.html。",
    ],
)
def test_real_dates_and_other_figures_are_let_pass(prose: str) -> None:
    assert findings(dates_exist, overview(prose)) == []


def test_a_period_that_ends_before_it_begins_is_an_error() -> None:
    (found,) = full_findings(dates_exist, overview("自2023年12月31日起至2023年1月1日止开展检查。"))
    assert (found.severity, found.message.zh) == ("error", "期间止于“2023年1月1日”，早于起始日期“2023年12月31日”")
    assert [quote.text for quote in found.quotes] == ["2023年12月31日", "2023年1月1日"]


def test_months_run_forwards_too() -> None:
    assert severities(overview("2023年10月至2023年3月开展检查。")) == ["error"]
    assert severities(overview("2023年3月5日至2023年3月开展检查。")) == []


def test_a_report_signed_within_its_year_is_a_warning() -> None:
    (found,) = findings(dates_exist, signed("2023年1月20日"))
    assert found.endswith("warning 落款日期2023年1月20日早于2023年度结束")


@pytest.mark.parametrize("date", ["2024年1月20日", "2023年12月31日", "2023年12月20日", "2024.1.20", "2024年2月"])
def test_reports_signed_in_december_or_later_pass(date: str) -> None:
    assert state(dates_exist, signed(date)) == "pass"


@pytest.mark.parametrize("date", ["2024年2月30日", "2024.2.30", "2024-13-05"])
def test_the_date_beneath_the_report_must_exist_and_is_reported_once(date: str) -> None:
    assert severities(signed(date)) == ["error"]


def test_a_report_without_dates_has_nothing_to_check() -> None:
    assert state(dates_exist, report_text()) == "not_applicable"

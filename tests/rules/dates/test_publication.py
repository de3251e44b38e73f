"""OGI-D605: the report was published in time."""

from __future__ import annotations

import pytest

from auditor.engine.assess import Outcome, assess
from auditor.testing import bound, findings, report_text, state
from auditor_rules.dates.publication import in_time

DEPARTMENT = "青禾县教育局2023年政府信息公开工作年度报告"
COUNTY = "青禾县人民政府2023年政府信息公开工作年度报告"
STREET = "青禾县石桥街道办事处2023年政府信息公开工作年度报告"
OFFICE = "青禾县人民政府办公室2023年政府信息公开工作年度报告"


def signed(title: str, *lines: str) -> str:
    return report_text(title=title) + "\n".join(lines) + "\n"


def with_options(text: str, **options: str) -> Outcome:
    report = bound(text)
    report.options = options
    return assess(in_time, report)


def severities(text: str) -> list[str]:
    return [found.split(" ")[1] for found in findings(in_time, text)]


def test_a_department_that_signed_in_february_is_late() -> None:
    text = signed(DEPARTMENT, "青禾县教育局", "2024年2月5日")
    (found,) = findings(in_time, text)
    assert found.endswith(": warning 落款日期为2024年2月5日，晚于2024年1月31日")
    assert found.startswith(f"{text.count(chr(10))}:")


def test_the_last_day_is_in_time() -> None:
    assert state(in_time, signed(DEPARTMENT, "2024年1月31日")) == "pass"
    assert state(in_time, signed(COUNTY, "2024年3月31日")) == "pass"


@pytest.mark.parametrize(
    ("title", "date", "expected"),
    [
        (COUNTY, "2024年2月20日", []),
        (COUNTY, "2024年4月1日", ["warning"]),
        (STREET, "2024年2月20日", ["review"]),
        ("青禾县石桥镇人民政府2023年政府信息公开工作年度报告", "2024年2月20日", ["review"]),
        (OFFICE, "2024年2月20日", ["review"]),
        (OFFICE, "2024年4月20日", ["warning"]),
        ("青禾县2023年政府信息公开工作年度报告", "2024年3月20日", []),
        ("青禾县石桥中心卫生院2023年政府信息公开工作年度报告", "2024年2月20日", ["review"]),
        ("青禾经济开发区管理委员会2023年政府信息公开工作年度报告", "2024年2月20日", []),
        ("青禾经济开发区管理委员会2023年政府信息公开工作年度报告", "2024年4月20日", ["review"]),
        ("青禾综合试验区2023年政府信息公开工作年度报告", "2024年3月20日", []),
        ("云泽新区管委会2023年政府信息公开工作年度报告", "2024年4月2日", ["review"]),
        ("云泽高新区财政局2023年政府信息公开工作年度报告", "2024年2月20日", ["review"]),
        ("青禾县教育局2018年政府信息公开工作年度报告", "2019年3月20日", []),
        ("青禾县教育局2018年政府信息公开工作年度报告", "2019年4月1日", ["warning"]),
        ("青禾县教育局2019年政府信息公开工作年度报告", "2020年3月20日", ["warning"]),
        (DEPARTMENT, "2024年2月", ["warning"]),
        (DEPARTMENT, "2024年1月", []),
        (DEPARTMENT, "二〇二四年三月一日", ["warning"]),
        (DEPARTMENT, "2023年12月29日", []),
    ],
)
def test_the_deadline_is_that_of_the_organ(title: str, date: str, expected: list[str]) -> None:
    assert severities(signed(title, date)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "发布日期：2024-02-18",
        "发布时间：2024年02月18日 10:22 来源：县教育局",
        "【公开日期】2024年2月18日",
        "公布日期: 2024/2/18",
    ],
)
def test_the_date_shown_on_the_page_counts_before_the_one_beneath(line: str) -> None:
    text = report_text(title=DEPARTMENT, preamble=line) + "青禾县教育局\n2024年1月20日\n"
    assert findings(in_time, text) == ["2: warning 显示的发布日期为2024年2月18日，晚于2024年1月31日"]


def test_a_date_of_writing_is_called_what_it_is() -> None:
    text = report_text(title=DEPARTMENT, preamble="生成日期 | 2024-02-18 16:24:38")
    assert findings(in_time, text) == ["2: warning 显示的生成日期为2024年2月18日，晚于2024年1月31日"]


def test_of_several_dates_on_the_page_the_first_day_in_public_counts() -> None:
    text = report_text(title=DEPARTMENT, preamble="生成日期：2024-01-10 发布日期：2024-03-02 公开日期：2024-01-20")
    assert state(in_time, text) == "pass"


def test_the_manifest_counts_before_everything() -> None:
    text = signed(DEPARTMENT, "2024年1月20日")
    late = with_options(text, published="2024-02-06").violations
    assert [violation.message.zh for violation in late] == ["清单所列日期为2024年2月6日，晚于2024年1月31日"]


def test_the_manifest_may_say_what_the_organ_is() -> None:
    assert with_options(signed(DEPARTMENT, "2024年3月20日"), kind="政府").violations == ()


def test_without_any_date_it_cannot_be_assessed() -> None:
    assert state(in_time, report_text(title=DEPARTMENT)) == "not_assessable"


def test_a_date_within_a_sentence_is_no_date_of_publication() -> None:
    text = report_text(title=DEPARTMENT, sections={"other": "本报告于2024年3月5日经会议审议。未收取信息处理费。"})
    assert state(in_time, text) == "not_assessable"

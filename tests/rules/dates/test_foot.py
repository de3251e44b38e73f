"""The organ's name and the date beneath a report."""

from __future__ import annotations

import pytest

from auditor.testing import bound, report_text
from auditor_rules.dates.foot import Foot, foot


def beneath(*lines: str) -> Foot:
    return foot(bound(report_text() + "\n".join(lines) + "\n"))


@pytest.mark.parametrize(
    "line",
    [
        "2024年1月25日",
        "2024 年 1 月 25 日",
        "二〇二四年一月二十五日",
        "2024.1.25",
        "2024-01-25",
        "2024/1/25",
        "日期：2024年1月25日",
        "　　　　2024年1月25日",
        "２０２４年１月２５日",
    ],
)
def test_a_date_on_a_line_of_its_own_is_read_however_it_is_written(line: str) -> None:
    found = beneath("青禾县石桥镇人民政府", line)
    assert (found.year, found.month, found.day) == (2024, 1, 25)


def test_the_organ_may_stand_before_its_date() -> None:
    found = beneath("青禾县石桥镇人民政府（盖章）　2024年1月25日")
    assert found.organ is not None
    assert found.organ.text == "青禾县石桥镇人民政府"
    assert (found.year, found.month, found.day) == (2024, 1, 25)


def test_a_month_without_a_day_has_no_day() -> None:
    assert (beneath("2024年1月").month, beneath("2024年1月").day) == (1, None)


def test_both_lines_belong_to_the_foot() -> None:
    found = beneath("青禾县石桥镇人民政府", "2024年1月25日")
    assert found.organ is not None
    assert found.date is not None
    assert found.lines == {found.organ.line, found.date.line}


@pytest.mark.parametrize(
    "line",
    [
        "本镇于2024年1月25日召开会议。",
        "我局成立于2024年1月25日",
        "无其他需要报告的事项。",
        "联系电话：0621-8672073",
        "加强队伍建设",
    ],
)
def test_sentences_are_no_foot(line: str) -> None:
    assert beneath(line) == Foot()


def test_only_the_last_five_paragraphs_are_looked_at() -> None:
    assert beneath("2024年1月25日", *(f"附件{number}说明文字。" for number in range(1, 6))) == Foot()

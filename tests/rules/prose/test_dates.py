"""Years and dates of the running text, each with its place."""

from __future__ import annotations

import pytest

from auditor.testing import bound, report_text
from auditor_rules.prose.dates import Date, dates


def read(prose: str) -> list[Date]:
    return [date for date in dates(bound(report_text(sections={"overview": prose}))) if date.section == "overview"]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("2023年", (2023, None, None)),
        ("2023 年度", (2023, None, None)),
        ("2023年5月", (2023, 5, None)),
        ("2023年5月6日", (2023, 5, 6)),
        ("２０２３年５月６日", (2023, 5, 6)),
        ("二〇二三年五月六日", (2023, 5, 6)),
        ("二○二三年", (2023, None, None)),
        ("5月6日", (None, 5, 6)),
        ("2月30日", (None, 2, 30)),
    ],
)
def test_years_and_dates_are_read_as_written(prose: str, expected: tuple[int | None, ...]) -> None:
    (date,) = read(prose)
    assert (date.year, date.month, date.day) == expected


@pytest.mark.parametrize("prose", ["12345年", "往年", "5月", "20201月1日", "6.5月1日", "1234年", "本月15日", "上年"])
def test_other_figures_are_none(prose: str) -> None:
    assert read(prose) == []


def test_a_range_is_two_dates() -> None:
    first, last = read("自2023年1月1日起至12月31日止")
    assert (first.span.text, last.span.text) == ("2023年1月1日", "12月31日")


def test_a_date_knows_its_place_and_what_stands_around_it() -> None:
    (date,) = read("我镇于2023年5月6日开会")
    assert (date.span.line, date.span.col, date.before, date.after) == (3, 4, "我镇于", "开会")


@pytest.mark.parametrize(
    ("prose", "possible"),
    [
        ("2024年2月29日", True),
        ("2023年2月29日", False),
        ("2月29日", True),
        ("4月31日", False),
        ("2023年13月", False),
        ("2023年", True),
    ],
)
def test_the_calendar_has_such_a_day_or_not(prose: str, possible: bool) -> None:
    (date,) = read(prose)
    assert date.possible is possible

"""OGI-X902: section 五 is not last year's over again."""

from __future__ import annotations

import pytest

from auditor_rules.across.unchanged_text import not_last_years
from tests.rules.across.prose import OTHER_PROBLEMS, PROBLEMS
from tests.rules.across.reports import OTHER_TOWN, TOWN, laid, report, said, states


def problems(year: int, text: str = PROBLEMS, organ: str = TOWN) -> str:
    return report(organ, year, sections={"problems": text})


def ends(text: str) -> str:
    """How the rule ends on a section 五 that follows PROBLEMS of the year before."""
    return states(laid(not_last_years, problems(2022), problems(2023, text)))[1]


def test_last_years_text_is_a_warning_on_this_years_report() -> None:
    answers = laid(not_last_years, problems(2022), problems(2023))

    assert states(answers) == ["not_assessable", "fail"]
    assert said(answers)[0].endswith("warning 第五部分与本机关2022年度报告雷同（相似度100%）")
    found = answers[1].finding
    assert found is not None
    assert (found.place.section, [place.path for place in found.related]) == ("problems", ["001.txt"])


@pytest.mark.parametrize(
    "text",
    [
        PROBLEMS.replace("2023", "2022").replace("12", "15"),
        PROBLEMS.replace("我镇", TOWN),
        PROBLEMS.replace("一些进步", "新的进步"),
        PROBLEMS.replace("；", "。\n"),
        "（一）问题\n" + PROBLEMS,
    ],
)
def test_digits_names_and_layout_make_no_new_text(text: str) -> None:
    assert ends(text) == "fail"


@pytest.mark.parametrize(
    "text",
    [
        OTHER_PROBLEMS,
        PROBLEMS.replace(
            "三是经办人员更换频繁，对答复格式和期限掌握不牢。", "三是新设的便民窗口尚未公布服务指南，群众往返多次。"
        ),
        PROBLEMS + "上年提出的三项措施已经落实，公开栏更新及时率明显提高，群众满意度有所上升，仍需巩固。",
    ],
)
def test_a_text_with_something_new_passes(text: str) -> None:
    assert ends(text) == "pass"


def test_a_short_section_counts_as_well() -> None:
    short = "公开时效有待提高，解读形式单一。下一步，将加强培训，丰富解读形式，及时更新栏目。"

    assert states(laid(not_last_years, problems(2022, short), problems(2023, short)))[1] == "fail"


def test_a_few_words_say_nothing() -> None:
    assert (
        states(laid(not_last_years, problems(2022, "暂无问题。"), problems(2023, "暂无问题。")))[1] == "not_applicable"
    )


def test_another_organs_text_of_last_year_is_not_its_own() -> None:
    answers = laid(not_last_years, problems(2022, organ=OTHER_TOWN), problems(2023))

    assert states(answers) == ["not_assessable", "not_assessable"]


def test_last_years_report_may_be_one_of_earlier_years() -> None:
    assert states(laid(not_last_years, problems(2023), earlier=[problems(2022)])) == ["fail"]


def test_a_report_without_section_five_has_nothing_to_compare() -> None:
    answers = laid(not_last_years, problems(2022), report(without=["problems"]))

    assert (states(answers)[1], not_last_years.id) == ("not_applicable", "OGI-X902")

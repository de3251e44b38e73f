"""OGI-L801: 一是 … 二是 … 三是 skip nothing."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.language.enumerations import enumerations_whole


def problems(prose: str) -> str:
    """Return a report with this prose in section five; its first line is line 363."""
    return report_text(2020, sections={"problems": prose}, without=("disclosure", "requests", "appeals"))


def test_an_enumeration_without_its_first_step_is_a_warning() -> None:
    assert findings(enumerations_whole, problems("二是加强培训，规范办理。")) == ["5: warning “二是”之前没有“一是”"]


def test_a_step_left_out_is_named_with_the_one_before() -> None:
    (found,) = full_findings(enumerations_whole, problems("一是人手不足；三是培训不够。"))
    assert found.message.zh == "“一是”之后直接是“三是”"
    assert [quote.text for quote in found.quotes] == ["一是", "三是"]
    assert (found.place.line, found.place.col, found.expected) == (5, 8, "二是")


@pytest.mark.parametrize(
    ("prose", "message"),
    [
        ("第一，人手不足；第三，培训不够。", "“第一”之后直接是“第三”"),
        ("第二，培训不够。", "“第二”之前没有“第一”"),
        ("其次，培训不够。", "“其次”之前没有“首先”"),
        ("主要有两点：二是培训不够。", "“二是”之前没有“一是”"),
        ("一是甲。二是乙。四是丙。", "“二是”之后直接是“四是”"),
    ],
)
def test_other_ways_of_counting_are_watched_too(prose: str, message: str) -> None:
    assert findings(enumerations_whole, problems(prose)) == [f"5: warning {message}"]


@pytest.mark.parametrize(
    ("prose", "messages"),
    [
        ("一是甲。二是乙。三是丙。三是丁。五是戊。", ["“三是”之后又是“三是”"]),
        ("一是甲。二是乙。四是丁。三是丙。五是戊。", ["“二是”之后直接是“四是”"]),
        ("一是人手不足；一是培训不够。", ["“一是”之后又是“一是”"]),
        ("一要健全制度，三要组织培训。", ["“一要”之后直接是“三要”"]),
        ("一是甲。三是丙。下一步，一是丁。三是戊。", ["“一是”之后直接是“三是”", "“一是”之后直接是“三是”"]),
    ],
)
def test_one_slip_is_one_finding(prose: str, messages: list[str]) -> None:
    assert [found.message.zh for found in full_findings(enumerations_whole, problems(prose))] == messages


def test_digits_for_numerals_are_left_to_a_person() -> None:
    (found,) = full_findings(enumerations_whole, problems("1是人手不足。2是培训不够。"))
    assert (found.severity, found.actual, found.expected) == ("review", "1是", "一是")


def test_each_sub_section_counts_for_itself() -> None:
    prose = "（一）存在问题\n一是人手不足。\n（二）改进措施\n二是加强培训。"
    assert findings(enumerations_whole, problems(prose)) == ["8: warning “二是”之前没有“一是”"]


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("一是人手不足。二是培训不够。三是渠道不多。", id="a whole sequence"),
        pytest.param("一是人手不足。二是培训不够。一是增加人手。二是组织培训。", id="a second 一是 begins anew"),
        pytest.param("一是人手不足。\n二是培训不够。\n三是渠道不多。", id="one step to a paragraph"),
        pytest.param(
            "一是甲；二是乙；三是丙；四是丁；五是戊；六是己；七是庚；八是辛；九是壬；十是癸；十一是子；十二是丑。",
            id="more than ten",
        ),
        pytest.param("一是健全制度：一是制定办法；二是修订指南。二是组织培训。", id="a list within a step"),
        pytest.param("一是人手不足。下一步，一是增加人手；二是组织培训。", id="one problem, then two measures"),
        pytest.param("一要健全制度，二要组织培训。一方面抓培训，另一方面抓考核。", id="要 for 是, and 一方面"),
        pytest.param("首先，健全制度；其次，组织培训。", id="first and next"),
        pytest.param("首先，健全制度；第二，组织培训。", id="first, second"),
        pytest.param("第一、健全制度；第二、组织培训；第三、加强检查。", id="numbered with 、"),
        pytest.param("其一是人手不足，其二是培训不够。", id="其一是"),
        pytest.param("考核排名全县第二，第一是邻镇。", id="a rank"),
        pytest.param("（一）问题\n一是人手不足。二是培训不够。\n（二）措施\n一是增加人手。", id="two sub-sections"),
        pytest.param("1.问题\n一是人手不足。\n2.措施\n二是组织培训。", id="across items of one sub-section"),
    ],
)
def test_whole_enumerations_pass(prose: str) -> None:
    assert state(enumerations_whole, problems(prose)) == "pass"


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("统一是前提，唯一是关键，公开为原则之一是共识。", id="words that end in 一是"),
        pytest.param("依照第二十条、第三十六条办理，第一季度、第二季度各检查一次。", id="articles and quarters"),
        pytest.param("我镇，第二、三季度集中培训。", id="quarters in a list"),
        pytest.param("人员多是兼职人员，人员变动大。", id="no counting word at all"),
    ],
)
def test_words_that_only_look_like_steps_are_not_read(prose: str) -> None:
    assert state(enumerations_whole, problems(prose)) == "not_applicable"


def test_row_labels_of_the_tables_are_never_read() -> None:
    assert state(enumerations_whole, report_text(2020)) == "not_applicable"


def test_a_damaged_source_is_not_judged_by_its_wording() -> None:
    assert state(enumerations_whole, problems("二是加强培\ufffd，规范办理。")) == "not_assessable"

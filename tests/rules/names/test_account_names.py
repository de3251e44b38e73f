"""OGI-N701: an account of the organ is spelt one way throughout the report."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.names.account_names import one_spelling


def overview(prose: str) -> str:
    return report_text(sections={"overview": prose})


TWO_SPELLINGS = overview(
    "依托“石桥半岛微讯”微信公众号发布信息30条，其中“石桥半岛微讯”微信公众号转发12条。\n微信公众号（石桥伴岛微讯）由专人维护。"
)


def test_a_long_name_with_one_other_character_is_an_error() -> None:
    assert findings(one_spelling, TWO_SPELLINGS) == [
        "3: error 同一账号名称写法不一：“石桥半岛微讯”（2处）、“石桥伴岛微讯”（1处）"
    ]


def test_every_mention_is_quoted_and_none_is_called_right() -> None:
    (found,) = full_findings(one_spelling, TWO_SPELLINGS)
    assert [(quote.place.line, quote.text) for quote in found.quotes] == [
        (3, "石桥半岛微讯"),
        (3, "石桥半岛微讯"),
        (4, "石桥伴岛微讯"),
    ]
    assert found.expected is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("微信公众号“石桥半岛微讯”", "微信公众号“石桥伴岛微讯”"),
        ("“石桥半岛微讯”微信公众号", "公众号（石桥伴岛微讯）"),
        ("微信公众号（以下简称“石桥半岛微讯”）", "“石桥伴岛微讯”政务微信公众号"),
        ("微信公众号名称为“石桥半岛微讯”", "「石桥伴岛微讯」微信公众平台"),
        ("官方微博“石桥半岛微讯”", "“石桥伴岛微讯”政务微博"),
        ("今日头条号“石桥半岛微讯”", "头条号“石桥伴岛微讯”"),
        ("“石桥半岛微讯”抖音号", "抖音账号“石桥伴岛微讯”"),
        ("“石桥半岛微讯”视频号", "微信公众号“青禾发布”、视频号“石桥伴岛微讯”"),
        ('"石桥半岛微讯"订阅号', "“石桥伴岛微讯”服务号"),
    ],
)
def test_the_usual_ways_of_naming_an_account_are_read(one: str, other: str) -> None:
    assert [line[:8] for line in findings(one_spelling, overview(f"开设{one}，更新{other}。"))] == ["3: error"]


def test_a_short_name_with_one_other_character_is_a_warning() -> None:
    text = overview("“石桥微讯”微信公众号推送10条，“石桥微迅”微信公众号阅读量上升。")
    assert findings(one_spelling, text) == ["3: warning 同一账号名称写法不一：“石桥微讯”（1处）、“石桥微迅”（1处）"]


def test_two_other_characters_in_a_long_name_are_a_warning() -> None:
    text = overview("“石桥半岛微讯”微信公众号推送10条，“石乔伴岛微讯”微信公众号阅读量上升。")
    assert [line.split(" ")[1] for line in findings(one_spelling, text)] == ["warning"]


@pytest.mark.parametrize(
    ("one", "other"), [("青禾一号", "青禾二号"), ("魅力石桥镇之声", "魅力石桥乡之声"), ("石桥微讯2", "石桥微讯3")]
)
def test_differing_numerals_and_place_words_are_left_to_a_person(one: str, other: str) -> None:
    text = overview(f"“{one}”微信公众号、“{other}”微信公众号均正常更新。")
    assert [line.split(" ")[1] for line in findings(one_spelling, text)] == ["review"]


def test_a_blank_inside_the_name_is_no_other_spelling() -> None:
    text = overview("“石桥 半岛微讯”微信公众号推送10条，“石桥半岛微讯”微信公众号推送2条。")
    assert state(one_spelling, text) == "pass"


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param(
            "“青禾发布”微信公众号、“青禾政务”微信公众号各推送10条。", id="a family that differs in its last word"
        ),
        pytest.param("“平安石桥”微信公众号、“石桥公安”微信公众号互相转发。", id="a family with the words turned round"),
        pytest.param("“石桥交警”微信公众号、“石桥公安”微信公众号互相转发。", id="traffic police and police"),
        pytest.param("“石桥微讯”微信公众号、“石桥微讯号外”微信公众号互相转发。", id="one name extends the other"),
        pytest.param("“石桥半岛微讯”微信公众号、“石桥伴岛微讯”抖音号同步更新。", id="two platforms"),
        pytest.param("“微石桥”微信公众号、“微石乔”微信公众号同步更新。", id="names of three characters"),
    ],
)
def test_other_accounts_of_the_same_organ_are_no_misspelling(prose: str) -> None:
    assert state(one_spelling, overview(prose)) == "pass"


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("接入“一网通办”平台，并对接“一网通管”平台。", id="two systems, no accounts"),
        pytest.param("通过县人民政府网站和区政府门户网站公开信息。", id="generic nouns without quotes"),
        pytest.param("成立政务公开工作领导小组和政府信息公开监督领导小组。", id="two bodies"),
        pytest.param("落实“先审查，后公开”、“一事一审”原则。", id="quoted principles"),
    ],
)
def test_what_is_no_account_is_not_compared(prose: str) -> None:
    assert state(one_spelling, overview(prose)) == "not_applicable"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青禾县图书馆", "青禾县文化馆"),
        ("青禾县博物馆", "青禾县档案馆"),
        ("青禾县人民医院", "青禾县中心医院"),
        ("青禾第一小学", "青禾第一中学"),
        ("青禾县团委微平台", "青禾县妇联微平台"),
        ("青禾县供水", "青禾县供电"),
    ],
)
def test_two_institutions_have_two_accounts(one: str, other: str) -> None:
    text = report_text(sections={"overview": f"“{one}”微信公众号发布61条，“{other}”微信公众号发布16条。"})
    assert [line for line in findings(one_spelling, text) if ": review" not in line] == []

"""Near misses of the usual words and phrases, and what only resembles one."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text
from auditor_rules.language.compounds import compounds
from auditor_rules.language.misused_words import words_well_chosen
from auditor_rules.language.near_misses import near_misses


def missed(line: str) -> list[tuple[str, str]]:
    return [(line[miss.start : miss.end], miss.right) for miss in near_misses(line)]


@pytest.mark.parametrize(
    ("line", "wrong", "right"),
    [
        ("做好培讯工作。", "培讯", "培训"),
        ("公开息信12条。", "息信", "信息"),
        ("发布政策解渎5篇。", "政策解渎", "政策解读"),
        ("编制政府信公开指南。", "政府信公开", "政府信息公开"),
        ("坚持政府新系公开。", "政府新系公开", "政府信息公开"),
        ("政府信息公升指南已更新。", "政府信息公升", "政府信息公开"),
        ("加强监督保帐。", "监督保帐", "监督保障"),
        ("征集反溃。", "反溃", "反馈"),
        ("上年转结申请2件。", "转结", "结转"),
    ],
)
def test_one_mistaken_turned_or_lost_character_is_seen(line: str, wrong: str, right: str) -> None:
    assert missed(line) == [(wrong, right)]


@pytest.mark.parametrize(
    "line",
    [
        "共开展培训3次，共开设专栏2个。",
        "财政付款信息、行政副职名单已公开。",
        "服务政府采购，公开公正办事。",
        "自2023年1月1日起至12月31日止。",
        "在信息公开栏和政务公开专栏公布。",
        "应急时公开，紧急时更新。",
        "会同12个部门、3个单位落实。",
        "县政府副县长分管，办发〔2023〕1号文件。",
        "“民声热线”上线，免审即享政策公开。",
        "",
        "公",
    ],
)
def test_words_that_meet_and_names_are_no_near_misses(line: str) -> None:
    assert missed(line) == []


def test_the_usual_words_and_phrases_are_no_near_misses_of_one_another() -> None:
    from auditor_rules.language.near_misses import _data

    usual = _data("usual")
    assert [entry for key in ("words", "phrases") for entry in usual[key].split() if near_misses(entry)] == []


def test_every_usual_word_has_two_characters_and_every_phrase_more() -> None:
    from auditor_rules.language.near_misses import _data

    usual = _data("usual")
    assert {len(word) for word in usual["words"].split()} == {2}
    assert all(len(phrase) > 2 for phrase in usual["phrases"].split())


def test_the_list_of_compounds_knows_its_official_words() -> None:
    assert compounds().word("舆", "情")
    assert not compounds().word("的", "的")
    assert not compounds().word("信", "")


def test_a_near_miss_is_left_to_a_person_once() -> None:
    (found,) = full_findings(words_well_chosen, report_text(sections={"overview": "做好培讯。\n开展培讯3次。"}))
    assert (found.severity, found.actual, found.expected) == ("review", "培讯", "培训")
    assert found.message.zh == "“培讯”应为“培训”（2处）"


def test_the_organs_own_name_is_no_near_miss() -> None:
    text = report_text(
        title="培讯县人民政府2023年政府信息公开工作年度报告", sections={"overview": "培讯县公开信息3条。"}
    )
    assert findings(words_well_chosen, text) == []


@pytest.mark.parametrize("name", ["《政府新系公开条例》", "“信息公开指难”专栏"])
def test_misspelt_names_are_left_to_the_rules_on_names(name: str) -> None:
    assert findings(words_well_chosen, report_text(sections={"overview": f"依托{name}公开信息3条。"})) == []

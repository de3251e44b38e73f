"""OGI-P003: signs that the text was damaged before it reached the audit."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.language.misused_words import words_well_chosen
from auditor_rules.reading.garbled_source import undamaged


def overview(prose: str) -> str:
    return report_text(sections={"overview": prose})


def test_a_replacement_character_is_shown_with_its_place() -> None:
    (found,) = full_findings(undamaged, overview("我镇稳步推进政府信\ufffd公开。"))
    assert (found.severity, found.place.line, found.place.col) == ("review", 3, 10)
    assert [quote.text for quote in found.quotes] == ["\ufffd"]


@pytest.mark.parametrize("damage", ["公布(fā)结果", "公布（bù）结果", "?。ㄒ唬┙ㄉ", "锟斤拷", "公开\x01结果"])
def test_transcriptions_and_wrong_encodings_are_for_review(damage: str) -> None:
    assert state(undamaged, overview(f"我镇{damage}。")) == "review"


def test_a_copy_in_traditional_characters_is_for_review() -> None:
    prose = "本機關於年內對應當公開的資訊進行專項審查，請各單位組織人員選擇條目，發現問題應報縣辦處。"
    assert state(undamaged, overview(prose)) == "review"


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("书法家题写“學海無涯”匾额的信息已公开。", id="a few traditional characters in a name"),
        pytest.param("OA系统(beta)和APP（app）均已上线。", id="Latin words in brackets"),
        pytest.param("公开了吗？公开了！", id="plain question marks"),
        pytest.param("发布①②③类信息，面积5㎡。", id="symbols"),
    ],
)
def test_sound_texts_pass(prose: str) -> None:
    assert state(undamaged, overview(prose)) == "pass"


def test_the_message_says_that_the_wording_is_not_judged() -> None:
    assert findings(undamaged, overview("我镇公\ufffd信息。")) == [
        "3: review 文本含异常字符（\ufffd），共1处以上，语言类规则不作判断"
    ]


STRIPPED = [
    ("依据〔202130号要求编制。", "统计期限自202311日至20231231日。"),
    ("依据县政办发2023〕12号。", "依据〔20197号。"),
    ("统计期限自20231月1日起。", "至202312月31日止。"),
    ("统计期限自2023年11日起。", "于2023年1231日公布，2023年105日更新。"),
    ("我镇于2023122日公布。", "截至20231231日。"),
]


@pytest.mark.parametrize("places", STRIPPED, ids=lambda places: places[0])
def test_dates_and_numbers_that_lost_their_signs_are_one_finding(places: tuple[str, ...]) -> None:
    text = overview("我镇稳步推进政府信息公开工作。" + "".join(places))
    (found,) = full_findings(undamaged, text)
    assert found.severity == "review"
    assert len(found.quotes) >= 2
    assert state(words_well_chosen, text) == "not_assessable"


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("依据〔202130号要求编制。", id="a single place is a slip"),
        pytest.param("全年365日开放，2023年12月31日前办结，〔2021〕30号和〔2019〕60号。", id="dates and numbers that are whole"),
        pytest.param("20230101至20231231，编号2023001号、20230002号，电话02812345678。", id="dates in figures and serial numbers"),
        pytest.param("[2021]30号，（2023）5号，2023年5日内办结，2000日。", id="other brackets"),
    ],
)  # fmt: skip
def test_what_is_whole_is_not_stripped(prose: str) -> None:
    assert state(undamaged, overview(prose)) == "pass"


def test_a_text_without_any_mark_is_stripped() -> None:
    sections = dict.fromkeys(
        ("overview", "problems", "other"), "我镇稳步推进政府信息公开工作健全机制规范平台加强监督保障" * 8
    )
    (found,) = full_findings(undamaged, report_text(sections=sections))
    assert "缺字" in found.message.zh

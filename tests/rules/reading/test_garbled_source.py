"""OGI-P003: signs that the text was damaged before it reached the audit."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
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

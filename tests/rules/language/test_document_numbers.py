"""OGI-L807: numbers of documents in their one form."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.language.document_numbers import numbers_in_form


def said(prose: str) -> list[str]:
    return findings(numbers_in_form, report_text(sections={"overview": prose}))


def test_other_brackets_are_left_to_a_person() -> None:
    assert said("依据通知（国办函[2020]109号）公开。") == [
        "3: review 发文字号“国办函[2020]109号”年份应用“〔〕”，写作“[]”"
    ]


def test_the_proper_form_is_given() -> None:
    (found,) = full_findings(numbers_in_form, report_text(sections={"overview": "依据青府办发2021 35号文件公开。"}))
    assert (found.actual, found.expected) == ("依据青府办发2021 35号", "依据青府办发〔2021〕35号")


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        ("（青府办发（2019）12号）", "写作“（）”"),
        ("（青政办字(2020)7号）", "写作“()”"),
        ("（青政函【2020】7号）", "写作“【】”"),
        ("（青政函〔2020]7号）", "写作“〔]”"),
        ("（国办公开办函〔2021〕30）", "缺少“号”字"),
        ("（青府发〔21〕30号）", "年份应写全四位"),
        ("（国办函2020109号）", "年份和顺序号之间缺少“〔〕”"),
        ("（国办公开办函202130号）", "年份和顺序号之间缺少“〔〕”"),
        ("（青府办发〔2022〕一5号）", "顺序号前多“一”"),
        ("（青府办发〔2022〕-15号）", "顺序号前多“-”"),
        ("（青府办规 2022 5号）", "年份和顺序号之间缺少“〔〕”"),
    ],
)
def test_other_defects_are_found(prose: str, words: str) -> None:
    (found,) = said(f"依据通知{prose}公开。")
    assert words in found


@pytest.mark.parametrize(
    "prose",
    [
        "依据（国办函〔2020〕109号）和（青府发〔2021〕3、4号）公开。",
        "收到（2020）渝01行终123号判决。",
        "修订版（2019）已公布，共3号文件。",
        "青禾小区（12）3号楼的信息。",
        "青ICP备2020123号、公安备案2020123号。",
        "国务院令第711号，2021年30号文件，全年（2020）共公开3条。",
        "报告（2020年）第3号表。",
    ],
)
def test_other_numbers_pass(prose: str) -> None:
    assert said(prose) == []


def test_a_report_that_cites_no_number_is_no_subject() -> None:
    assert state(numbers_in_form, report_text()) == "not_applicable"

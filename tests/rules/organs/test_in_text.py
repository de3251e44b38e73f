"""Organs' names in running text."""

from __future__ import annotations

import pytest

from auditor_rules.organs.in_text import name_at_end


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("及时编制完成清江街道", "清江街道", True),
        ("年初公开了澄浦县统计局", "澄浦县统计局", True),
        ("现公布芷桥县民族宗教事务局", "芷桥县民族宗教事务局", True),
        ("按照云泽市青禾区石桥镇人民政府", "云泽市青禾区石桥镇人民政府", True),
        ("与青禾县政务服务数据管理局", "青禾县政务服务数据管理局", True),
        ("本报告由洪河区人民政府办公室", "洪河区人民政府办公室", True),
        ("根据太和县教育局", "太和县教育局", True),
        ("和平县人民政府", "和平县人民政府", True),
        ("由青禾县教育局", "青禾县教育局", True),
        ("公布向阳街道", "向阳街道", True),
        ("青禾县住房和城乡建设局", "青禾县住房和城乡建设局", True),
        ("对青禾高新技术产业开发区管委会", "青禾高新技术产业开发区管委会", True),
        ("现将县教育局", "县教育局", False),
        ("报告可在县教育局", "县教育局", False),
        ("芷滨文化和旅游局", "芷滨文化和旅游局", False),
        ("岚浦海关关区", "岚浦海关关区", False),
    ],
)
def test_a_name_is_told_from_the_words_before_it(text: str, name: str, whole: bool) -> None:
    named = name_at_end(text)
    assert named is not None
    assert (named.organ.name, text[named.start :], named.whole) == (name, name, whole)


@pytest.mark.parametrize(
    "text",
    [
        "现将我局", "结合本局", "现将本局", "经对我乡", "我镇实际现将镇", "开展全县", "强化日常督导现将我局", "该县", "我委", "全省",
        "按照条例要求", "加强队伍建设", "向社会公布", "推进全区", "各街道", "",
    ],
)  # fmt: skip
def test_words_for_oneself_and_clauses_are_no_names(text: str) -> None:
    assert name_at_end(text) is None

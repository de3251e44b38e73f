"""How texts are compared: what counts as the same label, and what is left of a heading without its marker."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model.text import Memo, full_key, label_key, normalise, without_numbering


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=30))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=30), st.sampled_from([" ", "\u3000", "\xa0", "\u200b", "\n", "\t"]))
def test_outer_spaces_never_tell_two_labels_apart(text: str, pad: str) -> None:
    assert label_key(pad + text + pad) == label_key(text)


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("商业\n企业", "商业企业"),
        ("第二十条 第(一)项", "第二十条第（一）项"),
        ('3.危及"三安全一稳定"', "3.危及“三安全一稳定”"),
        ("１．属于国家秘密", "1.属于国家秘密"),
        ("1、属于国家秘密", "1.属于国家秘密"),
        ("本年收费金额", "本年收费金额（单位：万元）"),
        ("上一年项目数量（指2019年事项数）", "上一年项目数量"),
        ("（六）其它处理", "（六）其他处理"),
    ],
)
def test_variants_of_print_are_one_label(printed: str, label: str) -> None:
    assert label_key(printed) == label_key(label)


@pytest.mark.parametrize(
    ("one", "other"), [("第二十条第（一）项", "第二十条第（五）项"), ("（七）总计", "总计"), ("1.其他", "3.其他")]
)
def test_ordinals_tell_labels_apart(one: str, other: str) -> None:
    assert label_key(one) != label_key(other)


def test_the_full_key_keeps_a_bracketed_note() -> None:
    assert full_key("本年收费金额（单位：万元）") != full_key("本年收费金额")


@pytest.mark.parametrize(
    ("heading", "left"),
    [
        ("一、总体情况", "总体情况"),
        ("（七）总计", "总计"),
        ("(三) 不予公开", "不予公开"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("总计", "总计"),
    ],
)
def test_a_heading_without_its_marker_is_its_title(heading: str, left: str) -> None:
    assert without_numbering(heading) == left


def test_a_memo_makes_each_answer_once() -> None:
    made: list[str] = []

    def make(text: str) -> int:
        made.append(text)
        return len(text)

    memo = Memo(make)

    assert (memo["表"], memo["表"], made) == (1, 1, ["表"])


def test_a_memo_never_outgrows_its_bound() -> None:
    memo: Memo[int] = Memo(len, most=10)
    for number in range(1000):
        memo[str(number)]

    assert len(memo) <= 10

"""Relations in a table's own words: what each wording says, and what says no relation."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.grammar.relation import Linear, Term
from auditor.grammar.stated import Name, StatedError, parse_stated, plain

LABELS = tuple(
    map(
        plain,
        ("合计", "男", "女", "总计", "甲类", "乙类", "期初数", "本期增加", "本期减少", "期末数", "法人或其他组织"),
    )
)


def said(text: str) -> list[str]:
    """The relations of a text, written shortly: labels by name, ordinals as 1项 1行 1栏, everything else by its kind."""
    return [f"{side(one.left)} {one.comparison} {side(one.right)}" for one in parse_stated(plain(text), LABELS)]


def side(linear: Linear) -> str:
    return " ".join(("+" if term.factor > 0 else "-") + shown(term) for term in linear.terms) or str(linear.constant)


def shown(term: Term) -> str:
    kind, which, axis = Name.of(term)
    if kind == "label":
        return LABELS[int(which)]
    if kind == "line":
        return which + {"row": "行", "column": "栏"}[axis]
    return {"item": f"{which}项", "mark": which, "sub": f"({which})"}.get(kind, f"{kind}{which}")


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("第一项加第二项之和，等于第三项加第四项之和", "+1项 +2项 == +3项 +4项"),
        ("第一项加第二项等于第三项加第四项", "+1项 +2项 == +3项 +4项"),
        ("第一项与第二项之和等于第三项与第四项之和", "+1项 +2项 == +3项 +4项"),
        ("第一项与第二项之和，应等于第三项与第四项之和", "+1项 +2项 == +3项 +4项"),
        ("第一项加第二项之和，与第三项加第四项之和相等", "+1项 +2项 == +3项 +4项"),
        ("第一、二项之和，等于第三、四项之和", "+1项 +2项 == +3项 +4项"),
        ("第１项＋第２项＝第３项＋第４项", "+1项 +2项 == +3项 +4项"),
        ("一+二=三+四", "+1项 +2项 == +3项 +4项"),
        ("（七）=（一）+（二）", "+(7) == +(1) +(2)"),
        ("A=B+C", "+A == +B +C"),
        ("甲=乙+丙", "+甲 == +乙 +丙"),
        ("1栏=2栏+3栏", "+1栏 == +2栏 +3栏"),
        ("栏1=栏2+栏3", "+1栏 == +2栏 +3栏"),
        ("第3行＝第1行＋第2行", "+3行 == +1行 +2行"),
        ("1=2+3", "+1 == +2 +3"),
        ("③=①+②", "+3 == +1 +2"),
        ("(3)=(1)-(2)", "+3 == +1 -2"),
        ("第五列为第一列与第四列之差", "+5栏 == +1栏 -4栏"),
        ("第1列=(第2列+第3列)-第4列", "+1栏 == +2栏 +3栏 -4栏"),
        ("7=1+2+…+6", "+7 == +1 +2 +3 +4 +5 +6"),
        ("第7栏等于第1至第6栏之和", "+7栏 == +1栏 +2栏 +3栏 +4栏 +5栏 +6栏"),
        ("第7栏为1-6栏之和", "+7栏 == +1栏 +2栏 +3栏 +4栏 +5栏 +6栏"),
        ("1至4项合计等于5项", "+1项 +2项 +3项 +4项 == +5项"),
        ("合计=男+女", "+合计 == +男 +女"),
        ("合计为男与女之和", "+合计 == +男 +女"),
        ("合计为男、女两项之和", "+合计 == +男 +女"),
        ("合计数应等于男、女数之和", "+合计 == +男 +女"),
        ("合计由男、女组成", "+合计 == +男 +女"),
        ("合计与男、女之和相等", "+合计 == +男 +女"),
        ("男与女之和等于合计", "+男 +女 == +合计"),
        ("合计栏等于甲类栏与乙类栏之和", "+合计 == +甲类 +乙类"),
        ("总计应与合计一致", "+总计 == +合计"),
        ("期末数＝期初数＋本期增加－本期减少", "+期末数 == +期初数 +本期增加 -本期减少"),
        ("期末数等于期初数加上本期增加减去本期减少", "+期末数 == +期初数 +本期增加 -本期减少"),
        ("总计等于各项之和", "+总计 == +each"),
        ("总计＝各分项相加之和", "+总计 == +each"),
        ("总计等于以上各项之和", "+总计 == +above"),
        ("总计等于上述两项相加", "+总计 == +above2"),
        ("前两项之和等于第三项", "+first2 == +3项"),
        ("各分项均不大于合计", "+any <= +合计"),
        ("甲类≥乙类", "+甲类 >= +乙类"),
        ("甲类大于或等于乙类", "+甲类 >= +乙类"),
        ("甲类应不小于乙类", "+甲类 >= +乙类"),
        ("乙类不得超过甲类", "+乙类 <= +甲类"),
        ("乙类小于甲类", "+乙类 < +甲类"),
        ("甲类≥0", "+甲类 >= 0"),
        ("法人或其他组织≤合计", "+法人或其他组织 <= +合计"),
    ],
)  # fmt: skip
def test_a_wording_says_its_relation(text: str, relation: str) -> None:
    assert said(text) == [relation]


def test_statements_side_by_side_are_each_read() -> None:
    assert said("7=1+2+3，8=9+10") == ["+7 == +1 +2 +3", "+8 == +9 +10"]


def test_a_chain_is_read_as_pairs() -> None:
    assert said("合计=男+女=总计") == ["+合计 == +男 +女", "+男 +女 == +总计"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "合计和总计",
        "合计为100",
        "合计=男×2",
        "占比=男/合计",
        "本年新收=期初数",
        "甲类为乙类",
        "合计等于男和女",
        "期末数为期初数、本期增加、本期减少之差",
        "7=6+…+1",
        "本表数据由各单位填报",
    ],
)
def test_what_states_no_linear_relation_between_the_names_is_refused(text: str) -> None:
    with pytest.raises(StatedError):
        said(text)


def test_a_label_of_one_character_is_none_inside_a_word() -> None:
    with pytest.raises(StatedError):
        said("合计=子女+男方")


def test_a_label_that_is_also_the_word_for_a_sum_is_read_as_either() -> None:
    assert said("第1项至第3项合计等于第4项") == ["+1项 +2项 +3项 == +4项"]


@settings(deadline=None, max_examples=300)
@given(
    st.text(alphabet="第一二三四项栏行列加减与和之等于为不大小合计男女甲乙0123456789=+-≥≤()，、。…各以上 ", max_size=40)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        relations = parse_stated(plain(text), LABELS)
    except StatedError:
        return
    assert all(relation.text for relation in relations)

"""OGI-L803: sub-headings count on by one, in whole brackets."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.language.subheading_numbers import numbered_one_by_one


def overview(prose: str, **more: object) -> str:
    """Return a report with this prose in section one, from line 3 on."""
    return report_text(sections={"overview": prose}, **more)  # type: ignore[arg-type]


def test_a_gap_is_a_warning_at_the_heading_behind_it() -> None:
    prose = "（一）主动公开\n内容。\n（二）依申请公开\n内容。\n（四）平台建设\n内容。"
    assert findings(numbered_one_by_one, overview(prose)) == ["7: warning 小标题“（二）”之后是“（四）”"]


def test_both_numbers_are_quoted_and_the_right_one_is_named() -> None:
    (found,) = full_findings(numbered_one_by_one, overview("（一）甲\n（三）乙"))
    assert [quote.text for quote in found.quotes] == ["（一）", "（三）"]
    assert (found.expected, found.actual) == ("（二）", "（三）")


@pytest.mark.parametrize(
    ("prose", "message"),
    [
        ("（二）主动公开\n内容。", "3: warning 小标题从“（二）”开始"),
        ("（一）甲\n内容。\n（二）乙\n内容。\n（二）丙\n内容。", "7: warning 小标题序号“（二）”重复"),
        ("（一）甲\n内容。\n（一）乙\n内容。\n（二）丙\n内容。", "5: warning 小标题序号“（一）”重复"),
        ("（一）主动公开。全年公开信息3条。\n（三）平台建设。办好网站。", "4: warning 小标题“（一）”之后是“（三）”"),
        ("1.加强领导\n2.健全制度\n4.开展培训", "5: warning 小标题“2.”之后是“4.”"),
        ("1、加强领导\n3、开展培训", "4: warning 小标题“1、”之后是“3、”"),
        ("（一）甲\n1.加强领导\n3.开展培训", "5: warning 小标题“1.”之后是“3.”"),
        ("(一)甲\n(三)乙", "4: warning 小标题“(一)”之后是“(三)”"),
        ("（九）甲", "3: warning 小标题从“（九）”开始"),
    ],
)
def test_other_breaks_are_found_too(prose: str, message: str) -> None:
    assert findings(numbered_one_by_one, overview(prose)) == [message]


def test_a_missing_bracket_is_one_finding_for_the_section() -> None:
    (found,) = full_findings(numbered_one_by_one, overview("一）主动公开\n内容。\n二）依申请公开\n内容。"))
    assert found.message.zh == "小标题序号缺少括号：“一）”、“二）”"
    assert (found.severity, found.place.line, found.expected) == ("warning", 3, "（一）、（二）")


def test_a_bracket_left_open_breaks_no_sequence() -> None:
    prose = "（一）主动公开\n（二 依申请公开做得好\n（三）平台建设"
    assert findings(numbered_one_by_one, overview(prose)) == ["4: warning 小标题序号缺少括号：“（二”"]


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("（一）甲\n内容。\n（二）乙\n内容。\n（三）丙\n内容。", id="in order"),
        pytest.param("（一）甲\n（二）乙\n改进措施如下：\n（一）丙\n（二）丁", id="two lists in one section"),
        pytest.param("（一）甲\n下一步：\n（一）乙", id="two lists of one member"),
        pytest.param("（一）甲\n1.子\n2.丑\n（二）乙\n1.寅\n2.卯", id="beginning anew under a higher heading"),
        pytest.param("（一）甲\n1.子\n2.丑\n（二）乙\n3.寅\n4.卯", id="counting on under a higher heading"),
        pytest.param("1、2023年公开信息3条\n2、2023年办结申请1件\n3、开展培训", id="a year behind the number"),
        pytest.param("\n".join(f"（{n}）甲" for n in "一二三四五六七八九十") + "\n（十一）乙", id="more than ten"),
        pytest.param("（一）主动公开（四类信息）\n（二）第二十条第（一）项所列信息", id="brackets within a heading"),
        pytest.param("全年公开信息12条。\n3月开展培训。", id="numbers that are none of a heading"),
    ],
)
def test_these_are_in_order(prose: str) -> None:
    assert findings(numbered_one_by_one, overview(prose)) == []


def test_labels_of_a_lost_table_are_no_sub_headings() -> None:
    labels = "（一）予以公开\n（三）不予公开\n1.属于国家秘密\n4.保护第三方合法权益"
    text = report_text(sections={"requests": labels}, without=("table:requests",))
    assert findings(numbered_one_by_one, text) == []


def test_labels_within_the_tables_are_no_sub_headings() -> None:
    assert state(numbered_one_by_one, report_text()) == "not_applicable"


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("（ 一 ）甲\n（二 ）乙\n（ 三）丙", id="blanks in the brackets"),
        pytest.param(
            "1.主动公开情况\n公开3条。\n2.依申请公开情况\n无。\n3.政府信息管理情况\n严格。", id="names of sections"
        ),
        pytest.param("1、2023年公开3条。\n2、主动公开情况\n3.5万人次访问网站。", id="a decimal"),
        pytest.param("公开信息如下：（1）网站3条；（2）微信5条。", id="a list inside a paragraph"),
        pytest.param("是年1是起步之年。", id="one figure"),
    ],
)
def test_none_of_these_is_wrong(prose: str) -> None:
    assert findings(numbered_one_by_one, overview(prose)) == []


@pytest.mark.parametrize(
    ("prose", "message"),
    [
        ("（一）、加强领导\n（二）、健全制度", "3: review 小标题序号加了括号，其后不再用顿号：“（一）、”、“（二）、”"),
        ("1.网站公开\n2.微信公开\n3、公示栏公开", "5: review 同一组小标题序号写法不一：“2.”、“3、”"),
        ("1是不够规范。2是人员紧缺。", "3: review 列举序号“1是”、“2是”应写作“一是”、“二是”"),
        ("存在：\n1是不够规范。\n2是人员紧缺。", "4: review 列举序号“1是”、“2是”应写作“一是”、“二是”"),
        ("（ 一 ）甲\n（ 三 ）乙", "4: warning 小标题“（ 一 ）”之后是“（ 三 ）”"),
    ],
)
def test_ways_of_writing_a_number_are_for_review(prose: str, message: str) -> None:
    assert findings(numbered_one_by_one, overview(prose)) == [message]


def test_two_lists_may_be_numbered_in_two_ways() -> None:
    assert findings(numbered_one_by_one, overview("（一）甲\n1.子\n2.丑\n（二）乙\n1、寅\n2、卯")) == []

"""OGI-S104: the sections stand in their order and carry their ordinals."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.structure.section_order import in_order

PLAIN = report_text(without=("table:disclosure", "table:requests", "table:appeals"))


def test_a_wrong_ordinal_is_an_error() -> None:
    text = PLAIN.replace("六、其他", "五、其他")
    assert findings(in_order, text) == ["9: error 序号“五”与位置不符，应为“六”"]


def test_the_heading_is_quoted_with_the_one_expected() -> None:
    (found,) = full_findings(in_order, PLAIN.replace("六、其他", "七、其他"))
    assert (found.quotes[0].text, found.expected) == ("七、其他需要报告的事项", "六、其他需要报告的事项")


def test_sections_that_changed_places_are_an_error() -> None:
    before, problems = PLAIN.split("五、存在的主要问题及改进情况")
    problems, other = problems.split("六、其他需要报告的事项")
    text = f"{before}五、其他需要报告的事项{other}六、存在的主要问题及改进情况{problems}"
    assert [line.split(": ")[1] for line in findings(in_order, text)] == [
        "error “存在的主要问题及改进情况”应在前面的部分之前"
    ]


def test_a_section_that_comes_twice_is_an_error() -> None:
    text = PLAIN + "六、其他需要报告的事项\n无。\n"
    assert [line.split(": ")[1] for line in findings(in_order, text)] == ["error “其他需要报告的事项”出现两次"]


@pytest.mark.parametrize("dash", ["—", "-", "－", "–"])
def test_a_dash_in_place_of_the_first_ordinal_is_a_warning(dash: str) -> None:
    text = PLAIN.replace("一、总体情况", f"{dash}、总体情况")
    assert findings(in_order, text) == ["2: warning 序号“一”写成了横线"]


@pytest.mark.parametrize("ordinal", ["1、", "1.", "１、"])
def test_an_arabic_ordinal_is_a_warning(ordinal: str) -> None:
    text = PLAIN.replace("一、总体情况", f"{ordinal}总体情况")
    assert findings(in_order, text) == [f"2: warning 序号应为“一、”，写作“{ordinal}”"]


@pytest.mark.parametrize(
    "heading", ["总体情况", "一 、总体情况", "（一）总体情况", "第一部分 总体情况", "一、总体情况、", "一．总体情况"]
)
def test_other_ways_of_writing_the_right_ordinal_pass(heading: str) -> None:
    assert state(in_order, PLAIN.replace("一、总体情况", heading)) == "pass"


def test_ordinals_of_rows_inside_table_three_are_no_sections() -> None:
    assert state(in_order, report_text(2020)) == "pass"


def test_behind_a_missing_section_the_others_may_keep_their_ordinals() -> None:
    assert state(in_order, report_text(without=("appeals",))) == "pass"


def test_behind_a_missing_section_the_others_may_be_numbered_through() -> None:
    text = report_text(without=("appeals",)).replace("五、存在", "四、存在").replace("六、其他", "五、其他")
    assert state(in_order, text) == "pass"


def test_a_list_of_the_sections_in_the_preamble_is_no_second_set() -> None:
    text = report_text(preamble="本报告由一、总体情况，二、主动公开政府信息情况等六部分组成。")
    assert state(in_order, text) == "pass"


def test_sections_numbered_otherwise_throughout_are_one_finding() -> None:
    text = PLAIN
    for number, ordinal in enumerate("一二三四五六", start=1):
        text = text.replace(f"\n{ordinal}、", f"\n{number}、")
    (found,) = full_findings(in_order, text)

    assert (found.severity, len(found.quotes)) == ("warning", 6)
    assert found.message.zh.endswith("写作“1、”、“2、”、“3、”、“4、”、“5、”、“6、”")


def test_a_section_with_the_number_of_a_sub_heading_is_a_warning() -> None:
    text = report_text().replace("\n三、收到", "\n（二）收到")
    assert [line.split(": ")[1] for line in findings(in_order, text)] == ["warning 序号应为“三、”，写作“（二）”"]


@pytest.mark.parametrize("mark", ["{}.", "{}、", "（{}）", "({})", "{}、 "])
def test_sub_headings_with_the_names_of_sections_are_out_of_no_order(mark: str) -> None:
    titles = ["主动公开政府信息情况", "收到和处理政府信息公开申请情况", "存在的主要问题及改进情况"]
    parts = "\n".join(f"{mark.format(n)}{title}\n按要求办理。" for n, title in enumerate(titles, start=1))
    assert state(in_order, report_text(sections={"overview": parts})) == "pass"


def test_where_a_title_could_not_be_placed_the_order_is_not_judged() -> None:
    text = PLAIN.replace("\n六、其他需要报告的事项\n", "六、其他需要报告的事项").replace("三、收到", "四、收到")
    assert state(in_order, text) == "not_assessable"


def test_ordinals_that_count_on_from_a_wrong_one_repeat_no_finding() -> None:
    text = report_text().replace("六、其他", "七、其他").replace("五、存在", "六、存在").replace("四、政府", "五、政府")
    assert [line.split(": ")[1] for line in findings(in_order, text)] == ["error 序号“五”与位置不符，应为“四”"]


def test_two_wrong_ordinals_are_two_findings() -> None:
    text = report_text().replace("六、其他", "八、其他").replace("四、政府", "五、政府")
    assert len(findings(in_order, text)) == 2

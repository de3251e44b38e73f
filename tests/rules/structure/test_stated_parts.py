"""OGI-S112, OGI-S113: the introduction describes the report that follows: its parts, and how many there are."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.structure.stated_parts import parts_counted, structure_in_force

ONE, TWO, THREE = "总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况"
FOUR, FIVE, SIX = "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况", "其他需要报告的事项"
SIX_PARTS = f"{ONE}、{TWO}、{THREE}、{FOUR}、{FIVE}、{SIX}"
FIVE_PARTS = f"{ONE}、{TWO}、{THREE}、{FOUR}、{FIVE}"


def preamble(text: str, year: int = 2023) -> str:
    return report_text(year, preamble=text)


def severities(text: str) -> list[str]:
    return [found.split(" ")[1] for found in findings(parts_counted, preamble(text))]


def test_six_said_and_five_named_is_a_warning() -> None:
    assert findings(parts_counted, preamble(f"本报告由{FIVE_PARTS}六个部分组成。")) == [
        "2: warning 引言称“六个部分”，列出的是5个部分"
    ]


def test_number_and_list_are_quoted() -> None:
    (found,) = full_findings(parts_counted, preamble(f"本报告由{FIVE_PARTS}六个部分组成。"))
    assert [quote.text for quote in found.quotes] == ["六个部分", FIVE_PARTS]
    assert (found.expected, found.actual) == ("5", "6")


@pytest.mark.parametrize(
    "text",
    [
        f"本报告由{SIX_PARTS}五个部分组成。",
        f"报告内容包括{FIVE_PARTS}等六个部分。",
        f"全文共分六个部分，分别是{FIVE_PARTS}。",
        f"报告由六部分构成，即{FIVE_PARTS}。",
        f"本报告包括{SIX_PARTS}五项内容。",
        f"本报告由政府信息公开工作{ONE},{TWO},{THREE},{FOUR},政府信息公开工作中存在的问题及改进措施等六部分组成。",
        f"内容分为{ONE}、{TWO}、{THREE}、{FIVE}、{SIX}6个部分。",
        f"本报告由{ONE}，{TWO}，{THREE}，{FIVE}，{SIX}六部分组成。",
        f"报告共七个方面，包括{SIX_PARTS}。",
        f"本报告内容包括六大部分：一是{ONE}；二是{TWO}；三是{THREE}；四是{FIVE}；五是{SIX}。",
        "本报告由总体情况、主动公开情况、依申请公开情况、存在的主要问题及改进措施、其他需要报告的事项六个部分组成。",
        f"本报告由{ONE}、行政机关{TWO}、{THREE}、因政府信息公开工作被申请行政复议、提起行政诉讼情况、{FIVE}六部分组成。",
    ],
)
def test_numbers_that_differ_from_the_list_are_found(text: str) -> None:
    assert severities(text) == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        f"本报告由{SIX_PARTS}六个部分组成。",
        f"主要内容包括{SIX_PARTS}等六个方面。",
        f"全文共分6部分，分别为{SIX_PARTS}。",
        f"本报告由{SIX_PARTS}组成。",
        f"本报告由{ONE}、{TWO}、{THREE}、政府信息公开行政复议及行政诉讼情况、{FIVE}和{SIX}六个部分组成。",
        f"本报告由{ONE}、{TWO}、{THREE}、{FOUR}、主要问题及改进情况以及其它需要报告的事项六部分组成。",
        f"本报告由{ONE}、{TWO}、{THREE}等六部分组成。",
        f"本报告由{ONE}、{TWO}、{THREE}、信息公开监督保障情况、{FIVE}、{SIX}六部分组成。",
        "本报告按五个方面总结主动公开、依申请公开等工作。",
        f"第一部分{ONE}，第二部分{TWO}，第三部分{THREE}。",
        f"本报告由概述、{TWO}、{THREE}、{FOUR}、{FIVE}、{SIX}六个部分组成。",
        f"主要从{ONE}，{TWO}，{THREE}，{FOUR}，{FIVE}及{SIX}等六个方面汇报。",
        f"围绕{ONE}、{TWO}、{THREE}、{FOUR}、{FIVE}、{SIX}六个方面编写。",
        f"报告内容包括总体概述、{TWO}、{THREE}、{FOUR}、信息公开工作{FIVE}、其他报告事项等六个方面。",
        "报告包括概述,主动公开情况,依申请公开和不予公开情况,政务公开的收费及减免情况,因政务公开申请行政复议、提起行政诉讼的情况,政务公开工作存在的主要问题及改进情况,其他需要报告的事项等7个部分。",
    ],
)
def test_lists_that_agree_or_are_only_examples_are_let_pass(text: str) -> None:
    assert severities(text) == []


def test_a_list_of_main_parts_is_for_review() -> None:
    assert severities(f"本报告主要由{ONE}、{TWO}、{THREE}、{FOUR}等六部分组成。") == ["review"]


def test_an_introduction_inside_section_one_is_read_too() -> None:
    text = report_text(sections={"overview": f"本报告由{FIVE_PARTS}六个部分组成。\n我镇公开信息20条。"})
    assert findings(parts_counted, text) == ["3: warning 引言称“六个部分”，列出的是5个部分"]


def test_a_report_without_such_a_sentence_has_nothing_to_check() -> None:
    assert state(parts_counted, report_text()) == "not_applicable"
    assert state(structure_in_force, report_text()) == "not_applicable"


def test_parts_of_the_former_structure_are_a_warning() -> None:
    text = preamble(
        "本报告由概述、主动公开政府信息情况、依申请公开办理情况、收费及减免情况、存在的主要问题和改进措施组成。"
    )
    assert findings(structure_in_force, text) == [
        "2: warning 引言列有现行格式没有的部分：“概述”、“依申请公开办理情况”、“收费及减免情况”"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "包括总体情况、主动公开政府信息情况、政府信息公开的收费及减免情况、行政复议行政诉讼情况等。",
        "包括概述、主动公开政府信息的情况、咨询处理情况、存在的主要问题及改进情况。",
        "本报告由概述，主动公开政府信息的情况，依申请公开政府信息办理情况，复议、诉讼和申诉情况，存在的主要问题及改进措施五个部分组成。",
        "全文包括概述、主动公开情况、依申请公开情况、存在问题及改进措施及附表。",
        f"报告包括{ONE}、{TWO}、回应解读情况、{FIVE}。",
        f"报告分为{ONE}、{TWO}、政府信息公开收费和减免情况、{FIVE}。",
        f"报告包括{ONE},{TWO},政务公开的收费及减免情况,因政务公开申请行政复议、提起行政诉讼的情况。",
        "全文包括概述、政府信息主动公开情况、依申请公开政府信息办理情况、载体建设情况等。",
    ],
)
def test_ways_of_listing_the_former_parts_are_found(text: str) -> None:
    assert len(findings(structure_in_force, preamble(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"本报告由{SIX_PARTS}六个部分组成。",
        "现将主动公开、依申请公开和收费情况报告如下。",
        f"报告包括{ONE}、{TWO}、{THREE}、因政府信息公开工作被申请行政复议、提起行政诉讼情况、{FIVE}、{SIX}。",
    ],
)
def test_the_parts_in_force_are_let_pass(text: str) -> None:
    assert findings(structure_in_force, preamble(text)) == []


def test_a_name_that_a_heading_of_the_report_bears_is_let_pass() -> None:
    text = preamble(f"本报告由概述、{TWO}、{THREE}、{FOUR}、{FIVE}、{SIX}六个部分组成。").replace(
        "一、总体情况", "一、概述"
    )
    assert state(structure_in_force, text) == "pass"


def test_before_2019_that_was_the_structure() -> None:
    text = preamble("本报告由概述、主动公开政府信息情况、收费及减免情况、存在的主要问题和改进措施组成。", 2019)
    assert state(structure_in_force, text.replace("2019年", "2018年")) == "not_applicable"


@pytest.mark.parametrize(
    "text",
    [
        f"本报告由{SIX_PARTS}和政府信息公开统计表七个部分组成。",
        f"本报告由{FIVE_PARTS}、其他事项等六个部分组成。",
        f"全文共七部分：{SIX_PARTS}及名词解释。",
        f"报告包括{SIX_PARTS}以及重点领域公开进展共7部分。",
        f"报告由{FIVE_PARTS}、附录六部分组成。",
    ],
)
def test_parts_of_any_name_count(text: str) -> None:
    assert severities(text) == []


def test_a_part_of_an_unknown_name_is_still_only_one() -> None:
    assert severities(f"本报告由{FIVE_PARTS}、附录八个部分组成。") == ["warning"]


def test_section_one_called_an_outline_describes_no_other_structure() -> None:
    listed = "内容包括总体概述、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议诉讼情况、存在问题及改进措施、其他事项。"
    assert findings(structure_in_force, preamble(listed)) == []

"""OGI-S109, OGI-S115, OGI-S116: section one deals with its topics, keeps within its length, speaks of this organ."""

from __future__ import annotations

import pytest

from auditor.engine.assess import Outcome, assess
from auditor.testing import bound, findings, report_text, state
from auditor_rules.structure.overview import about_this_organ, overview_short, topics_covered


def overview(prose: str) -> str:
    return report_text(sections={"overview": prose})


FULL = "主动公开信息20条。收到申请2件。严格保密审查。网站更新及时。接受社会监督。"


def test_a_topic_that_no_word_shows_is_for_review() -> None:
    assert findings(topics_covered, overview(FULL.replace("网站更新及时。", ""))) == [
        "2: review 总体情况未见“政府信息公开平台建设”方面的内容"
    ]


def test_one_finding_names_all_missing_topics() -> None:
    assert findings(topics_covered, overview("我镇主动公开政府信息20条，工作有序。")) == [
        "2: review 总体情况未见“依申请公开”、“政府信息管理”、“政府信息公开平台建设”、“监督保障”方面的内容"
    ]


@pytest.mark.parametrize(
    ("word", "topic"),
    [
        ("主动公开信息20条。", "主动公开"),
        ("收到申请2件。", "依申请公开"),
        ("严格保密审查。", "政府信息管理"),
        ("接受社会监督。", "监督保障"),
    ],
)
def test_each_topic_is_asked_for(word: str, topic: str) -> None:
    assert findings(topics_covered, overview(FULL.replace(word, ""))) == [f"2: review 总体情况未见“{topic}”方面的内容"]


@pytest.mark.parametrize(
    "prose",
    [
        FULL,
        "（一）全面落实信息公开\n依托网站主动公开信息，未收到信息公开申请。\n（二）强化政府信息管理\n严格审查。\n（三）加强监督保障\n开展培训。",
        "主动公开20条，依申请公开0件，规范性文件管理有序，公众号更新正常，开展培训2期。",
        "主动公开20条，申请0件，落实三审三校，栏目完善，纳入考核。",
    ],
)
def test_topics_are_found_under_any_heading(prose: str) -> None:
    assert state(topics_covered, overview(prose)) == "pass"


def test_a_report_without_section_one_is_not_asked() -> None:
    assert state(topics_covered, report_text(without=["overview"])) == "not_applicable"


def with_limit(text: str, limit: int | None) -> Outcome:
    report = bound(text)
    report.options = {} if limit is None else {"overview_max": limit}
    return assess(overview_short, report)


def test_the_length_is_off_unless_asked_for() -> None:
    assert with_limit(overview("公开" * 800), None).state.value == "not_applicable"


def test_a_long_overview_is_for_review_where_a_limit_is_set() -> None:
    (violation,) = with_limit(overview("公开" * 501), 1000).violations
    assert violation.message.zh == "总体情况1002字，超过1000字"


def test_spaces_do_not_count_and_the_limit_itself_is_allowed() -> None:
    assert with_limit(overview("公开 " * 500), 1000).state.value == "pass"


def test_generic_words_without_figure_or_own_name_are_for_review() -> None:
    prose = "部分地区还通过多种形式拓宽公开渠道，多数部门能够按照要求主动公开信息，公众满意度不断提高。"
    assert findings(about_this_organ, overview(prose)) == [
        "3: review 总体情况有“部分地区”等泛化文字，没有数字，也未提及本机关"
    ]


@pytest.mark.parametrize("word", ["一些地区创新公开方式。", "各级政府部门普遍重视。", "多数部门主动公开信息。"])
def test_every_generic_word_counts(word: str) -> None:
    assert len(findings(about_this_organ, overview(f"公开工作稳步推进，{word}"))) == 1


@pytest.mark.parametrize(
    "prose",
    [
        "部分地区还通过多种形式公开，全年公开信息20条。",
        "部分地区公开较慢，我镇及时改进。",
        "部分地区公开较慢，石桥镇及时改进。",
        "本机关主动公开信息，多数部门配合。",
        "公开工作稳步推进，群众满意。",
        "部分地区道路结冰信息及时公开，2023年未发生事故。",
    ],
)
def test_figures_and_own_names_show_that_it_is_about_this_organ(prose: str) -> None:
    assert findings(about_this_organ, overview(prose)) == []


def test_the_number_of_a_heading_is_no_figure() -> None:
    assert len(findings(about_this_organ, overview("1.主动公开\n部分地区还通过多种形式拓宽渠道。"))) == 1

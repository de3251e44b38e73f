"""OGI-S101, OGI-S117: the six sections are there, and none of them is empty."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor import Message, Report, Rule
from auditor.engine.assess import assess
from auditor.testing import bound, findings, full_findings, outcome, report_text, state
from auditor_rules.structure.assessment import assessment_reported
from auditor_rules.structure.fee_statement import fees_reported
from auditor_rules.structure.overview import topics_covered
from auditor_rules.structure.required_sections import sections_filled, sections_present
from auditor_rules.structure.statutory_tables import tables_present

LONG = "本镇健全工作机制，明确专人负责，按要求公开各类信息。" * 30
TITLES = {
    "overview": "一、总体情况",
    "disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "appeals": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other": "六、其他需要报告的事项",
}


@pytest.mark.parametrize(("key", "title"), TITLES.items())
def test_a_missing_section_is_an_error(key: str, title: str) -> None:
    text = report_text(sections={"overview": LONG, "problems": LONG}, without=(key,))
    assert [line.split(": ", 1)[1] for line in findings(sections_present, text)] == [f"error 缺少“{title}”部分"]


def test_it_is_shown_behind_the_section_before_it() -> None:
    text = report_text(sections={"overview": LONG}, without=("disclosure",))
    (found,) = full_findings(sections_present, text)
    assert (found.place.line, found.place.section, found.quotes[0].text) == (2, "disclosure", "一、总体情况")


def test_each_missing_section_is_named() -> None:
    text = report_text(sections={"overview": LONG}, without=("appeals", "other"))
    assert [line.split("缺少")[1] for line in findings(sections_present, text)] == [
        "“四、政府信息公开行政复议、行政诉讼情况”部分",
        "“六、其他需要报告的事项”部分",
    ]


def test_the_shell_of_a_report_published_as_images_is_for_review() -> None:
    text = report_text(
        sections={"overview": "详见图片。"}, without=("table:disclosure", "table:requests", "table:appeals", "other")
    )
    assert state(sections_present, text) == "review"


def test_a_complete_report_passes() -> None:
    assert state(sections_present, report_text()) == "pass"


@pytest.mark.parametrize(
    ("key", "heading"),
    [
        *((("overview"), f"一、{title}") for title in ("工作基本情况", "工作概况", "工作概述", "概述", "政府信息公开工作总体情况", "网站总体公开情况")),
        ("disclosure", "二、行政机关主动公开政府信息情况"),
        ("disclosure", "二、主动公开政府信息的情况"),
        ("requests", "三、行政机关收到和处理政府信息公开申请情况"),
        ("requests", "三、收到和处理政府信息公开情况"),
        *((("appeals"), f"四、{title}") for title in (
            "政府信息公开行政复议行政诉讼情况", "政府信息公开行政复议和行政诉讼情况", "政府信息公开行政复议及行政诉讼情况",
            "因政府信息公开工作被申请行政复议、提起行政诉讼情况", "因政府信息公开工作被申请行政复议、提起行政诉讼的情况",
            "因提起行政诉讼情况")),
        *((("problems"), f"五、{title}") for title in (
            "存在问题及改进情况", "存在的主要问题和改进情况", "存在的主要问题和改进措施", "存在的主要问题和改进计划",
            "主要问题及改进情况", "政府信息公开工作存在的主要问题及改进情况", "存在问题和改进措施")),
        *((("other"), f"六、{title}") for title in (
            "其他需要报告事项", "其它报告事项", "其他需要汇报事项", "需要报告的其他事项", "其它需要报告的事项")),
        ("overview", "总体情况"),
        ("overview", "一 、总体情况"),
        ("overview", "1、总体情况"),
        ("overview", "—、总体情况"),
        ("overview", "一、总体情况、"),
        ("overview", "第一部分 总体情况"),
        ("overview", "（一）总体情况"),
    ],
)  # fmt: skip
def test_the_usual_variants_of_a_heading_are_accepted(key: str, heading: str) -> None:
    assert state(sections_present, report_text().replace(TITLES[key], heading)) == "pass"


def test_a_heading_broken_off_from_its_ordinal_by_blanks_is_found() -> None:
    assert state(sections_present, report_text().replace("一、总体情况", "\u3000\u3000一、 总体情况")) == "pass"


def test_titles_in_a_sentence_of_the_preamble_are_no_headings() -> None:
    preamble = "本报告包括：一、总体情况；二、主动公开政府信息情况；六、其他需要报告的事项。"
    text = report_text(preamble=preamble, sections={"overview": LONG}, without=("other",))
    assert len(findings(sections_present, text)) == 1


def test_row_labels_of_table_three_are_no_headings() -> None:
    text = report_text(2020)
    assert (state(sections_present, text), state(sections_filled, text)) == ("pass", "pass")


def test_a_table_of_contents_is_no_set_of_sections() -> None:
    contents = "\n".join(TITLES.values())
    assert state(sections_filled, report_text(preamble=contents)) == "pass"


@pytest.mark.parametrize("key", ["overview", "problems", "other"])
def test_a_heading_with_nothing_under_it_is_an_error(key: str) -> None:
    text = report_text(sections={key: ""})
    assert [line.split(": ", 1)[1] for line in findings(sections_filled, text)] == [
        f"error “{TITLES[key]}”下没有任何内容"
    ]


@pytest.mark.parametrize("key", ["disclosure", "requests", "appeals"])
def test_an_empty_section_whose_table_may_be_an_image_is_for_review(key: str) -> None:
    text = report_text(without=(f"table:{key}",))
    assert [line.split(": ", 1)[1] for line in findings(sections_filled, text)] == [
        f"review “{TITLES[key]}”下没有任何内容"
    ]


@pytest.mark.parametrize(
    "foot",
    [
        "青禾县石桥镇人民政府\n2024年1月20日",
        "2024年1月20日",
        "青禾县石桥镇人民政府 2024年1月20日",
        "二〇二四年一月二十日",
    ],
)
def test_the_name_and_date_at_the_foot_do_not_fill_the_last_section(foot: str) -> None:
    text = report_text(sections={"other": foot})
    assert [line.split(" ", 1)[1] for line in findings(sections_filled, text)] == [
        "error “六、其他需要报告的事项”下没有任何内容"
    ]


@pytest.mark.parametrize(
    "content", ["无", "无。", "（一）收费情况\n无。", "本年度未收取信息处理费。\n青禾县石桥镇人民政府\n2024年1月20日"]
)
def test_a_short_content_fills_a_section(content: str) -> None:
    assert state(sections_filled, report_text(sections={"other": content})) == "pass"


def test_a_section_that_is_missing_is_not_called_empty() -> None:
    assert state(sections_filled, report_text(without=("other",))) == "pass"


def unread(text: str) -> Report:
    report = bound(text)
    report.source = replace(report.source, unread=(Message("文件不完整", "the file breaks off"),))
    return report


def test_behind_where_a_file_breaks_off_no_section_is_missing_or_empty() -> None:
    whole = report_text(sections={"problems": ""})
    text = whole[: whole.index("六、其他")]

    assert [assess(rule, unread(text)).state.value for rule in (sections_present, sections_filled)] == [
        "not_assessable", "not_assessable",
    ]  # fmt: skip


def test_a_file_that_breaks_off_behind_its_last_section_has_all_six() -> None:
    assert assess(sections_present, unread(report_text())).state.value == "pass"


@pytest.mark.parametrize("rule", [sections_present, sections_filled])
def test_a_section_whose_title_stands_inside_a_line_is_neither_missing_nor_empty(rule: Rule) -> None:
    text = report_text().replace("\n六、其他需要报告的事项\n", "六、其他需要报告的事项")
    found = outcome(rule, text)

    assert (found.state.value, found.violations) == ("not_assessable", ())
    assert found.reason is not None
    assert found.reason.code == "unread"


def test_sub_headings_do_not_stand_in_for_the_section_of_their_name() -> None:
    prose = f"{LONG}\n（一）主动公开政府信息情况\n公开信息3条。\n（二）依申请公开政府信息情况\n无。"
    text = report_text(sections={"overview": prose}, without=("disclosure",))

    assert [line.split(" ", 1)[1] for line in findings(sections_present, text)] == [
        "error 缺少“二、主动公开政府信息情况”部分"
    ]


def test_an_empty_section_and_its_missing_table_have_one_cause() -> None:
    text = report_text(without=("table:appeals",))
    causes = [
        violation.cause for rule in (sections_filled, tables_present) for violation in outcome(rule, text).violations
    ]

    assert causes == ["nothing under appeals"] * 2


@pytest.mark.parametrize(
    ("rule", "year", "sections"),
    [
        (topics_covered, 2023, {"overview": "按要求开展。"}),
        (assessment_reported, 2023, {"overview": "按要求开展。"}),
        (fees_reported, 2023, {"other": "无。"}),
    ],
)
def test_what_a_part_that_was_not_read_may_say_is_not_missing(rule: Rule, year: int, sections: dict[str, str]) -> None:
    text = report_text(year, sections=sections)

    assert state(rule, text) in ("review", "fail")
    assert assess(rule, unread(text)).state.value == "not_assessable"

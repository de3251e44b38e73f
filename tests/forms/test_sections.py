"""Sections are found by their titles; markers alone make no section, and a missing marker loses none."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from auditor.model.document import Table
from auditor.model.ledger import Unread
from auditor.model.report import Report, Section
from auditor.testing import bound, report_text

TITLES = {
    "overview": "总体情况",
    "disclosure": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "appeals": "政府信息公开行政复议、行政诉讼情况",
    "problems": "存在的主要问题及改进情况",
    "other": "其他需要报告的事项",
}


def section(report: Report, key: str) -> Section:
    found = report.section(key)
    assert found is not None
    return found


def keys(text: str) -> list[str]:
    return [found.spec.key for found in bound(text).sections]


def prose(text: str, key: str) -> list[str]:
    return [line.text for line in section(bound(text), key).lines]


def test_a_report_of_the_form_has_six_sections_in_order() -> None:
    assert keys(report_text()) == list(TITLES)


@pytest.mark.parametrize("ordinal", ["一、", "一 、", "—、", "1、", "1.", "（一）", "第一部分 ", ""])
def test_a_title_is_known_whatever_its_ordinal(ordinal: str) -> None:
    assert "overview" in keys(report_text().replace("一、总体情况", f"{ordinal}总体情况"))


@pytest.mark.parametrize(
    "title", ["工作概述", "工作基本情况", "概况", "政府信息公开工作总体情况"]
)  # fmt: skip
def test_accepted_variants_of_a_title_are_the_section_but_not_to_the_letter(title: str) -> None:
    found = section(bound(report_text().replace("一、总体情况", f"一、{title}")), "overview")

    assert not found.exact


def test_an_official_wording_is_as_good_as_the_title() -> None:
    text = report_text().replace("二、主动公开政府信息情况", "二、行政机关主动公开政府信息情况")

    assert section(bound(text), "disclosure").exact


def test_a_misspelt_title_is_found_by_likeness() -> None:
    assert "problems" in keys(report_text().replace("五、存在的主要问题及改进情况", "五、存在主要的问题与改进情况"))


def test_a_title_in_a_sentence_is_no_heading() -> None:
    text = report_text(preamble="本报告由总体情况、主动公开政府信息情况等六个部分组成。")

    assert keys(text) == list(TITLES)


def test_a_table_of_contents_is_no_second_set_of_sections() -> None:
    contents = "\n".join(f"{ordinal}、{title}" for ordinal, title in zip("一二三四五六", TITLES.values(), strict=True))

    assert keys(report_text(preamble=contents)) == list(TITLES)


def test_the_row_label_four_is_no_heading() -> None:
    text = report_text()
    loose = text.replace("\t四、结转下年度继续办理\n", "四、结转下年度继续办理\n")

    assert keys(text) == keys(loose) == list(TITLES)


def test_a_section_heading_that_ran_into_a_cell_ends_the_table() -> None:
    text = report_text(without=("table:appeals",)).replace("\n\n\n四、政府", "\n四、政府")
    report = bound(text)

    assert (
        section(report, "appeals").heading.line == text.split("\n").index("四、政府信息公开行政复议、行政诉讼情况") + 1
    )
    assert not any(isinstance(node, Table) for node in section(report, "appeals").nodes)


def test_a_lost_row_end_is_noted_at_the_cell() -> None:
    text = report_text(without=("table:appeals",)).replace("\n\n\n四、政府", "\n四、政府")
    (lost,) = bound(text).lost_row_ends

    assert (lost.text, lost.line) == ("0", text.split("\n").index("四、政府信息公开行政复议、行政诉讼情况"))


def test_prose_behind_a_swallowed_heading_belongs_to_its_section() -> None:
    text = report_text().replace("\n\n\n五、存在", "\n五、存在")

    assert prose(text, "problems")[0].startswith("一年来")


def test_a_row_label_in_a_further_line_of_a_cell_ends_nothing() -> None:
    report = bound(report_text().replace("\t四、结转下年度继续办理", "\t四、结转\n下年度继续办理"))

    assert report.lost_row_ends == ()


def test_thousands_of_swallowed_headings_are_cut_without_running_out_of_stack() -> None:
    report = bound("\t甲\n一、总体情况\n" * 3000)

    assert len(report.lost_row_ends) == 3000


def test_a_text_of_no_known_form_has_no_sections() -> None:
    assert keys("通知\n各单位：请报送年报。\n") == []


def test_what_stands_before_the_first_heading_is_the_preamble() -> None:
    report = bound(report_text(preamble="现将有关情况公布如下。"))

    assert [line.text for line, _ in report.prose()][:2] == [
        "青禾县石桥镇人民政府2023年政府信息公开工作年度报告", "现将有关情况公布如下。",
    ]  # fmt: skip


def named(text: str) -> list[str]:
    """Return the headings of the sections found, as printed."""
    return [found.heading.text for found in bound(text).sections]


def numbered(number: Callable[[int], str], text: str = "") -> str:
    """The report with another ordinal before each section's title."""
    text = text or report_text()
    for place, (ordinal, title) in enumerate(zip("一二三四五六", TITLES.values(), strict=True), start=1):
        text = text.replace(f"\n{ordinal}、{title}", f"\n{number(place)}{title}")
    return text


def listed(marks: Sequence[str], lead: str = "") -> str:
    """An overview whose sub-headings bear the titles of other sections."""
    titles = [
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "监督保障情况",
    ]
    return lead + "\n".join(f"{mark}{title}\n全年按要求办理。" for mark, title in zip(marks, titles, strict=True))


MARKS = {
    "1.": ["1.", "2.", "3.", "4."], "1、": ["1、", "2、", "3、", "4、"], "（一）": ["（一）", "（二）", "（三）", "（四）"],
    "(1)": ["(1)", "(2)", "(3)", "(4)"], "（ 一 ）": ["（ 一 ）", "（ 二 ）", "（ 三 ）", "（ 四 ）"],
    "bare": ["", "", "", ""], "一、": ["一、", "二、", "三、", "四、"], "一是": ["一是", "二是", "三是", "四是"],
}  # fmt: skip
STYLES: dict[str, Callable[[int], str]] = {
    "一、": lambda n: f"{'一二三四五六'[n - 1]}、",
    "1、": lambda n: f"{n}、",
    "（一）": lambda n: f"（{'一二三四五六'[n - 1]}）",
    "第一部分": lambda n: f"第{'一二三四五六'[n - 1]}部分 ",
    "bare": lambda n: "",
}


@pytest.mark.parametrize("lead", ["", "本年度工作有序推进。\n"], ids=["first", "behind a sentence"])
@pytest.mark.parametrize("marks", MARKS.values(), ids=MARKS)
def test_sub_headings_of_the_overview_that_bear_the_names_of_sections_open_none(marks: list[str], lead: str) -> None:
    assert keys(report_text(sections={"overview": listed(marks, lead)})) == list(TITLES)


@pytest.mark.parametrize("missing", [("disclosure",), ("requests", "appeals"), ("disclosure", "requests", "appeals")])
@pytest.mark.parametrize("marks", [*MARKS.values()][:6], ids=[*MARKS][:6])
def test_they_stand_in_for_no_section_that_is_missing(marks: list[str], missing: tuple[str, ...]) -> None:
    text = report_text(sections={"overview": listed(marks)}, without=missing)

    assert keys(text) == [key for key in TITLES if key not in missing]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("marks", [MARKS["1."], MARKS["（一）"], MARKS["(1)"]])
def test_the_style_of_the_sections_is_learnt_from_all_of_them(marks: list[str], style: Callable[[int], str]) -> None:
    text = numbered(style, report_text(sections={"overview": listed(marks)}))

    assert (keys(text), named(text)[0]) == (list(TITLES), f"{style(1)}总体情况".strip())


def test_a_sub_heading_whose_number_happens_to_be_the_sections_is_one_all_the_same() -> None:
    parts = "（一）组织领导情况\n明确专人。\n（二）主动公开政府信息情况\n公开40条。\n（三）收到和处理政府信息公开申请情况\n无。"

    assert keys(report_text(sections={"overview": parts})) == list(TITLES)


def test_a_title_without_the_marker_of_the_others_is_the_section_where_its_table_follows() -> None:
    assert named(report_text().replace("三、收到", "（三）收到"))[2].startswith("（三）")
    assert named(report_text().replace("二、主动", "主动"))[1].startswith("主动")


def test_sections_that_changed_places_are_all_found() -> None:
    before, disclosure, requests, behind = re.split(r"(?=\n[二三四]、[主收政])", report_text())

    assert keys(before + requests + disclosure + behind) == [
        "overview", "requests", "disclosure", "appeals", "problems", "other",
    ]  # fmt: skip


def test_a_section_that_comes_twice_is_found_twice() -> None:
    before, disclosure, behind = re.split(r"(?=\n[二三]、[主收])", report_text())

    assert keys(before + disclosure + disclosure + behind).count("disclosure") == 2


@pytest.mark.parametrize("between", ["", "\n（一）主动公开\n（二）依申请公开"], ids=["sections", "sub-headings too"])
@pytest.mark.parametrize("page", ["", "……3", "    12"])
def test_a_table_of_contents_opens_no_section(page: str, between: str) -> None:
    contents = [f"{ordinal}、{title}{page}" for ordinal, title in zip("一二三四五六", TITLES.values(), strict=True)]
    contents[0] += between
    text = report_text(preamble="\n".join(["目录", *contents]))

    assert keys(text) == list(TITLES)
    assert section(bound(text), "overview").heading.line == 10 + between.count("\n") - 1


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("overview", "总体概述"), ("overview", "2023年总体情况"), ("overview", "本年度政府信息公开工作总体情况"),
        ("overview", "工作开展情况"), ("overview", "总体情况。"), ("disclosure", "主动公开数据统计"),
        ("disclosure", "政务信息公开数据"), ("requests", "依申请公开办理情况"), ("requests", "申请受理和答复"),
        ("appeals", "因信息公开引起的复议诉讼"), ("problems", "工作中的不足与下一步打算"), ("problems", "存在的问题"),
        ("other", "其他"), ("other", "需要说明的事项"),
    ],
)  # fmt: skip
def test_a_section_is_known_by_what_it_is_plainly_called(key: str, title: str) -> None:
    ordinal = "一二三四五六"[list(TITLES).index(key)]
    text = report_text().replace(f"{ordinal}、{TITLES[key]}", f"{ordinal}、{title}")

    assert (keys(text), section(bound(text), key).exact) == (list(TITLES), title == "总体情况。")


@pytest.mark.parametrize(
    ("printed", "head", "rest"),
    [
        ("一、总体情况2023年，本镇公开信息3条。", "一、总体情况", "2023年，本镇公开信息3条。"),
        ("一、总体情况。本镇公开信息3条。", "一、总体情况。", "本镇公开信息3条。"),
        ("一、总体情况：按照要求公开信息3条。", "一、总体情况：", "按照要求公开信息3条。"),
        ("一、总体情况（一）主动公开。公开信息3条。", "一、总体情况", "（一）主动公开。公开信息3条。"),
    ],
)
def test_a_heading_that_text_runs_on_behind_is_split_off(printed: str, head: str, rest: str) -> None:
    text = report_text(sections={"overview": "@"}).replace("一、总体情况\n@", printed)
    found = section(bound(text), "overview")

    assert (found.heading.text, [line.text for line in found.lines]) == (head, [rest])
    (line,) = found.lines
    assert text.split("\n")[line.line - 1][line.col - 1 :] == rest


def test_a_heading_behind_the_last_full_stop_of_a_paragraph_is_split_off() -> None:
    text = report_text(preamble="本报告按要求编制。").replace("编制。\n一、总体情况", "编制。一、总体情况")
    found = section(bound(text), "overview")

    assert (found.heading.text, found.heading.line, found.heading.col) == ("一、总体情况", 2, 10)
    assert [line.text for line in bound(text).preamble if not isinstance(line, Table)][-1] == "本报告按要求编制。"


def test_nothing_is_split_off_where_the_heading_has_a_line_of_its_own() -> None:
    text = report_text(preamble="本报告共六部分。一、总体情况")

    assert section(bound(text), "overview").heading.line == 3


@pytest.mark.parametrize(
    "inside",
    ["。六、其他需要报告的事项无。", "工作六、其他需要报告的事项", "0六、其他需要报告的事项本年度未收费。"],
)
def test_a_title_inside_a_line_is_unplaced_and_its_section_unread(inside: str) -> None:
    text = report_text(without=("other",), sections={"problems": f"一年来形式单一，将加强培训{inside}"})
    report = bound(text)

    assert [unplaced.key for unplaced in report.unplaced] == ["other"]
    for ask in (lambda: report.section("other"), report.outline, lambda: report.prose("other")):
        with pytest.raises(Unread, match="cannot be told to be a heading"):
            ask()


def test_a_text_without_line_breaks_is_unread_and_not_empty() -> None:
    report = bound("".join(line.strip() for line in report_text(preamble="本报告按要求编制。").split("\n")))

    assert len(report.unplaced) >= 5
    assert [unplaced.key for unplaced in report.unplaced_tables] == ["disclosure", "requests", "appeals"]
    with pytest.raises(Unread, match="make no table"):
        report.lacks_table("requests")


@pytest.mark.parametrize(
    "sentence",
    [
        "本报告由一、总体情况，二、主动公开政府信息情况，六、其他需要报告的事项组成。",
        "本报告包括：一、总体情况；六、其他需要报告的事项。",
        "本报告分为一、总体情况 二、主动公开政府信息情况 六、其他需要报告的事项",
    ],
)
def test_titles_that_a_sentence_lists_are_not_unplaced(sentence: str) -> None:
    assert bound(report_text(preamble=sentence, without=("other",))).unplaced == ()


def test_words_of_a_table_in_prose_are_no_table() -> None:
    prose = "规章、行政规范性文件、行政许可、行政处罚、行政强制均已公开，复议结果维持、结果纠正、其他结果均为0件。"
    report = bound(report_text(sections={"disclosure": prose}, without=("table:disclosure",)))

    assert (report.unplaced_tables, report.lacks_table("disclosure")) == ((), True)


def test_a_hundred_thousand_headings_are_chosen_from_in_good_time() -> None:
    assert keys("一、总体情况\n1.主动公开政府信息情况\n" * 20_000)[0] == "overview"


def test_a_title_over_two_lines_is_the_forms_own() -> None:
    text = report_text().replace("行政复议、行政诉讼情况\n", "行政复议、\n行政诉讼情况\n")

    assert section(bound(text), "appeals").exact


def test_labels_behind_a_title_in_its_line_are_no_part_of_it() -> None:
    text = report_text().replace("主动公开政府信息情况\n\t第二十条", "主动公开政府信息情况 第二十条")

    assert (named(text)[1], section(bound(text), "disclosure").exact) == ("二、主动公开政府信息情况", True)

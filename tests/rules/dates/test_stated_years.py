"""OGI-D601: the years that a report states of itself agree."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.dates.stated_years import one_year

PERIOD = "本报告所列数据的统计期限自{0}年1月1日起至{0}年12月31日止。"
OPENING = "{}年，石桥镇围绕中心工作，持续推进政府信息公开各项任务。"


def test_a_title_of_one_year_over_the_period_of_another_is_an_error() -> None:
    text = report_text(2023, preamble=PERIOD.format(2022))
    assert findings(one_year, text) == ["2: error 标题为2023年，统计期限为2022年"]


def test_title_and_period_are_quoted() -> None:
    (found,) = full_findings(one_year, report_text(2023, preamble=PERIOD.format(2022)))
    assert [quote.place.line for quote in found.quotes] == [1, 2]
    assert (found.expected, found.actual) == ("2023", "2022")


def test_the_year_of_the_preamble_is_compared() -> None:
    text = report_text(2023, preamble="根据有关规定，现公布石桥镇人民政府2022年政府信息公开工作年度报告。")
    assert findings(one_year, text) == ["2: warning 标题为2023年，引言为2022年"]


def test_a_preamble_inside_section_one_is_compared() -> None:
    prose = "根据有关规定，现公布石桥镇人民政府2022年政府信息公开工作年度报告。\n本镇健全工作机制。"
    assert findings(one_year, report_text(2023, sections={"overview": prose})) == [
        "3: warning 标题为2023年，引言为2022年"
    ]


def test_the_first_sentence_of_section_one_is_compared() -> None:
    text = report_text(2023, sections={"overview": OPENING.format(2022)})
    assert findings(one_year, text) == ["3: warning 标题为2023年，总体情况首句为2022年"]


def test_a_year_in_chinese_digits_is_compared() -> None:
    text = report_text(
        title="青禾县水利局二〇二三年政府信息公开工作年度报告", sections={"overview": OPENING.format(2022)}
    )
    assert findings(one_year, text) == ["3: warning 标题为2023年，总体情况首句为2022年"]


@pytest.mark.parametrize(
    "path", ["石桥镇2022年.txt", "石桥镇2022年度报告.txt", "2022年报（石桥镇）.txt", "石桥镇2022.txt"]
)
def test_a_file_name_that_states_a_year_is_compared(path: str) -> None:
    assert findings(one_year, report_text(2023), path) == ["1: warning 标题为2023年，文件名为2022年"]


def test_a_title_without_a_year_leaves_the_file_name_to_be_the_measure() -> None:
    text = report_text(title="青禾县石桥镇政府信息公开工作年度报告", preamble=PERIOD.format(2022))
    assert findings(one_year, text, "石桥镇2023年.txt") == ["2: warning 文件名为2023年，统计期限为2022年"]


@pytest.mark.parametrize(
    "path", ["t20240131_88.txt", "2024/石桥镇2023年.txt", "20240131.txt", "附件3.txt", "石桥镇2022年和2023年.txt"]
)
def test_dates_and_folders_are_no_year_of_the_file_name(path: str) -> None:
    assert findings(one_year, report_text(2023, preamble=PERIOD.format(2023)), path) == []


@pytest.mark.parametrize(
    "preamble",
    [
        pytest.param(
            "根据《国务院办公厅关于做好2022年政府信息公开工作年度报告编制的通知》，现公布2023年政府信息公开工作年度报告。",
            id="a cited title",
        ),
        pytest.param("本报告数据统计期限为2023年1月1日至12月31日。", id="a period that names its year once"),
        pytest.param("本报告数据期限为202311日至20231231日。", id="a period that lost its signs"),
        pytest.param("本报告于2024年1月20日在县人民政府网站公布。", id="the date of publication"),
        pytest.param("依照国办公开办函〔2021〕30号编制2023年政府信息公开工作年度报告。", id="a document number"),
    ],
)
def test_other_years_in_the_preamble_are_no_report_year(preamble: str) -> None:
    assert findings(one_year, report_text(2023, preamble=preamble)) == []


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param("2021年以来，石桥镇围绕中心工作，持续推进政府信息公开。", id="since an earlier year"),
        pytest.param("2022年12月，石桥镇修订公开指南，完善了工作机制和流程。", id="a month"),
        pytest.param("石桥镇2022年度考核获评优秀，2023年继续推进政府信息公开。", id="a year in mid-sentence"),
    ],
)
def test_a_first_sentence_about_something_earlier_is_left_alone(opening: str) -> None:
    assert findings(one_year, report_text(2023, sections={"overview": opening})) == []


def test_agreeing_years_pass() -> None:
    text = report_text(2023, preamble=PERIOD.format(2023), sections={"overview": OPENING.format(2023)})
    assert state(one_year, text, "石桥镇2023年.txt") == "pass"


def test_a_title_broken_over_three_lines_still_gives_the_year() -> None:
    title = "青禾县水利局\n2023年\n政府信息公开工作年度报告"
    assert findings(one_year, report_text(title=title, preamble=PERIOD.format(2022))) == [
        "4: error 标题为2023年，统计期限为2022年"
    ]


def test_a_report_that_states_its_year_once_has_nothing_to_compare() -> None:
    assert state(one_year, report_text(2023)) == "not_applicable"


@pytest.mark.parametrize(
    "preamble",
    [
        "根据条例，我局编制了《青禾县石桥镇2022年政府信息公开工作年度报告》。",
        "特编写《石桥镇2022年度政府信息公开年报》，现予公布。",
        "现公布《石桥镇人民政府二〇二二年政府信息公开工作年度报告》。",
    ],
)
def test_the_report_s_own_title_in_the_preamble_is_compared(preamble: str) -> None:
    assert findings(one_year, report_text(2023, preamble=preamble)) == ["2: warning 标题为2023年，引言为2022年"]


@pytest.mark.parametrize(
    ("preamble", "overview"),
    [
        ("", "2022年，在全县政务公开评估中，石桥镇被评为优秀单位。2023年，继续推进政府信息公开。"),
        ("", "年初公布了石桥镇2022年政府信息公开工作年度报告，全年公开信息40条。"),
        ("", "按时编制并发布《石桥镇2022年政府信息公开工作年度报告》，更新栏目。"),
        ("按照《关于发布2022年政府信息公开工作年度报告的通知》要求编制。", ""),
        ("我镇上年编制的《石桥镇2022年政府信息公开工作年度报告》已经公布，现公布2023年度报告。", ""),
    ],
)
def test_looking_back_is_no_other_year(preamble: str, overview: str) -> None:
    assert (
        findings(one_year, report_text(2023, preamble=preamble, sections={"overview": overview} if overview else {}))
        == []
    )


def test_a_title_against_all_else_is_said_once() -> None:
    text = report_text(
        2023, preamble=PERIOD.format(2024), sections={"overview": OPENING.format(2024) + "2024年公开40条。"}
    )
    (found,) = full_findings(one_year, text + "青禾县石桥镇人民政府\n2025年1月20日\n", "石桥镇2024年.txt")
    assert found.severity == "error"
    assert found.message.zh == "标题为2023年，而文件名、统计期限、总体情况首句均为2024年，疑为标题年份有误"
    assert (found.expected, found.actual, found.place.line) == ("2024", "2023", 1)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("按照条例要求，结合2022年石桥镇政府信息公开工作实际，编制发布本报告。", 1),
        ("根据本镇2022年度政务公开工作开展情况编制本报告。", 1),
        ("结合2023年石桥镇政府信息公开工作实际，编制本报告。", 0),
        ("根据2022年政务公开工作要点要求，结合工作实际，编制本报告。", 0),
    ],
)
def test_the_year_of_the_work_that_a_report_is_written_on_counts(sentence: str, found: int) -> None:
    assert len(findings(one_year, report_text(2023, preamble=sentence))) == found

"""OGI-S105, OGI-S106: the statutory tables are there, in the form prescribed for the year."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, outcome, report_text, state
from auditor_rules.reading.table_reading import read_completely
from auditor_rules.structure.statutory_tables import form_of_the_year, tables_present

PROSE = {
    "disclosure": "主动公开情况详见下表。",
    "requests": "申请办理情况详见下表。",
    "appeals": "复议诉讼情况详见下表。",
}


@pytest.mark.parametrize(
    ("key", "heading", "name"),
    [
        ("disclosure", "二、主动公开政府信息情况", "表二（主动公开政府信息情况）"),
        ("requests", "三、收到和处理政府信息公开申请情况", "表三（收到和处理政府信息公开申请情况）"),
        ("appeals", "四、政府信息公开行政复议、行政诉讼情况", "表四（行政复议、行政诉讼情况）"),
    ],
)
def test_a_section_without_its_table_is_an_error(key: str, heading: str, name: str) -> None:
    (line,) = findings(tables_present, report_text(without=(f"table:{key}",)))
    assert line.split(": ", 1)[1] == f"error “{heading}”下未见{name}"


def test_all_tables_published_as_images_are_for_review() -> None:
    text = report_text(without=("table:disclosure", "table:requests", "table:appeals"))
    assert state(tables_present, text) == "review"


def test_sections_that_speak_of_tables_they_do_not_have_are_errors() -> None:
    text = report_text(sections=PROSE, without=("table:disclosure", "table:requests", "table:appeals"))
    assert [line.split(" ")[1] for line in findings(tables_present, text)] == ["error"] * 3


def test_tables_with_prose_above_them_are_found() -> None:
    assert state(tables_present, report_text(sections=PROSE)) == "pass"


def test_a_missing_section_is_not_a_missing_table() -> None:
    assert state(tables_present, report_text(without=("appeals",))) == "pass"


def test_a_table_that_stands_in_another_section_is_found() -> None:
    text = report_text()
    heading = "四、政府信息公开行政复议、行政诉讼情况\n"
    moved = text.replace(heading, "").replace(
        "五、存在的主要问题及改进情况", heading + "见上表。\n五、存在的主要问题及改进情况"
    )
    assert state(tables_present, moved) == "pass"


def test_the_old_form_in_a_later_report_is_an_error() -> None:
    (found,) = full_findings(form_of_the_year, report_text(2023, form="ogi-2019"))
    assert (found.severity, found.message.zh) == ("error", "2023年度报告使用了2019年格式（试行），应使用2021年格式")
    assert [quote.text for quote in found.quotes] == ["本年新制作数量", "本年新公开数量", "对外公开总数量"]


def test_the_new_form_in_an_earlier_report_is_an_error() -> None:
    (line,) = findings(form_of_the_year, report_text(2020, form="ogi-2021"))
    assert line.split(": ", 1)[1] == "error 2020年度报告使用了2021年格式，应使用2019年格式（试行）"


def test_a_report_whose_year_is_likelier_wrong_than_its_form_is_for_review() -> None:
    text = report_text(2023, form="ogi-2019", preamble="本报告数据统计期限为2020年1月1日至12月31日。")
    assert state(form_of_the_year, text) == "review"


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2022, 2025])
def test_the_prescribed_form_passes(year: int) -> None:
    assert state(form_of_the_year, report_text(year)) == "pass"


def test_a_later_report_with_one_row_for_other_outcomes_is_not_the_old_form() -> None:
    text = report_text(2023, without=("requests.other_1", "requests.other_2", "requests.other_3"))
    assert state(form_of_the_year, text) == "pass"


def test_two_labels_of_the_other_form_do_not_make_it_that_form() -> None:
    text = report_text(2023).replace("本年制发件数", "本年新制作数量").replace("本年废止件数", "本年新公开数量")
    assert state(form_of_the_year, text) == "pass"


def test_the_labels_in_running_text_do_not_make_a_form() -> None:
    prose = "与上年相比，对外公开总数量、上一年项目数量、本年增/减等指标不再统计。"
    assert state(form_of_the_year, report_text(2023, sections={"overview": prose})) == "pass"


def test_a_report_without_tables_shows_no_form() -> None:
    text = report_text(2023, without=("table:disclosure", "table:requests", "table:appeals"))
    assert state(form_of_the_year, text) == "not_applicable"


def test_labels_that_stand_in_the_text_and_make_no_table_are_not_missing() -> None:
    whole = report_text()
    start = whole.index("二、主动公开政府信息情况\n") + len("二、主动公开政府信息情况\n")
    end = whole.index("三、收到")
    text = whole[:start] + whole[start:end].replace("\t", "").replace("\n", "") + "\n" + whole[end:]
    found = outcome(tables_present, text)

    assert (found.state.value, found.violations) == ("not_assessable", ())
    assert [line.split(": ")[1] for line in findings(read_completely, text)] == [
        "review 表二（主动公开政府信息情况）的文字在正文中，但无法还原为表格"
    ]

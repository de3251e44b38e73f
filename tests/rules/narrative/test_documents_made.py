"""OGI-C504: the documents that the text says were made, in force or repealed are those of table 2."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.narrative.documents_made import documents_agree


def report(
    sentence: str, row: str = "4 2 31", year: int = 2023, organ: str = "青禾县人民政府", rules: str = "1 0 3"
) -> str:
    """Return a report that says so; row two of table 2 has these figures: made, repealed, in force (2021 form)."""
    return report_text(
        year,
        title=f"{organ}{year}年政府信息公开工作年度报告",
        sections={"overview": f"（一）主动公开\n{sentence}"},
        cells={"disclosure.normative": row, "disclosure.regulations": rules},
    )


def test_another_number_of_documents_made_is_a_warning() -> None:
    assert findings(documents_agree, report("全年制发行政规范性文件5件。")) == [
        "4: warning 正文称“制发行政规范性文件5件”，表二规范性文件制发数为4"
    ]


def test_the_phrase_and_the_cell_are_quoted() -> None:
    (found,) = full_findings(documents_agree, report("废止行政规范性文件5件。"))
    assert [(quote.place.column, quote.text) for quote in found.quotes] == [
        (None, "废止行政规范性文件5件"),
        ("repealed", "2"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年印发行政规范性文件4件。",
        "制定规范性文件4份，均已公开。",
        "新出台行政规范性文件4件。",
        "公布行政规范性文件4件，与解读同步发布。",
        "新制发4件行政规范性文件。",
        "制定并公开规范性文件4件。",
        "行政规范性文件制发4件，废止2件。",
        "现行有效的行政规范性文件共计31件，其中本年制发4件。",
        "印发文件60件，其中行政规范性文件4件。",
        "废止规范性文件2件。",
        "开展文件清理，废止行政规范性文件2件。",
        "年末现行有效行政规范性文件31件。",
        "集中公开现行有效的行政规范性文件31件。",
        "全年制定政府规章1件。",
        "制发规范性文件四件。",
    ],
)
def test_the_ways_of_stating_the_figures_are_read(sentence: str) -> None:
    assert state(documents_agree, report(sentence)) == "pass"
    assert state(documents_agree, report(sentence, "14 12 41", rules="11 0 13")) == "fail"


@pytest.mark.parametrize(
    "sentence",
    ["制定规范性文件4件。", "新公开规范性文件3件。", "印发规范性文件3件。", "制定规范性文件4件，对外公开总数为20件。"],
)
def test_the_earlier_form_counts_made_and_disclosed(sentence: str) -> None:
    assert state(documents_agree, report(sentence, "4 3 20", 2020)) == "pass"
    assert state(documents_agree, report(sentence, "14 13 30", 2020)) == "fail"


def test_lapsed_documents_are_left_to_a_person() -> None:
    assert findings(documents_agree, report("宣布失效规范性文件5件。"))[0].startswith("4: review")


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("公开规范性文件类信息5条。", id="published information"),
        pytest.param("主动公开规范性文件5件。", id="made public"),
        pytest.param("转发上级规范性文件5件。", id="a superior's"),
        pytest.param("修订规范性文件5件。", id="revised"),
        pytest.param("报送规范性文件备案5件。", id="filed"),
        pytest.param("审查规范性文件草案5件。", id="drafts"),
        pytest.param("制定规范性文件解读5篇。", id="interpretation"),
        pytest.param("公布规范性文件目录5份。", id="lists"),
        pytest.param("以县政府办名义印发规范性文件5件。", id="in one name"),
        pytest.param("县直部门印发规范性文件5件。", id="one level"),
        pytest.param("县财政局印发规范性文件5件。", id="one bureau"),
        pytest.param("2022年印发规范性文件5件。", id="another year"),
        pytest.param("制发规章和规范性文件共9件。", id="two kinds in one"),
        pytest.param("参与起草规范性文件5件。", id="helped with"),
        pytest.param("清理规范性文件5件。", id="tidied"),
        pytest.param("计划出台规范性文件5件。", id="planned"),
        pytest.param("印发部门文件5件。", id="other documents"),
    ],
)
def test_other_documents_and_dealings_are_left_alone(sentence: str) -> None:
    assert findings(documents_agree, report(sentence)) == []


def test_policy_papers_above_a_table_of_zeros_are_a_question() -> None:
    text = report("在政府网站公开政策性文件7条、工作动态28条。", "0 0 0", rules="0 0 0")
    assert findings(documents_agree, text) == [
        "4: review 正文称“政策性文件7条”，表二规章、规范性文件各项均为0，请核实其中有无规范性文件"
    ]


def test_policy_papers_beside_any_document_are_none() -> None:
    assert state(documents_agree, report("公开政策性文件7条。", "0 0 3", rules="0 0 0")) == "pass"


@pytest.mark.parametrize("sentence", ["发布政策文件解读7条。", "转发上级政策文件7条。", "学习政策文件7件。"])
def test_other_dealings_with_policy_papers_are_left_alone(sentence: str) -> None:
    assert findings(documents_agree, report(sentence, "0 0 0", rules="0 0 0")) == []


def test_a_report_that_names_no_document_has_nothing_to_compare() -> None:
    assert state(documents_agree, report("健全公开机制。")) == "not_applicable"


@pytest.mark.parametrize("sentence", ["政策文件印发后，一式三份送县档案馆。", "印发政策文件后，全年共报送60份。"])
def test_copies_of_documents_are_no_documents_made(sentence: str) -> None:
    assert findings(documents_agree, report_text(sections={"overview": sentence})) == []


def test_policy_documents_are_others_where_the_text_denies_normative_ones() -> None:
    text = report_text(sections={"overview": "本年未制发规范性文件，发布政策文件7条。"})
    assert findings(documents_agree, text) == []

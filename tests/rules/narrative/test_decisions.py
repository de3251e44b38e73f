"""OGI-C505: the licences, penalties and coercive measures that the text states are those of table 2."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.narrative.decisions import decisions_agree


def report(
    sentence: str, licence: str = "120", penalty: str = "34", coercion: str = "2", organ: str = "青禾县交通运输局"
) -> str:
    """Return a report that says so, and has so many decisions in table 2."""
    return report_text(
        title=f"{organ}2023年政府信息公开工作年度报告",
        sections={"overview": f"（一）主动公开\n{sentence}"},
        cells={
            "disclosure.licence.decisions": licence,
            "disclosure.penalty.decisions": penalty,
            "disclosure.coercion.decisions": coercion,
        },
    )


def test_another_number_of_decisions_is_a_warning() -> None:
    assert findings(decisions_agree, report("全年作出行政处罚决定35件。")) == [
        "4: warning 正文称“作出行政处罚决定35件”，表二行政处罚处理决定数量为34"
    ]


def test_a_list_takes_its_verb_over() -> None:
    text = report("依法作出行政许可决定121件、行政处罚决定35件、行政强制决定3件。")
    assert [line.split("，")[0] for line in findings(decisions_agree, text)] == [
        "4: warning 正文称“作出行政许可决定121件”",
        "4: warning 正文称“行政处罚决定35件”",
        "4: warning 正文称“行政强制决定3件”",
    ]


@pytest.mark.parametrize("sentence", ["行政处罚35件。", "办理行政处罚35项。", "行政处罚案件35件，均已结案。"])
def test_without_verb_or_unit_of_a_decision_a_person_decides(sentence: str) -> None:
    assert findings(decisions_agree, report(sentence))[0].startswith("4: review")


def test_the_phrase_and_the_cell_are_quoted() -> None:
    (found,) = full_findings(decisions_agree, report("我局办理行政许可130件。"))
    assert [quote.text for quote in found.quotes] == ["办理行政许可130件", "120"]


@pytest.mark.parametrize(
    "sentence",
    [
        "作出行政许可决定120件，行政处罚决定34件。",
        "本年度共办理行政许可120件。",
        "全年实施行政处罚34件、行政强制2件。",
        "对2023年度作出的行政许可决定120件、行政处罚决定34件及时公示。",
        "办理行政处罚案件34宗。",
        "作出34件行政处罚决定。",
        "按照公示制度，对全年作出的行政许可120件、行政处罚34件、行政强制2件及时公示。",
    ],
)
def test_the_numbers_of_the_table_pass_and_others_do_not(sentence: str) -> None:
    assert state(decisions_agree, report(sentence)) == "pass"
    assert state(decisions_agree, report(sentence, "121", "35", "3")) == "fail"


def test_a_rounded_number_passes_as_far_as_it_goes() -> None:
    assert state(decisions_agree, report("办理行政许可1.2万件。", licence="12034")) == "pass"
    assert state(decisions_agree, report("办理行政许可1.2万件。", licence="14034")) == "fail"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("公开行政处罚信息50条。", id="published information"),
        pytest.param("公示行政许可60件、行政处罚50件。", id="published decisions"),
        pytest.param("双公示栏目发布行政处罚50条。", id="a column"),
        pytest.param("行政许可事项56项。", id="powers"),
        pytest.param("梳理行政处罚清单50项。", id="a list"),
        pytest.param("受理行政许可申请130件。", id="applications"),
        pytest.param("办理道路运输行政处罚案件20件。", id="one field"),
        pytest.param("作出行政许可和行政处罚决定共154件。", id="two kinds in one"),
        pytest.param("2022年作出行政处罚决定50件。", id="another year"),
        pytest.param("行政处罚案件较上年减少5件。", id="a difference"),
        pytest.param("作出行政处罚决定34件，其中简易程序行政处罚10件。", id="a part"),
        pytest.param("取消行政许可5项。", id="abolished powers"),
        pytest.param("全县作出行政处罚决定500件。", id="the whole county"),
    ],
)
def test_other_numbers_are_left_alone(sentence: str) -> None:
    assert findings(decisions_agree, report(sentence)) == []


def test_words_in_the_cell_cannot_be_compared() -> None:
    assert state(decisions_agree, report("作出行政处罚决定34件。", penalty="若干")) == "not_assessable"

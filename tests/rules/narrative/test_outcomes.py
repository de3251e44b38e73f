"""OGI-C508: how requests ended is the same in the text and in table 3."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, outcome, report_text, state
from auditor_rules.narrative.outcomes import outcomes_agree

TABLE = {
    "requests.granted.total": 9,
    "requests.partial.total": 3,
    "requests.denied_1.total": 1,
    "requests.denied_4.total": 1,
    "requests.unable_1.total": 4,
    "requests.unable_2.total": 1,
    "requests.not_processed_2.total": 1,
    "requests.other_3.total": 2,
}


def report(sentence: str) -> str:
    """Return a report on requests that says so; table 3 has 9 + 3 + 2 + 5 + 1 + 2."""
    return report_text(sections={"overview": f"（二）依申请公开\n{sentence}"}, cells=TABLE)


def test_another_number_in_a_class_is_a_warning() -> None:
    assert findings(outcomes_agree, report("办理结果为：予以公开8件、部分公开3件。")) == [
        "4: warning 正文称“予以公开8件”，表三予以公开为9"
    ]


def test_the_sum_of_two_classes_names_both() -> None:
    assert findings(outcomes_agree, report("予以公开和部分公开共9件。")) == [
        "4: warning 正文称“予以公开和部分公开共9件”，表三予以公开、部分公开为12"
    ]


def test_one_item_is_not_its_group() -> None:
    (found,) = full_findings(outcomes_agree, report("办结22件，其中无法提供4件。"))
    assert [quote.text for quote in found.quotes] == ["无法提供4件", "4", "1", "0"]
    assert (found.expected, found.actual) == ("5", "4")


@pytest.mark.parametrize(
    "sentence",
    [
        "其中予以公开9件，部分公开3件，不予公开2件，无法提供5件，不予处理1件，其他处理2件。",
        "予以公开的9件、部分公开的3件。",
        "同意公开9件，不予公开2件。",
        "对其中9件予以公开，3件部分公开，2件不予公开。",
        "予以公开及部分公开12件。",
        "予以公开和部分公开共12件，占办结总数的54.5%。",
        "不予公开、无法提供、不予处理共8件。",
        "本机关无法提供5件。",
        "依法不予公开政府信息2件。",
        "按答复类型分，予以公开9件，其他处理2件。",
    ],
)
def test_the_figures_of_the_table_pass(sentence: str) -> None:
    assert state(outcomes_agree, report(sentence)) == "pass"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("予以公开及部分公开9件。", "予以公开及部分公开9件"),
        ("不予公开4件，不予处理1件。", "不予公开4件"),
        ("其中3件予以公开。", "3件予以公开"),
        ("其他处理5件。", "其他处理5件"),
        ("部分公开12件。", "部分公开12件"),
    ],
)
def test_other_numbers_are_found(sentence: str, said: str) -> None:
    (line,) = findings(outcomes_agree, report(sentence))
    assert f"“{said}”" in line


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("属于国家秘密不予公开1件。", id="one reason"),
        pytest.param("因本机关不掌握无法提供4件。", id="one item"),
        pytest.param("网上申请中予以公开5件。", id="one channel"),
        pytest.param("自然人申请予以公开8件。", id="one kind of applicant"),
        pytest.param("对拟不予公开的5件文件说明理由。", id="documents"),
        pytest.param("20件规范性文件予以公开。", id="documents made public"),
        pytest.param("2022年予以公开5件。", id="another year"),
        pytest.param("上年结转的申请予以公开1件。", id="those carried in"),
        pytest.param("予以公开较上年增加5件。", id="a difference"),
        pytest.param("答复率100%，予以公开率45%。", id="rates"),
    ],
)
def test_other_statements_are_left_alone(sentence: str) -> None:
    assert findings(outcomes_agree, report(sentence)) == []


def test_what_was_made_public_of_itself_is_no_outcome() -> None:
    text = report_text(sections={"overview": "（一）主动公开\n会议纪要5件予以公开，涉密文件2件不予公开。"}, cells=TABLE)
    assert state(outcomes_agree, text) == "not_applicable"


def test_a_pass_names_the_sentence_that_says_of_what_it_is_an_outcome() -> None:
    passed = outcome(outcomes_agree, report("收到政府信息公开申请22件。相关资料由专人归档。其中部分公开3件。"))

    assert passed.state.value == "pass"
    assert [sample.at.text for sample in passed.asked.samples] == ["3", "部分公开3件", "收到政府信息公开申请22件。"]


def test_where_the_total_is_blank_its_columns_are_the_least_that_it_can_be() -> None:
    cells = {"requests.granted.total": "", "requests.granted.natural": 5, "requests.granted.commercial": 3}
    said = "（二）依申请公开\n收到政府信息公开申请20件，予以公开{}件。"
    assert len(findings(outcomes_agree, report_text(sections={"overview": said.format(5)}, cells=cells))) == 1
    assert findings(outcomes_agree, report_text(sections={"overview": said.format(8)}, cells=cells)) == []
    assert findings(outcomes_agree, report_text(sections={"overview": said.format(9)}, cells=cells)) == []


@pytest.mark.parametrize("said", ["不予公开信息数8条", "部分公开政府信息6条"])
def test_classes_of_documents_are_no_outcomes_of_requests(said: str) -> None:
    text = report_text(sections={"overview": f"公开信息90条，依申请公开信息数5条，{said}。"})
    assert findings(outcomes_agree, text) == []

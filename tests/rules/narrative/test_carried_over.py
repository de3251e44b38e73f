"""OGI-C502: the requests that the text says were carried over are those of table 3."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, outcome, report_text, state
from auditor_rules.narrative.carried_over import carried_agree


def report(sentence: str, carried_in: int = 6, carried_out: int = 7) -> str:
    """Return a report on requests that says so, and has so many carried over in table 3."""
    return report_text(
        sections={"overview": f"（二）依申请公开\n{sentence}"},
        cells={
            "requests.carried_in": f"{carried_in} 0 0 0 0 0 {carried_in}",
            "requests.carried_out": f"{carried_out} 0 0 0 0 0 {carried_out}",
        },
    )


def test_another_number_carried_in_is_a_warning() -> None:
    assert findings(carried_agree, report("全年收到政府信息公开申请20件，上年结转3件。")) == [
        "4: warning 正文称“上年结转3件”，表三上年结转总计为6"
    ]


def test_another_number_carried_out_is_a_warning() -> None:
    assert findings(carried_agree, report("结转下年度继续办理2件。")) == [
        "4: warning 正文称“结转下年度继续办理2件”，表三结转下年度总计为7"
    ]


def test_the_phrase_and_the_cell_are_quoted() -> None:
    (found,) = full_findings(carried_agree, report("尚在办理的2件结转至下一年度。"))
    assert [(quote.place.row, quote.text) for quote in found.quotes] == [
        (None, "尚在办理的2件结转至下一年度"),
        ("carried_out", "7"),
    ]
    assert (found.expected, found.actual) == ("7", "2")


@pytest.mark.parametrize(
    "sentence",
    [
        "上年结转6件。",
        "上年度结转政府信息公开申请6件。",
        "结转上年度申请6件。",
        "上一年度结转的6件一并办理。",
        "2022年结转6件。",
        "2022年度结转的政府信息公开申请6件，均已答复。",
        "连同上年结转的6件，全年应办理26件。",
        "上年结转本年继续办理6件。",
        "收到申请20件（含上年结转6件）。",
        "收到申请20件，其中上年结转6件。",
        "上年结转数量：6件。",
        "其中6件为上年结转。",
    ],
)
def test_the_ways_of_stating_what_was_carried_in_are_read(sentence: str) -> None:
    assert state(carried_agree, report(sentence)) == "pass"
    assert state(carried_agree, report(sentence, carried_in=16)) == "fail"


@pytest.mark.parametrize(
    "sentence",
    [
        "结转下年7件。",
        "结转下年度继续办理7件。",
        "结转至下一年度7件。",
        "结转到下年度继续办理的7件。",
        "7件结转下年度办理。",
        "另有7件结转至下一年度。",
        "剩余7件结转下年。",
        "7件结转2024年办理。",
        "结转至2024年继续办理7件。",
        "剩余7件转下年度办理。",
        "结转次年办理7件。",
        "办结13件，结转下年度数量为7。",
    ],
)
def test_the_ways_of_stating_what_was_carried_out_are_read(sentence: str) -> None:
    assert state(carried_agree, report(sentence)) == "pass"
    assert state(carried_agree, report(sentence, carried_out=17)) == "fail"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("结转3件。", id="no direction"),
        pytest.param("办结上年结转2件。", id="of those, processed"),
        pytest.param("上年结转行政复议案件2件。", id="reviews"),
        pytest.param("上年结转的群众来信2件均已答复。", id="letters"),
        pytest.param("自然人申请上年结转2件。", id="one kind of applicant"),
        pytest.param("2021年结转2件。", id="an earlier year"),
        pytest.param("跨年度结转2件。", id="between years"),
        pytest.param("结转下年度办理的申请较上年减少2件。", id="a difference"),
        pytest.param("计划结转下年度2件以内。", id="a plan"),
    ],
)
def test_other_statements_are_left_alone(sentence: str) -> None:
    assert findings(carried_agree, report(sentence)) == []


def test_a_budget_carried_over_is_no_request() -> None:
    text = report_text(sections={"overview": "项目资金结转下年度5项。"})
    assert state(carried_agree, text) == "not_applicable"


def test_none_carried_over_is_compared() -> None:
    assert state(carried_agree, report("无上年结转申请。")) == "fail"
    assert state(carried_agree, report("无上年结转申请。", carried_in=0)) == "pass"


def test_a_blank_total_cannot_be_compared() -> None:
    text = report_text(
        sections={"overview": "收到政府信息公开申请5件，上年结转3件。"}, cells={"requests.carried_in": "3      "}
    )
    assert state(carried_agree, text) == "not_assessable"


def test_a_pass_names_the_sentence_that_says_what_was_carried_over() -> None:
    passed = outcome(carried_agree, report("全年收到政府信息公开申请20件。年末结转下年度7件。"))

    assert passed.state.value == "pass"
    assert [sample.at.text for sample in passed.asked.samples] == [
        "7", "结转下年度7件", "全年收到政府信息公开申请20件。",
    ]  # fmt: skip


@pytest.mark.parametrize("sentence", ["结转至2024年5件。", "转入2024年度办理5件。", "5件结转到2024年。"])
def test_carried_over_to_a_named_year(sentence: str) -> None:
    text = report_text(
        2023,
        sections={"overview": f"（二）依申请公开\n收到政府信息公开申请20件，{sentence}"},
        cells={"requests.carried_out.total": 2},
    )
    assert len(findings(carried_agree, text)) == 1

"""OGI-C503: the number of requests that the text says were answered is the total of table 3."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, outcome, report_text, state
from auditor_rules.narrative.requests_processed import processed_agree


def report(sentence: str, total: int = 19, organ: str = "青禾县水利局", **groups: int) -> str:
    """Return a report on requests that says so, and has so many processed in table 3."""
    cells = {f"requests.{row}.total": number for row, number in {"total": total, **groups}.items()}
    return report_text(
        title=f"{organ}2023年政府信息公开工作年度报告",
        sections={"overview": f"（二）依申请公开\n{sentence}"},
        cells=cells,
    )


def test_another_number_than_the_total_is_a_warning() -> None:
    assert findings(processed_agree, report("全年收到政府信息公开申请20件，办结18件。")) == [
        "4: warning 正文称“办结18件”，表三办理结果总计为19"
    ]


def test_the_phrase_and_the_cell_are_quoted() -> None:
    (found,) = full_findings(processed_agree, report("我局依法答复政府信息公开申请18件。"))
    assert [quote.text for quote in found.quotes] == ["答复政府信息公开申请18件", "19"]
    assert (found.expected, found.actual) == ("19", "18")


@pytest.mark.parametrize(
    "sentence",
    [
        "全年办结19件。",
        "截至年末，办结申请19件。",
        "本年度共答复19件。",
        "按期办结19件。",
        "按时答复政府信息公开申请19件，无超期情形。",
        "我局在法定期限内答复19件。",
        "办理完毕19件。",
        "收到申请20件，其中19件已办结。",
        "已答复19件、正在办理1件。",
        "共办结申请19件（含上年结转2件）。",
        "全年收到20件，办结19件，结转下年度1件。",
        "依申请公开办结19件。",
        "共回复政府信息公开申请19件。",
        "申请办结数19件。",
    ],
)
def test_the_ways_of_stating_the_total_are_read(sentence: str) -> None:
    assert state(processed_agree, report(sentence)) == "pass"
    assert state(processed_agree, report(sentence, total=29)) == "fail"


def test_numbers_listed_together_may_add_up_to_the_total() -> None:
    assert state(processed_agree, report("11件办结、8件撤销。")) == "pass"
    assert state(processed_agree, report("11件办结、7件撤销。")) == "fail"


def test_answers_may_leave_out_what_was_not_processed() -> None:
    text = report("答复16件。", not_processed_1=2, other_3=1)
    assert state(processed_agree, text) == "pass"


def test_processed_ones_may_not() -> None:
    assert state(processed_agree, report("办结16件。", not_processed_1=2, other_3=1)) == "fail"


def test_received_and_processed_in_one_may_be_those_received() -> None:
    assert state(processed_agree, report("全年受理并办结申请20件。", new=20)) == "pass"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("其中按时答复14件，延期答复5件。", id="parts in time and late"),
        pytest.param("按时答复14件，延期答复5件。", id="parts without 其中"),
        pytest.param("办结上年结转2件。", id="those carried in"),
        pytest.param("尚未办结2件。", id="not yet"),
        pytest.param("办理12345热线工单300件，办结298件。", id="the hotline"),
        pytest.param("收到网民留言80条，答复78条。", id="messages"),
        pytest.param("收到人大建议3件，均已答复，答复3件。", id="proposals"),
        pytest.param("办结行政复议案件2件。", id="reviews"),
        pytest.param("网上办结5件，现场办结3件。", id="per channel"),
        pytest.param("2022年办结5件。", id="another year"),
        pytest.param("上半年办结5件。", id="half a year"),
        pytest.param("办结数较上年增加5件。", id="a difference"),
        pytest.param("出具答复书5份。", id="letters of answer"),
        pytest.param("5个工作日内办结。", id="a time limit"),
    ],
)
def test_other_statements_are_left_alone(sentence: str) -> None:
    assert findings(processed_agree, report(sentence)) == []


def test_a_number_of_other_matters_needs_no_register_named_twice() -> None:
    text = report_text(sections={"overview": "（四）平台建设\n12345热线转办诉求300件。全年办结298件。"})
    assert state(processed_agree, text) == "not_applicable"


def test_a_pass_names_the_total_and_no_cell_that_it_had_no_need_of() -> None:
    passed = outcome(processed_agree, report("依法答复19件。"))

    assert passed.state.value == "pass"
    assert [sample.at.text for sample in passed.asked.samples] == ["19", "答复19件"]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年办理政府信息公开申请21件。",
        "收办政府信息公开申请21件。",
        "共处理政府信息公开申请21件。",
        "承办信息公开申请21件。",
    ],
)
def test_what_was_handled_is_compared_with_all_that_it_may_mean(sentence: str) -> None:
    assert state(processed_agree, report(sentence, total=21)) == "pass"
    assert state(processed_agree, report(sentence, total=19, new=21)) == "pass"
    assert state(processed_agree, report(sentence, total=19, new=18, carried_in=3)) == "pass"
    assert state(processed_agree, report(sentence, total=19)) == "fail"

"""OGI-C512: what the text says of a change since last year is what its own two numbers say."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, outcome, report_text, state
from auditor_rules.narrative.changes import changes_right


def report(sentence: str, new: int = 45) -> str:
    return report_text(sections={"overview": f"（二）依申请公开\n{sentence}"}, cells={"requests.new.total": new})


def test_a_rate_that_the_numbers_do_not_bear_out_is_a_question() -> None:
    assert findings(changes_right, report("收到政府信息公开申请45件，比2022年（40件）增长15%。")) == [
        "4: review “比2022年（40件）增长15%”与正文两年数据不符：5÷40×100%=12.50%"
    ]


def test_both_numbers_and_the_rate_are_quoted() -> None:
    (found,) = full_findings(changes_right, report("收到政府信息公开申请45件，较上年的40件增长15%。"))
    assert [quote.text for quote in found.quotes] == ["收到政府信息公开申请45件", "较上年的40件", "增长15%"]
    assert (found.expected, found.actual, found.formula) == ("12.50%", "15%", "5÷40×100%=12.50%")


@pytest.mark.parametrize(
    "sentence",
    [
        "收到政府信息公开申请45件，比2022年（31件）增长45%。",
        "收到政府信息公开申请45件，较上年的40件增长12.5%。",
        "收到政府信息公开申请45件，较上年的46件减少1件，下降2.1%。",
        "收到政府信息公开申请45件。与上年申请量40件相比，增加5件，增长12.5%。",
        "收到政府信息公开申请45件。上年申请量为40件，同比增长12.5%。",
        "收到政府信息公开申请45件。申请量较上年的40件增加5件。",
        "收到政府信息公开申请45件，较上年增加5件，同比增长12.5%。",
        "收到政府信息公开申请45件，同比增长30%。",
        "公开信息300条，上年公开250条，增长20%。",
        "收到政府信息公开申请45件，上年结转3件，增长20%。",
        "收到政府信息公开申请45件，较2020年（10件）增长30%。",
        "收到政府信息公开申请45件，满意率提高3个百分点。",
        "收到政府信息公开申请45件，较上年的40余件增长20%。",
    ],
)
def test_changes_that_the_numbers_bear_out_pass(sentence: str) -> None:
    assert findings(changes_right, report(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "收到政府信息公开申请45件，较上年的40件下降12.5%。",
        "收到政府信息公开申请45件，较上年的40件增加15件。",
        "收到政府信息公开申请45件。上年申请量为40件，同比增长22.5%。",
        "收到政府信息公开申请45件。与上年申请量40件相比，增加6件，增长12.5%。",
        "收到政府信息公开申请45件，较上年增加5件，同比增长22.5%。",
        "公开信息300条，上年公开250条，增长25%。",
        "上年同期申请量为40件，本年度增幅为22.5%，共收到政府信息公开申请45件。",
    ],
)
def test_other_changes_are_found(sentence: str) -> None:
    assert len(findings(changes_right, report(sentence))) == 1


def test_a_rate_that_the_table_bears_out_is_not_what_is_wrong() -> None:
    text = report("收到政府信息公开申请54件，较上年的40件增长12.5%。", new=45)
    assert state(changes_right, text) == "pass"


def test_a_report_without_a_change_has_nothing_to_work_out() -> None:
    assert state(changes_right, report("收到政府信息公开申请45件。")) == "not_applicable"


def test_a_pass_names_every_number_that_it_rests_on() -> None:
    passed = outcome(changes_right, report("收到政府信息公开申请45件。全年申请量较上年的40件增长12.5%。"))

    assert passed.state.value == "pass"
    assert [sample.at.text for sample in passed.asked.samples] == ["收到政府信息公开申请45件", "12.5%", "40件"]

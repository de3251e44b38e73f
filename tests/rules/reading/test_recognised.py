"""OGI-P001: whether a file is an annual report at all."""

from __future__ import annotations

import pytest

from auditor.engine.assess import assess
from auditor.model.finding import Message
from auditor.model.ledger import Reason
from auditor.model.source import Source
from auditor.testing import _binder, findings, report_text, state
from auditor_rules.names.account_names import one_spelling
from auditor_rules.reading.recognised import is_report
from auditor_rules.structure.required_sections import sections_present

NOTICE = "石桥镇关于开展安全生产检查的通知\n各村（社区）：\n一、检查范围\n辖区内各企业。\n二、检查时间\n6月底前完成。\n"


def test_a_notice_is_not_taken_for_a_report() -> None:
    found = findings(is_report, NOTICE)
    assert [line.split("（")[0] for line in found] == ["1: review 看起来是通知类文件，未按年报审核"]


def test_every_other_rule_says_that_it_could_not_assess_it() -> None:
    assert (state(sections_present, NOTICE), state(one_spelling, NOTICE)) == ("not_assessable", "not_assessable")


def test_what_was_not_read_to_its_end_is_not_said_to_be_none() -> None:
    missing = Message("第2页未能读取", "page 2 was not read")
    report = _binder().read(Source("a.pdf", "", "通知\n", unread=(missing,)))

    for each in (is_report, sections_present, one_spelling):
        ended = assess(each, report)
        assert (ended.state.value, ended.reason) == ("not_assessable", Reason("unread", *missing))


def test_a_notice_about_reports_is_none() -> None:
    assert (
        state(is_report, "关于做好2023年政府信息公开工作年度报告编制工作的通知\n各科室：\n请于1月10日前报送。\n")
        == "review"
    )


def test_an_empty_file_is_no_report() -> None:
    assert state(is_report, "") == "review"


@pytest.mark.parametrize(
    "title",
    [
        "青禾县石桥镇人民政府2023年政府信息公开工作年度报告",
        "2023年度青禾县水利局政府信息公开工作年度报告",
        "青禾县水利局\n2023年政府信息公开\n工作年度报告",
        "青禾县水利局二〇二三年政府信息公开年报",
    ],
)
def test_a_title_alone_makes_a_report(title: str) -> None:
    assert state(is_report, title + "\n（正文见附件）\n") == "pass"


def test_three_sections_without_a_title_make_a_report() -> None:
    text = report_text(title="首页 > 信息公开", without=("appeals", "problems", "other"))
    assert state(is_report, text) == "pass"


def test_two_sections_without_a_title_do_not() -> None:
    text = report_text(title="首页 > 信息公开", without=("requests", "appeals", "problems", "other"))
    assert state(is_report, text) == "review"

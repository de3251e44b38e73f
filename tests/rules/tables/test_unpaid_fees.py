"""OGI-T307: who was closed for an unpaid fee had been sent a fee notice."""

from __future__ import annotations

import pytest

from auditor.testing import full_findings, outcome, report_text, state
from auditor_rules.tables.unpaid_fees import notice_before_closing

CLOSED = {
    "requests.new": "3 0 0 0 0 0 3", "requests.granted": "2 0 0 0 0 0 2",
    "requests.other_2": "1 0 0 0 0 0 1", "requests.total": "3 0 0 0 0 0 3",
}  # fmt: skip


def text(other: str, cells: dict[str, str] = CLOSED) -> str:
    return report_text(cells=cells, sections={"other": other})


def test_a_closure_without_a_notice_points_to_cell_and_words() -> None:
    (found,) = full_findings(notice_before_closing, text("本年度未发出收费通知，未收取信息处理费。"))

    assert (found.severity, found.place.row, found.place.column) == ("warning", "other_2", "total")
    assert found.message.zh == "表三有1件因申请人逾期未按收费通知要求缴纳费用而不再处理，但正文称“未发出收费通知”"
    assert [quote.text for quote in found.quotes] == ["1", "未发出收费通知"]


@pytest.mark.parametrize(
    "other",
    [
        "2023年，本机关未产生政府信息公开信息处理费收费通知。",
        "本年度未向申请人发出收费通知书。",
        "本年度发出收费通知0件，收取信息处理费0元。",
        "本年度收费通知的件数为0。",
        "全年发出信息公开收费通知0件，总金额0元，实际收取0元。",
        "本机关2023年度没有发出政府信息公开信息处理费收费通知。",
        "本年度无发出收费通知，无收取信息处理费。",
        "2023年度无收费通知。",
        "本单位未因政府信息公开申请下达过收费通知。",
        "发出收费通知的件数、总金额、实际收取总金额均为0。",
        "收费通知件数：0件；总金额：0元。",
        "本年度不存在发出收费通知的情况。",
        "0件收费通知，收取金额0元。",
        "本年度没有政府信息公开处理费收费通知发出。",
        "未曾向申请人送达过信息处理费缴费通知。",
        "本年度收费通知书未发出。",
        "没有发出依申请公开收费通知。",
        "2023年本机关发出收费通知零件，收取信息处理费零元。",
        "按照规定，本年度未出具任何收费通知。",
    ],
)
def test_every_way_to_say_that_no_notice_was_issued_is_read(other: str) -> None:
    (found,) = full_findings(notice_before_closing, text(other))

    assert "但正文称“" in found.message.zh


@pytest.mark.parametrize("other", ["无。", "无其他需要报告的事项。", "本年度严格落实行政事业性收费目录公示制度。"])
def test_a_text_without_a_word_on_fees_is_reported(other: str) -> None:
    (found,) = full_findings(notice_before_closing, text(other))

    assert found.message.zh.endswith("但全文未报告收费通知和信息处理费情况")


@pytest.mark.parametrize(
    "other",
    [
        "本年度未收取信息处理费。",
        "本年度发出收费通知1件，金额100元，申请人逾期未缴纳。",
        "有1件申请人逾期未按收费通知要求缴纳费用，不再处理。",
        "依据《政府信息公开信息处理费管理办法》，发出收费通知2件，总金额300元，实际收取200元。",
        "发出收费通知书10件，实际收取0元。",
        "发出收费通知20件。",
        "发出收费通知两件，实收金额均为0。",
        "政府信息公开收费及减免情况：发出收费通知1份，未收到缴费。",
        "1名申请人未在收费通知规定的期限内缴费，视为放弃申请。",
        "申请人未依照收费通知缴纳费用的1件。",
        "1件申请因申请人未在收到收费通知后缴纳费用而终结。",
        "对无正当理由未按收费通知缴费的1件申请不再处理。",
        "没有正当理由不缴纳收费通知所列费用的1件。",
        "没有按收费通知缴费的申请1件。",
        "收费通知发出后无申请人缴费。",
        "本年度未发生收费行为，发出收费通知1件，申请人逾期未缴。",
    ],
)
def test_a_notice_that_yielded_nothing_is_no_contradiction(other: str) -> None:
    assert state(notice_before_closing, text(other)) == "pass"


def test_no_closure_for_an_unpaid_fee_passes_whatever_the_text_says() -> None:
    assert state(notice_before_closing, text("无。", {})) == "pass"


def test_a_statement_elsewhere_in_the_text_counts() -> None:
    told = report_text(cells=CLOSED, sections={"other": "无。", "overview": "全年发出收费通知1件，申请人逾期未缴费。"})

    assert state(notice_before_closing, told) == "pass"


def test_the_2019_form_has_no_such_row() -> None:
    assert state(notice_before_closing, report_text(2020)) == "not_applicable"


def test_a_pass_names_where_the_report_speaks_of_fees() -> None:
    passed = outcome(notice_before_closing, text("发出收费通知1件，总金额100元。"))

    assert passed.state.value == "pass"
    assert [sample.at.text for sample in passed.asked.samples] == ["1", "收费"]

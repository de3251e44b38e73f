"""OGI-C507: the reviews and suits that the text states are those of table 4."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.narrative.appeals import appeals_agree

CASES = {
    "appeals.review": "4 1 1 0 6",
    "appeals.suit_direct": "2 0 0 1 3",
    "appeals.suit_after_review": "1 0 0 0 1",
}


def report(sentence: str, section: str = "overview") -> str:
    """Return a report that says so; table 4 has six reviews and four suits, three of them direct."""
    return report_text(sections={section: sentence}, cells=CASES)


def test_another_number_of_reviews_is_a_warning() -> None:
    assert findings(appeals_agree, report("因政府信息公开被申请行政复议5件。")) == [
        "3: warning 正文称“行政复议5件”，表四行政复议总计为6"
    ]


def test_suits_are_the_sum_of_both_blocks() -> None:
    (found,) = full_findings(appeals_agree, report("因政府信息公开被提起行政诉讼5件。"))
    assert [quote.text for quote in found.quotes] == ["行政诉讼5件", "3", "1"]
    assert (found.expected, found.actual) == ("4", "5")


@pytest.mark.parametrize(
    "sentence",
    [
        "因政府信息公开被申请行政复议6件、被提起行政诉讼4件。",
        "政府信息公开类行政复议6件，行政诉讼4件。",
        "涉及政府信息公开的行政诉讼4件。",
        "因不服政府信息公开答复引起行政复议6件。",
        "政府信息公开行政复议6件，其中结果维持4件、结果纠正1件、其他结果1件、尚未审结0件。",
        "政府信息公开行政复议6件（维持4件，纠正1件）。",
        "政府信息公开行政诉讼4件，其中未经复议直接起诉3件、复议后起诉1件。",
        "政府信息公开行政诉讼4件，其中结果维持3件、尚未审结1件。",
        "未经复议直接起诉的政府信息公开案件3件，其中2件维持、1件尚未审结。",
        "因政府信息公开引起的行政复议和行政诉讼共10件。",
        "收到政府信息公开行政复议6件；行政诉讼4件。",
    ],
)
def test_the_figures_of_the_table_pass(sentence: str) -> None:
    assert state(appeals_agree, report(sentence)) == "pass"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("政府信息公开行政复议6件，其中结果维持5件、结果纠正1件。", "结果维持5件"),
        ("政府信息公开行政复议6件，其中维持4件、纠正2件。", "纠正2件"),
        ("政府信息公开行政诉讼4件，其中未经复议直接起诉2件、复议后起诉1件。", "未经复议直接起诉2件"),
        ("政府信息公开行政诉讼4件，其中未经复议直接起诉3件、复议后起诉2件。", "复议后起诉2件"),
        ("政府信息公开行政诉讼4件，其中尚未审结2件。", "尚未审结2件"),
        ("因政府信息公开引起的行政复议、行政诉讼共9件。", "行政复议、行政诉讼共9件"),
        ("因政府信息公开引起的行政复议、行政诉讼各6件。", "行政复议、行政诉讼各6件"),
    ],
)
def test_results_blocks_and_sums_are_compared(sentence: str, said: str) -> None:
    assert said in findings(appeals_agree, report(sentence))[0]


@pytest.mark.parametrize(
    "sentence", ["未发生因政府信息公开引起的行政复议、行政诉讼。", "政府信息公开行政复议、行政诉讼均为0件。"]
)
def test_none_at_all_speaks_of_each(sentence: str) -> None:
    (found,) = full_findings(appeals_agree, report(sentence))
    assert (found.expected, found.actual) == ("10", "0")


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("全年办理行政复议案件56件，行政诉讼案件8件。", id="cases in general"),
        pytest.param("法治建设有序推进，行政复议5件。", id="nothing of disclosure"),
        pytest.param("代理政府信息公开行政诉讼案件2件。", id="acted for"),
        pytest.param("审理政府信息公开行政复议案件5件，审结5件。", id="as reviewing body"),
        pytest.param("2022年政府信息公开行政复议5件。", id="another year"),
        pytest.param("政府信息公开行政复议较上年增加5件。", id="a difference"),
        pytest.param("政府信息公开行政诉讼一审5件、二审2件。", id="stages"),
        pytest.param("政府信息公开行政诉讼败诉1件。", id="lost"),
        pytest.param("上年结转政府信息公开行政复议1件。", id="carried over"),
        pytest.param("对政府信息公开栏目纠正错误5处、维持更新8件。", id="other corrections"),
        pytest.param("政府信息公开行政复议、行政诉讼分别为3件、2件。", id="respectively"),
    ],
)
def test_other_cases_are_left_alone(sentence: str) -> None:
    assert findings(appeals_agree, report(sentence)) == []


def test_in_the_section_of_table_four_disclosure_need_not_be_named() -> None:
    assert len(findings(appeals_agree, report("全年行政复议5件。", section="appeals"))) == 1


def test_under_the_heading_of_requests_it_need_not_either() -> None:
    text = report("（二）依申请公开\n全年收到申请3件，行政复议5件。")
    assert len(findings(appeals_agree, text)) == 1


def test_a_report_without_such_statements_has_nothing_to_compare() -> None:
    assert state(appeals_agree, report("健全公开机制。")) == "not_applicable"


@pytest.mark.parametrize(
    "sentence",
    [
        "全年办理因政府信息公开引发的行政复议7件。",
        "全年政府信息公开领域行政复议案件7件。",
        "由政府信息公开答复引起的行政复议7件。",
        "办理涉及政府信息公开方面的行政复议7起。",
    ],
)
def test_what_a_case_is_about_does_not_hide_it(sentence: str) -> None:
    text = report_text(sections={"overview": sentence}, cells={"appeals.review.total": 2})
    (found,) = findings(appeals_agree, text)
    assert found.endswith("表四行政复议总计为2")

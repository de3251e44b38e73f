"""OGI-C514: what the text says there was none of, the tables have none of, and the other way round."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.narrative.requests_received import received_agree
from auditor_rules.narrative.zero_statements import zero_is_zero

SOME = {
    "requests.new": "5 0 0 0 0 0 5",
    "appeals.review": "1 1 0 0 2",
    "appeals.suit_direct": "1 0 0 0 1",
    "appeals.suit_after_review": "0 1 0 0 1",
    "disclosure.normative": "3 0 3",
}


def report(prose: str, cells: dict[str, str] | None = None, year: int = 2023, section: str = "overview") -> str:
    return report_text(year, sections={section: prose}, cells=cells or {})


def messages(text: str) -> list[str]:
    return [line.split(": ", 1)[1] for line in findings(zero_is_zero, text)]


def test_none_received_above_a_table_that_counts_some_is_an_error() -> None:
    assert findings(zero_is_zero, report("本年度未收到政府信息公开申请。", SOME)) == [
        "3: error 正文称“未收到政府信息公开申请”，表三本年新收总计为5"
    ]


def test_the_words_and_the_cells_are_quoted() -> None:
    (found,) = full_findings(zero_is_zero, report("未发生政府信息公开行政复议、行政诉讼。", SOME))
    assert [(quote.place.row, quote.text) for quote in found.quotes] == [
        (None, "未发生政府信息公开行政复议、行政诉讼"), ("review", "2"), ("suit_direct", "1"), ("suit_after_review", "1"),
    ]  # fmt: skip
    assert (found.expected, found.actual) == ("4", "0")


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("收到政府信息公开申请3件。", "收到政府信息公开申请3件"),
        ("共收到政府信息公开申请3件。", "收到政府信息公开申请3件"),
    ],
)
def test_a_number_in_the_text_above_none_in_the_table_is_an_error(sentence: str, said: str) -> None:
    assert messages(report(sentence)) == [f"error 正文称“{said}”，表三本年新收总计为0"]


def test_reviews_in_the_text_and_none_in_the_table_are_an_error() -> None:
    assert messages(report("因政府信息公开被申请行政复议3件。")) == ["error 正文称“行政复议3件”，表四行政复议总计为0"]


def test_documents_in_the_text_and_none_in_the_table_are_an_error() -> None:
    assert messages(report("全年制发行政规范性文件3件。")) == [
        "error 正文称“制发行政规范性文件3件”，表二规范性文件制发数为0"
    ]


REQUESTS, REVIEWS, SUITS, BOTH, MADE = (
    "表三本年新收总计为5", "表四行政复议总计为2", "表四行政诉讼总计为2", "表四行政复议、行政诉讼总计为4", "表二规范性文件制发数为3",
)  # fmt: skip
# (sentence, what the table says of its subject): each denies what the table counts.
DENIALS = [
    ("截至目前，未收到信息公开申请。", REQUESTS),
    ("没有收到任何形式的政府信息公开申请。", REQUESTS),
    ("未收到公民、法人和其他组织提出的政府信息公开申请。", REQUESTS),
    ("无依申请公开事项。", REQUESTS),
    ("收到政府信息公开申请0件。", REQUESTS),
    ("依申请公开零报告。", REQUESTS),
    ("政府信息公开申请：无。", REQUESTS),
    ("未发生因政府信息公开引起的行政复议。", REVIEWS),
    ("政府信息公开行政复议0件。", REVIEWS),
    ("未收到因政府信息公开引起的行政复议申请。", REVIEWS),
    ("政府信息公开行政复议：无。", REVIEWS),
    ("未发生因政府信息公开引起的行政诉讼。", SUITS),
    ("未因政府信息公开被提起行政诉讼。", SUITS),
    ("政府信息公开行政诉讼未发生。", SUITS),
    ("未发生因政府信息公开引起的行政复议、行政诉讼。", BOTH),
    ("没有因政府信息公开工作被申请行政复议、提起行政诉讼的情况。", BOTH),
    ("政府信息公开类行政复议、行政诉讼均为0件。", BOTH),
    ("因政府信息公开引发的行政复议和行政诉讼均未发生。", BOTH),
    ("未发生涉及政府信息公开的复议、诉讼案件。", BOTH),
    ("无政府信息公开行政复议、行政诉讼案件。", BOTH),
    ("未发生有关政府信息公开工作的投诉、举报、行政复议或提起行政诉讼等情况。", BOTH),
    ("未制发行政规范性文件。", MADE),
    ("没有制定规范性文件。", MADE),
    ("全年未印发行政规范性文件。", MADE),
    ("未制定政府规章和行政规范性文件。", MADE),
    ("制发行政规范性文件0件。", MADE),
    ("行政规范性文件方面，未制发新文件。", MADE),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "table"), DENIALS)
def test_the_ways_of_saying_none_are_read(sentence: str, table: str) -> None:
    (message,) = messages(report(sentence, SOME))
    assert message.startswith("error 正文称“")
    assert message.endswith(f"”，{table}")


@pytest.mark.parametrize("sentence", [sentence for sentence, _ in DENIALS])
def test_saying_none_passes_where_the_tables_have_none(sentence: str) -> None:
    assert state(zero_is_zero, report(sentence)) == "pass"


def test_two_denials_in_one_sentence_are_two_findings() -> None:
    text = report("因政府信息公开被申请行政复议0件、被提起行政诉讼0件。", SOME)
    assert messages(text) == [
        "error 正文称“行政复议0件”，表四行政复议总计为2",
        "error 正文称“行政诉讼0件”，表四行政诉讼总计为2",
    ]


def test_a_denial_of_reviews_says_nothing_of_suits() -> None:
    cells = {"appeals.suit_direct": "1 0 0 0 1"}
    assert state(zero_is_zero, report("未发生因政府信息公开引起的行政复议。", cells)) == "pass"


def test_requests_and_appeals_denied_together_are_both_read() -> None:
    text = report("未收到政府信息公开申请、行政复议和行政诉讼。", SOME)
    assert {message.split("，")[1] for message in messages(text)} == {REQUESTS, BOTH}


@pytest.mark.parametrize("sentence", ["未制定规范性文件。", "未印发规范性文件。"])
def test_the_earlier_form_counts_documents_newly_made(sentence: str) -> None:
    assert messages(report(sentence, {"disclosure.normative": "2 2 5"}, 2020)) == [
        f"error 正文称“{sentence[:-1]}”，表二规范性文件制发数为2"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("未收到当面申请。", id="one channel"),
        pytest.param("未收到网上提交的政府信息公开申请。", id="one way of asking"),
        pytest.param("未收到企业提出的政府信息公开申请。", id="one kind of applicant"),
        pytest.param("未收到投诉举报和咨询。", id="another register"),
        pytest.param("没有一件信息公开申请逾期答复。", id="none late"),
        pytest.param("信息公开申请受理无遗漏。", id="none missed"),
        pytest.param("申请办理过程中无信息公开投诉。", id="no complaints"),
        pytest.param("2022年未收到政府信息公开申请。", id="another year"),
        pytest.param("上半年未收到政府信息公开申请。", id="half a year"),
        pytest.param("如未收到政府信息公开申请，应写明。", id="a condition"),
        pytest.param("未发生因政府信息公开申请行政复议被纠正的情形。", id="none corrected"),
        pytest.param("政府信息公开行政复议维持0件。", id="none upheld"),
        pytest.param("行政诉讼中未发生政府信息公开败诉案件。", id="no suit lost"),
        pytest.param("全镇未发生行政复议案件。", id="reviews in general"),
        pytest.param("全年未发生行政诉讼，法治建设考核优秀。", id="suits in general"),
        pytest.param("对政府信息公开行政复议决定无异议。", id="no objection"),
        pytest.param("确保不发生政府信息公开行政复议。", id="a plan"),
        pytest.param("政府信息公开行政复议和行政诉讼分别为0件和1件。", id="respectively"),
        pytest.param("未经复议直接起诉的政府信息公开案件由专人应对。", id="the name of a block"),
        pytest.param("未废止行政规范性文件。", id="none repealed"),
        pytest.param("未发现违规制发行政规范性文件。", id="none against the rules"),
        pytest.param("未制定规范性文件管理办法。", id="no rule about documents"),
        pytest.param("2022年未制发行政规范性文件。", id="documents of another year"),
        pytest.param("未转发上级规范性文件。", id="a superior's documents"),
    ],
)
def test_denials_of_something_else_are_left_alone(sentence: str) -> None:
    assert messages(report(sentence, SOME)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("公开规范性文件3件。", id="published documents"),
        pytest.param("公开政策性文件7条。", id="policy papers"),
        pytest.param("转发上级规范性文件3件。", id="passed on"),
        pytest.param("废止行政规范性文件3件。", id="repealed"),
        pytest.param("现行有效行政规范性文件3件。", id="in force"),
        pytest.param("办理行政复议案件3件，结果在信息公开专栏公示。", id="the organ's own reviewing"),
        pytest.param("收到行政许可申请3件。", id="licences"),
        pytest.param("通过信函收到政府信息公开申请3件。", id="one channel"),
    ],
)
def test_numbers_of_something_else_do_not_contradict_zeros(sentence: str) -> None:
    assert messages(report(sentence)) == []


def test_last_years_requests_may_be_what_the_text_counts() -> None:
    text = report("共收到政府信息公开申请2件（含上年结转2件）。", {"requests.carried_in": "2 0 0 0 0 0 2"})
    assert state(zero_is_zero, text) == "pass"


def test_a_denial_in_the_section_of_table_four_needs_no_mention_of_disclosure() -> None:
    text = report("本年度未发生行政复议、行政诉讼。", SOME, section="appeals")
    assert [message.split("，")[1] for message in messages(text)] == [BOTH]


def test_a_denial_under_the_heading_of_requests_needs_no_full_name() -> None:
    text = report("（二）依申请公开\n全年未收到申请，未发生行政复议。", SOME)
    assert [message.split("，")[1] for message in messages(text)] == [REQUESTS, REVIEWS]


def test_a_blank_total_contradicts_no_number() -> None:
    text = report("因政府信息公开被提起行政诉讼1件。", {"appeals.suit_after_review": "    "})
    assert messages(text) == []


def test_a_negative_figure_contradicts_nothing() -> None:
    text = report("未发生因政府信息公开引起的行政复议。", {"appeals.review": "0 0 0 0 -1"})
    assert messages(text) == []


@pytest.mark.parametrize(
    ("sentence", "row"),
    [("无上年结转申请。", "carried_in"), ("没有结转下年度办理的申请。", "carried_out")],
)
def test_none_carried_over_above_some_is_an_error(sentence: str, row: str) -> None:
    text = report(f"收到政府信息公开申请5件，{sentence}", SOME | {f"requests.{row}": "1 0 0 0 0 0 1"})
    assert [message.split(" ")[0] for message in messages(text)] == ["error"]


def test_a_carry_over_without_direction_may_mean_either_row() -> None:
    text = report("收到政府信息公开申请5件，无结转。", SOME | {"requests.carried_in": "1 0 0 0 0 0 1"})
    assert messages(text) == []


def test_documents_newly_disclosed_may_be_those_that_the_text_counts() -> None:
    assert messages(report("全年公布规范性文件3件。", {"disclosure.normative": "0 3 3"}, 2020)) == []


def test_one_lost_table_does_not_hide_the_contradiction_of_another() -> None:
    text = report_text(
        sections={"overview": "未制发行政规范性文件。未收到政府信息公开申请。"},
        cells=SOME,
        without=("table:disclosure",),
    )
    assert [message.split("，")[1] for message in messages(text)] == [REQUESTS]


def test_a_lost_table_leaves_the_statement_unassessed() -> None:
    text = report_text(sections={"overview": "未制发行政规范性文件。"}, without=("table:disclosure",))
    assert state(zero_is_zero, text) == "not_assessable"


def test_the_contradiction_shares_its_incident_with_the_rule_on_numbers() -> None:
    text = report("未收到政府信息公开申请。", SOME)
    assert full_findings(zero_is_zero, text)[0].incident == full_findings(received_agree, text)[0].incident


def test_a_report_that_denies_nothing_has_nothing_to_compare() -> None:
    assert state(zero_is_zero, report_text(sections={"overview": "本镇健全公开机制。"})) == "not_applicable"


@pytest.mark.parametrize("year", [2020, 2023])
def test_regulations_made_are_compared_both_ways(year: int) -> None:
    made = {"disclosure.regulations.made": "2"}

    assert messages(report("全年未制定政府规章。", made, year)) == ["error 正文称“未制定政府规章”，表二规章制发数为2"]
    assert messages(report("全年制定政府规章2件。", {}, year)) == ["error 正文称“制定政府规章2件”，表二规章制发数为0"]
    assert messages(report("全年制定政府规章2件。", made, year)) == []

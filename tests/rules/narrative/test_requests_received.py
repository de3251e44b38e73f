"""OGI-C501: the number of requests that the text states is that of table 3."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.narrative.requests_received import received_agree


def report(
    prose: str, new: str = "905", carried_in: str = "0", section: str = "overview", organ: str = "青禾县石桥镇人民政府"
) -> str:
    """Return a report that says so of its requests, and counts so many in table 3."""
    return report_text(
        title=f"{organ}2023年政府信息公开工作年度报告",
        sections={section: prose},
        cells={"requests.new": f"{new} 0 0 0 0 0 {new}", "requests.carried_in": f"{carried_in} 0 0 0 0 0 {carried_in}"},
    )


def test_another_number_than_the_table_is_a_warning() -> None:
    assert findings(received_agree, report("全年收到政府信息公开申请12件，均已按期办结。", new="13")) == [
        "3: warning 正文称“收到政府信息公开申请12件”，表三本年新收总计为13"
    ]


def test_text_and_cell_are_quoted_with_both_numbers() -> None:
    (found,) = full_findings(received_agree, report("全年收到政府信息公开申请12件。", new="13"))
    assert [(quote.place.row, quote.text) for quote in found.quotes] == [
        (None, "收到政府信息公开申请12件"),
        ("new", "13"),
    ]
    assert (found.place.col, found.expected, found.actual) == (3, "13", "12")


def test_the_very_words_of_the_table_with_another_number_are_an_error() -> None:
    assert findings(received_agree, report("本年新收政府信息公开申请12件。", new="13")) == [
        "3: error 正文称“新收政府信息公开申请12件”，表三本年新收总计为13"
    ]


def test_a_zero_statement_above_requests_in_the_table_is_a_warning() -> None:
    assert findings(received_agree, report("本年度未收到政府信息公开申请。", new="2")) == [
        "3: warning 正文称“未收到政府信息公开申请”，表三本年新收总计为2"
    ]


# (sentence, the number of requests it states): the table says 905, so each of them must be found.
STATEMENTS = [
    ("2023年，我镇共收到政府信息公开申请12件。", 12),
    ("全年新收政府信息公开申请12件，均已按期答复。", 12),
    ("本年度受理依申请公开12件。", 12),
    ("2023年收到12件政府信息公开申请。", 12),
    ("我镇共受理政府信息公开申请１２件。", 12),
    ("全年收到政府信息公开申请十二件。", 12),
    ("全年收到政府信息公开申请一百零三件。", 103),
    ("收到依申请公开申请共计12宗。", 12),
    ("收到政府信息公开申请1,212件。", 1212),
    ("收到政府信息公开申请1，212件，全部办结。", 1212),
    ("收到公民、法人和其他组织提出的政府信息公开申请12件。", 12),
    ("全年收到公民、法人或者其他组织政府信息公开申请12件，同比减少3件。", 12),
    ("通过各种渠道收到政府信息公开申请12件。", 12),
    ("全年收到各类政府信息公开申请12件。", 12),
    ("全年新增申请12件，主要为征地类信息公开申请。", 12),
    ("收到政府信息公开申请（不含咨询）12件。", 12),
    ("共收到政府信息公开申请12件（自然人10件、企业2件）。", 12),
    ("2023年，我单位收到政府信息公开申请数量为12件。", 12),
    ("收到的政府信息公开申请总数12件。", 12),
    ("全年政府信息公开申请收到12件。", 12),
    ("依申请公开方面，共收到申请12件，办结11件，结转下年1件。", 12),
    ("在依申请公开工作方面共收到申请12件。", 12),
    ("依申请公开方面，全年共收到12件，全部按期办结。", 12),
    ("依申请公开情况：2023年收到12件。", 12),
    ("2023年度本机关收到政府信息公开申请12件,其中自然人10件,法人2件。", 12),
    ("共收到政府信息公开申请12件、办结11件。", 12),
    ("收到政府信息公开申请\u00a012\u3000件。", 12),
    ("截至2023年12月31日，累计收到政府信息公开申请12件。", 12),
    ("2023年1月1日至12月31日，全镇共收到政府信息公开申请12件次。", 12),
    ("2022年收到申请5件，2023年收到政府信息公开申请12件。", 12),
    ("政府信息公开申请情况：上年结转2件、新收12件。", 12),
    ("上年结转2件，本年新收政府信息公开申请12件，共14件。", 12),
    ("收到政府信息公开申请12件，均为网上申请。", 12),
    ("二〇二三年，共接到政府信息公开申请12起。", 12),
    ("登记受理政府信息公开申请12件。", 12),
    ("全年共收到和办理依申请公开12件，申请人全部为自然人。", 12),
    ("与上年相比，全年收到政府信息公开申请12件，增加4件。", 12),
    ("依照《2022年政务公开工作要点》，共收到政府信息公开申请12份，比去年减少1份。", 12),
    ("一是规范办理依申请公开，全年收到申请12件。", 12),
    ("（二）依申请公开。全年收到申请12件。", 12),
    ("（二）依申请公开\n全年收到申请12件。", 12),
    ("石桥镇政府共收到政府信息公开申请12件。", 12),
    ("各村、各部门共收到政府信息公开申请12件。", 12),
    ("收到政府信息公开申请12件全部予以公开。", 12),
    ("收到政府信息公开申请1.2万件。", 12000),
    ("收到申请公开政府信息事项12项。", 12),
    ("本镇各办、各村共收到信息依申请公开12件.", 12),
    ("受理公民、法人和其他组织向镇政府及镇党政办公室提出的政府信息公开申请12件。", 12),
    ("全年受理依申请公开件12件;均已办结。", 12),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "number"), STATEMENTS)
def test_the_plain_ways_of_stating_a_total_are_all_read(sentence: str, number: int) -> None:
    (found,) = full_findings(received_agree, report(sentence))
    assert (found.actual, found.expected) == (str(number), "905")


@pytest.mark.parametrize(("sentence", "number"), STATEMENTS)
def test_they_pass_where_the_table_says_the_same(sentence: str, number: int) -> None:
    assert state(received_agree, report(sentence, new=str(number))) == "pass"


NONE_AT_ALL = [
    "未收到信息公开申请。",
    "截至目前，未收到信息公开申请。",
    "没有收到任何形式的政府信息公开申请。",
    "全年未接到公民、法人和其他组织提出的信息公开申请。",
    "未收到公民、法人或其他组织向我镇提出的政府信息公开申请。",
    "本年度无政府信息公开申请。",
    "无依申请公开事项。",
    "没有公民、法人和其他组织向我镇申请公开政府信息。",
    "暂未收到依申请公开事项。",
    "我镇没有收到政府信息公开申请事项。",
    "未发生依申请公开情况。",
    "未受理政府信息公开申请。",
    "依申请公开0件。",
    "全年收到的政府信息公开申请为0件。",
    "收到政府信息公开申请数为零。",
    "政府信息公开申请：无。",
    "依申请公开方面，未收到申请。",
    "2023年度依申请公开零申请。",
    "未收到政府信息公开申请、行政复议和行政诉讼。",
    "没有收到政府信息公开申请，也没有上年结转事项。",
    "未收到任何单位和个人的政府信息公开申请。",
    "收到政府信息公开申请零件。",
    "不存在依申请公开情况。",
    "未收到依申请公开事项.",
    "未收到任何公民、法人和其他组织提出的公开政府信息的申请；未收取任何费用。",
]


@pytest.mark.parametrize("sentence", NONE_AT_ALL)
def test_the_ways_of_saying_none_are_read_as_zero(sentence: str) -> None:
    (found,) = full_findings(received_agree, report(sentence))
    assert found.actual == "0"


@pytest.mark.parametrize("sentence", NONE_AT_ALL)
def test_saying_none_passes_where_the_table_has_none(sentence: str) -> None:
    assert state(received_agree, report(sentence, new="0")) == "pass"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("收到网络申请5件、信函申请7件。", id="per channel"),
        pytest.param("通过信函收到政府信息公开申请5件。", id="one channel"),
        pytest.param("通过县政府网站依申请公开平台收到申请5件。", id="the platform's"),
        pytest.param("收到当面提出的政府信息公开申请5件，信函提出的7件。", id="per way of asking"),
        pytest.param("未收到当面申请。", id="none over the counter"),
        pytest.param("未收到网上提交的政府信息公开申请。", id="none online"),
        pytest.param("收到自然人政府信息公开申请10件。", id="one kind of applicant"),
        pytest.param("收到某公司政府信息公开申请3件。", id="one applicant"),
        pytest.param("收到涉及征地补偿的政府信息公开申请5件。", id="one topic"),
        pytest.param("收到关于规划的政府信息公开申请5件。", id="on one matter"),
        pytest.param("12345热线收到申请30件，均已公开答复。", id="the hotline"),
        pytest.param("县长信箱收到信息公开申请类来信30件。", id="the mailbox"),
        pytest.param("收到网民留言、信息公开咨询30件。", id="messages and questions"),
        pytest.param("收到群众来信、政府信息公开申请共20件。", id="letters and requests together"),
        pytest.param("受理行政许可申请1200件，结果全部公开。", id="licence applications"),
        pytest.param("政务服务中心全年受理各类业务申请1200件。", id="the service hall's"),
        pytest.param("收到低保申请12件，均已公开。", id="benefit applications"),
        pytest.param("受理不动产登记申请300件。", id="registrations"),
        pytest.param("收到行政复议申请3件。", id="reviews"),
        pytest.param("收到信息公开行政复议申请3件。", id="reviews over disclosure"),
        pytest.param("2022年收到政府信息公开申请5件。", id="another year"),
        pytest.param("２０２２年收到政府信息公开申请5件。", id="another year in wide digits"),
        pytest.param("去年共收到政府信息公开申请5件。", id="last year"),
        pytest.param("上年同期收到政府信息公开申请5件。", id="the same time last year"),
        pytest.param("自2008年条例施行以来，累计收到政府信息公开申请300件。", id="since the law"),
        pytest.param("一季度收到政府信息公开申请3件。", id="a quarter"),
        pytest.param("1至6月共收到政府信息公开申请6件。", id="half a year"),
        pytest.param("截至11月30日，收到政府信息公开申请6件。", id="up to November"),
        pytest.param("平均每月收到政府信息公开申请3件。", id="an average"),
        pytest.param("收到政府信息公开申请同比增加3件。", id="a difference"),
        pytest.param("收到政府信息公开申请较上年增加3件。", id="a difference to last year"),
        pytest.param("上年结转政府信息公开申请2件。", id="carried in"),
        pytest.param("收到上年结转的政府信息公开申请2件。", id="received as carried in"),
        pytest.param("在受理的申请中，其中收到企业政府信息公开申请3件。", id="of which"),
        pytest.param("重复收到政府信息公开申请2件。", id="repeated ones"),
        pytest.param("不予受理政府信息公开申请3件。", id="refused ones"),
        pytest.param("收到政府信息公开申请3件予以公开。", id="those granted"),
        pytest.param("收到书面政府信息公开申请1件。", id="those in writing"),
        pytest.param("办理政府信息公开申请12件。", id="handled"),
        pytest.param("答复政府信息公开申请12件。", id="answered"),
        pytest.param("收到政府信息公开申请补正材料2件。", id="supplements"),
        pytest.param("信息公开申请答复书12份已归档。", id="answers"),
        pytest.param("开展政府信息公开申请受理培训2次。", id="trainings"),
        pytest.param("设立政府信息公开申请受理点12个。", id="reception points"),
        pytest.param("修订《政府信息公开申请受理规程》1件。", id="a rule book"),
        pytest.param("对收到的每一件政府信息公开申请认真登记。", id="each one"),
        pytest.param("做到政府信息公开申请收到一件、办理一件、答复一件。", id="one by one"),
        pytest.param("如未收到政府信息公开申请，也应说明。", id="a condition"),
        pytest.param("下一步，力争收到政府信息公开申请5件以内。", id="a plan"),
        pytest.param("信息公开申请受理无遗漏。", id="none missed"),
        pytest.param("没有一件信息公开申请逾期答复。", id="none late"),
        pytest.param("信息公开申请办理零投诉。", id="no complaints"),
        pytest.param("无正当理由大量反复申请信息公开0件。", id="one outcome"),
        pytest.param("未收到信息公开申请引起的投诉。", id="no complaint over requests"),
        pytest.param("未发生因政府信息公开申请行政复议的情况。", id="no review over requests"),
        pytest.param("无障碍申请渠道畅通，无需申请即可查阅公开信息。", id="words with 无"),
        pytest.param("县水利局收到政府信息公开申请5件。", id="another organ"),
        pytest.param("各乡镇收到政府信息公开申请200件。", id="the towns of a region"),
        pytest.param("市级部门收到政府信息公开申请300件；县区收到政府信息公开申请200件。", id="parts of a region"),
        pytest.param("本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等六个部分组成。", id="the parts of the report"),
    ],
)  # fmt: skip
def test_statements_of_something_else_are_left_alone(sentence: str) -> None:
    assert findings(received_agree, report(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "new"),
    [
        ("收到政府信息公开申请30余件。", "37"),
        ("收到政府信息公开申请300余件。", "388"),
        ("收到政府信息公开申请约30件。", "29"),
        ("收到政府信息公开申请近30件。", "28"),
        ("收到政府信息公开申请超过30件。", "33"),
        ("收到政府信息公开申请30件以上。", "33"),
        ("收到政府信息公开申请30件左右。", "32"),
        ("收到政府信息公开申请不足30件。", "28"),
        ("收到政府信息公开申请1.2万件。", "12034"),
    ],
)
def test_a_rounded_number_passes_as_far_as_it_goes(sentence: str, new: str) -> None:
    assert state(received_agree, report(sentence, new=new)) == "pass"


@pytest.mark.parametrize(
    "sentence", ["收到政府信息公开申请30余件。", "收到政府信息公开申请约30件。", "收到政府信息公开申请1.2万件。"]
)
def test_a_rounded_number_does_not_pass_for_any_other(sentence: str) -> None:
    assert state(received_agree, report(sentence, new="64")) == "fail"


def test_the_usual_preamble_states_nothing() -> None:
    preamble = (
        "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、"
        "存在的主要问题及改进情况、其他需要报告的事项6个部分组成，数据统计期限为2023年1月1日至12月31日。"
    )
    assert state(received_agree, report_text(preamble=preamble)) == "not_applicable"


@pytest.mark.parametrize(
    "sentence",
    [
        "共收到政府信息公开申请14件（含上年结转2件）。",
        "全年收到政府信息公开申请14件，其中上年结转2件。",
        "累计收到政府信息公开申请14件。",
        "收到政府信息公开申请14件，含2022年结转的2件。",
        "收到政府信息公开申请共计14件。",
    ],
)
def test_a_statement_that_counts_last_years_in_may_give_their_sum(sentence: str) -> None:
    assert state(received_agree, report(sentence, new="12", carried_in="2")) == "pass"


def test_a_statement_of_this_years_requests_may_not() -> None:
    assert findings(received_agree, report("全年收到政府信息公开申请14件。", new="12", carried_in="2")) == [
        "3: warning 正文称“收到政府信息公开申请14件”，表三本年新收总计为12"
    ]


def test_a_note_of_what_was_carried_out_does_not_add_to_what_came_in() -> None:
    text = report("收到政府信息公开申请14件，结转下年办理2件。", new="12", carried_in="2")
    assert len(findings(received_agree, text)) == 1


def test_both_fitting_numbers_are_named_when_neither_is_stated() -> None:
    (found,) = full_findings(received_agree, report("共收到政府信息公开申请15件。", new="12", carried_in="2"))
    assert found.expected == "12 / 14"


def test_accepted_requests_are_not_held_against_received_ones() -> None:
    assert state(received_agree, report("收到政府信息公开申请15件，受理政府信息公开申请12件。", new="15")) == "pass"


def test_a_wider_region_is_not_the_office_that_reports() -> None:
    text = report("全县共收到政府信息公开申请500件。", new="30", organ="青禾县人民政府办公室")
    assert state(received_agree, text) == "not_applicable"


def test_the_governments_own_region_is() -> None:
    text = report("全县共收到政府信息公开申请500件。", new="30", organ="青禾县人民政府")
    assert state(received_agree, text) == "fail"


def test_a_statement_in_any_section_is_compared() -> None:
    text = report("全年收到政府信息公开申请12件，人手不足。", new="13", section="problems")
    assert [line.split(": ")[1][:7] for line in findings(received_agree, text)] == ["warning"]


def test_a_report_that_states_no_number_has_nothing_to_compare() -> None:
    assert state(received_agree, report_text()) == "not_applicable"


def test_a_blank_total_cannot_be_compared() -> None:
    assert state(received_agree, report("全年收到政府信息公开申请12件。", new="")) == "not_assessable"


def test_a_missing_table_cannot_be_compared() -> None:
    text = report_text(sections={"overview": "全年收到政府信息公开申请12件。"}, without=("table:requests",))
    assert state(received_agree, text) == "not_assessable"

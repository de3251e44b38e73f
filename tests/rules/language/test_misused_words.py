"""OGI-L806: common slips, and the company in which the same characters are right."""

from __future__ import annotations

import pytest

from auditor.engine.assess import assess
from auditor.testing import bound, findings, full_findings, report_text
from auditor_rules.language.misused_words import words_well_chosen


def said(prose: str) -> list[str]:
    return findings(words_well_chosen, report_text(sections={"overview": prose}))


def test_a_slip_is_left_to_a_person_with_the_proper_form() -> None:
    assert said("截止12月31日，收到申请3件。") == ["3: review “截止”应为“截至”"]


def test_a_slip_that_comes_twice_is_one_finding() -> None:
    (found,) = full_findings(words_well_chosen, report_text(sections={"overview": "其它信息。\n其它渠道。"}))
    assert found.message.zh == "“其它”应为“其他”（2处）"
    assert [quote.place.line for quote in found.quotes] == [3, 4]
    assert (found.actual, found.expected) == ("其它", "其他")


@pytest.mark.parametrize(
    ("prose", "wrong", "right"),
    [
        ("积极的开展宣传活动。", "的", "地"),
        ("及时准确的发布了各类信息。", "的", "地"),
        ("有序的推进政务公开工作。", "的", "地"),
        ("更好的为群众服务。", "的", "地"),
        ("公开工作做的不够细。", "的", "得"),
        ("公开工作取的了新成绩。", "取的", "取得"),
        ("聚集群众关切公开信息。", "聚集", "聚焦"),
        ("公开公示等多顶内容。", "顶", "项"),
        ("统计书记真实准确。", "书记", "数据"),
        ("讲清政策岀台背景。", "岀", "出"),
        ("未收到依法申请公开事项。", "依法申请公开", "依申请公开"),
        ("推进规划范管理。", "规划范", "规范"),
        ("推进公开标准话。", "话", "化"),
        ("公开效率高，办理进渡加快。", "渡", "度"),
        ("本镇末收到申请。", "末", "未"),
        ("深人推进政务公开。", "深人", "深入"),
        ("建设法制政府。", "法制政府", "法治政府"),
    ],
)
def test_words_that_only_their_company_shows_to_be_wrong(prose: str, wrong: str, right: str) -> None:
    (found,) = full_findings(words_well_chosen, report_text(sections={"overview": prose}))
    assert (found.severity, found.actual, found.expected) == ("review", wrong, right)


@pytest.mark.parametrize(
    "prose",
    [
        "及时的信息、准确的数据和有效的措施。",
        "起到了积极的推动作用，形成了有力的保障。",
        "全面的公开内容，科学的管理方法，合理的推进机制。",
        "人员聚集场所、产业聚集区的信息。",
        "公民可以依法申请公开政府信息。",
        "县委书记、镇党委书记真抓实干。",
        "年末收到申请3件，月末公开。",
        "做的很多工作，领取的新证件。",
        "标准话费、标准话题，渡过难关，过渡安置。",
        "超越的到位率，目的到了。",
        "屋顶内容，顶层设计，一顶帽子。",
        "纳入民生实事，收人员编制信息。",
    ],
)
def test_the_same_words_in_their_own_company_pass(prose: str) -> None:
    assert said(prose) == []


@pytest.mark.parametrize(
    ("prose", "wrong"),
    [
        ("办理依申请公开事件3起。", "依申请公开事件"),
        ("政务新媒体帐号已备案。", "帐号"),
        ("建立信息公开台帐。", "台帐"),
        ("按照上级布署推进。", "布署"),
        ("做好行政执发公示。", "执发"),
        ("审查是否涉及国家机密。", "国家机密"),
        ("截止目前，共公开3条。", "截止"),
        ("截止2023年底，办结3件。", "截止"),
        ("截止到本年末，办结3件。", "截止"),
        ("公众可登陆政府网站查阅。", "登陆"),
        ("及时修复错误连接。", "连接"),
        ("我局己经完成整改。", "己经"),
        ("全年己办结3件。", "己"),
        ("主要存在一下问题。", "一下"),
        ("召开领导小姐会议。", "领导小姐"),
        ("机构智能类信息3条。", "机构智能"),
        ("信息发布不够急时公开。", "急时"),
        ("在网站公开拦发布。", "公开拦"),
        ("严格落实行政权利公开。", "行政权利"),
        ("进一部规范流程。", "进一部"),
        ("群众反应的问题已办结。", "反应"),
        ("开展业务陪训3次。", "陪训"),
        ("对栏目内容及时跟新。", "跟新"),
        ("解读形势单一。", "形势"),
        ("部份栏目更新慢。", "部份"),
        ("（三）府信息公开平台建设", "）府信息公开"),
        ("做为公开的主体。", "做为"),
        ("涉秘信息不予公开。", "涉秘"),
        ("优化营商坏境。", "坏境"),
    ],
)
def test_slips_of_every_kind_are_found(prose: str, wrong: str) -> None:
    (found,) = full_findings(words_well_chosen, report_text(sections={"overview": prose}))
    assert (found.severity, found.actual) == ("review", wrong)


@pytest.mark.parametrize(
    "prose",
    [
        "截至12月31日，收到申请3件。报名截止日期为6月1日，征集截止5月。",
        "台风登陆期间，及时公布署名文章。",
        "违规犯纪行为的通报，破坏境内设施的处理，阻拦目标车辆。",
        "本部份额、该部份额另行公布；成份股信息。",
        "由支付主任医师费用的单位公开。",
        "自己经营的企业，利己主义。",
        "了解一下问题，做一下工作。",
        "严峻工作形势下，有效律师意见3件。",
        "全力渡过难关，工程续建，流程续办。",
        "应急反应问题不在此列，化学反应情况已公布。",
        "即便如此，即便民服务也要公开；既便民又高效。",
        "有条列举，10条列入目录，逐条列明。",
        "环节转移、季节转换信息。",
        "立即然后公开。立即办理手续。",
        "以新形式下沉服务，究竟争取了多少资金。",
        "紧急时公开，应急时更新。",
        "机构智能化改造、参与情况、回执发放。",
        "给予计划支持，不予计算，准予算入。",
    ],
)
def test_the_same_characters_in_other_company_pass(prose: str) -> None:
    assert said(prose) == []


def test_the_auditors_own_words_are_looked_for_too() -> None:
    report = bound(report_text(sections={"overview": "在青禾云台发布，青禾云台账另建。"}))
    report.options = {"words": {"misuse": [{"text": "青禾云台", "right": "青禾云", "unless": "云台账"}, "不相干"]}}
    (found,) = assess(words_well_chosen, report).violations
    assert (found.at.col, found.expected) == (2, "青禾云")


def test_an_own_word_without_its_proper_form_says_that_it_is_wrong() -> None:
    report = bound(report_text(sections={"overview": "在青禾云台发布。"}))
    report.options = {"words": {"misuse": ["青禾云台"]}}
    (found,) = assess(words_well_chosen, report).violations
    assert found.message.zh == "“青禾云台”写法有误"

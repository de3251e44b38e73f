"""OGI-N703: the report speaks of its own organ, not of another one's work."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text
from auditor_rules.names.foreign_organ import own_work

TOWN, STREET = "青禾县石桥镇人民政府", "云泽市青禾区石桥街道办事处"
BUREAU, COUNTY = "青禾县教育局", "青禾县人民政府"


def found(organ: str, prose: str) -> list[str]:
    text = report_text(title=f"{organ}2023年政府信息公开工作年度报告", sections={"overview": prose})
    return findings(own_work, text)


def test_a_bureau_that_calls_itself_a_town_is_a_warning() -> None:
    assert found(BUREAU, "2023年，我镇主动公开信息20条，我镇未收到申请。") == [
        "3: warning 本机关为“青禾县教育局”，文中自称“我镇”（2处）"
    ]


def test_every_place_is_quoted() -> None:
    text = report_text(
        title=f"{BUREAU}2023年政府信息公开工作年度报告", sections={"overview": "我镇公开20条。\n本镇收到0件。"}
    )
    (finding,) = full_findings(own_work, text)
    assert [(quote.place.line, quote.text) for quote in finding.quotes] == [(3, "我镇"), (4, "本镇")]


@pytest.mark.parametrize(
    ("organ", "prose"),
    [
        (TOWN, "我局认真做好公开工作。"),
        (TOWN, "我乡主动公开信息20条。"),
        (TOWN, "我街道公开信息20条。"),
        (STREET, "我镇公开信息20条。"),
        (COUNTY, "我局公开信息20条。"),
        (BUREAU, "我委收到申请2件。"),
        (BUREAU, "我街道收到申请2件。"),
        ("云泽市青禾区教育局", "我县教育信息公开有序推进。"),
        ("青禾县石桥乡人民政府", "我镇公开信息20条。"),
        ("江海省教育厅", "我局公开信息20条。"),
        ("青禾县人民政府办公室", "我镇公开信息20条。"),
        ("云泽市青禾区石桥街道办事处", "我县推进公开。"),
    ],
)
def test_words_of_another_kind_of_organ_are_found(organ: str, prose: str) -> None:
    assert len(found(organ, prose)) == 1


@pytest.mark.parametrize(
    ("organ", "prose"),
    [
        (TOWN, "我镇公开信息20条。我县统一部署。"),
        (BUREAU, "我局公开信息20条，我县教育系统公开有序。"),
        (STREET, "我街道公开信息20条，我区统一部署，我办负责。"),
        (COUNTY, "我县公开信息20条。"),
        ("青禾县卫生健康委员会", "我委公开信息20条。"),
        ("云泽市教育局", "我市教育信息公开20条，我局负责。"),
        (BUREAU, "开设“我镇风采”专栏，公开20条。"),
        (BUREAU, "我委托第三方开展评估。"),
        (BUREAU, "落实《我镇公开办法》。"),
        (BUREAU, "我县级部门共同推进。"),
        ("石桥镇人民政府", "我县统一部署。"),
        (BUREAU, "本办法自印发之日起施行，本年度公开20条。"),
        ("青禾县石桥镇中心卫生院", "我镇居民关注的医疗信息20条。"),
        ("内蒙古自治区教育厅", "我区教育信息公开20条，我厅负责。"),
    ],
)
def test_an_organs_own_words_and_quotations_are_let_pass(organ: str, prose: str) -> None:
    assert found(organ, prose) == []


@pytest.mark.parametrize(
    ("organ", "prose"),
    [
        (TOWN, "2023年，大河镇认真贯彻条例，主动公开信息30条。"),
        (TOWN, "大河镇高度重视政府信息公开工作。"),
        (TOWN, "（一）主动公开。柳荫街道办事处通过网站主动公开信息30条。"),
        (STREET, "一年来，柳荫街道严格落实条例，做好政务公开。"),
        (BUREAU, "2023年，石门县教育局严格按照条例做好政府信息公开工作。"),
        (BUREAU, "青禾县财政局高度重视政府信息公开工作，主动公开信息20条。"),
        (BUREAU, "2023年度，市场监督管理局主动公开信息20条。"),
        (COUNTY, "2023年，石门县认真贯彻落实条例，推进政府信息公开。"),
        (COUNTY, "石门县人民政府高度重视政务公开。"),
        ("青禾县卫生健康委员会", "青禾县民政局扎实推进政府信息公开。"),
    ],
)
def test_another_organ_as_the_one_that_worked_is_found(organ: str, prose: str) -> None:
    (line,) = found(organ, prose)
    assert line.startswith("3: warning 本机关为")
    assert "的工作" in line


@pytest.mark.parametrize(
    ("organ", "prose"),
    [
        (TOWN, "石桥镇认真贯彻条例，主动公开信息30条。"),
        (TOWN, "全镇认真贯彻条例，主动公开信息30条。"),
        (TOWN, "各乡镇认真贯彻条例，主动公开信息30条。"),
        (TOWN, "青禾县高度重视政府信息公开工作。"),
        (TOWN, "大河镇、柳荫镇的做法值得借鉴。"),
        (TOWN, "县教育局对我镇政务公开工作进行指导。"),
        (TOWN, "青禾县教育局认真指导政府信息公开。"),
        (TOWN, "与大河镇联合开展政务公开宣传。"),
        (BUREAU, "县财政局积极配合，预算及时发布。"),
        (BUREAU, "县政务服务数据管理局严格对我局政府信息公开工作进行检查。"),
        (BUREAU, "市教育局高度重视政府信息公开工作。"),
        (BUREAU, "教育局认真做好政府信息公开工作。"),
        (BUREAU, "县教育局认真做好政府信息公开工作。"),
        (BUREAU, "石桥镇认真做好政务公开。"),
        (BUREAU, "开局良好，全局认真做好政府信息公开。"),
        (COUNTY, "青禾县认真做好政府信息公开。"),
        (COUNTY, "县教育局认真做好政府信息公开。"),
        (COUNTY, "石桥镇认真做好政府信息公开，主动公开30条。"),
        (COUNTY, "青禾经济开发区认真做好政府信息公开。"),
        (COUNTY, "云泽市高度重视政府信息公开。"),
        ("青禾县发展和改革局", "县发改局认真做好政府信息公开。"),
        (STREET, "社区认真做好政务公开，各社区按照要求主动公开。"),
        (STREET, "为进一步提升辖区政务公开水平，主动公开信息20条。"),
    ],
)
def test_itself_superiors_subordinates_and_partners_are_let_pass(organ: str, prose: str) -> None:
    assert found(organ, prose) == []


@pytest.mark.parametrize(
    ("organ", "prose"),
    [
        (COUNTY, "开展全县政府信息公开业务专题培训，讲解办理流程。"),
        (COUNTY, "组织召开全县政务公开推进会，做好政府信息公开。"),
        (BUREAU, "报告可在县教育局按照要求查阅，做好政府信息公开。"),
        (TOWN, "推动全镇政府信息公开工作有序开展。"),
        ("荻川县柳村镇人民政府", "我镇按要求公开信息40条。"),
        ("澄岭县旧县镇人民政府", "我镇按要求公开信息40条。"),
        ("澄岭县老城镇人民政府", "本镇主动公开信息40条。"),
        ("青禾县马村乡人民政府", "我乡主动公开信息40条。"),
        (TOWN, "结合我县统一部署，我镇2023年政府信息公开工作有序推进。"),
        (COUNTY, "现将我县2023年政府信息公开工作情况报告如下。"),
        ("云泽市青禾区人民政府办公室", "现将我区2023年政府信息公开工作情况报告如下。"),
        ("青禾经济开发区管理委员会", "现将我区2023年政府信息公开工作情况报告如下。"),
        ("青禾县人民政府办公室", "受理向县政府办公室提出的政府信息公开申请5件。"),
        (STREET, "受理群众向街道办事处提出的政府信息公开申请5件。"),
        (STREET, "公民可向区政府办公室提出政府信息公开申请。"),
        (BUREAU, "县政府办公室组织政务公开培训2次。"),
    ],
)
def test_verbs_towns_of_odd_names_and_ones_own_requests_are_let_pass(organ: str, prose: str) -> None:
    assert found(organ, prose) == []


@pytest.mark.parametrize(
    ("organ", "prose", "word"),
    [
        (TOWN, "现将我县2023年政府信息公开工作情况报告如下。", "我县"),
        (TOWN, "结合2023年我县政府信息公开工作，编制本报告。", "我县"),
        (STREET, "现将我区2023年度政府信息公开工作年度报告公布如下。", "我区"),
        (STREET, "现将我市2023年政府信息公开工作汇报如下。", "我市"),
        ("青禾县石桥乡人民政府", "现将全县2023年政府信息公开工作总结如下。", "全县"),
    ],
)
def test_a_town_that_presents_its_county_s_report_is_found(organ: str, prose: str, word: str) -> None:
    (line,) = found(organ, prose)
    assert line.startswith(f"3: warning 本机关为“{organ}”，文中自称“{word}”")


@pytest.mark.parametrize(
    ("organ", "prose"),
    [
        (STREET, "受理公民、法人和其他组织向市政府及市政府办公室提出的政府信息公开申请5件，均已答复。"),
        (BUREAU, "全年收到公民向县政府办公室提交的政府信息公开申请12件。"),
        (TOWN, "2023年，县政府办公室共收到政府信息公开申请12件。"),
        (BUREAU, "市政府办公厅主动公开政府信息3000条。"),
    ],
)
def test_the_figures_of_a_government_s_office_are_found(organ: str, prose: str) -> None:
    (line,) = found(organ, prose)
    assert line.startswith("3: warning 本机关为")

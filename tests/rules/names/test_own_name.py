"""OGI-N702: the organ bears one name throughout its report."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.names.own_name import one_own_name


def report(organ: str, preamble: str = "", *foot: str) -> str:
    return report_text(title=f"{organ}2023年政府信息公开工作年度报告", preamble=preamble) + "\n".join(foot) + "\n"


def severities(text: str) -> list[str]:
    return [found.split(" ")[1] for found in findings(one_own_name, text)]


def test_a_character_lost_beneath_the_report_is_a_warning() -> None:
    text = report("云泽市青禾区石桥镇人民政府", "", "云泽市青禾区石镇人民政府", "2024年1月20日")
    (found,) = full_findings(one_own_name, text)
    assert found.severity == "warning"
    assert found.message.zh == "落款机关名称“云泽市青禾区石镇人民政府”与标题“云泽市青禾区石桥镇人民政府”不一致"
    assert [quote.text for quote in found.quotes][1:] == ["云泽市青禾区石镇人民政府"]


@pytest.mark.parametrize(
    ("title", "foot", "expected"),
    [
        ("青禾县教育局", "青和县教育局", "warning"),
        ("青禾县市场监督管理局", "青禾县市场监管理局", "warning"),
        ("青禾县市场监督管理局", "青禾县市场监管管理局", "warning"),
        ("青禾县教育局", "青禾县教育和体育局", "warning"),
        ("青禾县石桥镇人民政府", "青禾县石桥乡人民政府", "warning"),
        ("青禾县石桥镇人民政府", "青禾县石门镇人民政府", "warning"),
        ("青禾县人民政府", "青禾区人民政府", "warning"),
        ("青禾县教育局", "青禾县财政局", "error"),
        ("青禾县教育局", "石门县教育局", "error"),
        ("青禾县石桥镇人民政府", "青禾县大河镇人民政府", "error"),
        ("青禾县", "石门县人民政府", "error"),
        ("云泽市青禾区石桥街道办事处", "云泽市青禾区柳荫街道办事处", "error"),
        ("青禾县文化和旅游局", "青禾县农业农村局", "error"),
        ("云泽市青禾区教育局", "汐川市青禾区教育局", "error"),
        ("青禾县卫生健康委员会", "青禾县卫生健委员会", "warning"),
        ("砚阳市人民政府", "阳市人民政府", "warning"),
        ("青禾县教育局", "云泽市教育局", "warning"),
        ("青禾县政务服务中心", "青禾县政务服中心", "warning"),
        ("云泽市人民政府", "云泽市人民府", "warning"),
        ("青禾县教育局", "青禾县教育句", "warning"),
        ("青禾县石桥镇人民政府", "青禾县财政局", "warning"),
    ],
)
def test_slips_are_warnings_and_other_organs_errors(title: str, foot: str, expected: str) -> None:
    assert severities(report(title, "", foot, "2024年1月20日")) == [expected]


@pytest.mark.parametrize(
    ("title", "foot"),
    [
        ("青禾县教育局", "青禾县教育局"),
        ("云泽市青禾区石桥镇人民政府", "青禾区石桥镇人民政府"),
        ("云泽市青禾区石桥镇人民政府", "石桥镇人民政府"),
        ("青禾县教育局", "县教育局"),
        ("青禾县教育局", "教育局"),
        ("青禾县教育局", "云泽市青禾县教育局"),
        ("青禾县人民政府", "青禾县人民政府办公室"),
        ("青禾县人民政府办公室", "青禾县人民政府"),
        ("青禾县", "青禾县人民政府"),
        ("青禾县发展和改革局", "青禾县发改局"),
        ("青禾县市场监督管理局", "青禾县市场监管局"),
        ("青禾县交通运输局", "县交通局"),
        ("青禾县住房和城乡建设局", "青禾县住房城乡建设局"),
        ("青禾县人力资源和社会保障局", "青禾县人社局"),
        ("青禾县教育局", "青禾县教育局办公室"),
        ("石桥街道办事处", "石桥街道"),
        ("青禾县教育局（体育局）", "青禾县教育局"),
        ("青禾县卫生健康局", "青禾县卫生健康委员会"),
        ("青禾县教育局", "特此报告"),
        ("青禾县教育局", "青禾县人民政府办公室"),
        ("青禾县教育局", "青禾县人民政府"),
        ("青禾县石桥镇人民政府", "石桥镇党政综合办公室"),
        ("青禾县公安局", "青禾县公安局 交通警察大队"),
        ("青禾经济开发区管委会", "青禾经济开发区管理委员会"),
        ("青禾县教育局", "中共青禾县委教育工作委员会"),
    ],
)
def test_short_forms_and_the_office_of_a_government_are_the_same_organ(title: str, foot: str) -> None:
    assert severities(report(title, "", foot, "2024年1月20日")) == []


@pytest.mark.parametrize(
    ("preamble", "expected"),
    [
        ("现公布青禾县财政局2023年政府信息公开工作年度报告。", ["error"]),
        ("根据条例要求，编制并公布青禾县教育句2023年政府信息公开工作年度报告。", ["warning"]),
        ("本报告由石门县教育局编制。", ["error"]),
        ("本报告由青禾县教育局按照条例编制。", []),
        ("青木县教育局根据条例编制本报告。", ["warning"]),
        ("根据《青禾县财政局2023年政府信息公开工作年度报告》的格式编制。", []),
        ("现将青禾县教育局2023年政府信息公开工作情况报告如下。", []),
        ("根据《条例》和青禾县人民政府办公室要求，现公布青禾县教育局2023年度政府信息公开工作年度报告。", []),
        ("国务院办公厅根据条例制定格式。", []),
        ("有关数据由青禾县财政局根据台账提供。", []),
        ("本报告由青禾县财政局根据条例编制。", ["error"]),
        ("云泽市教育局根据条例统一部署。", []),
        ("如有疑问，请与青禾县政务服务数据管理局联系（电话：0621-8672073）。", []),
        ("如有疑问，请与青木县教育局联系。", ["warning"]),
        ("联系单位：青禾县教育局；联系电话：0621-8672073。", []),
    ],
)
def test_the_introduction_names_its_own_organ(preamble: str, expected: list[str]) -> None:
    assert severities(report("青禾县教育局", preamble)) == expected


@pytest.mark.parametrize(
    "preamble",
    [
        "根据条例规定，现将我局2023年政府信息公开工作情况报告如下。",
        "现将本局2023年度政府信息公开工作年度报告公布如下。",
        "结合我局2023年度政府信息公开工作实际，编制本报告。",
        "经对我局2023年政府信息公开工作进行梳理，形成本报告。",
        "健全机制、强化日常督导现将我局2023年度政府信息公开情况报告如下。",
        "该局2023年政府信息公开工作年度报告已按期编制。",
        "按照要求，及时编制完成青禾县教育局2023年政府信息公开工作年度报告。",
        "梳理汇总青禾县教育局2023年政府信息公开工作情况，编制本报告。",
        "年初公开了青禾县教育局2022年政府信息公开工作年度报告。",
        "为全面反映青禾县教育局2023年政府信息公开工作情况，编制本报告。",
        "由青禾县教育局办公室2023年政府信息公开工作台账汇总而成。",
        "在县委县政府领导下，全县2023年政府信息公开工作有序推进。",
        "在云泽市教育局2023年政府信息公开工作部署下，编制本报告。",
        "各股室2023年政府信息公开工作情况已汇总。",
        "原青禾县教育局2023年政府信息公开工作由本局承接。",
    ],
)
def test_clauses_and_our_bureau_are_no_names(preamble: str) -> None:
    assert severities(report("青禾县教育局", preamble)) == []


@pytest.mark.parametrize(
    ("title", "preamble"),
    [
        ("青禾县石桥镇", "现将我镇2023年政府信息公开工作情况报告如下。"),
        ("青禾县石桥镇人民政府", "结合我镇实际现将镇2023年度政府信息公开工作总结如下。"),
        ("青禾县石桥乡人民政府", "经对我乡2023年度政府信息公开工作情况进行梳理，编制本报告。"),
        ("青禾县石桥街道办事处", "及时编制完成石桥街道2023年政府信息公开年度报告。"),
        ("青禾县人民政府", "现将我县2023年政府信息公开工作情况报告如下。"),
        ("青禾县教育委员会", "现将我委2023年政府信息公开工作情况汇报如下。"),
        ("太和县教育局", "按照要求，公布太和县教育局2023年政府信息公开工作年度报告。"),
        ("青禾海关关区", "梳理编制青禾海关关区2023年政府信息公开工作年度报告。"),
        ("洪河区人民政府", "本报告由云泽市洪河区人民政府办公室根据条例编制。"),
        ("青禾县石桥镇人民政府", "现公布石桥镇党政办公室2023年政府信息公开工作年度报告。"),
        ("青禾县政府办公室", "现公布青禾县人民政府2023年政府信息公开工作年度报告。"),
    ],
)  # fmt: skip
def test_other_organs_words_for_themselves_are_no_names(title: str, preamble: str) -> None:
    assert severities(report(title, preamble)) == []


@pytest.mark.parametrize(
    ("title", "preamble", "expected"),
    [
        ("青禾县石桥镇", "根据要求，现公布青禾县民族宗教事务局2023年度政府信息公开工作年度报告。", "error"),
        ("青禾县水务局", "编制并发布石门县水务局2023年政府信息公开工作年度报告。", "error"),
        ("青禾县石桥镇人民政府", "现公布青禾县石桥镇人民府2023年政府信息公开工作年度报告。", "warning"),
        ("青禾县人力资源和社会保障局", "现公布青禾县人力资源和社会保局2023年政府信息公开工作年度报告。", "warning"),
        ("青禾县水务局", "本报告由青禾县石桥镇人民政府编制。", "warning"),
        ("青禾县水务局", "现公布水务水利局2023年政府信息公开工作年度报告。", "warning"),
        ("青禾县水务局", "现公布青禾县人民政府2023年政府信息公开工作年度报告。", "warning"),
        ("青禾县文化和旅游局", "现公布青禾县文化和旅局2023年政府信息公开工作年度报告。", "warning"),
        ("青禾市文化和旅游局", "现公布青禾文化和旅游局2023年政府信息公开工作年度报告。", "warning"),
        ("青禾市文化和旅游局", "现公布青禾市文化和旅游2023年政府信息公开工作年度报告。", "warning"),
    ],
)
def test_another_organ_or_a_maimed_name_in_the_introduction(title: str, preamble: str, expected: str) -> None:
    assert severities(report(title, preamble)) == [expected]


def prose(organ: str, overview: str) -> list[str]:
    text = report_text(title=f"{organ}2023年政府信息公开工作年度报告", sections={"overview": overview})
    return [found.split(" ")[1] for found in findings(one_own_name, text)]


@pytest.mark.parametrize(
    ("organ", "overview"),
    [
        ("芦湾县水务局", "2023年湾县水务局通过门户网站发布信息40条。"),
        ("芦湾县水务局", "2023年，禾县水务局严格落实条例。"),
        ("芷滨市文化和旅游局", "2023年，芷滨文化和旅游局公开信息40条。"),
        ("芷滨市文化和旅游局", "芷滨市文化和旅游认真落实条例要求。"),
        ("青禾县市场监督管理局", "（一）主动公开。青禾县市场监督局主动公开信息30条。"),
    ],
)
def test_a_maimed_name_at_the_head_of_a_statement_is_found(organ: str, overview: str) -> None:
    assert prose(organ, overview) == ["warning"]


@pytest.mark.parametrize(
    ("organ", "overview"),
    [
        ("青禾县教育局", "青禾县教育局认真落实条例。县教育局主动公开信息30条。教育局严格审核。"),
        ("青禾县发展和改革局", "县发改局认真落实条例，青禾县发改局主动公开信息30条。"),
        ("青禾县教育局", "青禾县教育系统认真落实条例，全县教育主动公开信息30条。"),
        ("青禾县水务局", "青禾县财政局积极配合，预算及时发布。"),
        ("青禾县文化和旅游局", "“青禾文化和旅游局”微信公众号主动公开信息30条。"),
        ("青禾县卫生健康局", "县卫健局认真落实条例，青禾县卫健委主动公开信息30条。"),
        ("青禾县石桥镇人民政府", "石桥镇认真落实条例。青禾县石桥镇主动公开信息30条。"),
    ],
)
def test_short_forms_and_others_at_the_head_of_a_statement_are_let_pass(organ: str, overview: str) -> None:
    assert prose(organ, overview) == []


def test_an_organ_that_only_the_page_names_is_compared_with_nothing() -> None:
    text = report_text(
        title="2023年政府信息公开工作年度报告",
        preamble="发布机构：青禾县教育局\n现公布青禾县财政局2023年政府信息公开工作年度报告。",
    )
    assert state(one_own_name, text) == "not_applicable"


def test_a_report_that_names_its_organ_only_in_the_title_has_nothing_to_compare() -> None:
    assert state(one_own_name, report("青禾县教育局")) == "not_applicable"


def test_a_street_office_without_its_street_is_a_warning() -> None:
    text = report_text(
        title="云泽市栎川区柳岸街道办事处2023年政府信息公开工作年度报告",
        preamble="如有疑问，请与云泽市栎川区街道办事处（地址：柳岸路1号）联系。",
    )
    (found,) = full_findings(one_own_name, text)
    assert (found.severity, found.actual) == ("warning", "云泽市栎川区街道办事处")

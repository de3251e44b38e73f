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
        ("根据条例要求，编制并公布青禾县教育句2023年政府信息公开工作年度报告。", []),
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


def test_a_report_that_names_its_organ_only_in_the_title_has_nothing_to_compare() -> None:
    assert state(one_own_name, report("青禾县教育局")) == "not_applicable"

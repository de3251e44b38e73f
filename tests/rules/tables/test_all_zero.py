"""OGI-T209: a table 2 of zeros only, where the organ or its text says that there was something."""

from __future__ import annotations

import pytest

from auditor.testing import full_findings, report_text, state
from auditor_rules.tables.all_zero import something_was_done

TOWN = "青禾县石桥镇人民政府"


def text(overview: str, organ: str = TOWN, year: int = 2023, **cells: str) -> str:
    title = f"{organ}{year}年政府信息公开工作年度报告"
    figures = {f"disclosure.{row}": figure for row, figure in cells.items()}
    return report_text(year, title=title, sections={"overview": overview}, cells=figures)


@pytest.mark.parametrize(
    ("overview", "quoted"),
    [
        ("全年作出行政处罚决定5件。", "行政处罚决定5件"),
        ("本年度共办理行政许可12件。", "办理行政许可12件"),
        ("全年制发规范性文件2件。", "制发规范性文件2件"),
        ("本年行政事业性收费3.2万元。", "行政事业性收费3.2万元"),
        ("通过网站公开行政处罚信息10条。", "行政处罚信息10条"),
        ("公示行政许可和行政处罚信息共32条。", "行政许可和行政处罚信息共32条"),
        ("主动公开36条行政许可信息。", "36条行政许可信息"),
        ("公开行政许可、行政处罚决定信息15余条。", "行政处罚决定信息15余条"),
    ],
)
def test_an_overview_that_counts_something_makes_zeros_a_question(overview: str, quoted: str) -> None:
    (found,) = full_findings(something_was_done, text(overview))

    assert (found.severity, found.confidence) == ("review", "medium")
    assert found.message.zh.startswith("表二10个数据全部为0，但总体情况称“")
    assert quoted in found.message.zh
    assert quoted in found.quotes[0].text


@pytest.mark.parametrize(
    "organ", ["青禾县公安局", "青禾县市场监督管理局", "云泽市生态环境局", "青禾县交通运输局", "青禾县应急管理局"]
)
def test_zeros_of_an_enforcing_department_are_a_question(organ: str) -> None:
    (found,) = full_findings(something_was_done, text("工作平稳。", organ, 2020))

    assert found.message.zh == f"表二22个数据全部为0，但{organ}承担行政许可、行政处罚职责"


@pytest.mark.parametrize(
    "overview",
    [
        "本镇编制办事指南和权责清单，主动公开政策性文件7条。",
        "本年度未制发规范性文件，未作出行政处罚。",
        "公开行政许可事项清单12项、行政处罚流程图3张。",
        "公开行政许可信息0条。",
        "主动公开信息181条，政务动态28条。",
        "全年作出行政许可决定0件，行政处罚0件。",
        "上年度作出行政处罚决定5件。",
    ],
)
def test_zeros_of_a_town_whose_text_says_nothing_else_pass(overview: str) -> None:
    assert state(something_was_done, text(overview)) == "pass"


def test_a_table_with_any_figure_or_a_blank_is_no_table_of_zeros() -> None:
    assert state(something_was_done, text("全年作出行政处罚决定5件。", licence="1")) == "pass"
    assert state(something_was_done, text("全年作出行政处罚决定5件。", licence="")) == "pass"


@pytest.mark.parametrize("organ", ["青禾县教育局", "石桥街道办事处", "青禾县人民政府办公室"])
def test_zeros_of_another_organ_pass(organ: str) -> None:
    assert state(something_was_done, text("工作平稳。", organ)) == "pass"

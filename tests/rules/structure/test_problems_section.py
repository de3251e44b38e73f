"""OGI-S114: section five names problems and what will be done about them."""

from __future__ import annotations

import pytest

from auditor.testing import findings, report_text, state
from auditor_rules.structure.problems_section import problems_named

FAULT = "公开内容不够丰富，政策解读形式单一，工作人员业务能力有待提高，信息更新不及时。"
MEASURE = "下一步将加强业务培训，丰富解读形式，压实工作责任，及时更新各类信息，做好公开工作。"


def problems(prose: str) -> str:
    return report_text(sections={"problems": prose})


def severities(prose: str) -> list[str]:
    return [found.split(" ")[1] for found in findings(problems_named, problems(prose))]


def test_nothing_is_an_error() -> None:
    text = problems("无。")
    assert findings(problems_named, text) == [f"{text.split(chr(10)).index('无。') + 1}: error 第五部分没有实质内容"]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("无", ["error"]),
        ("暂无。", ["error"]),
        ("", ["error"]),
        ("（无）", ["error"]),
        ("/", ["error"]),
        ("没有。", ["error"]),
        ("本年度不存在问题。", ["warning"]),
        ("公开不及时，将改进。", ["warning"]),
        ("（一）存在的主要问题\n（二）改进措施", ["error"]),
        ("（一）存在的主要问题\n公开不及时。\n（二）改进措施\n加强培训。", ["warning"]),
        (FAULT, ["review"]),
        (MEASURE, ["review"]),
        (FAULT + MEASURE, []),
        (
            f"（一）存在的主要问题\n1.公开内容偏少，形式单一。\n2.更新速度慢，时效不强。\n（二）改进措施\n1.{MEASURE}",
            [],
        ),
        (f"主要问题：一是{FAULT}改进措施：一是{MEASURE}", []),
        ("从全年看，公开的时效与群众期盼还有差距，解读形式偏少。今后，我镇将丰富解读形式，及时更新。", []),
    ],
)
def test_how_much_is_said_decides(prose: str, expected: list[str]) -> None:
    assert severities(prose) == expected


def test_a_heading_counts_only_with_text_under_it() -> None:
    assert severities(f"（一）存在的主要问题\n{FAULT}\n（二）改进措施") == ["review"]


def test_name_and_date_beneath_the_report_are_no_content() -> None:
    text = report_text(sections={"problems": "无。"}, without=["other"]) + "青禾县石桥镇人民政府\n2024年1月20日\n"
    assert [found.split(" ")[1] for found in findings(problems_named, text)] == ["error"]


def test_a_missing_section_is_another_rules_finding() -> None:
    assert state(problems_named, report_text(without=["problems"])) == "not_applicable"


@pytest.mark.parametrize(
    "problems",
    [
        "个别村的公示栏位置偏僻，村民看到的时间偏晚。已着手把公示栏移到村口，每月拍照备查。",
        "栏目之间互相重复，查找同一份文件要点开好几层，用起来很不便。明年拟合并同类栏目。",
        "因人手有限，依申请公开的答复往往压到期限末尾才发出。我镇打算增加一名专人，提前三天催办。",
        "一些老旧文件没有电子版，群众难以在网上查到。今后按年份分批补录，先补近五年的。",
        "解读材料多是照搬原文，图表偏少，群众看不懂。计划每季度做一期问答，请业务科室自己讲。",
    ],
)
def test_fault_and_measure_in_other_words_pass(problems: str) -> None:
    assert findings(problems_named, report_text(sections={"problems": problems})) == []


@pytest.mark.parametrize(
    "problems",
    [
        "公开的时效性有待进一步提高，解读的形式有待进一步丰富，队伍建设有待进一步加强，制度落实还不到位。",
        "信息更新较慢，栏目之间内容重复，个别单位对公开工作重视不够，规范程度不高，制度落实不到位。",
    ],
)
def test_what_is_still_to_be_done_is_no_measure(problems: str) -> None:
    (found,) = findings(problems_named, report_text(sections={"problems": problems}))
    assert found.endswith("第五部分只写问题，未见改进措施")

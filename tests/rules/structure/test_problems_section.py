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

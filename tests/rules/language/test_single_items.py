"""OGI-L802: a list that begins at 一是 goes on."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.language.single_items import more_than_one


def problems(prose: str) -> str:
    """Return a report with this prose in section five, from line 5 on."""
    return report_text(2020, sections={"problems": prose}, without=("disclosure", "requests", "appeals"))


def test_a_lone_first_item_is_left_to_a_person() -> None:
    assert findings(more_than_one, problems("主要不足：一是人手不够，培训不多。")) == [
        "5: review 列举只有“一是”，没有“二是”"
    ]


def test_the_clause_is_quoted_and_the_second_item_expected() -> None:
    (found,) = full_findings(more_than_one, problems("我镇存在以下不足。一是公开内容更新不够及时。"))
    assert (found.expected, found.quotes[0].text) == ("二是", "我镇存在以下不足。一是公开内容更新不够及时。")


def test_each_sub_section_is_looked_at_by_itself() -> None:
    prose = "（一）存在问题\n一是人手不足。二是培训不够。\n（二）改进措施\n一是加强培训。"
    assert findings(more_than_one, problems(prose)) == ["8: review 列举只有“一是”，没有“二是”"]


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("一是人手不足。二是培训不够。", id="two items"),
        pytest.param("一是人手不足。\n二是培训不够。", id="one to a paragraph"),
        pytest.param("一是人手不足。二是培训不够。一是增加人手。", id="a list that begins anew"),
        pytest.param("一是人手不足。一是培训不够。", id="a list of first items"),
        pytest.param("（一）问题\n一是人手不足。\n（二）措施\n二是培训不够。", id="going on in the next sub-section"),
        pytest.param("一是人手不足；二要加强培训。", id="a second item in other words"),
        pytest.param("一是人手不足，其二培训不够。", id="其二"),
        pytest.param("一是人手不足。此外，培训不够。", id="此外"),
        pytest.param("统一是要求，唯一是办法。", id="no first item at all"),
        pytest.param("解决的办法之一是加强培训。", id="之一是"),
    ],
)
def test_these_are_in_order(prose: str) -> None:
    assert findings(more_than_one, problems(prose)) == []


def test_a_report_without_enumerations_is_no_subject() -> None:
    assert state(more_than_one, problems("公开的时效有待提高，将加强培训。")) == "not_applicable"

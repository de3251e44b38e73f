"""What running text states of the figures in the tables, whatever the tables say."""

from __future__ import annotations

import pytest

from auditor.testing import bound, report_text
from auditor_rules.prose.statements import statements


def stated(sentence: str, organ: str = "青禾县水利局") -> list[str]:
    """Return what a sentence states, as metric=number."""
    text = report_text(title=f"{organ}2023年政府信息公开工作年度报告", sections={"overview": sentence})
    found = [statement for family in statements(bound(text)).values() for statement in family]
    found = [statement for statement in found if statement.span.section == "overview"]
    found.sort(key=lambda statement: (statement.span.col or 0, statement.family))
    return [f"{'+'.join(statement.metrics)}={statement.number}" for statement in found]


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        (
            "全年新收政府信息公开申请23件，上年结转2件，办结24件，结转下年度1件。",
            ["received=23", "carried_in=2", "processed=24", "carried_out=1"],
        ),
        (
            "共接到依申请公开48件，其中予以公开20件、部分公开6件、不予公开3件，其他处理2件。",
            ["received=48", "granted=20", "partial=6", "denied=3", "other_handling=2"],
        ),
        (
            "2023年收到信息公开申请9起，比2022年（14起）下降35.7%，答复9起。",
            ["received=9", "processed=9"],
        ),
        ("对受理的政府信息公开申请5件，3件予以公开，2件部分公开。", ["received=5", "granted=3", "partial=2"]),
        (
            "政府信息公开行政复议3件，其中结果维持2件、结果纠正1件；行政诉讼2件，其中未经复议直接起诉1件、复议后起诉1件。",
            ["reviews=3", "reviews.upheld=2", "reviews.corrected=1", "suits=2", "suits_direct=1", "suits_after=1"],
        ),
        (
            "全年制发行政规范性文件2件，废止1件，现行有效16件。",
            ["normative.made=2", "normative.repealed=1", "normative.valid=16"],
        ),
        ("作出行政许可决定40件、行政处罚决定7件、行政强制决定1件。", ["licence=40", "penalty=7", "coercion=1"]),
        ("申请、行政复议、行政诉讼，均未发生。", []),
        ("政府信息公开申请、行政复议、行政诉讼均为0件。", ["appeals=0", "received=0"]),
        ("我局政府信息公开申请零申请、零复议、零诉讼。", ["appeals=0", "received=0"]),
        ("收到申请3件；依申请公开工作规范。", ["received=3"]),
        ("收到救助申请3件。", []),
    ],
)
def test_each_number_is_given_its_subject(sentence: str, claims: list[str]) -> None:
    assert stated(sentence) == claims


@pytest.mark.parametrize(
    "sentence",
    [
        "上半年，收到政府信息公开申请3件。",
        "2022年，收到政府信息公开申请3件。",
        "去年，共收到政府信息公开申请3件，答复3件。",
        "下一步，力争受理政府信息公开申请3件以内。",
        "截至2023年10月底，收到政府信息公开申请3件。",
        "自条例施行以来，收到政府信息公开申请300件。",
    ],
)
def test_another_time_speaks_of_no_figure_of_the_table(sentence: str) -> None:
    assert stated(sentence) == []


def test_this_year_ends_what_was_said_of_another() -> None:
    assert stated("2022年收到政府信息公开申请5件，2023年收到政府信息公开申请8件。") == ["received=8"]


def test_a_wider_region_is_not_an_office() -> None:
    assert stated("全县收到政府信息公开申请50件，上年结转3件，办结51件。") == []


def test_it_is_for_its_government() -> None:
    sentence = "全县收到政府信息公开申请50件，上年结转3件，办结51件。"
    assert stated(sentence, "青禾县人民政府") == ["received=50", "carried_in=3", "processed=51"]


@pytest.mark.parametrize(
    "organ", ["青禾县信访局", "青禾县市场监督管理局", "青禾县网络安全和信息化办公室", "青禾县投诉中心"]
)
def test_an_organs_own_name_narrows_nothing(organ: str) -> None:
    assert stated(f"{organ}收到政府信息公开申请5件，答复5件。", organ) == ["received=5", "processed=5"]
    assert stated(f"2023年，{organ}未收到政府信息公开申请。", organ) == ["received=0"]


def test_what_is_joined_on_says_nothing_of_the_number_before() -> None:
    assert stated("收到依申请公开7件以及上级转办2件。") == ["received=7"]


def test_a_bare_number_needs_its_paragraph() -> None:
    assert stated("（二）依申请公开\n全年办结7件。") == ["processed=7"]
    assert stated("（四）平台建设\n全年办结7件。") == []


def test_a_number_belongs_to_what_was_spoken_of_last() -> None:
    assert stated("收到政府信息公开申请7件。12345热线转办诉求300件。全年办结290件。") == ["received=7"]


def test_a_count_may_look_like_the_hotlines_number() -> None:
    assert stated("收到政府信息公开申请12345件。全年办结12319件。") == ["received=12345", "processed=12319"]

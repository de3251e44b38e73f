"""OGI-D611: a report speaks of nothing that its year could not know, or had long left behind."""

from __future__ import annotations

import pytest

from auditor.testing import findings, report_text
from auditor_rules.dates.anachronisms import of_its_time


def overview(prose: str, year: int) -> str:
    return report_text(year, sections={"overview": prose})


def test_a_congress_that_had_not_met_is_for_review() -> None:
    assert findings(of_its_time, overview("深入学习贯彻党的二十大精神，做好公开工作。", 2020)) == [
        "3: review 2020年度报告出现“党的二十大”：党的二十大于2022年10月召开"
    ]


@pytest.mark.parametrize(
    ("prose", "year"),
    [
        ("深入学习贯彻党的二十大精神。", 2021),
        ("学习二十大报告。", 2019),
        ("贯彻党的二十届三中全会精神。", 2023),
        ("贯彻党的二十届四中全会精神。", 2024),
        ("贯彻二十届二中全会精神。", 2021),
        ("更新精准脱贫信息。", 2022),
        ("整改问题19个。聚焦精准脱贫工作，及时公布帮扶措施。", 2023),
        ("问题已整改到位。围绕打赢脱贫攻坚战，公开帮扶政策。", 2023),
        ("结合党史学习教育开展公开工作。", 2019),
        ("坚决打赢脱贫攻坚战。", 2023),
        ("结合党纪学习教育推进公开。", 2022),
        ("贯彻十九届六中全会精神。", 2020),
        ("为决胜全面建成小康社会提供保障。", 2022),
    ],
)
def test_words_of_another_time_are_found(prose: str, year: int) -> None:
    assert len(findings(of_its_time, overview(prose, year))) == 1


@pytest.mark.parametrize(
    ("prose", "year"),
    [
        ("深入学习贯彻党的二十大精神。", 2022),
        ("以优异成绩迎接党的二十大胜利召开。", 2021),
        ("喜迎党的二十大，做好公开。", 2021),
        ("贯彻党的二十届二中全会精神。", 2022),
        ("贯彻党的二十届三中全会精神。", 2024),
        ("精准脱贫栏目公开信息14条。", 2022),
        ("精准脱贫14条、教育类20条。", 2022),
        ("推进精准脱贫信息公开。", 2020),
        ("巩固拓展脱贫攻坚成果同乡村振兴有效衔接。", 2023),
        ("打赢脱贫攻坚战后，公开重点转向乡村振兴。", 2022),
        ("开展二十大类事项公开。", 2020),
        ("列入第二十大重点任务。", 2020),
        ("贯彻党的十九大精神。", 2020),
    ],
)
def test_words_that_fit_their_year_and_names_that_live_on_are_let_pass(prose: str, year: int) -> None:
    assert findings(of_its_time, overview(prose, year)) == []

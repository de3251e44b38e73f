"""What an organ wrote itself, without names, numbers and what every report has."""

from __future__ import annotations

import pytest

from auditor.testing import bound
from auditor_rules.across.passages import written
from tests.rules.across.reports import TOWN, report


def own(text: str, organ: str = TOWN) -> str:
    return written(bound(report(organ, sections={"problems": text}))).passages["problems"].text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("我镇公开12件。", "公开件"),
        ("全县各级机关", "各级机关"),
        ("青禾县石桥镇人民政府网站", "网站"),
        ("石桥镇人民政府与青禾县", "与"),
        ("“石桥发布”公众号", "发布公众号"),
        ("镇政府、局机关和县直部门", "政府机关和直部门"),
        ("二〇二三年公开", "年公开"),
        ("城镇和社区", "城镇和社区"),
        ("本报告由党政办编制。加强培训。", "加强培训"),
        ("统计期限为全年；仍有不足。", "仍有不足"),
        ("（一）存在问题\n仍有不足。", "仍有不足"),
        ("（一）仍有不足。培训不够。", "一仍有不足培训不够"),
    ],
)
def test_names_numbers_headings_and_boilerplate_are_taken_out(text: str, left: str) -> None:
    assert own(text) == left


def test_a_departments_short_name_is_a_name() -> None:
    assert own("水务局将改进", "青禾县水务局") == "将改进"


def test_tables_and_section_titles_are_no_writing() -> None:
    passages = written(bound(report())).passages

    assert set(passages) == {"problems", "overview"}
    assert "总体情况" not in passages["overview"].text
    assert passages["problems"].text.startswith("一年来政策解读")


def test_its_place_is_the_first_words_as_printed() -> None:
    text = report(sections={"problems": "（一）存在问题\n仍有不足。"})
    passage = written(bound(text)).passages["problems"]

    assert passage.quote.text == "仍有不足。"
    assert text.split("\n")[(passage.quote.line or 0) - 1] == "仍有不足。"


def test_its_length_counts_marks_as_well() -> None:
    assert written(bound(report(sections={"problems": "仍有不足。 我镇12件，"}))).passages["problems"].length == 7


def test_the_name_beneath_stands_in_for_one_in_the_title() -> None:
    unnamed = report("") + "青禾县水务局\n2024年1月15日\n"

    assert (written(bound(unnamed)).organ, written(bound(report(""))).organ) == ("青禾县水务局", None)

"""OGI-L814: no paragraph twice."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.language.repeated_paragraphs import no_paragraph_twice

PARAGRAPH = "本镇对照目录逐项公开信息，做到应公开尽公开。"


def said(prose: str) -> list[str]:
    return findings(no_paragraph_twice, report_text(sections={"overview": prose}))


def test_a_repeated_paragraph_is_a_warning_at_its_second_place() -> None:
    assert said(f"{PARAGRAPH}\n办好网站。\n{PARAGRAPH}") == [
        "5: warning 第3行的段落“本镇对照目录逐项公开信息，做到……”在第5行重复出现"
    ]


def test_both_places_are_quoted() -> None:
    (found,) = full_findings(no_paragraph_twice, report_text(sections={"overview": f"{PARAGRAPH}\n{PARAGRAPH}"}))
    assert [quote.place.line for quote in found.quotes] == [3, 4]


@pytest.mark.parametrize(
    "again",
    [
        pytest.param("　　" + PARAGRAPH, id="an indent"),
        pytest.param(PARAGRAPH.replace("，", ","), id="another comma"),
        pytest.param(PARAGRAPH.replace("。", ""), id="no stop"),
        pytest.param("（二）" + PARAGRAPH, id="a number before it"),
        pytest.param("2." + PARAGRAPH, id="an Arabic number before it"),
        pytest.param(PARAGRAPH.replace("逐项", "逐 项"), id="a space in it"),
    ],
)
def test_small_differences_of_layout_do_not_hide_it(again: str) -> None:
    assert len(said(f"（一）{PARAGRAPH}\n办好网站。\n{again}")) == 1


def test_a_paragraph_repeated_in_another_section_is_found() -> None:
    text = report_text(sections={"overview": PARAGRAPH, "other": PARAGRAPH})
    assert len(findings(no_paragraph_twice, text)) == 1


def test_three_places_are_one_finding() -> None:
    (found,) = said("\n".join([PARAGRAPH] * 3))
    assert "在第4、5行重复出现" in found


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("无。\n办好网站。\n无。", id="too short"),
        pytest.param("公开及时，内容全面。\n甲。\n公开及时，内容全面。", id="fewer than fifteen characters"),
        pytest.param(f"{PARAGRAPH}\n{PARAGRAPH.replace('本镇', '全镇')}", id="one word differs"),
        pytest.param(
            "青禾县石桥镇人民政府党政综合办公室\n2024年1月15日\n青禾县石桥镇人民政府党政综合办公室", id="names"
        ),
        pytest.param(
            "全年公开政府信息3条，收到申请1件，已办结。\n全年公开政府信息4条，收到申请1件，已办结。", id="numbers"
        ),
    ],
)
def test_these_are_in_order(prose: str) -> None:
    assert said(prose) == []


def test_a_report_of_names_only_is_no_subject() -> None:
    text = report_text(sections={"overview": "无。", "problems": "无。", "other": "无。"})
    assert state(no_paragraph_twice, text) == "not_applicable"

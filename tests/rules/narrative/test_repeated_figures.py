"""OGI-C513: one metric has one value."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.narrative.repeated_figures import one_value


def report(first: str, second: str) -> str:
    return report_text(sections={"overview": f"（一）主动公开\n{first}\n（四）平台建设\n{second}"})


def test_two_numbers_for_one_channel_are_a_warning() -> None:
    text = report("2023年，通过县政府网站公开信息754条。", "本年度县政府网站共公开各类信息1014条。")
    assert findings(one_value, text) == [
        "6: warning 同一指标前后不一：“通过县政府网站公开信息754条”，“本年度县政府网站共公开各类信息1014条”"
    ]


def test_both_places_are_quoted() -> None:
    (found,) = full_findings(one_value, report("主动公开政府信息754条。", "全年累计主动公开信息760条。"))
    assert [(quote.place.line, quote.text) for quote in found.quotes] == [
        (4, "主动公开政府信息754条"),
        (6, "全年累计主动公开信息760条"),
    ]
    assert (found.expected, found.actual) == ("754", "760")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("主动公开政府信息754条。", "全年主动公开信息754条。", id="the same number"),
        pytest.param("主动公开政府信息754条。", "全年主动公开信息750余条。", id="a rounded one"),
        pytest.param("县政府网站公开信息754条。", "水利局网站公开信息100条。", id="two sites"),
        pytest.param("“青禾发布”微信公众号发布信息120条。", "“青禾教育”微信公众号发布信息30条。", id="two accounts"),
        pytest.param("微信公众号发布信息120条。", "微信公众号发布视频30条。", id="two things"),
        pytest.param("县政府网站公开信息754条。", "上半年县政府网站公开信息300条。", id="half a year"),
        pytest.param("县政府网站公开信息754条。", "2022年县政府网站公开信息600条。", id="another year"),
        pytest.param("县政府网站公开信息754条。", "其中县政府网站公开信息300条。", id="a part"),
        pytest.param("县政府网站公开信息754条。", "民生领域县政府网站公开信息300条。", id="one field"),
        pytest.param("县政府网站公开信息754条。", "县政府网站公开信息12期。", id="another unit"),
        pytest.param("县政府网站公开信息754条。", "县政府网站新增公开信息54条。", id="new ones"),
        pytest.param("开展培训3次。", "开展培训5次。", id="nothing made public"),
    ],
)
def test_other_pairs_pass(first: str, second: str) -> None:
    assert findings(one_value, report(first, second)) == []


def test_a_report_that_counts_nothing_made_public_has_nothing_to_compare() -> None:
    assert state(one_value, report("健全机制。", "加强维护。")) == "not_applicable"

"""OGI-L811: what intruders plant, and what a report rightly says of them."""

from __future__ import annotations

import pytest

from auditor.engine.assess import assess
from auditor.testing import bound, findings, full_findings, report_text, state
from auditor_rules.language.foreign_content import nothing_injected


def said(prose: str) -> list[str]:
    return findings(nothing_injected, report_text(sections={"overview": prose}))


def test_an_advertisement_is_a_warning() -> None:
    assert said("青禾县和记娱乐场人民政府做好公开。") == ["3: warning 疑似被植入的内容：“和记娱乐”"]


def test_what_comes_several_times_is_one_finding() -> None:
    (found,) = full_findings(nothing_injected, report_text(sections={"overview": "百家乐做好公开。\n百家乐更新栏目。"}))
    assert found.message.zh == "疑似被植入的内容：“百家乐”（2处）"
    assert [quote.place.line for quote in found.quotes] == [3, 4]


@pytest.mark.parametrize(
    "prose",
    [
        "青禾县uedbet体育做好公开。",
        "365BETAPP官网人民政府办公室。",
        "线上赌场官网欢迎您，做好公开。",
        "真人荷官在线，做好公开。",
        "开云体育平台做好公开工作。",
        "成人视频免费做好公开。",
        "注册送彩金，公开信息3条。",
        "代开发票电话13，公开信息3条。",
        "公开信息<span style='x'>3条。",
        "公开信息&nbsp;3条。",
        "javascript:void(0)公开信息3条。",
        "公开信息</p>",
    ],
)
def test_advertisements_and_page_code_are_found(prose: str) -> None:
    assert all(": warning " in found for found in said(prose))
    assert said(prose)


@pytest.mark.parametrize(
    "prose",
    [
        "依法整治歌舞娱乐场所3家，公布检查结果。",
        "查处网上赌博案件3起，捣毁地下赌场2处，收缴老虎机5台。",
        "公开体育彩票、福利彩票公益金使用情况。",
        "建设全民健身平台，开放体育场馆，发布体育平台建设信息。",
        "开展打击跨境博彩专项行动，防范裸聊诈骗、刷单兼职诈骗。",
        "税务窗口代开发票业务、申请代开发票流程已公开。",
        "电子游艺厅审批信息3条，注册送达地址公开。",
        "公开率>95%，响应时间<3天。",
        "网址为https://www.qinghe.example/a?b=1&amp;c=2。",
        "清理办证刻章小广告，查处仿真枪案件。",
    ],
)
def test_what_a_report_rightly_says_passes(prose: str) -> None:
    assert said(prose) == []


def test_the_auditors_own_words_are_looked_for_too() -> None:
    report = bound(report_text(sections={"overview": "青禾大转盘，公开信息3条。"}))
    report.options = {"words": {"foreign_content": ["青禾大转盘"]}}
    assert assess(nothing_injected, report).state.value == "fail"


def test_every_line_of_the_running_text_was_looked_at() -> None:
    assert state(nothing_injected, report_text()) == "pass"


@pytest.mark.parametrize(
    "prose",
    ["我局以bet36体育投注：思想为指导。", "召开2024欧洲杯在哪投注会2场。", "建好青禾县德赢VWIN门户网站。"],
)
def test_what_a_hijacked_page_puts_in_the_place_of_words_is_found(prose: str) -> None:
    assert findings(nothing_injected, report_text(sections={"overview": prose})) != []


@pytest.mark.parametrize(
    "prose",
    ["公开福利彩票投注站名单。", "公安机关查处非法网络投注案件3起。", "公开体彩投注额。", "betting与alphabet系列。"],
)
def test_lotteries_and_raids_are_told_of(prose: str) -> None:
    assert findings(nothing_injected, report_text(sections={"overview": prose})) == []


def test_words_that_stand_together_are_one_finding() -> None:
    prose = "bet36体育投注在首行。\n建好德赢VWIN网站。"
    assert len(findings(nothing_injected, report_text(preamble=prose))) == 2

"""OGI-D604: figures are of the year, not “up to now”."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text
from auditor_rules.dates.open_ended import period_closed


def overview(prose: str) -> str:
    return report_text(sections={"overview": prose})


def test_a_count_up_to_now_is_for_review() -> None:
    assert findings(period_closed, overview("截至目前，共公开信息56条。")) == [
        "3: review “截至目前”没有明确的截止日期，数据应截至12月31日"
    ]


def test_the_sentence_is_quoted_from_the_open_words_on() -> None:
    (found,) = full_findings(period_closed, overview("我镇办理规范。截至目前，未收到信息公开申请。"))
    assert [quote.text for quote in found.quotes] == ["截至目前，未收到信息公开申请。"]
    assert found.place.col == 8


@pytest.mark.parametrize(
    "prose",
    [
        "截止目前，我局共公开信息56条。",
        "截至目前，公众号关注人数达1.2万人。",
        "截止到目前，累计发布信息230篇。",
        "截至现在，没有收到依申请公开。",
        "截至今日，收到申请2件。",
        "截至今，共受理申请1件。",
        "自成立至今，共公开文件12份。",
        "我镇至今未收到政府信息公开申请。",
        "到目前为止，未发生因信息公开引起的行政复议和行政诉讼。",
        "目前为止，已公开信息36条。",
        "截至发稿，共办结申请5件。",
        "截至本报告发布之日，共公开信息66条。",
        "截至目前，共制发规范性文件三件。",
        "近期公开惠农补贴信息20条。",
        "截至目前，行政复议0件，行政诉讼0件。",
        "我镇截至目前，未收到公民、法人或者其他组织提出的政府信息公开申请。",
        "截至目前，我镇无政府信息公开申请。",
    ],
)
def test_open_ends_before_figures_are_found(prose: str) -> None:
    assert len(findings(period_closed, overview(prose))) == 1


@pytest.mark.parametrize(
    "prose",
    [
        "截至12月31日，共公开信息56条。",
        "截至2023年底，共公开信息56条。",
        "截止2023年12月31日，共公开56条。",
        "截至今年12月31日，收到申请2件。",
        "截至今年底，收到申请2件。",
        "截至目前，各项任务已全部完成。",
        "截至目前，网站运行平稳，栏目更新及时。",
        "时至今日，公开理念深入人心，全年公开信息20条。",
        "目前，我镇共有政务新媒体2个。",
        "近期将开展业务培训，全年组织培训2期。",
        "当前，公开渠道还不够丰富。",
        "全年公开信息56条。",
        "收到目前居住在外地的居民来信。",
    ],
)
def test_days_and_sentences_without_figures_are_let_pass(prose: str) -> None:
    assert findings(period_closed, overview(prose)) == []


def test_what_is_said_of_problems_is_no_figure() -> None:
    text = report_text(
        sections={"problems": "部分栏目至今没有更新，情况不理想，公开时效有待提高。下一步将加强检查督促。"}
    )
    assert findings(period_closed, text) == []


@pytest.mark.parametrize(
    "prose",
    [
        "目前共主动公开政府信息73条，其中网站公开52条。",
        "2023年，我局推进公开。目前，我局已累计公开信息300条。",
        "（二）依申请公开。目前收到政府信息公开申请2件。",
        "一是推进公开，目前已发布政策解读12篇。",
    ],
)
def test_now_with_what_was_done_is_open_ended(prose: str) -> None:
    (found,) = findings(period_closed, report_text(sections={"overview": prose}))
    assert ": review “目前”没有明确的截止日期" in found


@pytest.mark.parametrize(
    "prose",
    [
        "目前设有政务公开专栏12个。",
        "目前，我镇共有工作人员2名负责信息公开。",
        "网站目前开设栏目15个，方便公众查询。",
        "目前，公开内容还不够全面。",
        "目前公开栏已建成3处。",
        "截至12月31日，目前标准已全部公开。",
    ],
)
def test_now_with_what_there_is_passes(prose: str) -> None:
    assert findings(period_closed, report_text(sections={"overview": prose})) == []

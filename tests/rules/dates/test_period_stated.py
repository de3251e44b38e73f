"""OGI-D602: the report says what period its figures are of."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.dates.period_stated import period_stated


def test_a_report_without_a_period_is_for_review() -> None:
    assert findings(period_stated, report_text()) == ["1: review 全文未说明数据的统计期限"]


def test_the_introduction_that_should_state_it_is_pointed_at() -> None:
    text = report_text(preamble="根据条例编制本报告。\n如有疑问，请与本单位联系。")
    (found,) = full_findings(period_stated, text)
    assert (found.place.line, [quote.place.line for quote in found.quotes]) == (2, [2, 3])


@pytest.mark.parametrize(
    "sentence",
    [
        "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
        "统计时间为2023年1月1日至12月31日。",
        "数据统计周期：2023年全年。",
        "本报告数据统计时限为2023年度。",
        "报告中数据自2023年1月1日起至12月31日止。",
        "所列数据从2023年1月1日到12月31日。",
        "报告期限为2023年1月1日至12月31日。",
        "本报告涵盖2023年1月1日至2023年12月31日的工作情况。",
        "（2023年1月1日至2023年12月31日）",
        "报告中2023年1月1日至12月31日的统计数据均来自台账。",
        "统计期为2023年1月1日—12月31日。",
        "数据期间：2023.1.1-2023.12.31。",
        "所列数据截止日期为2023年12月31日。",
        "统计区间为2023年1月1日～2023年12月31日。",
        "本报告中所列数据的期限是2023年1月1日至2023年12月31日。",
        "本报告数据统计从2023年1月至12月31日。",
        "全文反映了2023年1月1日至12月31日本镇开展公开工作的情况。",
        "内容覆盖石桥镇2023年1月1日到2023年12月31日期间的工作。",
        "现将本镇政府信息公开工作（2023年1月1日—12月31日）报告如下。",
        "报告所述为2023年1月1日起至同年12月31日止本镇的有关工作。",
        "所用数据均统计到2023年12月31日。",
        "以下为2023年度全镇数据。",
    ],
)
@pytest.mark.parametrize("where", ["preamble", "overview"])
def test_ways_of_stating_the_period_are_understood(sentence: str, where: str) -> None:
    text = report_text(preamble=sentence) if where == "preamble" else report_text(sections={"overview": sentence})
    assert state(period_stated, text) == "pass"


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年1月1日至12月31日，我镇收到申请2件。",
        "从2023年1月1日至12月31日，网站共发布信息48条。",
        "2023年，我镇主动公开信息20条。",
        "我镇对公开数据进行了统计。",
        "自3月起开展专项检查，至6月结束。",
    ],
)
def test_the_period_of_one_figure_is_none_of_the_report(sentence: str) -> None:
    assert state(period_stated, report_text(sections={"overview": sentence})) == "review"

"""OGI-N708: one address, and one that opens."""

from __future__ import annotations

import time

import pytest

from auditor.engine.assess import assess
from auditor.testing import bound, findings, full_findings, report_text, state
from auditor_rules.names.web_addresses import one_address


def overview(prose: str) -> str:
    return report_text(sections={"overview": prose})


def said(prose: str) -> list[str]:
    return findings(one_address, overview(prose))


def test_one_address_under_two_domains_is_a_warning() -> None:
    assert said("网址：www.qinghe.gov.cn。\n登录http://www.qingher.gov.cn/zfxxgk/查阅。") == [
        "3: warning 网址域名写法不一：“qinghe.gov.cn”（1处）、“qingher.gov.cn”（1处）"
    ]


def test_both_addresses_are_quoted() -> None:
    prose = "网址：www.qinghe.gov.cn。\n登录http://www.qingeh.gov.cn/zfxxgk/查阅。"
    (found,) = full_findings(one_address, overview(prose))
    assert [(quote.place.line, quote.place.col, quote.text) for quote in found.quotes] == [
        (3, 4, "www.qinghe.gov.cn"),
        (4, 10, "www.qingeh.gov.cn"),
    ]


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("www.qinghe。gov.cn", "含有中文句号"),
        ("www.qinghe.gov。cn", "含有中文句号"),
        ("http://www．qinghe．gov．cn", "含有全角字符"),
        ("ｗｗｗ．ｑｉｎｇｈｅ．gov.cn", "含有全角字符"),
        ("wwwqinghe.gov.cn", "“www”后缺少点"),
        ("ww.qinghe.gov.cn", "“www”有误"),
        ("www.qinghegov.cn", "“gov.cn”前后缺少点"),
        ("www.qinghe.govcn", "“gov.cn”前后缺少点"),
        ("http://qinghegov.cn/zfxxgk", "“gov.cn”前后缺少点"),
        ("www..qinghe.gov.cn", "两个连续的点"),
        ("www.qinghe,gov.cn", "用逗号代替了点"),
        ("www.qinghegovcn", "缺少点"),
    ],
)
def test_a_host_that_cannot_be_opened_is_a_warning(printed: str, words: str) -> None:
    (found,) = said(f"报告电子版可在政府网站（{printed}）下载。")
    assert found.startswith("3: warning 网址“")
    assert words in found


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("登录http://www.qinghe.gov.cn或https://qinghe.gov.cn/zfxxgk/查阅。", id="scheme, www and path"),
        pytest.param("教育局jyj.qinghe.gov.cn、统计局tjj.qinghe.gov.cn。", id="sites of several bureaus"),
        pytest.param("www.cq.gov.cn、www.gd.gov.cn。", id="abbreviations of places"),
        pytest.param(
            "省政府网站（www.qinghe.gov.cn）、市政府网站（www.qinghu.gov.cn）。", id="sites of two governments"
        ),
        pytest.param("中国政府网www.gov.cn。", id="the state's own site"),
        pytest.param("邮箱：zwgk@qinghe.gov.cn，网址：www.qinghe.gov.cn。", id="an e-mail address"),
        pytest.param("网址为www.qinghe.gov.cn。APP已上线。", id="the stop of the sentence"),
        pytest.param("网址为www.qinghe.gov.cn，电话0123-4567890。", id="the comma of the sentence"),
        pytest.param("网站www.qinghe.gov.cn、微博weibo.com/qinghe。", id="another site altogether"),
        pytest.param("http://www.qinghe.example/zfxxgk/", id="another ending"),
        pytest.param("http://218.0.0.1/zfxxgk/和http://218.0.0.2:8080/", id="numbers for a host"),
    ],
)
def test_these_are_in_order(prose: str) -> None:
    assert said(prose) == []


def test_a_report_without_an_address_is_no_subject() -> None:
    assert state(one_address, report_text()) == "not_applicable"


def test_an_endless_address_takes_no_longer_than_its_length() -> None:
    took = []
    for length in (5_000, 20_000):
        report = bound(overview("www." + "a.b-" * (length // 4) + "。"))
        start = time.perf_counter()
        assess(one_address, report)
        took.append(time.perf_counter() - start)
    assert took[1] < 12 * took[0] + 0.05


def test_each_of_many_near_addresses_is_told_once() -> None:
    addresses = "、".join(f"www.qinghe{number}.gov.cn" for number in range(10, 40))
    found = findings(one_address, report_text(sections={"overview": f"网址{addresses}。"}))
    assert len(found) == 29

"""OGI-C511: a percentage is that of its numbers."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.narrative.shares import shares_right


def report(sentence: str, new: int = 60, total: int = 62, carried_in: int = 5) -> str:
    return report_text(
        sections={"overview": f"（二）依申请公开\n{sentence}"},
        cells={
            "requests.new.total": new,
            "requests.carried_in.total": carried_in,
            "requests.total.total": total,
        },
    )


def test_a_wrong_percentage_is_a_warning() -> None:
    assert findings(shares_right, report("予以公开31件，占办结总数的55%。")) == [
        "4: warning “占办结总数的55%”应为50.00%（31÷62×100%=50.00%）"
    ]


def test_one_that_fits_none_of_several_totals_names_one_of_them() -> None:
    assert findings(shares_right, report("收到申请62件，其中网络申请31件，占55%。"))[0].startswith(
        "4: warning “占55%”与正文及表格的任何合计都不符，如31÷62×100%=50.00%"
    )


def test_the_number_its_base_and_the_percentage_are_quoted() -> None:
    (found,) = full_findings(shares_right, report("予以公开31件，占办结总数的55%。"))
    assert [quote.text for quote in found.quotes] == ["予以公开31件", "62", "占办结总数的55%"]
    assert (found.expected, found.actual, found.formula) == ("50.00%", "55%", "31÷62×100%=50.00%")


def test_a_factor_of_a_hundred_is_an_error() -> None:
    assert findings(shares_right, report("收到申请60件，其中予以公开5件，占0.08%。"))[0].startswith("4: error")


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("予以公开31件，占办结总数的50%。", id="of those processed"),
        pytest.param("网络申请31件，占申请总数的51.7%。", id="of those received, rounded"),
        pytest.param("网络申请31件，占申请总数的51.6%。", id="cut off"),
        pytest.param("网络申请31件，占全部申请的47.69%。", id="with those carried in"),
        pytest.param("网络申请31件，占51.7%；信函申请29件，占48.3%。", id="no base named"),
        pytest.param("收到申请40件，其中网络申请30件，占75%。", id="the total in the text"),
        pytest.param("公开信息300条，其中网站180条，占60%，微信120条，占40%。", id="not of requests"),
        pytest.param("公开信息300条。其中网站180条，占比60%。", id="in the sentence before"),
        pytest.param("公开180条、微信120条，占比40%。", id="of the list it stands in"),
        pytest.param("网站发布180条，占60%；微信120条，占40%。共计300条。", id="the total behind"),
        pytest.param("公开信息300条，其中概况60条、动态120条，占总数的60%。", id="a sum of parts"),
        pytest.param("发布信息300条，占全县信息总量的5%。", id="of what the report does not hold"),
        pytest.param("网站公开信息300条，约占90%。", id="rounded"),
        pytest.param("网站、微信分别占60%、40%。", id="respectively"),
        pytest.param("公开信息较上年增长12%。", id="no share"),
        pytest.param("按期办结率100%。", id="a rate"),
        pytest.param("网站发布180条，占60%。", id="no total at all"),
    ],
)
def test_other_percentages_pass(sentence: str) -> None:
    assert findings(shares_right, report(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "网络申请31件，占申请总数的61.7%。",
        "收到申请60件，其中网络申请45件，占比70%。",
        "公开信息300条，其中网站180条，占62%，微信120条，占40%。",
        "公开信息300条。其中网站180条，占总量的65%。",
        "予以公开和部分公开共40件，占办结总数的45.2%。",
        "解读材料36篇，其中图解20篇，占比65.6%。",
    ],
)
def test_percentages_that_fit_no_base_are_found(sentence: str) -> None:
    assert len(findings(shares_right, report(sentence))) == 1


def test_a_lost_table_is_needed_only_where_the_text_does_not_tell() -> None:
    text = report_text(
        sections={"overview": "收到政府信息公开申请40件，其中网络申请30件，占75%。"}, without=("table:requests",)
    )
    assert state(shares_right, text) == "pass"
    assert state(shares_right, text.replace("75%", "85%")) == "not_assessable"


def test_five_of_sixty_is_worked_out_from_the_sixty() -> None:
    text = report_text(sections={"overview": "全年主动公开政府信息60条，其中政策文件5条，占总数的0.08%。"})
    assert findings(shares_right, text) == ["3: error “占总数的0.08%”应为8.33%（5÷60×100%=8.33%）"]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年办理申请76件，其中予以公开占50.0%、不予公开占7.9%。",
        "公开信息80条，动态类占40%，公告类占60%。",
    ],
)
def test_a_share_without_a_number_of_its_own_is_not_that_of_another(sentence: str) -> None:
    assert findings(shares_right, report_text(sections={"overview": sentence})) == []

"""OGI-C509, OGI-C510: the parts of a list add up to the number that they are parts of."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.narrative.parts import parts_fill, parts_fit


def report(sentence: str) -> str:
    return report_text(sections={"overview": sentence})


def test_parts_that_exceed_their_total_are_a_warning() -> None:
    assert findings(parts_fit, report("公开信息60条，其中概况10条，动态35条，公告20条。")) == [
        "3: warning 分项之和10+35+20=65，大于“公开信息60条”"
    ]


def test_the_total_and_every_part_are_quoted() -> None:
    (found,) = full_findings(parts_fit, report("公开信息60条，其中概况10条、动态35条、公告20条。"))
    assert [quote.text for quote in found.quotes] == ["公开信息60条", "概况10条", "动态35条", "公告20条"]
    assert (found.place.col, found.expected, found.actual) == (23, "60", "65")
    assert found.formula == "10+35+20 > 60"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("公开信息60条，其中概况10条，动态50条。", id="it adds up"),
        pytest.param("公开信息60条，其中网站40条，微信公众号20条，重点领域信息30条。", id="another view of the same"),
        pytest.param("公开信息60条，其中网站40条，重点领域信息30条。", id="parts of two kinds"),
        pytest.param("公开信息60条，其中网站公开60条，微信转发30条。", id="passed on"),
        pytest.param("公开信息60条，其中网站40条，公众号同步发布40条。", id="in both places"),
        pytest.param("公开信息60条，其中概况10条，动态50条，答复留言20条。", id="something new"),
        pytest.param("公开信息60条，其中概况10条，动态40条，解读视频20部。", id="another unit"),
        pytest.param("公开信息60条，其中概况10条（其中领导信息6条、机构信息4条），动态50条。", id="a list in brackets"),
        pytest.param("公开信息60条，其中概况10条，动态50条，其中要闻45条。", id="a nested list"),
        pytest.param("公开信息60条，比上年增加12条，其中概况10条，动态50条。", id="a difference before"),
        pytest.param("收到申请12件，其中自然人9件、法人3件，网上申请8件、信函4件。", id="applicants and channels"),
        pytest.param("收到申请12件，其中予以公开5件，部分公开7件，办结12件。", id="and processed"),
        pytest.param("公开信息60余条，其中概况10条，动态55条。", id="a rounded total"),
        pytest.param("公开信息60条，其中概况约10条，动态50余条。", id="rounded parts"),
        pytest.param("公开信息60条，其中概况10条，占16.7%，动态50条，占83.3%。", id="with shares"),
        pytest.param("召开会议3次，其中公开信息60条。", id="no number with that unit"),
        pytest.param("公开信息60条；其中网站40条，微信20条。", id="across a semicolon"),
    ],
)
def test_lists_that_do_not_contradict_their_total_pass(sentence: str) -> None:
    assert findings(parts_fit, report(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "公开信息60条，其中：概况10条，动态55条。",
        "公开信息60条。其中概况10条，动态55条。",
        "公开信息60条；其中概况10条，动态55条。",
        "公开信息60条，其中包括概况10条，动态55条。",
        "公开信息60余条，其中概况10条，动态65条。",
        "公开信息60条，其中概况10余条，动态55条。",
        "公开信息60条，其中概况10条，动态46条，公告4条，概况12条。",
        "共公开信息1,060条，其中网站1,015条，微信65条。",
        "收到申请12件，其中自然人申请9件、法人或其他组织申请4件。",
        "公开信息60条，其中动态70条。",
    ],
)
def test_parts_that_cannot_be_parts_are_found(sentence: str) -> None:
    assert len(findings(parts_fit, report(sentence))) == 1


def test_parts_that_leave_something_over_are_a_question() -> None:
    assert findings(parts_fill, report("公开信息60条，其中概况10条，动态30条，公告15条。")) == [
        "3: review 分项之和10+30+15=55，小于“公开信息60条”"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "公开信息60条，其中概况10条，动态30条，其他15条。",
        "公开信息60条，其中动态30条，其余15条。",
        "公开信息60条，其中概况10条，其他信息40条，内容更加丰富。",
        "公开信息60余条，其中概况10条，动态30条，公告15条。",
        "公开信息60条。其中概况10条，动态30条，公告15条。",
        "收到申请12件，其中予以公开5件、部分公开3件、不予公开2件。",
    ],
)
def test_a_list_that_claims_to_be_complete_is_compared(sentence: str) -> None:
    assert len(findings(parts_fill, report(sentence))) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("公开信息60条，其中概况10条，动态30条，公告等15条。", id="等"),
        pytest.param("公开信息60条，其中主要为概况10条，动态30条，公告15条。", id="主要"),
        pytest.param("公开信息60条，其中例如概况10条，动态30条，公告15条。", id="例如"),
        pytest.param("公开信息60条，其中重点领域概况10条，动态30条，公告15条。", id="重点"),
        pytest.param("公开信息60条，其中包括概况10条，动态30条，公告15条。", id="其中包括"),
        pytest.param("公开信息60条，其中动态30条。", id="a single part"),
        pytest.param("公开信息60条，其中概况10条，动态30条。", id="two parts"),
        pytest.param("公开信息60条，其中概况10条，动态30条，公告15条，群众反映良好。", id="the sentence goes on"),
        pytest.param("公开信息约60条，其中概况10条，动态30条，公告15条。", id="a rounded total"),
        pytest.param("公开信息60条，其中概况10余条，动态30余条，公告15条。", id="rounded parts"),
        pytest.param("网站公开信息60条，微信40条，其中概况10条，动态30条，公告15条。", id="two totals"),
        pytest.param("公开信息60条，其中概况10条，动态30条，公告20条。", id="it adds up"),
    ],
)
def test_lists_that_give_only_some_are_left_alone(sentence: str) -> None:
    assert findings(parts_fill, report(sentence)) == []


def test_a_report_without_a_list_has_nothing_to_add_up() -> None:
    assert state(parts_fit, report("公开信息60条，工作动态28条。")) == "not_applicable"
    assert state(parts_fill, report("公开信息60条，工作动态28条。")) == "not_applicable"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("公开信息60条（其中概况10条、动态30条、公告25条）。", id="in brackets"),
        pytest.param("公开信息60条（概况10条、动态30条、公告25条），更新及时。", id="in brackets without 其中"),
        pytest.param("公开信息60条，包括概况10条、动态30条、公告25条。", id="包括"),
        pytest.param("公开信息60条，具体为：概况10条、动态30条、公告25条。", id="具体为"),
        pytest.param("公开信息60条，其中概况10条；动态30条；公告25条。", id="over semicolons"),
        pytest.param(
            "发布信息60条，其中发布概况信息10条、组织开展活动信息30条、培训信息25条。",
            id="verbs before the thing counted",
        ),
        pytest.param("全年公开概况10条、动态30条、公告25条，共60条。", id="the total behind"),
        pytest.param(
            "网站公开信息40条、微信公开信息20条。其中概况50条、动态30条。", id="more than two totals together"
        ),
    ],
)
def test_lists_of_every_shape_are_added_up(sentence: str) -> None:
    assert len(findings(parts_fit, report(sentence))) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(
            "全年发布信息25条。其中年报1条、机构4条、动态5条，共10条；价格6条、项目9条，共15条。", id="subtotals"
        ),
        pytest.param("收到申请50件，上年结转2件，其中结转下年度7件，其余45件已答复。", id="with what was carried in"),
        pytest.param(
            "收到申请6件，4件网上提交，2件当面提交；个人的5件，单位的1件。其中5件已答复，1件转入下年。",
            id="parts of the first",
        ),
        pytest.param(
            "受理申请40件，其中，网络31件，占77.5%；信函9件，占22.5%。其中，公开34件、无法提供6件。",
            id="two lists of one total",
        ),
        pytest.param("网站75条、新媒体25条。其中概况60条、动态40条。", id="parts of the sum of two"),
        pytest.param("公开信息60条（比上年增加12条）。", id="a difference in brackets"),
        pytest.param("概况10条、动态50条，共60条。", id="the total behind fits"),
        pytest.param("举办活动3场、培训2场，回应60条，共举办宣传5次。", id="a sum of something else"),
    ],
)
def test_lists_that_add_up_to_some_number_pass(sentence: str) -> None:
    assert findings(parts_fit, report(sentence)) == []
    assert findings(parts_fill, report(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("公开信息96条。其中包括通知11条，动态27条，其他信息14条。", 1),
        ("公开信息31条。其中，政府网站动态8条，公示3条，报纸发布2条，电视发布6条。", 1),
        ("概况10条、动态30条，共60条。", 1),
        ("公开信息150条。其中涉及行政许可4条，行政处罚2条，行政强制1条。", 0),
    ],
)
def test_what_makes_a_list_complete(sentence: str, found: int) -> None:
    assert len(findings(parts_fill, report(sentence))) == found

"""OGI-L805: marks in pairs, one at a time, full width, and one at the end."""

from __future__ import annotations

import time

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.language.paired_marks import balanced, lonely
from auditor_rules.language.punctuation import marks_in_order


def overview(prose: str) -> str:
    """Return a report with this prose in section one, from line 3 on."""
    return report_text(sections={"overview": prose})


def said(prose: str) -> list[str]:
    return findings(marks_in_order, overview(prose))


def test_a_name_without_its_left_quote_is_a_warning() -> None:
    assert said("通过青禾微讯”微信公众号公开信息3条。") == [
        "3: warning “通过青禾微讯”微信公众号公开信息3条。”中的“””缺少与之配对的““”"
    ]


def test_the_finding_points_to_the_lonely_mark() -> None:
    (found,) = full_findings(marks_in_order, overview("通过“青禾微讯微信公众号公开。"))
    assert (found.place.col, found.actual, found.expected) == (3, "“", "”")


@pytest.mark.parametrize(
    ("prose", "severity", "words"),
    [
        ("依据《青禾县公开办法公开信息。", "warning", "“《”缺少与之配对的“》”"),
        ("依据青禾县公开办法》公开信息。", "warning", "“》”缺少与之配对的“《”"),
        ("通过“青禾微讯“平台公开。", "warning", "““”缺少与之配对的“””"),
        ('通过"青禾微讯平台公开。', "warning", '“"”缺少与之配对的“"”'),
        ("全年公开信息（含政策文件3条。", "review", "“（”缺少与之配对的“）”"),
        ("全年公开信息含政策文件）3条。", "review", "“）”缺少与之配对的“（”"),
        ("全年公开信息24件，。", "review", "标点“，。”重叠"),
        ("及时公开。。严格审核。", "review", "标点“。。”重叠"),
        ("公开信息、，更新栏目。", "review", "标点“、，”重叠"),
        ("公开信息；。更新栏目。", "review", "标点“；。”重叠"),
        ("公开及时,内容全面。", "review", "汉字之间使用半角标点“,”，共1处"),
        ("公开方式:网站发布;内容:政策文件。", "review", "汉字之间使用半角标点“:”、“;”，共3处"),
        ("依据《关于印发《公开办法》的通知》公开。", "review", "书名号内又用书名号，里层应用“〈〉”"),
    ],
)
def test_defects_of_marks_are_found(prose: str, severity: str, words: str) -> None:
    (found,) = said(prose)
    assert found.startswith(f"3: {severity} ")
    assert words in found


def test_half_width_marks_are_one_finding_that_quotes_them() -> None:
    (found,) = full_findings(marks_in_order, overview("公开及时,内容全面,渠道多样。"))
    assert len(found.quotes) == 2


def test_a_sentence_without_its_stop_before_the_next_heading_is_left_to_a_person() -> None:
    prose = "（一）主动公开\n本镇对照目录公开信息，做到应公开尽公开，及时更新各栏目内容\n（二）平台建设\n办好网站。"
    assert said(prose) == ["4: review 句末缺少“。”：“息，做到应公开尽公开，及时更新各栏目内容”"]


def test_a_comma_at_the_end_of_a_section_is_named() -> None:
    assert said("本镇对照目录公开信息，做到应公开尽公开，及时更新各栏目内容，") == [
        "3: review 句末用了“，”，应为“。”：“，做到应公开尽公开，及时更新各栏目内容，”"
    ]


def test_a_section_title_that_ends_in_a_mark_is_left_to_a_person() -> None:
    text = report_text().replace("一、总体情况\n", "一、总体情况、\n")
    assert findings(marks_in_order, text) == ["2: review 标题“一、总体情况、”末尾不应有“、”"]


@pytest.mark.parametrize(
    ("prose", "mark"),
    [
        ("（一）主动公开\n网站公开信息20条，公众号公开信息9条；\n（二）平台建设\n办好网站。", "；"),
        ("（一）主动公开。网站公开信息20条；\n（二）平台建设。办好网站。", "；"),
        ("（一）主动公开\n全年公开信息20条、\n（二）平台建设\n办好网站。", "、"),
        ("（一）主动公开\n全年公开信息共20条：\n（二）平台建设\n办好网站，更新及时。", "："),
        ("1.网站公开信息20条，更新及时；\n2.公众号公开信息9条，互动顺畅；", "；"),
        ("全年工作情况公布在网站上：", "："),
        ("（一）主动公开\n公开信息3条。\n（二）平台建设\n没有开设微博和微信公众号\n（三）监督\n开展培训。", ""),
        ("全年公开信息20条。如需查阅，请到镇便民服务中心（地址：青石街8号）", ""),
    ],
)
def test_a_mark_behind_which_nothing_goes_on_is_left_to_a_person(prose: str, mark: str) -> None:
    (found,) = full_findings(marks_in_order, overview(prose))
    assert (found.severity, found.actual or "") == ("review", mark)


@pytest.mark.parametrize(
    "introduction",
    [
        "根据条例要求，现将本镇工作情况报告如下",
        "本报告由本镇编制。统计期限为2023年1月1日至12月31日。如有疑问，请与镇党政办公室联系（电话：0000-1234567）",
        "根据《中华人民共和国政府信息公开条例》，编制本年度报告，",
    ],
)
def test_the_introduction_ends_in_a_stop_too(introduction: str) -> None:
    text = report_text(preamble=introduction)
    (found,) = full_findings(marks_in_order, text)
    assert "句末" in found.message.zh


@pytest.mark.parametrize(
    "introduction",
    [
        "根据条例要求，现将本镇工作情况报告如下：",
        "根据条例要求，编制本报告。联系电话：0000-1234567",
        "发布日期：2024-01-20 来源：青禾县人民政府办公室，字体：大 中 小",
        "（2024年1月20日公布）",
        "发布时间：2024-01-20 【字体： 大 中 小",
        "青禾县人民政府办公室",
    ],
)
def test_what_else_stands_before_section_one_is_no_sentence(introduction: str) -> None:
    assert findings(marks_in_order, report_text(preamble=introduction)) == []


def test_sentences_that_end_alike_are_one_finding() -> None:
    prose = "（一）主动公开\n公开信息20条，更新及时；\n（二）平台建设\n网站改版，栏目齐全；\n（三）监督\n开展培训。"
    (found,) = full_findings(marks_in_order, overview(prose))
    assert len(found.quotes) == 2


@pytest.mark.parametrize(
    "prose",
    [
        "聚焦住房、就业、等民生领域公开信息。",
        "做到、公开及时，更新全面。",
        "按照、有关规定办理。",
        "提高办理质效、2023年我镇未收到申请。",
    ],
)
def test_a_mark_beside_which_nothing_is_listed_is_left_to_a_person(prose: str) -> None:
    (found,) = full_findings(marks_in_order, overview(prose))
    assert found.severity == "review"
    assert "中的“、”多余" in found.message.zh


def test_brackets_within_brackets_cost_no_more_than_others() -> None:
    start = time.perf_counter()
    assert len(lonely("（1（" * 100_000)) == 200_000
    assert balanced("（" * 2 + "）" * 2)
    assert not lonely("（" * 1_000 + "）" * 1_000)
    assert time.perf_counter() - start < 3


def test_titles_over_paragraphs_do_not_end_in_a_stop() -> None:
    prose = "（一）强化组织领导。\n成立领导小组，明确分工。\n（二）完善制度机制。\n修订制度，规范流程。"
    assert said(prose) == [
        "3: review 标题“（一）强化组织领导。”末尾不应有“。”（2处）",
    ]


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("坚持“先审查，后公开”、“一事一审”原则。", id="、 between quotes"),
        pytest.param("发布“图解……”等产品。能否再快些？！", id="…… and ？！"),
        pytest.param("通过“青禾微讯”（微信公众号）公开《政府信息公开条例》。", id="pairs"),
        pytest.param("依据《关于印发〈公开办法〉的通知》公开。", id="〈〉 within 《》"),
        pytest.param("依据(国办函〔2020〕1号)办理，含(其中3件）答复。", id="half-width brackets"),
        pytest.param("公开内容包括：1）机构职能；2）政策文件；三）年度报告。", id="numbers with half a bracket"),
        pytest.param("坚持“以公开为常态，\n不公开为例外”的原则。", id="a quote over a broken line"),
        pytest.param("网址：http://www.qinghe.example/，电话：0123-4567890。", id="marks of an address"),
        pytest.param("公开率96.5%，共1,234条，时间为9:30。", id="marks of numbers"),
        pytest.param("（一）认识有待提高。\n（二）形式较为单一。\n（三）更新不够及时。", id="sentences in a list"),
        pytest.param("主要做了以下工作：\n（一）主动公开。公开信息3条。", id="a colon before a list"),
        pytest.param("一.主动公开情况。", id="a dot behind a number"),
        pytest.param("本镇全年对照目录公开信息，做到应公开尽公开（“三公”经费除外）。", id="a stop behind brackets"),
        pytest.param("他们说：“公开及时，内容全面，回应迅速。”", id="a stop before the quote's end"),
        pytest.param(
            "（一）认识有待提高；\n（二）形式较为单一；\n（三）更新不够及时。", id="； between the items of a list"
        ),
        pytest.param("主要做法：\n1.公开信息。\n2.更新栏目。", id="a colon before numbered items"),
        pytest.param("既想到、做到、看到，又管好A、B、等级评定。", id="verbs in a list"),
        pytest.param("（一）坚持以公开促落实、强监管\n对照目录公开。", id="a title without marks at its end"),
        pytest.param(
            "本年度，我镇公开信息，报告可登录门户网站下载，网址：www.qinghe.example", id="an address at the end"
        ),
    ],
)
def test_these_are_in_order(prose: str) -> None:
    assert said(prose) == []


def test_every_line_of_the_running_text_was_looked_at() -> None:
    assert state(marks_in_order, report_text()) == "pass"

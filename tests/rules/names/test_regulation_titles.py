"""OGI-N705: regulations under their own titles."""

from __future__ import annotations

import pytest

from auditor.engine.assess import assess
from auditor.testing import bound, findings, full_findings, report_text, state
from auditor_rules.language.word_lists import words
from auditor_rules.names.regulation_titles import regulations_named

OGI = "《中华人民共和国政府信息公开条例》"


def overview(prose: str) -> str:
    return report_text(sections={"overview": prose})


def said(prose: str) -> list[str]:
    return findings(regulations_named, overview(prose))


def test_a_misnamed_regulation_is_a_warning() -> None:
    assert said("依据《中华人民共和国信息公开条例》公开信息。") == [
        f"3: warning 《中华人民共和国信息公开条例》名称有误，应为{OGI}"
    ]


def test_the_same_slip_twice_is_one_finding() -> None:
    (found,) = full_findings(regulations_named, overview("依据《政务信息公开条例》。\n学习《政务信息公开条例》。"))
    assert found.message.zh == "《政务信息公开条例》名称有误，应为《政府信息公开条例》（2处）"
    assert [quote.place.line for quote in found.quotes] == [3, 4]
    assert (found.place.col, found.expected) == (3, "《政府信息公开条例》")


@pytest.mark.parametrize(
    ("printed", "right"),
    [
        ("中华人民共和国政府信息公开条列", "中华人民共和国政府信息公开条例"),
        ("中华人民共和国政府信息条例", "中华人民共和国政府信息公开条例"),
        ("中华人民共和国政府信息公开公开条例", "中华人民共和国政府信息公开条例"),
        ("中华人名共和国政府信息公开条例", "中华人民共和国政府信息公开条例"),
        ("中国政府信息公开条例", "政府信息公开条例"),
        ("政府信息公开工作条例", "政府信息公开条例"),
        ("信息公开条例", "政府信息公开条例"),
        ("政府信息公开信息处理费管理办发", "政府信息公开信息处理费管理办法"),
        ("政府信息公开处理费管理办法", "政府信息公开信息处理费管理办法"),
        ("政府信息公开信息处理费收费管理办法", "政府信息公开信息处理费管理办法"),
        ("中华人民共和国政府信息公开年度报告格式", "中华人民共和国政府信息公开工作年度报告格式"),
        ("中华人民共和国行政许可证法", "中华人民共和国行政许可法"),
        ("中华人民共和国个人信息保护发", "中华人民共和国个人信息保护法"),
        ("重大行政决策程序条例", "重大行政决策程序暂行条例"),
        (
            "国务院办公厅政府信息与政务公开办公室关于政府信息公开年度报告有关事项的通知",
            "国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知",
        ),
    ],
)
def test_other_titles_nearly_right_are_found(printed: str, right: str) -> None:
    (found,) = full_findings(regulations_named, overview(f"依据《{printed}》公开信息。"))
    assert (found.severity, found.expected) == ("warning", f"《{right}》")


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("政府信息公开条例", id="the short title"),
        pytest.param("中华人民共和国政府信息公开条例（2019修订）", id="a note in brackets"),
        pytest.param("政府信息公开工作年度报告格式（试行）", id="a trial form"),
        pytest.param("中华人民共和国 政府信息公开条例", id="a space"),
        pytest.param("条例", id="one word"),
        pytest.param("上海市政府信息公开规定", id="a city's rules"),
        pytest.param("青禾省政府信息公开条例", id="a province's regulations"),
        pytest.param("市政府信息公开条例", id="the rank of a place"),
        pytest.param("政府信息公开指南", id="a guide"),
        pytest.param("政府信息公开目录", id="a catalogue"),
        pytest.param("政府信息公开工作年度报告", id="a report"),
        pytest.param("政府信息公开年报", id="a report by its short name"),
        pytest.param("政府信息公开办法", id="another kind of document"),
        pytest.param("中华人民共和国政府信息公开条例释义", id="a commentary"),
        pytest.param("政府信息公开条例解读", id="an explanation"),
        pytest.param("信息发布管理办法", id="rules on something else"),
        pytest.param("2023年政务公开工作要点", id="a document of one year"),
        pytest.param("中华人民共和国档案法", id="a law in the list"),
        pytest.param("中华人民共和国测绘法", id="a law that is not in the list"),
        pytest.param("中华人民共和国行政强制法", id="laws that resemble one another"),
        pytest.param("关于全面推进政务公开工作的实施意见", id="a local circular of like name"),
        pytest.param("青禾政务", id="a newspaper"),
    ],
)
def test_other_titles_pass(title: str) -> None:
    assert said(f"依据《{title}》公开信息。") == []


def test_the_number_of_the_regulations_own_decree_passes() -> None:
    assert said(f"依据{OGI}（国令第711号）公开信息。") == []


def test_a_short_form_that_the_report_introduces_passes() -> None:
    prose = f"依据{OGI}（以下简称《信息公开条例》），落实《信息公开条例》要求。"
    assert said(prose) == []


@pytest.mark.parametrize("inner", ["《{}》", "〈{}〉", "“{}”", "{}"])
def test_a_title_within_a_title_is_read_whole(inner: str) -> None:
    within = inner.format("中华人民共和国政府信息公开工作年度报告格式")
    assert said(f"依据《关于印发{within}的通知》编制。") == []


def test_an_unpaired_mark_is_no_title() -> None:
    assert said("依据《中华人民共和国信息公开条例公开信息。") == []


def test_the_auditors_own_titles_are_known_too() -> None:
    report = bound(overview("依据《青禾政务公开星级评定力法》公开信息。"))
    report.options = {"words": {"regulations": ["青禾政务公开星级评定办法"]}}
    (found,) = assess(regulations_named, report).violations
    assert found.expected == "《青禾政务公开星级评定办法》"


def test_no_listed_title_is_taken_for_another() -> None:
    for word in words(bound(report_text()), "regulations"):
        assert said(f"依据《{word.text}》公开信息。") == [], word.text


def test_a_report_that_cites_nothing_is_no_subject() -> None:
    assert state(regulations_named, overview("本镇做好公开。")) == "not_applicable"


@pytest.mark.parametrize(
    ("prose", "right"),
    [
        ("按照关于印发《青禾县信息公开审查制度的通知》办理。", "关于印发《青禾县信息公开审查制度》的通知"),
        ("按照县政府办关于转发《政务新媒体管理办法的通知》办理。", "关于转发《政务新媒体管理办法》的通知"),
        ("按照《青禾县关于印发解读工作实施方案》的通知办理。", "青禾县关于印发《解读工作实施方案》的通知"),
        ("按照关于印发《公开工作要点（试行）的通知》办理。", "关于印发《公开工作要点（试行）》的通知"),
    ],
)
def test_a_bracket_in_the_wrong_place_is_a_warning(prose: str, right: str) -> None:
    (found,) = full_findings(regulations_named, overview(prose))
    assert (found.severity, found.expected) == ("warning", right)


@pytest.mark.parametrize(
    "prose",
    [
        "按照《关于印发〈青禾县信息公开审查制度〉的通知》办理。",
        "按照关于印发《青禾县信息公开审查制度》的通知办理。",
        "按照《关于印发青禾县信息公开审查制度的通知》办理。",
        "公开了《关于发布2023年第一季度水质信息的公告》。",
        "县政府关于公布《权责清单》的通知已公开。",
    ],
)
def test_brackets_in_their_place_pass(prose: str) -> None:
    assert said(prose) == []

"""OGI-L804: what stands twice, and what rightly does."""

from __future__ import annotations

import time

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.language.repeated_words import doubled, nothing_twice


def overview(prose: str) -> str:
    return report_text(sections={"overview": prose})


def test_a_doubled_word_is_a_warning_that_shows_where() -> None:
    assert findings(nothing_twice, overview("全年主动公开公开信息3条。")) == [
        "3: warning “公开”重复：“全年主动公开公开信息3条。”"
    ]


def test_the_finding_points_to_both_and_keeps_one() -> None:
    (found,) = full_findings(nothing_twice, overview("严格落实落实制度。"))
    assert (found.place.col, found.actual, found.expected) == (3, "落实落实", "落实")


@pytest.mark.parametrize(
    "prose",
    [
        "及时及时更新栏目内容。",
        "政务公开政务公开工作有序推进。",
        "不断规范不断规范办理流程。",
        "依托门户网站门户网站发布信息。",
        "加强对对外公开信息的审核审核。",
        "县人民政府人民政府办公室牵头。",
        "定期开展开展业务培训。",
        "公开财政收支情况、财政收支情况。",
        "及时发布机构职能信息、机构职能信息等内容。",
        "包括行政许可事项、行政许可事项、行政处罚事项。",
        "建立台账，逐条落实，限期整改限期整改。",
    ],
)
def test_words_and_members_of_lists_are_warnings(prose: str) -> None:
    assert [found.severity for found in full_findings(nothing_twice, overview(prose))] == ["warning"]


@pytest.mark.parametrize(
    "prose",
    [
        "本年度提起行行政复议1件。",
        "青南乡乡人民政府办公室负责。",
        "我局局高度重视公开工作。",
        "对对需要公开的内容逐项审核。",
        "信息公开开制度健全。",
        "回应群众关心的的问题。",
        "做好政策解解读。",
        "主动公开政府府信息。",
        "开展了了专题培训。",
        "建成统一的的查阅点。",
        "包括政府信息公开行行政复议情况。",
        "政政府信息公开指南已更新。",
        "对栏目进进行整改。",
        "加大大宣传力度。",
        "内容及时时更新。",
        "各项信息息已更新。",
    ],
)
def test_one_doubled_character_is_left_to_a_person(prose: str) -> None:
    assert [found.severity for found in full_findings(nothing_twice, overview(prose))] == ["review"]


@pytest.mark.parametrize(
    "prose",
    [
        pytest.param("工作人员多是兼职人员，人员变动大。", id="across a comma"),
        pytest.param("公开内容。内容公开。", id="across a full stop"),
        pytest.param("公开信息；信息更新及时。", id="across a semicolon"),
        pytest.param("认认真真办理，实实在在公开，扎扎实实推进。", id="reduplicated words"),
        pytest.param("人人参与，层层压实，步步推进，一一答复，事事有回应，件件有着落。", id="reduplicated characters"),
        pytest.param("一项一项梳理，一户一户核对，一级一级压实责任。", id="steps"),
        pytest.param("青禾县人民政府政府信息公开指南已更新。", id="人民政府 and 政府信息"),
        pytest.param("组织面对面对接活动。", id="面对面 and 对接"),
        pytest.param("改进工作作风，公开开展评议，抓紧紧要事项。", id="words that meet in one character"),
        pytest.param("我局局长、县县委书记、南城区区政府、全市市场监管部门参加。", id="offices named after their rank"),
        pytest.param("依法行政行政执法公示、进一步规范规范性文件管理。", id="words that meet in two characters"),
        pytest.param("编制2023年年度报告，年年底前公布。", id="年 and 年度"),
        pytest.param("二〇二二年一一对应，三三制。", id="numerals"),
        pytest.param("执行行政决定，进行行政复议，办理理由充分的申请。", id="a verb and its object"),
        pytest.param("各部门部门预算和规章已公开。", id="部门 and 部门预算"),
        pytest.param("市本级财政收支情况、财政收支情况表。", id="a member that goes on"),
        pytest.param("本级财政收支情况、财政收支情况。", id="two members that differ"),
        pytest.param("市级文件、县级文件、乡级文件。", id="members that only resemble"),
        pytest.param("先审查后公开、一事一审。", id="a saying"),
        pytest.param("越来越多的群众查阅，一步步推进，一件件落实。", id="degrees"),
        pytest.param("目的的公开、对对外服务事项的公开。", id="的 and 对 behind a word"),
        pytest.param(
            "全年无舆情情况，出厂水水质达标，公布办结结果和审结结论。",
            id="words that no list of doubled characters held",
        ),
        pytest.param("违法行为为零，群众参与与监督并重，行政许可可在网上办理。", id="a word and what stands by itself"),
        pytest.param("深入学习习近平总书记重要讲话精神。", id="a name behind a verb"),
        pytest.param("维护社会和和谐环境，开展了了解需求的走访。", id="和 before 和谐, 了 before 了解"),
        pytest.param("李莎莎、张丽丽负责；某某某反映的问题。", id="names"),
        pytest.param("公开公正公开办事，县政府、县政府办公室，市直部门、镇、街道。", id="no member twice"),
        pytest.param("2024年年度报告于2025年年初公布。", id="年 behind digits"),
    ],
)
def test_these_are_in_order(prose: str) -> None:
    assert findings(nothing_twice, overview(prose)) == []


@pytest.mark.parametrize(
    ("prose", "severity", "again"),
    [
        ("目录包括机构概况、政策文件、财政信息、政策文件、招考信息等。", "warning", "政策文件"),
        ("目录包括机构概况、政策文件、财政信息、政策文件等内容。", "warning", "政策文件"),
        ("包括机构概况信息、政策文件、财政信息、机构概况信息。", "warning", "机构概况信息"),
        ("在网站、公示栏、广播、公示栏等处发布。", "review", "公示栏"),
        ("申请人以公民和公民名义提出。", "review", "公民"),
        ("切实加强组织领导工作切实加强组织领导工作。", "warning", "切实加强组织领导工作"),
        ("切实加强组织领导，切实加强组织领导，压实责任。", "warning", "切实加强组织领导"),
    ],
)
def test_members_of_a_list_and_whole_phrases_are_compared(prose: str, severity: str, again: str) -> None:
    found = full_findings(nothing_twice, overview(prose))
    assert [(finding.severity, finding.expected) for finding in found] == [(severity, again)]


@pytest.mark.parametrize(
    "prose",
    [
        "机构概况、政策文件的解读、政策文件、财政信息等内容。",
        "先受理、后办理，受理、办理均按时。",
        "县级网站、镇级网站、村级网站和网站群。",
        "加强培训，提高能力；加强督查，提高质量。",
    ],
)
def test_members_that_differ_and_clauses_that_alternate_pass(prose: str) -> None:
    assert findings(nothing_twice, overview(prose)) == []


def test_the_organs_own_name_is_not_judged() -> None:
    text = report_text(title="信信县人民政府2023年政府信息公开工作年度报告", sections={"overview": "信信县做好公开。"})
    assert findings(nothing_twice, text) == []


def test_every_line_of_the_running_text_was_looked_at() -> None:
    assert state(nothing_twice, report_text()) == "pass"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("公开公开", [(0, 4)]),
        ("认认真真", [(0, 2), (2, 4)]),
        ("政府信息政府信息公开", [(0, 8)]),
        ("一二三四五六七一二三四五六七", []),
        ("公", []),
        ("𠮷公开公开", [(1, 5)]),
        ("", []),
        ("人人人", [(0, 2), (1, 3)]),
    ],
)
def test_doubled_strings_are_found_whatever_their_length(text: str, places: list[tuple[int, int]]) -> None:
    assert doubled(text) == places


@pytest.mark.parametrize("unit", ["公开信息及时准确", "公", "公开", "政府信息公开工"])
def test_twice_the_text_takes_about_twice_as_long(unit: str) -> None:
    def took(length: int) -> float:
        text = (unit * length)[:length]
        times = []
        for _ in range(5):
            start = time.perf_counter()
            doubled(text)
            times.append(time.perf_counter() - start)
        return min(times)

    assert took(80_000) < 3.5 * took(40_000) + 0.01

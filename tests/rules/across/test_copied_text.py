"""OGI-X901: no organ's report is another's with the names changed."""

from __future__ import annotations

import pytest

from auditor_rules.across.copied_text import not_copied
from tests.rules.across.prose import OTHER_PROBLEMS, OVERVIEW, PROBLEMS
from tests.rules.across.reports import OTHER_TOWN, TOWN, laid, report, said, states

BUREAU = "青禾县水务局"


def problems(organ: str, text: str = PROBLEMS, year: int = 2023) -> str:
    return report(organ, year, sections={"problems": text})


def likeness(one: str, other: str) -> list[str]:
    """How the rule ends on two organs' section 五."""
    return states(laid(not_copied, problems(TOWN, one), problems(BUREAU, other)))


def test_the_same_section_of_two_organs_is_a_warning_on_both() -> None:
    answers = laid(not_copied, problems(TOWN), problems(OTHER_TOWN))

    assert states(answers) == ["fail", "fail"]
    line = problems(TOWN).split("\n").index(PROBLEMS) + 1
    assert said(answers) == [
        f"001.txt {line}: warning 第五部分与{OTHER_TOWN}的报告雷同（相似度100%）",
        f"002.txt {line}: warning 第五部分与{TOWN}的报告雷同（相似度100%）",
    ]
    first, second = (answer.finding for answer in answers)
    assert first is not None
    assert second is not None
    assert first.incident == second.incident
    assert PROBLEMS.startswith(first.quotes[0].text)
    assert [(place.path, place.line, place.section) for place in first.related] == [("002.txt", line, "problems")]


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(PROBLEMS.replace("我镇", "我局"), id="a bureau for a town"),
        pytest.param(PROBLEMS.replace("我镇", "本局").replace("2023", "2022").replace("12", "7"), id="other numbers"),
        pytest.param(PROBLEMS.replace("我镇", "水务局"), id="its own short name"),
        pytest.param(PROBLEMS.replace("我镇", "青禾县水务局"), id="its own name"),
        pytest.param(PROBLEMS.replace("；", "。\n"), id="other paragraphs"),
        pytest.param(
            "（一）存在的主要问题\n" + PROBLEMS.replace("下一步", "\n（二）改进情况\n下一步"), id="sub-headings"
        ),
        pytest.param(PROBLEMS.replace("，", ",").replace("：", ":"), id="half-width marks"),
        pytest.param(PROBLEMS.replace("2023", "二〇二三"), id="the year in Chinese digits"),
        pytest.param(PROBLEMS.replace("镇党政办", "局党政办"), id="镇党政办 as 局党政办"),
        pytest.param(PROBLEMS.replace("一些进步", "明显进步"), id="one word"),
        pytest.param(
            "本报告所列数据的统计期限自2023年1月1日起至12月31日止。" + PROBLEMS, id="with the introduction's sentence"
        ),
    ],
)
def test_a_copy_with_the_names_and_numbers_changed_is_a_warning(copy: str) -> None:
    assert likeness(PROBLEMS, copy) == ["fail", "fail"]


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(PROBLEMS.replace("我镇", TOWN), id="the town's name left in"),
        pytest.param(PROBLEMS + "此外，还将邀请退休教师担任公开监督员，听取意见。", id="a sentence more"),
        pytest.param(PROBLEMS.replace("三是经办人员更换频繁，对答复格式和期限掌握不牢。", ""), id="a sentence less"),
        pytest.param(PROBLEMS.replace("个别栏目半年没有变化", "有的栏目长期空白"), id="a clause in other words"),
    ],
)
def test_a_copy_with_a_sentence_changed_is_for_review(copy: str) -> None:
    assert likeness(PROBLEMS, copy) == ["review", "review"]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(OTHER_PROBLEMS, id="another text"),
        pytest.param(PROBLEMS[:110] + OTHER_PROBLEMS[110:], id="half of it"),
        pytest.param(PROBLEMS[: len(PROBLEMS) * 3 // 5] + OTHER_PROBLEMS[-90:], id="the first part only"),
    ],
)
def test_a_text_of_its_own_passes(other: str) -> None:
    assert likeness(PROBLEMS, other) == ["pass", "pass"]


def test_short_sections_are_naturally_alike() -> None:
    short = "公开时效有待提高，解读形式单一。下一步，将加强培训，丰富解读形式，及时更新栏目，确保公开工作落到实处。" * 2

    assert len(short) < 150
    assert "fail" not in likeness(short, short)


def test_the_overview_is_compared_as_well() -> None:
    both = {"overview": OVERVIEW, "problems": PROBLEMS}
    copied = {"overview": OVERVIEW.replace("我镇", "我局"), "problems": OTHER_PROBLEMS}
    answers = laid(not_copied, report(TOWN, sections=both), report(BUREAU, sections=copied))

    assert states(answers) == ["fail", "fail"]
    assert f"第一部分与{BUREAU}的报告雷同（相似度" in said(answers)[0]
    assert "第五部分" not in said(answers)[0]


def test_both_sections_are_one_finding() -> None:
    both = {"overview": OVERVIEW, "problems": PROBLEMS}
    answers = laid(not_copied, report(TOWN, sections=both), report(OTHER_TOWN, sections=both))

    assert "第五部分与" in said(answers)[0]
    assert "；第一部分与" in said(answers)[0]
    assert answers[0].finding is not None
    assert answers[0].finding.place.section == "problems"
    assert len(answers[0].finding.quotes) == 2


def test_introductions_within_the_overview_do_not_make_it_alike() -> None:
    introduction = (
        "本报告依据《中华人民共和国政府信息公开条例》编制。本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
        "本报告电子版可在门户网站查阅和下载。如对本报告有疑问，请与党政办公室联系，联系电话：0000-0000000。"
        "现予公布，请社会各界监督。年度报告由总体情况等六个部分组成，本年度报告中的附表由各科室填报并审核。"
    )
    one = introduction + "全年发布信息86条，围绕集镇改造、粮食收购、饮水入户开展公开。"
    other = introduction + "全年发布信息40条，围绕河道清淤、水库除险、抗旱用水开展公开。"

    assert "fail" not in states(
        laid(not_copied, report(TOWN, sections={"overview": one}), report(BUREAU, sections={"overview": other}))
    )


def test_a_cluster_is_one_incident_and_every_report_has_its_finding() -> None:
    names = ["石桥", "柳湾", "清溪", "高坪", "双河"]
    answers = laid(not_copied, *(problems(f"青禾县{name}镇人民政府") for name in names))

    assert states(answers) == ["fail"] * 5
    assert len({answer.finding.incident for answer in answers if answer.finding}) == 1
    assert all("雷同报告共涉及5个机关" in text for text in said(answers))
    assert all(len(answer.finding.related) == 4 for answer in answers if answer.finding)


def test_of_many_the_first_twenty_are_listed() -> None:
    answers = laid(not_copied, *(problems(f"青禾县{chr(0x4E10 + n)}山镇人民政府") for n in range(25)))

    assert "雷同报告共涉及25个机关" in said(answers)[0]
    assert answers[0].finding is not None
    assert len(answers[0].finding.related) == 20


def test_two_clusters_are_two_incidents() -> None:
    organs = [TOWN, OTHER_TOWN, BUREAU, "清河县教育局"]
    texts = [PROBLEMS, PROBLEMS, OTHER_PROBLEMS, OTHER_PROBLEMS]
    answers = laid(not_copied, *(problems(organ, text) for organ, text in zip(organs, texts, strict=True)))

    incidents = [answer.finding.incident for answer in answers if answer.finding]
    assert (incidents[0], incidents[2]) == (incidents[1], incidents[3])
    assert incidents[0] != incidents[2]


def test_clusters_that_share_a_report_are_one_incident() -> None:
    one = report(TOWN, sections={"problems": PROBLEMS})
    both = report(OTHER_TOWN, sections={"problems": PROBLEMS, "overview": OVERVIEW})
    other = report(BUREAU, sections={"problems": OTHER_PROBLEMS, "overview": OVERVIEW})

    assert len({answer.finding.incident for answer in laid(not_copied, one, both, other) if answer.finding}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(TOWN, TOWN, id="one report in two formats"),
        pytest.param(TOWN, "石桥镇人民政府", id="with and without its county"),
        pytest.param("青禾县人民政府", "青禾县人民政府办公室", id="a government and its office"),
    ],
)
def test_reports_of_one_author_are_not_compared(one: str, other: str) -> None:
    third = problems("清河县教育局", OTHER_PROBLEMS)

    assert "fail" not in states(laid(not_copied, problems(one), problems(other), third))


def test_another_year_is_not_compared() -> None:
    answers = laid(not_copied, problems(TOWN), problems(OTHER_TOWN, year=2022))

    assert states(answers) == ["not_applicable", "not_applicable"]


def test_one_report_alone_has_nothing_to_be_compared_with() -> None:
    assert states(laid(not_copied, problems(TOWN))) == ["not_applicable"]


def test_a_report_of_an_earlier_run_is_not_compared() -> None:
    assert states(laid(not_copied, problems(TOWN), earlier=[problems(OTHER_TOWN)])) == ["not_applicable"]


def test_an_organ_named_only_beneath_its_report_is_known() -> None:
    unnamed = problems("") + f"{OTHER_TOWN}\n2024年1月15日\n"

    assert states(laid(not_copied, problems(TOWN), unnamed)) == ["fail", "fail"]


def test_a_report_that_names_no_organ_is_unknown() -> None:
    answers = laid(not_copied, problems(TOWN), problems(""))

    assert states(answers) == ["not_applicable", "not_assessable"]
    assert (answers[1].reason.code if answers[1].reason else "", not_copied.id) == ("unknown", "OGI-X901")

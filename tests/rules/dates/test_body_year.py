"""OGI-D606: statements on the year's work name the report's year."""

from __future__ import annotations

import pytest

from auditor.testing import findings, full_findings, report_text, state
from auditor_rules.dates.body_year import body_year_right


def overview(prose: str, year: int = 2023) -> str:
    return report_text(year, sections={"overview": prose})


def test_last_years_number_before_this_years_work_is_a_warning() -> None:
    assert findings(body_year_right, overview("2022年，我镇主动公开政府信息120条。")) == [
        "3: warning 本报告为2023年度报告，此处写作“2022年”"
    ]


def test_the_whole_statement_is_quoted_from_the_year_on() -> None:
    (found,) = full_findings(body_year_right, overview("我镇重视公开工作。2022年度共收到申请3件，均已答复。其他正常。"))
    assert [(quote.place.line, quote.place.col, quote.text) for quote in found.quotes] == [
        (3, 10, "2022年度共收到申请3件，均已答复")
    ]
    assert (found.expected, found.actual) == ("2023", "2022")


@pytest.mark.parametrize(
    "prose",
    [
        "2022年，我局共主动公开信息56条，其中网站公开30条。",
        "2022年度，石桥镇认真贯彻落实条例，扎实做好政府信息公开工作。",
        "（一）主动公开情况。2022年，通过政府网站发布各类信息88条。",
        "一是主动公开有序推进。2022年我镇通过微信公众号发布信息40条。",
        "我镇2022年共收到政府信息公开申请2件，均按期答复。",
        "在2022年，我镇共受理依申请公开3件。",
        "现将2022年我镇政府信息公开情况报告如下。",
        "2022年新收政府信息公开申请4件，上年结转1件。",
        "2022年收到申请5件，较上年增加2件。",
        "2022 年，本机关办理依申请公开 3 件。",
        "二〇二二年，我镇主动公开政府信息60条。",
        "2022年度主动公开的信息共115条。",
        "2022年我镇未收到政府信息公开申请。",
        "2024年，我镇主动公开政府信息60条。",
        "2024年度我镇收到申请1件，予以公开1件。",
        "2024年度对拟发布的903条信息开展发布前审查。",
        "全镇上下重视公开。2022年按照条例要求，及时公开财政信息12条。",
        "回顾2022年，全镇公开工作稳步推进。",
        "2022年对拟发布的信息逐条审查，全年公开信息90条。",
        "2022年,我局公开信息20条,发布政策解读3篇.",
        "（三）政府信息管理情况 2022年，我镇共制定规范性文件0件，废止0件。",
        "2.2022年，全镇通过公示栏公开信息30条。",
    ],
)
def test_copied_statements_are_found_however_they_begin(prose: str) -> None:
    assert len(findings(body_year_right, overview(prose))) == 1


@pytest.mark.parametrize(
    "prose",
    [
        "2023年，我镇主动公开政府信息120条。",
        "2022年12月收到、尚未办结的申请1件已在年初答复。",
        "2022年结转的2件申请已于本年办结。",
        "2022年收到申请5件，2023年收到申请8件，增长60%。",
        "与2022年相比，主动公开信息增加20条。",
        "较2022年公开信息数量增长5%。",
        "按时公开2022年度部门决算和2023年部门预算。",
        "2022年度部门决算、“三公”经费按时公开。",
        "落实《2022年政务公开工作要点》要求，公开信息12条。",
        "落实2022年政务公开工作要点，公开信息12条。",
        "2022年政务公开工作要点任务全部完成，已公开结果。",
        "2022年政府信息公开年度报告已按时公开。",
        "对2022年以来发布的文件进行清理。",
        "2022年以来，累计公开信息300条。",
        "2022年机构改革后，公开职责由综合办承担。",
        "2022年制定的信息公开制度继续执行。",
        "在2022年度政务公开考核中名列前茅。",
        "2022年，我镇获评全县政务公开先进单位。",
        "根据县政府办公室印发的2022年文件公开目录，更新栏目。",
        "按照青政办发〔2022〕12号文件公开事项目录。",
        "针对2022年存在的公开不及时问题，已全部整改。",
        "2024年，我镇将进一步做好信息公开工作。",
        "2024年我镇计划公开惠农政策20项。",
        "2022-2023年度公开信息160条。",
        "2022年至2023年，公开信息160条。",
        "2022年第四季度受理的申请1件已答复。",
        "公开2022年度低保名单、2022年惠农补贴发放情况。",
        "编制并发布2022年法治政府建设年度报告。",
    ],
)
def test_other_years_in_their_own_right_are_let_pass(prose: str) -> None:
    assert findings(body_year_right, overview(prose)) == []


def test_the_coming_year_is_silent_in_section_five() -> None:
    text = report_text(
        sections={"problems": "存在公开不及时的问题。2024年，我镇着力做好公开工作，改进不足，加强培训和检查。"}
    )
    assert findings(body_year_right, text) == []


def test_the_past_year_is_not_silent_in_section_five() -> None:
    text = report_text(
        sections={"problems": "2022年，我镇政府信息公开工作取得一定成效，但存在不足。下一步将加强培训和检查。"}
    )
    assert len(findings(body_year_right, text)) == 1


def test_a_report_of_no_known_year_is_not_judged() -> None:
    text = report_text(title="青禾县石桥镇人民政府政府信息公开工作年度报告")
    assert state(body_year_right, text) == "not_applicable"


@pytest.mark.parametrize(
    "prose",
    [
        "2022年，在全市组织的政务公开评估中，我局被评为优秀单位。",
        "2022年，我局公开工作在全县排名第一，获得通报表扬和表彰。",
        "我局在网站上公开了本局2022年政府信息公开工作年度报告、2022年青禾县教育局网站工作年度报表，公示文件6个。",
        "公布2022年政府网站工作年度报表。",
    ],
)
def test_honours_and_last_year_s_returns_are_let_pass(prose: str) -> None:
    assert findings(body_year_right, overview(prose)) == []


@pytest.mark.parametrize(
    "prose",
    [
        "公开不够及时，覆盖面不够广。2023年将从以下方面进行改进：一是加强培训。",
        "存在不足。2023年，我镇将进一步加强培训。",
        "存在不足。2023年下一步工作打算：加强培训。",
        "存在不足。2023年石桥镇计划从三个方面改进。",
    ],
)
def test_what_is_to_be_done_is_not_of_the_year_that_is_over(prose: str) -> None:
    (found,) = findings(body_year_right, report_text(sections={"problems": prose}))
    assert "报告年度2023年已经结束，改进打算仍写作“2023年”，疑应为2024年" in found


@pytest.mark.parametrize(
    "prose",
    [
        "2023年，我镇将政务公开纳入考核，但仍有不足。2024年将继续改进。",
        "2023年取得一定成效，但解读不够，将加强培训。",
        "针对2023年存在的问题，将进一步加强培训。",
        "2023年计划生育信息公开不足，下一步改进。",
    ],
)
def test_what_was_done_in_the_year_is_let_pass_in_section_five(prose: str) -> None:
    assert findings(body_year_right, report_text(sections={"problems": prose})) == []

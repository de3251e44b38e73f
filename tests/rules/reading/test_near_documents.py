"""OGI-P001 on what lies among reports and is none, and on reports that hardly look like one."""

from __future__ import annotations

import pytest

from auditor.testing import bound, findings, outcome, report_text, state
from auditor_rules.names.account_names import one_spelling
from auditor_rules.reading.recognised import is_report
from auditor_rules.structure.required_sections import sections_present

PROSE = "2024年，我局认真贯彻落实《中华人民共和国政府信息公开条例》，全年主动公开政府信息80条，收到政府信息公开申请5件，均已按期答复。"
BODY = report_text(2024, title="首页").partition("\n")[2]
"""The sections and tables of a whole report, without its title."""
BLANK = "\n".join(
    "\t" if line.strip().isdigit() else line
    for line in report_text(
        2024, title="", sections=dict.fromkeys(("overview", "problems", "other"), "（文字描述）")
    ).split("\n")
)

NEAR = {
    "a report on law-based government": (
        f"云泽市水务局2024年法治政府建设情况报告\n{PROSE}\n一、主要做法和成效\n推进政务公开。\n二、存在的主要问题及改进情况\n力量不足。\n三、其他需要报告的事项\n无。\n",
        "法治政府建设",
    ),
    "the same with a year behind": (
        f"云泽市水务局\n法治政府建设年度报告（2024年）\n一、总体情况\n{PROSE}\n二、存在问题及改进措施\n人手不足。\n",
        "法治政府建设",
    ),
    "a return on a website": (
        "政府网站工作年度报表\n（2024年度）\n填报单位：云泽市水务局\n网站名称：云泽市水务局\n信息发布：总数 830 条\n政务动态信息更新量 420 条\n信息公开目录信息更新量 96 条\n",
        "政府网站",
    ),
    "a yearly return on a website with organ and year": (
        "云泽市水务局2024年政府网站年度工作报表\n访问总量 18万次\n政府信息公开 更新 96 条\n",
        "政府网站",
    ),
    "a university's report by school years": (
        f"云泽职业大学2023—2024学年信息公开工作年度报告\n根据《高等学校信息公开办法》编制本报告。\n一、概述\n{PROSE}\n二、主动公开情况\n公开180条。\n三、依申请公开政府信息情况\n收到1件。\n四、存在的主要问题和改进措施\n丰富形式。\n五、其他需要报告的事项\n无。\n",
        "学校",
    ),
    "a middle school's report": (
        f"青禾县第一中学2024年信息公开年度报告\n一、总体情况\n{PROSE}\n二、主动公开信息情况\n公开20条。\n三、存在的问题及改进情况\n更新不及时。\n四、其他需要报告的事项\n无。\n",
        "学校",
    ),
    "a hospital's report": (
        f"青禾县人民医院2024年度信息公开工作年度报告\n一、概况\n{PROSE}\n二、主动公开情况\n公开收费价格。\n三、存在问题和改进措施\n加强培训。\n",
        "医疗卫生机构",
    ),
    "a health centre's report": (
        f"青禾县石桥镇卫生院2024年信息公开年报\n一、基本情况\n{PROSE}\n二、主要问题及改进情况\n更新不及时。\n",
        "医疗卫生机构",
    ),
    "a water company's report": (
        f"青禾县自来水有限公司2024年信息公开年度报告\n依据《公共企事业单位信息公开规定制定办法》编制。\n一、总体情况\n{PROSE}\n二、主动公开情况\n公开水价。\n",
        "公共企事业单位",
    ),
    "a library's report": (
        f"青禾县图书馆2024年信息公开工作年度报告\n一、总体情况\n{PROSE}\n二、其他需要报告的事项\n无。\n",
        "公共企事业单位",
    ),
    "an explanation": (
        f"《云泽市2024年政府信息公开工作年度报告》解读\n{PROSE}\n一、总体情况\n公开持续推进。\n二、存在的主要问题及改进情况\n解读不够。\n三、其他需要报告的事项\n无。\n",
        "解读",
    ),
    "an explanation in pictures": ("一图读懂｜云泽市2024年政府信息公开工作年度报告\n公开信息 8000 条\n收到申请 90 件\n", "解读"),
    "a list page": (
        "政府信息公开年报\n"
        + "".join(f"青禾县{name}局2024年政府信息公开工作年度报告\n2025-01-{day}\n" for name, day in (("教育", 14), ("财政", 15), ("民政", 16), ("水利", 17), ("商务", 20))),
        "列表",
    ),
    "a list of years": (
        "首页>政府信息公开>年报\n" + "".join(f"青禾县{year}年政府信息公开工作年度报告 {year + 1}-03-20\n" for year in range(2018, 2025)),
        "列表",
    ),
    "a notice to write reports": (
        "青禾县人民政府办公室\n关于做好2024年政府信息公开工作年度报告\n编制发布工作的通知\n各乡镇人民政府：\n请于1月20日前公布。\n一、总体情况\n写明主动公开情况。\n二、其他需要报告的事项\n写明收费情况。\n",
        "通知",
    ),
    "a notice with the blank form": (
        f"关于报送2024年度政府信息公开工作年度报告的通知\n各单位：\n请按附件格式报送。\n附件\n××单位2024年政府信息公开工作年度报告\n{BLANK}",
        "表样",
    ),
    "the blank form alone": (f"××县××局××××年政府信息公开工作年度报告\n{BLANK}", "表样"),
    "a plan of work": (
        f"青禾县2024年政务公开工作要点\n{PROSE}\n一、主动公开政府信息情况\n加大力度。\n二、收到和处理政府信息公开申请情况\n规范办理。\n三、存在的主要问题及改进情况\n改进。\n",
        "工作要点",
    ),
    "a guide": ("青禾县水利局政府信息公开指南\n一、主动公开\n公开机构职能。\n二、依申请公开\n可当面提交申请。\n三、监督方式\n电话举报。\n", "指南"),
    "a summary of the work": (f"青禾县水利局2024年政务公开工作总结\n一、总体情况\n{PROSE}\n二、存在问题及改进措施\n加强培训。\n", "总结"),
    "a report of an inspection of oneself": (f"青禾县水利局政务公开工作自查报告\n一、基本情况\n{PROSE}\n二、存在问题及改进措施\n加强培训。\n", "自查"),
    "an evaluation by a third party": ("云泽市2024年政务公开第三方评估报告\n一、评估概述\n共评估32个部门。\n二、总体情况\n得分较高。\n", "评估"),
    "a budget": (f"青禾县水利局2024年度部门决算公开报告\n一、总体情况\n{PROSE}\n", "决算"),
    "a company": ("云泽精密机械股份有限公司2024年年度报告\n证券代码：000000\n第一节 重要提示\n董事会保证内容真实。\n", "公司"),
    "a government's report on its work": ("青禾县2025年政府工作报告\n各位代表：\n现在，我代表县人民政府报告工作。\n推进政务公开。\n", "政府工作报告"),
    "an institution's report as a legal person": ("事业单位法人年度报告书（2024年度）\n单位名称：青禾县水利技术推广站\n一、基本情况\n人员12人。\n", "法人"),
    "a report on openness of the party": (f"青禾县2024年党务公开工作年度报告\n一、总体情况\n{PROSE}\n", "公开材料"),
    "news of a training": ("青禾县举办2024年度政府信息公开工作年度报告编制培训会\n1月8日，县政府办举办培训会，80人参加。\n", "新闻"),
    "a bulletin of statistics": ("青禾县2024年国民经济和社会发展统计公报\n一、综合\n全年生产总值80亿元。\n", "统计公报"),
    "a regulation": ("中华人民共和国政府信息公开条例\n第一章 总则\n第一条 为了保障公民依法获取政府信息。\n第二章 公开的主体和范围\n", ""),
}  # fmt: skip


@pytest.mark.parametrize("text", [text for text, _ in NEAR.values()], ids=NEAR.keys())
def test_a_near_document_is_no_report(text: str) -> None:
    assert state(is_report, text) == "review"
    assert state(sections_present, text) == "not_assessable"
    assert outcome(one_spelling, text).violations == ()


@pytest.mark.parametrize(("text", "kind"), NEAR.values(), ids=NEAR.keys())
def test_it_is_said_what_it_looks_like(text: str, kind: str) -> None:
    (found,) = findings(is_report, text)

    assert kind in found
    assert found.split("（未识别")[0].endswith("未按年报审核")


TITLE = "青禾县水利局2024年政府信息公开工作年度报告"
SHORT = f"一、总体情况\n{PROSE}\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n解读不够，将改进。\n六、其他需要报告的事项\n无。\n"  # fmt: skip
PRE2019 = f"一、概述\n{PROSE}\n二、主动公开政府信息的情况\n公开80条。\n三、依申请公开政府信息办理情况\n收到5件。\n四、政府信息公开的收费及减免情况\n未收费。\n五、因政府信息公开申请行政复议、提起行政诉讼的情况\n无。\n六、存在的主要问题和改进措施\n改进。\n"  # fmt: skip

ODD = {
    "no title": BODY,
    "a page's name for a title": f"青禾县水利局\n{BODY}",
    "only 年报": f"青禾县水利局2024年年报\n{BODY}",
    "年度 and 年报": f"青禾县水利局2024年度政府信息公开年报\n{SHORT}",
    "tables as pictures": f"{TITLE}\n{SHORT}",
    "tables as pictures and no title": SHORT,
    "three sections only": f"{TITLE}\n一、总体情况\n{PROSE}\n五、存在的主要问题及改进情况\n解读不够。\n六、其他需要报告的事项\n无。\n",
    "three sections and no title": f"一、总体情况\n{PROSE}\n五、存在的主要问题及改进情况\n解读不够。\n六、其他需要报告的事项\n无。\n",
    "an older name": f"青禾县水利局2018年政务公开工作年度报告\n{PRE2019}",
    "the older structure": f"青禾县水利局2016年政府信息公开工作年度报告\n{PRE2019}",
    "the older structure without a title": PRE2019,
    "a title of two lines with the year within": f"青禾县水利局\n政府信息公开工作2024年度报告\n{SHORT}",
    "a title of three lines and the year in brackets": f"青禾县水利局\n政府信息公开工作年度报告\n（2024年度）\n{SHORT}",
    "a title broken in a word": f"青禾县水利局2024年政府信息公\n开工作年度报告\n{SHORT}",
    "a title in 《》": f"《{TITLE}》\n{SHORT}",
    "a title without its organ": f"2024年政府信息公开工作年度报告\n{SHORT}",
    "a title without its year": f"青禾县水利局政府信息公开工作年度报告\n{SHORT}",
    "a report called 情况报告": f"青禾县水利局2024年度政府信息公开工作情况报告\n{SHORT}",
    "a public notice that brings the report": f"青禾县水利局关于公布2024年政府信息公开工作年度报告的公告\n现予公布。\n{TITLE}\n{BODY}",
    "a report under its public notice alone": f"青禾县水利局关于公布2024年政府信息公开工作年度报告的公告\n{BODY}",
    "the same with tables as pictures": f"青禾县水利局关于发布2024年度政府信息公开年报的通知\n{SHORT}",
    "a report that is called a summary": f"青禾县水利局2024年政府信息公开工作总结\n{BODY}",
    "an institution that reports in the form": f"青禾县住房公积金管理中心2024年政府信息公开工作年度报告\n{BODY}",
    "a health centre that reports in the form": f"青禾县石桥镇卫生院2024年政府信息公开工作年度报告\n{BODY}",
    "a page with its menus": "首页\n政策解读\n法治政府建设年度报告\n政府网站工作年度报表\n政府信息公开指南\n政府信息公开年报\n" * 2 + f"{TITLE}\n{BODY}",
    "a page with links to other years": f"{TITLE}\n{BODY}相关链接\n" + "".join(f"青禾县水利局{year}年政府信息公开工作年度报告\n" for year in range(2018, 2024)),
    "a text without line breaks": f"{TITLE} 发布时间：2025-01-20 {PROSE}一、总体情况（一）主动公开。",
    "a title alone": f"{TITLE}\n（正文见附件）\n",
    "tables that were left blank": f"{TITLE}\n" + BLANK.replace("（文字描述）", PROSE * 2),
    "titles of the sections a little off": f"{TITLE}\n一、总体概述\n{PROSE}\n二、主动公开的政府信息情况\n三、收到并处理政府信息公开申请情况\n五、存在问题与改进\n改进。\n",
    "an auditor's bureau": f"青禾县审计局2024年政府信息公开工作年度报告\n{SHORT}",
    "a statistical bureau": f"青禾县统计局2024年政府信息公开年报\n{SHORT}",
    "a bureau of education that speaks of schools": f"青禾县教育局2024年政府信息公开工作年度报告\n落实《公共企事业单位信息公开规定制定办法》，指导学校信息公开。\n{SHORT}",
}  # fmt: skip


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_an_odd_report_is_a_report(text: str) -> None:
    assert state(is_report, text) == "pass"


def test_the_organ_of_a_public_notice_is_the_report_s() -> None:
    report = bound(ODD["a report under its public notice alone"])

    assert (report.organ, report.year) == ("青禾县水利局", 2024)


@pytest.mark.parametrize("name", [name for name in ODD if "title of" in name or name.startswith(("a title in 《", "a title broken"))])  # fmt: skip
def test_odd_titles_still_tell_organ_and_year(name: str) -> None:
    report = bound(ODD[name])

    assert (report.organ, report.year) == ("青禾县水利局", 2024)

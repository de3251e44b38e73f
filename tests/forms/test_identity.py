"""Whose report it is and for which year."""

from __future__ import annotations

import pytest

from auditor.testing import bound, report_text


def identity(title: str, path: str = "report.txt", year: int = 2023) -> tuple[str | None, int | None]:
    report = bound(report_text(year, title=title), path)
    return report.organ, report.year


@pytest.mark.parametrize(
    "title",
    [
        "青禾县教育局2023年政府信息公开工作年度报告",
        "青禾县教育局2023年度政府信息公开工作年度报告",
        "青禾县教育局 2023 年政府信息公开工作年度报告",
        "青禾县教育局\n2023年政府信息公开工作年度报告",
        "青禾县教育局\n2023年\n政府信息公开工作年度报告",
        "青禾县教育局关于2023年政府信息公开工作年度报告",
        "青禾县教育局关于公布2023年政府信息公开工作年度报告",
        "青禾县教育局二〇二三年政府信息公开工作年度报告",
        "青禾县教育局２０２３年政府信息公开工作年度报告",
        "青禾县教育局2023年政务公开工作年度报告",
        "青禾县教育局2023年政府信息公开年报",
        "2023年青禾县教育局政府信息公开工作年度报告",
        "《青禾县教育局2023年政府信息公开工作年度报告》",
    ],
)
def test_organ_and_year_are_read_from_the_title(title: str) -> None:
    assert identity(title) == ("青禾县教育局", 2023)


def test_a_title_without_organ_gives_the_year_alone() -> None:
    assert identity("2023年政府信息公开工作年度报告") == (None, 2023)


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("教育局2022年.txt", 2022), ("教育局2022年度报告.txt", 2022), ("2022年报.txt", 2022), ("jyj-2022.txt", 2022),
        ("2024/教育局.txt", None), ("t20240131_88.txt", None), ("2022-2023.txt", None), ("2022年和2023年.txt", None),
    ],
)  # fmt: skip
def test_without_a_year_in_the_title_the_file_name_tells_only_where_it_is_plain(name: str, year: int | None) -> None:
    assert identity("青禾县教育局政府信息公开工作年度报告", name)[1] == year


def test_failing_both_the_stated_period_tells_the_year() -> None:
    text = report_text(
        title="青禾县教育局政府信息公开工作年度报告", preamble="统计期限为2022年1月1日至2022年12月31日。"
    )

    assert bound(text).year == 2022


def test_a_title_with_a_year_outweighs_the_file_name() -> None:
    assert identity("青禾县教育局2023年政府信息公开工作年度报告", "教育局2022年.txt")[1] == 2023


@pytest.mark.parametrize(
    "line",
    [
        "关于做好2023年政府信息公开工作年度报告编制工作的通知",
        "根据要求，现公布2023年政府信息公开工作年度报告。",
        "政府信息公开指南",
    ],
)
def test_a_notice_or_a_sentence_is_no_title(line: str) -> None:
    assert bound(f"{line}\n各单位请按时报送。\n").title is None


def test_the_title_is_quoted_as_printed_over_its_lines() -> None:
    title = bound(report_text(title="青禾县教育局\n2023年政府信息公开工作年度报告")).title
    assert title is not None

    assert (title.text, title.line) == ("青禾县教育局\n2023年政府信息公开工作年度报告", 1)


def test_lines_above_the_title_do_not_become_the_organ() -> None:
    text = report_text(title="首页 > 政府信息公开\n索引号：123\n青禾县教育局2023年政府信息公开工作年度报告")

    assert bound(text).organ == "青禾县教育局"


def test_a_table_above_the_title_hides_it_not() -> None:
    above = "\t索引号\n\t青禾〔2024〕1号\n\n\n"

    assert identity(f"{above}青禾县教育局2023年政府信息公开工作年度报告") == ("青禾县教育局", 2023)


MENU = ["省政府", "市政府", "首页", "政务公开", "政府信息公开指南", "政府信息公开年报", "依申请公开", "热门搜索："]
TITLE = "青禾县教育局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "top",
    [
        pytest.param("\n".join(MENU * 5), id="forty lines of menus"),
        pytest.param("当前位置：首页>政府信息公开>政府信息公开年报", id="a breadcrumb"),
        pytest.param("您所在的位置： 首页 » 公开 » 年报 » 正文", id="a breadcrumb with other arrows"),
        pytest.param("云泽市人民政府 2024年3月5日 星期二\n无障碍 | 简体 | 繁体 | 登录", id="the head of a page"),
        pytest.param("索引号：000-2024-1 主题分类：其他 发布机构：县教育局", id="a page's labels"),
        pytest.param("政府信息公开年报\n2022年\n2021年\n2020年", id="a list of years"),
        pytest.param("上一篇：青禾县教育局关于开展培训的通知", id="a link to a notice"),
    ],
)
def test_what_stands_above_the_title_hides_it_not(top: str) -> None:
    assert identity(f"{top}\n{TITLE}") == ("青禾县教育局", 2023)


@pytest.mark.parametrize(
    "title",
    [
        f"标题：{TITLE}",
        f"名  称: {TITLE}",
        f"名\n称： {TITLE}",
        f"首页标题为：{TITLE}",
        f"【信息名称】{TITLE}",
        f"文件名称：{TITLE} 文号：无",
        f"索引号：1 名称：{TITLE} 发布日期：2024-01-20",
        f"首页 > 政府信息公开 > 年报 > {TITLE}",
        f"{TITLE}_青禾县人民政府",
        f"青禾县人民政府-{TITLE}",
        f"{TITLE} 发布时间：2024-01-20",
        f"{TITLE} | |||",
        f"{TITLE}（附表略）",
        "青禾县教育局\n政府信息公开工作2023年度报告",
        "青禾县教育局\n政府信息公开工作\n2023年度报告",
        "青禾县教育局\n政府信息公开工作年度报告\n（2023年度）",
        "青禾县教育局\n政府信息公开年度报告\n2023年",
        "青禾县教育局政府信息公开工作年度报告（2023年）",
        "青禾县教育局2023年政府信\n息公开工作年度报告",
        "青禾县教育局关于2023年政\n府信息公开工作的年度报告",
        "青禾县教育局2023年政府\n信息公开工作年度报\n告",
        "青禾县教育局2023年\n政府信息公开工作年度报告",
        "2023年度\n青禾县教育局\n政府信息公开工作年度报告",
        "青禾县教育局关于印发2023年政府信息公开工作年度报告",
        "青禾县教育局2023年政府信息公开工作情况报告",
    ],
)
def test_a_title_is_read_however_it_is_set(title: str) -> None:
    assert identity(title) == ("青禾县教育局", 2023)


def test_text_without_line_breaks_begins_with_its_title() -> None:
    report = bound(f"{TITLE}根据《中华人民共和国政府信息公开条例》编制。一、总体情况（一）主动公开。")
    assert (report.organ, report.year, report.title and report.title.text) == ("青禾县教育局", 2023, TITLE)


@pytest.mark.parametrize(
    ("preamble", "organ", "source"),
    [
        ("现公布青禾县教育局2023年政府信息公开工作年度报告。", "青禾县教育局", "text"),
        ("根据有关规定，编制完成了青禾县水利局2023年度政府信息公开年度报告，现予公布。", "青禾县水利局", "text"),
        ("发布机构：青禾县教育局", "青禾县教育局", "label"),
        ("信息来源： 青禾县教育局 发布日期：2024-01-20", "青禾县教育局", "label"),
        ("来  源：青禾县石桥镇人民政府", "青禾县石桥镇人民政府", "label"),
        ("现将我局2023年政府信息公开工作情况报告如下。", None, ""),
        ("来源：本站", None, ""),
        ("发布机构：县教育局", "县教育局", "label"),
    ],
)
def test_failing_the_title_the_page_names_the_organ(preamble: str, organ: str | None, source: str) -> None:
    report = bound(report_text(title="2023年政府信息公开工作年度报告", preamble=preamble))
    assert (report.organ, report.organ_from) == (organ, source)


def test_failing_all_that_the_name_over_the_date_at_the_end_is_the_organ() -> None:
    report = bound(report_text(title="2023年政府信息公开工作年度报告") + "青禾县教育局\n2024年1月20日\n")
    assert (report.organ, report.organ_from) == ("青禾县教育局", "foot")


def test_a_clause_before_the_year_is_no_organ() -> None:
    report = bound(
        report_text(
            title="2023年政府信息公开工作年度报告", preamble="结合工作实际，认真梳理2023年政府信息公开工作情况。"
        )
    )
    assert report.organ is None

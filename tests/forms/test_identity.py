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

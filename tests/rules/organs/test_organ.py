"""What kind of organ a name is the name of, and what it may do."""

from __future__ import annotations

import pytest

from auditor.testing import bound, report_text
from auditor_rules.organs import Kind, Level, kind_of, organ_of


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("青禾县人民政府", Kind.GOVERNMENT, Level.COUNTY),
        ("青禾县", Kind.GOVERNMENT, Level.COUNTY),
        ("重庆市", Kind.GOVERNMENT, Level.PROVINCE),
        ("青禾县石桥镇人民政府", Kind.GOVERNMENT, Level.TOWN),
        ("青禾县石桥镇", Kind.GOVERNMENT, Level.TOWN),
        ("石桥街道", Kind.STREET, Level.TOWN),
        ("云泽市青禾区石桥街道办事处", Kind.STREET, Level.TOWN),
        ("江海省人民政府办公厅", Kind.OFFICE, Level.PROVINCE),
        ("青禾县政府办", Kind.OFFICE, Level.COUNTY),
        ("青禾县石桥镇党政综合办公室", Kind.OFFICE, Level.TOWN),
        ("青禾县教育局", Kind.DEPARTMENT, Level.COUNTY),
        ("江海省教育厅", Kind.DEPARTMENT, Level.PROVINCE),
        ("青禾县发改委", Kind.DEPARTMENT, Level.COUNTY),
        ("青禾县卫生健康委员会", Kind.DEPARTMENT, Level.COUNTY),
        ("青禾县集体经济发展服务署", Kind.DEPARTMENT, Level.COUNTY),
        ("国家税务总局青禾县税务局", Kind.DEPARTMENT, Level.COUNTY),
        ("教育局", Kind.DEPARTMENT, None),
        ("青禾经济开发区管委会", Kind.COMMITTEE, Level.COUNTY),
        ("青禾经济开发区", Kind.COMMITTEE, Level.COUNTY),
        ("阿里地区行政公署", Kind.AGENCY, Level.PREFECTURE),
        ("青禾县政务服务中心", Kind.INSTITUTION, Level.COUNTY),
        ("青禾县石桥镇中心卫生院", Kind.INSTITUTION, Level.TOWN),
        ("国家税务总局", Kind.MINISTRY, Level.STATE),
        ("教育部", Kind.MINISTRY, Level.STATE),
        ("关于青禾县教育局", Kind.DEPARTMENT, Level.COUNTY),
        ("青禾县（高新区）应急管理局", Kind.DEPARTMENT, Level.COUNTY),
        ("", Kind.UNKNOWN, None),
        ("某单位情况", Kind.UNKNOWN, None),
    ],
)
def test_a_name_tells_kind_and_level(name: str, kind: Kind, level: Level | None) -> None:
    organ = kind_of(name)
    assert (organ.kind, organ.level) == (kind, level)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("江海省人民政府", True),
        ("云泽市人民政府", True),
        ("云泽市", True),
        ("凉山彝族自治州人民政府", True),
        ("江海省人民政府办公厅", True),
        ("生态环境部", True),
        ("海安市人民政府", False),
        ("青禾县人民政府", False),
        ("重庆市青禾区人民政府", False),
        ("青禾县石桥镇人民政府", False),
        ("石桥街道办事处", False),
        ("江海省教育厅", False),
        ("云泽市司法局", False),
        ("青禾经济开发区管理委员会", False),
    ],
)
def test_only_ministries_and_governments_with_districts_may_issue_regulations(name: str, may: bool) -> None:
    assert kind_of(name).may_issue_regulations is may


@pytest.mark.parametrize(
    ("name", "enforces"),
    [
        ("青禾县公安局", True),
        ("云泽市规划和自然资源局", True),
        ("青禾县交通运输局", True),
        ("云泽市生态环境局", True),
        ("青禾县城市管理局", True),
        ("青禾县综合行政执法局", True),
        ("青禾县应急管理局", True),
        ("青禾县市场监督管理局", True),
        ("青禾县教育局", False),
        ("青禾县人民政府", False),
        ("石桥镇应急管理中心", False),
    ],
)
def test_enforcing_departments_are_told_by_their_matter(name: str, enforces: bool) -> None:
    assert kind_of(name).is_enforcement is enforces


def test_short_endings_are_of_one_class_with_the_long_ones() -> None:
    assert kind_of("青禾县管委会").ending == kind_of("青禾县管理委员会").ending
    assert kind_of("石桥街道").ending == kind_of("石桥街道办事处").ending


def test_the_organ_of_a_report_is_the_one_in_its_title() -> None:
    organ = organ_of(bound(report_text()))
    assert (organ.name, organ.is_government) == ("青禾县石桥镇人民政府", True)


@pytest.mark.parametrize(
    ("said", "kind", "level"),
    [
        ("部门", Kind.DEPARTMENT, Level.TOWN),
        ("street", Kind.STREET, Level.TOWN),
        ("乡镇", Kind.GOVERNMENT, Level.TOWN),
        ("county", Kind.GOVERNMENT, Level.COUNTY),
        ("", Kind.GOVERNMENT, Level.TOWN),
        ("something else", Kind.GOVERNMENT, Level.TOWN),
    ],
)
def test_the_manifest_overrules_the_name(said: str, kind: Kind, level: Level) -> None:
    report = bound(report_text())
    report.options = {"kind": said}
    organ = organ_of(report)
    assert (organ.kind, organ.level) == (kind, level)

"""Whether two names are of one author."""

from __future__ import annotations

import pytest

from auditor import Member
from auditor.model.across import Listed
from auditor.model.finding import Span
from auditor_rules.across.authors import one_author, same_author


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青禾县石桥镇人民政府", "石桥镇人民政府"),
        ("青禾县教育局", "县教育局"),
        ("青禾县教育局", "教育局"),
        ("青禾县人民政府", "青禾县人民政府办公室"),
        ("临江市青禾县人民政府办公室", "青禾县人民政府"),
        ("某某服务站", "某某服务站"),
    ],
)
def test_one_author_under_two_names(one: str, other: str) -> None:
    assert one_author(one, other)
    assert one_author(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青禾县石桥镇人民政府", "青禾县柳湾镇人民政府"),
        ("青禾县石桥镇人民政府", "白水县石桥镇人民政府"),
        ("大石桥镇人民政府", "石桥镇人民政府"),
        ("青禾县教育局", "青禾县水务局"),
        ("青禾县教育局", "白水县教育局"),
        ("青禾县人民政府", "青禾县石桥镇人民政府"),
        ("青禾县人民政府", "青禾县教育局"),
        ("青禾县石桥镇人民政府", "青禾县石桥街道办事处"),
    ],
)
def test_two_authors(one: str, other: str) -> None:
    assert not one_author(one, other)
    assert not one_author(other, one)


def member(organ: str, path: str, listed: str = "") -> Member:
    row = Listed(listed, 2023) if listed else None
    return Member(1, path, "", organ, 2023, None, Span("", 1, 1), listed=row)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (member("青禾县教育局", "a/1.txt"), member("云泽市青禾县教育局", "b/1.txt")),
        (member("教育局", "青禾县/2022/1.txt"), member("教育局", "青禾县/2023/2.txt")),
        (member("县教育局", "1.txt"), member("教育局", "2.txt")),
        (member("教育局", "a/1.txt", "青禾县教育局"), member("教育局", "b/1.txt", "青禾县教育局")),
    ],
)
def test_reports_of_one_author(one: Member, other: Member) -> None:
    assert same_author(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (member("教育局", "青禾县/1.txt"), member("教育局", "白水县/1.txt")),
        (member("县教育局", "青禾县/1.txt"), member("县教育局", "白水县/1.txt")),
        (member("城关镇人民政府", "青禾县/1.txt"), member("城关镇人民政府", "白水县/1.txt")),
        (member("教育局", "a/1.txt", "青禾县教育局"), member("教育局", "a/2.txt", "白水县教育局")),
        (member("青禾县教育局", "a/1.txt"), member("教育局", "b/1.txt")),
    ],
)
def test_a_name_of_many_organs_is_one_s_only_in_its_folder(one: Member, other: Member) -> None:
    assert not same_author(one, other)

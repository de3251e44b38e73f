"""Whether two names are of one author."""

from __future__ import annotations

import pytest

from auditor_rules.across.authors import one_author


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

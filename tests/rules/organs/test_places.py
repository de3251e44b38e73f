"""Places in organs' names, and the level of government that each stands for."""

from __future__ import annotations

import pytest

from auditor_rules.organs import Level, split_places


@pytest.mark.parametrize(
    ("name", "places", "rest"),
    [
        ("青禾县教育局", "青禾县", "教育局"),
        ("云泽市青禾区石桥镇人民政府", "云泽市 青禾区 石桥镇", "人民政府"),
        ("新乡市红旗区市场监督管理局", "新乡市 红旗区", "市场监督管理局"),
        ("青禾县市场监督管理局", "青禾县", "市场监督管理局"),
        ("宣城市城市管理局", "宣城市", "城市管理局"),
        ("城市管理局", "", "城市管理局"),
        ("市场监督管理局", "", "市场监督管理局"),
        ("住房和城乡建设局", "", "住房和城乡建设局"),
        ("乡村振兴局", "", "乡村振兴局"),
        ("苏州市吴江区水务局", "苏州市 吴江区", "水务局"),
        ("凉山州教育局", "凉山州", "教育局"),
        ("湘西土家族苗族自治州民政局", "湘西土家族苗族自治州", "民政局"),
        ("积石山保安族东乡族撒拉族自治县教育局", "积石山保安族东乡族撒拉族自治县", "教育局"),
        ("内蒙古自治区锡林郭勒盟行政公署", "内蒙古自治区 锡林郭勒盟", "行政公署"),
        ("石桥镇市场监管所", "石桥镇", "市场监管所"),
        ("济南市市中区人民政府", "济南市 市中区", "人民政府"),
        ("梅县区财政局", "梅县区", "财政局"),
        ("云泽市委宣传部", "云泽市", "委宣传部"),
        ("青禾县经济开发区管理委员会", "青禾县 经济开发区", "管理委员会"),
        ("石桥社区居民委员会", "", "石桥社区居民委员会"),
        ("县教育局", "县", "教育局"),
        ("市政府办公室", "市", "政府办公室"),
    ],
)
def test_a_name_is_cut_into_its_places_and_the_rest(name: str, places: str, rest: str) -> None:
    found, remainder = split_places(name)
    assert (" ".join(place.name for place in found), remainder) == (places, rest)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("江海省", Level.PROVINCE),
        ("重庆市", Level.PROVINCE),
        ("宁夏回族自治区", Level.PROVINCE),
        ("云泽市", Level.PREFECTURE),
        ("凉山州", Level.PREFECTURE),
        ("阿里地区", Level.PREFECTURE),
        ("海安市", Level.COUNTY),
        ("江海省云泽市汐水市", Level.COUNTY),
        ("青禾县", Level.COUNTY),
        ("云泽市青禾区", Level.COUNTY),
        ("前郭尔罗斯蒙古族自治县", Level.COUNTY),
        ("石桥乡", Level.TOWN),
        ("石桥街道", Level.TOWN),
    ],
)
def test_the_last_place_has_its_level(name: str, level: Level) -> None:
    assert split_places(name)[0][-1].level is level


def test_a_zone_is_told_from_a_district() -> None:
    assert [place.zone for place in split_places("青禾县高新技术产业开发区")[0]] == [False, True]


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("荻川县柳村镇人民政府", "荻川县 柳村镇"),
        ("澄岭县旧县镇人民政府", "澄岭县 旧县镇"),
        ("青禾县老城镇人民政府", "青禾县 老城镇"),
        ("青禾县东城乡人民政府", "青禾县 东城乡"),
        ("青禾县云乡镇", "青禾县 云乡镇"),
        ("青禾县马镇乡人民政府", "青禾县 马镇乡"),
        ("新市镇人民政府", "新市镇"),
        ("青禾县城区街道办事处", "青禾县 城区街道"),
        ("青禾区镇海街道办事处", "青禾区 镇海街道"),
        ("青禾县城乡水务局", "青禾县"),
        ("青禾县乡镇企业局", "青禾县"),
        ("青禾县村镇建设局", "青禾县"),
    ],
)
def test_a_town_may_be_named_after_a_village_a_town_or_a_county(name: str, places: str) -> None:
    assert " ".join(place.name for place in split_places(name)[0]) == places

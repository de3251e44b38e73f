"""Invented places. None is meant to be a real one: rare first characters are joined to plain endings."""

from __future__ import annotations

from dataclasses import dataclass

# Character and pinyin; few real places begin with these characters, and none goes on with these endings.
_FIRST = (
    "霁ji 砚yan 昀yun 珑long 漪yi 璟jing 荻di 蘅heng 楝lian 鸥ou 隼sun 珏jue 汐xi 澈che 苇wei 樨xi "
    "槿jin 翎ling 黛dai 笙sheng 箬ruo 缃xiang 渌lu 榷que 岫xiu 砺li 铎duo 筠yun 蓁zhen 钧jun 霏fei 曦xi"
)
_ENDINGS = {
    "province": "江jiang 原yuan 海hai 南nan 西xi 北bei",
    "city": "泽ze 川chuan 州zhou 宁ning 湖hu 城cheng 浦pu 阳yang",
    "county": "溪xi 陵ling 昌chang 丰feng 水shui 平ping 安an 谷gu",
    "middle": "石shi 柳liu 竹zhu 沙sha 云yun 桂gui 柏bai 荷he",
    "town": "桥qiao 塘tang 坪ping 湾wan 渡du 岭ling 堰yan 墩dun 埠bu 铺pu 坳ao 滩tan",
    "street": "和he 园yuan 苑yuan 华hua 康kang 新xin",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One place with the place it lies in; `stem` is the name without its kind, `tail` the kind."""

    stem: str
    tail: str
    slug: str
    above: Place | None

    @property
    def name(self) -> str:
        return self.stem + self.tail

    @property
    def region(self) -> str:
        """The name as organs there write it: districts, towns and streets put the place above first."""
        return self.above.region + self.name if self.above and self.tail in ("区", "镇", "乡", "街道") else self.name


def _pairs(chars: str) -> list[tuple[str, str]]:
    return [(item[0], item[1:]) for item in chars.split()]


def _pick(index: int, salt: int, *parts: str) -> tuple[str, str]:
    """The index-th joining of one character from each part. None comes twice; the salt keeps kinds apart,
    so that a town does not begin with the character of its county."""
    stem = slug = ""
    lists = [_pairs(part) for part in parts]
    total = 1
    for pairs in lists:
        total *= len(pairs)
    index = (index * 787 + salt) % total  # 787 is prime and no factor of any total, so this is a permutation
    for pairs in lists:
        index, digit = divmod(index, len(pairs))
        stem += pairs[digit][0]
        slug += pairs[digit][1]
    return stem, slug


def province(index: int) -> Place:
    stem, slug = _pick(index, 0, _FIRST, _ENDINGS["province"])
    return Place(stem, "省", slug, None)


def city(index: int) -> Place:
    stem, slug = ("云泽", "yunze") if index == 0 else _pick(index, 9, _FIRST, _ENDINGS["city"])
    return Place(stem, "市", slug, province(index % 40))


def county(index: int) -> Place:
    stem, slug = _pick(index, 21, _FIRST, _ENDINGS["county"])
    return Place(stem, "县县区"[index % 3], slug, city(index % 150))


def town(index: int) -> Place:
    stem, slug = _pick(index, 14, _FIRST, _ENDINGS["middle"], _ENDINGS["town"])
    return Place(stem, "镇镇乡镇"[index % 4], slug, county(index % 250))


def street(index: int) -> Place:
    stem, slug = _pick(index, 27, _FIRST, _ENDINGS["middle"], _ENDINGS["street"])
    return Place(stem, "街道", slug, county(index % 250))

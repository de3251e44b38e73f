"""The running text of one report: title, preamble, the sections that are prose, and the lines beneath."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from samples.make.draft import Para, tag
from samples.make.facts import Facts
from samples.make.overview import overview
from samples.make.phrases import closing, opening
from samples.make.problems import problems
from samples.make.wording import Wording

_SECTIONS = ("overview", "disclosure", "requests", "appeals", "problems", "other")
_HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
HEADINGS = dict(zip(_SECTIONS, _HEADINGS, strict=True))
LONG_APPEALS = "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"
_WECHAT = {
    "bureau": ("{b}", "{b}在线", "{b}发布", "{b}微讯", "{b}之窗", "{b}服务号"),
    "town": ("{b}发布", "{b}之声", "美丽{b}", "{b}微讯", "活力{b}", "{b}微政务", "今日{b}"),
    "wide": ("{b}发布", "{b}政务之窗", "今日{b}在线", "{b}政府发布", "{b}微政务"),
}
_WEIBO = ("{b}速递", "微观{b}", "{b}网事", "{b}播报")
_ROADS = ("文澜路", "望湖街", "迎春路", "四明街", "崇文路", "青石巷", "振兴路", "临河街", "学府路", "百花路")


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs by place: title, preamble, the keys of the sections, and sign."""

    title: tuple[Para, ...]
    preamble: tuple[Para, ...]
    sections: dict[str, tuple[Para, ...]]
    sign: tuple[Para, ...]


def make_prose(facts: Facts, rng: Random) -> Prose:
    wording = Wording(
        facts,
        rng,
        unit=rng.choice(("件",) * 12 + ("宗", "宗", "条")),
        thousands=rng.random() < 0.3,
        decimals=rng.choice((1, 1, 2)),
    )
    wording.words = _words(facts, rng, wording.unit)
    wording.turn("")
    title = tuple(Para(line, "", "title") for line in wording.say(opening.TITLES).split("\n"))
    has_preamble = wording.chance(0.75)
    preamble = _preamble(wording) if has_preamble else ()
    period = "" if has_preamble else wording.say(opening.PERIODS)
    headings = dict(HEADINGS)
    if wording.chance(0.15):
        headings["appeals"] = LONG_APPEALS
    bodies = {
        "overview": overview(wording, period),
        "problems": problems(wording),
        "other": _other(wording),
    }
    sections = {key: (Para(headings[key], key, "heading"), *bodies.get(key, ())) for key in _SECTIONS}
    return Prose(title, preamble, sections, _sign(wording) if wording.chance(0.35) else ())


def _words(facts: Facts, rng: Random, unit: str) -> dict[str, str]:
    organ, year = facts.organ, facts.year
    group = "bureau" if organ.kind == "bureau" else "town" if organ.kind in ("town", "street") else "wide"
    host = f"http://www.{organ.slug.split('-')[0]}.example/"
    words = {
        "y": str(year),
        "next_year": str(year + 1),
        "me": organ.me,
        "whole": organ.whole,
        "organ": organ.name,
        "portal": rng.choice(organ.sites),
        "superior": organ.superior,
        "level": organ.level,
        "units": rng.choice(organ.units),
        "villages": "社区" if organ.kind == "street" else "村（社区）",
        "grass": "社区" if organ.kind == "street" else "村级",
        "u": unit,
        "us": organ.me,
        "account": tag("account", rng.choice(_WECHAT[group]).replace("{b}", organ.brand)),
        "account_weibo": tag("account_weibo", rng.choice(_WEIBO).replace("{b}", organ.brand)),
        "rules": "《中华人民共和国政府信息公开条例》",
        "law": rng.choice(("《中华人民共和国政府信息公开条例》", "《政府信息公开条例》")),
        "form_doc": opening.FORM_DOCUMENTS["2019" if year <= 2020 else "2021"],
        "contact": organ.contact,
        "url": host + rng.choice(("", "zwgk/", "zfxxgk/")),
        "address": f"{organ.place}{rng.choice(_ROADS)}{rng.randint(2, 268)}号",
        "phone": f"06{rng.randint(10, 49)}-{rng.choice('2345678')}{rng.randint(100000, 999999)}",
        "postcode": f"6{rng.randint(70000, 79999)}",
        "hot_rate": f"9{rng.choice('6789')}.{rng.randint(1, 9)}%",
        "ok_rate": f"9{rng.choice('3578')}.{rng.randint(1, 9)}%",
    }
    if organ.kind in ("province", "prefecture", "county"):
        words["us"] = rng.choice((organ.me, f"{organ.whole}行政机关", f"{organ.whole}各级行政机关"))
    return words


def _preamble(wording: Wording) -> tuple[Para, ...]:
    basis = wording.say(opening.BASIS)
    if wording.chance(0.3) and basis.count("政府信息公开条例》") == 1:
        basis = basis.replace("政府信息公开条例》", "政府信息公开条例》（以下简称《条例》）")
        wording.words["law"] = "《条例》"
    middle = [wording.say(opening.PARTS)] if wording.chance(0.55) else []
    middle.append(wording.say(opening.PERIODS))
    if wording.chance(0.5):
        middle.append(wording.say(opening.CONTACTS))
    if wording.chance(0.3):
        return tuple(Para(text, "", "preamble") for text in (basis, *middle))
    return (Para(basis + "".join(middle), "", "preamble"),)


def _other(wording: Wording) -> tuple[Para, ...]:
    more = [wording.fill(text) for text in wording.rng.sample(closing.MORE, wording.rng.choice((0, 0, 1, 1, 2)))]
    if wording.facts.year <= 2020:
        if not more:
            return (Para(wording.say(closing.NOTHING), "other"),)
        return (Para("".join(more), "other"),)
    fee = [_fee(wording)]
    sentences = fee + more if wording.chance(0.6) else more + fee
    if wording.chance(0.5):
        sentences.append(wording.say(closing.NO_MORE[1:] if len(sentences) > 1 else closing.NO_MORE))
    if wording.chance(0.4):
        return tuple(Para(text, "other") for text in sentences)
    return (Para("".join(sentences), "other"),)


def _fee(wording: Wording) -> str:
    counts = wording.facts.counts
    if not counts["notices"]:
        return wording.say(closing.NO_FEES)
    return wording.say(closing.FEES) + (wording.say(closing.UNPAID) if counts["unpaid"] else "")


def _sign(wording: Wording) -> tuple[Para, ...]:
    facts, rng = wording.facts, wording.rng
    month = rng.randint(1, 3) if facts.kind in ("province", "prefecture", "county") else 1
    day = rng.randint(6, 28)
    return (
        Para(facts.organ.name, "other", "sign"),
        Para(f"{facts.year + 1}年{month}月{day}日", "other", "sign"),
    )

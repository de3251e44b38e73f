"""Section one: five topics under headings, as plain paragraphs, or counted off 一是, 二是."""

from __future__ import annotations

from collections.abc import Sequence

from samples.make.applications import applications
from samples.make.draft import Para, tag
from samples.make.labels import disclosure_columns
from samples.make.phrases import opening, publish, upkeep
from samples.make.wording import Wording, value_of

_TOPICS = ("publish", "requests", "upkeep", "platform", "oversight")
ORDINALS = "一二三四五六七八九"


def overview(wording: Wording, period: str) -> tuple[Para, ...]:
    """The section's paragraphs. `period` is the statement of the period where no preamble gives it."""
    style = wording.rng.choice(("heads", "heads", "heads", "run_in", "run_in", "plain", "counted"))
    lead = wording.say(opening.LEADS) if wording.chance(0.75) or style == "counted" else ""
    lead = lead + period if wording.chance(0.7) else period + lead
    heads = opening.HEADS[
        "verb" if style == "counted" else wording.rng.choice(("plain", "plain", "state", "verb", "result"))
    ]
    listed = style != "counted" and wording.chance(0.35)
    texts = {
        "publish": "".join(_publish(wording)),
        "requests": "".join(applications(wording)),
        "upkeep": _upkeep(wording, listed),
        "platform": "".join(_platform(wording)),
        "oversight": "".join(_oversight(wording)),
    }
    paras = [Para(lead, "overview")] if lead else []
    if style == "counted":
        items = [f"{ORDINALS[at]}是{wording.say(heads[key])}。{texts[key]}" for at, key in enumerate(_TOPICS)]
        if wording.chance(0.5):
            return (Para(lead + "".join(items), "overview"),)
        return (*paras, *(Para(item, "overview") for item in items))
    for at, key in enumerate(_TOPICS):
        head = f"（{ORDINALS[at]}）{wording.say(heads[key])}"
        if style == "heads":
            paras.append(Para(head, "overview", "subheading"))
        paras.append(Para(f"{head}。{texts[key]}" if style == "run_in" else texts[key], "overview"))
    return tuple(paras)


def _publish(wording: Wording) -> list[str]:
    facts, rng = wording.facts, wording.rng
    little = facts.size == "zero"
    said = wording.some(publish.OPENERS, 0, 1 if little else 2)
    said.append(wording.say(publish.THREE if facts.counts["weibo"] else publish.TWO))
    if wording.chance(0.3):
        said.append(wording.say(publish.KINDS))
    near = facts.kind in ("town", "street", "county")
    extra = []
    for turn in range(1 if little else rng.randint(1, 2)):
        wording.turn(f"area {turn}")
        extra.append(wording.say(publish.AREAS if near else publish.AREAS_PLAIN))
    extra += _documents(wording)
    extra += _decisions(wording)
    if not little and wording.chance(0.6):
        extra.append(wording.say(publish.EXPLAINED))
    if wording.chance(0.6):
        rng.shuffle(extra)
    return said + extra


def _documents(wording: Wording) -> list[str]:
    facts = wording.facts
    made = value_of(facts, "docs_made")
    sentence = wording.say(publish.DOCS[facts.form, made > 0])
    said = [sentence if made else tag("zero:docs", sentence[:-1]) + "。"]
    if facts.form == "2021" and value_of(facts, "docs_repealed") and wording.chance(0.6):
        said[0] += wording.say(publish.REPEALED)
    if value_of(facts, "rules_made") and wording.chance(0.7):
        said.append(wording.say(publish.RULES))
    return said


def _decisions(wording: Wording) -> list[str]:
    facts, said = wording.facts, []
    rows = [
        (row, word)
        for row, word in (("licence", "行政许可"), ("penalty", "行政处罚"), ("coercion", "行政强制"))
        if value_of(facts, row)
    ]
    suffix = wording.rng.choice(("", "决定"))
    if rows and wording.chance(0.65):
        wording.words["decided"] = wording.fill("、".join(f"{word}{suffix}{{{row}}}件" for row, word in rows))
        said.append(wording.say(publish.DECISIONS))
    if len(rows) > 1 and wording.chance(0.25):
        said.append(wording.say(publish.SHOWN))
    if "amount" in disclosure_columns(facts.form)["fee"]:
        if value_of(facts, "fees") and wording.chance(0.35):
            said.append(wording.say(publish.FEES))
    elif value_of(facts, "purchases") and wording.chance(0.4):
        said.append(wording.say(publish.PURCHASES))
    return said


def _upkeep(wording: Wording, listed: bool) -> str:
    sentences = wording.some(upkeep.MANAGE, 2, 2 if wording.facts.size == "zero" else 4)
    if not listed:
        return "".join(sentences)
    intro = wording.fill("[政府信息管理工作中，|在信息管理上，|信息管理方面，|]")
    return intro + counted([sentence.rstrip("。") for sentence in sentences])


def counted(items: Sequence[str], joint: str = "；") -> str:
    """The items as 一是…；二是…。"""
    return joint.join(f"{ORDINALS[at]}是{item}" for at, item in enumerate(items)) + "。"


def _platform(wording: Wording) -> list[str]:
    little = wording.facts.size == "zero"
    fitting = [text for text in upkeep.PLATFORM if wording.facts.year >= 2021 or "适老化" not in text]
    said = wording.some(fitting, 1 if little else 2, 2 if little else 3)
    if "微信" not in "".join(said) and wording.chance(0.7):
        said.append(wording.say([text for text in upkeep.PLATFORM if "{wx}" in text]))
    if wording.chance(0.55):
        small = wording.facts.kind in ("town", "street")
        said.append(wording.say([text for text in upkeep.REGISTERS if not (small and "新闻发布会" in text)]))
    return said


def _oversight(wording: Wording) -> list[str]:
    government = wording.facts.organ.government
    said = wording.some(upkeep.OVERSEE, 1, 2 if wording.facts.size == "zero" else 3)
    assessed = wording.say(upkeep.ASSESS_GOVERNMENT if government else upkeep.ASSESS_OTHER)
    return [*said, assessed] if wording.chance(0.8) else [assessed, *said]

"""Topic two of the overview: what was applied for, by whom, how it ended, and who appealed."""

from __future__ import annotations

from samples.make.draft import tag
from samples.make.labels import OUTCOMES
from samples.make.phrases import requests as stock
from samples.make.wording import RESULT_NAMES, Wording, value_of


def applications(wording: Wording) -> list[str]:
    """Sentences about requests, then about reviews and lawsuits."""
    if value_of(wording.facts, "new") == 0 and value_of(wording.facts, "carried_in") == 0:
        said = [tag("zero:new", wording.say(stock.NONE)) + "。"]
        ready = wording.some(stock.READY, 1, 3)
        said = ready + said if wording.chance(0.3) else said + ready
    else:
        few = value_of(wording.facts, "new") < 5
        care = [text for text in stock.CARE if not (few and text.startswith("申请"))]
        said = _received(wording) + _handled(wording) + wording.some(care, 0, 2)
    return said + _appeals(wording)


def _received(wording: Wording) -> list[str]:
    """Requests received, with the applicants either as a list of parts or in a sentence of their own."""
    facts = wording.facts
    head = wording.say(stock.RECEIVED)
    carried = wording.say(stock.CARRIED_IN) if value_of(facts, "carried_in") else ""
    legal = value_of(facts, "legal")
    parts = wording.say(stock.BY_APPLICANT) if legal and wording.chance(0.35) else ""
    if parts:
        said = [f"{head}，{parts}。"] + [f"{carried}。"] * bool(carried)
    elif carried and wording.chance(0.7):
        said = [f"{head}，{carried}。"]
    else:
        said = [f"{head}。"] + [f"{carried}。"] * bool(carried)
    extra = []
    if not parts and wording.chance(0.4):
        extra.append(wording.say(stock.APPLICANTS if legal else stock.ALL_NATURAL) + "。")
    if wording.chance(0.4):
        extra.append(_channels(wording))
    wording.rng.shuffle(extra)
    if facts.size in ("medium", "large") and wording.chance(0.5):
        said.append(_trend(wording))
    return said + extra


def _channels(wording: Wording) -> str:
    """The channels with their counts; those that nobody used are left out."""
    words = wording.rng.choice(stock.CHANNEL_WORDS)
    used = [(key, word) for key, word in zip(("web", "mail", "visit"), words, strict=True) if wording.facts.counts[key]]
    if len(used) == 1:
        return f"申请全部通过{ {'web': '网络', 'mail': '信函', 'visit': '当面'}[used[0][0]] }方式提出。"
    joint = wording.rng.choice("、，")
    wording.words["channels"] = wording.fill(joint.join(f"{word}{{{key}}}{{u}}" for key, word in used))
    text = wording.say(stock.CHANNELS)
    unused = (
        "" if len(used) == 3 or wording.chance(0.5) else "，未收到当面申请" if not wording.facts.counts["visit"] else ""
    )
    return text + unused + "。"


def _trend(wording: Wording) -> str:
    facts = wording.facts
    new, last = int(value_of(facts, "new")), facts.counts["last"]
    wording.words["rate"] = tag("rate:trend", wording.percent(abs(new - last), last))
    return wording.say(stock.RISE if new > last else stock.FALL) + "。"


def _handled(wording: Wording) -> list[str]:
    facts = wording.facts
    total, left = value_of(facts, "total"), value_of(facts, "carried_out")
    results = [(key, name) for key, name in RESULT_NAMES.items() if value_of(facts, key)]
    joint = wording.rng.choice("、，")
    wording.words["results"] = wording.fill(joint.join(f"{name}{{{key}}}{{u}}" for key, name in results))
    wording.words["granted_rate"] = tag("rate:granted", wording.percent(value_of(facts, "granted"), total))
    wording.words["open_rate"] = tag("rate:open", wording.percent(value_of(facts, "open_results"), total))
    left_over = "，" + wording.say(stock.CARRIED_OUT) if left else ""
    whole = "" if left else "，" + wording.say(stock.ALL_CLOSED)
    closed = wording.say(stock.CLOSED)
    kind = wording.rng.choice(("list", "list", "share", "open_share", "short"))
    if kind == "list" and len(results) > 1:
        if wording.chance(0.5):
            said = f"{closed}，其中{wording.words['results']}。"
            return [said] + ([left_over[1:] + "。"] if left else [])
        return [
            f"{closed}{left_over}。",
            wording.say([text for text in stock.RESULTS if "{total}" not in text]) + "。",
        ]
    if kind == "share" and value_of(facts, "granted"):
        return [f"{closed}，其中{wording.say(stock.SHARE)}。"] + ([left_over[1:] + "。"] if left else [])
    if kind == "open_share" and value_of(facts, "partial"):
        return [f"{closed}{left_over}。", wording.say(stock.OPEN_SHARE) + "。"]
    return [f"{closed}{left_over}。"] if left or wording.chance(0.5) else [whole[1:] + "。"]


def _appeals(wording: Wording) -> list[str]:
    facts = wording.facts
    reviews, suits = value_of(facts, "reviews"), value_of(facts, "suits")
    if reviews == 0 and suits == 0:
        return [tag("zero:appeals", wording.say(stock.NO_APPEALS)) + "。"] if wording.chance(0.75) else []
    if wording.chance(0.15):
        return []
    said = [_reviews(wording) if reviews else wording.say(stock.NO_REVIEWS)]
    suit = wording.say(stock.SUITS) if suits else wording.say(stock.NO_SUITS)
    if suits and value_of(facts, "direct") and value_of(facts, "after") and wording.chance(0.5):
        suit += "，" + wording.say(stock.SUIT_PARTS)
    said.append(suit)
    return [wording.rng.choice("；。").join(said) + "。"]


def _reviews(wording: Wording) -> str:
    """Reviews, at times with their outcomes; the list ends the sentence or stands before a semicolon."""
    cells = wording.facts.appeals["review"]
    outcomes = [outcome for outcome in OUTCOMES[:-1] if cells[outcome]]
    text = wording.say(stock.REVIEWS)
    if len(outcomes) < 2 or wording.chance(0.4):
        return text
    return (
        text + "，其中" + wording.fill("、".join(f"{stock.REVIEW_RESULTS[key]}{{review_{key}}}件" for key in outcomes))
    )

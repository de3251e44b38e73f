"""Section five: what is wrong and what will be done, in one of eight ways of setting it out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from samples.make.draft import Para
from samples.make.overview import ORDINALS, counted
from samples.make.phrases import problems as stock
from samples.make.phrases.themes import THEMES, Theme
from samples.make.wording import Wording

_GROUP = {"province": "wide", "prefecture": "wide", "county": "wide", "town": "base", "street": "base"}
_STYLES = (
    "paragraph",
    "paragraph",
    "two",
    "two",
    "numbers",
    "numbers",
    "heads",
    "heads",
    "pairs",
    "flow",
    "first",
)


_FAULT = re.compile("问题|不足|不够|有待|欠")


def problems(wording: Wording) -> tuple[Para, ...]:
    """The section's paragraphs; tried again until a problem word is among them (rule S114)."""
    paras = _problems(wording)
    while not any(_FAULT.search(para.text) for para in paras):
        paras = _problems(wording)
    return paras


def _problems(wording: Wording) -> tuple[Para, ...]:
    group = _GROUP.get(wording.facts.kind, "unit")
    themes = [theme for theme in THEMES if theme.kinds in ("all", group)]
    chosen = wording.rng.sample(themes, wording.rng.choice((2, 3, 3, 3, 4)))
    style = wording.rng.choice(_STYLES)
    if style == "pairs":
        texts = _pairs(wording, chosen)
    elif style in ("numbers", "heads"):
        texts = _under_heads(wording, chosen, style)
    else:
        texts = _running(wording, chosen, style)
    past = [wording.say(stock.PAST)] if wording.chance(0.15) and style not in ("numbers", "heads", "pairs") else []
    return tuple(
        Para(text, "problems", "subheading" if text.startswith("（") and not text.endswith("。") else "body")
        for text in (*past, *texts)
    )


def _items(wording: Wording, themes: Sequence[Theme], cures: bool, named: float) -> list[str]:
    """One phrase per theme, at times led by its short name."""
    with_names = wording.chance(named)
    items = []
    for theme in themes:
        wording.turn(theme.name[0])
        phrase = wording.say(theme.measures if cures else theme.problems)
        name = wording.say(theme.cure if cures else theme.name)
        items.append(f"{name}。{phrase}" if with_names else phrase)
    return items


def _listed(wording: Wording, items: Sequence[str]) -> str:
    return counted(items, "。" if any("。" in item for item in items) or wording.chance(0.4) else "；")


def _cured(wording: Wording, themes: Sequence[Theme]) -> list[Theme]:
    """The themes in the order of their measures: at times two problems share one measure."""
    order = list(themes)
    if len(order) > 2 and wording.chance(0.3):
        order.pop(wording.rng.randrange(len(order)))
    return order


def _running(wording: Wording, themes: Sequence[Theme], style: str) -> list[str]:
    cures = _cured(wording, themes)
    if style == "flow":
        return _flow(wording, themes, cures)
    if style == "first" and len(themes) == 3:
        faults = _firstly(wording, _items(wording, themes, False, 0.3))
    else:
        faults = _listed(wording, _items(wording, themes, False, 0.3))
    remedies = _listed(wording, _items(wording, cures, True, 0.4))
    first = wording.say(stock.OPENINGS) + faults
    second = wording.say(stock.TURNS) + remedies
    if wording.chance(0.35):
        second += wording.say(stock.FAREWELLS)
    return [first + second] if style == "paragraph" else [first, second]


def _firstly(wording: Wording, items: Sequence[str]) -> str:
    marks = wording.rng.choice((("第一，", "第二，", "第三，"), ("首先，", "其次，", "最后，")))
    joint = "。" if any("。" in item for item in items) else wording.rng.choice("；。")
    return joint.join(mark + item for mark, item in zip(marks, items, strict=True)) + "。"


def _flow(wording: Wording, themes: Sequence[Theme], cures: Sequence[Theme]) -> list[str]:
    """Without any counting off."""
    joins = wording.rng.choice(stock.FLOW_JOINS)
    faults = _items(wording, themes, False, 0.0)
    text = wording.say(stock.FLOW_OPENINGS) + faults[0] + "。"
    text += "".join(f"{join}{fault}。" for join, fault in zip(joins, faults[1:], strict=False))
    remedies = _items(wording, cures, True, 0.0)
    text += wording.say(stock.LINKS) + "；".join(remedies) + "。"
    return [text + wording.say(stock.FAREWELLS)] if wording.chance(0.5) else [text]


def _pairs(wording: Wording, themes: Sequence[Theme]) -> list[str]:
    texts = []
    for at, theme in enumerate(themes):
        mark = f"（{ORDINALS[at]}）"
        wording.turn(theme.name[0])
        link = wording.say(stock.LINKS)
        texts.append(
            f"{mark}{wording.say(theme.name)}。{wording.say(theme.problems)}。{link}{wording.say(theme.measures)}。"
        )
    return texts


def _under_heads(wording: Wording, themes: Sequence[Theme], style: str) -> list[str]:
    """Problems under （一）, measures under （二）, each as numbered paragraphs or as one paragraph."""
    first, second = wording.rng.choice(stock.SUBHEADS)
    cures = _cured(wording, themes)
    faults, remedies = _items(wording, themes, False, 0.6), _items(wording, cures, True, 0.6)
    texts = [f"（一）{first}"]
    texts += _numbered(faults) if style == "numbers" else [_listed(wording, faults)]
    texts.append(f"（二）{second}")
    texts += _numbered(remedies) if style == "numbers" else [_listed(wording, remedies)]
    return texts


def _numbered(items: Sequence[str]) -> list[str]:
    return [f"{number}.{item}。" for number, item in enumerate(items, 1)]

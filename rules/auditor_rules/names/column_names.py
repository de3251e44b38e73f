"""OGI-N706: columns and categories are called the same throughout the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.text import SPACES, normalise
from auditor_rules.language.running_text import running_text
from auditor_rules.language.word_lists import WordList, words
from auditor_rules.reading.garbled_source import refuse_damaged

_KIND = r"(?:一级|二级|三级|子|专题|专门|特色|重点|公开)?(?:栏目|专栏|专题|板块|版块|频道|专区|窗口|模块|目录|系统|小程序|客户端|网站|APP|app)"
_NAME = r"“(?P<name>[^“”，。；：\n]{2,20})”"
_QUOTED = re.compile(_NAME)
_BEHIND = re.compile(rf"{_KIND}(?:名称)?[：:（(为是]?\s?$")
# 栏目 behind a quoted name, or behind the last of a list of them.
_WORD_BEHIND = re.compile(
    rf"(?:等?[\d一二三四五六七八九十两多]{{0,3}}[个大类项]?|的|政务公开|信息公开|政府信息公开)?{_KIND}"
)
_BETWEEN = re.compile(r"[、和及与]?|以及")
_CATEGORY = re.compile(r"类(?:别|栏目|信息|文件|内容|事项|公文|政务信息|政府信息)?\s?(?:共|共计|计|为|有|占)?\s?\d")
_CATEGORY_NAME = re.compile(r"[\u4e00-\u9fff]{3,14}$")
_LEAD = re.compile(
    r"^.{0,10}?(?:主动公开|公开|发布|公布|公示|更新|上传|录入|报送|推送|其中|包括|包含|涉及|涵盖|分别为|分别是|新增|以及|属于|有|及|和)(?=[\u4e00-\u9fff]{4})"
)
_DOUBTFUL = frozenset("0123456789一二三四五六七八九十")
_SHORTEST = 4
# No report names so many columns; a text made to do so must not hold up the run.
_MOST_NAMES = 200


class Named(NamedTuple):
    """A column or category as named in the text."""

    kind: str
    name: str
    span: Span


@lru_cache(maxsize=4)
def _pairs(listed: WordList) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(text) for text in listed.texts)


def named(report: Report) -> tuple[Named, ...]:
    """Return every column and category the running text names, in reading order."""
    running = report.derived(running_text)
    text = running.text
    found: list[Named] = []
    quoted = list(_QUOTED.finditer(text)) if "“" in text else []
    column = False
    # From the last to the first: what follows a list tells what its members are.
    for number in range(len(quoted) - 1, -1, -1):
        match = quoted[number]
        last = number + 1 == len(quoted)
        goes_on = not last and bool(_BETWEEN.fullmatch(text, match.end(), quoted[number + 1].start()))
        column = (column and goes_on) or _is_column(text, match.start(), match.end())
        if column:
            span = running.span(match.start("name"), match.end("name"))
            found.append(Named("column", _plain(match["name"]), span))
    for match in _CATEGORY.finditer(text):
        name = _CATEGORY_NAME.search(text, max(0, match.start() - 14), match.start())
        if name is not None:
            lead = _LEAD.match(name[0])
            span = running.span(name.start() + (lead.end() if lead else 0), name.end())
            found.append(Named("category", span.text, span))
    return tuple(sorted(found, key=lambda item: (item.span.line or 0, item.span.col or 0)))


def _is_column(text: str, start: int, end: int) -> bool:
    return _WORD_BEHIND.match(text, end) is not None or _BEHIND.search(text, max(0, start - 8), start) is not None


def _plain(name: str) -> str:
    return SPACES.sub("", normalise(name))


@rule(
    id="OGI-N706",
    title=("栏目/平台名称不一致", "Column or platform name inconsistent"),
    severity=Severity.REVIEW,
    confidence=Confidence.MEDIUM,
    basis=("国办公开办函〔2021〕30号：年度报告内容应当准确", "letter [2021] No. 30: reports must be accurate"),
    remedy=(
        "核实栏目或类别的名称，全文统一。",
        "Check what the column or category is called, and use that throughout.",
    ),
)
def columns_named_alike(report: Report) -> Iterator[Violation]:
    """机构智能类 in a report that also has 机构职能类 is one category misspelt: who looks for it on the site does not find it.

    Compared are quoted names of columns and platforms, and categories with their counts, of four characters or more that
    differ in exactly one. Columns that exist side by side pass: 财政预算 and 财政决算, 政府公报 and 政府公告, names that differ in a
    number or a place's rank (`words.telling_pairs` and `words.generic_names` add to them), and a name that only has
    something put before or behind it. Accounts are OGI-N701.
    """
    refuse_damaged(report)
    mentions = [item for item in report.derived(named) if len(item.name) >= _SHORTEST]
    report.asked.add_all([item.span for item in mentions])
    names = list(dict.fromkeys((item.kind, item.name) for item in mentions))[:_MOST_NAMES]
    if len(names) < 2:
        return
    pairs = _pairs(words(report, "telling_pairs"))
    generic = words(report, "generic_names").texts
    told: set[tuple[str, str]] = set()
    for (kind, one), (other_kind, other) in combinations(names, 2):
        if kind != other_kind:
            continue
        if kind == "category":
            one, other = _aligned(one, other)
        if (one, other) not in told and not (one in generic and other in generic) and _misspelt(one, other, pairs):
            told.add((one, other))
            same = [item for item in mentions if item.kind == kind and item.name.endswith((one, other))]
            yield _violation(same, (one, other))


def _aligned(one: str, other: str) -> tuple[str, str]:
    """Return the ends of two names as far as they agree but for one character: what leads up to a name is cut off.

    维护机构职能 and 其中机构智能 are 机构职能 and 机构智能.
    """
    length = differing = 0
    while length < min(len(one), len(other)):
        if one[-1 - length] != other[-1 - length]:
            if differing:
                break
            differing = length + 1
        length += 1
    if not differing or length < _SHORTEST or differing == length:
        return one, other
    return one[-length:], other[-length:]


def _misspelt(one: str, other: str, pairs: frozenset[frozenset[str]]) -> bool:
    if abs(len(one) - len(other)) > 1 or Levenshtein.distance(one, other, score_cutoff=1) != 1:
        return False
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return not long.startswith(short) and not long.endswith(short) and not _DOUBTFUL & (set(long) - set(short))
    differing = frozenset(
        char for first, second in zip(one, other, strict=True) if first != second for char in (first, second)
    )
    return differing not in pairs and not differing & _DOUBTFUL


def _violation(mentions: list[Named], names: tuple[str, str]) -> Violation:
    counts: dict[str, int] = {}
    for mention in mentions:
        name = names[0] if mention.name.endswith(names[0]) else names[1]
        counts[name] = counts.get(name, 0) + 1
    zh = "、".join(f"“{name}”（{count}处）" for name, count in counts.items())
    en = ", ".join(f"“{name}” ({count}×)" for name, count in counts.items())
    return Violation(
        Message(f"同一栏目或类别名称写法不一：{zh}", f"one column or category under two names: {en}"),
        mentions[0].span,
        quotes=tuple(mention.span for mention in mentions[:7]),
        actual="、".join(counts),
        subject=f"{mentions[0].kind} name",
        cause=f"name {'/'.join(sorted(counts))}",
    )

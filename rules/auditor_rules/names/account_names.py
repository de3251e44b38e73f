"""OGI-N701: an account of the organ is spelt one way throughout the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from auditor import Message, Report, Severity, Span, Violation, rule
from auditor.model.text import SPACES, Memo, normalise
from auditor_rules.names.words import WORDS

_OPEN, _CLOSE = '“「『"', '”」』"'
# A bare 号 or 平台 is no account: “一网通办”平台 and “一网通管”平台 are two systems.
_PLATFORM = (
    r"(?:(?P<brand>微信|微博|抖音|快手|今日头条|头条|视频(?=号|账|帐))(?:公众号|公众平台|订阅号|服务号|视频号|[账帐]?号|平台)?"
    r"|(?P<kind>公众号|公众平台|订阅号|服务号|[账帐]号))"
)
_QUOTED_BEFORE = re.compile(
    rf"[{_OPEN}](?P<name>[^{_OPEN}{_CLOSE}，。；\n]{{2,30}})[{_CLOSE}][^{_OPEN}{_CLOSE}，。；、\n]{{0,6}}?(?:政务|官方)?{_PLATFORM}"
)
# Every platform begins with one of the characters looked for first, which spares a try at each of the others.
_NAMED_AFTER = re.compile(
    rf"(?=[微抖快今头视公订服账帐号]){_PLATFORM}(?:名称)?[:：为是]?"
    rf"(?:[（(](?:[^（()）{_OPEN}]{{0,8}}[{_OPEN}])?(?P<bracketed>[^（()）{_OPEN}{_CLOSE}，。；\n]{{2,30}})[{_CLOSE}]?[）)]"
    rf"|[{_OPEN}](?P<name>[^{_OPEN}{_CLOSE}，。；\n]{{2,30}})[{_CLOSE}])"
)
# Offices keep families of accounts that differ in their last word, and institutions their own: that is no misspelling.
_OWNERS = (*WORDS["account_families"].split(), *WORDS["institutions"].split())
_DOUBTFUL = frozenset("0123456789一二三四五六七八九十市县区镇乡")
_SHORTEST, _LONG = 4, 6
# No report names so many accounts; a text made to do so must not hold up the run.
_MOST_NAMES = 100


class Account(NamedTuple):
    """One mention of an account: its platform class and its name as printed."""

    platform: str
    name: str
    span: Span


def accounts(report: Report) -> tuple[Account, ...]:
    """Return every named account in the prose, in reading order."""
    return tuple([
        Account(platform, name, Span(printed, line.line, line.col + start, section))
        for line, section in report.prose()
        for start, platform, name, printed in _NAMES[line.text]
    ])  # fmt: skip


def _names(line: str) -> list[tuple[int, str, str, str]]:
    """Return the accounts named in a line: where, on which platform, the name, and the name as printed."""
    if not any(mark in line for mark in "号微抖快头"):
        return []
    found: dict[int, tuple[int, str, str, str]] = {}
    for pattern in (_QUOTED_BEFORE, _NAMED_AFTER):
        for match in pattern.finditer(line):
            group = "name" if match["name"] is not None else "bracketed"
            name = SPACES.sub("", normalise(match[group]))
            start = match.start(group)
            found[start] = (start, _platform(match["brand"], match["kind"]), name, match[group])
    return sorted(found.values())


_NAMES: Memo[list[tuple[int, str, str, str]]] = Memo(_names)


def _platform(brand: str | None, kind: str | None) -> str:
    if brand == "微信" or (kind is not None and kind[0] not in "账帐"):
        return "wechat"
    return {"微博": "weibo", "抖音": "douyin", "快手": "kuaishou", "视频": "channels", None: "account"}.get(
        brand, "toutiao"
    )


@rule(
    id="OGI-N701",
    title=("新媒体账号名称不一致", "Account name spelt two ways"),
    severity=(Severity.ERROR, Severity.WARNING, Severity.REVIEW),
    basis=("国办秘函〔2019〕19号：政务新媒体名称应当准确", "letter [2019] No. 19: names of government accounts must be right"),
    remedy=("核实账号的实际名称，全文统一。", "Check the account's real name and use it throughout."),
)  # fmt: skip
def one_spelling(report: Report) -> Iterator[Violation]:
    """A reader who searches for the misspelt account finds nothing, or somebody else's. Which spelling is right cannot be
    told from the report, so all of them are shown and none is called wrong.

    Names on one kind of platform are compared when they have four characters or more and differ in one or two, at
    most a third of them. Families such as X发布 and X政务, and institutions such as X图书馆 and X文化馆, are different accounts; differing digits or 市/县/区/镇 are
    left to a person.
    """
    mentions = report.derived(accounts)
    report.asked.add_all([account.span for account in mentions])
    names = list(dict.fromkeys((account.platform, account.name) for account in mentions))[:_MOST_NAMES]
    for (platform, one), (other_platform, other) in combinations(names, 2):
        if platform != other_platform:
            continue
        severity = _alike(one, other)
        if severity is not None:
            yield _violation([m for m in mentions if m.platform == platform and m.name in (one, other)], severity)


def _alike(one: str, other: str) -> Severity | None:
    """Return how sure it is that two names are one name misspelt, or None where they are two names."""
    longest, shortest = max(len(one), len(other)), min(len(one), len(other))
    if (
        shortest < _SHORTEST
        or one.startswith(other)
        or other.startswith(one)
        or one.endswith(other)
        or other.endswith(one)
    ):
        return None
    distance = Levenshtein.distance(one, other, score_cutoff=2)
    if distance > 2 or distance * 3 > longest:
        return None
    if _owners(one) - _owners(other) and _owners(other) - _owners(one):
        return None
    changed = {
        char
        for edit in Levenshtein.editops(one, other)
        for char in (
            one[edit.src_pos] if edit.tag != "insert" else "",
            other[edit.dest_pos] if edit.tag != "delete" else "",
        )
    }
    if changed & _DOUBTFUL:
        return Severity.REVIEW
    return Severity.ERROR if shortest >= _LONG and distance == 1 else Severity.WARNING


def _owners(name: str) -> frozenset[str]:
    """Return the words in an account's name that tell whose or of which family it is."""
    return frozenset(word for word in _OWNERS if word in name)


def _violation(mentions: list[Account], severity: Severity) -> Violation:
    counts: dict[str, int] = {}
    for mention in mentions:
        counts[mention.name] = counts.get(mention.name, 0) + 1
    zh = "、".join(f"“{name}”（{count}处）" for name, count in counts.items())
    en = ", ".join(f"“{name}” ({count}×)" for name, count in counts.items())
    return Violation(
        Message(f"同一账号名称写法不一：{zh}", f"one account under two names: {en}"),
        mentions[0].span,
        quotes=tuple(mention.span for mention in mentions),
        severity=severity,
        subject=f"account {mentions[0].platform}",
    )

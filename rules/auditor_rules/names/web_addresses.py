"""OGI-N708: the organ's web address is printed the same everywhere, and so that it can be opened."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from auditor import Confidence, Message, Report, Severity, Span, Violation, rule
from auditor.model.text import Memo, normalise
from auditor_rules.language.running_text import RunningText, running_text
from auditor_rules.reading.garbled_source import refuse_damaged

# Full-width letters and marks are taken along, since they are what is wrong with an address. A 。 or ， in it stands
# between letters; at its end it belongs to the sentence.
_LETTER = r"[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]"
_INSIDE = r"(?:[\-－_]|[.．。·]{1,3}|[,，、](?=(?:gov|com|org|net|edu|cn)(?![A-Za-z])))"
_HOST = rf"{_LETTER}(?>{_LETTER}|{_INSIDE}(?={_LETTER})){{3,80}}"
_ADDRESS = re.compile(
    rf"(?<![A-Za-z0-9@＠._/\-])(?:(?P<scheme>[Hh][Tt]{{1,2}}[Pp][Ss]?\s?[:：]?\s?[/／\\]{{1,2}}\s?)(?P<host>{_HOST})|(?P<www>(?:[Ww]{{2,4}}|ｗ{{3}})[.．。,，]?{_HOST}))"
)
_BARE = re.compile(
    rf"(?<![A-Za-z0-9@＠._/\-])(?P<host>{_LETTER}(?>{_LETTER}|{_INSIDE}(?={_LETTER})){{2,60}}?[.．。]?gov[.．。]?cn)(?![A-Za-z0-9])"
)
# Two letters before .cn are a province's, as .bj.cn.
_SUFFIX = re.compile(r"(?:gov|com|org|net|edu|ac|mil|[a-z]{2})\.cn|(?:com|gov)\.(?:hk|mo)")
# A host that is complete before a 。 ends there: what follows is the next sentence.
_COMPLETE = re.compile(r"\.(?:cn|com|org|net|edu|hk|mo)(?=。)")
_RANK = re.compile(r"[省市县区镇乡国局][^省市县区镇乡国局，。；\n]{0,12}$")
_SHORTEST = 4
_LONG = 6


class Address(NamedTuple):
    """A web address in the text: its host as printed and as meant, and where it stands."""

    printed: str
    host: str
    domain: str
    rank: str
    """The last of 省, 市, 县 and so on before it, which tells whose site it is, or ""."""
    span: Span


def addresses(report: Report) -> tuple[Address, ...]:
    """Return every web address of the running text; e-mail addresses are none."""
    running = report.derived(running_text)
    found: dict[int, Address] = {}
    for line, first in running.placed():
        for start, end in _PLACES[line]:
            _take(running, found, first + start, first + end)
    return tuple(found[at] for at in sorted(found))


def _places(line: str) -> list[tuple[int, int]]:
    """Return where a line holds hosts: behind http:// or www., and bare ones that end in gov.cn."""
    if not any(mark in line for mark in ("www", "WWW", "ｗｗｗ", "http", "Http", "HTTP", "htp", "gov")):
        return []
    found = [match.span("host" if match["host"] else "www") for match in _ADDRESS.finditer(line)]
    ends = [end for _, end in found]
    bare: list[tuple[int, int]] = []
    for match in _BARE.finditer(line):
        # The next address to end after where this host begins is the only one that can hold it.
        after = bisect_right(ends, match.start("host"))
        if after == len(ends) or found[after][0] > match.start("host"):
            bare.append(match.span("host"))
    return found + bare


_PLACES: Memo[list[tuple[int, int]]] = Memo(_places)


def _take(running: RunningText, found: dict[int, Address], start: int, end: int) -> None:
    printed = running.text[start:end]
    complete = _COMPLETE.search(printed)
    if complete is not None:
        printed, end = printed[: complete.end()], start + complete.end()
    host = normalise(printed).replace("。", ".").lower()
    found[start] = Address(printed, host, _domain(host), _rank(running.text, start), running.span(start, end))


def _rank(text: str, start: int) -> str:
    found = _RANK.search(text, max(0, start - 30), start)
    return found[0][0] if found else ""


def _domain(host: str) -> str:
    """Return the registrable domain: jyj. and tjj. of one domain are sites of one owner."""
    parts = host.split(".")
    kept = 3 if _SUFFIX.fullmatch(".".join(parts[-2:])) else 2
    return ".".join(parts[-kept:])


@rule(
    id="OGI-N708",
    title=("网址不一致", "Web address inconsistent"),
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    basis=("国办发〔2017〕47号《政府网站发展指引》：域名应当规范、唯一", "circular [2017] No. 47: a site has one proper domain name"),
    remedy=("核实网址，按可以打开的写法统一。", "Check the address and print it so that it opens."),
)  # fmt: skip
def one_address(report: Report) -> Iterator[Violation]:
    """An address that does not open, or opens somebody else's site, cuts off the one way to the report that every reader
    has.

    Compared are the registrable domains, so the sites of several bureaus under one domain are no difference, nor are http
    and https, www. and paths. Two domains that differ in one or two characters are one misspelt, unless they are as short as
    the abbreviations of places (cq.gov.cn, gd.gov.cn) or are said to be a province's and a city's. Malformed is a host with 。 or full-width characters in it, without the
    dot after www or before gov.cn, or with two dots.
    """
    refuse_damaged(report)
    found = report.derived(addresses)
    report.asked.add_all([address.span for address in found])
    sound = []
    for address in found:
        wrong = _malformed(address)
        if wrong is None:
            sound.append(address)
        else:
            yield _malformed_violation(address, wrong)
    by_domain: dict[str, list[Address]] = {}
    for address in sound:
        by_domain.setdefault(address.domain, []).append(address)
    for one, other in _near(by_domain):
        same = sorted(
            (*by_domain[one], *by_domain[other]), key=lambda address: (address.span.line or 0, address.span.col or 0)
        )
        if len({address.rank for address in same} - {""}) < 2:
            yield _differing(same)


def _near(domains: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield for each domain the first before it that it differs from in one or two characters.

    Two such names have what is left of them without one or two characters in common; looking that up costs each name a
    bounded time, however many there are.
    """
    known: dict[str, str] = {}
    for domain in domains:
        keys = _shortened(domain)
        near = next((known[key] for key in keys if key in known and _alike(known[key], domain)), None)
        if near is not None:
            yield near, domain
        for key in keys:
            known.setdefault(key, domain)


def _shortened(domain: str) -> tuple[str, ...]:
    """Return a domain with none, one and two of its characters left out."""
    without = [domain, *(domain[:at] + domain[at + 1 :] for at in range(len(domain)))]
    twice = (text[:at] + text[at + 1 :] for text in without[1:] for at in range(len(text)))
    return tuple(dict.fromkeys([*without, *twice]))


def _malformed(address: Address) -> Message | None:
    printed, host = address.printed, address.host
    if "。" in printed:
        return Message("含有中文句号“。”", "it has a Chinese full stop in it")
    if any(not char.isascii() for char in printed):
        return Message("含有全角字符", "it has full-width characters in it")
    if "," in printed:
        return Message("用逗号代替了点", "it has a comma for a dot")
    if ".." in host:
        return Message("有两个连续的点", "it has two dots in a row")
    if re.match(r"w{3}[^.\-w]", host) or re.match(r"(?:ww|wwww)\.", host):
        return Message("“www”后缺少点，或“www”有误", "the dot after www is missing, or www is wrong")
    if re.search(r"[a-z0-9]gov\.cn$|(?:^|\.)govcn$|[a-z0-9]govcn$", host) and not re.search(r"(?:^|\.)gov\.cn$", host):
        return Message("“gov.cn”前后缺少点", "a dot of gov.cn is missing")
    if host.startswith("www.") and "." not in host[4:]:
        return Message("缺少点", "a dot is missing")
    return None


def _alike(one: str, other: str) -> bool:
    distance = Levenshtein.distance(one, other, score_cutoff=2)
    shortest = min(len(one.split(".")[0]), len(other.split(".")[0]))
    return 0 < distance <= 2 and shortest >= (_SHORTEST if distance == 1 else _LONG)


def _malformed_violation(address: Address, wrong: Message) -> Violation:
    return Violation(
        Message(f"网址“{address.printed}”{wrong.zh}", f"the address {address.printed}: {wrong.en}"),
        address.span,
        quotes=(address.span,),
        actual=address.printed,
        subject="malformed address",
    )


def _differing(same: list[Address]) -> Violation:
    counts: dict[str, int] = {}
    for address in same:
        counts[address.domain] = counts.get(address.domain, 0) + 1
    zh = "、".join(f"“{domain}”（{count}处）" for domain, count in counts.items())
    en = ", ".join(f"{domain} ({count}×)" for domain, count in counts.items())
    return Violation(
        Message(f"网址域名写法不一：{zh}", f"one address under two domains: {en}"),
        same[0].span,
        quotes=tuple(address.span for address in same[:7]),
        actual="、".join(counts),
        subject="differing address",
    )
